"""The same seed gives the same run everywhere; what a plan changes, and what it leaves alone."""

import hashlib

import numpy as np
import pytest

from salesmark._checks import BadInput
from salesmark.business.company import companies, company
from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation import moves
from salesmark.simulation.run import run_plans, simulate, weeks_in

#: Of `counts` and `cents` of twelve months of each company, seed 2. They change with the model or with the company's
#: numbers, and then the changelog says so; they never change with the machine.
_GOLDEN = {
    "car_dealer": "b31de34921ecb5be21163649992267431d8ea7a72eafab789f6c79215f8b35fe",
    "cleaning_service": "a5ba30007f9f32c24c825dceb3725b844c2d603fae3e496117b50a5d4e390c50",
    "clothing_store": "e5f487c4c97324528914494a656c6eb1cb7a0c581381ec60f66a01ff7b4d72f4",
    "consulting_firm": "21b0fd4cbaebe92b6dc36e32066b02361f871a03e2a7ba05d9f8324e204492a0",
    "electronics_retailer": "ff5abf10f0a69f52553613030cbb470791e08e5a8c171e09c413059f30040267",
    "local_restaurant": "23126c5a2055a4226a7d50198bbdcc0e5d6fb890387ffda4a924ffafb03e1bb4",
    "software_company": "cd477828fa25eeb0aa283004006211b48ee98d5b6ef4edf0ef8cf5a79dcf33ef",
}


def fingerprint(run):
    numbers = [run.counts, run.cents]
    return hashlib.sha256(b"".join(np.ascontiguousarray(table, "<i8").tobytes() for table in numbers)).hexdigest()


def assert_same(one, other):
    np.testing.assert_array_equal(one.counts, other.counts)
    np.testing.assert_array_equal(one.cents, other.cents)
    for name in one.moves:
        np.testing.assert_array_equal(one.moves[name], other.moves[name])


@pytest.mark.parametrize("name", companies())
def test_a_year_of_a_company_is_the_same_on_every_machine(name):
    assert fingerprint(simulate(company(name), months=12, seed=2)) == _GOLDEN[name]


@pytest.mark.parametrize("towards", [-np.inf, np.inf])
def test_the_last_bit_of_a_logarithm_an_exponential_or_a_cosine_decides_nothing(year, monkeypatch, towards):
    """Machines differ in the last bit of these; people and cents do not."""
    for name in ("log", "exp", "cos", "power"):
        exact = getattr(np, name)
        monkeypatch.setattr(np, name, lambda *values, exact=exact: np.nextafter(exact(*values), towards))
    assert fingerprint(simulate(company("electronics_retailer"), months=12, seed=2)) == fingerprint(year)


def test_it_decides_nothing_how_many_people_are_looked_at_in_one_go(shop, year, monkeypatch):
    monkeypatch.setattr(moves, "_LOOKED_AT", 1_234)
    monkeypatch.setattr(moves, "_TOGETHER", 321)
    assert_same(simulate(shop, months=12, seed=2), year)


def test_the_same_seed_gives_the_same_run_and_another_seed_another(shop, year):
    assert_same(year, simulate(shop, months=12, seed=2))
    assert fingerprint(simulate(shop, months=12, seed=3)) != fingerprint(year)


def test_a_shorter_run_is_the_beginning_of_a_longer_one(shop, year):
    short = simulate(shop, months=4, seed=2)
    assert short.weeks == 17
    np.testing.assert_array_equal(short.counts, year.counts[:18])
    np.testing.assert_array_equal(short.cents, year.cents[:17])


def test_the_first_people_of_a_larger_market_are_those_of_a_smaller_one(shop):
    town, village = (
        simulate(shop, months=1, seed=9),
        simulate(shop.change(market={"population": 1_000}), months=1, seed=9),
    )
    np.testing.assert_array_equal(town.first[:1_000], village.first)
    for column in ("segment", "fit", "pace"):
        assert town.customers[column][:1_000].tolist() == village.customers[column].tolist()


