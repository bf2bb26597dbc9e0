"""Pictures of the firm: what happened month by month, and where the money went."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np

from salesmark._words import money as written
from salesmark.business.journey import Desk
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import (
    BOLD,
    INK,
    LOOKS,
    NEUTRAL,
    TEXT,
    Look,
    about,
    amount,
    canvas,
    count,
    percent,
    rounded,
)
from salesmark.simulation.note import MONTH_OF_WEEK
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from salesmark.simulation.run import Run

_WEEKS_OF_MONTHS = np.bincount(MONTH_OF_WEEK)  # of a year, January first
_LINES = (
    ("leads", "leads", Desk.MARKETING),
    ("first_contacts", "first contacts", Desk.SALES),
    ("new_customers", "new customers", Desk.BOTH),
)


def months(run: Run, ax: Axes | None = None) -> Axes:
    """Draw leads, first contacts and new customers of each month, as a weekly average.

    Months have 4, 4 and 5 weeks; totals of a month would show a jump every third month that never happened.

    Args:
        run: A simulated run.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; marketing's line is solid with round marks, sales' dashed with squares.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=12, seed=2)
        >>> sm.charts.months(run).get_xlabel()
        'month'
    """
    table = need_run(run).monthly
    ax = canvas(ax)
    if table.empty:
        return nothing(ax, "No month has passed yet", f"{run.name} has no month to show yet.")
    month = table["month"].to_numpy(dtype=float)
    weeks = np.resize(_WEEKS_OF_MONTHS, len(table))
    ends: list[tuple[float, str]] = []
    top = 1.0
    for column, name, desk in _LINES:
        weekly = table[column].to_numpy(dtype=float) / weeks
        look = LOOKS[desk]
        ax.plot(month, weekly, look.line, color=look.colour, marker=look.marker, linewidth=2, markersize=5)
        ends.append((float(weekly[-1]), name))
        top = max(top, 1.08 * float(weekly.max()))
    _label_ends(ax, ends, float(month[-1]), top)
    ax.set_ylim(0, top)
    ax.set_xlim(month[0] - 0.3, month[-1] + 0.3)
    step = max(1, round(len(month) / 12))
    ax.set_xticks(month[step - 1 :: step])
    ax.grid(axis="y", color=INK, alpha=0.25, linewidth=0.8)
    ax.locator_params(axis="y", nbins=5)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.set_xlabel("month", **TEXT)
    ax.set_ylabel("a week, average of the month", **TEXT)
    span, name = _period(len(table))
    trends = {what: _trend(table[column].to_numpy(dtype=float), weeks, span) for column, what, _ in _LINES}
    return caption(ax, _months_finding(trends, name), _months_words(table, weeks, trends, name))


def _label_ends(ax: Axes, ends: list[tuple[float, str]], x: float, top: float) -> None:
    """Write each line's name at its end, pushed apart where two would touch."""
    place = -np.inf
    for y, name in sorted(ends):
        place = max(y, place + 0.065 * top)
        ax.annotate(
            name,
            (x, place),
            xytext=(10, 0),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
            **TEXT,
        )


def _period(months: int) -> tuple[int, str]:
    """Return how many months to compare at both ends, and their name: whole years where the seasons allow."""
    return (12, "year") if months >= 24 else (3, "quarter") if months >= 6 else (1, "month")


def _trend(monthly: np.ndarray, weeks: np.ndarray, span: int) -> tuple[float, float]:
    """Return the weekly average of the first `span` months and of the last."""
    weekly = [float(monthly[part].sum() / weeks[part].sum()) for part in (slice(span), slice(-span, None))]
    return weekly[0], weekly[1]


def _moved(first: float, last: float) -> str:
    """Say how a number went from first to last."""
    if first == 0:
        return "stayed at none" if last == 0 else f"rose from none to {about(last)} a week"
    change = last / first - 1
    if abs(change) < 0.05:
        return "stayed level"
    if change >= 0.95:
        return f"grew to {rounded(last / first):g} times"
    return f"{'grew' if change > 0 else 'fell'} by {percent(abs(rounded(change)))}"


def _months_finding(trends: dict[str, tuple[float, float]], name: str) -> str:
    leads, buyers = _moved(*trends["leads"]), _moved(*trends["new customers"])
    if leads == buyers:
        return f"First {name} to last: leads and new customers both {leads}"
    return f"First {name} to last: leads {leads}, new customers {buyers}"


def _months_words(table: pd.DataFrame, weeks: np.ndarray, trends: dict[str, tuple[float, float]], name: str) -> str:
    totals = [f"{count(float(table[column].sum()))} {what}" for column, what, _ in _LINES]
    period = "1 month" if len(table) == 1 else f"{len(table)} months"
    said = [f"{period} brought {totals[0]}, {totals[1]} and {totals[2]}."]
    if len(table) > 1:
        moves = [f"{what} went from {about(a)} to {about(b)} a week" for what, (a, b) in trends.items()]
        said.append(f"From the first {name} to the last, {moves[0]}, {moves[1]}, and {moves[2]}.")
    best = int(np.argmax(table["new_customers"].to_numpy() / weeks))
    said.append(f"New customers came fastest in month {table['month'].iloc[best]}.")
    return " ".join(said)


