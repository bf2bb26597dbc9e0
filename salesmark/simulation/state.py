"""What the engine holds from week to week: the customers as rows of arrays, the queue, and the log.

A customer only remembers at which pressure the next move is due; pressure itself is kept per cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from salesmark.business.agreement import PRACTICES
from salesmark.business.journey import STAGES, Stage
from salesmark.business.marketing import EFFORTS
from salesmark.business.plan import Plan
from salesmark.simulation.clocks import (
    Codes,
    Flags,
    Floats,
    Ints,
    Keys,
    Purpose,
    Purposes,
    drawn,
    exponential,
    keys,
    on_grid,
    place,
    uniform,
)
from salesmark.simulation.firm import Firm, agreed_anew, starting_firm
from salesmark.simulation.mechanisms import closed_in, satisfaction
from salesmark.simulation.parameters import BUYERS, STAGE_COUNT, Parameters, parameters

NOBODY = -1
#: Whether a person at each stage buys from the firm, shape (10,).
IS_BUYER = np.isin(np.arange(STAGE_COUNT), [stage.number for stage in BUYERS])
#: Whether the offer fits the people of a cell, over and over, shape (20,).
GOOD_FIT = np.arange(2 * STAGE_COUNT) >= STAGE_COUNT
_ONCE_MORE = np.array(1, np.uint16)


@dataclass(slots=True)
class Queue:
    """Buyers whose next step with a seller is due, or will be: one row each, all of shape (k,).

    Attributes:
        ready: Day from which a seller may serve the row.
        gives_up: Day on which the buyer goes away unless served.
        joined: Day on which the buyer was passed on.
        customer: Number of the customer.
        turn: Number of the step in the sales process, 0 for the first contact, and the number of steps more for each
            time that the buyer was asked again.
    """

    ready: Floats
    gives_up: Floats
    joined: Floats
    customer: Ints
    turn: Ints

    def join(self, other: Queue) -> None:
        """Add the rows of another queue at the end."""
        for name in self.__slots__:
            setattr(self, name, np.concatenate((getattr(self, name), getattr(other, name))))

    def take(self, rows: Ints | Flags) -> Queue:
        """Return these rows as a queue of its own."""
        return Queue(*[getattr(self, name)[rows] for name in self.__slots__])


@dataclass(slots=True)
class State:
    """The customers, one row of each array a customer, and the firm.

    Attributes:
        now: Company and plan as arrays.
        firm: What the firm itself carries from week to week.
        key: Key of each customer's random numbers.
        cell: Cell of each customer.
        visits: How often each has entered each stage, stage after stage, shape (10 * n,).
        place: Where each customer's random numbers of the present visit to a stage begin.
        due: Pressure in the customer's cell at which the next move happens.
        pace: How active each is as a customer, 1 on average.
        mood: Satisfaction, 0 to 1.
        source: Cause of the last move to a lead, -1 for none.
        opened: Day on which the deal at hand was opened; missing before day 0.
        renews: Day on which each customer's contract ends, infinite for none.
        queue: Who waits for a seller.
        free: Heap of (day from which a seller is free, seller).
        level: Pressure accumulated before this week, by cell; `rise` is what this week adds.
        counts: Number of customers by cell at the end of last week.
        week: Weeks since the start.
        turnover: Cells that customers left and reached this week, in blocks.
        moves: Moves and noticed contacts, in blocks of (day, customer, from, to, cause, seller, step).
        deals: Closed deals, in blocks of (customer, opened, closed, cents, seller, step, source); 0 cents if lost.
            A column of a block is an array, or one value for all its rows; small integers, there are millions.
    """

    now: Parameters
    firm: Firm
    key: Keys
    cell: Ints
    visits: Codes
    place: Keys
    due: Floats
    pace: Floats
    mood: Floats
    source: Codes
    opened: Floats
    renews: Floats
    queue: Queue
    free: list[tuple[float, int]]
    level: Floats
    rise: Floats
    counts: Ints
    week: int = 0
    turnover: list[tuple[Ints, Ints]] = field(default_factory=list)
    moves: list[tuple[Any, ...]] = field(default_factory=list)
    deals: list[tuple[Any, ...]] = field(default_factory=list)

    def lived(self, practice: str) -> float:
        """Return how far a practice of the agreement is lived: as agreed, times how far people keep to it."""
        return float(getattr(self.now.plan.agreement, practice)) * self.kept(practice)

    def kept(self, practice: str) -> float:
        """Return how far people keep to a practice of the agreement (0 to 1)."""
        return float(self.firm.adherence[PRACTICES.index(practice)])

    def effort(self, name: str) -> float:
        """Return how far research, content, testing or community has its full effect this week (0 to 1)."""
        return float(self.firm.efforts[EFFORTS.index(name)])

    def done(self, name: str) -> float:
        """Return what that effort does this week: its strength, as far as it has its full effect."""
        return float(self.now.strength[EFFORTS.index(name)]) * self.effort(name)

    @property
    def starts(self) -> float:
        """Day on which this week starts."""
        return 7.0 * self.week

    @property
    def ends(self) -> float:
        """Day on which this week ends, the first of the next."""
        return 7.0 * (self.week + 1)

    @property
    def stage(self) -> Codes:
        """Number of the stage where each customer stands, shape (n,)."""
        return self.now.stage[self.cell].astype(np.int8)

    def stands_at(self, customer: Ints) -> Ints:
        """Return the numbers of the stages where these customers stand."""
        return self.now.stage[self.cell[customer]]

    def fits(self, customer: Ints) -> Flags:
        """Say whom the offer fits well."""
        return GOOD_FIT.take(self.cell[customer], mode="wrap")

    def visit(self, customer: Ints, stage: Ints | int) -> Codes:
        """Return how often these customers have entered a stage."""
        return self.visits[self._spot(customer, stage)]

    def _spot(self, customer: Ints, stage: Ints | int) -> Ints:
        spot: Ints = stage * len(self.cell) + customer
        return spot

    def luck(self, customer: Ints, purpose: Purposes) -> Floats:
        """Return uniform numbers of these customers at their present stage; several purposes give one row each."""
        return drawn(self.key[customer], self.place[customer], purpose)

    def settle(
        self,
        customer: Ints,
        day: Floats,
        to: Codes | int,
        cause: Codes | int,
        seller: Codes | int = NOBODY,
        step: Codes | int = NOBODY,
    ) -> None:
        """Put customers where they go, write it down, and wind the clocks of their next moves.

        Args:
            customer: Who moves; nobody twice, shape (k,).
            day: When, within this week, shape (k,).
            to: Number of the stage, scalar or shape (k,); their own for a contact that changes nothing.
            cause: Number of the cause, scalar or shape (k,).
            seller: Who handled it.
            step: Step of the sales process in which it happened.
        """
        if not customer.size:
            return
        left = self.cell[customer]
        was = self.now.stage[left]
        cell = left - was + to
        stage = self.now.stage[cell]
        self.cell[customer] = cell
        self.turnover.append((left, cell))
        moved = customer.astype(np.int32), was.astype(np.int8), stage.astype(np.int8)
        self.moves.append((day, *moved, np.int8(cause), np.int16(seller), np.int8(step)))
        spot = self._spot(customer, stage)
        visit = self.visits[spot]
        visit += _ONCE_MORE
        self.visits[spot] = visit
        self.place[customer] = begins = place(stage, visit)
        pressure = self.level[cell]
        pressure += on_grid(self.rise[cell] * (day - self.starts) / 7)
        self.wind(customer, stage, begins, pressure)

    def close_deals(
        self,
        customer: Ints,
        day: Floats,
        seller: Codes,
        step: Codes,
        cents: Ints | int = 0,
        opened: Floats | None = None,
    ) -> None:
        """Write down deals that are won, or lost with a value of 0 cents."""
        opened = self.opened[customer] if opened is None else opened
        self.deals.append((customer, opened, day, cents, seller, step, self.source[customer]))

    def wind(self, customer: Ints, stage: Ints, begins: Keys, pressure: Floats) -> None:
        """Draw the threshold of these customers' next move, given the pressure in their cell on arrival."""
        threshold = -np.log(drawn(self.key[customer], begins, Purpose.THRESHOLD))
        buyers = IS_BUYER[stage].nonzero()[0]
        if buyers.size:
            threshold[buyers] /= self.pace[customer[buyers]]
        pressure += on_grid(threshold)
        self.due[customer] = pressure

    def begin_quarter(self, plan: Plan) -> None:
        """Go over to this plan, and count the sellers' sales from zero."""
        self.firm.sold = {}
        if plan != self.now.plan:
            anew = agreed_anew(self.now.plan.agreement, plan.agreement)
            self.firm.adherence = closed_in(self.firm.adherence, anew)
            self._feel(plan.marketing.quality - self.now.plan.marketing.quality)
            self.now = parameters(self.now.company, plan)
            self.staff_up()

    def _feel(self, better: float) -> None:
        """Let everybody who is a customer feel that the quality has changed."""
        buyers = IS_BUYER[self.stage]
        felt = self.now.company.trust.disappointment * better
        self.mood[buyers] = np.clip(self.mood[buyers] + felt, 0, 1)

    def staff_up(self) -> None:
        """Hire and let go as the plan says: sellers who stay keep their work, new ones are free at once."""
        self.firm.staff.follow(self.now, self.week)
        self.look_at_staff()
        busy = {who: until for until, who in self.free}
        self.free = sorted((busy.get(who, self.starts), who) for who in self.firm.sellers.hours)

    def look_at_staff(self) -> None:
        """Note what everybody's work is worth this week."""
        self.firm.sellers = self.firm.staff.sellers(self.now, self.week)
        self.firm.able = self.firm.staff.able(self.now, self.week)

    def close_week(self) -> None:
        """Carry the pressure over, count who stands where, and turn the page."""
        self.level += self.rise
        if self.turnover:
            left, reached = map(np.concatenate, zip(*self.turnover, strict=True))
            cells, self.turnover = len(self.level), []
            self.counts = self.counts + np.bincount(reached, minlength=cells) - np.bincount(left, minlength=cells)
        self.week += 1
        if self.firm.staff.learning(self.now, self.week - 1):
            self.look_at_staff()


