"""Random companies under random plans: nothing breaks, nobody is lost, and what theory orders stays in order."""

import dataclasses
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmark._checks import BadInput
from salesmark.business.company import companies, company
from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation.mechanisms import (
    carried,
    churned,
    closed_in,
    freshness,
    lived,
    noticed,
    price_appeal,
    satisfaction,
    saturated,
    shut_out,
    swayed,
)
from salesmark.simulation.odds import practised, response, rush, with_odds, zeal
from salesmark.simulation.parameters import parameters
from salesmark.simulation.run import run_plans

_COMPANIES = [company(name) for name in companies()]
_SHARES = st.fractions(0, 1).map(float) | st.sampled_from([0.0, 1.0])
_NUMBERS = st.one_of(
    st.sampled_from([0, 1]), st.integers(0, 5), st.floats(0.001, 1), st.floats(1, 20), st.sampled_from([50, 200])
)
_GROUPS = (
    *("market", "segments", "channels", "calls", "efforts", "places", "rivals", "roles", "process", "selling"),
    *("hand_off", "economics", "trust", "plan"),
)


def numbers_in(thing, at=()):
    """Where a company or a part of it holds a number that may be changed by itself."""
    parts = thing.items() if isinstance(thing, Mapping) else ((name, getattr(thing, name)) for name in thing.__slots__)
    for name, value in parts:
        path = (*at, name)
        if dataclasses.is_dataclass(value) or isinstance(value, Mapping):
            yield from numbers_in(value, path)
        elif isinstance(value, int | float) and name != "population":
            yield path


_PATHS = {
    firm.name: [path for group in _GROUPS for path in numbers_in(getattr(firm, group), (group,))] for firm in _COMPANIES
}


def changed(firm, path, value):
    """The company with one number changed, or as it was where its own rules forbid that."""
    change = value
    for name in reversed(path):
        change = {name: change}
    try:
        return firm.change(**change)
    except BadInput:
        return firm


class Drawn:
    """A company, a later plan, and how both came about."""

    def __init__(self, recipe, firm, later) -> None:
        self.recipe, self.firm, self.later = recipe, firm, later

    def __repr__(self) -> str:
        return f"Drawn{self.recipe}"


@st.composite
def firms(draw):
    """One of the companies among a few people, with up to 60 of its numbers changed, and up to two plans."""
    firm = draw(st.sampled_from(_COMPANIES))
    paths = _PATHS[firm.name]
    start = draw(st.lists(st.integers(0, 3), min_size=10, max_size=10).filter(any))
    firm = firm.change(
        market={
            "population": draw(st.integers(1, 60)),
            "start": dict(zip(STAGE_NAMES, np.array(start) / sum(start), strict=True)),
        },
        shocks={
            "storm": {
                "starts": draw(st.integers(1, 20)),
                "weeks": draw(st.integers(1, 20)),
                "demand": draw(st.sampled_from([0, 0.5, 3])),
                "rivals": draw(st.sampled_from([0, 10])),
                "channels": dict.fromkeys(list(firm.channels)[:1], draw(st.sampled_from([0, 4]))),
            }
        },
    )
    numbers = st.dictionaries(st.integers(0, len(paths) - 1), _NUMBERS, max_size=60)
    recipe = [(paths[number], value) for number, value in draw(numbers).items()]
    for path, value in recipe:
        firm = changed(firm, path, value)
    if draw(st.booleans()):
        firm = firm.change(economics={"contract_weeks": draw(st.sampled_from([1, 4, 13]))})
    if draw(st.booleans()):
        sales = {"quota": draw(st.sampled_from([1, 10_000])), "accelerator": draw(st.floats(1, 5))}
        firm = firm.change(plan={"sales": sales})
    later = firm
    plans = [path for path in paths if path[0] == "plan"]
    for number, value in draw(st.dictionaries(st.integers(0, len(plans) - 1), _NUMBERS, max_size=20)).items():
        later = changed(later, plans[number], value)
    return Drawn((firm.name, *recipe), firm, later.plan)


