"""A company and a plan as arrays, made once and read every week.

A cell is a group of like people (segment and fit) at one stage: `cell = group * 10 + stage`, and
`group = segment * 2 + good_fit`. Causes are numbered: the touchpoints (channels, then sellers' calls), then FORCES;
only the touchpoints and PUSHES push.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from salesmark.business.company import Company
from salesmark.business.journey import STAGES, Stage
from salesmark.business.marketing import EFFORTS, Channel, Effort
from salesmark.business.plan import Plan
from salesmark.simulation.clocks import Codes, Flags, Floats, Ints
from salesmark.simulation.mechanisms import distinction, price_appeal
from salesmark.simulation.odds import zeal

STAGE_COUNT = len(STAGES)
BUYERS = (Stage.CUSTOMER, Stage.RETAINED, Stage.ADVOCATE)
#: What pushes people onward beside the touchpoints, and what else pushes them.
ONWARD = ("word of mouth", "own need", "came back")
ELSEWHERE = ("forgot", "went cold", "open again", "delighted", "lapsed", "put off")
PUSHES = (*ONWARD, *ELSEWHERE)
#: How a talk with a seller ends, and a contract.
ENDINGS = ("sale", "sent back", "said no")
TALKS = ("first contact", *ENDINGS)
CONTRACTS = ("renewed", "not renewed")
FORCES = (*PUSHES, *TALKS, *CONTRACTS)
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
#: Whom a seller's call makes a lead at once.
_LEADS_BY_CALL = (Stage.UNAWARE, Stage.AWARE, Stage.LOST, Stage.LEFT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """A company under a plan: S segments, G = 2 S groups, 10 stages, T touchpoints, K causes that push.

    Attributes:
        company: The company.
        plan: The plan.
        cause: Name of a cause -> its number.
        endings: Numbers of the causes ENDINGS.
        channels: Number of the channels; the rest of the T touchpoints are calls.
        stage: Number of the stage of each cell, shape (cells,).
        onward: Number of causes that lead onward: the touchpoints and ONWARD.
        spend: Euros a week for channels, 0 for calls, euros for EFFORTS, shape (T + 4,).
        felt_before: What is still felt on day 0 of what was spent before, shape (T + 4,).
        carry_over: Share of the effect that is left a week later, shape (T + 4,).
        half_saturation: What must be felt to use up half of the reach, shape (T + 4,).
        shape: Slope of the saturation, shape (T + 4,).
        strength: What each effort does in full, shape (4,).
        call_share: Share of the sellers' spare hours that goes into each kind of call, shape (T - channels,).
        personal: Share of each touchpoint's contacts that use personal data, shape (T,).
        contacts: Noticed contacts a week at full reach, shape (G, 10, T).
        drift: Hazards a week that act without any contact, shape (G, 10, K).
        chance: Chance that a cause moves a person, before season and mood, shape (G, 10, K).
        mood: What full satisfaction adds to that chance, shape (G, 10, K).
        seasonal: Which chances follow the season, shape (10, K).
        goes_to: Number of the stage that a cause leads to, shape (G, 10, K).
        listens: Whether word of mouth acts on a stage: 1 or 0, shape (10,).
        voice: How much a person at a stage talks, shape (10,).
        price: Price of the typical basket by segment, in euros, shape (S,).
        appeal: Factor of the price on the wish to buy, by segment, shape (S,).
        cost: Cost of goods for each euro of basket at list price.
        fee: Share of the revenue that goes to places of sale, by segment, shape (S,).
        steps: Hours, days, chance to go on, factor at poor fit, share with doubts, shape (5, steps of the sale).
        odds: Factor of price, promise, method and manner on the odds of a yes, shape (steps, S).
        weights: Points of the lead score for fit, behaviour and error.
        people: Role -> number of people.
        weekly_costs: Account -> cents a week that do not depend on sales, below 0.
    """

    company: Company
    plan: Plan
    cause: Mapping[str, int]
    endings: Codes
    channels: int
    stage: Ints
    onward: int
    spend: Floats
    felt_before: Floats
    carry_over: Floats
    half_saturation: Floats
    shape: Floats
    strength: Floats
    call_share: Floats
    personal: Floats
    contacts: Floats
    drift: Floats
    chance: Floats
    mood: Floats
    seasonal: Flags
    goes_to: Codes
    listens: Floats
    voice: Floats
    price: Floats
    appeal: Floats
    cost: float
    fee: Floats
    steps: Floats
    odds: Floats
    weights: tuple[float, float, float]
    people: Mapping[str, int]
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
        >>> parameters(shop, shop.plan).people["adviser"]
        3
    """
    touchpoints, market, gate, offer = company.touchpoints, company.market, company.hand_off, plan.marketing
    paid: list[Channel | Effort] = [*touchpoints.values(), *(company.efforts[name] for name in EFFORTS)]
    causes = {name: number for number, name in enumerate((*touchpoints, *FORCES))}
    appeal = _appeal(company, plan)
    wants = _wants(company, plan, appeal)
    chance, mood, seasonal = _chances(company, causes, wants)
    economics, segments = company.economics, list(company.segments.values())
    return Parameters(
        company=company,
        plan=plan,
        cause=causes,
        endings=np.array([causes[name] for name in ENDINGS], np.int8),
        channels=len(company.channels),
        stage=np.tile(np.arange(STAGE_COUNT), 2 * len(segments)),
        onward=len(touchpoints) + len(ONWARD),
        spend=_spend(company, plan),
        felt_before=_spend(company, company.before) / (1 - np.array([item.carry_over for item in paid])),
        carry_over=np.array([item.carry_over for item in paid]),
        half_saturation=np.array([item.half_saturation for item in paid]),
        shape=np.array([*(channel.shape for channel in touchpoints.values()), *(1.0 for _ in EFFORTS)]),
        strength=np.array([company.efforts[name].strength for name in EFFORTS]),
        call_share=np.array([plan.sales.calls.get(name, 0.0) for name in company.calls]),
        personal=np.array([channel.personal for channel in touchpoints.values()]),
        contacts=_contacts(company, plan),
        drift=_drift(company, causes, wants),
        chance=chance,
        mood=mood,
        seasonal=seasonal,
        goes_to=np.tile(_destinations(company, causes, chance.shape[2]), (len(chance), 1, 1)),
        listens=(_by_stage(market.word_of_mouth) > 0).astype(float),
        voice=_by_stage(market.voice),
        price=offer.price * np.array([segment.basket for segment in segments]),
        appeal=appeal,
        cost=economics.unit_cost * _power(offer.quality, economics.quality_cost) / offer.price,
        fee=_fees(company, plan),
        steps=_steps(company, plan),
        odds=_odds(company, plan),
        weights=(gate.fit_weight, gate.behaviour_weight, gate.score_noise),
        people=headcount(plan),
        weekly_costs=_weekly_costs(company, plan),
    )


