"""Marketing: the channels through which a firm speaks to many, and what its people decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import BadInput, fraction, not_negative, positive, whole
from salesmark.business.sealed import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to reach many people at once. What is true of it; the budget is a decision.

    Attributes:
        carry_over: Share of this week's effect that is still there next week (0 to 1).
        half_saturation: Weekly spend felt, in euros, at which half of the possible reach is used up.
        shape: Slope of the saturation curve; above 1 the first euros do little (S-shape).
        contacts: Stage -> contacts that a person notices a week at full reach.
        persuasion: Stage -> chance that a noticed contact moves the person on.
        audience: Segment -> how well the channel reaches it, 1 for average; 1 where not named.
        spent: Euros a week that were spent on it before day 0; what they left behind is still felt.
        tracked: Share of the contacts that leave a trace in the firm's own data (0 to 1).
    """

    carry_over: float
    half_saturation: float
    shape: float
    contacts: Mapping[str, float]
    persuasion: Mapping[str, float]
    audience: Mapping[str, float]
    spent: float
    tracked: float

    def __post_init__(self) -> None:
        seal(self)
        if fraction("carry_over", self.carry_over) == 1:
            raise BadInput("carry_over must be below 1, got 1: nothing would ever fade. Try 0.9.")
        positive("half_saturation", self.half_saturation, unit="euros a week")
        positive("shape", self.shape)
        not_negative("spent", self.spent, unit="euros a week")
        fraction("tracked", self.tracked)
        for stage, contacts in self.contacts.items():
            not_negative(f"contacts.{stage}", contacts, unit="contacts a week")
        for stage, chance in self.persuasion.items():
            fraction(f"persuasion.{stage}", chance)
        for segment, reach in self.audience.items():
            not_negative(f"audience.{segment}", reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingPlan:
    """What marketing decides.

    Attributes:
        budget: Channel -> euros a week.
        price: Price of the typical basket, in euros.
        promise: What the messages promise, 1 for exactly what an average firm delivers.
        people: Role -> number of people.
    """

    budget: Mapping[str, float]
    price: float
    promise: float
    people: Mapping[str, int]

    def __post_init__(self) -> None:
        for channel, euros in self.budget.items():
            not_negative(f"budget.{channel}", euros, unit="euros a week")
        positive("price", self.price, unit="euros")
        not_negative("promise", self.promise)
        people = {role: whole(f"people.{role}", count, low=0, unit="people") for role, count in self.people.items()}
        object.__setattr__(self, "people", people)
        seal(self)
