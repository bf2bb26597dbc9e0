"""Pictures of people at work: which team pays in which town, and which jobs suit somebody."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from salesmark.business.journey import Desk
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import BOLD, INK, LOOKS, SMALL, TEXT, about, amount, canvas, count, percent, rounded
from salesmark.datasets.jobs import Suited, interests
from salesmark.reports.teams import beyond, crossover, limits

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Column -> what it is called beside a number.
_WHAT = {"profit": "profit", "new_customers": "new customers"}
_LINES = ({"linestyle": "-", "linewidth": 2.5}, {"linestyle": "--", "linewidth": 1.5})


def by_volume(table: pd.DataFrame, *, town: int | None = None, what: str = "profit", ax: Axes | None = None) -> Axes:
    """Draw what teams bring beyond the first one, by the number of people in the town.

    Args:
        table: From `sm.teams.by_volume`; the title speaks of its last team.
        town: The town that the words tell about; None for the largest.
        what: "profit" or "new_customers".
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; its words say what each team costs and brings in that town, and what limits the last one.

    Example:
        >>> import salesmark as sm
        >>> teams = {"one all-rounder": {"all_rounder": 1}, "two specialists": {"promoter": 1, "estimator": 1}}
        >>> table = sm.teams.by_volume(sm.company("cleaning_service"), teams, towns=[500, 1000], months=3, runs=1)
        >>> by_volume(table).get_title("left")
        'Two specialists: in none of these towns more profit'
    """
    gaps, currency, months = beyond(table, what), table.attrs.get("currency", "€"), table.attrs.get("months", 0)
    first, *others = gaps.columns
    town = int(gaps.index.max()) if town is None else town
    ax = canvas(ax)
    ax.plot([gaps.index.min(), gaps.index.max()], [0, 0], ":", color=LOOKS[Desk.BOTH].colour, linewidth=2.5)
    ends = {0.0: first}
    for place, name in enumerate(reversed(others)):
        line = gaps[name].dropna()
        ax.plot(line.index, line, color=INK, marker="o", markersize=5, label=name, **_LINES[min(place, 1)])  # type: ignore[arg-type]
        end = float(line.iloc[-1])
        ends[end] = f"{ends[end]}\n= {name}" if end in ends else name  # one line hides the other
    if others and town in gaps[others[-1]].dropna().index:
        ax.plot(town, gaps[others[-1]][town], "o", markersize=13, markerfacecolor="none", color=INK, label="here")
    low, high = min(float(np.nanmin(gaps)), 0.0), max(float(np.nanmax(gaps)), 0.0)
    room = 0.09 * max(high - low, 1.0)
    spot, below = -math.inf, 0
    for value, name in sorted(ends.items()):
        rows = 1 + name.count("\n")
        spot, below = max(value, spot + room * (below + rows) / 2), rows  # names never lie on each other
        ax.annotate(name, (gaps.index.max(), spot), xytext=(12, 0), textcoords="offset points", va="center", **TEXT)
    ax.set(ylim=(low - room, max(high, spot) + room), xticks=list(gaps.index))
    ax.xaxis.set_major_formatter(lambda value, _: count(value))
    ax.yaxis.set_major_formatter(
        lambda value, _: ("+" if value > 0 else "") + (amount(value, currency) if what == "profit" else about(value))
    )
    ax.grid(axis="y", color=INK, alpha=0.25, linewidth=0.8)
    ax.set_xlabel("people in the town", **TEXT)
    ax.set_ylabel(f"{_WHAT[what]} beyond {first}", **TEXT)
    return caption(ax, _finding(gaps, what), _words(table, town, currency, months))


def _finding(gaps: pd.DataFrame, what: str) -> str:
    first, last = gaps.columns[0], gaps.columns[-1]
    name, more = last[0].upper() + last[1:], f"more {_WHAT[what]}"
    if not gaps[last].any():
        return f"{name}: in every town the same as {first}"
    start = crossover(gaps[last])
    if math.isnan(start):
        best = gaps[last] > 0
        return f"{name}: in {'not all' if best.any() else 'none'} of these towns {more}"
    return f"{name}: {more} {f'from about {count(rounded(start))} people on' if start else 'in every town'}"


def _words(table: pd.DataFrame, town: int, currency: str, months: int) -> str:
    here = table[table["people"] == town]
    said = [f"In {months} months in a town of {count(town)} people."]
    parts = [
        f"{row['team']}, with wages of {amount(row['wages'], currency)} a year: {about(row['new_customers'])} "
        f"new customers and {amount(row['profit'], currency)} profit"
        for _, row in here.iterrows()
    ]
    said.append(". ".join(part[0].upper() + part[1:] for part in parts) + ".")
    last = here.iloc[-1]
    said.append(f"What limits {last['team']}: {'; '.join(limits(last))}.")
    return " ".join(said)


def suited(found: Sequence[Suited], *, show: int = 5, ax: Axes | None = None) -> Axes:
    """Draw the jobs that suit somebody best, with the desk that they belong to.

    Args:
        found: From `sm.datasets.jobs.suited`, the best first.
        show: How many of them.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; its words give the reasons for the first three, and what speaks against them.

    Example:
        >>> from salesmark.datasets.jobs import suited as suits
        >>> suited(suits({"figures": 4, "people": 3})).get_title("left")
        'Nearest to your answers: market researcher, marketing'
    """
    ax, best = canvas(ax), found[:show]
    if best[0].fit == found[-1].fit:
        todo = "Move what is true of you up, the rest down."
        return nothing(ax, "All jobs suit alike so far", f"No answer has been moved yet. {todo}", inside=todo)
    for row, one in enumerate(best):
        ax.barh(row, one.fit, height=0.55, **LOOKS[Desk(one.job.desk)].area())
        ax.text(-0.02, row, one.job.title, ha="right", va="center", **TEXT)
        ax.text(one.fit + 0.015, row - 0.12, percent(one.fit), va="center", **BOLD)
        ax.text(one.fit + 0.015, row + 0.2, one.job.desk, va="center", **SMALL)
    ax.set(xlim=(-0.55, 1.15), ylim=(len(best) - 0.4, -0.6))
    ax.set_axis_off()
    top = best[0].job
    return caption(ax, f"Nearest to your answers: {top.title}, {top.desk}", " ".join(map(_reason, best[:3])))


def _reason(one: Suited) -> str:
    """Say why a job came up, and what speaks against it."""
    words = interests()
    likes = " and ".join(words[name] for name in one.because[:2]) or "nothing strongly, only that the rest fits less"
    but = f" Think twice: it also asks for {' and '.join(words[name] for name in one.but)}." if one.but else ""
    name = one.job.title
    return f"{name[0].upper()}{name[1:]} ({one.job.desk}): you {one.job.does}. In its favour: {likes}.{but}"
