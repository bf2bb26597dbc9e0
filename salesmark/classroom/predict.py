"""Predict first: commit to an answer before anything runs, and compare it with what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from salesmark._checks import BadInput
from salesmark.classroom.note import GOOD, TRY_AGAIN, Note
from salesmark.classroom.questions import Unreadable, number_in
from salesmark.classroom.record import read, update

if TYPE_CHECKING:
    from salesmark.classroom.forms import Commit

_CURRENCIES = ("€", "$", "£")


def predict(
    prediction_id: str,
    question: str,
    *,
    low: float | None = None,
    high: float | None = None,
    unit: str = "",
    choices: Sequence[str] = (),
) -> Commit:
    """Ask for a prediction; the first one committed is kept.

    Args:
        prediction_id: Lesson and number, such as "02-1".
        question: What to predict, in one sentence.
        low: Smallest number that makes sense.
        high: Largest number that makes sense.
        unit: Unit of the number, such as "people".
        choices: Words to choose from, where no number is asked for.

    Returns:
        A form; shown by a notebook when it is a cell's last value.

    Raises:
        BadInput: The id is not of that form, or the limits are missing where a number is asked for.

    Example:
        >>> predict("02-1", "Of 100 aware people, buyers after a year", low=0, high=100, unit="people")
        Predict: Of 100 aware people, buyers after a year
        A number from 0 to 100 people.
        Run this cell to commit to an answer.
    """
    from salesmark.classroom.forms import Commit

    _checked(prediction_id)
    label, limits = "Choose one.", None
    if not choices:
        if low is None or high is None or low >= high:
            raise BadInput(
                f"predict({prediction_id!r}) needs low below high, or choices, got low={low}, high={high}. "
                "Give the smallest and the largest number that make sense."
            )
        limits = (low, high)
        label = f"A number from {_said(low, unit if unit in _CURRENCIES else '')} to {_said(high, unit)}."

    def take(answer: Any) -> tuple[Note, bool]:
        try:
            given = answer if choices else number_in(answer.replace("%", ""))  # "30 %" of 100 people are 30
        except Unreadable as problem:
            return Note("Not committed yet.", (str(problem), label), TRY_AGAIN), False
        if given is None or (limits and not limits[0] <= given <= limits[1]):
            return Note("Not committed yet.", (label,), TRY_AGAIN), False

        def keep(record: dict[str, Any]) -> None:
            record["predictions"].setdefault(prediction_id, {"answer": given})

        return committed(update(keep)["predictions"][prediction_id]["answer"])

    def committed(answer: float | str) -> tuple[Note, bool]:
        return Note("Committed.", (f"You said: {_said(answer, unit)}. Run on and see.",), GOOD), True

    form = Commit(
        question,
        label=label,
        choices=tuple(choices),
        take=take,
        words=f"Predict: {question}\n{' / '.join(choices) or label}\nRun this cell to commit to an answer.",
    )
    before = _kept(prediction_id)
    if before is not None:
        if not choices or before in choices:
            form.box.value = before if choices else _said(before, "")
        form.answer(*committed(before))
    return form


def predicted(prediction_id: str, actual: float | str, *, unit: str = "", near: float = 0) -> Note:
    """Compare a prediction with what happened.

    Args:
        prediction_id: Lesson and number, as given to `predict`.
        actual: What happened: a number, or one of the words to choose from.
        unit: Unit of the number, such as "people".
        near: How far off still counts as close, in the same unit.

    Returns:
        One sentence; without a prediction it says so, and the lesson goes on.

    Example:
        >>> predicted("02-1", 12, unit="people")
        No prediction yet, and that is fine.
        What happened: 12 people.
    """
    said = _kept(_checked(prediction_id))
    happened = f"What happened: {_said(actual, unit)}."
    if said is None:
        return Note("No prediction yet, and that is fine.", (happened,))
    yours = f"You said: {_said(said, unit)}."
    surprise = "A surprise: worth a second look."
    if isinstance(actual, str) or isinstance(said, str):
        if said == actual:
            return Note("You saw it coming.", (happened,), GOOD)
        return Note(surprise, (yours, happened), TRY_AGAIN)
    gap = said - actual
    if abs(gap) <= near:
        return Note("Close." if gap else "Exactly.", (yours, happened), GOOD)
    off = f"Your prediction was {_said(abs(gap), unit)} too {'high' if gap > 0 else 'low'}."
    return Note(surprise, (yours, happened, off), TRY_AGAIN)


def _checked(prediction_id: str) -> str:
    if not isinstance(prediction_id, str) or not re.fullmatch(r"\d\d-\d+", prediction_id):
        raise BadInput(f'A prediction has an id such as "02-1" (lesson and number), got {prediction_id!r}.')
    return prediction_id


def _kept(prediction_id: str) -> float | str | None:
    answer: float | str | None = read()["predictions"].get(prediction_id, {}).get("answer")
    return answer


def _said(value: float | str, unit: str) -> str:
    if isinstance(value, str):
        return value
    number = f"{abs(round(value, 6)):,}".removesuffix(".0")
    sign = "-" if value < 0 else ""
    return f"{sign}{unit}{number}" if unit in _CURRENCIES else f"{sign}{number} {unit}".rstrip()
