"""The quiz at a lesson's end: a few multiple-choice questions, with a word on every wrong answer."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from salesmark._checks import BadInput, one_of
from salesmark.classroom.note import GOOD, TRY_AGAIN, Note
from salesmark.classroom.record import update

if TYPE_CHECKING:
    from salesmark.classroom.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to choose, and what is said to whoever chooses it."""

    text: str
    says: str
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A multiple-choice question.

    Attributes:
        id: Short name, unique in its quiz; under it a right answer is kept.
        ask: The question.
        claims: Ids of the claims that it assesses; none where it asks how to use the course.
        options: The answers in the order in which they are shown; exactly one is right.
    """

    id: str
    ask: str
    claims: tuple[str, ...]
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        rights = sum(option.right for option in self.options)
        if rights != 1 or len(self.options) < 2:
            raise BadInput(
                f"Quiz question {self.id!r} must have two options or more, one of them right; "
                f"got {len(self.options)}, {rights} of them right. Mend its TOML file."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    """The questions of one lesson."""

    lesson: str
    title: str
    questions: tuple[Question, ...]

    def __str__(self) -> str:
        lines = [f"Quiz {self.lesson}: {self.title}"]
        for number, question in enumerate(self.questions, 1):
            lines += [
                "",
                f"{number}. {question.ask}",
                *(f"   - {option.text}" for option in question.options),
            ]
        return "\n".join([*lines, "", "Run this cell to answer."])


@cache
def quizzes() -> dict[str, Quiz]:
    """Return every quiz, by lesson number such as "02"."""
    folder = resources.files("salesmark.classroom") / "quizzes"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name[:-5]: _quiz(file.name[:-5], tomllib.loads(file.read_text("utf-8"))) for file in files}


def quiz(lesson: str) -> Form:
    """Ask the questions of a lesson's quiz; you may try each as often as you like.

    Args:
        lesson: Its number, such as "02".

    Returns:
        A form; shown by a notebook when it is a cell's last value.

    Raises:
        BadInput: That lesson has no quiz.

    Example:
        >>> print(str(quiz("02")).splitlines()[0])
        Quiz 02: Who owns the customer, and when?
    """
    from salesmark.classroom.forms import Ask, Form

    found = quizzes()[one_of("quiz", lesson, quizzes())]

    def ask(number: int, question: Question) -> Ask:
        def answer(place: int | None) -> Note:
            return _judge(found, question, place)

        return Ask(f"{number}. {question.ask}", tuple(option.text for option in question.options), answer)

    return Form([ask(*each) for each in enumerate(found.questions, 1)], words=str(found))


def _judge(found: Quiz, question: Question, place: int | None) -> Note:
    if place is None:
        return Note("Choose one first.", colour=TRY_AGAIN)
    option = question.options[place]
    if not option.right:
        return Note("✗ Not this one.", (option.says,), TRY_AGAIN)

    def keep(record: dict[str, Any]) -> None:
        right = record["quizzes"].setdefault(found.lesson, {}).setdefault("right", [])
        if question.id not in right:
            right.append(question.id)

    update(keep)
    return Note("✓ Right.", (option.says,), GOOD)


def _quiz(lesson: str, table: dict[str, Any]) -> Quiz:
    questions = tuple(
        Question(
            id=entry["id"],
            ask=entry["ask"],
            claims=tuple(entry["claims"]),
            options=tuple(Option(**option) for option in entry["options"]),
        )
        for entry in table["questions"]
    )
    return Quiz(lesson=lesson, title=table["title"], questions=questions)
