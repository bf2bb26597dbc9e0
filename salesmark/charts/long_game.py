"""Pictures of the long game: what a plan brings month by month, beside today's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesmark.business.journey import Desk, Stage
from salesmark.charts.show import caption
from salesmark.charts.theme import INK, LOOKS, SMALL, TEXT, amount, canvas, count
from salesmark.simulation.note import MONTH_OF_WEEK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.simulation.clocks import Floats
    from salesmark.simulation.run import Run

_WEEKS = np.bincount(MONTH_OF_WEEK)
_WHAT = (
    "know the name at the end",
    "times somebody became a lead",
    "bought for the first time",
    "are customers at the end",
)
_BUYERS = [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number]


def beside(
    run: Run, other: Run, *, never: Run | None = None, stops: int = 0, name: str = "this mix", ax: Axes | None = None
) -> Axes:
    """Draw the revenue of two runs month by month, as a weekly average.

    Args:
        run: The run to look at; marketing's colour, solid.
        other: The run to hold it against; grey, dotted. At least as many months; the first ones are compared.
        never: As many months without a euro for channels; what lies between it and the run is what the channels bring,
            and is shaded.
        stops: Month from which the first run spends nothing on channels; 0 for never.
        name: What the first run is called.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; its words say revenue and profit of both, why they differ, and what went on working after the
        spending stopped.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("local_restaurant").change(market={"population": 1000})
        >>> run = sm.simulate(shop, months=6, seed=4)
        >>> beside(run, run).get_title("left")
        'As much revenue as today'
    """
    ax = canvas(ax)
    month = np.arange(1, run.months + 1)
    mine, today = _weekly(run), _weekly(other)
    look = LOOKS[Desk.MARKETING]
    top = 1.12 * float(max(mine.max(), today.max(), 1.0))
    if never is not None:
        least = _weekly(never)[: run.months]
        ax.fill_between(month, least, mine, color=look.colour, alpha=0.35, linewidth=0)
        ax.plot(month, least, color=look.colour, linewidth=1)
        if run.months == other.months and min(mine[-1], today[-1]) - least[-1] > 0.1 * top:
            _name(ax, month[-1], least[-1], "never a euro")
    ax.plot(np.arange(1, other.months + 1), today, ":", color=INK, linewidth=2)
    ax.plot(month, mine, look.line, color=look.colour, linewidth=2.5)
    if stops:
        ax.axvline(stops + 0.5, color=INK, linewidth=1, alpha=0.7)
        ax.text(stops + 0.8, 0.03 * top, "no spending from here", **SMALL)
    apart = np.sign(mine[-1] - today[run.months - 1]) or 1.0
    for line, words, side in ((mine, name, apart), (today, "today", -apart)):
        if len(line) == other.months:
            _name(ax, len(line), line[-1] + side * 0.02 * top, words)
    tick = 3 if other.months <= 12 else 6
    ax.set(xlim=(0.5, other.months + 0.5), ylim=(0, top), xticks=np.arange(tick, other.months + 1, tick))
    ax.grid(axis="y", color=INK, alpha=0.25, linewidth=0.8)
    ax.yaxis.set_major_formatter(lambda value, _: amount(value, run.currency))
    ax.set_xlabel("month", **TEXT)
    ax.set_ylabel("revenue a week", **TEXT)
    said = [_money(run, other), _why(run, other), _brought(run, never, stops), _left(mine, today, stops, run.months)]
    return caption(ax, _finding(run, other), " ".join(filter(None, said)))


def _name(ax: Axes, month: float, height: float, words: str) -> None:
    """Write at its end what a line is called."""
    ax.annotate(words, (month, height), xytext=(8, 0), textcoords="offset points", va="center", **TEXT)


def _weekly(run: Run) -> Floats:
    """Return the revenue of each month as a weekly average."""
    weekly: Floats = run.monthly["revenue"].to_numpy(float) / np.resize(_WEEKS, run.months)
    return weekly


def _finding(run: Run, other: Run) -> str:
    mine, his = (float(each.monthly["revenue"][: run.months].sum()) for each in (run, other))
    gain = mine / his - 1
    if abs(gain) < 0.005:
        return "As much revenue as today"
    return f"{100 * abs(gain):.0f} % {'more' if gain > 0 else 'less'} revenue than today over {run.months} months"


def _money(run: Run, other: Run) -> str:
    spent, sold, kept = (
        f"{mine} (today's plan: {his})"
        for mine, his in (
            [amount(float(each.monthly[name][: run.months].sum()), run.currency) for each in (run, other)]
            for name in ("marketing", "revenue", "profit")
        )
    )
    return f"In {run.months} months marketing costs {spent}, revenue is {sold} and profit {kept}."


def _why(run: Run, other: Run) -> str:
    """Follow the change from the name that people know to the customers who are there at the end."""
    counted: list[tuple[float, ...]] = []
    for each in (run, other):
        people, total = each.stages[run.weeks], each.monthly[["leads", "new_customers"]][: run.months].sum()
        known, buyers = people.sum() - people[Stage.UNAWARE.number], people[_BUYERS].sum()
        counted.append((known, total["leads"], total["new_customers"], buyers))
    if counted[0] == counted[1]:
        return ""
    said = [f"{count(mine)} {words} ({count(his)})" for words, mine, his in zip(_WHAT, *counted, strict=True)]
    return f"Why (in brackets: today's plan): {', '.join(said[:-1])}, and {said[-1]}."


def _brought(run: Run, never: Run | None, stops: int) -> str:
    """Say what the shaded area is worth, in all and after the last euro."""
    if never is None:
        return ""
    monthly = run.monthly["revenue"].to_numpy(float) - never.monthly["revenue"].to_numpy(float)[: run.months]
    total, late = (amount(float(part.sum()), run.currency) for part in (monthly, monthly[stops:]))
    after = f", {late} of it after the last euro" if 0 < stops < run.months else ""
    return f"Shaded: the revenue that the channels bring, {total} in all{after}."


def _left(mine: Floats, today: Floats, stops: int, months: int) -> str:
    if not stops or stops + 12 > months:
        return ""
    left = [float(mine[stops + after - 1] / today[stops + after - 1]) for after in (3, 12)]
    return (
        f"Three months after the last euro, revenue still is {100 * left[0]:.0f} % of what today's plan brings, "
        f"a year after it {100 * left[1]:.0f} %: what was spent goes on working, and fades."
    )
