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
        return Talks(*(getattr(self, name)[rows] for name in self.__slots__))


def serve_queue(state: State) -> Talks:
    """Let sellers work off the queue of this week; who agrees comes back for the next step when ready for it.

    Args:
        state: Its queue and its sellers are changed in place; nobody is moved yet.

    Returns:
        The talks of the week.
    """
    queue = state.queue
    due = np.flatnonzero(queue.ready < state.ends)
    due = due[np.lexsort((queue.customer[due], queue.ready[due]))]
    line = queue.take(due)
    takes, rests, luck, chance = _prospects(state, line)
    joined, step, again = line.joined.tolist(), line.step.tolist(), line.ready.tolist()
    gate, last = state.now.company.hand_off, len(takes) - 1
    told: list[tuple[int, float, bool]] = []

    def talk(row: int, day: float) -> tuple[float, float]:
        now = step[row]
        likely = chance[now][row]
        if now == 0:
            likely *= response(24 * (day - joined[row]), gate.response_floor, gate.response_half)
        agrees = luck[now][row] < likely
        told.append((now, takes[now][row], agrees))
        step[row] = now + 1
        again[row] = day + takes[now][row] + rests[now][row] if agrees and now < last else np.inf
        return takes[now][row], again[row]

    served = serve(line.ready, line.gives_up, state.free, talk, until=state.ends)
    row, day, seller = np.array(served, np.float64).reshape(-1, 3).T
    at, took, agrees = np.array(told, np.float64).reshape(-1, 3).T
    row = row.astype(np.int64)
    queue.ready[due], queue.step[due] = again, step
    queue.gives_up[due[row]] = np.inf
    state.queue = queue.take(np.isfinite(queue.ready))
    return Talks(
        customer=line.customer[row],
        step=at.astype(np.int8),
        day=day,
        took=took,
        joined=line.joined[row],
        seller=seller.astype(np.int16),
        agrees=agrees == 1,
    )


def _prospects(state: State, line: Queue) -> list[list[list[float]]]:
    """Draw, for each step and buyer: days it takes, days the buyer rests before the next, luck, and chance of a yes."""
    hours, days, goes_on, poor_fit = state.now.steps[:, :, None]
    steps = STAGE_COUNT + np.arange(len(hours))[:, None]
    visit = state.visit(line.customer, Stage.CONSIDERING.number)
    service, luck, rest = uniform(state.key[line.customer], steps, visit, _PURPOSES)
    takes = -np.log(service) * hours * 7 / state.now.hours
    chance = goes_on * np.where(state.fits(line.customer), 1.0, poor_fit)
    return [table.tolist() for table in (takes, -np.log(rest) * days, luck, chance)]
