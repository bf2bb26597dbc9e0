"""What every lab has in common with its page: files that are joined, messages that are heard, errors that are said."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from salesmark._checks import BadInput

_HERE = pathlib.Path(__file__).parent


def joined(*names: str) -> str:
    """Return the text of some files beside this one, one after the other: what labs share, then what is their own."""
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


class OnPage(anywidget.AnyWidget):
    """A widget whose page asks for things by messages such as {"do": "reset"}.

    Attributes:
        error: What went wrong, in words; '' for nothing.
    """

    error = traitlets.Unicode().tag(sync=True)

    def __init__(self, asked: Callable[[Mapping[str, Any]], None], **state: Any) -> None:
        """Make a widget.

        Args:
            asked: Does what a message from the page asks for.
            **state: Traits and where they stand at first.
        """
        super().__init__(**state)
        self._asked = asked
        self.on_msg(self._heard)

    def _heard(self, _: Any, message: Mapping[str, Any], __: Any) -> None:
        """Do what the page asks; whatever goes wrong is said on it, and raised where tests run."""
        try:
            with self.hold_sync():  # one message with all that is new is faster than four
                self._asked(message)
                self.error = ""
        except Exception as problem:
            self.error = str(problem) if isinstance(problem, BadInput) else f"{type(problem).__name__}: {problem}"
            if os.environ.get("SALESMARK_BUILD") or os.environ.get("PYTEST_CURRENT_TEST"):
                raise
        finally:
            self.send({"done": message.get("number")})


def no_code(code: str, lab: str, lesson: str) -> BadInput:
    """Return the error that answers a share code of something else."""
    return BadInput(f"{code!r} is no share code of this {lab}. Copy one that begins with {lesson}-.")
