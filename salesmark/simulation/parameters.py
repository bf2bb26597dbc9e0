"""A company and a plan as arrays, made once and read every week.

A cell is a group of like people (segment and fit) at one stage: `cell = group * 10 + stage`, and
`group = segment * 2 + good_fit`. Causes are numbered: the channels first, then FORCES; all but TALKS push.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from salesmark.business.company import Company
from salesmark.business.journey import STAGES, Stage
from salesmark.business.plan import Plan
from salesmark.simulation.clocks import Codes, Flags, Floats
from salesmark.simulation.mechanisms import price_appeal

STAGE_COUNT = len(STAGES)
BUYERS = (Stage.CUSTOMER, Stage.RETAINED, Stage.ADVOCATE)
#: What pushes people onward beside the channels, what else pushes them, and how a talk with a seller ends.
ONWARD = ("word of mouth", "own need", "came back")
ELSEWHERE = ("forgot", "went cold", "open again", "delighted", "lapsed")
ENDINGS = ("sale", "sent back", "said no")
TALKS = ("first contact", *ENDINGS)
FORCES = (*ONWARD, *ELSEWHERE, *TALKS)
#: Where a noticed contact leads if it persuades; a customer's next purchase makes a retained one.
NEXT_BY_CONTACT = {
    Stage.UNAWARE: Stage.AWARE,
    Stage.AWARE: Stage.INTERESTED,
    Stage.INTERESTED: Stage.CONSIDERING,
    Stage.CUSTOMER: Stage.RETAINED,
    Stage.RETAINED: Stage.RETAINED,
    Stage.ADVOCATE: Stage.ADVOCATE,
    Stage.LOST: Stage.AWARE,
    Stage.LEFT: Stage.AWARE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """A company under a plan: S segments, G = 2 S groups, 10 stages, C channels, K causes that push.

    Attributes:
        company: The company.
        plan: The plan.
        cause: Name of a cause -> its number.
        endings: Numbers of the causes ENDINGS.
        onward: Number of causes that lead onward: the channels and ONWARD.
        spend: Euros a week, shape (C,).
        felt_before: Euros still felt on day 0 of what was spent before, shape (C,).
        carry_over: Share of the effect that is left a week later, shape (C,).
        half_saturation: Euros felt at which half of the reach is used up, shape (C,).
        shape: Slope of the saturation, shape (C,).
        contacts: Noticed contacts a week at full reach, shape (G, 10, C).
        drift: Hazards a week that act without any contact, shape (G, 10, K).
        chance: Chance that a cause moves a person, before season and mood, shape (G, 10, K).
        mood: What full satisfaction adds to that chance, shape (G, 10, K).
        seasonal: Which chances follow the season, shape (10, K).
        goes_to: Number of the stage that a cause leads to, shape (G, 10, K).
        listens: Whether word of mouth acts on a stage: 1 or 0, shape (10,).
        voice: How much a person at a stage talks, shape (10,).
        price: Price of the typical basket by segment, in euros, shape (S,).
        steps: Hours, days, chance to go on and factor at poor fit, shape (4, steps of the sales process).
        weights: Points of the lead score for fit, behaviour and error.
        sellers: Number of sellers.
        hours: Hours a week that one seller has for customers.
        weekly_costs: Account -> cents a week that do not depend on sales, below 0.
    """

    company: Company
    plan: Plan
    cause: Mapping[str, int]
    endings: Codes
    onward: int
    spend: Floats
    felt_before: Floats
    carry_over: Floats
    half_saturation: Floats
    shape: Floats
    contacts: Floats
    drift: Floats
    chance: Floats
    mood: Floats
    seasonal: Flags
    goes_to: Codes
    listens: Floats
    voice: Floats
    price: Floats
    steps: Floats
    weights: tuple[float, float, float]
    sellers: int
    hours: float
    weekly_costs: Mapping[str, int]


def parameters(company: Company, plan: Plan) -> Parameters:
    """Return a company under a plan as arrays.

    Args:
        company: What is true of the firm and its market.
        plan: What its people decide.

    Returns:
        The arrays.

    Example:
        >>> from salesmark.business.company import company
        >>> shop = company("electronics_retailer")
        >>> parameters(shop, shop.plan).sellers
        3
    """
    channels, market, gate = company.channels.values(), company.market, company.hand_off
    causes = {name: number for number, name in enumerate((*company.channels, *FORCES))}
    wants = _wants(company, plan)
    chance, mood, seasonal = _chances(company, causes, wants)
    spend = np.array([float(plan.marketing.budget.get(name, 0.0)) for name in company.channels])
    sellers = sum(plan.sales.people.values())
    hours = sum(company.roles[role].hours * number for role, number in plan.sales.people.items())
    return Parameters(
        company=company,
        plan=plan,
        cause=causes,
        endings=np.array([causes[name] for name in ENDINGS], np.int8),
        onward=len(channels) + len(ONWARD),
        spend=spend,
        felt_before=np.array([channel.spent / (1 - channel.carry_over) for channel in channels]),
        carry_over=np.array([channel.carry_over for channel in channels]),
        half_saturation=np.array([channel.half_saturation for channel in channels]),
        shape=np.array([channel.shape for channel in channels]),
        contacts=_contacts(company),
        drift=_drift(company, causes, wants),
        chance=chance,
        mood=mood,
        seasonal=seasonal,
        goes_to=np.tile(_destinations(causes, chance.shape[2]), (len(chance), 1, 1)),
        listens=(_by_stage(market.word_of_mouth) > 0).astype(float),
        voice=_by_stage(market.voice),
        price=plan.marketing.price * np.array([segment.basket for segment in company.segments.values()]),
        steps=np.array([(s.hours, s.days, s.goes_on, s.poor_fit) for s in company.process.values()]).T,
        weights=(gate.fit_weight, gate.behaviour_weight, gate.score_noise),
        sellers=sellers,
        hours=hours / sellers if sellers else 1.0,
        weekly_costs={
            "marketing": -round(100 * (float(spend.sum()) + _wages(company, plan.marketing.people))),
            "sales_wages": -round(100 * _wages(company, plan.sales.people)),
            "overhead": -round(100 * company.economics.overhead),
        },
    )


def _contacts(company: Company) -> Floats:
    """Return the contacts that each group notices in a week at full reach, shape (G, 10, C)."""
    contacts = np.zeros((2 * len(company.segments), STAGE_COUNT, len(company.channels)))
    for number, channel in enumerate(company.channels.values()):
        audience = np.array([channel.audience.get(segment, 1.0) for segment in company.segments]).repeat(2)
        contacts[:, :, number] = np.outer(audience, _by_stage(channel.contacts))
    return contacts


def _wants(company: Company, plan: Plan) -> Floats:
    """Return how much each group wants to buy at this price, at each stage where that matters, shape (G, 10)."""
    segments = company.segments.values()
    sensitivity = [segment.price_sensitivity for segment in segments]
    appeal = price_appeal(plan.marketing.price, company.economics.reference_price, sensitivity)
    wants = np.ones((2 * len(segments), STAGE_COUNT))
    for stage in (Stage.AWARE, *BUYERS):
        wants[:, stage.number] = (appeal * [segment.in_market for segment in segments]).repeat(2)
    return wants


def _drift(company: Company, causes: Mapping[str, int], wants: Floats) -> Floats:
    """Return the hazards that act without any contact; those that follow the season are at its peak.

    However low the price, nobody comes by themselves more than once a week on average.
    """
    market, segments, peak = company.market, company.segments.values(), max(company.market.season)
    drift = np.zeros((2 * len(segments), STAGE_COUNT, len(causes) - len(TALKS)))
    drift[:, :, causes["own need"]] = np.minimum(_by_stage(market.need) * peak * wants, 1)
    drift[:, Stage.AWARE.number, causes["forgot"]] = market.forgetting
    drift[:, Stage.INTERESTED.number, causes["went cold"]] = market.cooling
    drift[:, Stage.LOST.number, causes["open again"]] = market.recycling
    orders = np.array([segment.orders / 52 for segment in segments]).repeat(2)
    for stage in BUYERS:
        drift[:, stage.number, causes["came back"]] = np.minimum(orders * peak * wants[:, stage.number], 1)
        drift[:, stage.number, causes["lapsed"]] = market.lapse
        drift[:, stage.number, causes["delighted"]] = 0.0 if stage is Stage.ADVOCATE else market.delight
    return drift


def _chances(company: Company, causes: Mapping[str, int], wants: Floats) -> tuple[Floats, Floats, Flags]:
    """Return with what chance each cause moves a person, what mood adds to it, and which follow the season."""
    chance = np.ones((*wants.shape, len(causes) - len(TALKS)))
    mood, seasonal = np.zeros(chance.shape), np.zeros(chance.shape[1:], np.bool_)
    noticed = [causes[name] for name in (*company.channels, "word of mouth")]
    by_themselves = [causes["own need"], causes["came back"]]
    for name, channel in company.channels.items():
        chance[:, :, causes[name]] = _by_stage(channel.persuasion)
    chance[:, :, causes["word of mouth"]] = _by_stage(company.market.word_of_mouth)
    chance[:, :, noticed] *= wants[:, :, None]
    chance[:, :, by_themselves] = 1 / max(company.market.season)
    for stage in (Stage.AWARE, *BUYERS):
        seasonal[stage.number, noticed + by_themselves] = True
    chance[:, :, causes["delighted"]], mood[:, :, causes["delighted"]] = 0, 1
    mood[:, :, causes["lapsed"]] = -1
    return chance, mood, seasonal


def _destinations(causes: Mapping[str, int], count: int) -> Codes:
    """Return where each cause leads from each stage, shape (10, K); to the same stage where nothing changes."""
    goes_to = np.tile(np.arange(STAGE_COUNT, dtype=np.int8)[:, None], count)
    onward = [number for name, number in causes.items() if name not in (*ELSEWHERE, *TALKS)]
    for stage, target in NEXT_BY_CONTACT.items():
        goes_to[stage.number, onward] = target.number
    for name, target in (
        ("forgot", Stage.UNAWARE),
        ("went cold", Stage.AWARE),
        ("open again", Stage.AWARE),
        ("lapsed", Stage.LEFT),
        ("delighted", Stage.ADVOCATE),
    ):
        goes_to[:, causes[name]] = target.number
    return goes_to


def _by_stage(values: Mapping[str, float]) -> Floats:
    return np.array([values.get(stage.value, 0.0) for stage in STAGES])


def _wages(company: Company, people: Mapping[str, int]) -> float:
    return sum(company.roles[role].wage * number for role, number in people.items())
