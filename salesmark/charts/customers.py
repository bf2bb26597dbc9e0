"""Pictures of customers: how many reach each stage of the journey, and where everybody stands in one week."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.collections import PatchCollection
from matplotlib.patches import Circle, Patch, Rectangle, RegularPolygon

from salesmark._checks import whole
from salesmark.analysis import metrics
from salesmark.business.journey import STAGES, Desk, Stage
from salesmark.charts.show import caption, nothing
from salesmark.charts.theme import (
    BOLD,
    DESK_NAMES,
    LOOKS,
    NEUTRAL,
    SMALL,
    TEXT,
    canvas,
    count,
    per_hundred,
    percent,
)
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.simulation.records import Records
    from salesmark.simulation.run import Run

_DESKS = {stage.value: stage.desk for stage in STAGES}
_AFTER = (Stage.RETAINED.value, Stage.ADVOCATE.value)  # the purchase


@dataclass(frozen=True, slots=True)
class _Step:
    """One bar of the funnel: a stage, who reached it, and what share that is of the stage before."""

    stage: str
    reached: int
    share: float

    @property
    def desk(self) -> Desk:
        """Who works it; the stages of a CRM export are sales' own."""
        return _DESKS.get(self.stage, Desk.SALES)


def funnel(records: Records, ax: Axes | None = None) -> Axes:
    """Draw how many reached each stage, and point out the largest loss up to the first purchase.

    Args:
        records: A run, its observed view, or a CRM export.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; marketing's stages are solid, sales' striped, shared ones dotted, the hand-off is a line.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=2)
        >>> sm.charts.funnel(run).get_title("left")
        'Largest loss: ... to ..., where ... on'
    """
    table = metrics.funnel(records)
    steps = [
        _Step(str(stage), int(reached), float(share))
        for stage, reached, share in zip(table["stage"], table["reached"], table["share_of_previous"], strict=True)
    ]
    ax = canvas(ax, height=1.1 + 0.52 * max(len(steps), 2))
    if not steps or steps[0].reached == 0:
        return nothing(ax, "No customers and no deals yet", f"{records.name} has nothing to count yet.")
    leakiest = _leakiest(steps)
    _draw_funnel(ax, steps, leakiest)
    return caption(ax, _loss(steps, leakiest), _funnel_words(steps, leakiest))


def _leakiest(steps: list[_Step]) -> int | None:
    """Return which step, up to the first purchase, the smallest share of people takes."""
    names = [step.stage for step in steps]
    last = names.index("customer") + 1 if "customer" in names else len(names)
    reachable = [number for number in range(1, last) if steps[number - 1].reached > 0]
    return min(reachable, key=lambda number: steps[number].share, default=None)


def _go_on(share: float) -> str:
    return f"{per_hundred(share)} {'goes' if per_hundred(share).startswith('1 ') else 'go'} on"


def _loss(steps: list[_Step], leakiest: int | None, until: str = "") -> str:
    if leakiest is None:
        return f"There is no step after {steps[0].stage}"
    before, here = steps[leakiest - 1], steps[leakiest]
    return f"Largest loss{until}: {before.stage} to {here.stage}, where {_go_on(here.share)}"


def _gate(steps: list[_Step]) -> int | None:
    """Return the number of the first stage in sales' hands, if marketing's stages come before it."""
    for number in range(1, len(steps)):
        if steps[number - 1].desk is Desk.MARKETING and steps[number].desk is Desk.SALES:
            return number
    return None


def _draw_funnel(ax: Axes, steps: list[_Step], leakiest: int | None) -> None:
    gate = _gate(steps)
    most = max(step.reached for step in steps)
    places = [number + (0.5 if gate is not None and number >= gate else 0.0) for number in range(len(steps))]
    for number, (step, y) in enumerate(zip(steps, places, strict=True)):
        ax.barh(y, step.reached, height=0.6, **LOOKS[step.desk].area())
        ax.text(-0.02 * most, y, step.stage, ha="right", va="center", **TEXT)
        ax.text(step.reached + 0.015 * most, y, count(step.reached), va="center", **BOLD)
        if number > 0 and steps[number - 1].reached > 0:
            note = f"{percent(step.share)} {'pass the hand-off' if number == gate else 'go on'}"
            style, between = SMALL, (places[number - 1] + y) / 2
            if number == leakiest:  # three lines, a little lower, to keep off the desk's line and the number above
                note, style = f"{note}\nthe largest loss\nbefore the purchase", SMALL | {"fontweight": "bold"}
                between += 0.1
            ax.text(1.03 * most, between, note, va="center", **style)
    for desk, group in itertools.groupby(zip(steps, places, strict=True), key=lambda row: row[0].desk):
        rows = [y for _, y in group]
        look = LOOKS[desk]
        ax.plot(
            [1.5 * most] * 2,
            [rows[0] - 0.3, rows[-1] + 0.3],
            color=look.colour,
            linestyle=look.line,
            linewidth=2.5,
        )
        ax.text(1.53 * most, (rows[0] + rows[-1]) / 2, DESK_NAMES[desk], va="center", **TEXT)
    if gate is not None:
        height = (places[gate - 1] + places[gate]) / 2
        ax.plot([-0.22 * most, most], [height] * 2, color=LOOKS[Desk.BOTH].colour, linewidth=3)
    ax.set(xlim=(-0.22 * most, 1.78 * most), ylim=(places[-1] + 0.5, -0.5))
    ax.set_axis_off()


