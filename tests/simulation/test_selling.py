"""Step 7: talks with sellers, step by step; what moves a yes, what takes hours, and what sellers cost."""

import numpy as np
import pytest

from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation.parameters import parameters
from salesmark.simulation.run import run_plans, simulate
from salesmark.simulation.state import starting_state
from salesmark.simulation.talks import serve_queue


@pytest.fixture(scope="module")
def all_waiting(ample):
    """Everybody waits for a first contact on day 0; the offer fits them all, and the process has three equal steps."""
    step = {"hours": 0.01, "days": 0, "goes_on": 0.5, "poor_fit": 1}
    return ample.change(
        market={"start": {**dict.fromkeys(STAGE_NAMES, 0), "considering": 1}},
        segments={name: {"good_fit": 1} for name in ample.segments},
        process={name: dict(step) for name in ample.process},
    )


def selling(firm, **sales):
    """The firm that sells like this, now and before."""
    return firm.change(plan={"sales": sales}, before={"sales": sales})


def test_a_method_that_misses_the_product_costs_odds_and_hours(plain):
    firm = plain.change(selling={"complexity": 0.25, "method_match": 2, "method_hours": 0.6})
    at_once, advising = (firm.change(plan={"sales": {"consultative": share}}) for share in (0, 1))
    tables = [parameters(each, each.plan) for each in (at_once, advising)]
    np.testing.assert_allclose(tables[0].odds, np.exp(-2 * 0.25))
    np.testing.assert_allclose(tables[1].odds, np.exp(-2 * 0.75))
    hours = [step.hours for step in firm.process.values()]
    np.testing.assert_allclose(tables[0].steps[0], np.array(hours) * 1.6**-0.25)
    np.testing.assert_allclose(tables[1].steps[0], np.array(hours) * 1.6**0.75)
    np.testing.assert_array_equal(tables[0].steps[1:], tables[1].steps[1:])


def test_a_talk_from_afar_saves_hours_and_costs_odds_the_harder_the_product(plain):
    firm = plain.change(
        selling={"complexity": 0.5, "remote_hours": 0.4, "remote_odds": 0.8}, plan={"sales": {"remote": 0.5}}
    )
    now, here = parameters(firm, firm.plan), parameters(plain, plain.plan)
    np.testing.assert_allclose(now.steps[0], 0.8 * here.steps[0])
    np.testing.assert_allclose(now.odds, np.exp(-0.8 * 0.5 * 0.5))
    simple = firm.change(selling={"complexity": 0})
    np.testing.assert_allclose(parameters(simple, simple.plan).odds, 1)


def test_pressure_wins_deals_now_and_satisfaction_pays_later(plain, pair):
    firm = plain.change(selling={"push_odds": 1}, trust={"push_harm": 0.4})
    calm, pushy = (selling(firm, pressure=pressure) for pressure in (0, 1))
    now = parameters(pushy, pushy.plan)
    np.testing.assert_allclose(now.odds, np.e)
    asked, pushed = pair(calm, pushy)
    assert pushed.monthly["won"].sum() > 1.1 * asked.monthly["won"].sum()
    moods = [np.concatenate([note.mood for note in run.notes]).mean() for run in (asked, pushed)]
    assert moods[1] == pytest.approx(moods[0] - 0.4, abs=0.1)
    assert pushed.notes[-1].rating < asked.notes[-1].rating


def test_commission_spurs_up_to_a_point(plain):
    firm = plain.change(selling={"drive": 0.3, "usual_commission": 0.02})
    factors = [
        parameters(firm, firm.change(plan={"sales": {"commission": share}}).plan).odds[0, 0]
        for share in (0, 0.02, 0.06, 1)
    ]
    np.testing.assert_allclose(factors[:3], [0.7, 1, 1.15])
    assert factors[2] < factors[3] < 1.3