def starting_state(now: Parameters, seed: int) -> State:
    """Return the customers of day 0; who stands where depends on the seed and the company, not on the plan.

    Args:
        now: Company and plan as arrays.
        seed: Same seed, same people.

    Returns:
        The state before the first week.
    """
    company, market = now.company, now.company.market
    count = market.population
    key = keys(seed, count)
    segments = list(company.segments.values())
    segment = _drawn(uniform(key, 0, 0, Purpose.SEGMENT), [item.share for item in segments])
    fits = uniform(key, 0, 0, Purpose.FIT) < np.array([item.good_fit for item in segments])[segment]
    places = [market.start.get(item.value, 0.0) for item in STAGES]
    stage = _drawn(uniform(key, 0, 0, Purpose.START), places)
    activity = exponential(key, 0, 0, Purpose.ACTIVITY) + exponential(key, 0, 1, Purpose.ACTIVITY)
    cell = (segment * 2 + fits) * STAGE_COUNT + stage
    cells = 2 * len(segments) * STAGE_COUNT
    mood = satisfaction(fits, uniform(key, 0, 0, Purpose.SATISFACTION), quality=1.0, promise=1.0)
    buyers = IS_BUYER[stage]
    contract = 7 * company.economics.contract_weeks
    state = State(
        now=now,
        firm=starting_firm(now, seed, mood[buyers]),
        key=key,
        cell=cell,
        visits=np.zeros(STAGE_COUNT * count, np.uint16),
        place=place(stage, 0),
        due=np.empty(count),
        pace=np.maximum(activity / 2, 2.0**-10),
        mood=mood,
        source=np.full(count, NOBODY, np.int8),
        opened=np.full(count, np.nan),
        renews=np.where(buyers & (contract > 0), uniform(key, 0, 0, Purpose.RENEWAL) * contract, np.inf),
        queue=_starting_queue(now, key, stage),
        free=[],
        level=np.zeros(cells),
        rise=np.zeros(cells),
        counts=np.bincount(cell, minlength=cells),
    )
    state.wind(np.arange(count), stage, state.place, np.zeros(count))
    state.staff_up()
    return state


