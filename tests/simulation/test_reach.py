"""Steps 1 to 4: what reaches people, what pushes them, and on nothing else does each mechanism act."""

import numpy as np
import pytest

from salesmark.business.journey import STAGE_NAMES
from salesmark.business.marketing import EFFORTS
from salesmark.simulation.parameters import PUSHES, parameters
from salesmark.simulation.run import simulate

_WISHING = {"aware", "customer", "retained", "advocate"}


def pushes(week):
    """Pressure of each cause on each cell, shape (cells, K)."""
    mix = week.mix.copy()
    mix[:, -1] = week.push
    return np.diff(mix, axis=1, prepend=0)


@pytest.fixture(scope="module")
def touched(first_week):
    """A function: which causes at which stages push or persuade otherwise in two firms, after some weeks."""

    def compared(one, other, weeks=1):
        names = [*one.touchpoints, *PUSHES]
        notes = [first_week(firm, "pressure", weeks=weeks)[1] for firm in (one, other)]
        found = []
        for tables in ([pushes(note) for note in notes], [note.chance.reshape(-1, len(names)) for note in notes]):
            cell, cause = np.nonzero(~np.isclose(*tables, rtol=1e-9, atol=1e-12))
            found.append({(names[at], STAGE_NAMES[stage]) for at, stage in zip(cause, cell % 10, strict=True)})
        return tuple(found)

    return compared


def heard_by_anybody(firm, names, *, where=STAGE_NAMES):
    return {
        (name, stage)
        for name in names
        for stage, many in firm.touchpoints[name].contacts.items()
        if many and stage in where
    }


def test_rivals_drown_out_the_channels_and_neither_calls_nor_talk(plain, first_week, touched):
    loud = plain.change(rivals={"spend": 3_000, "clutter": 0.5})
    state, week = first_week(loud, "reach")
    own = state.firm.felt[: len(plain.channels)].sum()
    assert week.heard[: len(plain.channels)] == pytest.approx(1 - 0.5 * 3_000 / (own + 3_000))
    assert week.heard[len(plain.channels) :] == 1
    assert touched(plain, loud) == (heard_by_anybody(plain, plain.channels), set())


def test_the_louder_firm_gets_more_of_its_contacts_through(plain, first_week):
    beside = plain.change(rivals={"spend": 3_000, "clutter": 0.5})
    louder = beside.change(plan={"marketing": {"budget": {"search": 9_000}}})
    assert first_week(louder, "reach")[1].heard[1] > first_week(beside, "reach")[1].heard[1]


def test_messages_wear_out_unless_new_ones_are_tried(plain, first_week):
    tested = {"marketing": {"effort": {"testing": 500}}}
    worn = plain.change(trust={"wear": 0.1}, efforts={"testing": {"strength": 0.5}}, plan=tested, before=tested)
    start = first_week(worn, "reach")[1].heard
    later = {
        euros: first_week(worn.change(plan={"marketing": {"effort": {"testing": euros}}}), "reach", weeks=10)[1].heard
        for euros in (0, 500, 5_000)
    }
    channels = len(plain.channels)
    np.testing.assert_allclose(later[500], start, rtol=1e-9)
    assert (later[0] < start)[:channels].all()
    assert (later[5_000] > start)[:channels].all()
    assert later[0][channels:] == 1  # a call is never the same twice


def test_who_is_not_asked_hears_more_now_and_shuts_the_firm_out_later(plain, first_week):
    rude = plain.change(
        trust={"unasked": 1, "annoyance": 0.2, "forgiving": 0.05},
        plan={"marketing": {"consent": 0, "budget": {"email": 900}}},
    )
    polite = rude.change(plan={"marketing": {"consent": 1}})
    now, then = ([first_week(firm, "pressure", weeks=n) for firm in (rude, polite)] for n in (1, 20))
    email, leaflets = (list(plain.touchpoints).index(name) for name in ("email", "leaflets"))
    interested = STAGE_NAMES.index("interested")
    assert pushes(now[0][1])[interested, email] == pytest.approx(2 * pushes(now[1][1])[interested, email])
    assert pushes(then[0][1])[interested, email] < 0.8 * pushes(then[1][1])[interested, email]
    assert pushes(then[0][1])[interested, leaflets] == pytest.approx(pushes(then[1][1])[interested, leaflets], rel=0.1)
    state, week = then[0]
    personal = np.array([each.personal for each in plain.touchpoints.values()])
    assert then[1][0].firm.shut_out == 0
    before = (state.firm.shut_out - 0.2 * (week.reached * personal).max()) / (
        0.95 - 0.2 * (week.reached * personal).max()
    )
    np.testing.assert_allclose(week.heard, 1 - personal * before)


