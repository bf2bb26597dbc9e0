"""Worksheet 02: the customer's journey."""

from __future__ import annotations

from salesmark.business.journey import STAGE_NAMES
from salesmark.classroom.questions import Choice, Misconception, Task

TASKS: tuple[Task, ...] = (
    Choice(
        id="ex02-1",
        options=STAGE_NAMES,
        expect="intending",
        checks="you named the first stage in which a person is in the sellers' hands",
        hints=(
            "The hand-off has marketing on its left and sales on its right.",
            "Marketing nurtures a lead until it is ready to talk to somebody. What is a person called then?",
            "After considering comes the hand-off. Which stage follows it?",
        ),
        misconceptions=(
            Misconception(
                gives="considering",
                says="A person who is considering still compares quietly: marketing informs them. "
                "The hand-off comes after that.",
            ),
            Misconception(
                gives="customer",
                says="By then the sale is made. Sales begins earlier, where somebody talks to one person.",
            ),
        ),
    ),
)
