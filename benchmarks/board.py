"""How smoothly the journey board moves: `python benchmarks/board.py [--json]`, in a headless Chromium.

Plays a year at four weeks in about a second and times every frame: the work of the board in it, and the time
from one frame to the next (a screen at 60 frames a second leaves 16.7 ms).
"""

from __future__ import annotations

import argparse
import base64
import json
import shutil

import numpy as np

import salesmark as sm

FRAME_LIMIT = 16.0  # milliseconds

WATCH = """
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
MOUNT = """async ([source, state, paths]) => {
  const bytes = Uint8Array.from(atob(paths), letter => letter.charCodeAt(0));
  const values = {...state, _paths: new DataView(bytes.buffer)};
  const set = (key, value) => { values[key] = value; };
  const model = {get: key => values[key], set, on() {}, off() {}, save_changes() {}};
  const module = await import(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
  module.default.render({model, el: document.querySelector('main')});
}"""


def measure(board: object, *, width: int = 1280, pixels: int = 1) -> dict[str, float]:
    """Play the board from its first week to its last and return the frame times.

    Args:
        board: The widget.
        width: Width of the page (CSS pixels).
        pixels: Screen pixels per CSS pixel.

    Returns:
        Number of frames; median and 90th percentile of work and of frame to frame, in milliseconds.
    """
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 800}, device_scale_factor=pixels)
        page.set_content(f"<style>{board._css}</style><main></main>")
        page.evaluate(WATCH)
        state = {"_board": board._board, "week": 0, "chosen": board.chosen}
        page.evaluate(MOUNT, [str(board._esm), state, base64.b64encode(board._paths).decode()])
        page.get_by_role("radio", name="4×").check()
        page.get_by_role("button", name="Play", exact=True).click()
        page.get_by_role("button", name="Play", exact=True).wait_for(timeout=120_000)
        work, gaps = page.evaluate("[work, gaps]")
        browser.close()
    return {
        "frames": len(work),
        "work_ms_median": round(float(np.median(work)), 2),
        "work_ms_p90": round(float(np.percentile(work, 90)), 2),
        "frame_ms_median": round(float(np.median(gaps)), 2),
        "frame_ms_p90": round(float(np.percentile(gaps, 90)), 2),
    }


def main() -> None:
    """Measure a year of the electronics retailer and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    run = sm.simulate(sm.company("electronics_retailer"), months=12, seed=2)
    found = {"people": run.population, **measure(sm.widgets.journey_board(run)), "limit_ms": FRAME_LIMIT}
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{found['people']:,} people, {found['frames']} frames")
    print(f"work a frame     median {found['work_ms_median']:5.2f} ms, 90 % below {found['work_ms_p90']:5.2f} ms")
    print(f"frame to frame   median {found['frame_ms_median']:5.2f} ms, 90 % below {found['frame_ms_p90']:5.2f} ms")


if __name__ == "__main__":
    main()
