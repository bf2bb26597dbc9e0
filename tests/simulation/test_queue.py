"""The sellers' queue: in continuous time, first come first served, nobody twice at once."""

import math

import numpy as np
import pytest

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Purpose, exponential, keys
from salesmark.simulation.odds import serve
from salesmark.simulation.parameters import parameters
from salesmark.simulation.run import simulate
from salesmark.simulation.state import starting_state
from salesmark.simulation.talks import serve_queue


def once(service):
    """Each customer is served once, for so many days."""
    return lambda row, _day, _seller: (service[row], math.inf)


def test_first_come_is_first_served_and_idle_sellers_wait():
    free = [(0.0, 0), (0.0, 1)]
    served = serve(np.array([0.0, 0.0, 1.0, 9.0]), np.full(4, np.inf), free, once([5.0, 3.0, 2.0, 1.0]))
    assert served == [(0, 0.0, 0), (1, 0.0, 1), (2, 3.0, 1), (3, 9.0, 0)]
    assert sorted(free) == [(5.0, 1), (10.0, 0)]


def test_who_comes_back_lines_up_behind_those_who_came_before():
    visits = iter([(1.0, 2.5), (1.0, math.inf), (1.0, math.inf)])
    served = serve(np.array([0.0, 2.0]), np.full(2, np.inf), [(0.0, 0)], lambda _row, _day, _seller: next(visits))
    assert served == [(0, 0.0, 0), (1, 2.0, 0), (0, 3.0, 0)]


def test_an_idle_seller_takes_who_comes_back_before_who_comes_later():
    visits = iter([(1.0, 2.0), (1.0, math.inf), (1.0, math.inf)])
    served = serve(np.array([0.0, 5.0]), np.full(2, np.inf), [(0.0, 0)], lambda _row, _day, _seller: next(visits))
    assert served == [(0, 0.0, 0), (0, 2.0, 0), (1, 5.0, 0)]


def test_who_gives_up_is_not_served_but_once_served_nobody_gives_up():
    visits = iter([(4.0, 4.5), (1.0, math.inf)])
    served = serve(np.array([0.0, 1.0]), np.array([0.5, 3.0]), [(0.0, 0)], lambda _row, _day, _seller: next(visits))
    assert served == [(0, 0.0, 0), (0, 4.5, 0)]


def test_nobody_is_served_without_sellers_or_after_the_end():
    assert serve(np.array([0.0]), np.array([9.0]), [], once([1.0])) == []
    assert serve(np.array([0.0, 8.0]), np.full(2, np.inf), [(0.0, 0)], once([1.0, 1.0]), until=7.0) == [(0, 0.0, 0)]


def _arrivals(count, load, servers):
    key = keys(11, count)
    ready = np.cumsum(exponential(key, 0, 0, Purpose.DAYS)) / (load * servers)
    return ready, exponential(key, 0, 0, Purpose.SERVICE)


def test_no_seller_works_two_customers_at_once_and_nobody_is_served_before_joining():
    ready, service = _arrivals(5_000, 0.95, 4)
    served = serve(ready, np.full(5_000, np.inf), [(0.0, who) for who in range(4)], once(service.tolist()))
    row, day, seller = (np.array(column) for column in zip(*served, strict=True))
    assert len(set(row)) == 5_000
    assert (day >= ready[row]).all()
    assert (np.diff(day) >= 0).all()
    for who in range(4):
        mine = seller == who
        assert (day[mine][1:] >= (day + service[row])[mine][:-1]).all()


def test_a_queue_served_week_by_week_is_the_same_queue():
    ready, service = _arrivals(2_000, 0.9, 3)
    free, patience = [(0.0, who) for who in range(3)], np.full(2_000, np.inf)
    at_once = serve(ready, patience, free.copy(), once(service.tolist()))
    weekly, left = [], np.arange(2_000)
    for end in range(7, 2_000, 7):
        due = left[ready[left] < end]
        batch = serve(ready[due], patience[due], free, once(service[due].tolist()), until=end)
        weekly += [(int(due[row]), day, seller) for row, day, seller in batch]
        left = np.setdiff1d(left, due[[row for row, _, _ in batch]])
    assert not left.size
    assert weekly == at_once


