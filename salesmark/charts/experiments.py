"""The picture of a paired experiment: what each scenario does against the first, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesmark._checks import one_of
from salesmark.analysis.experiment import said
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import BOLD, INK, SMALL, TEXT, canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.analysis.experiment import Comparison


def comparison(result: Comparison, measure: str = "", ax: Axes | None = None) -> Axes:
    """Draw the difference of each scenario from the first, with its 95 % interval.

    Args:
        result: What `sm.compare` returned.
        measure: Name of the measure; the first one where none is named.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes: a dot for the mean, a line for the interval, filled where luck alone hardly explains it.

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
    ax = canvas(ax, height=1.6 + 0.55 * max(len(others), 1))
    if not others:
        return nothing(ax, f"Nothing to compare with {first}", f"There is only {first}: a difference needs two.")
    gaps = {name: result.difference(name, measure) for name in others}
    ends = [value for gap in gaps.values() for value in (gap.mean, gap.low, gap.high) if np.isfinite(value)]
    reach = max(map(abs, ends), default=0.0) or 1.0
    ax.axvline(0, color=INK, linewidth=1, alpha=0.6)
    for row, (name, gap) in enumerate(gaps.items()):
        clear = gap.low * gap.high > 0
        ax.plot([gap.low, gap.high], [row, row], color=INK, linewidth=2, solid_capstyle="butt")
        ax.plot(gap.mean, row, "D", color=INK, markerfacecolor=INK if clear else "none", markersize=9)
        ax.text(-1.12 * reach, row, name, ha="right", va="center", **TEXT)
        ax.text(1.12 * reach, row, said(gap.mean, unit, result.currency), va="center", **BOLD)
    ax.text(0, -0.8, f"as in {first}", ha="center", va="center", **SMALL)
    ax.set(xlim=(-2.1 * reach, 1.75 * reach), ylim=(len(others) - 0.4, -1.2))
    ax.set_axis_off()
    best = max(gaps, key=lambda name: abs(gaps[name].mean))
    finding = f"{best}: {said(gaps[best].mean, unit, result.currency)} {measure} against {first}"
    if not gaps[best].low * gaps[best].high > 0:
        finding = f"No difference in {measure} that can be told from luck"
    return caption(ax, finding, " ".join(result.sentence(measure, name) for name in others))