def test_more_consent_never_shuts_out_more(plain, first_week):
    rude = plain.change(trust={"annoyance": 0.2})
    out = [
        first_week(rude.change(plan={"marketing": {"consent": asked}}), "goodwill", weeks=8)[0].firm.shut_out
        for asked in (0, 0.5, 1)
    ]
    assert out[0] > out[1] > out[2] == 0


def test_a_community_makes_customers_talk_and_recommend_more(plain, first_week, touched):
    held = plain.change(
        efforts={"community": {"strength": 2, "half_saturation": 1e-6}},
        plan={"marketing": {"effort": {"community": 100}}},
    )
    assert first_week(held, "goodwill")[1].talk == pytest.approx(3 * first_week(plain, "goodwill")[1].talk)
    pressed, persuaded = touched(plain, held)
    assert {cause for cause, _ in pressed} == {"word of mouth", "delighted"}
    assert not persuaded


def test_messages_that_conflict_put_people_off(plain, first_week, touched, pair):
    torn = plain.change(
        hand_off={"confusion": 0.5},
        plan={"agreement": {"shared_message": 0}},
        before={"agreement": {"shared_message": 0}},
    )
    assert touched(plain, torn) == ({("put off", "aware"), ("put off", "interested")}, set())
    pressed = pushes(first_week(torn, "pressure")[1])
    ways, interested = len(plain.touchpoints), STAGE_NAMES.index("interested")
    off = [*plain.touchpoints, *PUSHES].index("put off")
    assert pressed[interested, off] == pytest.approx(0.5 * pressed[interested, :ways].sum())
    agreed, conflicting = pair(plain, torn)
    away = conflicting.events[conflicting.events["cause"] == "put off"]
    assert set(zip(away["from"], away["to"], strict=True)) == {("interested", "aware"), ("aware", "unaware")}
    assert not (agreed.events["cause"] == "put off").any()
    assert conflicting.monthly["won"].sum() < agreed.monthly["won"].sum()


def test_content_makes_leads_readier_and_nobody_else(plain, touched, pair):
    read = plain.change(
        efforts={"content": {"strength": 1, "half_saturation": 1e-6}}, plan={"marketing": {"effort": {"content": 100}}}
    )
    persuading = {
        (name, "interested") for name in plain.touchpoints if plain.touchpoints[name].persuasion.get("interested")
    }
    assert touched(plain, read) == (set(), persuading)
    without, with_content = pair(plain, read)
    assert with_content.monthly["first_contacts"].sum() > 1.1 * without.monthly["first_contacts"].sum()


def test_reviews_sway_those_who_are_aware(plain, first_week, touched):
    read = plain.change(trust={"review_weight": 0.8})
    pressed, persuaded = touched(plain, read)
    assert not pressed
    assert {stage for _, stage in persuaded} == {"aware"}
    assert {cause for cause, _ in persuaded} == {
        name for name in plain.touchpoints if plain.touchpoints[name].persuasion.get("aware")
    } | {"word of mouth"}
    state, week = first_week(read, "pressure")
    factor = week.chance[0, 1, 0] / first_week(plain, "pressure")[1].chance[0, 1, 0]
    assert factor == pytest.approx(1 + 0.8 * (2 * state.firm.rating - 1))


def test_a_firm_that_stands_for_something_may_ask_for_more(plain, touched):
    known = plain.change(
        economics={"premium": 1},
        rivals={"known_for": {"advice": 0.25}},
        segments={"families": {"price_sensitivity": 2, "values": {"advice": 0.8, "price": 0.2, "choice": 0}}},
        plan={"marketing": {"positioning": {"advice": 0.5}, "price": 650}},
    )
    nobody = known.change(plan={"marketing": {"positioning": {"advice": 0}}})
    today, dim = (parameters(firm, firm.plan) for firm in (known, nobody))
    normal = known.economics.reference_price * (1 + 0.5**2 * 0.8 * 0.75)
    assert today.appeal[0] == pytest.approx((650 / normal) ** -2)
    assert dim.appeal[0] == pytest.approx((650 / known.economics.reference_price) ** -2)
    pressed, persuaded = touched(known, nobody)
    assert {stage for _, stage in pressed} <= _WISHING
    assert {stage for _, stage in persuaded} <= _WISHING


