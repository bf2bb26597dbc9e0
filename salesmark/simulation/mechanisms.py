"""The mechanisms of the market as plain functions: from carry-over and rivals to satisfaction, reviews and renewal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from salesmark.simulation.clocks import Floats

Share = TypeVar("Share", float, Floats)


def carried(left: Floats, spend: Floats, carry_over: Floats) -> Floats:
    """Return the spend that is felt this week: this week's, and what is left of earlier weeks.

    Args:
        left: Euros felt last week, shape (channels,).
        spend: Euros of this week, shape (channels,).
        carry_over: Share kept from week to week, shape (channels,).

    Returns:
        Euros felt, shape (channels,).

    Example:
        >>> carried(np.array([100.0]), np.array([20.0]), np.array([0.5]))
        array([70.])

    Source: geometric adstock; Broadbent, "One way TV advertisements work", Journal of the Market Research
    Society, 1979.
    """
    return spend + carry_over * left


def saturated(felt: Floats, half_saturation: Floats, shape: Floats) -> Floats:
    """Return the share of the possible reach that the spend obtains.

    Args:
        felt: Euros felt, shape (channels,).
        half_saturation: Euros at which half of the reach is used up, shape (channels,).
        shape: Slope; above 1 the curve is S-shaped, shape (channels,).

    Returns:
        Shares from 0 to 1, shape (channels,).

    Example:
        >>> saturated(np.array([0.0, 500.0, 1500.0]), np.array([500.0] * 3), np.array([1.0] * 3))
        array([0.  , 0.5 , 0.75])

    Source: Hill, "The possible effects of the aggregation of the molecules of haemoglobin on its dissociation
    curves", Journal of Physiology, 1910; in marketing the sigmoid response curve.
    """
    ratio = (np.minimum(felt, half_saturation) / np.maximum(felt, half_saturation)) ** shape  # 1 at most: no overflow
    return np.where(felt > half_saturation, 1.0, ratio) / (1 + ratio)


def imitation(coefficient: float, voices: float, population: int) -> float:
    """Return the contacts by word of mouth that each person has in a week.

    Args:
        coefficient: Contacts a week if everybody talked.
        voices: People who talk, each weighted by how much.
        population: Number of people.

    Returns:
        Contacts a person and week.

    Example:
        >>> imitation(0.02, voices=500, population=20_000)
        0.0005

    Source: the imitation term of Bass, "A new product growth for model consumer durables", Management Science,
    1969.
    """
    return coefficient * voices / population


def price_appeal(price: float, reference: npt.ArrayLike, sensitivity: npt.ArrayLike) -> Floats:
    """Return the factor by which a price changes the interest in an offer.

    Args:
        price: Price asked, in euros.
        reference: Price that people find normal, in euros, any shape.
        sensitivity: Percent lost when the price rises by one percent, any shape that goes with it.

    Returns:
        1 at the reference price, of the shape of both together.

    Example:
        >>> price_appeal(110, 100, [0.0, 2.6]).round(2)
        array([1.  , 0.78])

    Source: constant-elasticity demand; sizes in Bijmolt, van Heerde and Pieters, Journal of Marketing Research,
    2005.
    """
    lost = np.asarray(sensitivity, float) * np.log(price / np.asarray(reference, float))
    factor: Floats = np.exp(np.clip(-lost, -50, 50))
    return factor


def noticed(own: float, rivals: float, clutter: float) -> float:
    """Return the share of a firm's contacts that still get through beside what rivals say.

    Args:
        own: Euros of the firm's own advertising that are felt.
        rivals: Euros of the rivals' advertising that are felt.
        clutter: Share that goes unnoticed where rivals' voice is all that is heard (0 to 1).

    Returns:
        From 1 - clutter to 1; it falls with the rivals' share of voice.

    Example:
        >>> noticed(own=1_000, rivals=3_000, clutter=0.4)
        0.7

    Source: share of voice; Jones, "Ad spending: maintaining market share", Harvard Business Review, 1990. The form is
    ours.
    """
    return 1 - clutter * rivals / (own + rivals) if rivals else 1.0


def freshness(fresh: Floats, reached: Floats, wear: float, renewed: float) -> Floats:
    """Return how fresh messages still are after a week: people tire of them, forget them, and new ones are tried.

    Args:
        fresh: 1 for new, 0 for worn out, shape (channels,).
        reached: Share of the possible reach, shape (channels,).
        wear: Share that a week at full reach uses up (0 to 1).
        renewed: Share of the wear undone a week, by rest and by new messages (0 to 1).

    Returns:
        Freshness a week later, shape (channels,).

    Example:
        >>> freshness(np.array([1.0, 0.5]), np.array([0.5, 0.5]), wear=0.02, renewed=0.1)
        array([0.99 , 0.545])

    Source: wear-out; Naik, Mantrala and Sawyer, "Planning media schedules in the presence of dynamic advertising
    quality", Marketing Science, 1998. The sizes are assumptions.
    """
    return fresh - wear * reached * fresh + renewed * (1 - fresh)


def shut_out(share: float, contacts: float, annoyance: float, forgiving: float) -> float:
    """Return the share of people who let no personal contact of the firm through, a week later.

    Args:
        share: The share so far (0 to 1).
        contacts: Share of the possible reach that went to people who were not asked (0 to 1).
        annoyance: Share who shut the firm out in a week at full reach (0 to 1).
        forgiving: Share of those who come back a week (0 to 1).

    Returns:
        The share, 0 to 1.

    Example:
        >>> round(shut_out(0.1, contacts=0.5, annoyance=0.02, forgiving=0.01), 3)
        0.108
    """
    return share + annoyance * contacts * (1 - share) - forgiving * share


def distinction(aims: Iterable[tuple[float, float, float]]) -> float:
    """Return how far a firm stands out in what a segment looks for: one clear difference beats several dim ones.

    Args:
        aims: For each aim of the firm: its weight, how much it counts for the segment, and how far rivals already
            stand for it (each 0 to 1).

    Returns:
        From 0 to 1.

    Example:
        >>> one_thing = [(1.0, 0.5, 0.2)]
        >>> round(distinction(one_thing), 2), round(distinction([(0.5, 0.5, 0.2), (0.5, 0.5, 0.2)]), 2)
        (0.4, 0.2)

    Source: positioning as one clear difference; Ries and Trout, 1981. The form is ours.
    """
    return sum(weight**2 * counts * (1 - taken) for weight, counts, taken in aims)


def lived(adherence: Floats, floor: float, decay: float) -> Floats:
    """Return how far practices are still lived as agreed a week later.

    Args:
        adherence: How far each is lived now (0 to 1), shape (practices,).
        floor: What leadership and upkeep keep alive in the long run (0 to 1).
        decay: Share of the distance to it that is lost a week (0 to 1).

    Returns:
        From 0 to 1, shape (practices,).

    Example:
        >>> lived(np.array([1.0, 0.2]), floor=0.2, decay=0.05)
        array([0.96, 0.2 ])
    """
    return adherence + decay * (floor - adherence)


def closed_in(gap_closed: Share, share: Share) -> Share:
    """Return how much of a gap in knowledge is closed after a lesson that closes a share of what is left.

    Args:
        gap_closed: Closed so far (0 to 1).
        share: Share of the rest that the lesson closes (0 to 1).

    Returns:
        From 0 to 1.

    Example:
        >>> closed_in(0.5, 0.1)
        0.55

    Source: exponential learning curve; Mazur and Hastie, "Learning as accumulation", Psychological Bulletin, 1978.
    """
    return gap_closed + share * (1 - gap_closed)


def satisfaction(
    fit: npt.ArrayLike,
    luck: Floats,
    *,
    quality: float,
    promise: float,
    disappointment: float = 1.0,
    harm: float | Floats = 0.0,
) -> Floats:
    """Return how satisfied buyers are: what they got, less what they were promised, less how they were treated.

    Args:
        fit: How well the offer fits: 1 for a good fit, 0 for a poor one, shape (k,).
        luck: Uniform numbers, shape (k,).
        quality: What is delivered, 1 for an average firm.
        promise: What was promised, 1 for an average firm.
        disappointment: Satisfaction lost for each point promised beyond what is delivered.
        harm: Satisfaction lost by pressure and importunity.

    Returns:
        From 0 (angry) to 1 (delighted), shape (k,).

    Example:
        >>> satisfaction([1, 1, 0], np.array([0.5, 0.5, 0.5]), quality=1.0, promise=1.2).round(2)
        array([0.45, 0.45, 0.15])

    Source: expectancy disconfirmation; Oliver, Journal of Marketing Research, 1980. The sizes are assumptions.
    """
    fits = 0.3 * np.asarray(fit, float) - 0.15
    mood: Floats = 0.5 + disappointment * (quality - promise) + fits + 0.6 * (luck - 0.5) - harm
    return np.minimum(np.maximum(mood, 0), 1)


def swayed(rating: float, weight: float) -> float:
    """Return the factor of reviews on people who think about an offer.

    Args:
        rating: Mean of the reviews that still count, 0 for the worst, 1 for the best.
        weight: How much reviews sway them (0 to 1).

    Returns:
        1 for middling reviews; from 1 - weight to 1 + weight.

    Example:
        >>> swayed(0.75, weight=0.2)
        1.1

    Source: reviews move sales; Chevalier and Mayzlin, Journal of Marketing Research, 2006. The form is ours.
    """
    return 1 + weight * (2 * rating - 1)


def churned(mood: Floats, churn: float, slope: float, appeal: Floats) -> Floats:
    """Return the chance that a contract ends without renewal.

    Args:
        mood: Satisfaction of the customers, 0 to 1, shape (k,).
        churn: The chance at middling satisfaction and the usual price (0 to 1).
        slope: How strongly satisfaction moves it, in log per point.
        appeal: Factor of the price on the wish to buy, shape (k,).

    Returns:
        Chances, shape (k,).

    Example:
        >>> churned(np.array([0.5, 1.0]), churn=0.15, slope=3.6, appeal=np.ones(2)).round(3)
        array([0.15 , 0.025])
    """
    chance: Floats = np.minimum(churn * np.exp(-slope * (mood - 0.5)) / np.maximum(appeal, 1e-9), 1)
    return chance