def test_the_price_counts_at_the_close_and_not_before(plain):
    dear = plain.change(
        selling={"price_odds": 2}, economics={"reference_price": 500}, plan={"marketing": {"price": 550}}
    )
    table = parameters(dear, dear.plan).odds
    np.testing.assert_allclose(table[-1], 1.1**-2)
    assert (table[:-1] == 1).all()


def test_a_doubt_that_nobody_answers_loses_the_buyer(all_waiting, pair):
    doubting = all_waiting.change(
        selling={"doubt": 0},
        process={name: {"objections": 1} for name in all_waiting.process},
        efforts={"content": {"half_saturation": 1e-9}},
    )
    read = {"marketing": {"effort": {"content": 100}}}
    answered = doubting.change(plan={**read, "agreement": {"content_plan": 1}})
    alone = doubting.change(plan={**read, "agreement": {"content_plan": 0}})
    lost, planned = pair(alone, answered, months=1)
    assert lost.monthly["won"].sum() == 0
    assert sum(note.doubted for note in planned.notes) == 0
    free, _ = pair(all_waiting, all_waiting, months=1)
    np.testing.assert_array_equal(planned.counts, free.counts)


def test_half_the_doubts_are_answered_where_content_is_half_planned(all_waiting, first_week):
    doubting = all_waiting.change(
        process={name: {"objections": 0.8} for name in all_waiting.process},
        efforts={"content": {"half_saturation": 1e-9}},
        plan={"marketing": {"effort": {"content": 100}}, "agreement": {"content_plan": 0.5}},
    )
    assert first_week(doubting, "sell")[1].doubted == pytest.approx(0.4, abs=0.04)


def test_buyers_haggle_and_get_what_the_seller_may_give(all_waiting):
    firm = all_waiting.change(
        selling={"haggling": 0.5, "haggle_size": 0.2},
        economics={"basket_spread": 0},
        segments={name: {"basket": 1} for name in all_waiting.segments},
        process={name: {"goes_on": 1} for name in all_waiting.process},
    )
    given = {}
    for limit in (0, 0.1, 0.9):
        run = simulate(selling(firm, discount_limit=limit), months=1)
        new = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")]
        given[limit] = 1 - new["amount"] / firm.plan.marketing.price
        assert sum(note.discount for note in run.notes) == pytest.approx(
            100 * firm.plan.marketing.price * given[limit].sum(), abs=len(new)
        )
        repeat = run.deals[run.deals["kind"] == "repeat"]
        assert (repeat["amount"] == firm.plan.marketing.price).all()
    assert (given[0] == 0).all()
    assert given[0.1].max() == pytest.approx(0.1, abs=1e-4)
    assert given[0.1].mean() == pytest.approx(0.5 * 0.075, abs=0.004)
    assert given[0.9].max() < 0.2
    assert given[0.9].mean() == pytest.approx(0.5 * 0.1, abs=0.005)
    assert (given[0.9] == 0).mean() == pytest.approx(0.5, abs=0.05)


def test_a_refused_discount_costs_odds_at_the_close_and_a_given_one_wins_them(all_waiting):
    firm = all_waiting.change(selling={"haggling": 1, "haggle_size": 0.3, "price_odds": 4})
    firm = firm.change(economics={"premium": 0, "reference_price": firm.plan.marketing.price})
    answers = {}
    for name, each in (("asks nothing", firm.change(selling={"haggling": 0})), ("no", firm), ("yes", firm)):
        limit = 0.9 if name == "yes" else 0
        answers[name] = simulate(selling(each, discount_limit=limit), months=1).notes[0].answers
    np.testing.assert_array_equal(answers["no"][:2], answers["yes"][:2])
    np.testing.assert_array_equal(answers["no"][:2], answers["asks nothing"][:2])
    assert answers["no"][2, 1] < answers["asks nothing"][2, 1] < answers["yes"][2, 1]