def headcount(plan: Plan) -> dict[str, int]:
    """Return how many people a plan has in each job, at both desks together.

    Args:
        plan: What people decide.

    Returns:
        Role -> number of people.

    Example:
        >>> from salesmark.business.company import company
        >>> headcount(company("electronics_retailer").plan)
        {'marketer': 1, 'adviser': 3}
    """
    return dict(Counter(plan.marketing.people) + Counter(plan.sales.people))


def _spend(company: Company, plan: Plan) -> Floats:
    """Return what is spent a week on channels, on calls (nothing: they take hours) and on efforts."""
    budget, effort = plan.marketing.budget, plan.marketing.effort
    channels = [float(budget.get(name, 0.0)) for name in company.channels]
    return np.array([*channels, *(0.0 for _ in company.calls), *(float(effort.get(name, 0.0)) for name in EFFORTS)])


def _contacts(company: Company, plan: Plan) -> Floats:
    """Return the contacts that each group notices in a week at full reach, shape (G, 10, T)."""
    unasked = company.trust.unasked * (1 - plan.marketing.consent)
    contacts = np.zeros((2 * len(company.segments), STAGE_COUNT, len(company.touchpoints)))
    for number, channel in enumerate(company.touchpoints.values()):
        audience = np.array([channel.audience.get(segment, 1.0) for segment in company.segments]).repeat(2)
        contacts[:, :, number] = np.outer(audience, _by_stage(channel.contacts)) * (1 + unasked * channel.personal)
    return contacts


