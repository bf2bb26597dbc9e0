"""The market: who the people are, how they behave, and what nobody in the firm can decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import BadInput, not_negative, sums_to_one
from salesmark.business import units
from salesmark.business.sealed import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Checked):
    """A group of people with like needs; its persona is one of them, described.

    Attributes:
        persona: One person of the segment, in a sentence.
        share: Share of the market's people (0 to 1).
        good_fit: Share of its people whom the offer fits well (0 to 1).
        in_market: Readiness to buy when a contact is noticed, 1 for average.
        basket: Value of a basket relative to the price, 1 for average.
        price_sensitivity: Percent fewer who take an interest when the price rises by one percent.
        orders: Repeat orders a year of an active customer; without effect where customers sign contracts.
        values: What its people look for -> how much it counts; sums to 1.
    """

    persona: str
    share: units.Share
    good_fit: units.Share
    in_market: units.Level
    basket: units.Factor
    price_sensitivity: units.Level
    orders: units.OrdersAYear
    values: Mapping[str, float]

    def _check_together(self) -> None:
        sums_to_one("values", self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Market(Checked):
    """The people within reach of a firm and how they behave.

    Attributes:
        population: Number of people.
        start: Stage -> share of the people who stand there on day 0; sums to 1.
        season: Demand in each of the twelve months, 1 for average.
        need: Stage -> share of the people there who move on by themselves, a week: a set breaks, they come and ask.
        forgetting: Share of the aware who forget the firm, a week.
        cooling: Share of the interested who go cold, a week.
        patience: Days that a qualified lead waits for a first contact before it goes cold, on average.
        recycling: Share of the lost who are open to the firm again, a week.
        lapse: Share of the customers who are tempted to leave, a week; the satisfied stay.
        delight: Share of the customers who have occasion to recommend, a week; the satisfied do.
        imitation: Contacts by word of mouth a week if everybody talked (Bass's q / 52).
        word_of_mouth: Stage -> chance that such a contact moves a person on.
        voice: Stage -> how much a customer there talks, 1 for an advocate.
        recall: Share of the buyers who, when asked, name the true source (0 to 1).
    """

    population: units.SomePeople
    start: Mapping[units.StageName, units.Share]
    season: tuple[float, ...]
    need: Mapping[units.StageName, units.AWeek]
    forgetting: units.AWeek
    cooling: units.AWeek
    patience: units.SomeDays
    recycling: units.AWeek
    lapse: units.AWeek
    delight: units.AWeek
    imitation: units.AWeek
    word_of_mouth: Mapping[units.StageName, units.Share]
    voice: Mapping[units.StageName, units.Level]
    recall: units.Share

    def _check_together(self) -> None:
        sums_to_one("start", self.start)
        if len(self.season) != 12:
            raise BadInput(f"season must have 12 numbers, one a month, got {len(self.season)}. Add the rest.")
        for month, demand in enumerate(self.season, start=1):
            not_negative(f"season of month {month}", demand)
        if not max(self.season) > 0:
            raise BadInput("season must be above 0 in one month or more, got twelve zeros. Set 1 for average.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals(Checked):
    """The other firms in the market.

    Attributes:
        spend: Euros of their advertising that are felt a week.
        clutter: Share of the firm's contacts that go unnoticed where rivals' voice is all that is heard (0 to 1).
        known_for: What people look for -> how far rivals already stand for it (0 to 1); 0 where not named.
    """

    spend: units.EurosAWeek
    clutter: units.Share
    known_for: Mapping[str, units.Share]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock(Checked):
    """Something that changes the market for a while: a recession, a rival's campaign, a channel that goes dark.

    Attributes:
        starts: Week in which it starts, 1 for the first.
        weeks: How long it lasts.
        demand: Factor on demand, 1 for no change.
        rivals: Factor on rivals' spend, 1 for no change.
        channels: Channel -> factor on its contacts, 1 for no change; 1 where not named.
    """

    starts: units.WeekNumber
    weeks: units.WholeWeeks
    demand: units.Level
    rivals: units.Level
    channels: Mapping[str, units.Level]
