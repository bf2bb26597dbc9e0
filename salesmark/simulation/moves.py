"""Who moves: clocks that fire, contracts that end, purchases that are noted for the till."""

from __future__ import annotations

from math import nextafter

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Codes, Floats, Ints, Purpose
from salesmark.simulation.mechanisms import churned
from salesmark.simulation.note import Week
from salesmark.simulation.parameters import STAGE_COUNT
from salesmark.simulation.state import IS_BUYER, NOBODY, State

_OF_A_MOVE = np.array([[Purpose.CAUSE], [Purpose.CHANCE]], np.uint64)
#: So many people are looked at in one go, so many clocks fire together: few enough for the processor's fast memory.
_LOOKED_AT, _TOGETHER = 2**16, 2**13
_CONSIDERING, _INTERESTED = (np.array(stage.number) for stage in (Stage.CONSIDERING, Stage.INTERESTED))


def renew(state: State, week: Week) -> None:
    """Let the contracts of this week end: the satisfied sign again, the others leave."""
    economics = state.now.company.economics
    if not economics.contract_weeks:
        return
    ended = (state.renews < state.ends).nonzero()[0]
    day = np.maximum(state.renews.take(ended), state.starts)
    appeal = state.now.appeal.take(state.cell.take(ended) // (2 * STAGE_COUNT))
    chance = churned(state.mood.take(ended), economics.churn, economics.churn_slope, appeal)
    leaves = state.luck(ended, Purpose.RENEWAL) < chance
    stays_at = np.where(state.stands_at(ended) == Stage.ADVOCATE.number, Stage.ADVOCATE.number, Stage.RETAINED.number)
    to = np.where(leaves, Stage.LEFT.number, stays_at)
    state.settle(ended, day, to, np.where(leaves, state.now.cause["not renewed"], state.now.cause["renewed"]))
    state.renews[ended] = np.inf
    sign(state, ended[~leaves], day[~leaves])
    buy(state, week, ended[~leaves], day[~leaves])
    week.ended = (int(leaves.sum()), int((~leaves).sum()))


def sign(state: State, customer: Ints, day: Floats) -> None:
    """Note when the contracts that these customers signed will end."""
    weeks = state.now.company.economics.contract_weeks
    if weeks:
        state.renews[customer] = day + 7 * weeks


def fire_clocks(state: State, week: Week) -> None:
    """Let every clock fire that is due this week, and those wound up meanwhile that are due as well."""
    goal = np.where(state.rise > 0, state.level + state.rise, -np.inf)  # without pressure no clock fires, even late
    blocks = [slice(first, first + _LOOKED_AT) for first in range(0, len(state.due), _LOOKED_AT)]
    due = [(state.due[here] <= goal[state.cell[here]]).nonzero()[0] + here.start for here in blocks]
    while due:
        movers = np.concatenate(due)
        due = [_fire(state, week, goal, movers[at : at + _TOGETHER]) for at in range(0, len(movers), _TOGETHER)]


def _fire(state: State, week: Week, goal: Floats, movers: Ints) -> Ints:
    """Let the clocks of these people fire; return those whose next one is due in this week too."""
    now = state.now
    cell = state.cell[movers]
    why, whether = state.luck(movers, _OF_A_MOVE)
    day, cause, spot = _when_and_why(state, week, movers, cell, why)
    moved = (whether < week.chance.ravel()[spot] + now.mood.ravel()[spot] * state.mood[movers]).nonzero()[0]
    to = now.stage[cell]  # most only notice a contact, and stay
    settles, orders, when = movers, moved, day
    if moved.size:
        was, goes_to = to[moved], now.goes_to.ravel()[spot[moved]]
        to[moved] = goes_to
        leads = moved[goes_to == _INTERESTED]
        state.source[movers[leads]] = cause[leads]
        ready = moved[(goes_to == _CONSIDERING) & (was == _INTERESTED)]
        orders = moved[IS_BUYER[was] & (cause[moved] < now.onward)]
        if ready.size:
            week.ready.append((movers[ready], day[ready], cause[ready]))
            state.due[movers[ready]] = np.inf
            stay = np.ones(len(movers), np.bool_)
            stay[ready] = False
            settles, day, to, cause = movers[stay], day[stay], to[stay], cause[stay]
    state.settle(settles, day, to, cause)
    buy(state, week, movers[orders], when[orders])
    return movers[(state.due[movers] <= goal[state.cell[movers]]).nonzero()[0]]


def _when_and_why(state: State, week: Week, movers: Ints, cell: Ints, why: Floats) -> tuple[Floats, Codes, Ints]:
    """Interpolate the day on which each clock fired, and draw the cause in proportion to its pressure.

    The third answer is the place of (cell, cause) in the tables of shape (G, 10, K).
    """
    day = state.due[movers]
    day -= state.level[cell]
    day /= state.rise[cell]
    day *= 7
    day += state.starts
    np.maximum(day, state.starts, out=day)
    np.minimum(day, nextafter(state.ends, 0), out=day)
    why *= week.push[cell]
    row = cell * week.mix.shape[1]
    spot = row.copy()
    others, mix = week.mix.shape[1] - 1, week.mix.ravel()
    while others:  # halve, for all of them at once, the causes that it may be
        half = (others + 1) // 2
        spot += half * (mix[half - 1 :][spot] <= why)
        others -= half
    return day, (spot - row).astype(np.int8), spot


def buy(state: State, week: Week, customer: Ints, day: Floats, seller: Codes | int = NOBODY) -> None:
    """Note purchases, and at which visit to which stage: the luck with the basket hangs on it."""
    if customer.size:
        stage = state.stands_at(customer)
        week.bought.append((customer, day, seller, stage, state.visit(customer, stage)))


def let_go_cold(state: State, week: Week) -> None:
    """Lose the leads whom nobody called in time."""
    queue = state.queue
    cold = queue.gives_up < state.ends
    if np.count_nonzero(cold):
        state.settle(queue.customer[cold], queue.gives_up[cold], Stage.LOST.number, state.now.cause["went cold"])
        state.queue = queue.take((~cold).nonzero()[0])
    week.waiting = int(np.count_nonzero(state.queue.turn == 0))
