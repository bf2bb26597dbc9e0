"""Files that are there whole or not at all: one in the place of an old one, or several into a folder."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from salesmark._checks import BadInput

#: A file that ends so is the leftover of a write that was cut off; it may be deleted.
UNFINISHED = ".unfinished"


def home() -> Path:
    """Return the learner's own folder, where progress is kept.

    Returns:
        The folder named by the environment variable SALESMARK_HOME, else `.salesmark` in the user's home.
        It need not exist.

    Example:
        >>> home().is_absolute()
        True
    """
    named = os.environ.get("SALESMARK_HOME")
    return Path(named).expanduser().absolute() if named else Path.home() / ".salesmark"


def write_safely(path: Path, content: str | bytes) -> None:
    """Write a whole file in one step: who looks sees the old content or the new, never half of it.

    Args:
        path: The file; folders above it are made. Of a link, the file that it points to is written.
        content: Text (written as UTF-8, line ends untouched) or bytes.

    Raises:
        OSError: The disk is full, or the folder may not be written to; the old file is untouched.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     note = Path(folder) / "notes" / "today.txt"
        ...     write_safely(note, "called 12 leads")
        ...     note.read_text(encoding="utf-8")
        'called 12 leads'
    """
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        with beside.open("xb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        os.replace(beside, path)  # noqa: PTH105 - the one call that tests cut off
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def new_file(path: str | Path) -> Path:
    """Return a path if a new file can be written there.

    Args:
        path: The file; its folder must be there.

    Returns:
        The path.

    Raises:
        BadInput: It has no name, is there already, lies in no folder, or cannot be written.

    Example:
        >>> new_file(" ")
        Traceback (most recent call last):
        salesmark._checks.BadInput: A place to write to must be named, but the name is empty. ...
    """
    path = _unused(_named(path))
    if not os.path.isdir(path.parent):  # noqa: PTH112 - it answers for impossible names too
        raise BadInput(f"{path.parent} must be a folder that exists, but it is none. Make that folder first.")
    return _tried(path, path.parent)


def new_folder(path: str | Path, names: Iterable[str]) -> Path:
    """Return the path of a folder if new files can be written into it.

    Args:
        path: The folder, which need not be there.
        names: Names of the files.

    Returns:
        The path.

    Raises:
        BadInput: It has no name, one of the files is there already, or they cannot be written.
    """
    path = _named(path)
    for name in names:
        _unused(path / name)
    return _tried(path, next(each for each in (path, *path.parents) if os.path.lexists(each)))


def _named(path: str | Path) -> Path:
    if not str(path).strip():
        raise BadInput("A place to write to must be named, but the name is empty. Give one, such as 'my_run'.")
    return Path(path)


def _unused(path: Path) -> Path:
    if os.path.lexists(path):
        raise BadInput(
            f"{path} is there already, and nothing is overwritten. Choose another name, or move that file away."
        )
    return path


def _tried(path: Path, place: Path) -> Path:
    try:
        with NamedTemporaryFile(prefix=f".{path.name}.", dir=place):
            return path
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


@contextmanager
def all_or_none(folder: Path, errors: tuple[type[Exception], ...] = (OSError,)) -> Iterator[Path]:
    """Give an empty place to write files in; at the end all of them move into the folder, or none does.

    Args:
        folder: Where the files go; made if it is not there.
        errors: What says that a file cannot be written.

    Yields:
        The place, which is gone afterwards.

    Raises:
        BadInput: The folder cannot be made or written to.

    Example:
        >>> with TemporaryDirectory() as place:
        ...     with all_or_none(Path(place) / "kept") as part:
        ...         _ = (part / "note.txt").write_text("12 leads", encoding="utf-8")
        ...     sorted(path.name for path in (Path(place) / "kept").iterdir())
        ['note.txt']
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as part:
            yield Path(part)
            _move_all(Path(part), folder)
    except errors as error:
        raise unwritable(folder, error) from None


def _move_all(part: Path, folder: Path) -> None:
    moved: list[Path] = []
    try:
        for path in sorted(part.iterdir()):
            target = folder / path.name
            path.replace(target)
            moved.append(target)
    except BaseException:
        for path in moved:
            path.unlink()
        raise


def unwritable(path: Path, error: Exception) -> BadInput:
    """Return the error for a place that cannot be written to, with the system's reason."""
    return BadInput(
        f"{path} must be a place to write to, but it cannot be made ({reason(error)}). "
        "Make room there, or choose another place."
    )


def reason(error: Exception) -> str:
    """Return the first line of what a system says went wrong."""
    return (getattr(error, "strerror", None) or str(error)).partition("\n")[0]
