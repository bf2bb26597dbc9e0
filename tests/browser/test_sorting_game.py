"""The sorting game in JupyterLab: played by keyboard and by mouse, read aloud, whole on a narrow page."""

from __future__ import annotations

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CELLS = ("import salesmark as sm\ngame = sm.widgets.sorting_game()", "game", "print('python sees', game.placed)")


@pytest.fixture
def opened(jupyterlab):
    """Return a function that opens a notebook with the game in a theme and a width, and runs it."""

    def open_game(**how: object):
        cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
        path = jupyterlab.folder / "game.ipynb"
        book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        path.write_text(nbformat.writes(book), encoding="utf-8")
        page = jupyterlab.open(path.name, **how)
        jupyterlab.run_all(page)
        page.wait_for_selector(".smg-card")
        page.locator(".smg").scroll_into_view_if_needed()
        return page

    return open_game


def said(page, words: str) -> None:
    page.locator(".smg .sml-words", has_text=words).wait_for()


def test_the_game_is_played_reset_and_restored_by_keyboard_and_python_sees_it(opened, jupyterlab):
    page = opened()
    words = page.locator(".smg .sml-words")
    assert words.get_attribute("aria-live") == "polite"
    card = page.locator(".smg-card")
    card.focus()
    page.keyboard.press("s")
    said(page, "Not sales' desk.")
    page.keyboard.press("m")
    said(page, "Right: marketing's desk.")
    page.keyboard.press("ArrowRight")
    page.locator(".smg-text", has_text="Write a radio spot").wait_for()
    page.keyboard.press("ArrowLeft")
    page.locator(".smg-text", has_text="Ride along with Mr Costa").wait_for()
    page.keyboard.press("2")
    said(page, "Right: sales' desk. One named buyer")
    assert page.locator('.smg-desk[data-desk="sales"] li').all_inner_texts() == [
        "Ride along with Mr Costa while he tests the estate car"
    ]
    assert page.evaluate("document.activeElement.className") == "smg-card"
    code = page.locator(".smg .sml-code").input_value()
    page.get_by_role("button", name="Reset", exact=True).press("Enter")
    page.locator(".smg-summary", has_text="0 of 30").wait_for()
    page.locator(".smg .sml-code").fill(code)
    page.get_by_role("button", name="Load", exact=True).press("Enter")
    page.locator(".smg-summary", has_text="2 of 30 cards sorted, 1 right at the first try.").wait_for()
    page.locator(".smg .sml-code").fill("nonsense")
    page.get_by_role("button", name="Load", exact=True).press("Enter")
    page.locator(".sml-error", has_text="is no share code of this game").wait_for()
    page.locator(".sml summary").press("Enter")
    assert f'game.load("{code}")' in page.locator(".sml pre").inner_text()
    assert page.locator(".jp-CodeCell").count() == 3
    page.locator(".jp-CodeCell").nth(2).locator(".jp-InputPrompt").click()
    jupyterlab.command(page, "notebook:run-cell")
    page.get_by_text("python sees {'survey': 'marketing', 'test_drive': 'sales'}").wait_for()


def test_a_card_is_laid_by_a_button_and_by_dragging(opened):
    page = opened()
    page.get_by_role("button", name="Marketing").click()
    said(page, "Right: marketing's desk.")
    page.locator(".smg-card").drag_to(page.locator('.smg-desk[data-desk="sales"]'))
    said(page, "Right: sales' desk.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_game_has_no_barrier_in_either_theme_and_on_a_narrow_page(opened, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(theme=theme, width=800)
    page.locator(".smg-card").focus()
    for key, words in (("m", "Right: m"), ("s", "Right: s"), ("b", "Not both"), ("m", "Right: m")):
        page.keyboard.press(key)
        said(page, words)
    found = Axe().run(page, context=".smg", options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.response["violations"] == []
    assert page.locator(".smg").evaluate("game => game.scrollWidth <= game.clientWidth + 1")


def test_at_a_zoom_of_200_percent_nothing_is_cut_off(opened):
    page = opened(width=640)
    assert page.locator(".smg").evaluate("game => game.scrollWidth <= game.clientWidth + 1")
    columns = page.locator(".smg-desks").evaluate(
        "desks => getComputedStyle(desks).gridTemplateColumns.split(' ').length"
    )
    assert columns == 1
