"""How quickly the labs answer: `python benchmarks/widgets.py [--json] [--moves 60] [LAB ...]`.

Each lab is opened in a JupyterLab in a headless Chromium and moved by keyboard, each move once the last has settled.
Timed are the kernel's work up to the first answer (also as CPU time, as other programs may be running), and the time
from the key to the screen: a frame with the new picture was shown. Memory is the kernel's after 500
moves, less what it was before them. With the journey board a year is also played at four weeks in about a second, and
every frame is timed (a screen at 60 frames a second leaves 16.7 ms). With `--json` the last line is one JSON object.
"""

from __future__ import annotations

import argparse
import ast
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat
import numpy as np

from salesmark.classroom.browser import JupyterLab, chromium, jupyterlab

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: Moves after which memory is looked at; those that are not timed follow each other as soon as the picture is there.
MOVES = 500
_IDLE = ".sml-result:not([aria-busy])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """How a lab is opened, moved and looked at.

    Attributes:
        made: The line of Python that makes it.
        controls: What is moved, one control after the other.
        shown: What changes on the page with each move.
        keys: Keys pressed in turn; none walks each control from one end to the other and back.
        settled: What is there once a move is done with.
    """

    made: str
    controls: str = ".sml-controls :is(input[type=range], select)"
    shown: str = ".sml-picture"
    keys: tuple[str, ...] = ()
    settled: str = _IDLE


LABS = {
    "sorting_game": Played(
        made="sm.widgets.sorting_game()",
        controls=".smg-card",
        shown=".smg-text, .smg .sml-words",
        keys=("ArrowRight", "s"),
        settled=".smg-card",
    ),
    "journey_board": Played(
        made='sm.widgets.journey_board(sm.simulate(sm.company("electronics_retailer"), months=12, seed=2))',
        controls=".smb input[type=range]",
        shown=".smb-week",
        settled=".smb-week",
    ),
    "team_builder": Played(made='sm.widgets.team_builder(sm.company("cleaning_service"))'),
    "career_compass": Played(made="sm.widgets.career_compass()"),
    "channel_mixer": Played(made='sm.widgets.channel_mixer(sm.company("local_restaurant"))'),
    "deal_desk": Played(made='sm.widgets.deal_desk(sm.company("software_company"))'),
}
#: Times what the kernel does with a move, from the message that came to the first answer that went.
_TIMED = """\
import gc, os, time
import psutil
import salesmark as sm
took = []
def memory():
    gc.collect()
    return psutil.Process().memory_info().rss / 2**20
def timed(handle):
    def handle_timed(message):
        start, busy = time.perf_counter(), time.process_time()
        handle(message)
        data = message["content"]["data"]
        if data.get("content", {}).get("do") != "go on" and data["method"] in ("custom", "update"):
            took.append((1000 * (time.perf_counter() - start), 1000 * (time.process_time() - busy)))
    return handle_timed