def _normal_price(company: Company, plan: Plan) -> Floats:
    """Return the price that each segment finds normal from a firm of this standing, shape (S,)."""
    aims, rivals = plan.marketing.positioning, company.rivals.known_for
    stands_out = [
        distinction([(weight, segment.values.get(aim, 0.0), rivals.get(aim, 0.0)) for aim, weight in aims.items()])
        for segment in company.segments.values()
    ]
    return company.economics.reference_price * (1 + company.economics.premium * np.array(stands_out))


def _appeal(company: Company, plan: Plan) -> Floats:
    """Return the factor of the price on the wish to buy, shape (S,)."""
    sensitivity = [segment.price_sensitivity for segment in company.segments.values()]
    return price_appeal(plan.marketing.price, _normal_price(company, plan), sensitivity)


def _wants(company: Company, plan: Plan, appeal: Floats) -> Floats:
    """Return how much each group wants to buy here at this price, at each stage where that matters, shape (G, 10)."""
    open_to = np.ones(len(company.segments))
    for place in plan.marketing.places:
        serves = company.places[place].serves
        open_to *= [1 - serves.get(segment, 0.0) for segment in company.segments]
    wish = appeal * [segment.in_market for segment in company.segments.values()] * (1 - open_to)
    wants = np.ones((2 * len(wish), STAGE_COUNT))
    for stage in (Stage.AWARE, *BUYERS):
        wants[:, stage.number] = wish.repeat(2)
    wants[:, Stage.AWARE.number] *= _power(plan.marketing.promise, company.trust.promise_pull)
    return wants


def _drift(company: Company, causes: Mapping[str, int], wants: Floats) -> Floats:
    """Return the hazards that act without any contact; those that follow the season are at its peak.

    However low the price, nobody comes by themselves more than once a week on average. Who has a contract neither
    comes back nor lapses before it ends.
    """
    market, segments, peak = company.market, company.segments.values(), max(company.market.season)
    drift = np.zeros((2 * len(segments), STAGE_COUNT, len(company.touchpoints) + len(PUSHES)))
    drift[:, :, causes["own need"]] = np.minimum(_by_stage(market.need) * peak * wants, 1)
    drift[:, Stage.AWARE.number, causes["forgot"]] = market.forgetting
    drift[:, Stage.INTERESTED.number, causes["went cold"]] = market.cooling
    drift[:, Stage.LOST.number, causes["open again"]] = market.recycling
    orders = np.array([segment.orders / 52 for segment in segments]).repeat(2)
    freely = float(not company.economics.contract_weeks)
    for stage in BUYERS:
        drift[:, stage.number, causes["came back"]] = freely * np.minimum(orders * peak * wants[:, stage.number], 1)
        drift[:, stage.number, causes["lapsed"]] = freely * market.lapse
        drift[:, stage.number, causes["delighted"]] = 0.0 if stage is Stage.ADVOCATE else market.delight
    return drift


def _chances(company: Company, causes: Mapping[str, int], wants: Floats) -> tuple[Floats, Floats, Flags]:
    """Return with what chance each cause moves a person, what mood adds to it, and which follow the season."""
    chance = np.ones((*wants.shape, len(company.touchpoints) + len(PUSHES)))
    mood, seasonal = np.zeros(chance.shape), np.zeros(chance.shape[1:], np.bool_)
    noticed = [causes[name] for name in (*company.touchpoints, "word of mouth")]
    by_themselves = [causes["own need"], causes["came back"]]
    for name, channel in company.touchpoints.items():
        chance[:, :, causes[name]] = _by_stage(channel.persuasion)
    chance[:, :, causes["word of mouth"]] = _by_stage(company.market.word_of_mouth)
    chance[:, :, noticed] *= wants[:, :, None]
    chance[:, :, by_themselves] = 1 / max(company.market.season)
    if company.economics.contract_weeks:  # who has a contract buys again when it ends, not before
        chance[:, [stage.number for stage in BUYERS], : causes["came back"] + 1] = 0
    for stage in (Stage.AWARE, *BUYERS):
        seasonal[stage.number, noticed + by_themselves] = True
    chance[:, :, causes["delighted"]], mood[:, :, causes["delighted"]] = 0, 1
    mood[:, :, causes["lapsed"]] = -1
    return chance, mood, seasonal


