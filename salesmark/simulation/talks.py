"""Sellers at work: the queue of a week in continuous time, talk by talk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Codes, Flags, Floats, Ints, Keys, Purpose, uniform
from salesmark.simulation.note import Week
from salesmark.simulation.odds import Service, response, serve, with_odds
from salesmark.simulation.parameters import STAGE_COUNT
from salesmark.simulation.state import Queue, State

#: Days ahead of which a closing talk can be pulled forward: of later ones nobody knows the date yet.
_IN_SIGHT = 28.0
_PURPOSES = np.array([Purpose.SERVICE, Purpose.OUTCOME, Purpose.DAYS, Purpose.DOUBT])[:, None, None]


@dataclass(slots=True)
class Talks:
    """Talks between buyers and sellers in order of time, one row each, all of shape (k,).

    Attributes:
        customer: Number of the customer.
        step: Number of the step in the sales process, 0 for the first contact.
        again: Whether the buyer had said no before.
        day: Day on which the talk starts.
        hours: Hours that an experienced seller needs for it.
        joined: Day on which the buyer was passed on.
        seller: Number of the seller.
        agrees: Whether the buyer goes on, or at the last step buys.
        doubts: Whether a doubt stayed without an answer.
        ends: Whether it is the last talk with this buyer.
    """

    customer: Ints
    step: Codes
    again: Flags
    day: Floats
    hours: Floats
    joined: Floats
    seller: Codes
    agrees: Flags
    doubts: Flags
    ends: Flags


@dataclass(slots=True)
class Prospects:
    """What would happen in each talk that may come: turn after turn, all buyers, all of shape (turns * k,).

    Attributes:
        hours: Hours that an experienced seller needs for it.
        rests: Days until the next step, after a yes.
        waits: Days until the buyer is asked again, after a no.
        luck: Uniform numbers; below the chance means yes.
        chance: Chance of a yes with an average seller, to whom nobody had to wait.
        doubts: Whether a doubt stays without an answer.
    """

    hours: Floats
    rests: Floats
    waits: Floats
    luck: Floats
    chance: Floats
    doubts: Flags


def serve_queue(state: State, *, prepared: float, hurry: float) -> Talks:
    """Let sellers work off the queue of this week; who agrees comes back for the next step when ready for it.

    Who says no is asked again as often as the plan says, unless the seller finds at the first contact that the offer
    fits poorly.

    Args:
        state: Its queue and its sellers are changed in place; nobody is moved yet.
        prepared: Share of the doubts to which sellers have an answer (0 to 1).
        hurry: How far sellers pull closing talks forward (0 to 1).

    Returns:
        The talks of the week.
    """
    queue, steps = state.queue, state.now.steps.shape[1]
    due, line = _line_up(state, hurry)
    ahead = prospects(state, line, prepared, hurry)
    at, again = (line.turn * len(due) + np.arange(len(due))).tolist(), line.ready.tolist()
    told: list[tuple[int, bool, bool]] = []
    talk = _talking(state, line, ahead, at, again, told)
    served = serve(line.ready, line.gives_up, state.free, talk, until=state.ends)
    rows, days, sellers = zip(*served, strict=True) if served else ((), (), ())
    spots, agrees, ends = zip(*told, strict=True) if served else ((), (), ())
    row, spot, people = np.array(rows, np.int64), np.array(spots, np.int64), max(len(due), 1)
    queue.ready[due], queue.turn[due] = again, np.array(at, np.int64) // people
    queue.gives_up[due[row]] = np.inf
    state.queue = queue.take((queue.ready < np.inf).nonzero()[0])
    turn = spot // people
    return Talks(
        customer=line.customer[row],
        step=turn % steps,
        again=turn >= steps,
        day=np.array(days, np.float64),
        hours=ahead.hours[spot],
        joined=line.joined[row],
        seller=np.array(sellers, np.int64),
        agrees=np.array(agrees, np.bool_),
        doubts=ahead.doubts[spot],
        ends=np.array(ends, np.bool_),
    )


def _talking(
    state: State, line: Queue, ahead: Prospects, at: list[int], again: list[float], told: list[tuple[int, bool, bool]]
) -> Callable[[int, float, int], Service]:
    """Return what happens when a seller takes up the buyer of a row: how long it takes, and when the buyer is back.

    Kept up to date are the place and the day of each buyer's next talk, and of each talk that was held the place,
    whether the buyer agreed, and whether it was the last.
    """
    hours, rests, waits = ahead.hours.tolist(), ahead.rests.tolist(), ahead.waits.tolist()
    luck, chance, joined = ahead.luck.tolist(), ahead.chance.tolist(), line.joined.tolist()
    people, steps, tries = len(joined), state.now.steps.shape[1], state.now.plan.sales.follow_ups
    fits, gate = state.fits(line.customer).tolist(), state.now.company.hand_off
    floor, half, slow = gate.response_floor, gate.response_half, state.firm.sellers.slow
    turns = len(hours) // max(people, 1)
    odds = {seller: each * (turns // steps) for seller, each in state.firm.sellers.odds.items()}
    follows = _follows(turns, steps, tries)

    def talk(row: int, day: float, seller: int) -> Service:
        spot = at[row]
        turn, takes, likely = spot // people, hours[spot] * slow[seller], chance[spot]
        if not turn:
            likely *= response(24 * (day - joined[row]), floor, half)
        agrees = luck[spot] < with_odds(likely, odds[seller][turn])
        later = follows[agrees, fits[row]][turn]
        back = day + takes + (rests if agrees else waits)[spot] if later >= 0 else np.inf
        at[row], again[row] = later * people + row, back
        told.append((spot, agrees, later < 0))
        return takes, back

    return talk


@cache
def _follows(turns: int, steps: int, tries: int) -> dict[tuple[bool, bool], list[int]]:
    """Return `next_turn` of every turn, by whether the buyer agrees and whether the offer fits."""
    ways = [(agrees, fits) for agrees in (False, True) for fits in (False, True)]
    return {(yes, fit): [next_turn(at, steps, tries, agrees=yes, fits=fit) for at in range(turns)] for yes, fit in ways}


def next_turn(turn: int, steps: int, tries: int, *, agrees: bool, fits: bool) -> int:
    """Return which talk follows on one with a buyer.

    Args:
        turn: Number of the step, and the number of steps more for each time that the buyer was asked again.
        steps: Steps of the sale.
        tries: How often a buyer who said no is asked again.
        agrees: Whether the buyer said yes.
        fits: Whether the offer fits the buyer; who says no at the first contact and does not fit is not asked again.

    Returns:
        The turn of the next talk; -1 if this was the last.

    Example:
        >>> [next_turn(1, 4, tries, agrees=agrees, fits=True) for tries, agrees in ((1, True), (1, False), (0, False))]
        [2, 5, -1]
    """
    asked, step = divmod(turn, steps)
    if agrees:
        return turn + 1 if step < steps - 1 else -1
    return turn + steps if asked < tries and (step or fits) else -1


def note_talks(state: State, week: Week, talks: Talks) -> Flags:
    """Read off what the talks of a week were worth.

    Args:
        state: The company under its plan.
        week: The note.
        talks: The talks of the week, shape (k,).

    Returns:
        Which of them sent the lead back to marketing, shape (k,).
    """
    first, steps = (talks.step == 0) & ~talks.again, state.now.steps.shape[1]
    back: Flags = talks.ends & (talks.step == 0) & ~(talks.agrees | state.fits(talks.customer))
    sellers, most = state.firm.sellers, max(state.firm.sellers.hours, default=0)
    week.available = sum(sellers.hours.values())
    week.answers = np.bincount(2 * talks.step + talks.agrees, minlength=2 * steps).reshape(-1, 2)
    week.called = int(np.count_nonzero(first))
    week.sent_back = int(np.count_nonzero(back))
    week.asked_again = int(np.count_nonzero(talks.again))
    week.doubted = np.count_nonzero(talks.doubts) / max(len(talks.doubts), 1)
    week.waited = 24 * float((talks.day - talks.joined)[first].sum())
    slower = np.array([sellers.slow.get(who, 0.0) * sellers.hours.get(who, 0.0) / 7 for who in range(most + 1)])
    week.worked = float((talks.hours * slower.take(talks.seller)).sum())
    return back


def commissions(state: State, cents: Ints, seller: Codes, day: Floats) -> Ints:
    """Return the commission on each sale; what lies beyond a seller's quota of the quarter pays more.

    Args:
        state: Its sellers' sales of the quarter are changed in place.
        cents: What was sold by a seller, 0 where nobody was needed, shape (k,).
        seller: Numbers of the sellers, shape (k,).
        day: Days of the sales, shape (k,).

    Returns:
        Cents, shape (k,).
    """
    plan = state.now.plan.sales
    beyond = np.zeros(len(cents), np.int64)
    if plan.accelerator > 1:
        sold, quota = state.firm.sold, round(100 * plan.quota)
        for row in np.lexsort((day, seller)).tolist():
            who, value = int(seller[row]), int(cents[row])
            before = sold.get(who, 0)
            sold[who] = before + value
            beyond[row] = min(max(before + value - quota, 0), value)
    paid: Ints = np.rint(plan.commission * (cents + (plan.accelerator - 1) * beyond)).astype(np.int64)
    return paid


def in_reach(state: State) -> float:
    """Return how far the sellers can hope to reach their quota: 1 from half of it on, less if they lag behind more."""
    quota = 100 * state.now.plan.sales.quota * len(state.firm.sellers.hours)
    return min(2 * sum(state.firm.sold.values()) / quota, 1.0) if quota else 0.0


def discounts(state: State, key: Keys, visit: Codes) -> tuple[Floats, Floats]:
    """Return the discount that each buyer asks for before closing, and what the seller may give.

    Args:
        state: The company under its plan.
        key: The buyers' keys, shape (k,).
        visit: How often each was passed on to sales, shape (k,).

    Returns:
        Asked and given, as shares of the price; both of shape (k,).
    """
    selling = state.now.company.selling
    haggles = uniform(key, Stage.CONSIDERING.number, visit, Purpose.HAGGLING)
    wish = np.where(haggles < selling.haggling, selling.haggle_size * haggles / max(selling.haggling, 1e-9), 0.0)
    return wish, np.minimum(wish, state.now.plan.sales.discount_limit)


def _line_up(state: State, hurry: float) -> tuple[Ints, Queue]:
    """Return who can be served this week, in the order of the queue; in a hurry closing talks come earlier."""
    queue, steps = state.queue, state.now.steps.shape[1]
    if hurry:
        closing = (queue.ready < state.starts + _IN_SIGHT) & (queue.turn % steps == steps - 1)
        visit = state.visit(queue.customer, Stage.CONSIDERING.number)
        luck = uniform(state.key.take(queue.customer), STAGE_COUNT + queue.turn, visit, Purpose.HURRY)
        early = closing & (luck < hurry)
        queue.ready = np.where(early, np.minimum(queue.ready, state.starts), queue.ready)
    due = (queue.ready < state.ends).nonzero()[0]
    due = due.take(np.lexsort((queue.customer.take(due), queue.ready.take(due))))
    return due, queue.take(due)


def prospects(state: State, line: Queue, prepared: float, hurry: float) -> Prospects:
    """Draw hours, days and luck of each talk that may come, and work out the chance of a yes.

    Args:
        state: The company under its plan.
        line: The buyers, and where each of them stands, shape (k,).
        prepared: Share of the doubts to which sellers have an answer (0 to 1).
        hurry: How far sellers pull closing talks forward (0 to 1).

    Returns:
        The talks of every buyer, step by step, and again for each try that the plan allows.
    """
    now, selling, steps = state.now, state.now.company.selling, state.now.steps.shape[1]
    most = max(line.turn.tolist(), default=0) // steps
    turn = np.arange((max(most, now.plan.sales.follow_ups) + 1) * steps)[:, None]
    tries, step = np.divmod(turn, steps)
    hours, days, goes_on, poor_fit, doubtful = now.steps[:, step]
    visit, key = state.visit(line.customer, Stage.CONSIDERING.number), state.key[line.customer]
    service, luck, rest, doubt = uniform(key, STAGE_COUNT + turn, visit, _PURPOSES)
    doubts = (doubt < doubtful) & (doubt >= doubtful * prepared)
    fits = np.where(state.fits(line.customer), 1.0, poor_fit + (1 - poor_fit) * state.done("research"))
    odds = now.odds[step, state.cell[line.customer] // (2 * STAGE_COUNT)]
    odds *= np.where(doubts, max(selling.doubt, 1e-9), 1.0)
    seen = np.minimum(state.visit(line.customer, Stage.INTERESTED.number), 4) / 4
    knows = state.lived("shared_tools") * state.lived("culture") * seen
    odds[::steps] *= 1 + now.company.hand_off.known * knows
    asked, given = discounts(state, key, visit)
    haggling = selling.price_odds * (2 * given - asked) + selling.push_odds * hurry
    odds[steps - 1 :: steps] *= np.exp(np.minimum(np.maximum(haggling, -20), 20))
    chance = with_odds(goes_on * fits * selling.follow_up_decay**tries, odds)
    rested = -np.log(rest)
    return Prospects(
        hours=(-np.log(service) * hours).ravel(),
        rests=(rested * days).ravel(),
        waits=(rested * selling.follow_up_days).ravel(),
        luck=luck.ravel(),
        chance=chance.ravel(),
        doubts=doubts.ravel(),
    )
