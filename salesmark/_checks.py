"""Checks at the door: each returns the value it was given, or says what is wrong and how to mend it."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping


class BadInput(ValueError):  # noqa: N818 - named in the reader's words; every message says what to do
    """Something that came from outside breaks a rule: the message says what, the rule, what arrived, the remedy."""

    def _render_traceback_(self) -> list[str]:
        """Give a notebook the message alone: the reader needs the remedy, not our lines of code."""
        return [f"salesmark: {self}"]


def _number(name: str, value: float, rule: str) -> float:
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        raise BadInput(f"{name} must be {rule}, got {value!r}. Give a number.")
    try:
        number = float(value)
    except (TypeError, OverflowError) as problem:
        raise BadInput(f"{name} must be {rule}, got {value!r}. Give one number.") from problem
    if not math.isfinite(number):
        raise BadInput(f"{name} must be {rule}, got {value!r}. Give a finite number.")
    return number


def _in_unit(unit: str) -> str:
    return f" (in {unit})" if unit else ""


def positive(name: str, value: float, *, unit: str = "") -> float:
    """Return `value` if it is a finite number above 0.

    Args:
        name: What the reader calls it.
        value: The number that arrived.
        unit: Its unit, for the message.

    Returns:
        The value as a float.

    Raises:
        BadInput: It is not a number, not finite, or not above 0.

    Example:
        >>> positive("price", 12)
        12.0
        >>> positive("price", 0, unit="euros")
        Traceback (most recent call last):
        salesmark._checks.BadInput: price must be above 0 (in euros), got 0. Give a larger number.
    """
    number = _number(name, value, f"a number above 0{_in_unit(unit)}")
    if number <= 0:
        raise BadInput(f"{name} must be above 0{_in_unit(unit)}, got {value!r}. Give a larger number.")
    return number


def not_negative(name: str, value: float, *, unit: str = "") -> float:
    """Return `value` if it is a finite number, 0 or more.

    Args:
        name: What the reader calls it.
        value: The number that arrived.
        unit: Its unit, for the message.

    Returns:
        The value as a float.

    Raises:
        BadInput: It is not a number, not finite, or below 0.

    Example:
        >>> not_negative("budget", 0)
        0.0
    """
    number = _number(name, value, f"a number, 0 or more{_in_unit(unit)}")
    if number < 0:
        raise BadInput(f"{name} must be 0 or more{_in_unit(unit)}, got {value!r}. Leave the minus sign out.")
    return number


def fraction(name: str, value: float) -> float:
    """Return `value` if it is a fraction from 0 to 1.

    Args:
        name: What the reader calls it.
        value: The number that arrived.

    Returns:
        The value as a float.

    Raises:
        BadInput: It is not a number from 0 to 1; a percentage is recognised.

    Example:
        >>> fraction("win_rate", 0.35)
        0.35
        >>> fraction("win_rate", 35)
        Traceback (most recent call last):
        salesmark._checks.BadInput: win_rate must be a fraction from 0 to 1, got 35. Did you mean 0.35?
    """
    number = _number(name, value, "a fraction from 0 to 1")
    if not 0 <= number <= 1:
        remedy = f"Did you mean {number / 100:g}?" if 1 < number <= 100 else "Give a number from 0 to 1."
        raise BadInput(f"{name} must be a fraction from 0 to 1, got {value!r}. {remedy}")
    return number


def whole(name: str, value: int, *, low: int, high: int | None = None, unit: str = "") -> int:
    """Return `value` if it is a whole number from `low` to `high`.

    Args:
        name: What the reader calls it.
        value: The number that arrived; 3.0 counts as 3.
        low: Smallest allowed value.
        high: Largest allowed value; None for no limit.
        unit: Its unit, for the message.

    Returns:
        The value as an int.

    Raises:
        BadInput: It is not whole or lies outside the range.

    Example:
        >>> whole("months", 36, low=1)
        36
    """
    rule = f"a whole number, {low} or more" if high is None else f"a whole number from {low} to {high}"
    number = _number(name, value, rule + _in_unit(unit))
    if number != int(number) or number < low or (high is not None and number > high):
        raise BadInput(f"{name} must be {rule}{_in_unit(unit)}, got {value!r}. Choose one in that range.")
    return int(value)


def one_of(name: str, value: str, choices: Iterable[str]) -> str:
    """Return `value` if it is one of `choices`.

    Args:
        name: What the reader calls it.
        value: The word that arrived.
        choices: The words that are allowed.

    Returns:
        The value.

    Raises:
        BadInput: It is not among the choices; the nearest one is suggested.

    Example:
        >>> one_of("desk", "sales", ["marketing", "sales"])
        'sales'
        >>> one_of("desk", "sale", ["marketing", "sales"])
        Traceback (most recent call last):
        salesmark._checks.BadInput: Unknown desk 'sale'. Did you mean 'sales'? Choose one of: marketing, sales.
    """
    known = list(choices)
    if value in known:
        return value
    near = difflib.get_close_matches(str(value), known, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    remedy = f"Choose one of: {', '.join(known)}." if known else "There is none here; leave it out."
    raise BadInput(f"Unknown {name} {value!r}.{guess} {remedy}")


def sums_to_one(name: str, shares: Mapping[str, float]) -> None:
    """Check that the values of `shares` sum to 1.

    Args:
        name: What the reader calls them.
        shares: Name -> fraction.

    Raises:
        BadInput: They do not.

    Example:
        >>> sums_to_one("start", {"aware": 0.4, "unaware": 0.6})
    """
    total = sum(shares.values())
    if abs(total - 1) > 1e-9:
        raise BadInput(f"{name} must sum to 1, got {total:g}. Mend one of: {', '.join(shares)}.")


def sums_to_one_at_most(name: str, shares: Mapping[str, float], why: str) -> None:
    """Check that the values of `shares` sum to 1 or less.

    Args:
        name: What the reader calls them.
        shares: Name -> fraction.
        why: Why they cannot be more, in a clause.

    Raises:
        BadInput: They sum to more.

    Example:
        >>> sums_to_one_at_most("calls", {"warm": 0.4, "cold": 0.2}, "an hour can be spent once")
    """
    total = sum(shares.values())
    if total > 1 + 1e-9:
        raise BadInput(f"{name} must sum to 1 or less, got {total:g}: {why}. Lower one of: {', '.join(shares)}.")
