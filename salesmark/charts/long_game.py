"""Pictures of the long game: what a plan brings month by month, beside today's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesmark.business.journey import Desk
from salesmark.charts.show import caption
from salesmark.charts.theme import INK, LOOKS, SMALL, TEXT, amount, canvas
from salesmark.simulation.note import MONTH_OF_WEEK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.simulation.run import Run

_WEEKS = np.bincount(MONTH_OF_WEEK)


def beside(run: Run, other: Run, *, stops: int = 0, ax: Axes | None = None) -> Axes:
    """Draw the revenue of two runs month by month, as a weekly average.

    Args:
        run: The run to look at; marketing's colour, solid.
        other: The run to hold it against; grey, dotted. Equally many months.
        stops: Month from which the first run spends nothing on channels; 0 for never.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; its words say revenue and profit of both, and what was left a year after the spending stopped.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("local_restaurant").change(market={"population": 1000})
        >>> run = sm.simulate(shop, months=6, seed=4)
        >>> beside(run, run).get_title("left")
        'As much revenue as today'
    """
    ax = canvas(ax)
    month = np.arange(1, run.months + 1)
    weeks = np.resize(_WEEKS, run.months)
    mine, today = (each.monthly["revenue"].to_numpy(float) / weeks for each in (run, other))
    look = LOOKS[Desk.MARKETING]
    ax.plot(month, today, ":", color=INK, linewidth=2)
    ax.plot(month, mine, look.line, color=look.colour, linewidth=2.5)
    top = 1.12 * float(max(mine.max(), today.max(), 1.0))
    if stops:
        ax.axvline(stops + 0.5, color=INK, linewidth=1, alpha=0.7)
        ax.text(stops + 0.8, 0.03 * top, "no spending from here", **SMALL)
    apart = np.sign(mine[-1] - today[-1]) or 1.0
    for value, name, side in ((mine[-1], "this mix", apart), (today[-1], "today", -apart)):
        place = value + side * 0.02 * top
        ax.annotate(name, (month[-1], place), xytext=(8, 0), textcoords="offset points", va="center", **TEXT)
    ax.set(xlim=(0.5, run.months + 0.5), ylim=(0, top), xticks=np.arange(3, run.months + 1, 3))
    ax.grid(axis="y", color=INK, alpha=0.25, linewidth=0.8)
    ax.yaxis.set_major_formatter(lambda value, _: amount(value, run.currency))
    ax.set_xlabel("month", **TEXT)
    ax.set_ylabel("revenue a week", **TEXT)
    return caption(ax, _finding(run, other), _words(run, other, mine, today, stops))


def _finding(run: Run, other: Run) -> str:
    gain = float((run.monthly["revenue"] - other.monthly["revenue"]).sum() / other.monthly["revenue"].sum())
    if abs(gain) < 0.005:
        return "As much revenue as today"
    return f"{abs(gain):.0%} {'more' if gain > 0 else 'less'} revenue than today over {run.months} months"


def _words(run: Run, other: Run, mine: np.ndarray, today: np.ndarray, stops: int) -> str:
    money = {
        name: [float(each.monthly[name].sum()) for each in (run, other)] for name in ("marketing", "revenue", "profit")
    }
    spent, sold, kept = (
        f"{amount(mine, run.currency)} (today's plan: {amount(his, run.currency)})" for mine, his in money.values()
    )
    said = [f"In {run.months} months marketing costs {spent}, revenue is {sold} and profit {kept}."]
    if stops and stops + 12 <= run.months:
        left = [float(mine[stops + after - 1] / today[stops + after - 1]) for after in (3, 12)]
        said.append(
            f"Three months after the last euro, revenue still is {left[0]:.0%} of what today's plan brings, "
            f"a year after it {left[1]:.0%}: what was spent goes on working, and fades."
        )
    return " ".join(said)