def is_share(values):
    return bool(np.all((np.asarray(values) >= 0) & (np.asarray(values) <= 1)))


def nothing_is_odd(run):
    """What the firm carries stays in its bounds, and no number of any table is missing that should be there."""
    firm, end = run.end.firm, run.end
    for share in (firm.efforts, firm.fresh, firm.adherence, end.mood):
        assert is_share(share)
    assert is_share([firm.able, firm.shut_out, firm.aim, firm.sharp, firm.answers, firm.rating])
    assert np.isfinite(firm.felt).all()
    assert (firm.felt >= 0).all()
    assert not np.isnan(end.due).any()
    assert np.isfinite(end.level).all()
    for note in run.notes:
        assert is_share(note.reached)
        assert np.isfinite(note.push).all()
        assert (note.push >= 0).all()
        assert min(note.heard.min(initial=0), note.called, note.waiting, note.leaked, note.worked, note.waited) >= 0
    assert not run.monthly.isna().any(axis=None)
    assert not run.weekly.drop(columns="mean_wait_hours").isna().any(axis=None)
    assert (run.deals.loc[run.deals["status"] == "won", "amount"] > 0).all()


def the_books_agree(run):
    """Deals, ledger and what each account holds reconcile to the cent."""
    won = run.deals[run.deals["status"] == "won"]
    cents = (won["amount"] * 100).round().astype(np.int64)
    week = (won["closed_day"] // 7).astype(np.int64)
    revenue = np.zeros(run.cents.shape[::2], np.int64)
    segments = list(run.company.segments)
    np.add.at(revenue, (week, won["segment"].astype(str).map(segments.index).to_numpy(np.int64)), cents)
    np.testing.assert_array_equal(revenue, run.cents[:, 0])
    assert (run.cents[:, 1:] <= 0).all()


def each_move_follows_the_last(run):
    events = run.events.sort_values(["customer", "day"], kind="stable")
    before = events.groupby("customer")["to"].shift().cat.codes.to_numpy()
    expected = np.where(before < 0, run.first[events["customer"]], before)
    np.testing.assert_array_equal(events["from"].cat.codes, expected)


def nobody_works_more_than_there_is(run):
    """Only the talk that a seller is in as the last week ends may go beyond."""
    hours = run.end.firm.sellers.hours
    beyond = sum(max(free - 7 * run.weeks, 0) / 7 * hours[who] for free, who in run.end.free)
    assert sum(note.worked for note in run.notes) <= sum(note.available for note in run.notes) + beyond + 1e-6


def holds(nothing_is_lost, drawn, months, seed):
    run = run_plans(drawn.firm, [drawn.firm.plan, drawn.later], months=months, seed=seed)
    nothing_is_lost(run)
    nothing_is_odd(run)
    the_books_agree(run)
    each_move_follows_the_last(run)
    if months <= 3:  # later some may have left in the middle of a talk
        nobody_works_more_than_there_is(run)


_ANY_RUN = given(drawn=firms(), months=st.integers(1, 6), seed=st.integers(0, 2**64))
_SLOW_TO_DRAW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


@settings(max_examples=25, suppress_health_check=_SLOW_TO_DRAW)
@_ANY_RUN
def test_any_company_runs_under_any_plan(nothing_is_lost, drawn, months, seed):
    holds(nothing_is_lost, drawn, months, seed)


@pytest.mark.slow
@settings(max_examples=500, suppress_health_check=_SLOW_TO_DRAW)
@_ANY_RUN
def test_five_hundred_companies_run_under_any_plan(nothing_is_lost, drawn, months, seed):
    holds(nothing_is_lost, drawn, months, seed)


@pytest.mark.parametrize(
    "change",
    [
        {"plan": {"marketing": {"promise": 0}}},
        {"plan": {"sales": {"commission": 0}}, "selling": {"drive": 1}},
        {"plan": {"sales": {"pressure": 1}}, "selling": {"push_odds": 5_000}},
        {"plan": {"marketing": {"price": 1e12}}, "selling": {"price_odds": 20}},
        {"plan": {"sales": {"consultative": 1}}, "selling": {"method_match": 5_000}},
        {"selling": {"talent": 500}},
        {"selling": {"haggling": 1, "haggle_size": 1, "price_odds": 5_000}},
        {"selling": {"doubt": 0}},
    ],
)
def test_a_sure_yes_stays_sure_and_a_sure_no_a_no_whatever_the_odds(ample, nothing_is_lost, change):
    for chance, never in ((0, "sale"), (1, "said no")):
        steps = {name: {"goes_on": chance, "poor_fit": 1, "objections": 1} for name in ample.process}
        firm = ample.change(market={"population": 300}, process=steps).change(**change)
        run = run_plans(firm, [firm.plan], months=3, seed=3)
        nothing_is_lost(run)
        assert run.notes[0].called + run.notes[1].called > 0
        assert not (run.events["cause"] == never).any()


@settings(max_examples=25, suppress_health_check=_SLOW_TO_DRAW)
@given(drawn=firms(), more=st.floats(1, 1e5), channel=st.integers(0, 9))
def test_more_budget_never_lowers_reach_in_any_company(first_week, drawn, more, channel):
    """A channel's own in any company; that of all where there are people enough to run the budget."""
    firm = drawn.firm
    if not firm.channels:
        return
    name = list(firm.channels)[channel % len(firm.channels)]
    budget = {"marketing": {"budget": {name: firm.plan.marketing.budget.get(name, 0) + more}}}
    less, own = (first_week(each, "reach", weeks=2)[1].reached for each in (firm, firm.change(plan=budget)))
    at = list(firm.channels).index(name)
    assert own[at] >= less[at] * (1 - 1e-12)
    able = firm.change(roles={role: {"handles": 1e9} for role in firm.plan.marketing.people})
    less, each = (first_week(other, "reach", weeks=1)[1].reached for other in (able, able.change(plan=budget)))
    if any(firm.plan.marketing.people.values()):
        assert (each >= less * (1 - 1e-12)).all()


@settings(max_examples=25, suppress_health_check=_SLOW_TO_DRAW)
@given(drawn=firms(), factor=st.floats(1, 5))
def test_a_higher_price_never_raises_the_wish_and_a_higher_promise_never_lowers_it(drawn, factor):
    firm = drawn.firm
    offer = firm.plan.marketing
    dearer = firm.change(plan={"marketing": {"price": factor * offer.price}})
    bolder = firm.change(plan={"marketing": {"promise": factor * offer.promise}})
    now, dear, bold = (parameters(each, each.plan) for each in (firm, dearer, bolder))
    for table in ("appeal", "drift", "chance", "odds"):
        assert (getattr(dear, table) <= getattr(now, table) * (1 + 1e-12)).all(), table
        assert (getattr(bold, table) >= getattr(now, table) * (1 - 1e-12)).all(), table


_MORE = st.tuples(_SHARES, _SHARES).map(sorted)
_AMOUNTS = st.floats(0, 1e6, allow_subnormal=False)
_MORE_OF_IT = st.tuples(_AMOUNTS, _AMOUNTS).map(sorted)


@given(pair=_MORE, share=_SHARES, contacts=_SHARES, annoyance=_SHARES, forgiving=_SHARES)
def test_more_consent_never_shuts_out_more(pair, share, contacts, annoyance, forgiving):
    out = [shut_out(share, contacts * (1 - asked), annoyance, forgiving) for asked in pair]
    assert out[1] <= out[0] + 1e-12
    assert is_share(out)


@given(pair=_MORE_OF_IT, fit=_SHARES, luck=_SHARES, other=st.floats(0, 3), weight=st.floats(0, 5), harm=_MORE)
def test_satisfaction_never_rises_with_the_promise_or_the_harm_nor_falls_with_quality(
    pair, fit, luck, other, weight, harm
):
    def mood(quality, promise, hurt=0.0):
        return satisfaction(
            [fit], np.array([luck]), quality=quality, promise=promise, disappointment=weight, harm=hurt
        ).item()

    low, high = pair
    assert mood(other, high) <= mood(other, low)
    assert mood(low, other) <= mood(high, other)
    assert mood(other, 1, harm[1]) <= mood(other, 1, harm[0])
    assert is_share([mood(other, high), mood(high, other)])


@given(pair=_MORE, kept=_SHARES, unled=_SHARES, other=_SHARES, decay=_SHARES)
def test_more_upkeep_never_lowers_what_is_lived(pair, kept, unled, other, decay):
    floors = [closed_in(closed_in(unled, other), upkeep) for upkeep in pair]
    later = [float(lived(np.array([kept]), floor, decay)[0]) for floor in floors]
    assert floors[0] <= floors[1] + 1e-12
    assert later[0] <= later[1] + 1e-12
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in [*floors, *later])


