"""Steps 8, 9 and 11: baskets, suggestions, contracts, satisfaction and the quality behind it, and every cent of it."""

import numpy as np
import pytest

from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation.mechanisms import churned, satisfaction
from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.run import run_plans, simulate


@pytest.fixture(scope="module")
def subscribed(plain):
    """The plain shop sells contracts of eight weeks; a third of its people have one."""
    start = {**dict.fromkeys(STAGE_NAMES, 0), "aware": 0.3, "interested": 0.4, "retained": 0.3}
    contract = {"contract_weeks": 8, "churn": 0.2, "churn_slope": 4, "basket_spread": 0}
    return plain.change(market={"start": start, "season": [1] * 12}, economics=contract)


def ends(run):
    """Customers and days of the contracts that ended, renewed or not, and of those that were signed."""
    names = {cause: number for number, cause in enumerate(run.events["cause"].cat.categories)}
    at = {cause: run.moves["cause"] == names[cause] for cause in ("renewed", "not renewed", "sale")}
    return {cause: (run.moves["customer"][rows], run.moves["day"][rows]) for cause, rows in at.items()}


def test_a_contract_ends_exactly_its_weeks_after_it_was_signed(subscribed):
    run = simulate(subscribed, months=9, seed=3)
    ended = ends(run)
    signed = [ended["sale"], ended["renewed"]]
    due = {(who, day + 56) for whos, days in signed for who, day in zip(whos.tolist(), days.tolist(), strict=True)}
    due = {(who, day) for who, day in due if day < 7 * run.weeks}
    over = [*zip(*ended["renewed"], strict=True), *zip(*ended["not renewed"], strict=True)]
    later = {(int(who), float(day)) for who, day in over if day >= 56}
    assert len(due) > 500
    assert later == due


def test_contracts_of_day_0_end_evenly_over_their_first_term(subscribed):
    run = simulate(subscribed, months=6, seed=3)
    over = np.array([sum(note.ended) for note in run.notes[:8]])
    there = run.stages[0, STAGE_NAMES.index("retained")]
    assert over.sum() == there
    assert (abs(over - there / 8) < 4 * np.sqrt(there / 8)).all()


def test_a_renewal_is_billed_in_advance_and_nobody_with_a_contract_orders_or_lapses(subscribed, hushed):
    """Nobody writes to customers here, so each repeat order is a renewal."""
    run = simulate(
        hushed(subscribed.change(market={"imitation": 0}, plan={"sales": {"calls": {"calls": 0}}})), months=6, seed=3
    )
    renewed = sum(note.ended[1] for note in run.notes)
    assert renewed > 500
    assert (run.deals["kind"] == "repeat").sum() == renewed
    assert not set(run.events["cause"]) & {"came back", "lapsed"}
    assert (run.events["to"] == "left").sum() == sum(note.ended[0] for note in run.notes)


def test_the_satisfied_renew_and_the_others_leave(subscribed):
    run = simulate(subscribed, months=3, seed=3)
    mood = run.customers["satisfaction"].to_numpy()
    left, stayed = (np.unique(ends(run)[cause][0]) for cause in ("not renewed", "renewed"))
    assert mood[left].mean() < mood[stayed].mean() - 0.1
    blind = simulate(subscribed.change(economics={"churn_slope": 0}), months=6, seed=3)
    gone, all_ended = sum(note.ended[0] for note in blind.notes), sum(sum(note.ended) for note in blind.notes)
    appeal = blind.truth.parameters.appeal
    low, high = 0.2 / appeal.max(), 0.2 / appeal.min()
    assert low - 0.05 < gone / all_ended < high + 0.05
    loyal = simulate(subscribed.change(economics={"churn": 0}), months=6, seed=3)
    assert not (loyal.events["to"] == "left").any()


def test_a_dearer_contract_is_renewed_less_often(subscribed, pair):
    usual, dear = pair(
        subscribed, subscribed.change(plan={"marketing": {"price": 1.3 * subscribed.plan.marketing.price}})
    )
    shares = [
        np.sum([note.ended[0] for note in run.notes]) / np.sum([note.ended for note in run.notes])
        for run in (usual, dear)
    ]
    assert shares[1] > shares[0]
    np.testing.assert_allclose(churned(np.array([0.5]), 0.2, 4, np.array([0.5])), 0.4)
    assert churned(np.array([0.0]), 0.9, 4, np.array([0.0])) == 1


def test_no_contract_ends_where_there_is_none(plain):
    run = simulate(plain, months=6, seed=3)
    assert not np.isfinite(run.end.renews).any()
    assert sum(sum(note.ended) for note in run.notes) == 0


def test_a_taken_suggestion_adds_its_share_to_the_basket_and_to_its_cost(plain, pair, same_people):
    firm = plain.change(selling={"upsell": 1, "upsell_size": 0.5}, places={"website": {"fee": 0}, "shops": {"fee": 0}})
    shy, bold, half = (firm.change(plan={"sales": {"suggestions": share}}) for share in (0, 1, 0.5))
    quiet, asked = pair(shy, bold)
    assert same_people(quiet, asked) == {"revenue", "cost_of_goods", "commission"}
    np.testing.assert_allclose(asked.deals["amount"], 1.5 * quiet.deals["amount"], atol=0.011)
    np.testing.assert_allclose(asked.cents[:, :2], 1.5 * quiet.cents[:, :2], atol=200)
    assert sum(note.suggested for note in asked.notes) == pytest.approx(asked.cents[:, 0].sum() / 3, abs=200)
    some = simulate(half, months=6, seed=3)
    more = some.deals["amount"] > quiet.deals["amount"] + 0.02
    won = (some.deals["status"] == "won").sum()
    assert more.sum() / won == pytest.approx(0.5, abs=4 * np.sqrt(0.25 / won))