_COSTS = (
    ("cost_of_goods", "cost of goods", NEUTRAL),
    ("marketing", "marketing", LOOKS[Desk.MARKETING]),
    ("sales", "sales", LOOKS[Desk.SALES]),
    ("overhead", "overhead", NEUTRAL),
)


def money(run: Run, ax: Axes | None = None) -> Axes:
    """Draw what became of the revenue: each cost takes its part, and what is left is profit or loss.

    Args:
        run: A simulated run.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; a loss lies left of the zero line, is striped and says so.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=12, seed=2)
        >>> sm.charts.money(run).get_title("left")
        'Of every €100 sold, ...'
    """
    table = need_run(run).monthly
    ax = canvas(ax, height=4)
    revenue, profit = float(table["revenue"].sum()), float(table["profit"].sum())
    costs = {name: abs(float(table[column].sum())) for column, name, _ in _COSTS}
    if revenue == 0 and not any(costs.values()):
        return nothing(ax, "No money has moved yet", f"{run.name} has neither revenue nor costs yet.")
    _draw_money(ax, run.currency, revenue, costs, profit)
    return caption(
        ax,
        _money_finding(run.currency, revenue, profit),
        _money_words(run, revenue, costs, profit),
    )


def _draw_money(ax: Axes, currency: str, revenue: float, costs: dict[str, float], profit: float) -> None:
    left = list(itertools.accumulate(costs.values(), lambda rest, cost: rest - cost, initial=revenue))
    bars = [("revenue", 0.0, revenue, NEUTRAL)]
    bars += [(name, left[n + 1], costs[name], look) for n, (_, name, look) in enumerate(_COSTS)]
    low, high = min(0.0, *left), max(revenue, 1.0)
    span = high - low
    for y, (name, start, size, look) in enumerate(bars):
        ax.barh(y, size, left=start, height=0.6, **look.area())
        label = _booked(size if name == "revenue" else -size, revenue, currency)
        ax.text(start + size + 0.015 * span, y, label, va="center", **TEXT)
        ax.text(low - 0.03 * span, y, name, ha="right", va="center", **TEXT)
        ax.plot([left[y]] * 2, [y + 0.3, y + 0.7], color=INK, linewidth=1)
    y, loss = len(bars), profit < 0
    look = Look(colour=INK, marker="o", line="-", hatch="xx") if loss else LOOKS[Desk.BOTH]
    ax.barh(y, profit, height=0.6, **look.area())
    ax.text(max(profit, 0) + 0.015 * span, y, _booked(profit, revenue, currency), va="center", **BOLD)
    ax.text(low - 0.03 * span, y, "loss" if loss else "profit", ha="right", va="center", **BOLD)
    ax.plot([0, 0], [-0.5, y + 0.5], color=INK, linewidth=1)
    ax.set(xlim=(low - 0.22 * span, high + 0.2 * span), ylim=(y + 0.6, -0.6))
    ax.set_axis_off()


def _money_finding(currency: str, revenue: float, profit: float) -> str:
    hundred = amount(100, currency)
    if revenue == 0:
        return f"Nothing was sold, and {amount(-profit, currency)} was spent"
    share = round(100 * profit / revenue)
    if share == 0:
        return f"Of every {hundred} sold, almost nothing is left: no profit, no loss"
    if share < 0:
        return f"On every {hundred} sold, about {amount(-share, currency)} is lost"
    return f"Of every {hundred} sold, about {amount(share, currency)} is left as profit"


def _booked(value: float, revenue: float, currency: str) -> str:
    """Write an amount to the place of the revenue's fourth digit: so the amounts of one picture add up."""
    unit = 10 ** max(math.floor(math.log10(max(revenue, 1))) - 3, 0)
    size = unit * round(abs(value) / unit)
    return ("−" if value < 0 else "") + written(size, currency)


def _money_words(run: Run, revenue: float, costs: dict[str, float], profit: float) -> str:
    spent = [f"{_booked(cost, revenue, run.currency)} on {name}" for name, cost in costs.items()]
    said = [
        f"In {len(run.monthly)} months {run.name} sold for {_booked(revenue, revenue, run.currency)}.",
        f"It spent {', '.join(spent[:-1])} and {spent[-1]}.",
        f"That leaves a {'loss' if profit < 0 else 'profit'} of {_booked(abs(profit), revenue, run.currency)}.",
    ]
    losing = int((run.monthly["profit"] < 0).sum())
    if 0 < losing < len(run.monthly):
        said.append(f"{'One month' if losing == 1 else f'{losing} months'} ended with a loss.")
    return " ".join(said)