def _starting_queue(now: Parameters, key: Keys, stage: Ints) -> Queue:
    """Line up those who start as qualified leads, or in a seller's hands."""
    lead = np.flatnonzero(stage == Stage.CONSIDERING.number)
    in_hand = np.flatnonzero(stage == Stage.INTENDING.number)
    nought = np.zeros(len(lead) + len(in_hand))
    patience = exponential(key[lead], Stage.CONSIDERING.number, 0, Purpose.PATIENCE) * now.company.market.patience
    days = now.steps[1]
    luck = uniform(key[in_hand], Stage.INTENDING.number, 0, Purpose.START)
    done = (luck * (len(days) - 1)).astype(np.int64)
    ready = exponential(key[in_hand], Stage.INTENDING.number, 0, Purpose.DAYS) * days[done]
    return Queue(
        ready=np.append(nought[: len(lead)], ready),
        gives_up=np.append(patience, np.full(len(in_hand), np.inf)),
        joined=nought,
        customer=np.append(lead, in_hand),
        turn=np.append(np.zeros(len(lead), np.int64), done + 1),
    )


def _drawn(luck: Floats, shares: list[float]) -> Ints:
    """Turn uniform numbers into choices with these shares."""
    return np.minimum(np.searchsorted(np.cumsum(shares), luck, side="right"), len(shares) - 1)


def together(blocks: Sequence[tuple[Any, ...]], columns: int) -> list[npt.NDArray[Any]]:
    """Put blocks of columns below each other.

    Args:
        blocks: Each a tuple of columns: arrays of one length, or one value for all rows; the first is an array.
        columns: How many columns a block has.

    Returns:
        One array a column.

    Example:
        >>> together([(np.array([1, 2]), 5), (np.array([3]), np.array([6]))], 2)
        [array([1, 2, 3]), array([5, 5, 6])]
    """
    if not blocks:
        return [np.empty(0, np.int64) for _ in range(columns)]
    return [
        np.concatenate([part if getattr(part, "ndim", 0) else np.full(len(block[0]), part) for part, block in column])
        for column in ([(block[place], block) for block in blocks] for place in range(columns))
    ]
