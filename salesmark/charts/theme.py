"""The look of every chart and lab: colours, marks, type, and how a number is said. Nothing global is set.

All colours hold 3:1 against white and JupyterLab's dark page; text is only ever in `INK`, which holds 4.2:1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from matplotlib.figure import Figure
from matplotlib.ticker import AutoLocator, ScalarFormatter

from salesmark._words import money
from salesmark.business.journey import Desk

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK = "#787878"  # text, lines, money and everything neutral
FONT = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
TEXT: dict[str, Any] = {"color": INK, "fontfamily": FONT, "fontsize": 11}
BOLD: dict[str, Any] = {**TEXT, "fontweight": "bold"}
SMALL: dict[str, Any] = {**TEXT, "fontsize": 10}
TITLE: dict[str, Any] = {**TEXT, "fontsize": 13, "fontweight": "bold"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one desk is drawn, so that it is known without its colour.

    Attributes:
        colour: Colour of lines, marks and areas.
        marker: Shape of a mark.
        line: Style of a line.
        hatch: Pattern of an area; None is solid.
    """

    colour: str
    marker: str
    line: str
    hatch: str | None

    def area(self) -> dict[str, Any]:
        """Return the keywords with which matplotlib fills a bar: solid, or patterned on the page's own ground."""
        edge = {"edgecolor": self.colour, "linewidth": 1}
        if self.hatch is None:
            return {"facecolor": self.colour, **edge}
        return {"facecolor": "none", **edge, "hatch": self.hatch, "hatch_linewidth": 1.4}


#: Marketing is solid and round, sales dashed and square, what both share dotted and a diamond.
LOOKS: dict[Desk, Look] = {
    Desk.MARKETING: Look(colour="#0072B2", marker="o", line="-", hatch=None),
    Desk.SALES: Look(colour="#D55E00", marker="s", line="--", hatch="////"),
    Desk.BOTH: Look(colour="#009E73", marker="D", line=":", hatch=".."),
}
DESK_NAMES = {Desk.MARKETING: "marketing", Desk.SALES: "sales", Desk.BOTH: "both desks"}
#: Axes that `canvas` made.
_OURS: WeakSet[Axes] = WeakSet()
#: How money and everything that belongs to no desk is drawn.
NEUTRAL = Look(colour=INK, marker="o", line="-", hatch=None)


def canvas(ax: Axes | None, *, height: float = 4.5) -> Axes:
    """Return clean Axes to draw on: the given ones, emptied, or those of a new Figure that pyplot never sees.

    Args:
        ax: Axes to draw on; None makes a figure 8 inches (800 points on the page) wide.
        height: Height of a new figure, in inches.

    Returns:
        Axes without a box, a background or ticks, with every setting of type and line given outright, so
        that a learner's own matplotlib settings change nothing.
    """
    if ax is not None and ax in _OURS:
        return _emptied(ax)
    if ax is None:
        ax = Figure(figsize=(8, height), layout="constrained").add_subplot()
        _OURS.add(ax)
    ax.clear()
    ax.patch.set_alpha(0)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.grid(visible=False)
    ax.tick_params(length=0, labelsize=TEXT["fontsize"], labelcolor=INK, labelfontfamily=FONT)
    return ax


def _emptied(ax: Axes) -> Axes:
    """Take out of Axes of our own what was drawn; `clear` makes ten ticks anew, which takes eight times as long."""
    for artist in (*ax.lines, *ax.patches, *ax.texts, *ax.collections, *ax.images):
        artist.remove()
    ax.containers.clear()
    ax.set(xlabel="", ylabel="", xlim=(0, 1), ylim=(0, 1), aspect="auto")
    ax.relim()
    ax.autoscale()
    ax.grid(visible=False)
    ax.set_axis_on()
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(AutoLocator())
        axis.set_major_formatter(ScalarFormatter())
    return ax


def rounded(number: float, digits: int = 2) -> float:
    """Return the number as a person would say it: the first digits, then zeros.

    Args:
        number: Any finite number.
        digits: How many digits to keep.

    Returns:
        The rounded number.

    Example:
        >>> rounded(12345), rounded(0.0371), rounded(-86.4)
        (12000.0, 0.037, -86.0)
    """
    if number == 0:
        return 0.0
    return round(float(number), digits - 1 - math.floor(math.log10(abs(number))))


def count(number: float) -> str:
    """Return a number of people or deals as it is written.

    Example:
        >>> count(20000)
        '20,000'
    """
    return f"{number:,.0f}"


def about(number: float) -> str:
    """Return a number of people or deals as it is said: three digits, or two of a small average.

    Example:
        >>> about(96), about(4238), about(19871), about(2.345)
        ('96', '4,240', '19,900', '2.3')
    """
    return f"{rounded(number):g}" if abs(number) < 10 else count(rounded(number, 3))


def per_hundred(share: float) -> str:
    """Return a share as people out of 100, or out of 1,000 where it is small.

    Args:
        share: Fraction from 0 to 1.

    Returns:
        The phrase.

    Example:
        >>> per_hundred(0.634), per_hundred(0.0043), per_hundred(0)
        ('63 of 100', '4 of 1,000', 'none')
    """
    if share <= 0:
        return "none"
    if share < 0.0095:
        return f"{max(1, round(1000 * share))} of 1,000"
    return f"{round(100 * share)} of 100"


def percent(share: float) -> str:
    """Return a share in percent as it is written beside a bar.

    Example:
        >>> percent(0.634), percent(0.0043), percent(0.0)
        ('63 %', '0.4 %', '0 %')
    """
    return f"{100 * share:.1f} %" if 0 < share < 0.0095 else f"{100 * share:.0f} %"


def amount(value: float, currency: str) -> str:
    """Return an amount of money as a person would say it: thousands, or three digits of a small one.

    Args:
        value: In the currency; may be negative.
        currency: Sign or code, '' where unknown.

    Returns:
        The phrase.

    Example:
        >>> amount(412345, "€"), amount(-2345678, "€"), amount(5432, "USD"), amount(66.2, "€")
        ('€412,000', '−€2.35 million', 'USD 5,430', '€66')
    """
    sign = "−" if value < 0 else ""
    size = abs(value)
    if size >= 999_500:
        return f"{sign}{money(size / 1e6, currency, ',.2f')} million"
    near = round(size, -3) if size >= 9950 else rounded(size, 3)
    return sign + money(round(near) if size >= 10 else near, currency, ",.7g")
