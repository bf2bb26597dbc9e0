"""The pictures of experiments: what each scenario does against the first, what a claim's runs say, and how sure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from salesmark._checks import one_of
from salesmark._words import said
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import BOLD, INK, SMALL, TEXT, canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.analysis.claims.experiment import Verdict
    from salesmark.analysis.comparison import Comparison, Difference


def comparison(result: Comparison, measure: str = "", ax: Axes | None = None) -> Axes:
    """Draw the difference of each scenario from the first, with its 95 % interval.

    Args:
        result: What `sm.compare` returned.
        measure: Name of the measure; the first one where none is named.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes: a diamond for the mean, filled where luck alone hardly explains it, and a line for the interval.

    Raises:
        BadInput: There is no such measure.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer").change(market={"population": 2000})
        >>> quick = shop.change(plan={"agreement": {"first_contact_hours": 0.5}})
        >>> result = sm.compare({"today": shop, "quick call": quick}, months=6, runs=4, measures=["new customers"])
        >>> sm.charts.comparison(result).get_title("left")
        'quick call: +... new customers against today'
    """
    measure = one_of("measure", measure or next(iter(result.units)), result.units)
    others, first, unit = result.scenarios[1:], result.scenarios[0], result.units[measure]
    if not others:
        return nothing(
            canvas(ax), f"Nothing to compare with {first}", f"There is only {first}: it takes two to differ."
        )
    gaps = {name: result.difference(name, measure) for name in others}
    ax = _dots(ax, gaps, f"as in {first}", lambda value: said(value, unit, result.currency))
    best = max(gaps, key=lambda name: abs(gaps[name].mean))
    finding = f"{best}: {said(gaps[best].mean, unit, result.currency)} {measure} against {first}"
    if not gaps[best].low * gaps[best].high > 0:
        finding = f"No difference in {measure} that can be told from luck"
    return caption(ax, finding, " ".join(result.sentence(measure, name) for name in others))


def verdict(claim: Verdict, ax: Axes | None = None) -> Axes:
    """Draw what the runs say to a claim: each effect, and the first one where the claim might fail.

    Args:
        claim: What `sm.claims["J03"].test()` returned.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes: a diamond for each effect, filled where luck alone hardly explains it, and a line for its interval.
        Effects of another unit than the first one's stand in the words only.
    """
    effects = claim.found.experiment.effects
    first = next(iter(effects))
    rows = {words: gap for words, gap in claim.effects.items() if effects[words].unit == effects[first].unit}
    rows |= {f"… {words}": gap for words, gap in claim.elsewhere.items()}
    factor = claim.effect / claim.effects[first].mean if claim.effects[first].mean else 1.0
    sign = "%" if claim.unit == "%" else f" {claim.unit}"
    ax = _dots(ax, rows, "no effect", lambda value: f"{factor * value:+.0f} {sign.strip()}")
    finding = f"{claim.id}: {claim.verdict or claim.label}"
    return caption(ax, finding, claim.sentence)


def _dots(ax: Axes | None, gaps: Mapping[str, Difference], zero: str, words: Callable[[float], str]) -> Axes:
    """Draw a diamond and an interval a row, its name at the left and its size in words at the right."""
    ax = canvas(ax, height=1.6 + 0.55 * len(gaps))
    ends = [value for gap in gaps.values() for value in (gap.mean, gap.low, gap.high) if np.isfinite(value)]
    reach = max(map(abs, ends), default=0.0) or 1.0
    ax.plot([0, 0], [-0.45, len(gaps) - 0.55], color=INK, linewidth=1, alpha=0.6)
    for row, (name, gap) in enumerate(gaps.items()):
        clear = gap.low * gap.high > 0
        ax.plot([gap.low, gap.high], [row, row], color=INK, linewidth=3, solid_capstyle="butt")
        ax.plot(gap.mean, row, "D", color=INK, markerfacecolor=INK if clear else "none", markersize=7)
        ax.text(-1.12 * reach, row, name, ha="right", va="center", wrap=True, **TEXT)
        ax.text(1.12 * reach, row, words(gap.mean), va="center", **BOLD)
    ax.text(0, -0.8, zero, ha="center", va="center", **SMALL)
    longest = max(map(len, gaps)) / 11
    ax.set(xlim=(-(1.1 + min(longest, 4.0)) * reach, 1.75 * reach), ylim=(len(gaps) - 0.4, -1.2))
    ax.set_axis_off()
    return ax