def erlang_c(load, servers):
    offered = load * servers
    waiting = offered**servers / math.factorial(servers) / (1 - load)
    return waiting / (sum(offered**n / math.factorial(n) for n in range(servers)) + waiting)


@pytest.mark.slow
def test_ten_sellers_at_80_percent_load_keep_people_waiting_as_erlang_published():
    """One run of 3,000,000 buyers, the first 10,000 left out; standard errors from 100 batches are below 1.2 %."""
    count = 3_000_000
    ready, service = _arrivals(count, 0.8, 10)
    served = serve(ready, np.full(count, np.inf), [(0.0, who) for who in range(10)], once(service.tolist()))
    row, day = np.array([at for at, _, _ in served]), np.array([begins for _, begins, _ in served])
    waited = (day - ready[row])[10_000:]
    batches = waited[: len(waited) // 100 * 100].reshape(100, -1)
    for means, published in (((batches > 0).mean(axis=1), 0.4092), (batches.mean(axis=1), 0.2046)):
        assert means.std(ddof=1) / 10 < 0.012 * published
    assert erlang_c(0.8, 10) == pytest.approx(0.4092, abs=5e-5)
    assert (waited > 0).mean() == pytest.approx(0.4092, rel=0.03)
    assert waited.mean() == pytest.approx(0.2046, rel=0.03)


@pytest.mark.parametrize("stage", [Stage.CONSIDERING, Stage.INTENDING])
def test_people_waiting_are_the_rate_of_arrival_times_the_wait(year, stage):
    """Little's law on the event log; who stands there at either end of the year waited for that part of it."""
    events, end = year.events, 7.0 * year.weeks
    into, out = events[events["to"] == stage.value], events[events["from"] == stage.value]
    there = np.flatnonzero(year.first == stage.number)
    arrivals = np.concatenate([np.zeros(len(there)), into["day"]])
    by_customer = np.lexsort((arrivals, np.concatenate([there, into["customer"]])))
    still = np.flatnonzero(year.end.stage == stage.number)
    departures = np.concatenate([out["day"], np.full(len(still), end)])
    leaves = np.lexsort((departures, np.concatenate([out["customer"], still])))
    waits = departures[leaves] - arrivals[by_customer]
    assert (waits >= 0).all()

    steps = np.concatenate([np.full(len(into), 1), np.full(len(out), -1)])
    days = np.concatenate([into["day"], out["day"]])
    order = np.argsort(days, kind="stable")
    standing = np.concatenate([[len(there)], len(there) + steps[order].cumsum()])
    mean_standing = (standing * np.diff(np.concatenate([[0], days[order], [end]]))).sum() / end
    arrival_rate = len(waits) / end
    assert mean_standing == pytest.approx(arrival_rate * waits.mean(), rel=1e-9)
    assert mean_standing > 1


def test_nobody_speaks_to_a_seller_before_the_agreed_hours_have_passed(shop):
    run = simulate(shop.change(plan={"agreement": {"first_contact_hours": 36}}), months=6, seed=5)
    events = run.events.sort_values(["customer", "day"], kind="stable")
    passed_on = events.groupby("customer")["day"].shift()
    first = events["cause"].isin(["first contact", "sent back"]) & passed_on.notna()
    assert first.sum() > 300
    assert ((events["day"] - passed_on)[first] >= 1.5 - 1e-9).all()


def test_no_seller_has_more_hours_in_a_year_than_there_are(shop):
    """At the last hour of the year each may have started one long talk."""
    run = simulate(shop.change(plan={"sales": {"people": {"adviser": 1}}}), months=12, seed=5)
    worked, there = run.weekly["hours_worked"].sum(), run.weekly["hours_available"].sum()
    assert there == 52 * shop.roles["adviser"].hours
    assert 0.97 * there < worked < there + 10


def test_talks_of_a_week_are_in_order_and_step_follows_step(shop):
    state = starting_state(parameters(shop, shop.plan), 3)
    state.week = 3
    talks = serve_queue(state, prepared=0.5, hurry=0.0)
    assert len(talks.day) > 40
    assert (np.diff(talks.day) >= 0).all()
    for customer in np.unique(talks.customer):
        mine = talks.customer == customer
        assert (np.diff(talks.step[mine]) == 1).all()
        assert talks.agrees[mine][:-1].all()
