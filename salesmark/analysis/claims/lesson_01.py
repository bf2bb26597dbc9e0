"""Experiments of lesson 01, what the two functions do, at the car dealer."""

from __future__ import annotations

import math

from salesmark.analysis import journeys
from salesmark.analysis.claims.experiment import Effect, Experiment
from salesmark.business.company import company
from salesmark.simulation.run import Run

_DEALER = company("car_dealer")
_PEOPLE = 5_000


def _of_a_talk(column: str) -> Effect:
    """What one noticed advert has of something, as a share of what one talk has of it."""

    def measure(run: Run) -> float:
        table = journeys.contacts(run)[column]
        return float(table["a noticed advert"] / table["a talk"])

    return Effect(between={"today": 1}, measure=measure, unit="points")


def _hours_a_sale(run: Run) -> float:
    """Sellers' hours with buyers, by new customers."""
    sales = sum(len(note.new) for note in run.notes)
    return sum(note.worked for note in run.notes) / sales if sales else math.nan


EXPERIMENTS = {
    "D05": Experiment(
        company=_DEALER.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}},
        effects={
            "cost of a noticed advert, in hundredths of a talk's": _of_a_talk("cost_of_one"),
            "sales by noticed advert, in hundredths of those by talk": _of_a_talk("sales_per_100"),
        },
        over={"roles.marketer.wage": (0.0, 2_000.0)},
    ),
    "D07": Experiment(
        company=_DEALER.name,
        people=_PEOPLE,
        months=12,
        arms={
            "no content": {"plan": {"marketing": {"effort": {"content": 0}}}},
            "much content": {"plan": {"marketing": {"effort": {"content": 1_200}}}},
        },
        effects={
            "sellers' hours for a sale, with much content": Effect(
                between={"much content": 1, "no content": -1}, measure=_hours_a_sale, expected=-1
            ),
            "new customers, with much content": Effect(
                between={"much content": 1, "no content": -1}, measure="new customers"
            ),
        },
        over={"plan.agreement.content_plan": (0.0, 1.0)},
    ),
}
