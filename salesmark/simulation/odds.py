"""The mechanisms of selling as plain functions: waiting, scores, odds, zeal, new people, the quarter's end."""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Callable
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from salesmark.simulation.clocks import Floats

Hours = TypeVar("Hours", float, Floats)
Chance = TypeVar("Chance", float, Floats)
#: Days that a service takes, and the day on which the customer joins again, infinite for never.
Service: TypeAlias = tuple[float, float]


def response(waited: Hours, floor: float, half: float) -> Hours:
    """Return the factor that waiting leaves of the chance of a first contact.

    Args:
        waited: Hours waited, a number or any shape.
        floor: Share left after a very long wait (0 to 1).
        half: Hours after which half of the rest is gone.

    Returns:
        Factors from `floor` to 1, the shape of `waited`.

    Example:
        >>> response(np.array([0.0, 1.0, 24.0]), floor=0.3, half=6.0)
        array([1.  , 0.9 , 0.44])

    Source: assumption, about twice the chance after an hour as after a day; the larger factors of Oldroyd,
    McElheran and Elkington, Harvard Business Review, 2011, are observational.
    """
    return floor + (1 - floor) / (1 + waited / half)


def lead_score(
    good_fit: npt.ArrayLike, contacts: npt.ArrayLike, luck: Floats, weights: tuple[float, float, float]
) -> Floats:
    """Return the score of leads: what they are, what they did, and some error.

    Args:
        good_fit: 1 for a good fit, 0 for a poor one, shape (k,).
        contacts: Contacts noticed as a lead, shape (k,); four count as many.
        luck: Uniform numbers, shape (k,).
        weights: Points for fit, for behaviour, and for error up or down.

    Returns:
        Scores in points, shape (k,).

    Example:
        >>> lead_score([1, 0], [4, 2], np.array([0.5, 0.5]), (0.5, 0.4, 0.1))
        array([0.9, 0.2])
    """
    fit, behaviour, error = weights
    active = np.minimum(np.asarray(contacts, float), 4) / 4
    points: Floats = fit * np.asarray(good_fit, float) + behaviour * active + error * (2 * luck - 1)
    return points


def with_odds(chance: Chance, factor: Chance) -> Chance:
    """Return a chance whose odds are multiplied: it never leaves 0 to 1, and 0 and 1 stay as they are.

    Args:
        chance: From 0 to 1, a number or any shape.
        factor: Factor on chance / (1 - chance), above 0, of a shape that goes with it.

    Returns:
        Chances, of the shape of both together.

    Example:
        >>> with_odds(0.5, 3.0)
        0.75

    Source: log-odds, as in logistic regression; Berkson, Journal of the American Statistical Association, 1944.
    """
    return chance * factor / (1 - chance + chance * factor)


def zeal(commission: float, usual: float, drive: float) -> float:
    """Return the factor of commission on the odds of a yes.

    Args:
        commission: Share of the revenue that goes to the seller (0 to 1).
        usual: Share that the trade pays, above 0.
        drive: How much commission moves the odds (0 to 1).

    Returns:
        1 - drive for no commission, 1 for the usual one, below 1 + drive however much.

    Example:
        >>> zeal(0.0, usual=0.05, drive=0.2), zeal(0.05, usual=0.05, drive=0.2)
        (0.8, 1.0)

    Source: pay for performance raises effort; Lazear, American Economic Review, 2000. The form is ours.
    """
    return 1 + drive * (2 * commission / (commission + usual) - 1)


def practised(weeks: Floats, ramp_weeks: float, ramp_start: float) -> Floats:
    """Return what people's work is worth so many weeks after they were hired, 1 for an experienced person.

    Args:
        weeks: Weeks since each was hired, shape (k,).
        ramp_weeks: Weeks until a new person is worth an experienced one.
        ramp_start: What a new one is worth in the first week (0 to 1).

    Returns:
        From `ramp_start` to 1, shape (k,).

    Example:
        >>> practised(np.array([0.0, 13.0, 99.0]), ramp_weeks=26, ramp_start=0.2)
        array([0.2, 0.6, 1. ])
    """
    worth: Floats = ramp_start + (1 - ramp_start) * np.minimum(weeks / ramp_weeks, 1)
    return worth


def rush(week: int, accelerator: float, strength: float) -> float:
    """Return how far sellers pull deals forward: more and more over the last three weeks of a quarter.

    Args:
        week: Weeks since the start, 0 for the first; a quarter has 13.
        accelerator: Factor on the commission beyond the quota, 1 for none.
        strength: How far an accelerator of 2 moves sellers (0 to 1).

    Returns:
        From 0 to 1.

    Example:
        >>> [round(rush(week, accelerator=2, strength=0.6), 2) for week in (9, 10, 11, 12, 13)]
        [0.0, 0.2, 0.4, 0.6, 0.0]

    Source: sales peak where the pay period ends; Oyer, Quarterly Journal of Economics, 1998. The form is ours.
    """
    return min(strength * (accelerator - 1) * max(week % 13 - 9, 0) / 3, 1.0)


def serve(
    ready: Floats,
    gives_up: Floats,
    free: list[tuple[float, int]],
    talk: Callable[[int, float, int], Service],
    until: float = np.inf,
) -> list[tuple[int, float, int]]:
    """Let sellers serve a queue: first come, first served, each seller one customer at a time.

    Args:
        ready: Days at which customers join, in order, shape (k,).
        gives_up: Days at which each goes away if nobody has served them by then, shape (k,).
        free: Heap of (day at which a seller is free, seller); changed in place.
        talk: Given a row, the day on which its service starts and the seller, says how many days the service takes,
            and on which day the customer joins again for the next one, infinite for never.
        until: Nobody's service starts on this day or later.

    Returns:
        Each service in order of time: row, day on which it starts, seller.

    Example:
        >>> def two_days(row, day, seller):
        ...     return 2.0, np.inf
        >>> serve(np.array([0.0, 1.0, 1.5]), np.array([9.0, 9.0, 2.0]), [(0.0, 0)], two_days)
        [(0, 0.0, 0), (1, 2.0, 0)]

    Source: queue with several servers and impatience; Palm, 1953; checked against Erlang, 1917.
    """
    line, patience = list(zip(ready.tolist(), range(len(ready)), strict=True)), gives_up.tolist()
    served = []
    turn = 0
    while turn < len(line) and free:
        joined, row = line[turn]
        idle_from, seller = free[0]
        day = joined if joined > idle_from else idle_from
        if day >= until:
            break
        turn += 1
        if day <= patience[row]:
            takes, again = talk(row, day, seller)
            served.append((row, day, seller))
            patience[row] = np.inf
            heapq.heapreplace(free, (day + takes, seller))
            if again < until:
                insort(line, (again, row), lo=turn)
    return served
