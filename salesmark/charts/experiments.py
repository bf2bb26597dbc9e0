"""The pictures of experiments: what each scenario does against the first, what a claim's runs say, and how sure."""

from __future__ import annotations

from collections.abc import Sequence
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
    rows = [(name, gap, "", said(gap.mean, unit, result.currency)) for name, gap in gaps.items()]
    ax = _dots(ax, rows, f"as in {first}")
    clear = [name for name, gap in gaps.items() if gap.low * gap.high > 0]
    finding = f"No difference in {measure} that can be told from luck"
    if clear:
        best = max(clear, key=lambda name: abs(gaps[name].mean))
        finding = f"{best}: {said(gaps[best].mean, unit, result.currency)} {measure} against {first}"
    return caption(ax, finding, " ".join(result.sentence(measure, name) for name in others))


def verdict(claim: Verdict, ax: Axes | None = None) -> Axes:
    """Draw what the runs say to a claim: each effect, and the first one where the claim might fail.

    Args:
        claim: What `sm.claims["J03"].test()` returned.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes: a diamond for each effect, filled where luck alone hardly explains it, and a line for its interval.
        Rows of one unit share a scale.
    """
    effects = claim.found.experiment.effects
    first = next(iter(effects))
    rows = [(words, gap, effects[words].unit, effects[words].said(gap.mean)) for words, gap in claim.effects.items()]
    rows += [
        (f"… {words}", gap, effects[first].unit, effects[first].said(gap.mean))
        for words, gap in claim.elsewhere.items()
    ]
    ax = _dots(ax, rows, "no effect")
    return caption(ax, f"{claim.id}: {(claim.verdict or claim.label).partition(' (')[0]}", claim.sentence)


def _dots(ax: Axes | None, rows: Sequence[tuple[str, Difference, str, str]], zero: str) -> Axes:
    """Draw a diamond and an interval for each name, difference, unit and size in words."""
    ax = canvas(ax, height=1.6 + 0.55 * len(rows))
    reach: dict[str, float] = {}
    for _, gap, unit, _ in rows:
        ends = [abs(value) for value in gap[:3] if np.isfinite(value)]
        reach[unit] = max([reach.get(unit, 0.0), *ends])
    ax.plot([0, 0], [-0.45, len(rows) - 0.55], color=INK, linewidth=1, alpha=0.6)
    for row, (name, gap, unit, words) in enumerate(rows):
        mean, low, high = (value / (reach[unit] or 1.0) for value in gap[:3])
        ax.plot([low, high], [row, row], color=INK, linewidth=3, solid_capstyle="butt")
        ax.plot(mean, row, "D", color=INK, markerfacecolor=INK if low * high > 0 else "none", markersize=7)
        ax.text(-1.12, row, name, ha="right", va="center", wrap=True, **TEXT)
        ax.text(1.12, row, words, va="center", **BOLD)
    ax.text(0, -0.8, zero, ha="center", va="center", **SMALL)
    longest = max(len(name) for name, *_ in rows) / 11
    ax.set(xlim=(-(1.1 + min(longest, 4.0)), 1.75), ylim=(len(rows) - 0.4, -1.2))
    ax.set_axis_off()
    return ax
