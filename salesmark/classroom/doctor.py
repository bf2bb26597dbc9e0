"""`salesmark doctor`: one line for each thing that the course needs, with the remedy where it is missing."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from importlib.util import find_spec
from pathlib import Path

from salesmark._checks import BadInput
from salesmark._safely import home
from salesmark.classroom.workspace import course_folder

_IMPORTED_AS = {"pillow": "PIL"}
_NEEDED = re.compile(r"([\w.-]+) *>= *([\d.]+)(?: *; *extra *== *['\"]course['\"])?")
_FREE_MEGABYTES = 200


def doctor(workspace: Path | None = None) -> int:
    """Print what the course needs and whether it is here.

    Args:
        workspace: The learner's workspace; None for `workspace/` in the course's folder.

    Returns:
        0 if all is well, 1 if something is missing.
    """
    checks: list[Callable[[], Iterator[tuple[str, str]]]] = [
        _python,
        packages,
        lambda: _folder("workspace", workspace or course_folder() / "workspace"),
        lambda: _folder("progress", home()),
    ]
    healthy = True
    for check in checks:
        try:
            for found, remedy in check():
                healthy &= not remedy
                _say(found, remedy)
        except BadInput as problem:
            healthy = False
            _say("the course's notebooks", str(problem))
    return 0 if healthy else 1


def packages() -> Iterator[tuple[str, str]]:
    """Look for each package that the course needs, without importing it.

    Yields:
        Its name with what was found, and the remedy if it is missing or too old, else "".

    Example:
        >>> [remedy for found, remedy in packages() if found.startswith("numpy")]
        ['']
    """
    remedy = "delete the folder .venv and run `python3 start.py` again"
    for line in requires("salesmark") or []:
        needed = _NEEDED.fullmatch(line)
        if needed is None:
            continue  # belongs to another extra, such as the tests'
        name, least = needed.groups()
        try:
            here = version(name)
        except PackageNotFoundError:
            here = ""
        if not here or find_spec(_IMPORTED_AS.get(name, name)) is None:
            yield f"{name} is missing", remedy
        elif _numbers(here) < _numbers(least):
            yield f"{name} {here} is older than {least}", remedy
        else:
            yield f"{name} {here}", ""


def _python() -> Iterator[tuple[str, str]]:
    least = metadata("salesmark")["Requires-Python"].removeprefix(">=")
    here = ".".join(map(str, sys.version_info[:3]))
    too_old = sys.version_info < _numbers(least)
    yield f"Python {here}", f"install Python {least} or newer from python.org" if too_old else ""


def _folder(what: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield whether files can be written where `folder` is or would be made, and the room left there."""
    folder = folder.expanduser().absolute()
    stands = next(place for place in [folder, *folder.parents] if os.path.lexists(place))
    try:
        with tempfile.TemporaryFile(dir=stands) as file:
            file.write(b"?")
    except OSError as problem:
        yield f"{what} in {folder}", f"{problem.strerror}: mend {stands}, or name another folder"
        return
    free = shutil.disk_usage(stands).free // 2**20
    too_full = f"free some space: {_FREE_MEGABYTES} MB are needed" if free < _FREE_MEGABYTES else ""
    yield f"{what} in {folder}, {free:,} MB free", too_full


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", text))


def _say(found: str, remedy: str) -> None:
    sys.stdout.write(f"  problem  {found}: {remedy}\n" if remedy else f"  ok       {found}\n")