def _destinations(company: Company, causes: Mapping[str, int], count: int) -> Codes:
    """Return where each cause leads from each stage, shape (10, K); to the same stage where nothing changes."""
    goes_to = np.tile(np.arange(STAGE_COUNT, dtype=np.int8)[:, None], count)
    onward = [causes[name] for name in (*company.touchpoints, *ONWARD)]
    for stage, target in NEXT_BY_CONTACT.items():
        goes_to[stage.number, onward] = target.number
    for stage in _LEADS_BY_CALL:
        goes_to[stage.number, [causes[name] for name in company.calls]] = Stage.INTERESTED.number
    goes_to[Stage.INTERESTED.number, causes["put off"]] = Stage.AWARE.number
    goes_to[Stage.AWARE.number, causes["put off"]] = Stage.UNAWARE.number
    for name, target in (
        ("forgot", Stage.UNAWARE),
        ("went cold", Stage.AWARE),
        ("open again", Stage.AWARE),
        ("lapsed", Stage.LEFT),
        ("delighted", Stage.ADVOCATE),
    ):
        goes_to[:, causes[name]] = target.number
    return goes_to


def _fees(company: Company, plan: Plan) -> Floats:
    """Return the share of the revenue that goes to places of sale; sales spread as the places are open, shape (S,)."""
    places = [company.places[name] for name in plan.marketing.places]
    serves = np.array([[place.serves.get(segment, 0.0) for segment in company.segments] for place in places])
    fees: Floats = np.array([place.fee for place in places]) @ serves / np.maximum(serves.sum(axis=0), 1e-9)
    return fees


def _steps(company: Company, plan: Plan) -> Floats:
    """Return hours, days, chances and doubts of the sale's steps; method and distance change the hours."""
    selling, sales = company.selling, plan.sales
    longer = (1 + selling.method_hours) ** (sales.consultative - selling.complexity)
    hours = longer * (1 - selling.remote_hours * sales.remote)
    steps = [
        (max(s.hours * hours, 1e-3), s.days, s.goes_on, s.poor_fit, s.objections) for s in company.process.values()
    ]
    return np.array(steps).T


def _odds(company: Company, plan: Plan) -> Floats:
    """Return the factor of what is decided on the odds of a yes, shape (steps, S); the price counts at the close."""
    selling, sales, offer = company.selling, plan.sales, plan.marketing
    manner = selling.push_odds * sales.pressure
    method = selling.method_match * abs(sales.consultative - selling.complexity)
    distance = selling.remote_odds * selling.complexity * sales.remote
    everywhere = np.exp(np.clip(manner - method - distance, -20, 20))
    everywhere *= _power(offer.promise, company.trust.promise_pull)
    everywhere *= zeal(sales.commission, selling.usual_commission, selling.drive)
    odds = np.full((len(company.process), len(company.segments)), everywhere)
    odds[-1] *= price_appeal(offer.price, _normal_price(company, plan), selling.price_odds)
    clipped: Floats = np.clip(odds, 1e-9, 1e9)  # odds are never 0 nor infinite: what is sure stays sure
    return clipped


def _weekly_costs(company: Company, plan: Plan) -> dict[str, int]:
    """Return the cents a week that do not depend on sales, by account."""
    marketing, sales = plan.marketing, plan.sales
    programmes = sum(marketing.budget.values()) + sum(marketing.effort.values())
    places = sum(company.places[name].cost for name in marketing.places)
    upkeep = company.hand_off.upkeep_cost * plan.agreement.upkeep
    return {
        "marketing": -round(100 * (programmes + _wages(company, marketing.people))),
        "sales_wages": -round(100 * _wages(company, sales.people)),
        "overhead": -round(100 * (company.economics.overhead + places + upkeep)),
    }


def _power(base: float, exponent: float) -> float:
    """Return base ** exponent, from e^-20 to e^20, so that no number of a company makes it endless."""
    return float(np.exp(np.clip(exponent * np.log(max(base, 1e-9)), -20, 20)))


def _by_stage(values: Mapping[str, float]) -> Floats:
    return np.array([values.get(stage.value, 0.0) for stage in STAGES])


def _wages(company: Company, people: Mapping[str, int]) -> float:
    return sum(company.roles[role].wage * number for role, number in people.items())
