"""Sellers at work: the queue of a week in continuous time, talk by talk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Codes, Flags, Floats, Ints, Purpose, uniform
from salesmark.simulation.mechanisms import response, serve
from salesmark.simulation.parameters import STAGE_COUNT
from salesmark.simulation.state import Queue, State

_PURPOSES = np.array([Purpose.SERVICE, Purpose.OUTCOME, Purpose.DAYS])[:, None, None]


@dataclass(slots=True)
class Talks:
    """Talks between buyers and sellers in order of time, one row each, all of shape (k,).

    Attributes:
        customer: Number of the customer.
        step: Number of the step in the sales process, 0 for the first contact.
        day: Day on which the talk starts.
        took: Days of the seller's week that it takes up.
        joined: Day on which the buyer was passed on.
        seller: Number of the seller.
        agrees: Whether the buyer goes on, or at the last step buys.
    """

    customer: Ints
    step: Codes
    day: Floats
    took: Floats
    joined: Floats
    seller: Codes
    agrees: Flags

    def take(self, rows: Flags) -> Talks:
        """Return these rows as talks of their own."""
        at = rows.nonzero()[0]
        return Talks(*[getattr(self, name).take(at) for name in self.__slots__])


def serve_queue(state: State) -> Talks:
    """Let sellers work off the queue of this week; who agrees comes back for the next step when ready for it.

    Args:
        state: Its queue and its sellers are changed in place; nobody is moved yet.

    Returns:
        The talks of the week.
    """
    queue = state.queue
    due = (queue.ready < state.ends).nonzero()[0]
    due = due.take(np.lexsort((queue.customer.take(due), queue.ready.take(due))))
    line = queue.take(due)
    lasting, *others = _prospects(state, line)
    takes, rests, luck, chance = (numbers.tolist() for numbers in (lasting, *others))
    people = len(due)
    joined, again = line.joined.tolist(), line.ready.tolist()
    at = (line.step * people + np.arange(people)).tolist()  # place of each buyer's next talk in the four lists
    gate, final = state.now.company.hand_off, len(takes) - people
    told = []

    def talk(row: int, day: float) -> tuple[float, float]:
        spot = at[row]
        likely = chance[spot]
        if spot < people:
            likely *= response(24 * (day - joined[row]), gate.response_floor, gate.response_half)
        agrees = luck[spot] < likely
        told.append((spot, agrees))
        at[row] = spot + people
        again[row] = day + takes[spot] + rests[spot] if agrees and spot < final else np.inf
        return takes[spot], again[row]

    served = serve(line.ready, line.gives_up, state.free, talk, until=state.ends)
    row = np.array([row for row, _, _ in served], np.int64)
    spot = np.array([spot for spot, _ in told], np.int64)
    queue.ready[due], queue.step[due[row]] = again, spot // people + 1
    queue.gives_up[due[row]] = np.inf
    state.queue = queue.take(np.isfinite(queue.ready))
    return Talks(
        customer=line.customer.take(row),
        step=(spot // people).astype(np.int8),
        day=np.array([day for _, day, _ in served], np.float64),
        took=lasting.take(spot),
        joined=line.joined.take(row),
        seller=np.array([seller for _, _, seller in served], np.int16),
        agrees=np.array([agrees for _, agrees in told], np.bool_),
    )


def _prospects(state: State, line: Queue) -> tuple[Floats, Floats, Floats, Floats]:
    """Draw days a talk takes, days the buyer rests after it, luck, and chance of a yes: each step by step, all buyers.

    Each has the shape (steps * k,).
    """
    hours, days, goes_on, poor_fit = state.now.steps[:, :, None]
    steps = STAGE_COUNT + np.arange(len(hours))[:, None]
    visit = state.visit(line.customer, Stage.CONSIDERING.number)
    service, luck, rest = uniform(state.key.take(line.customer), steps, visit, _PURPOSES)
    takes = -np.log(service) * hours * 7 / state.now.hours
    chance = goes_on * np.where(state.fits(line.customer), 1.0, poor_fit)
    return takes.ravel(), (-np.log(rest) * days).ravel(), luck.ravel(), chance.ravel()
