"""Deals played at the deal desk: buyers of one company, moves that are decided step by step, the engine's own talks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from salesmark._checks import BadInput, fraction, one_of, whole
from salesmark.business.company import Company
from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Flags, Floats, Purpose, uniform
from salesmark.simulation.parameters import STAGE_COUNT, parameters
from salesmark.simulation.state import Queue, State, starting_state
from salesmark.simulation.talks import Prospects, discounts, next_turn, prospects
from salesmark.simulation.week import baskets, moods, prepared

if TYPE_CHECKING:
    import pandas as pd

BUYERS, SEED = 200, 5
#: How a talk can be led -> how far the seller asks and advises, and how hard the seller pushes.
MANNERS = {
    "advise": (1.0, 0.0),
    "a bit of both": (0.5, 0.0),
    "offer at once": (0.0, 0.0),
    "advise, and push": (1.0, 1.0),
    "both, and push": (0.5, 1.0),
    "offer, and push": (0.0, 1.0),
}
#: Those in which nobody is pushed.
_CALM = [manner for manner, (_, push) in MANNERS.items() if not push]
#: The firm's own plan decides.
AS_TODAY = "as today"
_KEPT = 100  # ways to lead all talks that a desk remembers; each buyer's best discount asks for five of their own
#: How often a buyer can be asked again at most.
MOST_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk with a buyer.

    Attributes:
        step: Name of the step.
        again: How often the buyer had said no before.
        manner: How the talk was led.
        chance: Chance of a yes.
        best: The same with the best method, doubts answered, and nobody pushed.
        better: That method, in words.
        doubt: Whether the buyer raised a doubt.
        answered: Whether there was an answer to it.
        hours: Hours that it took.
        agrees: Whether the buyer said yes.
    """

    step: str
    again: int
    manner: str
    chance: float
    best: float
    better: str
    doubt: bool
    answered: bool
    hours: float
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """All talks with one buyer.

    Attributes:
        buyer: Number of the buyer, from 1.
        segment: The buyer's segment.
        fits: Whether the offer fits.
        asked: Discount that the buyer asks for before signing.
        given: What the seller gives of it.
        value: What the buyer pays if the deal is won, in euros.
        profit: What is left of that after the cost of the goods.
        satisfaction: How content the buyer is with it (0 to 1).
        talks: The talks.
    """

    buyer: int
    segment: str
    fits: bool
    asked: float
    given: float
    value: float
    profit: float
    satisfaction: float
    talks: tuple[Talk, ...]

    @property
    def won(self) -> bool:
        """Whether the last talk was a yes."""
        return self.talks[-1].agrees

    @property
    def hours(self) -> float:
        """Hours that all talks took."""
        return sum(talk.hours for talk in self.talks)


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What would happen if all talks were led in one way: the state, the talks, doubts that are raised, pressure."""

    state: State
    talks: Prospects
    raised: Flags
    pressure: float


def todays(company: Company) -> dict[str, Any]:
    """Return the moves of a company's own plan.

    Args:
        company: The company.

    Returns:
        Each step of the sale -> "as today"; answers, discount and follow_ups as the plan has them.

    Example:
        >>> from salesmark.business.company import company
        >>> todays(company("car_dealer"))["discount"]
        0.03
    """
    sales = company.plan.sales
    rest = {"answers": False, "discount": sales.discount_limit, "follow_ups": min(sales.follow_ups, MOST_TRIES)}
    return dict.fromkeys(company.process, AS_TODAY) | rest


class DealDesk:
    """So many buyers of a company, each with a need, doubts, a wish for a discount, and luck of their own.

    Everybody is called at once, by an average seller; a deal that is played again with other moves meets the same luck.

    Attributes:
        company: The company.
        buyers: How many buyers there are.
    """

    def __init__(self, company: Company, *, buyers: int = BUYERS, seed: int = SEED) -> None:
        """Let buyers come.

        Args:
            company: The company.
            buyers: How many.
            seed: Same seed, same buyers.

        Raises:
            BadInput: A number is not a whole one.
        """
        self.company, self.buyers = company, whole("buyers", buyers, low=1)
        start = dict.fromkeys(company.market.start, 0.0) | {"considering": 1.0}
        self._town = company.change(market={"population": buyers, "start": start})
        self._state = starting_state(parameters(self._town, self._town.plan), whole("seed", seed, low=0))
        self._people = np.arange(self.buyers)
        self._seen: dict[tuple[str, bool, float], _Ahead] = {}
        self._latest: tuple[dict[str, Any], list[Deal]] = {}, []

    def play(self, moves: Mapping[str, Any] | None = None) -> list[Deal]:
        """Play the deal with each buyer by the same moves.

        Args:
            moves: Step of the sale, or every_step -> a manner, one of MANNERS or "as today"; answers -> True if sellers
                come with an answer to every doubt; discount -> the largest that is given; follow_ups -> how often is
                asked again, 0 to 3. What is not named is as today.

        Returns:
            The deals, one a buyer.

        Raises:
            BadInput: There is no such move.
        """
        full = self._checked(moves or {})
        if full == self._latest[0]:  # the next talk, or another buyer, by the same moves
            return self._latest[1]
        led = [full[step] for step in self.company.process]
        ahead = [self._ahead(manner, full["answers"], full["discount"]) for manner in led]
        calm = [self._ahead(manner, True, full["discount"]) for manner in _CALM]
        fits = self._state.fits(self._people).tolist()
        talks = [self._talks(row, fits[row], led, ahead, calm, full["follow_ups"]) for row in self._people.tolist()]
        pressure = [float(np.mean([ahead[led.index(talk.manner)].pressure for talk in each])) for each in talks]
        self._latest = full, self._closed(talks, fits, ahead[-1].state, np.array(pressure))
        return self._latest[1]

    @cached_property
    def usual(self) -> list[Deal]:
        """The deals as the company's own plan plays them."""
        return self.play()

    def best_discount(self, buyer: int, moves: Mapping[str, Any] | None = None) -> float:
        """Return which discount earns most with a buyer who has come to the last step: chance of a yes times profit.

        Args:
            buyer: Number of the buyer, from 1.
            moves: As for `play`.

        Returns:
            One of five: nothing of what the buyer asks for, a quarter, half, three quarters, all of it.
        """
        row, full = whole("buyer", buyer, low=1, high=self.buyers) - 1, self._checked(moves or {})
        manner, spot = full[list(self.company.process)[-1]], (len(self.company.process) - 1) * self.buyers + row
        asked, value, cost = (float(each[row]) for each in self._worth(self._state))
        tried = [asked * quarters / 4 for quarters in range(5)]
        earned = [
            float(self._ahead(manner, full["answers"], given).talks.chance[spot]) * (value * (1 - given) - cost)
            for given in tried
        ]
        return tried[earned.index(max(earned))]

    def _checked(self, moves: Mapping[str, Any]) -> dict[str, Any]:
        """Fill up what is not named, and refuse what cannot be."""
        usual = todays(self.company)
        for name in moves:
            one_of("move", name, ("every_step", *usual))
        everywhere = dict.fromkeys(self.company.process, moves.get("every_step", AS_TODAY))
        full = usual | everywhere | {name: move for name, move in moves.items() if name != "every_step"}
        for step in self.company.process:
            one_of(step, full[step], (*MANNERS, AS_TODAY))
        if not isinstance(full["answers"], bool):
            raise BadInput(f"answers must be True or False, got {full['answers']!r}. Choose one.")
        whole("follow_ups", full["follow_ups"], low=0, high=MOST_TRIES)
        return full | {"discount": fraction("discount", full["discount"])}

    def _ahead(self, manner: str, answers: bool, discount: float) -> _Ahead:
        """Ask the engine what would happen in every talk if all of them were led like this."""
        known = self._seen.get((manner, answers, discount))
        if known:
            return known
        decided: dict[str, Any] = {"discount_limit": min(discount, 0.99), "follow_ups": MOST_TRIES}
        if manner != AS_TODAY:
            decided["consultative"], decided["pressure"] = MANNERS[manner]
        plan = replace(self._town.plan, sales=replace(self._town.plan.sales, **decided))
        state, nought = replace(self._state, now=parameters(self._town, plan)), np.zeros(self.buyers)
        line = Queue(nought, nought, nought, self._people, np.zeros(self.buyers, np.int64))
        raised = prospects(state, line, 0.0, 0.0).doubts
        talks = prospects(state, line, 1.0 if answers else prepared(state), 0.0)
        while len(self._seen) >= _KEPT:
            del self._seen[next(iter(self._seen))]
        ahead = _Ahead(state, talks, raised, plan.sales.pressure)
        return self._seen.setdefault((manner, answers, discount), ahead)

    def _talks(
        self, row: int, fits: bool, led: list[str], ahead: list[_Ahead], calm: list[_Ahead], tries: int
    ) -> tuple[Talk, ...]:
        """Hold the talks with one buyer, until there is none to follow."""
        steps, turn, held = list(self.company.process), 0, []
        while turn >= 0:
            again, step = divmod(turn, len(steps))
            spot, mine = turn * self.buyers + row, ahead[step]
            chances = [float(each.talks.chance[spot]) for each in calm]
            agrees = bool(mine.talks.luck[spot] < mine.talks.chance[spot])
            talk = Talk(
                step=steps[step],
                again=again,
                manner=led[step],
                chance=float(mine.talks.chance[spot]),
                best=max(chances),
                better=_CALM[chances.index(max(chances))],
                doubt=bool(mine.raised[spot]),
                answered=bool(mine.raised[spot] and not mine.talks.doubts[spot]),
                hours=float(mine.talks.hours[spot]),
                agrees=agrees,
            )
            held.append(talk)
            turn = next_turn(turn, len(steps), tries, agrees=agrees, fits=fits)
        return tuple(held)

    def _worth(self, state: State) -> tuple[Floats, Floats, Floats]:
        """Return the discount that each buyer asks for, the basket before it, and its cost."""
        asked, _ = discounts(state, state.key, np.zeros(self.buyers, np.int64))
        segment = state.cell // (2 * STAGE_COUNT)
        basket = baskets(state.now, state.key, segment, Stage.CUSTOMER.number, 1)
        return asked, basket, basket * state.now.cost

    def _closed(self, talks: list[tuple[Talk, ...]], fits: list[bool], state: State, pressure: Floats) -> list[Deal]:
        """Say what each deal is worth."""
        asked, basket, cost = self._worth(state)
        _, given = discounts(state, state.key, np.zeros(self.buyers, np.int64))
        luck = uniform(state.key, Stage.CUSTOMER.number, 1, Purpose.SATISFACTION)
        mood, value = moods(state, self._people, luck, pressure), basket * (1 - given)
        segments = list(self.company.segments)
        return [
            Deal(
                buyer=row + 1,
                segment=segments[int(state.cell[row]) // (2 * STAGE_COUNT)],
                fits=fits[row],
                asked=float(asked[row]),
                given=float(given[row]),
                value=float(value[row]),
                profit=float(value[row] - cost[row]),
                satisfaction=float(mood[row]),
                talks=talks[row],
            )
            for row in self._people.tolist()
        ]


def of_deals(deals: Sequence[Deal]) -> dict[str, float]:
    """Return what many deals come to.

    Args:
        deals: Deals that were played by one set of moves.

    Returns:
        won (deals), share_won, value (euros of a deal won, on average), hours (of all talks, for a deal won),
        profit (euros a buyer, of the goods and before wages), satisfaction (of those who signed).
    """
    won = [deal for deal in deals if deal.won]
    nothing = math.nan
    return {
        "won": len(won),
        "share_won": len(won) / len(deals),
        "value": float(np.mean([deal.value for deal in won])) if won else nothing,
        "hours": sum(deal.hours for deal in deals) / len(won) if won else nothing,
        "profit": sum(deal.profit for deal in won) / len(deals),
        "satisfaction": float(np.mean([deal.satisfaction for deal in won])) if won else nothing,
    }


def play_deals(
    scenarios: Mapping[str, Company | tuple[Company, Mapping[str, Any]]], *, buyers: int = BUYERS, seed: int = SEED
) -> pd.DataFrame:
    """Play the deal with many buyers, by one way to sell after the other; each way meets the same buyers and luck.

    Args:
        scenarios: Name -> a company, which sells as its plan says, or a company and moves. Moves are: a step of the
            sale or every_step -> "as today", "advise", "a bit of both", "offer at once", "advise, and push", "both,
            and push" or "offer, and push"; answers -> True if there is an answer to every doubt; discount -> the
            largest that is given; follow_ups -> 0 to 3.
        buyers: How many.
        seed: Same seed, same buyers.

    Returns:
        A row a scenario, with the columns of `of_deals`; euros are whole.

    Raises:
        BadInput: There is no such move.

    Example:
        >>> import salesmark as sm
        >>> cars = sm.company("car_dealer")
        >>> table = play_deals({"today": cars, "advise": (cars, {"every_step": "advise"})}, buyers=50)
        >>> list(table.index), list(table.columns)[:3]
        (['today', 'advise'], ['won', 'share_won', 'value'])
    """
    import pandas as pd

    rows = {}
    for name, what in scenarios.items():
        company, moves = what if isinstance(what, tuple) else (what, {})
        rows[name] = of_deals(DealDesk(company, buyers=buyers, seed=seed).play(moves))
    return pd.DataFrame.from_dict(rows, orient="index").round({"value": 0, "profit": 0})