"""
_LAB = "lab = {made}\nlab.comm.on_msg(timed(lab._handle_msg))\nlab"
#: `shown()` gives the milliseconds from the next key to the frame that shows what it did.
_WATCH = """selector => {
  let pressed = 0, done = null;
  window.addEventListener("keydown", () => (pressed = performance.now()), true);
  const frame = () => new Promise(requestAnimationFrame);
  const seen = new MutationObserver(async () => {
    if (!pressed || !done) return;
    const [began, tell] = [pressed, done];
    pressed = done = 0;
    await frame();
    await frame();
    tell(performance.now() - began);
  });
  const all = { childList: true, characterData: true, subtree: true };
  document.querySelectorAll(selector).forEach(node => seen.observe(node.shadowRoot ?? node, all));
  window.startWatching = () => { window.painted = new Promise(tell => (done = tell)); };
}"""
_FRAMES = """
window.work = []; window.gaps = []; let last = 0;
const real = window.requestAnimationFrame.bind(window);
window.requestAnimationFrame = call => real(time => {
  const began = performance.now();
  call(time);
  work.push(performance.now() - began);
  if (last) gaps.push(began - last);
  last = began;
});
"""


def opened(lab: JupyterLab, name: str) -> Page:
    """Open a notebook with one lab, its kernel timed, and run it."""
    cells = [nbformat.v4.new_code_cell(source) for source in (_TIMED, _LAB.format(made=LABS[name].made))]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    (lab.folder / f"{name}.ipynb").write_text(nbformat.writes(book), encoding="utf-8")
    page = lab.open(f"{name}.ipynb")
    lab.run_all(page)
    page.locator(LABS[name].controls).first.scroll_into_view_if_needed()
    page.wait_for_selector(LABS[name].settled)
    return page


def told(lab: JupyterLab, page: Page, what: str) -> Any:
    """Return what the kernel says to an expression."""
    text = lab.ask(
        page,
        """async what => {
          const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
          const asked = kernel.requestExecute({ code: '', silent: true, user_expressions: { what } });
          return (await asked.done).content.user_expressions.what.data['text/plain'];
        }""",
        what,
    )
    return ast.literal_eval(text)


def moves(page: Page, played: Played) -> Iterator[None]:
    """Get ready for one move after the other, and make it when the next one is asked for."""
    controls = page.locator(played.controls).all()
    steps, stands, way = [], [], [1] * len(controls)
    for control in controls:
        length, at = control.evaluate(
            "at => at.options ? [at.length - 1, at.selectedIndex]"
            " : at.step ? [(at.max - at.min) / at.step, (at.value - at.min) / at.step] : [0, 0]"
        )
        steps.append(round(length))
        stands.append(round(at))
    for number in range(MOVES + 1):
        turn = number % len(controls)
        if not 0 <= stands[turn] + way[turn] <= steps[turn]:
            way[turn] = -way[turn]
        stands[turn] += way[turn]
        controls[turn].focus()
        walk = "ArrowRight" if way[turn] > 0 else "ArrowLeft"
        page.evaluate("startWatching()")
        page.keyboard.press(played.keys[number % len(played.keys)] if played.keys else walk)
        yield


def measure(lab: JupyterLab, name: str, timed: int) -> dict[str, float]:
    """Move a lab many times.

    Args:
        lab: A JupyterLab.
        name: One of `LABS`.
        timed: How many moves are timed; the others, up to `MOVES`, only for memory.

    Returns:
        Milliseconds in the kernel and from key to screen, median and 90th percentile, and MB of memory.
    """
    page, played = opened(lab, name), LABS[name]
    page.evaluate(_WATCH, played.shown)
    painted, kernel, before = [], [], 0.0
    for number, _ in enumerate(moves(page, played)):
        painted.append(page.evaluate("painted"))
        if number <= timed:
            page.wait_for_selector(played.settled)
            page.wait_for_timeout(50)
        if number == 0:  # the first move warms everything up
            before = told(lab, page, "memory(), took.clear()")[0]
        if number == timed:
            kernel = told(lab, page, "took[:]")
    page.wait_for_selector(played.settled)
    waited, worked = zip(*kernel, strict=True)
    figures = spread("kernel_ms", waited) | spread("kernel_cpu_ms", worked)
    figures |= spread("painted_ms", painted[1 : timed + 1])
    figures["memory_mb_after_500"] = round(told(lab, page, "memory()") - before, 1)
    return figures | (animation(page) if name == "journey_board" else {})


def animation(page: Page) -> dict[str, float]:
    """Play the journey board from its first week to its last, and time the work and the frames."""
    page.evaluate(_FRAMES)
    page.get_by_role("slider", name="Week").press("Home")
    page.get_by_role("radio", name="4×").check()
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for(timeout=120_000)
    work, gaps = page.evaluate("[work, gaps]")
    return spread("frame_work_ms", work) | spread("frame_ms", gaps)


def spread(name: str, values: Sequence[float]) -> dict[str, float]:
    """Return median and 90th percentile."""
    parts = {"median": 50, "p90": 90}
    return {f"{name}_{part}": round(float(np.percentile(values, share)), 1) for part, share in parts.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labs", nargs="*", metavar="LAB", help=f"some of {', '.join(LABS)}; none takes all")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end")
    parser.add_argument("--moves", type=int, default=60, help="how many moves are timed")
    asked = parser.parse_args()
    found = {}
    with chromium() as browser, jupyterlab(browser) as lab:
        for name in asked.labs or LABS:
            start = time.perf_counter()
            found[name] = measure(lab, name, asked.moves)
            lab.close_pages()
            said = ", ".join(f"{what} {value}" for what, value in found[name].items())
            print(f"{name}: {said} ({time.perf_counter() - start:.0f} s)", flush=True)
    if asked.json:
        print(json.dumps(found))


if __name__ == "__main__":
    main()
