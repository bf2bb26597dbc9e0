"""Files of a learner: where they live, and how to write one so that a crash leaves the old or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

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
