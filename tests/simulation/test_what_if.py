"""What must go up when something goes up: paired runs, the same people and the same luck."""

from itertools import pairwise

import numpy as np
import pytest

from salesmark.simulation.note import MONTH_OF_WEEK, Week
from salesmark.simulation.parameters import parameters
from salesmark.simulation.run import simulate
from salesmark.simulation.state import starting_state
from salesmark.simulation.week import STEPS, pressure, reach


def test_a_week_has_its_eleven_steps_in_order():
    said = [int(step.__doc__.split(".")[0]) for step in STEPS]
    assert said == list(range(1, 12))
    assert len(MONTH_OF_WEEK) == 52


def reached(shop, euros):
    """Share of its reach that search has after some weeks of a budget, and the pressure then.

    There are people enough to run any budget, and nobody tires of messages.
    """
    today = shop.change(
        roles={"marketer": {"handles": 1e9}},
        trust={"wear": 0},
        plan={"marketing": {"budget": {"search": euros}}},
    )
    state = starting_state(parameters(today, today.plan), 1)
    week = Week(cents=np.zeros((6, 4), np.int64))
    for _ in range(5):
        reach(state, week)
    pressure(state, week)
    return week.reached[0], state.rise


def test_more_budget_never_lowers_reach_or_the_pressure_on_anybody(corner_shop):
    results = [reached(corner_shop, euros) for euros in (0, 1, 50, 700, 5_000, 1e6)]
    for (less, push), (more, harder) in pairwise(results):
        assert more > less
        assert (harder >= push).all()


@pytest.fixture(scope="module")
def totals(shop):
    """Sums of a year over two seeds, for a change of plan; there are marketers enough for any budget."""
    able = shop.change(roles={"marketer": {"handles": 1e9}})

    def summed(**plan):
        runs = [simulate(able.change(plan=plan), months=12, seed=seed) for seed in range(2)]
        return sum(run.monthly[["leads", "first_contacts", "won", "new_customers"]].sum() for run in runs)

    return summed


def test_more_budget_makes_more_people_aware_and_more_leads(shop, totals):
    double = {name: 2 * euros for name, euros in shop.plan.marketing.budget.items()}
    assert totals(marketing={"budget": double})["leads"] > 1.05 * totals()["leads"]


def test_more_sellers_never_make_fewer_first_contacts(totals):
    """Each further seller reaches people in time who then do not come round again, so 1 % of slack."""
    called = [totals(sales={"people": {"adviser": count}})["first_contacts"] for count in (0, 1, 2, 3, 5, 8)]
    assert called[0] == 0
    assert called[1] < called[2] < called[3]
    for fewer, more in pairwise(called):
        assert more > 0.99 * fewer


def test_a_higher_threshold_passes_fewer_leads_to_sales(totals):
    """Each step takes away far more leads than luck could hide."""
    passed = [totals(agreement={"lead_threshold": level})["first_contacts"] for level in (0.0, 0.4, 0.6, 0.8, 1.0)]
    assert all(more > fewer for more, fewer in pairwise(passed))


def test_a_higher_price_brings_fewer_leads(shop, totals):
    price = shop.plan.marketing.price
    leads = [totals(marketing={"price": price * factor})["leads"] for factor in (0.9, 1, 1.1)]
    assert leads[0] > 1.05 * leads[1] > 1.1 * leads[2]


def test_a_slower_first_contact_wins_fewer_deals(totals):
    won = [totals(agreement={"first_contact_hours": hours})["won"] for hours in (1, 24, 72)]
    assert won[0] > won[1] > won[2]


def test_what_was_spent_before_is_still_felt_when_the_budget_changes(shop, hushed):
    """A campaign that ends leaves something behind; one that begins has nothing to build on."""
    silent = shop.change(plan={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}})
    forgotten = hushed(shop)
    first = [
        len(simulate(firm, months=1, seed=1).touches.query("channel == 'leaflets'")) for firm in (silent, forgotten)
    ]
    assert first[0] > 100
    assert first[1] == 0


def test_todays_plan_is_the_one_that_was_in_force_before(shop):
    assert shop.before == shop.plan
    assert shop.change(plan={"marketing": {"price": 1}}).before == shop.plan