def test_each_further_try_yields_less(all_waiting):
    """At the first contact: of 2,000, half say yes at once, and of the rest half as many with each try."""
    tried = all_waiting.change(
        selling={"follow_up_days": 0.001, "follow_up_decay": 0.5},
        process=dict(zip(all_waiting.process, ({"goes_on": 0.5}, {"goes_on": 0}, {"goes_on": 0}), strict=True)),
    )
    asking = selling(tried, follow_ups=3)
    state = starting_state(parameters(asking, asking.plan), 1)
    talks = serve_queue(state, prepared=0, hurry=0)
    first = talks.step == 0
    nth = np.array([np.count_nonzero(talks.customer[:row] == who) for row, who in enumerate(talks.customer)])
    for number, chance in enumerate((0.5, 0.25, 0.125, 0.0625)):
        asked = first & (nth == number)
        share = talks.agrees[asked].mean()
        assert share == pytest.approx(chance, abs=4 * np.sqrt(chance * (1 - chance) / asked.sum())), number
    assert (talks.again == (nth > 0))[first].all()
    assert np.bincount(talks.customer[first]).max() == 4
    once = starting_state(parameters(tried, selling(tried, follow_ups=0).plan), 1)
    assert not serve_queue(once, prepared=0, hurry=0).again.any()


def test_more_follow_ups_never_win_fewer_deals_where_hours_are_plenty(all_waiting):
    won = [simulate(selling(all_waiting, follow_ups=tries), months=3).monthly["won"].sum() for tries in (0, 1, 3, 9)]
    assert won[0] < won[1] < won[2] < won[3]


def test_who_never_fitted_is_not_asked_again(all_waiting):
    stubborn = selling(
        all_waiting.change(
            segments={name: {"good_fit": 0} for name in all_waiting.segments},
            process={name: {"goes_on": 0.5} for name in all_waiting.process},
        ),
        follow_ups=5,
    )
    state = starting_state(parameters(stubborn, stubborn.plan), 1)
    talks = serve_queue(state, prepared=0, hurry=0)
    assert not talks.again[talks.step == 0].any()
    assert talks.ends[(talks.step == 0) & ~talks.agrees].all()


def test_new_people_cost_a_search_and_learn_for_weeks(plain):
    firm = plain.change(
        selling={"ramp_weeks": 10, "ramp_start": 0.2},
        roles={"adviser": {"hiring": 1_234.5, "hours": 20, "skill": {"offer": 2}}},
    )
    state = starting_state(parameters(firm, firm.change(plan={"sales": {"people": {"adviser": 3}}}).plan), 1)
    sellers = state.firm.sellers
    advisers = [who for who, person in enumerate(state.firm.staff.people) if person.role == "adviser"]
    assert [sellers.odds[who][0] for who in advisers] == [1, 1, pytest.approx(0.2)]
    assert [sellers.odds[who][2] for who in advisers] == [2, 2, pytest.approx(0.4)]
    assert [sellers.slow[who] for who in advisers] == [7 / 20, 7 / 20, pytest.approx(7 / 20 / 0.2)]
    run = simulate(firm.change(plan={"sales": {"people": {"adviser": 3}}}), months=3)
    wages = -run.cents[:, 3, -1] - 3 * round(100 * firm.roles["adviser"].wage)
    assert wages.tolist() == [123_450] + [0] * 12
    assert run.notes[0].hiring == 123_450
    assert run.end.firm.sellers.odds[advisers[2]][0] == 1
    plans = [firm.change(plan={"sales": {"people": {"adviser": count}}}).plan for count in (2, 0, 2)]
    again = run_plans(firm, plans, months=9, seed=1)
    wages = -run_plans(firm, plans, months=9, seed=1).cents[:, 3, -1]
    assert wages[26] == wages[0] + 2 * 123_450
    assert again.end.firm.staff.people[advisers[0]].since == 26


