"""What all labs share: head, controls, picture, a sentence, reset, a share code, and the code that does the same.

A lab's own file says which controls there are and how to draw what they say; `lab.js` beside this one draws the form.
Labs with a page of their own, such as the sorting game, share `page.py`, `parts.js` and `lab.css` with it.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import traitlets
from matplotlib import rc_context
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.transforms import Bbox

from salesmark._checks import BadInput, one_of
from salesmark.business.journey import Desk
from salesmark.charts.theme import FONT, INK, TITLE
from salesmark.widgets.page import OnPage, joined, no_code

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from salesmark.simulation.clocks import Floats

_DOTS = 72  # an inch, as in every SVG
_EDGE = 4  # dots between a label and the edge of the picture
_TRIES = 4  # to make room for labels: where one stands at a value inside the Axes, it moves along a little
_ROOM: WeakKeyDictionary[Axes, Bbox] = WeakKeyDictionary()  # where the Axes of each lab stand in its picture

#: A picture and the sentence below it; labs that take longer give one after the other, each better than the last.
Answer = tuple["Axes", str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Something that a learner can set.

    Attributes:
        name: Its name in Python.
        label: What stands beside it.
        value: Where it stands at first: a number, one of `options`, or True or False.
        low: Smallest number.
        high: Largest number.
        step: From one number to the next.
        unit: What the number counts; "€" stands before it.
        options: Words to choose from; none for a number or a switch.
        desk: Whose decision it is, for its colour and mark.
    """

    name: str
    label: str
    value: float | str | bool
    low: float = 0.0
    high: float = 1.0
    step: float = 0.05
    unit: str = ""
    options: tuple[str, ...] = ()
    desk: Desk = Desk.BOTH

    def checked(self, value: Any) -> float | str | bool:
        """Return a value if this control can stand there.

        Args:
            value: What arrived.

        Returns:
            The value; numbers come to stand on a step.

        Raises:
            BadInput: It cannot.
        """
        if self.options:
            return one_of(self.label, value, self.options)
        if isinstance(self.value, bool):
            if not isinstance(value, bool):
                raise BadInput(f"{self.label} must be True or False, got {value!r}. Choose one.")
            return value
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.low <= value <= self.high:
            raise BadInput(f"{self.label} must be from {self.low:g} to {self.high:g}, got {value!r}. Choose between.")
        steps = round((value - self.low) / self.step)
        number = round(self.low + steps * self.step, 10)
        return int(number) if isinstance(self.value, int) else number


class Knob:
    """A control of a lab, as Python sees it.

    Attributes:
        value: Where it stands; set it to move it.
    """

    def __init__(self, lab: Lab, name: str) -> None:
        self._lab, self._name = lab, name

    @property
    def value(self) -> Any:
        """Where the control stands."""
        return self._lab.values[self._name]

    @value.setter
    def value(self, value: Any) -> None:
        self._lab.set(**{self._name: value})


class Lab(OnPage):
    """A lab; each control is an attribute, so `lab.price.value = 12` moves it and draws the picture again.

    Attributes:
        values: Control -> where it stands.
        words: What the picture shows, in words.
        ax: The picture's Axes.
    """

    _esm = joined("parts.js", "lab.js")
    _css = joined("lab.css")

    values = traitlets.Dict().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    _spec = traitlets.Dict().tag(sync=True)
    _picture = traitlets.Unicode().tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        *,
        lesson: str,
        question: str,
        company: str,
        controls: Sequence[Control],
        answer: Callable[[Mapping[str, Any], Axes | None], Iterator[Answer]],
        code: Callable[[Mapping[str, Any]], str],
        looks: int = 1,
    ) -> None:
        """Make a lab.

        Args:
            lesson: Number of its lesson.
            question: What can be found out here.
            company: The company's name on the door.
            controls: What can be set.
            answer: Draws what the values say on the Axes, and gives a sentence; several times where it takes long.
            code: Returns the lines of Python that give the same.
            looks: How often `answer` draws at most.
        """
        self._controls = {control.name: control for control in controls}
        self._draw, self._lines, self._looks = answer, code, looks
        self._drawing: Iterator[Answer] = iter(())
        self._turn = 0
        self.ax: Axes | None = None
        spec = {"lesson": lesson, "question": question, "company": company, "looks": looks}
        spec["controls"] = [*map(_plain, controls)]
        self._first = {control.name: control.value for control in controls}
        super().__init__(self._do, values=self._first, _spec=spec)
        for name in self._controls:
            setattr(self, name, Knob(self, name))
        self.set()

    def set(self, **values: Any) -> None:
        """Move controls, and draw until the picture is as good as it gets.

        Args:
            **values: Control -> where it shall stand.

        Raises:
            BadInput: There is no such control, or it cannot stand there.
        """
        self._begin(self.values | values)
        while self._look():
            pass

    def reset(self) -> None:
        """Put every control back where it stood at first."""
        self.set(**self._first)

    def share(self) -> str:
        """Return a short code from which `load` restores the controls.

        Returns:
            The lesson's number and the controls that were moved, as letters.
        """
        moved = {name: value for name, value in self.values.items() if value != self._first[name]}
        letters = base64.urlsafe_b64encode(json.dumps(moved, separators=(",", ":")).encode()).decode().rstrip("=")
        return f"{self._spec['lesson']}-{letters}"

    def load(self, code: str) -> None:
        """Put the controls where they stood when a code was shared.

        Args:
            code: From `share`.

        Raises:
            BadInput: It is no code of this lab.
        """
        self.set(**self._read(code))

    def code(self) -> str:
        """Return the lines of Python that give the same result."""
        return self._lines(self.values)

    def _read(self, code: str) -> dict[str, Any]:
        """Return where the controls stood when a code was shared."""
        lesson, _, letters = code.strip().partition("-")
        try:
            moved = json.loads(base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)))
        except ValueError:
            moved = None
        if lesson != self._spec["lesson"] or not isinstance(moved, dict):
            raise no_code(code, "lab", self._spec["lesson"])
        return self._first | moved

    def _begin(self, values: Mapping[str, Any]) -> None:
        """Check the values, and begin a new picture; one that was not finished is dropped."""
        for name in values:
            one_of("control", name, self._controls)
        self.values = {name: self._controls[name].checked(value) for name, value in values.items()}
        self._drawing, self._turn = self._draw(self.values, self.ax), 0

    def _look(self) -> bool:
        """Draw the next picture; say whether a better one is to come."""
        found = next(self._drawing, None)
        if found is None:  # there was less to do than usual
            self._answer = self._answer | {"done": self._looks}
            return False
        self._turn += 1
        self.ax, sentence = found
        with self.hold_sync():
            self.error = ""
            self.words = sentence
            self._picture = _svg(self.ax)
            self._answer = {
                "title": self.ax.get_title("left").replace("\n", " "),
                "share": self.share(),
                "code": self.code(),
                "done": self._turn,
                "of": self._looks,
            }
        return self._turn < self._looks

    def _do(self, message: Mapping[str, Any]) -> None:
        match message:
            case {"do": "set", "values": values}:
                self._begin(self.values | values)
            case {"do": "reset"}:
                self._begin(self._first)
            case {"do": "load", "code": code}:
                self._begin(self._read(code))
        self._look()

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/plain": f"Lab: {self._spec['question']} {self.words}"}, metadata


