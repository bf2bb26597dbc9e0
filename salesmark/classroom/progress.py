"""How far the learner is, and the learner's own number."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from html import escape
from typing import Any

from salesmark.classroom.record import building, read, update

#: The number that worked solutions are made with; a learner's own lies above it.
SOLUTION_SEED = 2024


def my_seed() -> int:
    """Return a number of your own: your company differs a little from your neighbour's, and stays yours.

    Returns:
        The same whole number each time, kept with your progress. The solutions use 2024.

    Example:
        >>> my_seed() == my_seed()
        True
    """
    if building():
        return SOLUTION_SEED
    kept = read().get("seed")
    if kept is not None:
        return int(kept)

    def choose(record: dict[str, Any]) -> None:
        record.setdefault("seed", SOLUTION_SEED + 1 + secrets.randbelow(900_000))

    return int(update(choose)["seed"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How far a learner is in one lesson.

    Attributes:
        lesson: Its number, such as "02".
        title: Its question; "" where it has none yet.
        predictions: How many predictions were committed.
        quiz: Questions answered right, and how many there are.
        tasks: Tasks of the worksheet that are right, and how many there are.
    """

    lesson: str
    title: str
    predictions: int
    quiz: tuple[int, int]
    tasks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Progress:
    """What you have done so far; shown as a table.

    Attributes:
        lines: One for each lesson.
    """

    lines: tuple[Line, ...]

    def __repr__(self) -> str:
        rows = [
            f"{line.lesson}  {line.predictions} predicted · quiz {_of(line.quiz)} · "
            f"worksheet {_of(line.tasks)}  {line.title}".rstrip()
            for line in self.lines
        ]
        return "\n".join(["Your progress", *rows, self._cheer()])

    def _repr_html_(self) -> str:
        whole = "style='white-space:nowrap'"
        rows = "".join(
            f"<tr><th scope='row'>{line.lesson} {escape(line.title)}</th>"
            f"<td>{line.predictions}</td><td {whole}>{_of(line.quiz)}</td><td {whole}>{_of(line.tasks)}</td></tr>"
            for line in self.lines
        )
        head = "".join(f"<th scope='col'>{word}</th>" for word in ("Lesson", "Predicted", "Quiz", "Worksheet"))
        rows, head = (part.replace("scope", "style='text-align:left' scope") for part in (rows, head))
        return (
            f"<table><caption style='text-align:left'>{self._cheer()}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _cheer(self) -> str:
        done, all_of = (sum(line.tasks[part] for line in self.lines) for part in (0, 1))
        if not any(line.predictions or line.quiz[0] or line.tasks[0] for line in self.lines):
            return "Nothing done yet. Everybody starts like this."
        if done == all_of:
            return "Every task is right. Well done."
        return f"All lessons together: {done} of {all_of} tasks are right."


def progress() -> Progress:
    """Show what you have done so far: predictions, quizzes and worksheet tasks, lesson by lesson.

    Returns:
        A table. It counts the lessons that stand today.

    Example:
        >>> progress().lines[0].lesson
        '00'
    """
    from salesmark.classroom.quiz import quizzes
    from salesmark.classroom.tasks import sheets

    record = read()
    asked, answered = quizzes(), sheets()
    lines = []
    for lesson in sorted(asked.keys() | answered.keys()):
        questions = asked[lesson].questions if lesson in asked else ()
        known = record["quizzes"].get(lesson, {}).get("right", [])
        tasks = answered.get(lesson, ())
        solved = [task for task in tasks if record["tasks"].get(task.id, {}).get("right")]
        lines.append(
            Line(
                lesson=lesson,
                title=asked[lesson].title if lesson in asked else "",
                predictions=sum(name.startswith(f"{lesson}-") for name in record["predictions"]),
                quiz=(sum(question.id in known for question in questions), len(questions)),
                tasks=(len(solved), len(tasks)),
            )
        )
    return Progress(tuple(lines))


def _of(part: tuple[int, int]) -> str:
    return f"{part[0]} of {part[1]}" if part[1] else "–"