def test_suggestions_without_tact_cost_satisfaction(plain, pair):
    firm = plain.change(selling={"tact": 0.2})
    quiet, asked = pair(*(firm.change(plan={"sales": {"suggestions": share}}) for share in (0, 1)), months=3)
    assert set(asked.moves["cause"][:200]) == set(quiet.moves["cause"][:200])
    moods = [np.concatenate([note.mood for note in run.notes[:2]]) for run in (quiet, asked)]
    np.testing.assert_allclose(moods[1], np.clip(moods[0] - 0.2, 0, 1), atol=0.2)
    assert moods[1].mean() == pytest.approx(moods[0].mean() - 0.2, abs=0.03)


def test_quality_satisfies_and_costs(plain, pair, same_people):
    firm = plain.change(economics={"quality_cost": 2}, trust={"disappointment": 1}, places={"website": {"fee": 0}})
    usual, better = pair(firm, firm.change(plan={"marketing": {"quality": 1.2}}), months=1)
    cost, revenue = (ACCOUNTS.index(account) for account in ("cost_of_goods", "revenue"))
    share = [run.cents[:, cost].sum() / run.cents[:, revenue].sum() for run in (usual, better)]
    assert share[1] / share[0] == pytest.approx(1.44, rel=1e-3)
    first = [next(note.mood for note in run.notes if len(note.mood)) for run in (usual, better)]
    np.testing.assert_allclose(first[1], np.minimum(first[0] + 0.2, 1), atol=1e-12)
    unseen = plain.change(economics={"quality_cost": 0})
    assert same_people(*pair(unseen, unseen.change(plan={"marketing": {"quality": 3}}), months=3)) == set()


def test_satisfaction_is_what_was_got_less_what_was_promised_and_how_one_was_treated():
    """By hand: 0.5 + 2 (0.9 - 1.1) + 0.15 + 0.6 (0.75 - 0.5) - 0.1."""
    mood = satisfaction([1], np.array([0.75]), quality=0.9, promise=1.1, disappointment=2, harm=0.1)
    assert mood == pytest.approx(0.3)


def test_reviews_count_for_a_while_and_then_fade(plain):
    firm = plain.change(trust={"review_memory": 0.8})
    run = simulate(firm, months=3, seed=3)
    start = run.end.now.company.market.population * 0.1
    moods = [note.mood for note in run.notes]
    weights = 0.8 ** np.arange(len(moods))[::-1]
    number = 0.8 ** len(moods) * run.stages[0, STAGE_NAMES.index("retained")] + weights @ [len(mood) for mood in moods]
    assert run.end.firm.reviews[1] == pytest.approx(number)
    assert run.notes[-1].rating == pytest.approx(run.end.firm.reviews[0] / run.end.firm.reviews[1])
    assert start > 0
    nobody = simulate(firm.change(market={"start": {**dict.fromkeys(STAGE_NAMES, 0), "unaware": 1}}), months=1, seed=3)
    assert nobody.notes[0].rating == 0.5


def test_each_place_effort_person_and_agreement_is_booked_to_the_cent(plain):
    firm = plain.change(
        places={"website": {"cost": 33.33}, "shops": {"cost": 11.11}},
        economics={"overhead": 1_000.01},
        hand_off={"upkeep_cost": 77.7},
        roles={"marketer": {"wage": 901.13, "hiring": 500.55}, "adviser": {"wage": 700.07, "hiring": 600.66}},
        plan={
            "marketing": {"places": ["website", "shops", "website"], "effort": {"research": 12.34}},
            "agreement": {"upkeep": 0.5},
        },
    )
    more = firm.change(plan={"marketing": {"people": {"marketer": 3}}, "sales": {"people": {"adviser": 3}}}).plan
    run = run_plans(firm, [firm.plan, more], months=6, seed=1)
    booked = dict(zip(ACCOUNTS, run.cents[:, :, -1].T, strict=True))
    money = sum(firm.plan.marketing.budget.values()) + sum(firm.plan.marketing.effort.values())
    marketers = firm.plan.marketing.people["marketer"]
    assert (booked["overhead"] == -round(100 * (1_000.01 + 33.33 + 11.11 + 0.5 * 77.7))).all()
    assert (booked["marketing"][:13] == -round(100 * (money + marketers * 901.13))).all()
    assert (booked["marketing"][14:] == -round(100 * (money + 3 * 901.13))).all()
    assert booked["marketing"][13] - booked["marketing"][14] == -(3 - marketers) * 50_055
    assert (booked["sales_wages"][:13] == -round(100 * 2 * 700.07)).all()
    assert booked["sales_wages"][13] == -round(100 * 3 * 700.07) - 60_066
    assert (booked["sales_wages"][14:] == -round(100 * 3 * 700.07)).all()
    assert not booked["revenue"].any()
