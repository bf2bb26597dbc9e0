"""The first answer of all, in lesson 00: read a difference off a printed line."""

from __future__ import annotations

from functools import cache

from salesmark.business.company import company
from salesmark.classroom.questions import Misconception, Number, Task
from salesmark.simulation.run import simulate


@cache
def _new_customers() -> tuple[int, int]:
    """New customers of lesson 00's year: today, and with a quick call."""
    shop = company("electronics_retailer")
    quick = shop.change(plan={"agreement": {"first_contact_hours": 0.5}})
    today, called = (simulate(firm, months=12, seed=7).monthly["new_customers"].sum() for firm in (shop, quick))
    return int(today), int(called)


TASKS: tuple[Task, ...] = (
    Number(
        id="ex00-1",
        expect=lambda: _new_customers()[1] - _new_customers()[0],
        tolerance=0,
        checks="your number is the new customers with a quick call minus those of today",
        hints=(
            "The table above has a column of new customers, with two numbers.",
            "'How many more' asks for the difference between the two.",
            "Take today's number from the other one, and write the result in place of the blank: answer = ...",
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _new_customers()[1],
                says="That is the whole year with a quick call. How many more is it than today?",
            ),
            Misconception(
                gives=lambda: _new_customers()[0] - _new_customers()[1],
                says="The size is right, the sign is not: the quick call has more.",
            ),
        ),
    ),
)
