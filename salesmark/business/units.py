"""The units of a company's numbers, each with the rule that it must keep; types of fields, checked by `Checked`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any, TypeAlias

from salesmark._checks import BadInput, fraction, not_negative, one_of, positive, whole
from salesmark.business.journey import STAGE_NAMES

#: From the name of a field and its value to the value; says what is wrong, as the checks do.
Rule: TypeAlias = Callable[[str, Any], Any]


def _zero_or_more(unit: str) -> Rule:
    return partial(not_negative, unit=unit)


def _above_zero(unit: str) -> Rule:
    return partial(positive, unit=unit)


def among(what: str, choices: Iterable[str]) -> Rule:
    """Return the rule for a name among choices.

    Args:
        what: What the reader calls such a thing.
        choices: The names that are allowed.

    Returns:
        The rule.

    Example:
        >>> among("effort", ["content", "testing"])("efforts", "content")
        'content'
    """
    return lambda _, name: one_of(what, name, choices)


def _below_one(name: str, value: float) -> float:
    if fraction(name, value) == 1:
        raise BadInput(f"{name} must be below 1, got 1: nothing would ever fade. Try 0.9.")
    return value


Share = Annotated[float, fraction]
Level = Annotated[float, not_negative]  # often 1 for average
Factor = Annotated[float, positive]
Fading = Annotated[float, _below_one]
Euros = Annotated[float, _zero_or_more("euros")]
EurosAWeek = Annotated[float, _zero_or_more("euros a week")]
EurosAQuarter = Annotated[float, _zero_or_more("euros a quarter")]
Points = Annotated[float, _zero_or_more("points")]
Hours = Annotated[float, _zero_or_more("hours")]
HoursAWeek = Annotated[float, _zero_or_more("hours a week")]
Days = Annotated[float, _zero_or_more("days")]
Weeks = Annotated[float, _zero_or_more("weeks")]
AWeek = Annotated[float, _zero_or_more("a week")]
ContactsAWeek = Annotated[float, _zero_or_more("contacts a week")]
OrdersAYear = Annotated[float, _zero_or_more("orders a year")]
SomeEuros = Annotated[float, _above_zero("euros")]
SomeEurosAWeek = Annotated[float, _above_zero("euros a week")]
SomeHours = Annotated[float, _above_zero("hours")]
SomeDays = Annotated[float, _above_zero("days")]
SomeWeeks = Annotated[float, _above_zero("weeks")]
SomeShare = Annotated[float, fraction, positive]
ShareOfRevenue = Annotated[float, _above_zero("share of the revenue")]
People = Annotated[int, partial(whole, low=0, unit="people")]
SomePeople = Annotated[int, partial(whole, low=1, unit="people")]
WholeWeeks = Annotated[int, partial(whole, low=1, unit="weeks")]
WeekNumber = Annotated[int, partial(whole, low=1, unit="weeks from the first")]
Times = Annotated[int, partial(whole, low=0, high=9, unit="times")]
StageName = Annotated[str, among("stage", STAGE_NAMES)]
