"""The journey board of lesson 02: customers move as dots from stage to stage, week by week.

Here live the choice of the dots, the numbers and the words; `journey_board.js` beside it listens and moves the dots,
`journey_marks.js` draws them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import traitlets

from salesmark._checks import BadInput, one_of, whole
from salesmark.business.journey import STAGE_NAMES, STAGES
from salesmark.charts.customers import people_per_dot
from salesmark.widgets.page import OnPage, joined, no_code

if TYPE_CHECKING:
    from salesmark.simulation.run import Run

_LESSON = "02"
_QUESTION = "Where do people stand, week by week?"
_CANDIDATES = 4000  # people among whom the dots are chosen; more make the board slower to open and no truer
_GATE_COLUMNS = ("waiting", "first_contacts", "mean_wait_hours", "hours_worked", "hours_available")


def journey_board(runs: Run | Mapping[str, Run]) -> JourneyBoard:
    """Show customers as dots on their way from stranger to advocate, week by week.

    Each dot is one person of the run and stands for as many people as the board says below it. The people are
    chosen so that the dots fill every stage of every week in proportion; the numbers printed are exact counts.

    Args:
        runs: A run, or several by name to switch between, such as {"today": run, "one more adviser": other};
            all with the same number of months and people, and best with the same seed: then each dot is the
            same person in every run.

    Returns:
        The board, a widget. `week` (0 is the start) and `chosen` (the run's name) may be read and set;
        `summary` says in words what is seen.

    Raises:
        BadInput: No run is given, something else than a run, or runs that cannot be compared.

    Example:
        >>> import salesmark as sm
        >>> board = sm.widgets.journey_board(sm.simulate(sm.company("electronics_retailer"), months=3, seed=2))
        >>> board.week = 13
        >>> board.summary.partition(":")[0]
        'Week 13 of 13'
    """
    return JourneyBoard(_comparable(runs), of_many=isinstance(runs, Mapping))


def choose_people(paths: npt.NDArray[np.uint8], counts: npt.NDArray[np.int64], dots: int) -> npt.NDArray[np.intp]:
    """Choose people whose journeys, together, fill every stage of every week in proportion to the whole market.

    One after the other, the person is taken who is in the stages where dots are missing most. A random sample
    of 400 errs by about four dots in a stage that should hold twenty; this choice by less than one. Left at
    that it would favour the restless, who fit in wherever a gap is: so it also keeps the shares of people who
    never move, move once, twice and so on.

    Args:
        paths: Stage numbers of the candidates, shape (candidates, weeks).
        counts: People of the whole market in each stage, shape (weeks, stages).
        dots: How many people to choose.

    Returns:
        Positions in `paths` of the people chosen, each at most once.

    Example:
        >>> half_move_on = np.array([[0, 0], [0, 0], [0, 1], [0, 1]], dtype=np.uint8)
        >>> choose_people(half_move_on, np.array([[4, 0], [2, 2]]), dots=2)
        array([0, 2])

    Source: herding; Welling, "Herding dynamical weights to learn", ICML 2009.
    """
    weeks, stages = counts.shape
    moves = (paths[:, 1:] != paths[:, :-1]).sum(axis=1)
    cell = np.column_stack([paths + np.arange(weeks) * stages, counts.size + moves])
    # Whole numbers, in people times candidates, so that every machine chooses alike.
    weight = max(weeks // 3, 1)
    share = np.concatenate(
        [counts.ravel() * len(paths), np.bincount(moves, minlength=weeks) * counts[0].sum() * weight]
    )
    wish = share.take(cell).sum(axis=1)
    filled, by_week = counts[0].sum() * len(paths), np.ascontiguousarray(paths.T)
    need = np.zeros_like(wish)
    free = np.ones(len(paths), dtype=bool)
    chosen = np.empty(dots, dtype=np.intp)
    for place in range(dots):
        need += wish
        chosen[place] = best = int(np.where(free, need, np.iinfo(np.int64).min).argmax())
        free[best] = False
        alike = (by_week == by_week[:, [best]]).sum(axis=0, dtype=np.uint32) + weight * (moves == moves[best])
        need -= filled * alike
    return chosen


def _comparable(runs: Run | Mapping[str, Run]) -> dict[str, Run]:
    """Return the runs by name, after making sure that one board can show them."""
    from salesmark.simulation.run import Run

    named = {"run": runs} if not isinstance(runs, Mapping) else dict(runs)
    if not named:
        raise BadInput('journey_board needs at least one run, got an empty dict. Give {"today": run}.')
    for name, run in named.items():
        if not isinstance(run, Run):
            raise BadInput(
                f"journey_board shows simulated runs, got a {type(run).__name__} for {name!r}. "
                "Make one first: run = sm.simulate(company, months=12, seed=2)."
            )
    for what, unit in (("months", "months"), ("population", "people")):
        sizes = {name: getattr(run, what) for name, run in named.items()}
        if len(set(sizes.values())) > 1:
            listed = ", ".join(f"{name!r} {size:,}" for name, size in sizes.items())
            raise BadInput(
                f"Runs on one board must have equally many {unit}, got {listed}. "
                "Simulate them with the same months, from the same company."
            )
    return {str(name): run for name, run in named.items()}


class JourneyBoard(OnPage):
    """The board as a widget; made by `journey_board`.

    Attributes:
        week: Week shown; 0 is the start, the last is the run's end.
        chosen: Name of the run shown.
        summary: What is seen, in words.
    """

    _esm = joined("parts.js", "journey_marks.js", "journey_board.js")
    _css = joined("lab.css", "journey_board.css")

    week = traitlets.Int(0).tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    summary = traitlets.Unicode()
    _board = traitlets.Dict().tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)
    _paths = traitlets.Bytes().tag(sync=True)  # stage number of every dot, shape (runs, dots, weeks + 1)

    def __init__(self, runs: dict[str, Run], *, of_many: bool = False) -> None:
        self._of_many = of_many
        first = next(iter(runs.values()))
        weeks = len(first.stages) - 1
        per_dot = people_per_dot(first.population)
        dots = max(round(first.population / per_dot), 1)
        candidates = np.unique(
            np.linspace(0, first.population - 1, min(first.population, _CANDIDATES)).astype(np.int64)
        )
        journeys = np.stack([run.paths(candidates) for run in runs.values()])  # (runs, candidates, weeks + 1)
        counts = np.stack([run.stages for run in runs.values()]).astype(np.int64)
        chosen = choose_people(np.hstack(list(journeys)), np.vstack(list(counts)), dots)
        shown = journeys[:, chosen]
        board = {
            "question": _QUESTION,
            "company": first.company.title,
            "stages": [{"name": stage.value, "desk": stage.desk.value} for stage in STAGES],
            "weeks": weeks,
            "dots": dots,
            "note": _note(per_dot, _farthest(shown, counts)),
            "runs": [_numbers(name, run) for name, run in runs.items()],
        }
        self._names = list(runs)
        super().__init__(self._do, chosen=self._names[0], _board=board, _paths=shown.astype(np.uint8).tobytes())
        self._say()
        self.observe(self._say, ["week", "chosen"])

    def reset(self) -> None:
        """Go back to the start of the first run."""
        self.week, self.chosen = 0, self._names[0]

    def share(self) -> str:
        """Return a short code from which `load` restores the week and the run: the run's number, the week."""
        return f"{_LESSON}-{self._names.index(self.chosen) + 1}-{self.week}"

    def load(self, code: str) -> None:
        """Show the week and the run that were shown when a code was shared.

        Args:
            code: From `share`.

        Raises:
            BadInput: It is no code of this board.
        """
        lesson, *numbers = code.strip().split("-")
        if lesson != _LESSON or len(numbers) != 2 or not all(map(str.isdecimal, numbers)):
            raise no_code(code, "board", _LESSON)
        run, week = map(int, numbers)
        whole("run", run, low=1, high=len(self._names))
        self.week, self.chosen = week, self._names[run - 1]

    def code(self) -> str:
        """Return the line of Python that draws the same week."""
        run = f"runs[{self.chosen!r}]" if self._of_many else "run"
        return f"sm.show(sm.charts.journey({run}, week={self.week}))"

    def _do(self, message: Mapping[str, Any]) -> None:
        match message:
            case {"do": "reset"}:
                self.reset()
            case {"do": "load", "code": code}:
                self.load(code)

    @traitlets.validate("week")
    def _week_of_the_run(self, proposal: Any) -> int:
        return whole("week", proposal["value"], low=0, high=self._board["weeks"])

    @traitlets.validate("chosen")
    def _name_of_a_run(self, proposal: Any) -> str:
        return one_of("run", proposal["value"], self._names)

    def _say(self, _: object = None) -> None:
        run = next(run for run in self._board["runs"] if run["name"] == self.chosen)
        self.summary = run["words"][self.week]
        self.error = ""
        self._answer = {"share": self.share(), "code": self.code()}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/plain": f"Journey board. {self.summary}"}, metadata


def _farthest(shown: npt.NDArray[np.uint8], counts: npt.NDArray[np.int64]) -> float:
    """Return by how many dots a stage's pile differs at most from its exact share, over runs and weeks."""
    piles = (shown[..., None] == np.arange(len(STAGES))).sum(axis=1)
    people = counts[0, 0].sum()
    return float(np.abs(piles - counts * shown.shape[1] / people).max())


def _note(per_dot: int, farthest: float) -> str:
    stands_for = "1 dot = 1 person"
    if per_dot > 1:
        stands_for = f"1 dot = {per_dot:,} people, and follows one of them; at the gate, 1 person"
    off = "" if farthest < 0.05 else f"; a pile of dots is off by at most {farthest:.1f} dots"
    return f"{stands_for}. Numbers are exact{off}."


def _numbers(name: str, run: Run) -> dict[str, Any]:
    """Return what the board prints about a run, one entry a week, the start first."""
    weekly = run.weekly
    gate = {column: [None, *_plain(weekly[column].to_numpy())] for column in _GATE_COLUMNS}
    weeks = [dict(zip(gate, week, strict=True)) for week in zip(*gate.values(), strict=True)]
    counts = run.stages.tolist()
    title = name if name != "run" else ""
    words = [_words(title, week, len(counts) - 1, counts[week], weeks[week]) for week in range(len(counts))]
    totals = run.weekly[["first_contacts", "new_customers"]].cumsum().itertuples(index=False)
    for week, (contacts, buyers) in enumerate(totals, start=1):
        words[week] += f" Since the start: {contacts:,} first contacts and {buyers:,} new customers."
    return {"name": name, "counts": counts, "gate": weeks, "words": words}


def _plain(values: npt.NDArray[Any]) -> list[float | None]:
    return [None if math.isnan(value) else round(float(value), 1) for value in values]


def _words(title: str, week: int, weeks: int, counts: list[int], gate: Mapping[str, float | None]) -> str:
    """Say in words what the board shows in a week."""
    n = dict(zip(STAGE_NAMES, (f"{count:,}" for count in counts), strict=True))
    when = f"Week {week} of {weeks}" if week else "The start"
    until_the_gate = (
        f"{when}{', ' + title if title else ''}: {n['unaware']} people are unaware, {n['aware']} aware, "
        f"{n['interested']} interested and {n['considering']} considering; "
        f"{n['intending']} are in the sellers' hands."
    )
    after_it = (
        f"{n['customer']} are customers, {n['retained']} retained and {n['advocate']} advocates; "
        f"{n['lost']} are lost and {n['left']} have left."
    )
    waiting, waited = gate["waiting"], gate["mean_wait_hours"]
    if waiting is None:
        return f"{until_the_gate} {after_it}"
    called = (
        "nobody was called this week"
        if waited is None
        else f"those called waited {int(waited + 0.5):,} hours on average"
    )
    queue = f"{waiting:,.0f} {'waits' if waiting == 1 else 'wait'} at the gate for a seller"
    return f"{until_the_gate} {queue}; {called}. {after_it}"