def test_newcomers_win_fewer_deals_than_the_experienced(plain, pair):
    firm = plain.change(selling={"ramp_weeks": 500, "ramp_start": 0.1})
    old, new = pair(firm, firm.change(before={"sales": {"people": {"adviser": 0}}}))
    assert new.monthly["won"].sum() < 0.8 * old.monthly["won"].sum()


def test_people_differ_in_talent_as_much_as_said(plain):
    gifted = selling(plain.change(selling={"talent": 0.5}), people={"adviser": 400})
    odds = [step[0] for step in starting_state(parameters(gifted, gifted.plan), 1).firm.sellers.odds.values()]
    assert np.log(odds).std() == pytest.approx(0.5, rel=0.15)
    assert np.log(odds).mean() == pytest.approx(0, abs=0.1)
    few = selling(gifted, people={"adviser": 2})
    sellers = starting_state(parameters(few, few.plan), 1).firm.sellers
    assert [step[0] for step in sellers.odds.values()] == odds[:2]


def test_commission_beyond_the_quota_is_paid_as_by_hand(plain):
    sales = {"commission": 0.031, "quota": 9_000, "accelerator": 2.5}
    run = simulate(selling(plain, **sales), months=6, seed=3)
    won = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")].sort_values(
        "closed_day", kind="stable"
    )
    sold, owed, beyond = {}, np.zeros(26, int), 0
    for deal in won.itertuples():
        who, cents = (deal.seller, int(deal.closed_day // 91)), round(100 * deal.amount)
        before = sold.get(who, 0)
        sold[who] = before + cents
        extra = max(0, sold[who] - max(900_000, before))
        beyond += extra > 0
        owed[int(deal.closed_day // 7)] += int(np.rint(0.031 * (cents + 1.5 * extra)))
    assert beyond > 10
    np.testing.assert_array_equal(-run.cents[:, 4].sum(axis=1), owed)


def test_an_accelerator_makes_sellers_rush_as_the_quarter_ends(plain, pair):
    slow = plain.change(
        selling={"rush": 1, "push_odds": 1.5},
        trust={"push_harm": 0.5},
        process={name: {"days": 15} for name in plain.process},
    )
    bonus = {"quota": 1, "accelerator": 2}
    calm, rushing = pair(slow, slow.change(plan={"sales": bonus}), months=3)
    assert [note.hurry for note in rushing.notes] == [0] * 10 + [pytest.approx(1 / 3), pytest.approx(2 / 3), 1]
    np.testing.assert_array_equal(calm.counts[:11], rushing.counts[:11])
    sales = [(run.events["cause"] == "sale") & (run.events["day"] >= 70) for run in (calm, rushing)]
    assert sales[1].sum() > 1.3 * sales[0].sum()
    late = [np.concatenate([note.mood for note in run.notes[10:]]).mean() for run in (calm, rushing)]
    assert late[1] < late[0] - 0.1


def test_what_research_finds_closes_the_gap_for_those_whom_the_offer_fits_poorly(ample, pair):
    gap = ample.change(
        market={"imitation": 0},
        process={name: {"poor_fit": 0} for name in ample.process},
        efforts={"research": {"strength": 1, "half_saturation": 1e-9}},
    ).change(plan={"marketing": {"effort": {"research": 0}}}, before={"marketing": {"effort": {"research": 0}}})
    known = gap.change(plan={"marketing": {"effort": {"research": 1}}})
    blind, informed = pair(gap, known)
    poor = (blind.customers["fit"] == "poor").to_numpy()
    bought = [run.events.loc[run.events["cause"] == "sale", "customer"].to_numpy() for run in (blind, informed)]
    assert not poor[bought[0]].any()
    assert poor[bought[1]].sum() > 20
    good = [run.events[~poor[run.events["customer"]]].drop(columns="seller") for run in (blind, informed)]
    assert good[0].reset_index(drop=True).equals(good[1].reset_index(drop=True))
