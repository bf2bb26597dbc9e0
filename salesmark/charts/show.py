"""On the page: a chart with its alternative text and its description in words, or a table people can read."""

from __future__ import annotations

import base64
import html
import io
import sys
import textwrap
from collections.abc import Callable, Iterable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image  # Pillow comes with matplotlib

from salesmark._checks import BadInput
from salesmark.charts.theme import TEXT, TITLE

DOTS_PER_INCH = 200  # twice the page's 100, so that letters stay sharp on a fine screen
COLOURS = 128  # enough for soft edges of a few colours; a notebook with five charts stays small
_WORDS: WeakKeyDictionary[Axes, tuple[str, str]] = WeakKeyDictionary()


def caption(ax: Axes, finding: str, words: str) -> Axes:
    """Give a chart its title, which states the finding, and its description in words.

    Args:
        ax: The chart.
        finding: One sentence without a full stop, computed from the data.
        words: Two to four sentences that tell the same as the picture.

    Returns:
        The same Axes.
    """
    ax.set_title("\n".join(textwrap.wrap(finding, 72, break_on_hyphens=False)), loc="left", pad=14, **TITLE)
    _WORDS[ax] = (finding, words)
    return ax


def nothing(ax: Axes, finding: str, words: str, *, inside: str = "nothing to draw yet") -> Axes:
    """Say on the picture, too, that there is nothing to draw yet.

    Args:
        ax: The chart.
        finding: Its title.
        words: Its description.
        inside: What stands in the middle of the picture.

    Returns:
        The same Axes.
    """
    ax.set_axis_off()
    ax.text(0.5, 0.5, inside, ha="center", va="center", transform=ax.transAxes, **TEXT)
    return caption(ax, finding, words)


def describe(ax: Axes) -> str:
    """Return what a chart shows, in words.

    Args:
        ax: A chart made by this package.

    Returns:
        Two to four sentences with the main numbers; '' for somebody else's Axes.

    Example:
        >>> from matplotlib.figure import Figure
        >>> ax = caption(Figure().add_subplot(), "Half the leads wait", "Of 40 leads, 20 wait.")
        >>> describe(ax)
        'Of 40 leads, 20 wait.'
    """
    return _WORDS.get(ax, ("", ""))[1]


def picture(ax: Axes) -> bytes:
    """Return the chart's figure as a PNG on a transparent ground.

    Args:
        ax: The chart.

    Returns:
        The bytes of a PNG file, the same on every call.
    """
    figure: Any = ax.get_figure(root=True)
    canvas = figure.canvas
    looks = {what: getattr(figure, f"get_{what}")() for what in ("dpi", "facecolor", "edgecolor")}
    try:  # as savefig does, but drawn once, not twice, and not packed and unpacked on the way
        agg: Any = FigureCanvasAgg(figure)
        figure.set(dpi=DOTS_PER_INCH, facecolor="none", edgecolor="none")
        agg.draw()
        few = Image.fromarray(np.asarray(agg.buffer_rgba())).quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    finally:
        figure.set(**looks)
        figure.set_canvas(canvas)
    small = io.BytesIO()
    few.save(small, format="png", optimize=True)
    return small.getvalue()