def test_one_clear_difference_beats_two_dim_ones(plain):
    alike = {"values": {"advice": 0.5, "choice": 0.5, "price": 0}}
    firm = plain.change(
        economics={"premium": 1},
        rivals={"known_for": {"advice": 0, "choice": 0}},
        segments=dict.fromkeys(plain.segments, alike),
    )
    clear, dim = (
        parameters(firm, firm.change(plan={"marketing": {"positioning": aims}}).plan).appeal
        for aims in ({"advice": 1, "choice": 0}, {"advice": 0.5, "choice": 0.5})
    )
    assert (clear > dim).all()


def test_places_decide_who_can_buy_and_what_it_costs(plain, touched):
    firm = plain.change(
        places={
            "shops": {"serves": {"families": 0.5, "enthusiasts": 0.5, "seniors": 0.5}, "cost": 10, "fee": 0.2},
            "website": {"serves": {"families": 0.4, "enthusiasts": 0, "seniors": 0}, "cost": 70, "fee": 0.1},
        }
    )
    shops = firm.change(plan={"marketing": {"places": ["shops"]}})
    both, one = (parameters(each, each.plan) for each in (firm, shops))
    aware, back = STAGE_NAMES.index("aware"), both.cause["came back"]
    assert both.chance[0, aware, 0] / one.chance[0, aware, 0] == pytest.approx((1 - 0.5 * 0.6) / 0.5)
    assert both.chance[2, aware, 0] == one.chance[2, aware, 0]
    assert both.drift[0, 5, back] / one.drift[0, 5, back] == pytest.approx(0.7 / 0.5)
    np.testing.assert_allclose(both.fee, [(0.2 * 0.5 + 0.1 * 0.4) / 0.9, 0.2, 0.2])
    assert one.weekly_costs["overhead"] - both.weekly_costs["overhead"] == 7_000
    pressed, persuaded = touched(firm, shops)
    assert {stage for _, stage in pressed} | {stage for _, stage in persuaded} <= _WISHING


def test_a_promise_draws_those_who_are_aware_and_disappoints_those_who_buy(plain, touched, pair):
    firm = plain.change(trust={"promise_pull": 0.5, "disappointment": 1})
    bold = firm.change(plan={"marketing": {"promise": 1.44}})
    today, promised = (parameters(each, each.plan) for each in (firm, bold))
    aware = STAGE_NAMES.index("aware")
    np.testing.assert_allclose(promised.chance[:, aware, 0], 1.2 * today.chance[:, aware, 0])
    np.testing.assert_allclose(promised.odds, 1.2 * today.odds)
    pressed, persuaded = touched(firm, bold)
    assert {stage for _, stage in pressed | persuaded} == {"aware"}
    honest, boasting = pair(firm, bold)
    assert boasting.monthly["won"].sum() > 1.1 * honest.monthly["won"].sum()
    moods = [np.concatenate([note.mood for note in run.notes]).mean() for run in (honest, boasting)]
    assert moods[1] < moods[0] - 0.3
    assert boasting.notes[-1].rating < honest.notes[-1].rating - 0.2


def test_overpromising_wins_at_first_and_loses_once_reviews_are_read(plain, pair):
    firm = plain.change(
        market={"population": 3_000},
        trust={"promise_pull": 0.6, "disappointment": 1.5, "review_weight": 0.9, "review_memory": 0.9},
    )
    honest, boasting = (
        run.monthly["leads"] for run in pair(firm, firm.change(plan={"marketing": {"promise": 1.4}}), months=15)
    )
    assert boasting[0] > 1.05 * honest[0]
    assert boasting[-6:].sum() < 0.95 * honest[-6:].sum()


def test_too_few_marketers_run_only_part_of_the_budget(plain, first_week):
    total = sum(plain.plan.marketing.budget.values()) + sum(plain.plan.marketing.effort.values())
    firm = plain.change(roles={"marketer": {"handles": total / 2}}, channels={"email": {"carry_over": 0}})
    two = {"marketing": {"people": {"marketer": 2}}}
    email, euros = list(plain.touchpoints).index("email"), plain.plan.marketing.budget["email"]
    felt = {}
    for name, each in (("one", firm), ("two", firm.change(plan=two, before=two))):
        state, _ = first_week(each, "reach")
        felt[name] = (state.firm.able, state.firm.felt[email])
    assert felt["one"] == pytest.approx((0.5, 0.5 * euros))
    assert felt["two"] == pytest.approx((1, euros))
    no_work = {
        "budget": dict.fromkeys(plain.channels, 0),
        "effort": dict.fromkeys(EFFORTS, 0),
        "people": {"marketer": 0},
    }
    assert first_week(firm.change(plan={"marketing": no_work}), "reach")[0].firm.able == 1


