"""A page of charts for one run: pictures in a folder, and a web page that shows and describes them."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING

from salesmark import crm
from salesmark._checks import BadInput
from salesmark._safely import all_or_none
from salesmark.charts.business import money, months
from salesmark.charts.causes import movers, sources
from salesmark.charts.customers import funnel, journey
from salesmark.charts.show import describe, picture
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.simulation.run import Run

_CHARTS = (
    ("funnel", "How far people come", funnel),
    ("movers", "Who moves them", movers),
    ("sources", "How leads come in", sources),
    ("months", "Month by month", months),
    ("money", "Where the money goes", money),
    ("journey", "Where everybody stands at the end", journey),
)
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 50rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin-bottom: 0; }
h2 { margin: 3.5rem 0 0.75rem; font-size: 1.15rem; }
figure { margin: 0; }
img { display: block; max-width: 100%; height: auto; }
figcaption { max-width: 70ch; margin-top: 0.75rem; }
"""


def free(folder: str | Path) -> Path:
    """Return a folder if a page can be laid there: ask before a long run, not after it.

    Args:
        folder: A folder that is empty or not there yet.

    Returns:
        The folder.

    Raises:
        BadInput: It holds files, or cannot be written to.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as home:
        ...     free(Path(home) / "charts").name
        'charts'
    """
    folder = crm.free(folder, folder=True)
    if folder.is_dir() and any(folder.iterdir()):
        raise BadInput(
            f"{folder} must be a new or an empty folder, but it holds files, and nothing is overwritten. "
            "Choose another name, or move those files away."
        )
    return folder


def save(run: Run, folder: str | Path) -> Path:
    """Draw a run: six charts as PNG files, and `index.html`, which shows them with their descriptions in words.

    All of the files are there, or none.

    Args:
        run: A simulated run.
        folder: A folder that is empty or not there yet.

    Returns:
        The folder.

    Raises:
        BadInput: It is no run, or the folder holds files or cannot be written to.

    Example:
        >>> import salesmark as sm
        >>> from tempfile import TemporaryDirectory
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=2)
        >>> with TemporaryDirectory() as home:
        ...     sorted(path.name for path in save(run, Path(home) / "charts").iterdir())
        ['funnel.png', 'index.html', 'journey.png', 'money.png', 'months.png', 'movers.png', 'sources.png']
    """
    need_run(run)
    folder = free(folder)
    with all_or_none(folder) as part:
        sections = []
        for name, heading, draw in _CHARTS:
            ax = draw(run)
            (part / f"{name}.png").write_bytes(picture(ax))
            sections.append(_section(name, heading, ax))
        (part / "index.html").write_text(_page(run, sections), encoding="utf-8", newline="\n")
    return folder


def _section(name: str, heading: str, ax: Axes) -> str:
    finding = html.escape(" ".join(ax.get_title("left").split()))
    wide, high = (round(100 * inches) for inches in ax.get_figure(root=True).get_size_inches())  # type: ignore[union-attr]
    return (
        f"<section>\n<h2>{heading}</h2>\n<figure>\n"
        f'<img src="{name}.png" alt="{finding}" width="{wide}" height="{high}">\n'
        f"<figcaption>{html.escape(describe(ax))}</figcaption>\n</figure>\n</section>\n"
    )


def _page(run: Run, sections: list[str]) -> str:
    name = html.escape(run.name)
    trade = html.escape(f"{run.company.trade.capitalize()}. {run.company.story}")
    how = f"Simulated: {run.months} months, seed {run.seed}, {run.population:,} people."
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}: {run.months} months in charts</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{name}</h1>\n<p>{trade} {how}</p>\n{''.join(sections)}</main>\n</body>\n</html>\n"
    )
