"""Answering a worksheet: the blank, the check with its four outcomes, and hints in steps."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from salesmark.classroom import note
from salesmark.classroom.blank import ____
from salesmark.classroom.note import Note
from salesmark.classroom.questions import Outcome
from salesmark.classroom.record import update
from salesmark.classroom.tasks import find

__all__ = ["Outcome", "Result", "____", "check", "hint"]

_LOOK = {
    Outcome.NOT_ATTEMPTED: ("○", note.NEUTRAL),
    Outcome.RIGHT: ("✓", note.GOOD),
    Outcome.WRONG: ("✗", note.TRY_AGAIN),
    Outcome.BROKEN: ("!", note.TROUBLE),
}


@dataclass(frozen=True, slots=True, repr=False)
class Result(Note):
    """What a check found; a notebook shows it in words.

    Attributes:
        task: The task's id.
        outcome: One of the four `Outcome`s.
    """

    task: str = ""
    outcome: Outcome = Outcome.NOT_ATTEMPTED


def check(task_id: str, answer: Any) -> Result:
    """Check an answer, and say exactly what was checked.

    Args:
        task_id: Worksheet and number of the task, such as "ex02-1".
        answer: Your answer.

    Returns:
        The outcome (not attempted, right, wrong, or broken) in words. You may try as often as you like.

    Raises:
        BadInput: There is no such task.
        AssertionError: The answer is not right and SALESMARK_GRADED is set, as in an nbgrader course.

    Example:
        >>> import salesmark as sm
        >>> sm.check("ex02-1", sm.____).outcome
        <Outcome.NOT_ATTEMPTED: 'not attempted yet'>
    """
    task = find(task_id)
    outcome, remark = task.judge(answer)
    mark, colour = _LOOK[outcome]
    lines = {
        Outcome.NOT_ATTEMPTED: (
            "Put your answer in the place of ____, run that cell, then run this one.",
            f"It will check that {task.checks}.",
        ),
        Outcome.RIGHT: (f"Checked: {task.checks}.",),
        Outcome.WRONG: (
            *([remark] if remark else []),
            f"Checked, and not so: {task.checks}.",
            f'Stuck? sm.hint("{task.id}") gives the next step.',
        ),
        Outcome.BROKEN: (remark, f"It would check that {task.checks}."),
    }[outcome]

    def remember(record: dict[str, Any]) -> None:
        kept = record["tasks"].setdefault(task.id, {})
        kept["tries"] = kept.get("tries", 0) + 1
        kept["right"] = kept.get("right", False) or outcome is Outcome.RIGHT

    if outcome is not Outcome.NOT_ATTEMPTED:
        update(remember)
    result = Result(f"{mark} {task.id}: {outcome.value}", lines, colour, task.id, outcome)
    if os.environ.get("SALESMARK_GRADED", "") not in ("", "0") and outcome is not Outcome.RIGHT:
        raise AssertionError(str(result))
    return result


def hint(task_id: str) -> Note:
    """Give the next hint for a task; the last one again once all are given.

    Args:
        task_id: Worksheet and number of the task, such as "ex02-1".

    Returns:
        The hint in words, with its number.

    Raises:
        BadInput: There is no such task.
    """
    task = find(task_id)

    def remember(record: dict[str, Any]) -> None:
        kept = record["tasks"].setdefault(task.id, {})
        kept["hints"] = min(kept.get("hints", 0) + 1, len(task.hints))

    number = update(remember)["tasks"][task.id]["hints"]
    return Note(f"Hint {number} of {len(task.hints)} for {task.id}", (task.hints[number - 1],))
