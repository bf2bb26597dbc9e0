"""Runs that several tests look at, companies of a few people, and ways to compare two runs."""

import numpy as np
import pytest

from salesmark.business.company import company
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.business.marketing import EFFORTS
from salesmark.simulation.note import ACCOUNTS, Week
from salesmark.simulation.parameters import parameters
from salesmark.simulation.run import simulate
from salesmark.simulation.state import starting_state
from salesmark.simulation.week import STEPS

#: Facts under which a mechanism does nothing, whatever anybody decides.
NEUTRAL = {
    "rivals": {"spend": 0, "clutter": 0},
    "efforts": {name: {"strength": 0} for name in EFFORTS},
    "economics": {"premium": 0},
    "trust": dict.fromkeys(
        ("promise_pull", "disappointment", "push_harm", "review_weight", "unasked", "annoyance", "wear"), 0
    ),
    "selling": {
        **dict.fromkeys(("method_match", "method_hours", "remote_hours", "remote_odds", "haggling", "price_odds"), 0),
        **dict.fromkeys(("push_odds", "drive", "rush", "talent", "upsell", "tact"), 0),
        "doubt": 1,
    },
    "hand_off": {
        **dict.fromkeys(("learning", "goal_slip", "leak", "known", "confusion", "neglect", "decay"), 0),
        "unled": 1,
    },
}


@pytest.fixture(scope="session")
def shop():
    return company("electronics_retailer")


@pytest.fixture(scope="session")
def year(shop):
    """One year of the electronics retailer."""
    return simulate(shop, months=12, seed=2)


@pytest.fixture(scope="session")
def corner_shop(shop):
    """The same trade among 400 people."""
    one = {"sales": {"people": {"adviser": 1}}}
    return shop.change(market={"population": 400}, plan=one, before=one)


@pytest.fixture(scope="session")
def hushed():
    """A function: the same firm that spends nothing on channels, and never did."""

    def without_budgets(firm):
        silent = {"marketing": {"budget": dict.fromkeys(firm.channels, 0)}}
        return firm.change(plan=silent, before=silent)

    return without_budgets


@pytest.fixture(scope="session")
def plain(shop):
    """A shop among 2,000 people, many of them leads, in which every mechanism that can be set neutral is.

    It has a kind of call, as other companies have, and all that its people could agree on is agreed.
    """
    nobody = dict.fromkeys(STAGE_NAMES, 0)
    people = {"sales": {"people": {"adviser": 2}, "calls": {"calls": 0.5}, "follow_ups": 0}}
    agreed = dict.fromkeys(("shared_goals", "shared_message", "shared_definition", "shared_tools", "content_plan"), 1)
    call = {**_as_table(shop.channels["search"]), "half_saturation": 20, "personal": 0.5, "audience": {}}
    return shop.change(
        market={
            "population": 2_000,
            "start": {**nobody, "unaware": 0.3, "aware": 0.3, "interested": 0.3, "retained": 0.1},
        },
        calls={"calls": call},
        process={name: {"objections": 0.3} for name in shop.process},
        roles={"marketer": {"handles": 1e9}},
        **NEUTRAL,
        plan={**people, "agreement": agreed},
        before={**people, "agreement": agreed},
    )


@pytest.fixture(scope="session")
def ample(plain):
    """The plain shop with so many advisers that nobody waits, no call is made, and nobody minds waiting."""
    people = {"sales": {"people": {"adviser": 300}, "calls": {"calls": 0}}, "agreement": {"first_contact_hours": 0}}
    return plain.change(
        market={"patience": 1e6},
        hand_off={"response_floor": 1},
        process={name: {"objections": 0} for name in plain.process},
        plan=people,
        before=people,
    )


def _as_table(thing):
    return {name: getattr(thing, name) for name in thing.__slots__}


@pytest.fixture(scope="session")
def pair():
    """A function: runs of two firms among the same people with the same luck."""

    def run_both(one, other, months=6, seed=3):
        return simulate(one, months=months, seed=seed), simulate(other, months=months, seed=seed)

    return run_both


@pytest.fixture(scope="session")
def same_people():
    """A function: assert that two runs tell of the same moves; return the accounts that differ."""

    def compared(one, other):
        np.testing.assert_array_equal(one.counts, other.counts)
        for name in one.moves:
            np.testing.assert_array_equal(one.moves[name], other.moves[name])
        differ = (one.cents != other.cents).any(axis=(0, 2))
        return {account for account, differs in zip(ACCOUNTS, differ, strict=True) if differs}

    return compared


@pytest.fixture(scope="session")
def first_week():
    """A function: the state and the note of a firm's first week after a step of that name, of so many such weeks."""

    def lived_through(firm, step, weeks=1, seed=1):
        state = starting_state(parameters(firm, firm.plan), seed)
        for number in range(weeks):
            week = Week(cents=np.zeros((len(ACCOUNTS), len(firm.segments) + 1), np.int64))
            for each in STEPS:
                each(state, week)
                if each.__name__ == step and number == weeks - 1:
                    return state, week
            state.close_week()
        raise AssertionError(step)

    return lived_through


def _replayed(run):
    """Who stands where at each week's end, from the first day and the moves alone."""
    change = np.zeros((run.weeks + 1, len(STAGE_NAMES)), int)
    change[0] = np.bincount(run.first, minlength=len(STAGE_NAMES))
    week = run.events["day"].to_numpy() // 7
    np.add.at(change, (week.astype(int) + 1, run.events["to"].cat.codes), 1)
    np.add.at(change, (week.astype(int) + 1, run.events["from"].cat.codes), -1)
    return change.cumsum(axis=0)


def _nothing_is_lost(run):
    assert (run.stages >= 0).all()
    assert (run.stages.sum(axis=1) == run.population).all()
    np.testing.assert_array_equal(_replayed(run), run.stages)
    np.testing.assert_array_equal(np.bincount(run.end.stage, minlength=10), run.stages[-1])
    np.testing.assert_array_equal(run.end.cell % 10, run.end.stage)
    assert (run.deals["status"] == "open").sum() == run.stages[-1, Stage.INTENDING.number]
    queue = run.end.queue
    assert len(np.unique(queue.customer)) == len(queue.customer)
    waiting = run.end.stage[queue.customer]
    first = queue.turn % len(run.company.process) == 0
    np.testing.assert_array_equal(waiting, np.where(first, Stage.CONSIDERING.number, Stage.INTENDING.number))
    assert len(queue.customer) == run.stages[-1, [Stage.CONSIDERING.number, Stage.INTENDING.number]].sum()
    assert run.ledger["cents"].sum() == run.cents.sum()
    assert round(100 * run.monthly["profit"].sum()) == run.cents.sum()


@pytest.fixture(scope="session")
def nothing_is_lost():
    """A function: assert that a run lost nobody and no cent."""
    return _nothing_is_lost
