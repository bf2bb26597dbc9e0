"""The labs in JupyterLab: moved by keyboard, read aloud, in both themes without a barrier."""

from __future__ import annotations

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LABS = {
    "deal_desk": 'lab = sm.widgets.deal_desk(sm.company("software_company"))\nlab',
    "channel_mixer": 'lab = sm.widgets.channel_mixer(sm.company("local_restaurant"))\nlab',
    "team_builder": 'lab = sm.widgets.team_builder(sm.company("cleaning_service"))\nlab',
    "career_compass": "lab = sm.widgets.career_compass()\nlab",
}


@pytest.fixture
def opened(jupyterlab):
    """Return a function that opens a notebook with a lab in a theme and a width, and runs it."""

    def open_lab(name: str, **how: object):
        cells = [nbformat.v4.new_code_cell(source) for source in ("import salesmark as sm", LABS[name])]
        path = jupyterlab.folder / f"{name}.ipynb"
        book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        path.write_text(nbformat.writes(book), encoding="utf-8")
        page = jupyterlab.open(path.name, **how)
        jupyterlab.run_all(page)
        page.wait_for_selector(".sml img")
        page.locator(".sml").scroll_into_view_if_needed()
        return page

    return open_lab


@pytest.mark.parametrize("name", LABS)
def test_a_lab_is_moved_reset_shared_and_restored_by_keyboard(opened, name):
    page = opened(name)
    words = page.locator(".sml-words")
    first, code = words.inner_text(), page.locator(".sml-code")
    assert words.get_attribute("aria-live") == "polite"
    page.locator(".sml input[type=range], .sml select").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('.sml-words').textContent !== first", arg=first)
    page.wait_for_selector(".sml-result:not([aria-busy])")
    moved, shared = words.inner_text(), code.input_value()
    assert page.locator(".sml img").get_attribute("alt")
    page.locator(".sml-foot button", has_text="Reset").press("Enter")
    page.wait_for_function("first => document.querySelector('.sml-words').textContent === first", arg=first)
    page.wait_for_selector(".sml-result:not([aria-busy])")
    code.fill(shared)
    page.locator(".sml-foot button", has_text="Load").press("Enter")
    page.wait_for_function("moved => document.querySelector('.sml-words').textContent === moved", arg=moved)
    page.locator(".sml summary").press("Enter")
    assert "sm." in page.locator(".sml pre").inner_text()
    code.fill("nonsense")
    page.locator(".sml-foot button", has_text="Load").press("Enter")
    page.wait_for_selector(".sml-error:not(:empty)")
    assert "is no share code of this lab" in page.locator(".sml-error").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", LABS)
def test_a_lab_has_no_barrier_in_either_theme_and_on_a_narrow_page(opened, name, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(name, theme=theme, width=800)
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = Axe().run(page, context=".sml", options=options)
    assert found.response["violations"] == []
    assert page.locator(".sml").evaluate("lab => lab.scrollWidth <= lab.clientWidth + 1")
