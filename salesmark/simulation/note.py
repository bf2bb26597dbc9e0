"""The note that the steps of a week leave for each other, the calendar of weeks, and shocks to the market."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from salesmark.business.company import Company
from salesmark.simulation.clocks import Codes, Floats, Ints

#: A quarter has 13 weeks, its months 4, 4 and 5.
MONTH_OF_WEEK = tuple(month for month in range(12) for _ in range(5 if month % 3 == 2 else 4))
#: Accounts of the ledger: money in is above 0, money out below.
ACCOUNTS = ("revenue", "cost_of_goods", "marketing", "sales_wages", "commission", "overhead")


@dataclass(slots=True)
class Week:
    """What the steps of one week tell each other, and what the firm reads off at its end.

    Attributes:
        cents: Money by account and segment, the firm as a whole last, shape (6, S + 1).
        reached: Share of its possible reach that each touchpoint has, shape (T,).
        heard: Share of its contacts that get through: past rivals, wear and closed doors, shape (T,).
        demand: Factor of season and shocks on demand.
        talk: Contacts by word of mouth a person.
        mix: Running sum of the causes' pressures by cell; the last cause takes whatever is left, shape (cells, K).
        push: All causes' pressures together by cell, shape (cells,).
        chance: Chance that each cause moves a person of no satisfaction, shape (G, 10, K).
        ready: Leads ready to talk: customers, days and causes.
        passed_on: Qualified leads, on their way to sales: customers and days.
        bought: Purchases: customers, days, sellers (nobody for a repeat order), stages and visits.
        new: Customers who bought for the first time since they were lost or left, or ever, shape (k,).
        threshold: Score from which leads are in fact passed on: the agreed one, less what conflicting goals let slip.
        routine: Hours until a qualified lead is on a seller's list, neglect included.
        told: Share of what sales hears that reaches marketing (0 to 1).
        hiring: Cents that finding newcomers cost.
        hurry: How far sellers pull closing talks forward (0 to 1).
        leaked: Qualified leads that got lost on the way.
        waiting: Leads that wait for a seller at the week's end.
        called: First contacts made; `sent_back` of them were no leads for sales.
        asked_again: Talks with buyers who had said no before.
        doubted: Share of the talks in which a doubt stayed without an answer.
        waited: Hours that those called had waited, summed.
        worked: Sellers' hours spent with buyers, of the hours `available`.
        ended: Contracts that were not renewed and that were, shape (2,).
        occasions: How many occasions to move each cause lets expect, given who stands where, shape (K,).
        answers: Talks that ended with a no and with a yes, by step of the sales process, shape (steps, 2).
        discount: Cents given away in discounts; `suggested` cents came from suggestions that were taken.
        mood: Satisfaction of those in `new`, shape (k,).
        felt: Felt by touchpoint and effort at the week's end, shape (T + 4,).
        adherence: How far the agreement is lived at the week's end, mean of its practices (0 to 1).
        aim, sharp, known_answers, rating, shut_out, able: The firm's own, see `Firm`, at the week's end.
    """

    cents: Ints
    reached: Floats = field(default_factory=lambda: np.empty(0))
    heard: Floats = field(default_factory=lambda: np.empty(0))
    demand: float = 1.0
    talk: float = 0.0
    mix: Floats = field(default_factory=lambda: np.empty((0, 0)))
    push: Floats = field(default_factory=lambda: np.empty(0))
    chance: Floats = field(default_factory=lambda: np.empty((0, 0, 0)))
    ready: list[tuple[Ints, Floats, Codes]] = field(default_factory=list)
    passed_on: list[tuple[Ints, Floats]] = field(default_factory=list)
    bought: list[tuple[Any, ...]] = field(default_factory=list)
    new: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    threshold: float = 0.0
    routine: float = 0.0
    told: float = 0.0
    hiring: int = 0
    hurry: float = 0.0
    leaked: int = 0
    waiting: int = 0
    called: int = 0
    sent_back: int = 0
    asked_again: int = 0
    doubted: float = 0.0
    waited: float = 0.0
    worked: float = 0.0
    available: float = 0.0
    ended: tuple[int, int] = (0, 0)
    occasions: Floats = field(default_factory=lambda: np.empty(0))
    answers: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    discount: int = 0
    suggested: int = 0
    mood: Floats = field(default_factory=lambda: np.empty(0))
    felt: Floats = field(default_factory=lambda: np.empty(0))
    aim: float = 0.0
    sharp: float = 0.0
    known_answers: float = 0.0
    adherence: float = 1.0
    rating: float = 0.5
    shut_out: float = 0.0
    able: float = 1.0


@dataclass(frozen=True, slots=True)
class Shocked:
    """What shocks do to one week: factors, 1 for nothing.

    Attributes:
        demand: On demand.
        rivals: On rivals' spend.
        channels: On each channel's contacts, shape (channels,).
    """

    demand: float
    rivals: float
    channels: Floats


def shocked(company: Company, week: int) -> Shocked:
    """Return what the shocks of a week do together.

    Args:
        company: The company; its shocks count weeks from 1.
        week: Weeks since the start, 0 for the first.

    Returns:
        The factors.

    Example:
        >>> from salesmark.business.company import company
        >>> slump = {"starts": 3, "weeks": 2, "demand": 0.5, "rivals": 1, "channels": {}}
        >>> shop = company("electronics_retailer").change(shocks={"slump": slump})
        >>> [shocked(shop, week).demand for week in (1, 2, 3, 4)]
        [1.0, 0.5, 0.5, 1.0]
    """
    demand, rivals, channels = 1.0, 1.0, np.ones(len(company.channels))
    for shock in company.shocks.values():
        if shock.starts <= week + 1 < shock.starts + shock.weeks:
            demand *= shock.demand
            rivals *= shock.rivals
            channels *= [shock.channels.get(name, 1.0) for name in company.channels]
    return Shocked(demand, rivals, channels)
