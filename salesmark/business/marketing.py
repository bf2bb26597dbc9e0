"""Marketing: how a firm speaks to many, what it can do beside, where it sells, and what its people decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import BadInput, each, fraction, not_negative, one_of, positive, whole
from salesmark.business.journey import STAGE_NAMES
from salesmark.business.sealed import seal

#: What marketing can do beside its channels: find out, explain, try new messages, look after customers.
EFFORTS = ("research", "content", "testing", "community")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to reach people. What is true of it; what goes into it is a decision.

    Sellers' calls are a channel too: paid for in hours, where the others are paid for in euros.

    Attributes:
        carry_over: Share of this week's effect that is still there next week (0 to 1).
        half_saturation: What must be felt a week, in euros or hours, to use up half of the possible reach.
        shape: Slope of the saturation curve; above 1 the first euros do little (S-shape).
        contacts: Stage -> contacts that a person notices a week at full reach.
        persuasion: Stage -> chance that a noticed contact moves the person on.
        audience: Segment -> how well the channel reaches it, 1 for average; 1 where not named.
        tracked: Share of the contacts that leave a trace in the firm's own data (0 to 1).
        personal: Share of the contacts that use somebody's personal data, such as an address (0 to 1).
    """

    carry_over: float
    half_saturation: float
    shape: float
    contacts: Mapping[str, float]
    persuasion: Mapping[str, float]
    audience: Mapping[str, float]
    tracked: float
    personal: float

    def __post_init__(self) -> None:
        seal(self)
        _fades("carry_over", self.carry_over)
        each(positive, self, "half_saturation", "shape")
        each(fraction, self, "tracked", "personal")
        for stage, contacts in self.contacts.items():
            not_negative(f"contacts.{one_of('stage', stage, STAGE_NAMES)}", contacts, unit="contacts a week")
        for stage, chance in self.persuasion.items():
            fraction(f"persuasion.{one_of('stage', stage, STAGE_NAMES)}", chance)
        for segment, reach in self.audience.items():
            not_negative(f"audience.{segment}", reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Something that marketing does beside its channels: one of EFFORTS.

    Attributes:
        carry_over: Share of this week's effect that is still there next week (0 to 1).
        half_saturation: Euros felt a week at which half of what it can do is done.
        strength: What it does in full. Research: share of the gap between a poor and a good fit that it closes.
            Content: how much readier leads become, 1 for twice. Testing: share of the wear of messages undone a week.
            Community: how much more customers talk and recommend, 1 for twice.
    """

    carry_over: float
    half_saturation: float
    strength: float

    def __post_init__(self) -> None:
        _fades("carry_over", self.carry_over)
        positive("half_saturation", self.half_saturation, unit="euros a week")
        not_negative("strength", self.strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere that people can buy: a shop, a website, a partner.

    Attributes:
        serves: Segment -> share of its people to whom the place is open and convenient (0 to 1); 0 where not named.
        cost: Euros a week.
        fee: Share of the revenue that goes to whoever runs the place (0 to 1), on average over all sales.
    """

    serves: Mapping[str, float]
    cost: float
    fee: float

    def __post_init__(self) -> None:
        seal(self)
        for segment, share in self.serves.items():
            fraction(f"serves.{segment}", share)
        not_negative("cost", self.cost, unit="euros a week")
        fraction("fee", self.fee)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingPlan:
    """What marketing decides.

    Attributes:
        budget: Channel -> euros a week.
        effort: Research, content, testing or community -> euros a week.
        price: Price of the typical basket or contract, in euros.
        quality: What is delivered, 1 for what an average firm delivers; it costs (see `quality_cost`).
        places: Where people can buy.
        positioning: What the firm wants to be known for -> weight; the weights sum to 1 or less.
        promise: What the messages promise, 1 for exactly what an average firm delivers.
        consent: Share of the personal contacts that go only to people who agreed (0 to 1).
        people: Role -> number of people.
    """

    budget: Mapping[str, float]
    effort: Mapping[str, float]
    price: float
    quality: float
    places: tuple[str, ...]
    positioning: Mapping[str, float]
    promise: float
    consent: float
    people: Mapping[str, int]

    def __post_init__(self) -> None:
        for channel, euros in self.budget.items():
            not_negative(f"budget.{channel}", euros, unit="euros a week")
        for effort, euros in self.effort.items():
            not_negative(f"effort.{one_of('effort', effort, EFFORTS)}", euros, unit="euros a week")
        positive("price", self.price, unit="euros")
        each(not_negative, self, "quality", "promise")
        fraction("consent", self.consent)
        if not self.places:
            raise BadInput("places must name one place or more, got none: nobody could buy. Name a place of sale.")
        object.__setattr__(self, "places", tuple(dict.fromkeys(self.places)))
        for aim, weight in self.positioning.items():
            fraction(f"positioning.{aim}", weight)
        if sum(self.positioning.values()) > 1 + 1e-9:
            raise BadInput(
                f"positioning must sum to 1 or less, got {sum(self.positioning.values()):g}: attention for one "
                "difference is lost to the others. Lower one of: " + ", ".join(self.positioning) + "."
            )
        people = {role: whole(f"people.{role}", count, low=0, unit="people") for role, count in self.people.items()}
        object.__setattr__(self, "people", people)
        seal(self)


def _fades(name: str, carry_over: float) -> None:
    if fraction(name, carry_over) == 1:
        raise BadInput(f"{name} must be below 1, got 1: nothing would ever fade. Try 0.9.")
