"""Kinds of task that a worksheet can set, and how each reads and judges an answer."""

from __future__ import annotations

import copy
import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from salesmark.classroom.blank import has_blank


class Outcome(Enum):
    """What a check can find."""

    NOT_ATTEMPTED = "not attempted yet"
    RIGHT = "right"
    WRONG = "not yet"
    BROKEN = "could not be checked"


class Unreadable(Exception):  # noqa: N818 - said to the learner in plain words, not raised at anybody
    """Another kind of answer than was asked for; the message says what arrived and what to give instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception:
    """A wrong idea that leads to an answer of its own.

    Attributes:
        gives: The answer of somebody who has this idea, or a function without arguments that computes it;
            for a `Function` task, the function that such a person writes.
        says: What the learner reads: the idea, and where it goes wrong.
    """

    gives: Any
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(ABC):
    """One question of a worksheet.

    Attributes:
        id: Worksheet and number, such as "ex02-1".
        expect: The right answer, or a function without arguments that computes it when a check asks
            (so that it can depend on `my_seed`); take the learner's runs from `own.kept_run`.
        checks: Says exactly what is checked, as a clause: "your number is within 0.01 of the run's win rate".
        hints: Steps towards the answer, the last one nearly there.
        misconceptions: Wrong ideas that a wrong answer gives away, the likeliest first.
    """

    id: str
    expect: Any
    checks: str
    hints: tuple[str, ...]
    misconceptions: tuple[Misconception, ...] = ()

    def judge(self, answer: Any) -> tuple[Outcome, str]:
        """Compare an answer with what is expected.

        Args:
            answer: Whatever the learner handed in.

        Returns:
            The outcome, and a sentence on it; "" where there is nothing to add.
        """
        if has_blank(answer) or self.untouched(answer):
            return Outcome.NOT_ATTEMPTED, ""
        try:
            given = self.read(answer)
        except Unreadable as problem:
            return Outcome.BROKEN, str(problem)
        if self.alike(given, self.read(self.valued(self.expect))):
            return Outcome.RIGHT, ""
        for idea in self.misconceptions:
            if self.alike(given, self.read(self.valued(idea.gives))):
                return Outcome.WRONG, idea.says
        return Outcome.WRONG, self.remark(given)

    @abstractmethod
    def read(self, answer: Any) -> Any:
        """Return the answer in the form in which it is compared, or raise `Unreadable`."""

    def alike(self, one: Any, other: Any) -> bool:
        """Return whether two answers, once read, count as the same."""
        return bool(one == other)

    def untouched(self, answer: Any) -> bool:  # noqa: ARG002 - only functions look at it
        """Return whether the learner has not begun, where a blank alone does not show it."""
        return False

    def valued(self, thing: Any) -> Any:
        """Return an expected answer, computed now if it is a function."""
        return thing() if callable(thing) else thing

    def remark(self, given: Any) -> str:  # noqa: ARG002 - kinds that can say more do
        """Return what to say about a wrong answer that gives no misconception away."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Task):
    """A number within a tolerance.

    Attributes:
        tolerance: How far off still counts as right, in the answer's unit.
        share: Whether a fraction from 0 to 1 is asked for; then "35 %" is read as 0.35.
    """

    tolerance: float
    share: bool = False

    def read(self, answer: Any) -> float:
        """Return the number: a number, or text such as "0.35", "35 %", "1,200" or "€ 1200"."""
        if isinstance(answer, str):
            return number_in(answer)
        if isinstance(answer, bool | complex) or not hasattr(answer, "__float__"):
            raise Unreadable(f"A number is asked for; {_what(answer)} arrived.")
        try:
            number = float(answer)
        except (TypeError, ValueError) as problem:
            raise Unreadable(f"One number is asked for; {_what(answer)} arrived. Pick one value.") from problem
        if not math.isfinite(number):
            raise Unreadable(f"A number is asked for; {number} arrived. Did something divide by zero?")
        return number

    def alike(self, one: float, other: float) -> bool:
        """Return whether they lie within the tolerance."""
        return abs(one - other) <= self.tolerance * (1 + 1e-9)

    def remark(self, given: float) -> str:
        """Name the slip between percent and fraction, or of the sign, where that is all that is wrong."""
        if self.share and self.alike(given / 100, self.valued(self.expect)):
            return f"You gave {given:g}. A share is a fraction from 0 to 1: did you mean {given / 100:g}?"
        if self.alike(-given, self.valued(self.expect)):
            return "The size is right, the sign is not: what is taken from what?"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Task):
    """One word of a list.

    Attributes:
        options: The words to choose from, as the question names them.
    """

    options: tuple[str, ...]

    def read(self, answer: Any) -> str:
        """Return the option that is meant; capitals and spaces do not matter."""
        return _option(answer, self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names(Task):
    """Several words of a list.

    Attributes:
        options: The words to choose from, as the question names them.
        ordered: Whether their order counts.
    """

    options: tuple[str, ...]
    ordered: bool = False

    def read(self, answer: Any) -> tuple[str, ...]:
        """Return the options that are meant, sorted where order does not count."""
        parts = answer.split(",") if isinstance(answer, str) else answer
        if isinstance(parts, dict) or not isinstance(parts, Iterable):
            raise Unreadable(f'A list such as ["{self.options[0]}"] is asked for; {_what(answer)} arrived.')
        named = [_option(part, self.options) for part in parts]
        return tuple(named) if self.ordered else tuple(sorted(set(named)))

    def remark(self, given: tuple[str, ...]) -> str:
        """Say how many are right, or that only the order is wrong."""
        expected = self.read(self.valued(self.expect))
        if self.ordered and sorted(given) == sorted(expected):
            return "These are the right ones, in another order."
        hits = len(set(given) & set(expected))
        if hits in (0, len(set(given))):
            return "All of these belong here, and some are missing." if hits else "None of these belongs here."
        return f"Of the {len(set(given))} that you named, {hits} {'belongs' if hits == 1 else 'belong'} here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Task):
    """A function that the learner writes; it is called and its results are compared with those of `expect`.

    Attributes:
        inputs: Arguments of each call.
        tolerance: How far off a number may be.
    """

    inputs: tuple[tuple[Any, ...], ...]
    tolerance: float = 1e-9

    def valued(self, thing: Any) -> Any:
        """Return the expected function itself."""
        return thing

    def untouched(self, answer: Any) -> bool:
        """Return whether the function's body still holds the blank."""
        return "____" in getattr(getattr(answer, "__code__", None), "co_names", ())

    def read(self, answer: Any) -> list[Any]:
        """Return what the function gives for each input."""
        if not callable(answer):
            raise Unreadable(f"A function is asked for; {_what(answer)} arrived. Hand in its name alone, without ( ).")
        results = []
        for arguments in self.inputs:
            called = f"called with {_called(arguments)}"
            try:
                result = answer(*copy.deepcopy(arguments))
            except Exception as problem:
                raise Unreadable(
                    f"Your function stops with {type(problem).__name__}: {problem}, when {called}."
                ) from problem
            if result is None:
                raise Unreadable(f"Your function gives nothing back when {called}. Does it end with return?")
            results.append(result)
        return results

    def alike(self, one: list[Any], other: list[Any]) -> bool:
        """Return whether the results agree for every input."""
        return all(map(self._same, one, other))

    def _same(self, one: Any, other: Any) -> bool:
        try:
            return abs(float(one) - float(other)) <= self.tolerance * (1 + 1e-9)
        except (TypeError, ValueError):
            return type(one) is type(other) and bool(one == other)

    def remark(self, given: list[Any]) -> str:
        """Show the first input for which the result differs."""
        expected = self.read(self.expect)
        first = next(n for n, got in enumerate(given) if not self._same(got, expected[n]))
        return f"For {_called(self.inputs[first])} your function gives {given[first]!r}: work it out by hand."


def _called(arguments: tuple[Any, ...]) -> str:
    return f"({', '.join(map(repr, arguments))})"


def number_in(text: str) -> float:
    """Return the number that a text says, as people write it.

    Args:
        text: Such as "0.35", "35 %" (which is 0.35), "1,200" or "€ 1200".

    Raises:
        Unreadable: It is no number, or one with a decimal comma, which could be meant for thousands.

    Example:
        >>> number_in("35 %"), number_in("-€ 1,200.50")
        (0.35, -1200.5)
    """
    bare = re.sub(r"[\s_€$£]", "", text)
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?%?", bare):
        bare = bare.replace(",", "")
    try:
        number = float(bare.removesuffix("%"))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        remedy = " Write a decimal point, not a comma." if re.fullmatch(r"[+-]?[\d.]+,\d+%?", bare) else ""
        arrived = f"the text {text!r}" if text.strip() else "an empty text"
        raise Unreadable(f"A number is asked for; {arrived} arrived.{remedy}")
    return number / 100 if bare.endswith("%") else number


def _option(answer: Any, options: tuple[str, ...]) -> str:
    word = answer.value if isinstance(answer, Enum) else answer
    if isinstance(word, str):
        for option in options:
            if _plain(word) == _plain(option):
                return option
    arrived = repr(word) if isinstance(word, str) else _what(word)
    raise Unreadable(f"Choose from: {', '.join(options)}. What arrived is {arrived}.")


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word).strip().casefold()


_KINDS = {
    "bool": "True or False",
    "str": "text",
    "list": "a list",
    "tuple": "a list",
    "dict": "a dict",
    "set": "a set",
    "NoneType": "nothing (None)",
    "DataFrame": "a table",
    "Series": "a column of a table",
    "ndarray": "an array",
}


def _what(thing: Any) -> str:
    """Say in plain words what kind of thing arrived."""
    if callable(thing) and hasattr(thing, "__name__"):
        return f"the function {thing.__name__} itself (call it with brackets)"
    kind = type(thing).__name__
    if kind in ("int", "float"):
        return f"the number {thing}"
    shape = getattr(thing, "shape", None)
    return _KINDS.get(kind, f"something of the kind {kind}") + (f" of shape {shape}" if shape else "")
