"""The learner's workspace: copies of lessons and worksheets, laid without touching anybody's work."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import salesmark
from salesmark._checks import BadInput, whole
from salesmark._safely import UNFINISHED, write_safely

State = Literal["missing", "same", "untouched", "changed"]

NOTES = ".salesmark.json"
_LINK = re.compile(r"""\]\(\s*<?([^)\s>]+)|\bsrc=["']([^"']+)""")
_KERNELS_CLOSE_WITHIN = 10  # seconds between Ctrl-C and a firm request to stop


@dataclass(frozen=True, slots=True)
class Laid:
    """One thing that `lay_out` did.

    Attributes:
        name: The file's place in the workspace, with forward slashes.
        what: What was done: "new" for a first copy, else a sentence for the learner.
    """

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


def course_folder() -> Path:
    """Return the folder that holds the course's notebooks.

    Returns:
        The folder above the package: the course is installed from its own folder.

    Raises:
        BadInput: The package was installed without the notebooks.

    Example:
        >>> (course_folder() / "start.py").is_file()
        True
    """
    folder = Path(salesmark.__file__).resolve().parents[1]
    if not (folder / "start.py").is_file():
        raise BadInput(
            f"The notebooks must lie beside the package, but {folder} has none: salesmark was installed "
            "without them. Download the whole course and run `python3 start.py` in its folder."
        )
    return folder


def lay_out(course: Path, workspace: Path) -> list[Laid]:
    """Lay the course's notebooks into a workspace; a file that the learner changed is never touched.

    Lessons come without outputs, so that nobody sees a result before predicting it. A copy that the learner
    has not changed is replaced by a newer original; beside a changed one the newer original is laid once,
    under a free name. A deleted or renamed copy comes back fresh.

    Args:
        course: Folder of the originals, with `index.ipynb`, `notebooks/` and `exercises/`.
        workspace: The learner's folder; made if it is not there.

    Returns:
        What was done, in order; empty if everything was in place.

    Raises:
        BadInput: The workspace cannot be used: it is the course itself, a file stands where a folder must be,
            the disk is full, or it may not be written to.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     course = Path(folder) / "course"
        ...     write_safely(course / "index.ipynb", '{"cells": []}')
        ...     [str(done) for done in lay_out(course, Path(folder) / "mine")]
        ['index.ipynb: new']
    """
    course = course.resolve()
    if workspace.resolve() == course:
        raise BadInput(
            f"The workspace must be a folder of its own, got the course's own folder {course}. "
            "Name another one, such as workspace."
        )
    try:
        _sweep(workspace)
        notes, done = _read_notes(workspace)
        for name, original in _originals(course):
            done += _lay(workspace, name, original, notes)
        write_safely(workspace / NOTES, json.dumps(notes, indent=1, sort_keys=True) + "\n")
    except OSError as problem:
        raise BadInput(_in_words(problem, workspace)) from problem
    return done


def lab(folder: Path | None, *, browser: bool, port: int, ip: str) -> int:
    """Lay the workspace out and open it in JupyterLab; return when JupyterLab has closed.

    Args:
        folder: The learner's workspace; None for `workspace/` in the course's folder.
        browser: Open a browser window.
        port: First port to try, 1 to 65535; if it is taken, JupyterLab takes the next free one.
        ip: Address to listen on; 127.0.0.1 is this machine only.

    Returns:
        0 if JupyterLab closed well, else its exit code.

    Raises:
        BadInput: The workspace cannot be used, or the port is none.
    """
    whole("port", port, low=1, high=65535)
    course = course_folder()
    workspace = (folder or course / "workspace").expanduser().absolute()
    done = lay_out(course, workspace)
    fresh = sum(step.what == "new" for step in done)
    if fresh:
        _say(f"Laid {fresh} files into {workspace}")
    for step in done:
        if step.what != "new":
            _say(str(step))
    _say(f"Your copies are in {workspace}. Press Ctrl-C here to close JupyterLab.")
    return _until_closed(_jupyter(browser=browser, port=port, ip=ip), workspace)


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


# What the course offers: place in the workspace -> bytes.


def _originals(course: Path) -> Iterator[tuple[str, bytes]]:
    lessons = sorted((course / "notebooks").glob("*.ipynb"))
    worksheets = sorted((course / "exercises").glob("*.ipynb"))
    linked: set[Path] = set()
    for path in [course / "index.ipynb", *lessons, *worksheets]:
        data = path.read_bytes()
        try:
            notebook = json.loads(data)
            linked |= set(_linked(notebook, path, course))
            content = _without_outputs(notebook) if path in lessons else data
        except (ValueError, KeyError, TypeError) as problem:
            damage = f"{path} must be a notebook, but is damaged. Download the course again."
            raise BadInput(damage) from problem
        yield path.relative_to(course).as_posix(), content
    for path in sorted(linked):
        yield path.relative_to(course).as_posix(), path.read_bytes()


def _without_outputs(notebook: dict[str, Any]) -> bytes:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _linked(notebook: dict[str, Any], path: Path, course: Path) -> Iterator[Path]:
    """Yield the files that a notebook's text shows or links to; of notebooks only `_originals` are laid."""
    for cell in notebook["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        for link, source in _LINK.findall("".join(cell["source"])):
            name = (link or source).partition("#")[0]
            target = Path(os.path.normpath(path.parent / name))
            if ":" in name or target.suffix == ".ipynb" or not target.is_relative_to(course):
                continue
            if target.is_file():
                yield target


# What the learner has, and what was laid there before: the notes keep, for each place, the hash of what was
# laid ("laid"), and for each original the hash of the newest one handed over ("seen").


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _read_notes(workspace: Path) -> tuple[dict[str, dict[str, str]], list[Laid]]:
    path = workspace / NOTES
    try:
        notes = json.loads(path.read_text(encoding="utf-8"))
        tables = [notes["laid"], notes["seen"]]
        if all(isinstance(value, str) for table in tables for value in table.values()):
            return {"laid": tables[0], "seen": tables[1]}, []
    except FileNotFoundError:
        return {"laid": {}, "seen": {}}, []
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    aside = _free(path.with_name(".salesmark (damaged).json"))
    path.rename(aside)
    what = f"damaged, set aside as {aside.name}; every file that stands here counts as yours"
    return {"laid": {}, "seen": {}}, [Laid(NOTES, what)]


def _lay(workspace: Path, name: str, original: bytes, notes: dict[str, dict[str, str]]) -> list[Laid]:
    laid, seen, version = notes["laid"], notes["seen"], _hash(original)
    place = workspace / name
    state = _state(place, original, laid.get(name))
    if state == "changed" and seen.get(name) == version:
        return []
    what = ""
    if state == "missing":
        what = "a fresh copy, since yours was deleted or renamed" if name in laid else "new"
    elif state == "untouched":
        what = "replaced by a newer one (you had not changed it)"
    elif state == "changed":
        place, state = _beside(workspace, place, original, laid)
        what = f"yours is left as it is; the course's newer one lies beside it as {place.name}"
    try:
        if state != "same":
            write_safely(place, original)
    except PermissionError as problem:  # on Windows also: another program has the file open
        return [Laid(name, f"could not be written ({problem.strerror}); it is left as it was")]
    laid[place.relative_to(workspace).as_posix()] = seen[name] = version
    return [Laid(name, what)] if what else []


def _state(place: Path, original: bytes, laid: str | None) -> State:
    if not os.path.lexists(place):
        return "missing"
    if place.is_symlink():
        return "changed"  # somebody made that link: what it points to is theirs
    try:
        data = place.read_bytes()
    except OSError:
        return "changed"  # a folder, or a file that we may not even read
    if data == original:
        return "same"
    return "untouched" if _hash(data) == laid else "changed"


def _beside(workspace: Path, place: Path, original: bytes, laid: dict[str, str]) -> tuple[Path, State]:
    """Return where a newer original goes beside a changed file, and what stands there."""
    for candidate in _numbered(place.with_name(f"{place.stem} (new){place.suffix}")):
        state = _state(candidate, original, laid.get(candidate.relative_to(workspace).as_posix()))
        if state != "changed":
            return candidate, state
    raise AssertionError("names never run out")


def _numbered(path: Path) -> Iterator[Path]:
    more = (path.with_name(f"{path.stem[:-1]} {number}){path.suffix}") for number in itertools.count(2))
    return itertools.chain([path], more)


def _free(path: Path) -> Path:
    return next(candidate for candidate in _numbered(path) if not os.path.lexists(candidate))


def _sweep(workspace: Path) -> None:
    """Delete what a write that was cut off left behind; a minute's grace spares a write that still runs."""
    for folder in [workspace, *(path for path in workspace.glob("*") if path.is_dir())]:
        for leftover in folder.glob(f".*{UNFINISHED}"):
            with contextlib.suppress(OSError):
                if time.time() - leftover.stat().st_mtime > 60:
                    leftover.unlink()


def _in_words(problem: OSError, workspace: Path) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {workspace} could not be laid out. Free some space, then start again."
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return (
            f"{problem.filename} must be a folder, but a file stands there. Rename it, then start again, "
            "or name another workspace with --workspace."
        )
    return (
        f"{problem.filename or workspace} could not be read or written ({problem.strerror}). "
        "Mend its permissions, or name another workspace with --workspace."
    )


# JupyterLab, on this machine and without a word to the network.


def _jupyter(*, browser: bool, port: int, ip: str) -> list[str]:
    command = [
        *(sys.executable, "-m", "jupyterlab", f"--ServerApp.port={port}", f"--ServerApp.ip={ip}"),
        "--LabApp.default_url=/lab/tree/index.ipynb",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--ServerApp.answer_yes=True",
        "--log-level=WARN",
    ]
    if not browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        _say("You are root: JupyterLab is started with --allow-root.")
        command.append("--allow-root")
    return command


def _until_closed(command: list[str], folder: Path) -> int:
    child = subprocess.Popen(command, cwd=folder)  # noqa: S603 - our own Python and options
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return child.wait()
    except KeyboardInterrupt:  # the terminal sent it to JupyterLab as well, which closes its kernels first
        _say("\nClosing JupyterLab. What you saved is in the workspace.")
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(_KERNELS_CLOSE_WITHIN)
        return 130
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()
        signal.signal(signal.SIGTERM, before)
