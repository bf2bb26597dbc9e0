"""The market: who the people are, how they behave, and what nobody in the firm can decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import BadInput, each, fraction, not_negative, one_of, positive, whole
from salesmark.business.journey import STAGE_NAMES
from salesmark.business.sealed import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
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
    share: float
    good_fit: float
    in_market: float
    basket: float
    price_sensitivity: float
    orders: float
    values: Mapping[str, float]

    def __post_init__(self) -> None:
        seal(self)
        sums_to_one("values", self.values)
        fraction("share", self.share)
        fraction("good_fit", self.good_fit)
        not_negative("in_market", self.in_market)
        positive("basket", self.basket)
        not_negative("price_sensitivity", self.price_sensitivity)
        not_negative("orders", self.orders, unit="orders a year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
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

    population: int
    start: Mapping[str, float]
    season: tuple[float, ...]
    need: Mapping[str, float]
    forgetting: float
    cooling: float
    patience: float
    recycling: float
    lapse: float
    delight: float
    imitation: float
    word_of_mouth: Mapping[str, float]
    voice: Mapping[str, float]
    recall: float

    def __post_init__(self) -> None:
        seal(self)
        object.__setattr__(self, "population", whole("population", self.population, low=1, unit="people"))
        for stage, share in self.start.items():
            fraction(f"start.{one_of('stage', stage, STAGE_NAMES)}", share)
        sums_to_one("start", self.start)
        if len(self.season) != 12:
            raise BadInput(f"season must have 12 numbers, one a month, got {len(self.season)}. Add the rest.")
        for month, demand in enumerate(self.season, start=1):
            not_negative(f"season of month {month}", demand)
        if not max(self.season) > 0:
            raise BadInput("season must be above 0 in one month or more, got twelve zeros. Set 1 for average.")
        for name in ("forgetting", "cooling", "recycling", "lapse", "delight", "imitation"):
            not_negative(name, getattr(self, name), unit="a week")
        positive("patience", self.patience, unit="days")
        fraction("recall", self.recall)
        for stage, chance in self.word_of_mouth.items():
            fraction(f"word_of_mouth.{one_of('stage', stage, STAGE_NAMES)}", chance)
        for stage, rate in self.need.items():
            not_negative(f"need.{one_of('stage', stage, STAGE_NAMES)}", rate, unit="a week")
        for stage, voice in self.voice.items():
            not_negative(f"voice.{one_of('stage', stage, STAGE_NAMES)}", voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """The other firms in the market.

    Attributes:
        spend: Euros of their advertising that are felt a week.
        clutter: Share of the firm's contacts that go unnoticed where rivals' voice is all that is heard (0 to 1).
        known_for: What people look for -> how far rivals already stand for it (0 to 1); 0 where not named.
    """

    spend: float
    clutter: float
    known_for: Mapping[str, float]

    def __post_init__(self) -> None:
        seal(self)
        not_negative("spend", self.spend, unit="euros a week")
        fraction("clutter", self.clutter)
        for aim, share in self.known_for.items():
            fraction(f"known_for.{aim}", share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shock:
    """Something that changes the market for a while: a recession, a rival's campaign, a channel that goes dark.

    Attributes:
        starts: Week in which it starts, 1 for the first.
        weeks: How long it lasts.
        demand: Factor on demand, 1 for no change.
        rivals: Factor on rivals' spend, 1 for no change.
        channels: Channel -> factor on its contacts, 1 for no change; 1 where not named.
    """

    starts: int
    weeks: int
    demand: float
    rivals: float
    channels: Mapping[str, float]

    def __post_init__(self) -> None:
        seal(self)
        object.__setattr__(self, "starts", whole("starts", self.starts, low=1, unit="weeks from the first"))
        object.__setattr__(self, "weeks", whole("weeks", self.weeks, low=1, unit="weeks"))
        each(not_negative, self, "demand", "rivals")
        for channel, factor in self.channels.items():
            not_negative(f"channels.{channel}", factor)


def sums_to_one(name: str, shares: Mapping[str, float]) -> None:
    """Check that the values of `shares` sum to 1.

    Args:
        name: What the reader calls them.
        shares: Name -> fraction.

    Raises:
        BadInput: They do not.

    Example:
        >>> sums_to_one("start", {"aware": 0.4, "unaware": 0.6})
    """
    total = sum(shares.values())
    if abs(total - 1) > 1e-9:
        raise BadInput(f"{name} must sum to 1, got {total:g}. Mend one of: {', '.join(shares)}.")
