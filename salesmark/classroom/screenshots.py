"""Pictures of every page and lab of the course, in both themes and two widths, to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from salesmark._checks import one_of
from salesmark.charts import page as charts_page
from salesmark.classroom import browser
from salesmark.classroom.workspace import course_folder, lay_out

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Widths of the window (CSS pixels): a laptop, and half a screen or a tablet.
WIDTHS = (1280, 800)
_HIGHEST = 16_000  # pixels that Chromium can photograph
_LABS = ":is(.sml, .smb):not(.sml *)"
_FRAME = 160  # pixels that JupyterLab itself takes around a notebook


def screenshots(folder: str | Path, names: Sequence[str] = ()) -> list[Path]:
    """Run notebooks as a learner would, and take a picture of each page and of each lab on it.

    Args:
        folder: A folder that is empty or not there yet.
        names: Notebooks of the workspace, such as "notebooks/04_marketing_long_game"; none takes all.

    Returns:
        The pictures, PNG: `NOTEBOOK-THEME-WIDTH.png` for a page, `NOTEBOOK-lab-1-THEME-WIDTH.png` for its first lab.

    Raises:
        BadInput: The folder holds files, a notebook is unknown, or there is no browser.
        RuntimeError: A notebook fails.
    """
    folder, course = charts_page.free(folder), course_folder()
    laid = [path for part in (".", "notebooks", "exercises") for path in sorted((course / part).glob("*.ipynb"))]
    every = [path.relative_to(course).with_suffix("").as_posix() for path in laid]
    asked = [one_of("notebook", name.removesuffix(".ipynb"), every) for name in names] or every
    folder.mkdir(parents=True, exist_ok=True)
    with browser.chromium() as chromium, browser.jupyterlab(chromium) as lab:
        lay_out(course, lab.folder)
        lab.setting("notebook-extension/tracker", windowingMode="none")
        taken: list[Path] = []
        for name in asked:
            page = lab.open(f"{name}.ipynb")
            lab.run_all(page)
            for theme in browser.THEMES:
                for width in WIDTHS:
                    _show(lab, page, theme, width)
                    taken += _take(page, folder / name.replace("/", "-"), f"-{theme}-{width}.png")
            lab.close_pages()
    return taken


def _show(lab: browser.JupyterLab, page: Page, theme: str, width: int) -> None:
    """Change theme and width, and make the window as high as the notebook."""
    name = browser.THEMES[theme]
    page.evaluate("theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", name)
    page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")
    page.evaluate("jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(500)  # the page settles
    high = page.evaluate("[...document.querySelectorAll('.jp-Cell')].reduce((sum, cell) => sum + cell.offsetHeight, 0)")
    page.set_viewport_size({"width": width, "height": min(int(high) + _FRAME, _HIGHEST)})
    page.evaluate("document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop = 0")
    lab.wait_idle(page)
    page.wait_for_timeout(500)


def _take(page: Page, path: Path, ending: str) -> list[Path]:
    """Take the whole page, and each lab on it."""
    taken = [path.with_name(path.name + ending)]
    page.screenshot(path=taken[0])
    for number, found in enumerate(page.locator(_LABS).all(), start=1):
        taken.append(path.with_name(f"{path.name}-lab-{number}{ending}"))
        found.screenshot(path=taken[-1])
    return taken
