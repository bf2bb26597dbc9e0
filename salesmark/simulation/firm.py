"""What the firm itself carries from week to week: its people, its name, what it has learnt, how it keeps its word."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from salesmark.business.agreement import PRACTICES, Agreement
from salesmark.business.company import Company
from salesmark.business.marketing import EFFORTS
from salesmark.simulation.clocks import Floats
from salesmark.simulation.mechanisms import closed_in, saturated
from salesmark.simulation.parameters import Parameters
from salesmark.simulation.staff import Sellers, Staff


@dataclass(slots=True)
class Firm:
    """What the firm itself carries from week to week.

    Attributes:
        staff: The people at the two desks.
        sellers: What its sellers are worth this week.
        efforts: How far each effort has its full effect this week (0 to 1), shape (4,).
        able: Share of the marketing budget that its people can run well (0 to 1).
        felt: What is felt by touchpoint, then by effort: euros, hours for calls, shape (T + 4,).
        spare: Hours that sellers had to spare for each kind of call, shape (T - channels,).
        fresh: How fresh each channel's messages are, shape (channels,).
        shut_out: Share of people who let no personal contact through (0 to 1).
        reviews: Sum and number of the reviews that still count, shape (2,).
        adherence: How far each of the PRACTICES is lived as agreed (0 to 1), shape (9,).
        aim: How well targeting keeps away from people whom the offer fits poorly (0 to 1).
        sharp: Share of the mistakes in scoring that were found (0 to 1).
        answers: Share of the buyers' doubts to which feedback has given an answer (0 to 1).
        sold: Seller -> cents of new deals closed in this quarter.
    """

    staff: Staff
    sellers: Sellers
    felt: Floats
    spare: Floats
    fresh: Floats
    reviews: Floats
    efforts: Floats
    adherence: Floats
    able: float = 1.0
    shut_out: float = 0.0
    aim: float = 0.0
    sharp: float = 0.0
    answers: float = 0.0
    sold: dict[int, int] = field(default_factory=dict)

    @property
    def rating(self) -> float:
        """Mean of the reviews that still count, 0.5 where there are none."""
        total, number = self.reviews.tolist()
        return total / number if number else 0.5


def starting_firm(now: Parameters, seed: int, moods: Floats) -> Firm:
    """Return the firm of day 0: what was done before is still felt, customers have written reviews.

    Args:
        now: Company and plan as arrays.
        seed: Same seed, same people at the desks.
        moods: Satisfaction of the customers of day 0, shape (k,).

    Returns:
        The firm; nobody is hired yet.
    """
    ways = len(now.personal)
    reached = saturated(now.felt_before, now.half_saturation, now.shape)
    before = now.company.before.agreement
    wear = now.company.trust.wear * reached[: now.channels]
    renewal = now.company.trust.rest + (now.strength * reached[ways:])[EFFORTS.index("testing")]
    return Firm(
        staff=Staff(seed),
        sellers=Sellers({}, {}, {}),
        felt=now.felt_before,
        spare=np.zeros(ways - now.channels),
        fresh=np.where(wear > 0, renewal / np.maximum(wear + renewal, 1e-12), 1.0),
        reviews=np.array([moods.sum(), len(moods)]),
        efforts=reached[ways:],
        adherence=closed_in(
            np.full(len(PRACTICES), kept_up(now.company, before)), agreed_anew(before, now.plan.agreement)
        ),
    )


def kept_up(company: Company, agreed: Agreement) -> float:
    """Return how far an agreement is lived in the long run: what leadership keeps alive, and what upkeep adds.

    Args:
        company: The company.
        agreed: The agreement.

    Returns:
        From 0 to 1.
    """
    return closed_in(closed_in(company.hand_off.unled, agreed.leadership), agreed.upkeep)


def agreed_anew(old: Agreement, new: Agreement) -> Floats:
    """Return how much of each practice is new: that part is lived in full at first, the rest as it was.

    Args:
        old: The agreement until now.
        new: The agreement from now on.

    Returns:
        Share of the larger of the two values by which they differ, for each of PRACTICES, shape (9,).
    """
    was, now = (np.array([getattr(agreed, name) for name in PRACTICES], float) for agreed in (old, new))
    share: Floats = abs(now - was) / np.maximum(np.maximum(was, now), 1e-9)
    return share
