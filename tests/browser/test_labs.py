"""The labs in JupyterLab: moved by keyboard, read aloud, stopped, and in both themes without a barrier."""

from __future__ import annotations

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LABS = {
    "deal_desk": 'sm.widgets.deal_desk(sm.company("software_company"))',
    "channel_mixer": 'sm.widgets.channel_mixer(sm.company("local_restaurant"))',
    "team_builder": 'sm.widgets.team_builder(sm.company("cleaning_service"))',
    "career_compass": "sm.widgets.career_compass()",
}
SLOW = """\
import time
from salesmark.charts.theme import canvas
from salesmark.widgets.lab import Control, Lab

def answer(values, ax):
    for look in range(1, 5):
        time.sleep(0.3)
        ax = canvas(ax)
        ax.barh(0, 100 / (values["budget"] - 90))
        yield ax, f"{values['budget']} spent, look {look}."

budget = Control(name="budget", label="Budget", value=0, high=100, step=10)
Lab(lesson="99", question="How much?", company="Corner shop", controls=[budget], answer=answer, code=str, looks=4)
"""


@pytest.fixture
def opened(jupyterlab):
    """Return a function that opens a notebook with a lab, and runs it."""

    def open_lab(source: str):
        cells = [nbformat.v4.new_code_cell(text) for text in ("import salesmark as sm", source)]
        path = jupyterlab.folder / "lab.ipynb"
        book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        path.write_text(nbformat.writes(book), encoding="utf-8")
        page = jupyterlab.open(path.name)
        jupyterlab.run_all(page)
        page.wait_for_selector(".sml svg")
        page.locator(".sml").scroll_into_view_if_needed()
        return page

    return open_lab


def said(page, words: str) -> None:
    """Wait until the lab says these words, and has no more to say."""
    page.wait_for_function("words => document.querySelector('.sml-words').textContent === words", arg=words)
    page.wait_for_selector(".sml-result:not([aria-busy])")


def barriers(page) -> list[str]:
    """Return what axe finds in the lab, and what sticks out of it at half a screen and at a zoom of 200 %."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "tag", "values": WCAG}}
    violations = Axe().run(page, context=".sml", options=options).response["violations"]
    found = [f"{rule['id']}: {node['html']}" for rule in violations for node in rule["nodes"]]
    for width in (800, 640):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("jupyterapp.shell.collapseLeft()")
        if page.locator(".sml").evaluate("lab => lab.scrollWidth > lab.clientWidth + 1"):
            found.append(f"too wide for {width} pixels")
    return found


@pytest.mark.parametrize("name", LABS)
def test_a_lab_is_used_by_keyboard_and_has_no_barrier_in_either_theme(opened, name):
    page = opened(LABS[name])
    words, code = page.locator(".sml-words"), page.locator(".sml-code")
    first = words.inner_text()
    assert words.get_attribute("aria-live") == "polite"
    page.locator(".sml input[type=range], .sml select").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('.sml-words').textContent !== first", arg=first)
    page.wait_for_selector(".sml-result:not([aria-busy])")
    moved, shared = words.inner_text(), code.input_value()
    assert page.locator(".sml-picture").get_attribute("aria-label")
    page.locator(".sml-foot button", has_text="Reset").press("Enter")
    said(page, first)
    code.fill(shared)
    page.locator(".sml-foot button", has_text="Load").press("Enter")
    said(page, moved)
    page.locator(".sml summary").press("Enter")
    assert "sm." in page.locator(".sml pre").inner_text()
    code.fill("nonsense")
    page.locator(".sml-foot button", has_text="Load").press("Enter")
    page.wait_for_selector(".sml-error:not(:empty)")
    assert "is no share code of this lab" in page.locator(".sml-error").inner_text()
    assert barriers(page) == []
    page.evaluate("jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' })")
    page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    assert barriers(page) == []


def test_a_slow_lab_shows_how_far_it_is_can_be_stopped_and_goes_on_with_the_next_move(opened):
    page = opened(SLOW)
    slider, progress = page.get_by_role("slider"), page.locator(".sml-progress")
    assert progress.is_hidden()
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.sml-words').textContent.startsWith('30 spent, look')")
    progress.wait_for()
    assert 0 < progress.locator("progress").evaluate("bar => bar.position") < 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    progress.wait_for(state="hidden")
    page.wait_for_selector(".sml-result:not([aria-busy])")
    assert slider.evaluate("slider => slider === document.activeElement")
    page.wait_for_timeout(700)
    left = page.locator(".sml-words").inner_text()
    assert left.startswith("30 spent, look ")
    assert left != "30 spent, look 4."
    page.keyboard.press("ArrowRight")
    said(page, "40 spent, look 4.")
    assert progress.is_hidden()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.locator(".sml-error", has_text="ZeroDivisionError: division by zero").wait_for()
    page.wait_for_selector(".sml-result:not([aria-busy])")
    page.keyboard.press("ArrowLeft")
    said(page, "80 spent, look 4.")
    assert page.locator(".sml-error").inner_text() == ""
