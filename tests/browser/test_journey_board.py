"""The journey board in JupyterLab: seen, played by keyboard, read aloud."""

from __future__ import annotations

import re

import nbformat
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETUP = """\
import salesmark as sm
shop = sm.company("electronics_retailer")
run = sm.simulate(shop, months=3, seed=2)
twice = {name: 2 * budget for name, budget in shop.plan.marketing.budget.items()}
other = sm.simulate(shop.change(plan={"marketing": {"budget": twice}}), months=3, seed=2)
"""
BOARD = 'board = sm.widgets.journey_board({"today": run, "twice the advertising": other})\nboard'
ASK = "print('python sees', board.week, board.chosen)"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
#: Key and picture in one go: on a busy machine the dots would else have arrived before anybody looks.
TO_THE_END = """board => new Promise(done => {
  board.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true, cancelable: true }));
  requestAnimationFrame(() => done(board.querySelector("canvas").toDataURL()));
})"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def opened(jupyterlab):
    """Return a function that opens a notebook with a board in a theme and a width, and runs it."""

    def open_board(**how: object):
        cells = [nbformat.v4.new_code_cell(source) for source in (SETUP, BOARD, ASK)]
        path = jupyterlab.folder / "board.ipynb"
        book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        path.write_text(nbformat.writes(book), encoding="utf-8")
        page = jupyterlab.open(path.name, **how)
        jupyterlab.run_all(page)
        page.wait_for_selector(".smb canvas")
        page.locator(".smb").scroll_into_view_if_needed()
        return page

    return open_board


def week_shown(page) -> int:
    return int(re.findall(r"\d+", page.locator(".smb-week").inner_text())[0])


def picture(page) -> str:
    return page.locator(".smb canvas").evaluate("canvas => canvas.toDataURL()")


def test_the_board_is_played_by_keyboard_and_python_sees_it(opened, jupyterlab):
    page = opened()
    page.locator(".smb").focus()
    for key, week in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 13), ("Home", 0)):
        page.keyboard.press(key)
        assert week_shown(page) == week
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.smb-week').textContent.startsWith('Week 2 ')")
    page.keyboard.press("Space")
    paused_at = week_shown(page)
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")  # the first control is the choice of the run
    assert week_shown(page) == paused_at
    assert f"Week {paused_at} of 13, twice the advertising" in page.locator(".smb-words").inner_text()
    page.locator(".jp-CodeCell").nth(2).locator(".jp-InputPrompt").click()
    jupyterlab.command(page, "notebook:run-cell")
    page.get_by_text(f"python sees {paused_at} twice the advertising").wait_for()
    code = page.locator(".sml-code").input_value()
    assert f"runs['twice the advertising'], week={paused_at}" in page.locator(".sml pre").text_content()
    page.get_by_role("button", name="Reset", exact=True).press("Enter")
    page.locator(".sml-words", has_text="The start, today: ").wait_for()
    page.locator(".sml-code").fill(code)
    page.get_by_role("button", name="Load", exact=True).press("Enter")
    page.locator(".sml-words", has_text=f"Week {paused_at} of 13, twice the advertising").wait_for()
    page.locator(".sml-code").fill("02-9-9")
    page.get_by_role("button", name="Load", exact=True).press("Enter")
    page.locator(".sml-error", has_text="run must be a whole number from 1 to 2, got 9").wait_for()


def test_playing_stops_at_the_last_week(opened):
    page = opened()
    page.get_by_role("slider", name="Week").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("radio", name="4×").check()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    assert week_shown(page) == 13


def test_keys_pressed_on_the_board_do_not_reach_the_notebook(opened):
    page = opened()
    page.locator(".smb").focus()
    for key in "abxdd":
        page.keyboard.press(key)
    assert page.locator(".jp-CodeCell").count() == 3


def test_dots_glide_and_where_motion_is_unwelcome_they_jump(opened):
    for motion, jumps in (("no-preference", False), ("reduce", True)):
        page = opened(reduced_motion=motion)
        soon = page.locator(".smb").evaluate(TO_THE_END)
        page.wait_for_timeout(1500)
        assert (picture(page) == soon) is jumps


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_reader_by_ear_finds_no_barrier_on_the_board(opened, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(theme=theme)
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    results = Axe().run(page, context=".sml", options=options).response
    found = [f"{rule['id']}: {node['html']}" for rule in results["violations"] for node in rule["nodes"]]
    assert found == []
    assert results["passes"]


@pytest.mark.parametrize("width", [1280, 800, 640])  # 640 is 1280 at a zoom of 200 %
def test_no_word_on_the_board_is_cut_off_or_covers_another(opened, width):
    page = opened(width=width)
    trouble = page.evaluate(
        """() => {
          const words = [...document.querySelectorAll('.sml :is(span, p, output, legend, button, label, summary)')]
            .filter(node => !node.children.length && node.textContent.trim() && node.getClientRects().length);
          const boxes = words.map(node => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return [node.textContent, range.getBoundingClientRect()];
          });
          const board = document.querySelector('.sml').getBoundingClientRect();
          const out = box => box.left < board.left - 1 || box.right > board.right + 1;
          const found = boxes.filter(([, box]) => out(box)).map(([text]) => text + ' is cut');
          boxes.forEach(([text, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 3) found.push(`${text} covers ${other}`);
          }));
          return found;
        }"""
    )
    assert trouble == []
    assert page.locator(".smb").evaluate("board => board.scrollWidth <= board.clientWidth")
