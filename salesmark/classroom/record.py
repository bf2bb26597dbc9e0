"""The learner's own record: predictions, tasks and quizzes in one file that all open notebooks share."""

from __future__ import annotations

import contextlib
import copy
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from salesmark._safely import home, write_safely

SCHEMA = 1
#: What the record holds: section -> what is known of each entry in it, by id.
SECTIONS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "predictions": {"answer": (int, float, str)},
    "tasks": {"tries": int, "right": bool, "hints": int},
    "quizzes": {"right": list},
    "desks": {"marketing": str, "sales": str},  # the comparison of lesson 01, by respect
}

#: Stands in for the file where nothing may be written: in builds and CI, and once the disk has refused.
_session: dict[str, Any] = {}
_said: set[str] = set()


def building() -> bool:
    """Return whether notebooks are being built or validated: then no learner's file is written."""
    return os.environ.get("SALESMARK_BUILD", "") not in ("", "0")


def record_file() -> Path:
    """Return where the record is kept; it need not exist."""
    return home() / "progress.json"


def read() -> dict[str, Any]:
    """Return the learner's record.

    Returns:
        A new dict: "schema", perhaps "seed", and for each of `SECTIONS` a dict of dicts by id. A damaged file
        is set aside first, and a new record started.
    """
    return _change(None)


def update(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Change the record; two notebooks that do so at the same time lose nothing.

    Args:
        change: Gets the newest record and changes it in place.

    Returns:
        The record after the change. Where the file cannot be written, or belongs to a newer salesmark, the
        change holds for this session only, and a line says so once.
    """
    return _change(change)


def _change(change: Callable[[dict[str, Any]], None] | None) -> dict[str, Any]:
    file = record_file()
    record = _new()
    if not building() and not _session:
        try:
            if change is None and not file.exists():
                return record
            with _lock(file.with_name("progress.lock")):
                record = _load(file)
                if record["schema"] <= SCHEMA:
                    if change is not None:
                        change(record)
                        write_safely(file, json.dumps(record, indent=1, ensure_ascii=False) + "\n")
                    return record
            _say_once(
                "Your progress was saved by a newer salesmark. It is left as it is, and nothing is added. "
                "Update this copy of the course to go on with it."
            )
            record = _new()
        except OSError as problem:
            _say_once(f"Your progress cannot be saved here ({problem}). The course works on without it.")
    record |= copy.deepcopy(_session)
    if change is not None:
        change(record)
        _session.update(copy.deepcopy(record))
    return record


def _new() -> dict[str, Any]:
    return {"schema": SCHEMA} | {section: {} for section in SECTIONS}


def _load(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return _new()
    except (ValueError, RecursionError):
        found = None
    if _well_formed(found):
        return _new() | dict(found)
    _set_aside(file)
    return _new()


def _well_formed(found: Any) -> bool:
    """Whether this is a record; of a newer one only the schema number is known."""
    if not isinstance(found, dict) or type(found.get("schema")) is not int:
        return False
    if found["schema"] > SCHEMA:
        return True
    return type(found.get("seed", 0)) is int and all(
        isinstance(entries := found.get(section, {}), dict)
        and all(
            isinstance(entry, dict) and all(isinstance(entry[f], kind) for f, kind in fields.items() if f in entry)
            for entry in entries.values()
        )
        for section, fields in SECTIONS.items()
    )


def _set_aside(file: Path) -> None:
    number = 1
    while (aside := file.with_name(f"progress.damaged-{number}.json")).exists():
        number += 1
    file.rename(aside)
    print(  # noqa: T201 - said where the learner looks, below the cell
        f"Your progress file could not be read. It is kept as {aside.name}, and a new one was started."
    )


def _say_once(message: str) -> None:
    if message not in _said:
        _said.add(message)
        print(message)  # noqa: T201 - said where the learner looks, below the cell


@contextlib.contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Hold a lock that the system gives back by itself if this process dies."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as handle:
        _acquire(handle)
        yield


if sys.platform == "win32":  # pragma: no cover - the other branch is tested where the tests run

    def _acquire(handle: IO[bytes]) -> None:
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)  # given back when the file is closed
else:

    def _acquire(handle: IO[bytes]) -> None:
        import fcntl

        with contextlib.suppress(OSError):  # some network drives have no locks: better unlocked than no course
            fcntl.flock(handle, fcntl.LOCK_EX)
