"""Worksheet 01: the two functions."""

from __future__ import annotations

from salesmark.analysis import journeys
from salesmark.business.company import company
from salesmark.classroom.own import kept_run
from salesmark.classroom.questions import Choice, Misconception, Names, Number, Task
from salesmark.reports.bonds import bonds
from salesmark.simulation.run import Run

#: The plans of tasks 4 and 5.
PROMISE, PUSH = "adverts promise more", "sellers push harder"
PLANS = {
    "": {},
    "films": {"marketing": {"effort": {"content": 1200}}, "agreement": {"content_plan": 1}},
    PROMISE: {"marketing": {"promise": 1.2}},
    PUSH: {"sales": {"pressure": 0.8}},
}


def _run(plan: str, months: int = 12) -> Run:
    return kept_run(company("car_dealer").change(plan=PLANS[plan]), months)


def _work(plan: str) -> tuple[float, float]:
    """Return the sellers' hours with buyers and the new customers of a year."""
    run = _run(plan)
    return float(run.weekly["hours_worked"].sum()), float(run.monthly["new_customers"].sum())


def _left(plan: str) -> int:
    """Count how often customers left in two years."""
    return int(bonds({plan: _run(plan, 24)})["left"].iloc[0])


def _advert(column: str) -> float:
    """What adverts have of something in the learner's own year."""
    return float(journeys.contacts(_run(""))[column]["a noticed advert"])


def _talk(column: str) -> float:
    return float(journeys.contacts(_run(""))[column]["a talk"])


def _hours(plan: str) -> float:
    hours, customers = _work(plan)
    return hours / customers


def _worse(better: bool = False) -> str:
    """Name the temptation under which more customers leave, or fewer."""
    return sorted((PROMISE, PUSH), key=_left)[0 if better else 1]


TASKS: tuple[Task, ...] = (
    Names(
        id="ex01-1",
        options=("bargain", "letter", "visit", "window", "reply", "rivals"),
        expect=("bargain", "visit", "reply"),
        checks="you named what happens between a seller and one buyer, and nothing else, in any order",
        hints=(
            "Ask of each line: is it about many, or about one buyer whom the seller knows?",
            "A name on an envelope does not make a talk. How many get the same letter?",
            "Three are selling: one is a negotiation, one a visit, one an answer to a single person.",
        ),
        misconceptions=(
            Misconception(
                gives=("bargain", "visit", "reply", "letter"),
                says="900 people get the same letter, and nobody talks with them. A name alone makes no talk.",
            ),
            Misconception(
                gives=("bargain", "visit"),
                says="Writing to one man about his way to work is selling, too: it need not be face to face.",
            ),
            Misconception(
                gives=("bargain",),
                says="Bargaining is only the end of selling. It begins with visiting, asking and advising one buyer.",
            ),
        ),
    ),
    Names(
        id="ex01-2",
        options=("makes", "prices", "discount", "hours", "needs", "closing"),
        expect=("makes", "prices", "hours", "needs"),
        checks="you named the four that are marketing though they are no adverts, in any order",
        hints=(
            "The marketing mix is product, price, place and promotion; finding out comes before all of them.",
            "Which of the six hold for everybody in the town, and which for one buyer?",
            "Two of them have a person's name in them. Leave these out.",
        ),
        misconceptions=(
            Misconception(
                gives=("makes", "prices", "discount", "hours", "needs"),
                says="Mr Hall's discount is found by talking with him: that is selling. The price tag is for all.",
            ),
            Misconception(
                gives=("needs",),
                says="Finding out is marketing. So is what the firm then offers, at which price and where.",
            ),
            Misconception(
                gives=("makes", "prices", "hours"),
                says="Three parts of the mix are there. Nobody can choose them well without finding out first.",
            ),
        ),
    ),
    Number(
        id="ex01-3",
        expect=lambda: _advert("cost") / _advert("sales"),
        tolerance=1,
        checks="your number is within €1 of what noticed adverts cost for each sale credited to them, in your own year",
        hints=(
            "You need what all adverts cost, and the number of sales credited to them.",
            "Both stand in the row 'a noticed advert'. Divide the first by the second.",
            'table.loc["a noticed advert", "cost"] is the first. The second has "sales" in the place of "cost".',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _talk("cost") / _talk("sales"),
                says="That is the other row: what talks cost for each sale.",
            ),
            Misconception(
                gives=lambda: _advert("cost") / _talk("sales"),
                says="You divided by all sales. Many buyers became a lead without an advert; take the adverts' own.",
            ),
            Misconception(
                gives=lambda: _advert("cost_of_one"),
                says="That is what one noticed advert costs. How many of them does one sale take?",
            ),
        ),
    ),
    Number(
        id="ex01-4",
        expect=lambda: _hours("") - _hours("films"),
        tolerance=0.01,
        checks="your number is within 0.01 of today's hours for each new customer minus those with films, in your year",
        hints=(
            "Work out the hours for one new customer twice: today, and with films.",
            'Today: today["hours"] / today["new_customers"]. The same with films.',
            "Then take the second from the first.",
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _hours("films") - _hours(""),
                says="The size is right, the sign is not: take the hours with films from today's.",
            ),
            Misconception(
                gives=lambda: 100 * (1 - _hours("films") / _hours("")),
                says="That is a change in percent. Asked for are hours.",
            ),
            Misconception(
                gives=lambda: _work("")[0] - _work("films")[0],
                says="You compared the hours of the whole year. With films more is sold: look at one customer.",
            ),
            Misconception(
                gives=lambda: _hours("films"),
                says="Those are the hours with films. How many fewer than today?",
            ),
        ),
    ),
    Choice(
        id="ex01-5",
        options=("today", PROMISE, PUSH),
        expect=_worse,
        checks="you named the temptation under which more customers leave in your own two years; "
        "your reasons are not checked",
        hints=(
            "Look at the column 'left', and leave today out.",
            "The larger number in that column is asked for, not the lower satisfaction.",
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _worse(better=True),
                says="Close: many leave here, too. Compare the two numbers in the column 'left'.",
            ),
            Misconception(
                gives="today",
                says="Today is what the two are held against. Under both temptations more customers leave.",
            ),
        ),
    ),
)
