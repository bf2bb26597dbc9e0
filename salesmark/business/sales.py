"""Sales: the people who speak to one buyer at a time, the steps of a sale, and what sales decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import fraction, not_negative, positive, whole
from salesmark.business.sealed import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A job at one of the two desks.

    Attributes:
        hours: Hours a week that one person has for customers.
        wage: What one person costs, in euros a week, all charges included.
    """

    hours: float
    wage: float

    def __post_init__(self) -> None:
        positive("hours", self.hours, unit="hours a week")
        not_negative("wage", self.wage, unit="euros a week")


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesStep:
    """One step of the sales process, first contact to closing.

    Attributes:
        hours: A seller's working hours for it, on average.
        days: Days that the buyer takes before the next step, on average.
        goes_on: Chance that a well-fitting buyer goes on to the next step (0 to 1).
        poor_fit: Factor on that chance for a buyer whom the offer fits poorly (0 to 1).
        reason: Why a buyer is lost here, in the seller's words.
    """

    hours: float
    days: float
    goes_on: float
    poor_fit: float
    reason: str

    def __post_init__(self) -> None:
        positive("hours", self.hours, unit="hours")
        not_negative("days", self.days, unit="days")
        fraction("goes_on", self.goes_on)
        fraction("poor_fit", self.poor_fit)


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPlan:
    """What sales decides.

    Attributes:
        people: Role -> number of people.
        commission: Share of the revenue of new deals that goes to the seller (0 to 1).
    """

    people: Mapping[str, int]
    commission: float

    def __post_init__(self) -> None:
        people = {role: whole(f"people.{role}", count, low=0, unit="people") for role, count in self.people.items()}
        object.__setattr__(self, "people", people)
        seal(self)
        fraction("commission", self.commission)