@given(pair=_MORE_OF_IT, left=_AMOUNTS, keep=_SHARES, half=st.floats(0.01, 1e6), shape=st.floats(0.1, 5))
def test_more_spend_never_reaches_fewer(pair, left, keep, half, shape):
    felt = carried(np.array([left] * 2), np.array(pair), np.array([keep] * 2))
    reach = saturated(felt, np.array([half] * 2), np.array([shape] * 2))
    assert felt[0] <= felt[1]
    assert reach[0] <= reach[1] * (1 + 1e-9)
    assert is_share(reach)


@given(pair=_MORE_OF_IT, own=st.floats(0.01, 1e6), clutter=_SHARES)
def test_louder_rivals_never_let_more_through(pair, own, clutter):
    low, high = (noticed(own, rivals, clutter) for rivals in pair)
    assert 1 - clutter - 1e-12 <= high <= low + 1e-12 <= 1 + 2e-12
    quiet, loud = (noticed(each, own, clutter) for each in pair)
    assert quiet <= loud + 1e-12


@given(pair=_MORE, fresh=_SHARES, wear=_SHARES, renewed=_SHARES)
def test_more_contacts_never_freshen_a_message(pair, fresh, wear, renewed):
    later = freshness(np.array([fresh] * 2), np.array(pair), wear, renewed)
    assert later[1] <= later[0] + 1e-12
    assert (later >= -1e-12).all()
    assert (later <= 1 + 1e-12).all()


