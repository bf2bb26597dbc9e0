"""Pictures of what moves people: whose work each step is, and how each segment comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from salesmark.analysis import journeys
from salesmark.business.journey import Desk
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import BOLD, INK, LOOKS, NEUTRAL, SMALL, TEXT, canvas, per_hundred, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from salesmark.simulation.run import Run

_WHO = (
    ("marketing", "marketing's channels", LOOKS[Desk.MARKETING]),
    ("sales", "sellers", LOOKS[Desk.SALES]),
    ("themselves", "nobody at the firm", NEUTRAL),
)
_MARKS = (("o", INK), ("s", "none"), ("^", INK), ("D", "none"))


def movers(run: Run, ax: Axes | None = None) -> Axes:
    """Draw who brought people forward to each stage: marketing, sales, or nobody at the firm.

    Args:
        run: A simulated run.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; marketing's part is solid, sales' striped, the rest grey.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=2)
        >>> sm.charts.movers(run).get_title("left")
        'Marketing brings ... of 100 new leads, sellers ... of 100 first purchases'
    """
    table = journeys.movers(run).set_index("stage")
    totals = table.sum(axis=1)
    ax = canvas(ax, height=4.6)
    if not totals.any():
        return nothing(ax, "Nobody has moved yet", f"{run.name} has no move to show yet.")
    shares = table.div(totals.where(totals > 0, 1), axis=0)
    left = np.zeros(len(table))
    for who, _, look in _WHO:
        part = shares[who].to_numpy()
        style = look.area() | ({"alpha": 0.6} if look is NEUTRAL else {})
        rows = np.flatnonzero(part)  # a bar of nothing would still have an edge
        ax.barh(rows, part[rows], left=left[rows], height=0.62, **style)
        left += part
    for row, (stage, total) in enumerate(totals.items()):
        ax.text(-0.015, row, str(stage), ha="right", va="center", **TEXT)
        ax.text(1.015, row, f"{total:,.0f}", va="center", **BOLD)
    _key(ax)
    ax.text(1.015, -0.75, "people", va="center", **SMALL)
    ax.set(xlim=(-0.18, 1.12), ylim=(len(table) - 0.4, -1.1))
    ax.set_axis_off()
    return caption(ax, _movers_finding(shares), _movers_words(shares))


def _key(ax: Axes) -> None:
    """Name the three parts above the bars, each after a swatch of its own."""
    for place, (_, name, look) in zip((0.0, 0.34, 0.55), _WHO, strict=True):
        style = look.area() | ({"alpha": 0.6} if look is NEUTRAL else {})
        ax.barh(-0.75, 0.025, left=place, height=0.34, **style)
        ax.text(place + 0.035, -0.75, name, va="center", **SMALL)


def _movers_finding(shares: pd.DataFrame) -> str:
    leads, buyers = float(shares["marketing"]["interested"]), float(shares["sales"]["customer"])
    return f"Marketing brings {per_hundred(leads)} new leads, sellers {per_hundred(buyers)} first purchases"


def _movers_words(shares: pd.DataFrame) -> str:
    rows = []
    for stage, row in shares.iterrows():
        parts = [f"{name} {percent(row[who])}" for who, name, _ in _WHO if row[who] > 0.005]
        rows.append(f"{stage}: {' and '.join(parts) if len(parts) < 3 else ', '.join(parts)}")
    return f"Who brought people to each stage. {'; '.join(rows)}."


def sources(run: Run, ax: Axes | None = None) -> Axes:
    """Draw through which source each segment's new leads came in.

    Args:
        run: A simulated run.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; each segment has a mark of its own shape.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=2)
        >>> sm.charts.sources(run).get_title("left")
        'By ...: ... of 100 leads among ..., ... among ...'
    """
    table = journeys.sources(run).rename(lambda name: str(name).replace("_", " "))
    ax = canvas(ax, height=4.2)
    if table.empty:
        return nothing(ax, "No leads yet", f"{run.name} has no leads to show yet.")
    rows = np.arange(len(table))
    most = float(table.to_numpy().max())
    ax.hlines(rows, table.min(axis=1), table.max(axis=1), color=INK, linewidth=1, alpha=0.5)
    for place, (segment, shares) in enumerate(table.items()):
        mark, fill = _MARKS[place % len(_MARKS)]
        style: dict[str, Any] = {"color": INK, "markerfacecolor": fill, "markersize": 9, "markeredgewidth": 1.6}
        ax.plot(shares, rows + 0.16 * (place - (table.shape[1] - 1) / 2), mark, **style)  # else one hides another
        ax.plot(0.3 * most * place, -0.75, mark, **style)
        ax.text(0.3 * most * place + 0.025 * most, -0.75, str(segment), va="center", **SMALL)
    for row, source in enumerate(table.index):
        low, high = percent(float(table.iloc[row].min())), percent(float(table.iloc[row].max()))
        ax.text(-0.04 * most, row, str(source), ha="right", va="center", **TEXT)
        span = low if low == high else f"{low} to {high}"
        ax.text(float(table.iloc[row].max()) + 0.04 * most, row, span, va="center", **SMALL)
    tick = 0.1 if most > 0.25 else 0.05
    ax.set(xlim=(-0.32 * most, 1.3 * most), ylim=(len(table) - 0.4, -1.1), yticks=[], xticks=np.arange(0, most, tick))
    ax.xaxis.set_major_formatter(lambda value, _: percent(value))
    ax.vlines(ax.get_xticks(), -0.4, len(table) - 0.4, color=INK, alpha=0.25, linewidth=0.8)
    ax.set_xlabel("share of a segment's new leads", **TEXT)
    return caption(ax, _sources_finding(table), _sources_words(table))


def _sources_finding(table: pd.DataFrame) -> str:
    """Name the source whose share differs most between two segments."""
    spread = table.max(axis=1) - table.min(axis=1)
    row = table.iloc[int(spread.to_numpy().argmax())]
    return (
        f"By {row.name}: {per_hundred(row.max())} leads among {row.idxmax()}, "
        f"{per_hundred(row.min())} among {row.idxmin()}"
    )


def _sources_words(table: pd.DataFrame) -> str:
    said = []
    for segment, shares in table.items():
        top = shares.sort_values(ascending=False).head(3)
        named = ", ".join(f"{source} {percent(share)}" for source, share in top.items())
        said.append(f"{str(segment).capitalize()}: {named}.")
    return f"The three largest sources of each segment's new leads. {' '.join(said)}"
