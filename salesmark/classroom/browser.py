"""JupyterLab in a headless Chromium, for screenshots, tests and benchmarks: notebooks are opened, run and looked at."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from salesmark._checks import BadInput

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_QUIET = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
#: The two themes in which everything must be readable.
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
_PATIENCE = 120_000  # milliseconds; a lesson runs for some fifteen seconds where nothing else does


class JupyterLab:
    """A JupyterLab that serves a folder; notebooks laid there can be opened and run. Made by `jupyterlab`.

    Attributes:
        url: Where it listens.
        folder: What it serves.
    """

    def __init__(self, url: str, folder: Path, settings: Path, browser: Browser) -> None:
        self.url, self.folder, self._settings, self._browser = url, folder, settings, browser
        self._pages: list[Page] = []

    def setting(self, name: str, **values: Any) -> None:
        """Change a setting of JupyterLab, such as "notebook-extension/tracker", for pages opened later."""
        path = self._settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")

    def open(
        self, notebook: str, *, theme: str = "light", width: int = 1280, height: int = 900, **context: Any
    ) -> Page:
        """Open a notebook in a fresh page, its kernel ready; `context` goes to Playwright's new_page."""
        self.setting("apputils-extension/themes", theme=THEMES[theme])
        page = self._browser.new_page(viewport={"width": width, "height": height}, **context)
        self._pages.append(page)
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{self.url}/lab/workspaces/w{len(self._pages)}/tree/{notebook}?reset")
        page.wait_for_selector(f"body[data-jp-theme-name='{THEMES[theme]}']", state="attached")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        self.ask(page, "async () => { await jupyterapp.shell.currentWidget.sessionContext.ready; }")
        self.wait_idle(page)
        if width < 1000:  # as a learner with a small screen does
            page.evaluate("jupyterapp.shell.collapseLeft()")
        return page

    def wait_idle(self, page: Page) -> None:
        """Wait until the kernel has nothing left to do."""
        page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached")

    def run_all(self, page: Page) -> None:
        """Run every cell and wait until the last one is done.

        Raises:
            RuntimeError: A cell raised an error.
        """
        self.command(page, "notebook:run-all-cells")
        self.wait_idle(page)
        if errors := self.errors(page):
            raise RuntimeError(f"{page.url} has cells that fail: {errors}")

    def errors(self, page: Page) -> list[str]:
        """Return the errors that the cells show, as name and message."""
        found: list[str] = self.ask(
            page,
            """async () => jupyterapp.shell.currentWidget.content.model.toJSON().cells
            .flatMap(cell => cell.outputs ?? []).filter(output => output.output_type === 'error')
            .map(error => `${error.ename}: ${error.evalue}`)""",
        )
        return found

    def cell(self, page: Page, text: str) -> Locator:
        """Bring the first cell whose source holds `text` into view and make it the active one."""
        number = self.ask(
            page,
            """async text => {
              const book = jupyterapp.shell.currentWidget.content;
              const number = book.widgets.findIndex(cell => cell.model.sharedModel.source.includes(text));
              book.activeCellIndex = number;
              await book.scrollToItem(number, 'start');
              return number;
            }""",
            text,
        )
        if number < 0:
            raise RuntimeError(f"{page.url} has no cell that holds {text!r}")
        return page.locator(f'.jp-Cell[data-windowed-list-index="{number}"]')

    def run_cell(self, page: Page, text: str) -> Locator:
        """Run the first cell whose source holds `text`."""
        cell = self.cell(page, text)
        self.command(page, "notebook:run-cell")
        return cell

    def command(self, page: Page, name: str) -> None:
        """Run one of JupyterLab's commands and wait for its end."""
        self.ask(page, "async name => { await jupyterapp.commands.execute(name); }", name)

    def ask(self, page: Page, what: str, *given: str) -> Any:
        """Let the page call a JavaScript function, and wait for its answer."""
        late = f"new Promise((_, no) => setTimeout(() => no(new Error('no answer in time')), {_PATIENCE}))"
        return page.evaluate(f"given => Promise.race([({what})(given), {late}])", *given)

    def close_pages(self) -> None:
        """Close every page that was opened."""
        for page in self._pages:
            page.close()
        self._pages.clear()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium of this machine.

    Yields:
        The browser.

    Raises:
        BadInput: There is none, or Playwright is missing.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ModuleNotFoundError as missing:
        raise BadInput(
            "A browser is driven by Playwright, which is not installed. Type: python3 start.py test, which fetches it."
        ) from missing
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    ways: list[dict[str, Any]] = (
        [{"executable_path": found}] if found else [{"channel": "chrome"}, {"channel": "msedge"}]
    )
    with sync_playwright() as playwright:
        for way in ways:
            with contextlib.suppress(Error):
                browser = playwright.chromium.launch(args=_QUIET, **way)
                break
        else:
            raise BadInput(f"A browser must be on the path, but none of {', '.join(_NAMES)} is. Install Chromium.")
        yield browser
        browser.close()


@contextmanager
def jupyterlab(browser: Browser) -> Iterator[JupyterLab]:
    """Serve an empty folder of its own by JupyterLab, on this machine only, with settings and progress of its own.

    Args:
        browser: From `chromium`.

    Yields:
        The JupyterLab; it ends, and its folder goes, with the block.

    Raises:
        RuntimeError: It did not start.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        home = Path(place)
        workspace = home / "workspace"
        workspace.mkdir()
        own = {name: str(home / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
        own |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "spaces")}
        own |= {"JUPYTER_RUNTIME_DIR": str(home / "runtime"), "SALESMARK_HOME": str(home / "learner")}
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        log = home / "server.log"
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
        command += [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
        command += ["--expose-app-in-browser", f"--ServerApp.root_dir={workspace}"]
        with log.open("wb") as output:
            server = subprocess.Popen(command, env={**os.environ, **own}, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603
        try:
            _wait_for(url, server, log)
            lab = JupyterLab(url, workspace, home / "settings", browser)
            lab.setting("apputils-extension/notification", fetchNews="false", checkForUpdates=False)
            yield lab
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/api/status", timeout=5):  # noqa: S310 - our own loopback
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
