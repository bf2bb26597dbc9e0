"""The mechanisms of a week as plain functions: carry-over, saturation, waiting, response, price, score, mood."""

from __future__ import annotations

import heapq
from bisect import insort
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from salesmark.simulation.clocks import Floats

Hours = TypeVar("Hours", float, Floats)


def carried(left: Floats, spend: Floats, carry_over: Floats) -> Floats:
    """Return the spend that is felt this week: this week's, and what is left of earlier weeks.

    Args:
        left: Euros felt last week, shape (channels,).
        spend: Euros of this week, shape (channels,).
        carry_over: Share kept from week to week, shape (channels,).

    Returns:
        Euros felt, shape (channels,).

    Example:
        >>> carried(np.array([100.0]), np.array([20.0]), np.array([0.5]))
        array([70.])

    Source: geometric adstock; Broadbent, "One way TV advertisements work", Journal of the Market Research
    Society, 1979.
    """
    return spend + carry_over * left


def saturated(felt: Floats, half_saturation: Floats, shape: Floats) -> Floats:
    """Return the share of the possible reach that the spend obtains.

    Args:
        felt: Euros felt, shape (channels,).
        half_saturation: Euros at which half of the reach is used up, shape (channels,).
        shape: Slope; above 1 the curve is S-shaped, shape (channels,).

    Returns:
        Shares from 0 to 1, shape (channels,).

    Example:
        >>> saturated(np.array([0.0, 500.0, 1500.0]), np.array([500.0] * 3), np.array([1.0] * 3))
        array([0.  , 0.5 , 0.75])

    Source: Hill, "The possible effects of the aggregation of the molecules of haemoglobin on its dissociation
    curves", Journal of Physiology, 1910; in marketing the sigmoid response curve.
    """
    power = felt**shape
    return power / (power + half_saturation**shape)


def imitation(coefficient: float, voices: float, population: int) -> float:
    """Return the contacts by word of mouth that each person has in a week.

    Args:
        coefficient: Contacts a week if everybody talked.
        voices: People who talk, each weighted by how much.
        population: Number of people.

    Returns:
        Contacts a person and week.

    Example:
        >>> imitation(0.02, voices=500, population=20_000)
        0.0005

    Source: the imitation term of Bass, "A new product growth for model consumer durables", Management Science,
    1969.
    """
    return coefficient * voices / population


def price_appeal(price: float, reference: float, sensitivity: npt.ArrayLike) -> Floats:
    """Return the factor by which a price changes the interest in an offer.

    Args:
        price: Price asked, in euros.
        reference: Price that people find normal, in euros.
        sensitivity: Percent lost when the price rises by one percent, any shape.

    Returns:
        1 at the reference price, the shape of `sensitivity`.

    Example:
        >>> price_appeal(110, 100, [0.0, 2.6]).round(2)
        array([1.  , 0.78])

    Source: constant-elasticity demand; sizes in Bijmolt, van Heerde and Pieters, Journal of Marketing Research,
    2005.
    """
    factor: Floats = np.power(price / reference, -np.asarray(sensitivity, float))
    return factor


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


def satisfaction(good_fit: npt.ArrayLike, luck: Floats, quality: float, promise: float) -> Floats:
    """Return how satisfied buyers are: what they got, less what they were promised.

    Args:
        good_fit: 1 for a good fit, 0 for a poor one, shape (k,).
        luck: Uniform numbers, shape (k,).
        quality: What is delivered, 1 for an average firm.
        promise: What was promised, 1 for an average firm.

    Returns:
        From 0 (angry) to 1 (delighted), shape (k,).

    Example:
        >>> satisfaction([1, 1, 0], np.array([0.5, 0.5, 0.5]), quality=1.0, promise=np.float64(1.2)).round(2)
        array([0.45, 0.45, 0.15])

    Source: expectancy disconfirmation; Oliver, Journal of Marketing Research, 1980. The sizes are assumptions.
    """
    fit = np.where(good_fit, 0.15, -0.15)
    mood: Floats = np.minimum(np.maximum(0.5 + quality - promise + fit + 0.6 * (luck - 0.5), 0), 1)
    return mood


def serve(
    ready: Floats,
    gives_up: Floats,
    free: list[tuple[float, int]],
    talk: Callable[[int, float], tuple[float, float]],
    until: float = np.inf,
) -> list[tuple[int, float, int]]:
    """Let sellers serve a queue: first come, first served, each seller one customer at a time.

    Args:
        ready: Days at which customers join, in order, shape (k,).
        gives_up: Days at which each goes away if nobody has served them by then, shape (k,).
        free: Heap of (day at which a seller is free, seller); changed in place.
        talk: Given a row and the day on which its service starts, says how many days the service takes, and on which
            day the customer joins again for the next one, infinite for never.
        until: Nobody's service starts on this day or later.

    Returns:
        Each service in order of time: row, day on which it starts, seller.

    Example:
        >>> def two_days(row, day):
        ...     return 2.0, np.inf
        >>> serve(np.array([0.0, 1.0, 1.5]), np.array([9.0, 9.0, 2.0]), [(0.0, 0)], two_days)
        [(0, 0.0, 0), (1, 2.0, 0)]

    Source: queue with several servers and impatience; Palm, 1953; checked against Erlang, 1917.
    """
    line = list(zip(ready.tolist(), range(len(ready)), strict=True))
    patience = gives_up.tolist()
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
            takes, again = talk(row, day)
            served.append((row, day, seller))
            patience[row] = np.inf
            heapq.heapreplace(free, (day + takes, seller))
            if again < until:
                insort(line, (again, row), lo=turn)
    return served