def show(thing: Axes | pd.DataFrame, title: str = "") -> None:
    """Show a chart or a table on the page.

    A chart comes with its alternative text and its description in words below. A table comes with its numbers
    as people write them: 1,234 and 0.25. Outside a notebook the words are printed.

    Args:
        thing: A chart, as `sm.charts` returns it (Axes of your own are shown too, with their title only), or a
            table.
        title: What a table counts and in which unit; a chart has a title of its own.

    Raises:
        BadInput: What arrived is neither, or a chart is given a second title.

    Example:
        >>> from matplotlib.figure import Figure
        >>> show(caption(Figure().add_subplot(), "Half the leads wait", "Of 40 leads, 20 wait."))
        Half the leads wait
        Of 40 leads, 20 wait.
        >>> show(pd.DataFrame({"leads": [1200]}, index=["today"]), "People")
        People
               leads
        today  1,200
    """
    if isinstance(thing, pd.DataFrame):
        _publish(f"{title}\n{_plain_table(thing)}".lstrip("\n"), lambda: _html_table(thing, title))
        return
    if not isinstance(thing, Axes):
        raise BadInput(
            f"show needs a chart (matplotlib Axes) or a table, got {type(thing).__name__}. "
            "Make one first: sm.show(sm.charts.funnel(run))."
        )
    if title:
        raise BadInput(f"A chart has a title of its own, got {title!r} as well. Leave it out: sm.show(chart).")
    finding, words = _WORDS.get(thing) or (thing.get_title("left") or thing.get_title() or "A chart", "")
    _publish(f"{finding}\n{words}".rstrip(), lambda: _page(thing, finding, words))
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(thing.get_figure(root=True))  # a figure of the learner's own would else be shown a second time


def _publish(plain: str, page: Callable[[], str]) -> None:
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        print(plain)  # noqa: T201 - outside a notebook the words are the output
    else:
        shell.display_pub.publish({"text/html": page(), "text/plain": plain})


def _written(column: pd.Series[Any]) -> list[str]:
    """Write a column's numbers as people do: whole ones without decimals, others with two."""
    if not pd.api.types.is_numeric_dtype(column):
        return [str(value) for value in column]
    decimals = 0 if (column.dropna() % 1 == 0).all() else 2
    return [f"{value:,.{decimals}f}" for value in column]


def _table(table: pd.DataFrame, name: Callable[[object], str]) -> pd.DataFrame:
    rows = [name(row) for row in table.index]
    return pd.DataFrame({name(head): _written(column) for head, column in table.items()}, index=rows)


def _plain_table(table: pd.DataFrame) -> str:
    return str(_table(table, str).to_string())


def _html_table(table: pd.DataFrame, title: str) -> str:
    """Return the table as HTML: numbers at the right as in every notebook, words at the left."""
    shown = _table(table, lambda name: str(name).replace("_", " "))
    numbers = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    looks = ["text-align:left;min-width:7em"]  # else long names in front break at every word
    looks += [f"text-align:{'right' if number else 'left'}" for number in numbers]

    def row(kind: str, cells: Iterable[str]) -> str:
        kinds = ["th", *[kind] * len(numbers)]
        written = [
            f'<{kind} style="{look}">{html.escape(cell)}</{kind}>'
            for kind, look, cell in zip(kinds, looks, cells, strict=True)
        ]
        return f"<tr>{''.join(written)}</tr>"

    corner = str(table.index.name or "").replace("_", " ")
    body = "".join(row("td", cells) for cells in shown.itertuples())
    head = '<caption style="caption-side:top;text-align:left;font-weight:bold;padding:0.3em 0.5em;white-space:nowrap">'
    caption = f"{head}{html.escape(title)}</caption>" if title else ""
    return f"<table>{caption}<thead>{row('th', [corner, *shown.columns])}</thead><tbody>{body}</tbody></table>"


#: The grey that reads on any page holds 4.2:1; where the page says which theme it has, it comes above 6:1.
_LIFTED = (
    "<style>[data-jp-theme-light=true] .salesmark img{filter:brightness(.8)}"
    "[data-jp-theme-light=false] .salesmark img{filter:brightness(1.35)}</style>"
)


def _page(ax: Axes, finding: str, words: str) -> str:
    data = base64.b64encode(picture(ax)).decode("ascii")
    width = round(ax.get_figure(root=True).get_size_inches()[0] * 100)  # type: ignore[union-attr]
    style = "max-width:70ch;margin-top:0.4em;line-height:1.5"
    below = f'<figcaption style="{style}">{html.escape(words)}</figcaption>' if words else ""
    return (
        f'{_LIFTED}<figure class="salesmark" style="margin:0.5em 0">'
        f'<img src="data:image/png;base64,{data}" alt="{html.escape(finding)}" width="{width}" '
        f'style="max-width:100%;height:auto">{below}</figure>'
    )