def _funnel_words(steps: list[_Step], leakiest: int | None) -> str:
    reached = ", ".join(f"{step.stage} {count(step.reached)}" for step in steps)
    said = [f"{'People who' if steps[0].stage in _DESKS else 'Deals that'} got this far: {reached}."]
    bought = next((step for step in steps if step.stage in ("customer", "won")), steps[-1])
    if bought is not steps[0]:
        whole_way = per_hundred(bought.reached / steps[0].reached)
        said.append(f"From {steps[0].stage} to {bought.stage}, {whole_way} came all the way.")
    until = " before the purchase" if steps[-1].stage in _AFTER else ""
    said.append(f"{_loss(steps, leakiest, until)}.")
    gate = _gate(steps)
    if gate is not None and gate != leakiest and steps[gate - 1].reached > 0:
        said.append(f"At the hand-off from marketing to sales, {_go_on(steps[gate].share)}.")
    return " ".join(said)


JOURNEY = tuple(stage for stage in STAGES if stage not in (Stage.LOST, Stage.LEFT))
_MOST_DOTS = 500  # enough to see a small stage, few enough to follow one person
_ROWS = 16  # dots on top of each other, at least, before a pile grows wider
_NARROWEST, _WIDEST = 9, 14  # dots beside each other: room for a stage's name, and no more than is needed
_STRIPS = (
    (Desk.MARKETING, Stage.UNAWARE, Stage.CONSIDERING),
    (Desk.SALES, Stage.INTENDING, Stage.INTENDING),
    (Desk.BOTH, Stage.CUSTOMER, Stage.ADVOCATE),
)
_AWAY = ((Stage.LOST, Stage.AWARE, Stage.INTENDING), (Stage.LEFT, Stage.CUSTOMER, Stage.ADVOCATE))


def people_per_dot(population: int) -> int:
    """Return how many people one dot stands for, in the picture and on the journey board alike.

    Args:
        population: People in the market.

    Returns:
        The smallest of 1, 2, 5, 10, 20, 50 ... that gives 500 dots or fewer.

    Example:
        >>> people_per_dot(20_000), people_per_dot(400)
        (50, 1)
    """
    size = 1
    while population > size * _MOST_DOTS:
        size = size * 5 // 2 if str(size).startswith("2") else size * 2
    return size


