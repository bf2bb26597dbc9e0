"""Marketing: how a firm speaks to many, what it can do beside, where it sells, and what its people decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from salesmark._checks import BadInput, sums_to_one_at_most
from salesmark.business import units
from salesmark.business.sealed import Checked

#: What marketing can do beside its channels: find out, explain, try new messages, look after customers.
EFFORTS = ("research", "content", "testing", "community")
EffortName = Annotated[str, units.among("effort", EFFORTS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Checked):
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

    carry_over: units.Fading
    half_saturation: units.Factor
    shape: units.Factor
    contacts: Mapping[units.StageName, units.ContactsAWeek]
    persuasion: Mapping[units.StageName, units.Share]
    audience: Mapping[str, units.Level]
    tracked: units.Share
    personal: units.Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(Checked):
    """Something that marketing does beside its channels: one of EFFORTS.

    Attributes:
        carry_over: Share of this week's effect that is still there next week (0 to 1).
        half_saturation: Euros felt a week at which half of what it can do is done.
        strength: What it does in full. Research: share of the gap between a poor and a good fit that it closes.
            Content: how much readier leads become, 1 for twice. Testing: share of the wear of messages undone a week.
            Community: how much more customers talk and recommend, 1 for twice.
    """

    carry_over: units.Fading
    half_saturation: units.SomeEurosAWeek
    strength: units.Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Checked):
    """Somewhere that people can buy: a shop, a website, a partner.

    Attributes:
        serves: Segment -> share of its people to whom the place is open and convenient (0 to 1); 0 where not named.
        cost: Euros a week.
        fee: Share of the revenue that goes to whoever runs the place (0 to 1), on average over all sales.
    """

    serves: Mapping[str, units.Share]
    cost: units.EurosAWeek
    fee: units.Share


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingPlan(Checked):
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

    budget: Mapping[str, units.EurosAWeek]
    effort: Mapping[EffortName, units.EurosAWeek]
    price: units.SomeEuros
    quality: units.Level
    places: tuple[str, ...]
    positioning: Mapping[str, units.Share]
    promise: units.Level
    consent: units.Share
    people: Mapping[str, units.People]

    def _check_together(self) -> None:
        if not self.places:
            raise BadInput("places must name one place or more, got none: nobody could buy. Name a place of sale.")
        object.__setattr__(self, "places", tuple(dict.fromkeys(self.places)))
        sums_to_one_at_most("positioning", self.positioning, "attention for one difference is lost to the others")
