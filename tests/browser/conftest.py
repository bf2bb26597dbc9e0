"""A real browser on a real JupyterLab: the server, the pages, and what a learner does with them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from salesmark._checks import BadInput
from salesmark.classroom import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium from this machine; the test is skipped where there is none."""
    started = browser.chromium()
    try:
        found = started.__enter__()
    except BadInput as missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))
    yield found
    started.__exit__(None, None, None)


@pytest.fixture(scope="session")
def _lab(chromium) -> Iterator[browser.JupyterLab]:
    with browser.jupyterlab(chromium) as lab:
        yield lab


@pytest.fixture
def jupyterlab(_lab) -> Iterator[browser.JupyterLab]:
    """A JupyterLab in a workspace of its own; its pages are closed after the test, the server is kept."""
    yield _lab
    _lab.close_pages()