def _plain(control: Control) -> dict[str, Any]:
    return asdict(control) | {"desk": control.desk.value}


def _svg(ax: Axes) -> str:
    """Return the figure as an SVG on a transparent ground, its title left to the page.

    Letters stay letters, and what is drawn in ink takes the page's own colour: sharp at every size, in every theme. The
    room for the labels around the Axes is measured at first; later it only grows, where one would be cut off.
    """
    figure: Any = ax.get_figure(root=True)
    title = ax.get_title("left")
    ax.set_title("", loc="left")
    figure.set_dpi(_DOTS)
    figure.patch.set_alpha(0)
    if ax not in _ROOM:
        figure.draw_without_rendering()
        _ROOM[ax] = ax.get_position()
    figure.set_layout_engine("none")
    for _ in range(_TRIES):
        ax.set_position(_ROOM[ax])
        page = _printed(figure)
        if not (cut := _cut_off(ax)).any():
            break
        place = _ROOM[ax].extents + (cut + _EDGE * (cut > 0)) / np.tile(figure.bbox.size, 2) * (1, 1, -1, -1)
        _ROOM[ax] = Bbox.from_extents(*place)
    ax.set_title(title, loc="left", pad=14, **TITLE)
    ax.set_in_layout(True)
    figure.set_layout_engine("constrained")  # whoever shows the picture elsewhere needs room for its title
    return page


def _printed(figure: Figure) -> str:
    file = io.StringIO()
    with rc_context({"svg.fonttype": "none"}):
        drawn: Any = FigureCanvasSVG(figure)
        drawn.print_svg(file, metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    page = file.getvalue().replace(INK, "currentColor").replace(f"'{FONT}'", f"'{FONT}', Verdana, sans-serif")
    return page[page.index("<svg") :]


def _cut_off(ax: Axes) -> Floats:
    """Return by how many dots labels stick out of the picture drawn last: at the left, below, at the right, above."""
    page = ax.get_figure(root=True).bbox.extents  # type: ignore[union-attr]
    labels = [label for label in (*ax.texts, ax.xaxis.label, ax.yaxis.label) if label.get_text()]
    boxes = np.array([label.get_window_extent(_ruler()).extents for label in labels] or [page])
    out: Floats = np.clip(((page - boxes) * (1, 1, -1, -1)).max(axis=0), 0, None)
    return out


@cache
def _ruler() -> Any:
    """Return what measures words, and remembers their size from picture to picture."""
    renderer: Any = RendererAgg
    return renderer(1, 1, _DOTS)


def change_of(values: Mapping[str, Any], first: Mapping[str, Any]) -> str:
    """Say in Python what was changed, for the lines of code of a lab.

    Args:
        values: Path such as "marketing.budget.email" -> value.
        first: The same at first.

    Returns:
        The dictionary that `company.change(plan=...)` takes, with only what was moved.

    Example:
        >>> change_of({"marketing.price": 12, "marketing.budget.email": 50}, {"marketing.price": 12})
        "{'marketing': {'budget': {'email': 50}}}"
    """
    moved: dict[str, Any] = {}
    for path, value in values.items():
        if first.get(path) != value:
            *groups, last = re.split(r"\.", path)
            place = moved
            for group in groups:
                place = place.setdefault(group, {})
            place[last] = value
    return repr(moved)