def test_who_stands_where_at_the_start_hangs_on_the_seed_and_not_on_the_plan(shop):
    bold = shop.change(
        plan={
            "marketing": {"budget": {"search": 9_000, "email": 0}, "price": 300, "promise": 2},
            "sales": {"people": {"adviser": 40}},
            "agreement": {"lead_threshold": 0},
        }
    )
    today, changed = (simulate(each, months=1, seed=4) for each in (shop, bold))
    np.testing.assert_array_equal(today.first, changed.first)
    np.testing.assert_array_equal(today.counts[0], changed.counts[0])
    assert fingerprint(today) != fingerprint(changed)


def test_a_budget_for_a_channel_that_does_nothing_moves_nobody(shop):
    """It says nothing to anybody, uses nobody's data and drowns out no rival."""
    silence = {"contacts": dict.fromkeys(STAGE_NAMES, 0), "personal": 0}
    mute = shop.change(channels={"social": silence}, rivals={"clutter": 0})
    nothing = {"plan": {"marketing": {"budget": {"social": 0}}}}
    loud, silent = simulate(mute, months=6, seed=4), simulate(mute.change(**nothing), months=6, seed=4)
    for name in loud.moves:
        np.testing.assert_array_equal(loud.moves[name], silent.moves[name])
    np.testing.assert_array_equal(loud.deals["amount"], silent.deals["amount"])
    assert (loud.cents != silent.cents).sum() == 26  # the weeks' marketing, and nothing else


def test_a_promise_that_draws_nobody_changes_nothing_before_the_first_sale(shop):
    unmoved = shop.change(trust={"promise_pull": 0, "review_weight": 0})
    bold = unmoved.change(plan={"marketing": {"promise": 1.4}})
    today, promised = (simulate(each, months=6, seed=4) for each in (unmoved, bold))
    same = np.flatnonzero(today.moves["cause"][:1_000] != promised.moves["cause"][:1_000])
    first_sale = today.events.loc[today.events["cause"] == "sale", "day"].iloc[0]
    assert same.size == 0 or today.moves["day"][same[0]] > first_sale
    assert today.monthly["won"].iloc[0] == promised.monthly["won"].iloc[0]
    assert promised.customers["satisfaction"].mean() < today.customers["satisfaction"].mean()


@pytest.mark.slow
def test_a_small_change_is_seen_through_luck_a_twentieth_as_large_as_between_seeds(shop):
    """Common random numbers: the variance of the difference in profit, paired against unpaired."""
    five = {"sales": {"people": {"adviser": 5}}, "marketing": {"budget": {"email": 150}}}
    busy = shop.change(plan=five, before=five)
    today = [simulate(busy, months=36, seed=seed) for seed in range(16)]
    before = np.array([run.cents.sum() for run in today])
    for plan in ({"marketing": {"budget": {"email": 165}}}, {"sales": {"people": {"adviser": 6}}}):
        changed = [simulate(busy.change(plan=plan), months=36, seed=seed) for seed in range(16)]
        won = [sum(run.monthly["won"].sum() for run in runs) for runs in (today, changed)]
        assert won[1] / won[0] == pytest.approx(1, abs=0.05)
        after = np.array([run.cents.sum() for run in changed])
        assert (after - before).var(ddof=1) < (before.var(ddof=1) + after.var(ddof=1)) / 20, plan


def test_a_quarter_has_thirteen_weeks_and_its_months_four_four_and_five(year):
    assert [weeks_in(months) for months in (1, 2, 3, 4, 12, 15)] == [4, 8, 13, 17, 52, 65]
    assert np.bincount(year.month_of_week)[1:].tolist() == [4, 4, 5] * 4
    two_years = run_plans(company("electronics_retailer"), [year.company.plan], months=14, seed=1)
    assert two_years.month_of_week[-1] == 14


