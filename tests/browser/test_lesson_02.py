"""Lesson 02 as a learner meets it: opened from the workspace, run, played by keyboard, a task done wrong and right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from salesmark.classroom.workspace import lay_out

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COURSE = Path(__file__).parents[2]


@pytest.fixture
def workspace(jupyterlab):
    lay_out(COURSE, jupyterlab.folder)
    return jupyterlab


def answer(lab, page, old: str, new: str) -> None:
    """Write a line in the place of the one that begins with `old`, as by hand, and run the cell."""
    cell = lab.cell(page, old)
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(new)
    lab.command(page, "notebook:run-cell")


def test_the_lesson_runs_from_top_to_bottom_and_the_board_is_played_by_keyboard(workspace):
    page = workspace.open("notebooks/02_customer_journey.ipynb")
    workspace.run_all(page)
    workspace.cell(page, "sm.widgets.journey_board(")
    board = page.locator(".smb")
    board.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Week 2 of 52, today: ").wait_for()
    page.keyboard.press("End")
    assert "Since the start: " in board.locator(".smb-words").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.get_by_text("Week 52 of 52, twice the advertising: ").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_text("Week 52 of 52, one more adviser: ").wait_for()


def test_a_task_of_the_worksheet_is_answered_wrong_and_then_right(workspace):
    page = workspace.open("exercises/02_customer_journey.ipynb")
    workspace.run_all(page)
    verdict = workspace.cell(page, 'sm.check("ex02-1"').locator(".jp-OutputArea-output")
    verdict.get_by_text("ex02-1: not attempted yet").wait_for()
    answer(workspace, page, "stages = ", 'stages = ["aware", "interested"]')
    verdict = workspace.run_cell(page, 'sm.check("ex02-1"').locator(".jp-OutputArea-output")
    verdict.get_by_text("ex02-1: not yet").wait_for()
    assert "Their stage is missing" in verdict.inner_text()
    answer(workspace, page, "stages = ", 'stages = ["interested", "aware", "unaware"]')
    verdict = workspace.run_cell(page, 'sm.check("ex02-1"').locator(".jp-OutputArea-output")
    verdict.get_by_text(re.compile("ex02-1: right$")).wait_for()
