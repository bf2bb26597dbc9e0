"""The comparison of the two desks: ten respects, filled in by the learner in lesson 01 and kept for later ones."""

from __future__ import annotations

import tomllib
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from salesmark._checks import one_of
from salesmark.classroom.note import GOOD, TRY_AGAIN, Note
from salesmark.classroom.record import building, read, update
from salesmark.reports.desks import in_figures

if TYPE_CHECKING:
    import pandas as pd

    from salesmark.classroom.forms import Form
    from salesmark.simulation.run import Run

DESKS = ("marketing", "sales")
_OPEN = "–"


def two_desks() -> Form:
    """Ask in ten respects what is marketing's and what is sales'; what is right is kept.

    Returns:
        A form; `sm.two_desks_table()` gives what you have filled in so far, in this lesson and in later ones.

    Example:
        >>> print(repr(two_desks()).splitlines()[1])
        focus: what a whole market needs / what one buyer needs / whatever the cheapest rival offers
    """
    import ipywidgets as widgets

    from salesmark.classroom.forms import Form

    kept = _kept()
    boxes: dict[tuple[str, str], Any] = {}
    rows: list[widgets.Widget] = []
    for respect in _respects():
        rows.append(widgets.HTML(f"<strong>{escape(respect)}</strong>"))
        for desk in DESKS:
            boxes[respect, desk] = widgets.Dropdown(
                options=[("choose", ""), *((phrase, phrase) for phrase in _phrases(respect))],
                value=kept.get(respect, {}).get(desk, ""),
                description=desk,
                tooltip=f"{respect}: {desk}",
                layout={"width": "30em", "max_width": "100%"},
            )
        pair = [boxes[respect, desk] for desk in DESKS]
        rows.append(widgets.HBox(pair, layout={"flex_flow": "row wrap"}))
    reply = widgets.HTML()
    button = widgets.Button(
        description="Check the table", layout={"width": "auto", "align_self": "flex-start", "margin": "8px 2px"}
    )

    def look(_: widgets.Button) -> None:
        given = {place: box.value for place, box in boxes.items() if box.value}
        reply.value = fill(given)._repr_html_()

    button.on_click(look)
    words = "\n".join(f"{respect}: {' / '.join(_phrases(respect))}" for respect in _respects())
    form = Form([*rows, button, reply], words=f"Fill in: what is marketing's, and what is sales'?\n{words}")
    form.boxes, form.button, form.reply = boxes, button, reply
    return form


def fill(given: dict[tuple[str, str], str]) -> Note:
    """Check phrases, and keep those that are right.

    Args:
        given: (Respect, desk) -> the phrase chosen.

    Returns:
        How many are right, and a hint for each respect in which one is not.

    Raises:
        BadInput: There is no such respect, desk or phrase.

    Example:
        >>> fill({("focus", "sales"): "what one buyer needs"})
        1 of 20 right.
        What is right is kept. 19 are still open.
    """
    for (respect, desk), phrase in given.items():
        one_of("respect", respect, _respects())
        one_of("desk", desk, DESKS)
        one_of("phrase", phrase, _phrases(respect))
    right = {place: phrase for place, phrase in given.items() if phrase == _respects()[place[0]][place[1]]}

    def keep(record: dict[str, Any]) -> None:
        for (respect, desk), phrase in right.items():
            record["desks"].setdefault(respect, {})[desk] = phrase

    if right:
        update(keep)
    all_of = len(DESKS) * len(_respects())
    slips = dict.fromkeys(respect for respect, desk in given if (respect, desk) not in right)
    hints = [f"{respect}: {_respects()[respect]['hint']}" for respect in slips]
    if len(right) == all_of:
        return Note(f"{all_of} of {all_of} right.", ("The table is yours, and is kept for later lessons.",), GOOD)
    still = all_of - len(given)
    lines = ["What is right is kept." + (f" {still} are still open." if still else ""), *hints]
    return Note(f"{len(right)} of {all_of} right.", tuple(lines), TRY_AGAIN if slips else GOOD)


def two_desks_table(run: Run | None = None) -> pd.DataFrame:
    """Return your comparison of the two desks, as far as it is filled in.

    Args:
        run: A run; then only the respects in which it can show anything are given, with its figures beside your words.

    Returns:
        One row a respect, columns marketing and sales, and with a run marketing_here and sales_here; "–" where
        nothing right was chosen yet. The published pages show it in full.

    Example:
        >>> two_desks_table().loc["focus", "sales"]
        '–'
    """
    import pandas as pd

    kept = _respects() if building() else _kept()
    rows = {respect: [kept.get(respect, {}).get(desk, _OPEN) for desk in DESKS] for respect in _respects()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(DESKS))
    if run is None:
        return table
    figures = in_figures(run)
    here = pd.DataFrame.from_dict(figures, orient="index", columns=[f"{desk}_here" for desk in DESKS])
    return table.loc[list(figures)].join(here)[["marketing", "marketing_here", "sales", "sales_here"]]


def _kept() -> dict[str, dict[str, str]]:
    """Return what was right, respect -> desk -> phrase; an older course may have had other phrases."""
    known = read()["desks"]
    return {
        respect: {desk: facts[desk] for desk in DESKS if known.get(respect, {}).get(desk) == facts[desk]}
        for respect, facts in _respects().items()
    }


@cache
def _respects() -> dict[str, dict[str, str]]:
    text = (resources.files("salesmark.classroom") / "two_desks.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _phrases(respect: str) -> list[str]:
    facts = _respects()[respect]
    return sorted(facts[part] for part in (*DESKS, "other"))