@pytest.mark.parametrize("handles", [1e9, 500, 0])
def test_more_budget_never_lowers_a_channels_own_reach_however_few_run_it(plain, first_week, handles):
    firm = plain.change(roles={"marketer": {"handles": handles}})
    reach = [
        first_week(firm.change(plan={"marketing": {"budget": {"search": euros}}}), "reach", weeks=4)[1].reached[0]
        for euros in (0, 100, 1_000, 1e6)
    ]
    assert reach == sorted(reach)


def test_spare_hours_become_calls_in_the_next_week(plain, first_week):
    state, week = first_week(plain, "sell")
    there = 2 * plain.roles["adviser"].hours
    assert week.available == there
    assert state.firm.spare == pytest.approx(0.5 * (there - week.worked))
    later, _ = first_week(plain, "reach", weeks=2)
    number = list(plain.touchpoints).index("calls")
    assert later.firm.felt[number] == pytest.approx(state.firm.spare[0])
    nobody = plain.change(plan={"sales": {"people": {"adviser": 0}}})
    assert first_week(nobody, "reach", weeks=3)[0].firm.felt[number] == 0


def test_sellers_who_are_busy_make_fewer_calls(plain, pair):
    free, busy = pair(plain, plain.change(process={name: {"hours": 8} for name in plain.process}))
    calls = [(run.touches["channel"] == "calls").sum() for run in (free, busy)]
    assert 0 < calls[1] < 0.8 * calls[0]


def test_a_call_makes_a_lead_of_whoever_it_wins(plain):
    """Cold calls win people who had never heard of the firm, warm ones those who had."""
    everywhere = ("unaware", "aware", "lost", "left")
    dialling = plain.change(
        market={"start": {**dict.fromkeys(STAGE_NAMES, 0), **dict.fromkeys(everywhere, 0.25)}},
        calls={"calls": {"contacts": dict.fromkeys(everywhere, 0.5), "persuasion": dict.fromkeys(everywhere, 0.5)}},
    )
    moved = simulate(dialling, months=3, seed=3).events
    called = moved[moved["cause"] == "calls"]
    assert {*called.loc[called["to"] == "interested", "from"]} == {*everywhere}
    assert set(called["to"]) <= {"interested", "considering", "retained"}


def test_a_slump_lowers_demand_while_it_lasts(plain, first_week, touched):
    slump = {"starts": 2, "weeks": 2, "demand": 0.5, "rivals": 1, "channels": {}}
    poor = plain.change(shocks={"slump": slump})
    for week, factor in ((1, 1), (2, 0.5), (3, 0.5), (4, 1)):
        calm, hit = (first_week(firm, "pressure", weeks=week)[1].chance[0, 1, 0] for firm in (plain, poor))
        assert hit / calm == pytest.approx(factor)
    first_hit = plain.change(shocks={"slump": {**slump, "starts": 1}})
    pressed, persuaded = touched(plain, first_hit)
    assert not pressed
    assert {stage for _, stage in persuaded} <= _WISHING


def test_a_shock_to_a_channel_or_to_rivals_changes_what_is_heard(plain, touched):
    dark = plain.change(shocks={"dark": {"starts": 1, "weeks": 1, "demand": 1, "rivals": 1, "channels": {"email": 0}}})
    assert touched(plain, dark) == (heard_by_anybody(plain, ["email"]), set())
    beside = plain.change(rivals={"spend": 3_000, "clutter": 0.5})
    campaign = beside.change(shocks={"war": {"starts": 1, "weeks": 1, "demand": 1, "rivals": 3, "channels": {}}})
    assert touched(beside, campaign) == touched(beside, beside.change(rivals={"spend": 9_000}))
    assert touched(beside, campaign) == (heard_by_anybody(plain, plain.channels), set())


def test_an_effort_is_felt_later_too(plain, first_week):
    spent = {"marketing": {"effort": dict.fromkeys(EFFORTS, 400)}}
    firm = plain.change(
        efforts={name: {"carry_over": 0.5, "half_saturation": 800, "strength": 0} for name in EFFORTS}, plan=spent
    ).change(before={"marketing": {"effort": dict.fromkeys(EFFORTS, 0)}})
    done = [first_week(firm, "reach", weeks=weeks)[0].firm.efforts for weeks in (1, 2)]
    np.testing.assert_allclose(done, [[400 / 1_200] * 4, [600 / 1_400] * 4])
