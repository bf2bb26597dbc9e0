"""Worksheet 02: the customer's journey."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd

from salesmark.business.company import Company, company
from salesmark.business.journey import STAGE_NAMES
from salesmark.classroom.own import kept_run
from salesmark.classroom.questions import Choice, Misconception, Names, Number, Task
from salesmark.simulation.run import simulate

#: The three proposals of task 5, and the three of task 2, as changes of a plan.
LOUD, STAFF, QUICK = "twice the advertising", "one more adviser", "a call within half an hour"
SHORT = {"sales": {"people": {"adviser": 2}}}
CASE_SEED = 11


def _own(change: str = "") -> pd.Series[float]:
    """Sum up the learner's own year under one of the proposals."""
    return kept_run(_changed(company("electronics_retailer"), change)).monthly.sum()


@cache
def _case(change: str) -> pd.Series[float]:
    """Sum up the year of task 2."""
    short = company("electronics_retailer").change(plan=SHORT)
    return simulate(_changed(short, change), months=12, seed=CASE_SEED).monthly.sum()


def _changed(shop: Company, change: str) -> Company:
    budget = {channel: 2 * euros for channel, euros in shop.plan.marketing.budget.items()}
    plans = {
        "": {},
        LOUD: {"marketing": {"budget": budget}},
        STAFF: {"sales": {"people": {"adviser": shop.plan.sales.people["adviser"] + 1}}},
        QUICK: {"agreement": {"first_contact_hours": 0.5}},
    }
    return shop.change(plan=plans[change])


def _best(what: str, year: Callable[[str], pd.Series[float]]) -> str:
    """Name the proposal whose year has the most of something."""
    return max((LOUD, STAFF, QUICK), key=lambda change: year(change)[what])


def _more(what: str) -> float:
    return float(_own(QUICK)[what] - _own()[what])


TASKS: tuple[Task, ...] = (
    Names(
        id="ex02-1",
        options=STAGE_NAMES,
        expect=("unaware", "aware", "interested"),
        checks="you named the three stages in which marketing works alone, in any order",
        hints=(
            "Look at the table 'The journey, stage by stage' in lesson 02, third column.",
            "Alone means: before the hand-off. There are three such stages, one after the other.",
            "The journey begins with people who never heard of the firm. Take that stage and the next two.",
        ),
        misconceptions=(
            Misconception(
                gives=("unaware", "aware", "interested", "considering"),
                says="A person who is considering wants to talk and waits for a seller: that is the hand-off, "
                "and it belongs to both desks.",
            ),
            Misconception(
                gives=("aware", "interested", "considering"),
                says="Marketing's work begins earlier than with those who know the firm, "
                "and it works alone only up to the hand-off.",
            ),
            Misconception(
                gives=("aware", "interested"),
                says="Who makes strangers aware? Their stage is missing.",
            ),
        ),
    ),
    Choice(
        id="ex02-2",
        options=(LOUD, STAFF, QUICK),
        expect=lambda: _best("new_customers", _case),
        checks=f"your choice is the one with the most new customers in the case's year (seed {CASE_SEED})",
        hints=(
            "Find the stage that holds the others up: look at the waiting time and at the advisers' hours.",
            "Leads are there. Ask which of the three gives them somebody to talk to.",
            "Two advisers have hardly a free hour. A promise to call sooner gives them none.",
        ),
        misconceptions=(
            Misconception(
                gives=LOUD,
                says="More leads join a queue that two advisers cannot finish. The weakest stage is not at the top.",
            ),
            Misconception(
                gives=QUICK,
                says="It is free, and it helps where advisers have time. Here they have hardly any: "
                "the list gets the name sooner, the person still waits.",
            ),
        ),
    ),
    Number(
        id="ex02-3",
        expect=lambda: float(_own()["new_customers"] / _own()["first_contacts"]),
        tolerance=0.005,
        share=True,
        checks="your share is within half a percentage point of new customers by first contacts, in your own year",
        hints=(
            "A share is a part divided by the whole. The whole are the first contacts of the year.",
            "In the code: year holds 'new_customers' and 'first_contacts'. On the board: both totals of the last week.",
            'share = year["new_customers"] / year["first_contacts"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: float(_own()["won"] / (_own()["won"] + _own()["lost"])),
                says="That is the win rate: of the deals that were closed. "
                "Asked for is the share of all first contacts, those without a deal included.",
            ),
            Misconception(
                gives=lambda: float(_own()["new_customers"] / _own()["leads"]),
                says="You divided by all leads. Many of them never spoke to a seller: divide by the first contacts.",
            ),
            Misconception(
                gives=lambda: float(_own()["first_contacts"] / _own()["new_customers"]),
                says="Part and whole have changed places: a share of people cannot be above 1.",
            ),
        ),
    ),
    Number(
        id="ex02-4",
        expect=lambda: _more("new_customers"),
        tolerance=0.05,  # customers are whole; more would mistake other wrong ideas for each other
        checks="your number is the new customers with a call within half an hour, minus today's, in your own year",
        hints=(
            "You need two years that differ by one thing: the hours to the first contact.",
            "In the code: quick_year and year. On the board: the totals of the last week, of each of the two runs.",
            'extra = quick_year["new_customers"] - year["new_customers"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: -_more("new_customers"),
                says="The size is right, the sign is not: take today from the quick year.",
            ),
            Misconception(
                gives=lambda: float(_own(QUICK)["new_customers"]),
                says="That is the whole quick year. How many more is it than today?",
            ),
            Misconception(
                gives=lambda: 100 * _more("new_customers") / float(_own()["new_customers"]),
                says="That is the growth in percent. Asked for is a number of customers.",
            ),
            Misconception(
                gives=lambda: _more("first_contacts"),
                says="You compared first contacts. Asked for are new customers.",
            ),
        ),
    ),
    Choice(
        id="ex02-5",
        options=(LOUD, STAFF, QUICK),
        expect=lambda: _best("profit", _own),
        checks="your choice is the proposal with the highest profit in your own year; your reasons are not checked",
        hints=(
            "The table above the task has all you need. Which of its columns is asked for?",
            "New customers, revenue, profit: three columns. The bank asks for one of them.",
            "What does each proposal cost? One of the three costs nothing.",
        ),
        misconceptions=(
            Misconception(
                gives=LOUD,
                says="Look at the profit: the additional sales do not pay for the additional advertising.",
            ),
            Misconception(
                gives=STAFF,
                says="It may well sell more. An adviser costs a wage all year: look at the profit column.",
            ),
        ),
    ),
)
