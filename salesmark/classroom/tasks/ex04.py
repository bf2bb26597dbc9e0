"""Worksheet 04: marketing's long game."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from salesmark.business.company import company
from salesmark.classroom.own import kept_run
from salesmark.classroom.questions import Choice, Misconception, Names, Number, Task
from salesmark.reports import tables
from salesmark.simulation.run import Run

REASONS = ("memory", "returning guests", "talk", "saturation", "tracking", "season")
DELIVERY, CHEAPER, BETTER = "delivery", "a tenth cheaper", "better goods"
_PROPOSALS: dict[str, dict[str, Any]] = {
    "today": {},
    DELIVERY: {"places": ["dining_room", "delivery_service"]},
    CHEAPER: {"price": 57.6},
    BETTER: {"quality": 1.1},
}


def _social(what: str) -> float:
    """Return what social brought in the learner's own year: spend, revenue, profit, by_trace or by_word."""
    return _brought(kept_run(company("clothing_store")))[what]


@lru_cache(maxsize=1)
def _brought(year: Run) -> dict[str, float]:
    worth = year.truth.channel_worth("social", tail_months=0).set_index("channel")
    table = tables.returns(year).join(worth[["revenue", "profit"]])
    return {str(what): float(column["social"]) for what, column in table.items()}


def _return(what: str = "revenue", by: str = "spend") -> float:
    return _social(what) / _social(by)


def _listing() -> tuple[float, float, float]:
    """Count Saffron Table's new customers in a year with no listing, with today's, and with twice as much."""
    house = company("local_restaurant")
    plans = ({"marketing": {"budget": {"listing": euros}}} for euros in (0, 110, 220))
    none, once, twice = (float(kept_run(house.change(plan=plan)).monthly["new_customers"].sum()) for plan in plans)
    return none, once, twice


def _second() -> float:
    none, once, twice = _listing()
    return (twice - once) / (once - none)


def _both() -> float:
    none, once, twice = _listing()
    return (twice - none) / (once - none)


def _in_all() -> float:
    _, once, twice = _listing()
    return twice / once


def _profit(proposal: str) -> float:
    """Sum up two years of Saffron Table under a proposal."""
    house = company("local_restaurant").change(plan={"marketing": _PROPOSALS[proposal]})
    return float(kept_run(house, months=24).monthly["profit"].sum())


def _best() -> str:
    return max((DELIVERY, CHEAPER, BETTER), key=_profit)


TASKS: tuple[Task, ...] = (
    Names(
        id="ex04-1",
        options=REASONS,
        expect=("memory", "returning guests", "talk"),
        checks="you named, in any order, what carries the adverts of spring into autumn, and nothing else",
        hints=(
            "Ask of each: would it be different in autumn if there had been no adverts in spring?",
            "Three of them are stores that the adverts filled and that empty slowly.",
            "Heads, rooms and friends. What a computer counts and what the calendar brings is not their work.",
        ),
        misconceptions=(
            Misconception(
                gives=("memory",),
                says="Memory is one store, and the quickest to empty. Who came in spring is more than a memory.",
            ),
            Misconception(
                gives=("memory", "returning guests", "talk", "season"),
                says="The season comes with adverts or without them. Asked for is what the adverts left behind.",
            ),
            Misconception(
                gives=("memory", "returning guests", "talk", "saturation"),
                says="Saturation says that the last euros brought less. It does not make anything last longer.",
            ),
            Misconception(
                gives=("memory", "returning guests", "talk", "tracking"),
                says="Counting clicks sells no room: tracking shows an effect, or misses it.",
            ),
            Misconception(
                gives=("memory", "talk"),
                says="Who knows the name and who talks: good. And those who were there in spring themselves?",
            ),
        ),
    ),
    Choice(
        id="ex04-2",
        options=("radio", "leaflets", "posters"),
        expect="leaflets",
        checks="your choice is the channel in which the next €100 brings most",
        hints=(
            "The first €100 are spent in any case. Compare what comes on top.",
            "Take the column of €100 from the column of €200, row by row.",
            "500 - 400, 480 - 250, 510 - 300: which is the largest?",
        ),
        misconceptions=(
            Misconception(
                gives="radio",
                says="Radio has the best return so far. Its next €100 bring only €100 more: it is nearly saturated.",
            ),
            Misconception(
                gives="posters",
                says="Posters have the highest sales with €200. €300 of them you have already: what comes on top?",
            ),
        ),
    ),
    Number(
        id="ex04-3",
        expect=_return,
        tolerance=0.0051,
        checks="your number is the revenue that social truly brought in your own year, by its cost, to two decimals",
        hints=(
            "The firm's own table does not know it. Which of the two tables says what was truly brought?",
            "In the table `worth`, row social: two columns, one divided by the other.",
            'worth.loc["social", "revenue"] and worth.loc["social", "spend"]',
        ),
        misconceptions=(
            Misconception(
                gives=lambda: _return("profit"),
                says="That is profit for each euro: goods and adverts are paid already. Asked for is revenue.",
            ),
            Misconception(
                gives=lambda: _social("by_trace"),
                says="That is what the traces say: purchases with a click before them. `worth` knows what came of it.",
            ),
            Misconception(
                gives=lambda: _social("by_word"),
                says="That is what customers say. Some forget, and some name another channel. `worth` knows.",
            ),
            Misconception(
                gives=lambda: _return("spend", "revenue"),
                says="Part and whole have changed places: that is what a euro of revenue cost.",
            ),
        ),
    ),
    Number(
        id="ex04-4",
        expect=_second,
        tolerance=0.0051,
        checks="your number is the new customers by the second €110 for each one by the first, in your own year",
        hints=(
            "You need two differences: what the first €110 bring, and what the second bring.",
            'The first: new["€110"] - new["€0"]. The second is made likewise.',
            "Divide the second difference by the first, and mind the brackets.",
        ),
        misconceptions=(
            Misconception(
                gives=_in_all,
                says="Most of these customers would have come without any listing. Take away what €0 bring.",
            ),
            Misconception(
                gives=_both,
                says="That is what all €220 bring, by what the first €110 bring. Asked for is the second €110 alone.",
            ),
            Misconception(
                gives=lambda: 1 / _second(),
                says="The two differences have changed places: the second goes above the line.",
            ),
        ),
    ),
    Choice(
        id="ex04-5",
        options=(DELIVERY, CHEAPER, BETTER),
        expect=_best,
        checks="your choice has the most profit over two years in your own runs; your reasons are not checked",
        hints=(
            "There are two tables. Which one does the owner ask about?",
            "Profit, both years together: the last column of the second table.",
            "Revenue is not profit: what is sold has to be bought, and a service takes its fee.",
        ),
        misconceptions=(
            Misconception(
                gives=DELIVERY,
                says="It sells more than today. The service keeps a quarter, and boxes cost: look at the profit.",
            ),
            Misconception(
                gives=BETTER,
                says="It gains from year to year, and starts far behind. The owner has two years: add them up.",
            ),
        ),
    ),
)
