"""A short answer to the learner that reads well as text, in a light theme and in a dark one."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

#: Edge colours, from the Okabe-Ito palette; the words carry the meaning, the colour only helps the eye.
GOOD, TRY_AGAIN, TROUBLE, NEUTRAL = "#009E73", "#E69F00", "#CC79A7", "#787878"


@dataclass(frozen=True, slots=True)
class Note:
    """A title and a few sentences; a notebook shows it when it is a cell's last value.

    Attributes:
        title: What happened, in a few words.
        lines: Sentences below it.
        colour: Of the edge at its side.

    Example:
        >>> Note("Committed.", ("You said 30.",))
        Committed.
        You said 30.
    """

    title: str
    lines: tuple[str, ...] = ()
    colour: str = NEUTRAL

    def __repr__(self) -> str:
        return "\n".join([self.title, *self.lines])

    def _repr_html_(self) -> str:
        below = "".join(f"<div style='margin-top:.3em'>{escape(line)}</div>" for line in self.lines)
        return (
            f"<div role='status' style='border-left:4px solid {self.colour};padding:.2em 0 .2em .8em;"
            f"max-width:72ch;line-height:1.45'><strong>{escape(self.title)}</strong>{below}</div>"
        )
