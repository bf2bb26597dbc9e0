"""Worksheet 05: selling."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from salesmark.business.company import company
from salesmark.classroom.progress import my_seed
from salesmark.classroom.questions import Choice, Misconception, Names, Number, Task
from salesmark.reports.deals import play_deals

STEPS = ("prospecting", "qualifying", "presenting", "handling objections", "closing", "after-sale service")
#: The three proposals of task 5, as moves.
DISCOUNT, PRESS, ANSWER = "all the discount", "press at every talk", "answer every doubt"
PROPOSALS: dict[str, dict[str, Any]] = {
    DISCOUNT: {"discount": 0.25},
    PRESS: {"every_step": "advise, and push"},
    ANSWER: {"answers": True},
}
#: What an hour with a buyer costs in task 4.
HOUR = 75
BOTH, SCREWS, WATER, NOTHING = (
    "both win more",
    "screws win more, water works fewer",
    "water works win more, screws fewer",
    "nothing changes",
)


@cache
def _table(seed: int) -> pd.DataFrame:
    """Play the 200 deals of a learner, as today and under each proposal."""
    firm = company("software_company")
    plans: dict[str, Any] = {"today": firm} | {name: (firm, moves) for name, moves in PROPOSALS.items()}
    return play_deals(plans, seed=seed)


def _own(name: str, what: str) -> float:
    """Read off the learner's own table. The seed is asked for each time: it may change while a kernel runs."""
    return float(_table(my_seed())[what][name])


def _swapped(one: str, other: str) -> tuple[str, ...]:
    """Return the steps with two of them exchanged."""
    return tuple({one: other, other: one}.get(step, step) for step in STEPS)


TASKS: tuple[Task, ...] = (
    Names(
        id="ex05-1",
        options=STEPS,
        expect=STEPS,
        ordered=True,
        checks="you named all six steps in the order in which a buyer meets them",
        hints=(
            "Begin with the buyer whom nobody at the firm knows yet, and end with the one who has signed.",
            "A seller asks about the need before showing anything, and doubts come up once something is shown.",
            "prospecting, qualifying, presenting: the other three follow.",
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _swapped("handling objections", "closing"),
                says="Who signs has got over the doubts already: they are answered before the closing.",
            ),
            Misconception(
                gives=lambda: _swapped("qualifying", "presenting"),
                says="You show first and ask afterwards. Then the dear hours go to buyers whom the offer does not fit.",
            ),
            Misconception(
                gives=lambda: _swapped("prospecting", "qualifying"),
                says="Whom do you qualify, if nobody has been found yet?",
            ),
        ),
    ),
    Choice(
        id="ex05-2",
        options=(BOTH, SCREWS, WATER, NOTHING),
        expect=WATER,
        checks="your choice is what the model says for products of little and of much to explain",
        hints=(
            "Think of the buyer: who needs somebody to ask and explain, and who wants to be served at once?",
            "In the lesson the same way to sell did well at one company and badly at the other.",
            "A long talk about screws bores; a quick offer for a water works frightens.",
        ),
        misconceptions=(
            Misconception(
                gives=BOTH,
                says="Advice is not always welcome: where nothing needs explaining, a long talk costs yeses and hours.",
            ),
            Misconception(
                gives=SCREWS,
                says="The other way round: which of the two products does a buyer have to understand first?",
            ),
            Misconception(
                gives=NOTHING,
                says="The way to sell does matter: in the lesson it halved or doubled the share of buyers won.",
            ),
        ),
    ),
    Number(
        id="ex05-3",
        expect=lambda: _own(ANSWER, "won") - _own("today", "won"),
        tolerance=0.05,
        checks="your number is the deals won with an answer to every doubt, minus those won today, of your 200 buyers",
        hints=(
            "You need two ways to sell to the same 200 buyers, which differ by one thing.",
            "In code: prepared and today both have 'won'. On the desk: show 200 deals and tick the answers.",
            'extra = prepared["won"] - today["won"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _own(ANSWER, "won"),
                says="These are all who sign then. How many more are they than today?",
            ),
            Misconception(
                gives=lambda: 100 * (_own(ANSWER, "won") / _own("today", "won") - 1),
                says="That is the growth in percent. Asked for is a number of buyers.",
            ),
            Misconception(
                gives=lambda: 100 * (_own(ANSWER, "share_won") - _own("today", "share_won")),
                says="That is the difference in points of a percentage. There are 200 buyers, not 100.",
            ),
        ),
    ),
    Number(
        id="ex05-4",
        expect=lambda: HOUR * _own("today", "hours"),
        tolerance=40,
        checks=f"your number is €{HOUR} times today's hours of talks for each deal won, within €40",
        hints=(
            "All hours count, those with buyers who said no as well: somebody has to pay for them.",
            "The column 'hours' holds the hours of all talks, divided by the deals won.",
            'cost = 75 * today["hours"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: HOUR * _own("today", "hours") * _own("today", "share_won"),
                says="That is the cost for each buyer who came. Most of them do not sign: divide by the deals won.",
            ),
            Misconception(
                gives=lambda: HOUR * _own(ANSWER, "hours"),
                says="That is the way with an answer to every doubt. Asked for is today.",
            ),
            Misconception(
                gives=lambda: HOUR * sum(step.hours for step in company("software_company").process.values()),
                says="These are the hours with a buyer who always says yes. Who pays for the talks that ended with no?",
            ),
        ),
    ),
    Choice(
        id="ex05-5",
        options=(DISCOUNT, PRESS, ANSWER),
        expect=lambda: max(PROPOSALS, key=lambda name: _own(name, "profit")),
        checks="your choice has the most profit for each buyer in your own table; your reasons are not checked",
        hints=(
            "The table above the task has all you need. Which of its columns is asked for?",
            "More deals won, more value a deal, more profit for each buyer: three columns.",
            "One of the three changes what buyers doubt. The other two only move them over it.",
        ),
        misconceptions=(
            Misconception(
                gives=DISCOUNT,
                says="It wins some more deals, and each of them is worth less. Compare the column of the profit.",
            ),
            Misconception(
                gives=PRESS,
                says="Look at the profit, and at what happened to satisfaction: those who signed have to sign again.",
            ),
        ),
    ),
)