def test_demand_follows_the_season(shop):
    season = [1] * 12
    season[6] = 3
    season[2] = 0
    run = simulate(shop.change(market={"season": season}), months=12, seed=1)
    per_week = run.monthly["orders"] / np.array([4, 4, 5] * 4)
    assert per_week[6] / np.median(per_week) == pytest.approx(3, rel=0.25)
    assert run.monthly["orders"][2] == 0
    assert run.monthly["leads"][2] < 0.1 * run.monthly["leads"].median()


def test_the_season_moves_the_repeat_orders_of_every_segment_alike(shop):
    """Also of those who want so much that a chance above 1 would have cut their peak."""
    steady = shop.change(
        market={
            "season": [1] * 12,
            "population": 50_000,
            "lapse": 0,
            "start": {**dict.fromkeys(STAGE_NAMES, 0), "retained": 1},
        },
        segments={"seniors": {"orders": 40}},
        plan={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}},
    )
    peaked = steady.change(market={"season": [0.5] * 6 + [1.5] * 6})
    orders = {}
    for name, each in (("steady", steady), ("peaked", peaked)):
        deals = simulate(each, months=12, seed=1).deals
        late = deals[(deals["kind"] == "repeat") & (deals["closed_day"] >= 182)]
        orders[name] = late.groupby("segment", observed=True).size()
    ratio = orders["peaked"] / orders["steady"]
    assert ratio.between(1.45, 1.55).all()


def test_active_customers_order_as_often_as_their_segment_says(shop):
    calm = shop.change(
        market={
            "season": [1] * 12,
            "lapse": 0,
            "start": {**dict.fromkeys(STAGE_NAMES, 0), "retained": 1},
        },
        economics={"premium": 0, "reference_price": shop.plan.marketing.price},
        plan={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}},
    )
    run = simulate(calm, months=12, seed=1)
    orders = run.deals.groupby("segment", observed=True).size() / run.customers.groupby("segment", observed=True).size()
    for name, segment in calm.segments.items():
        closed = [1 - calm.places[place].serves[name] for place in calm.plan.marketing.places]
        expected = segment.orders * segment.in_market * (1 - np.prod(closed))
        assert orders[name] == pytest.approx(expected, rel=0.05), name


def test_targeting_learns_from_the_leads_sent_back(shop):
    deaf, keen = (simulate(shop.change(plan={"agreement": {"feedback": share}}), months=36, seed=1) for share in (0, 1))
    assert deaf.end.firm.aim == 0
    assert 0.01 < keen.end.firm.aim < 0.5
    share = [run.weekly["first_contacts"].sum() / (run.events["cause"] == "sent back").sum() for run in (deaf, keen)]
    assert share[1] > share[0]


def test_a_sale_for_less_than_a_cent_is_still_a_sale(corner_shop):
    run = simulate(corner_shop.change(plan={"marketing": {"price": 0.002}}), months=3, seed=1)
    assert (run.deals["status"] == "won").sum() > 10
    assert (run.deals.loc[run.deals["status"] == "won", "amount"] == 0.01).all()


def test_a_run_says_what_it_is(year):
    assert repr(year) == "Run of Brightline: 12 months, seed 2, 20,000 people"
    assert (year.name, year.currency, str(year.start)) == ("Brightline", "€", "2025-01-06")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"months": 0}, "months must be a whole number from 1 to 240"),
        ({"months": 2.5}, "months must be a whole number from 1 to 240"),
        ({"seed": -1}, "seed must be a whole number, 0 or more"),
        ({"company": "shop"}, r"company must be a Company, got 'shop'. Make one with sm.company\(name\)"),
    ],
)
def test_a_run_that_cannot_be_says_why(shop, how, words):
    with pytest.raises(BadInput, match=words):
        simulate(**{"company": shop, **how})


@pytest.mark.parametrize("number", [-1, 20_000])
def test_a_path_of_nobody_is_refused(year, number):
    with pytest.raises(BadInput, match="customers must be numbers from 0 to 19999"):
        year.paths([3, number])


def test_tables_are_made_once(year):
    assert year.deals is year.deals
    assert year.truth is year.truth