def journey(run: Run, week: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw where everybody in the market stands at the end of one week, dot by dot.

    Args:
        run: A simulated run.
        week: Week since the start; 0 is the start itself, None the last week.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; one dot is the same number of people everywhere, and a smaller last dot the rest of a pile.

    Raises:
        BadInput: The run has no such week.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=2)
        >>> sm.charts.journey(run, week=13).get_title("left")
        'Week 13: ...'
    """
    final = len(need_run(run).stages) - 1
    week = final if week is None else whole("week", week, low=0, high=final, unit="weeks since the start")
    people = {stage: int(run.stages[week][stage.number]) for stage in STAGES}
    waiting = int(run.weekly.loc[run.weekly["week"] == week, "waiting"].sum())
    size = people_per_dot(sum(people.values()))
    rows = max(_ROWS, math.ceil(max(people[stage] for stage in JOURNEY) / size / _WIDEST))
    edges = _columns({stage: people[stage] / size for stage in JOURNEY}, rows)
    right = edges[Stage.ADVOCATE][1]
    rows_below = {
        stage: math.ceil(people[stage] / size / int(edges[last][1] - edges[first][0])) for stage, first, last in _AWAY
    }
    low, high = -9.4 - max(rows_below.values()), rows + 1.2
    ax = canvas(ax, height=8 * (high - low) / right + 0.5)
    ax.set(xlim=(-0.3, right + 0.3), ylim=(low, high), aspect="equal")
    ax.set_axis_off()
    for stage, (start, end) in edges.items():
        _pile(ax, stage, people[stage] / size, start, round(end - start))
        ax.text((start + end) / 2, -0.5, stage.value, ha="center", va="top", **SMALL)
        ax.text((start + end) / 2, -2.2, count(people[stage]), ha="center", va="top", **BOLD)
    for stage, first, last in _AWAY:
        start = edges[first][0]
        ax.text(start, -8.2, f"{stage.value}  {count(people[stage])}", va="center", **SMALL)
        _pile(ax, stage, people[stage] / size, start, int(edges[last][1] - start))
    _draw_desks(ax, edges, rows, waiting)
    ax.text(right, rows - 0.2, _dot_note(size), ha="right", va="bottom", **SMALL)
    buyers = sum(people[stage] for stage in (Stage.CUSTOMER, Stage.RETAINED, Stage.ADVOCATE))
    finding = f"Week {week}: {count(buyers)} of {count(sum(people.values()))} are customers"
    if waiting:
        finding += f", {count(waiting)} {'leads wait' if waiting > 1 else 'lead waits'} for a seller"
    return caption(ax, finding, _journey_words(people, waiting, size))


def _columns(dots: dict[Stage, float], rows: int) -> dict[Stage, tuple[float, float]]:
    """Return where each stage's pile begins and ends, in dots from the left; the gate has room of its own."""
    edges, left = {}, 0.0
    for stage, number in dots.items():
        wide = max(_NARROWEST, math.ceil(number / rows))
        edges[stage] = (left, left + wide)
        left += wide + (3.0 if stage is Stage.CONSIDERING else 1.2)
    return edges


def _draw_desks(ax: Axes, edges: dict[Stage, tuple[float, float]], rows: int, waiting: int) -> None:
    for desk, first, last in _STRIPS:
        start, end = edges[first][0], edges[last][1]
        look = LOOKS[desk]
        ax.plot([start, end], [-4.6, -4.6], color=look.colour, linestyle=look.line, linewidth=2.5)
        ax.text((start + end) / 2, -5.1, DESK_NAMES[desk], ha="center", va="top", **SMALL)
    gate = edges[Stage.CONSIDERING][1] + 1.5
    ax.plot([gate, gate], [-4.6, rows - 3], color=LOOKS[Desk.BOTH].colour, linewidth=3)
    ax.text(gate, rows - 2.6, f"hand-off\n{count(waiting)} waiting", ha="center", va="bottom", **SMALL)


def _dot_note(size: int) -> str:
    return "one dot = one person" if size == 1 else f"one dot = {count(size)} people"


def _pile(ax: Axes, stage: Stage, dots: float, left: float, wide: int) -> None:
    """Stack dots up, or hang those who went away below; the area of the last is the fraction that is left."""
    gone = stage in (Stage.LOST, Stage.LEFT)
    marks: list[Patch] = []
    for number in range(math.ceil(dots)):
        radius = 0.4 * math.sqrt(min(1.0, dots - number))
        row = number // wide + 0.5
        marks.append(_mark(stage, left + number % wide + 0.5, -9.0 - row if gone else row, radius))
    colour = NEUTRAL.colour if gone else LOOKS[stage.desk].colour
    ax.add_collection(
        PatchCollection(marks, facecolor="none" if gone else colour, edgecolor=colour, linewidth=0.8 if gone else 0)
    )


def _mark(stage: Stage, x: float, y: float, radius: float) -> Patch:
    if stage.desk is Desk.SALES:
        return Rectangle((x - radius, y - radius), 2 * radius, 2 * radius)
    if stage.desk is Desk.BOTH:
        return RegularPolygon((x, y), 4, radius=1.25 * radius)
    return Circle((x, y), radius)


def _journey_words(people: dict[Stage, int], waiting: int, size: int) -> str:
    stood = ", ".join(f"{count(people[stage])} {stage.value}" for stage in JOURNEY)
    gate = "nobody waits" if waiting == 0 else f"{count(waiting)} wait" if waiting > 1 else "1 waits"
    return (
        f"From left to right, people by stage: {stood}. "
        f"At the hand-off from marketing to sales {gate} for a first contact. "
        f"{count(people[Stage.LOST])} were lost on the way and {count(people[Stage.LEFT])} customers left. "
        f"In the picture {_dot_note(size).replace('=', 'is')}."
    )
