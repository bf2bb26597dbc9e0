"""A chart in words, and on the page: one picture with its alternative text and its description below."""

from __future__ import annotations

import base64
import html
import io
import sys
import textwrap
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
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
    ax.set_title("\n".join(textwrap.wrap(finding, 72)), loc="left", pad=14, **TITLE)
    _WORDS[ax] = (finding, words)
    return ax


def nothing(ax: Axes, finding: str, words: str) -> Axes:
    """Say on the picture, too, that there is nothing to draw yet.

    Args:
        ax: The chart.
        finding: Its title.
        words: Its description.

    Returns:
        The same Axes.
    """
    ax.set_axis_off()
    ax.text(0.5, 0.5, "nothing to draw yet", ha="center", va="center", transform=ax.transAxes, **TEXT)
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
    file = io.BytesIO()
    ax.get_figure(root=True).savefig(  # type: ignore[union-attr]
        file, format="png", dpi=DOTS_PER_INCH, facecolor="none", edgecolor="none"
    )
    few = Image.open(file).quantize(COLOURS, method=Image.Quantize.FASTOCTREE)
    small = io.BytesIO()
    few.save(small, format="png", optimize=True)
    return small.getvalue()


def show(ax: Axes) -> None:
    """Show a chart on the page: the picture, its alternative text, and its description in words below.

    In a notebook that is one output; elsewhere the title and the description are printed.

    Args:
        ax: The chart, as `sm.charts` returns it. Axes of your own are shown too, with their title only.

    Raises:
        BadInput: What arrived is not a chart.

    Example:
        >>> from matplotlib.figure import Figure
        >>> show(caption(Figure().add_subplot(), "Half the leads wait", "Of 40 leads, 20 wait."))
        Half the leads wait
        Of 40 leads, 20 wait.
    """
    if not isinstance(ax, Axes):
        raise BadInput(
            f"show needs a chart (matplotlib Axes), got {type(ax).__name__}. "
            "Make one first: sm.show(sm.charts.funnel(run))."
        )
    finding, words = _WORDS.get(ax) or (ax.get_title("left") or ax.get_title() or "A chart", "")
    plain = f"{finding}\n{words}".rstrip()
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        print(plain)  # noqa: T201 - outside a notebook the words are the output
    else:
        shell.display_pub.publish({"text/html": _page(ax, finding, words), "text/plain": plain})
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(ax.get_figure(root=True))  # a figure of the learner's own would otherwise be shown a second time


def _page(ax: Axes, finding: str, words: str) -> str:
    data = base64.b64encode(picture(ax)).decode("ascii")
    width = round(ax.get_figure(root=True).get_size_inches()[0] * 100)  # type: ignore[union-attr]
    style = "max-width:70ch;margin-top:0.4em;line-height:1.5"
    below = f'<figcaption style="{style}">{html.escape(words)}</figcaption>' if words else ""
    return (
        '<figure class="salesmark" style="margin:0.5em 0">'
        f'<img src="data:image/png;base64,{data}" alt="{html.escape(finding)}" width="{width}" '
        f'style="max-width:100%;height:auto">{below}</figure>'
    )