@given(pair=_MORE_OF_IT, floor=_SHARES, half=st.floats(0.01, 1e4), chance=_SHARES)
def test_waiting_longer_never_wins_more_and_better_odds_never_fewer(pair, floor, half, chance):
    soon, late = (response(hours, floor, half) for hours in pair)
    assert floor - 1e-12 <= late <= soon <= 1 + 1e-12
    worse, better = (with_odds(chance, max(factor, 1e-9)) for factor in pair)
    assert worse <= better + 1e-12
    assert is_share([worse, min(better, 1.0)])


@given(pair=_MORE, other=st.floats(0.001, 1), drive=_SHARES, slope=st.floats(0, 10))
def test_pay_practice_and_satisfaction_never_work_backwards(pair, other, drive, slope):
    low, high = (zeal(commission, other, drive) for commission in pair)
    assert 1 - drive - 1e-12 <= low <= high + 1e-12 <= 1 + drive + 2e-12
    new, old = practised(52 * np.array(pair), 26 * other, other)
    assert other - 1e-12 <= new <= old <= 1
    bad, good = churned(np.array(pair), other, slope, np.ones(2))
    assert 0 <= good <= bad <= 1
    assert swayed(pair[0], other) <= swayed(pair[1], other)
    hurry = [rush(week, 1 + high, drive) for week in range(13)]
    assert hurry == sorted(hurry)
    assert is_share(hurry)


@given(
    pair=st.tuples(st.floats(0.01, 1e5), st.floats(0.01, 1e5)).map(sorted),
    usual=st.floats(1, 1e4),
    sensitivity=st.floats(0, 5),
)
def test_a_higher_price_never_appeals_more(pair, usual, sensitivity):
    cheap, dear = (price_appeal(price, usual, sensitivity) for price in pair)
    assert dear <= cheap
