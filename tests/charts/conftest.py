"""A small hand-made run with the tables that charts read; every number in it can be checked by eye."""

from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
import pytest


def journey_table(reached):
    """The funnel table as metrics gives it, from {stage: number}."""
    numbers = list(reached.values())
    before = pd.Series([np.nan, *numbers][: len(numbers)], dtype=float).replace(0, np.nan)
    return pd.DataFrame(
        {
            "stage": list(reached),
            "reached": numbers,
            "share_of_previous": numbers / before,
            "share_of_first": [n / max(1, numbers[0]) for n in numbers],
        }
    )


def monthly_table(rows):
    """A monthly table: people of three kinds, revenue and four costs a month."""
    costs = ["cost_of_goods", "marketing", "sales", "overhead"]
    table = pd.DataFrame(rows, columns=["leads", "first_contacts", "new_customers", "revenue", *costs])
    table.insert(0, "month", range(1, len(table) + 1))
    table["profit"] = table["revenue"] - table[costs].sum(axis=1)
    return table


@dataclass
class HandMadeRun:
    name: str = "Brightline"
    currency: str = "€"
    start: date = date(2025, 1, 6)
    monthly: pd.DataFrame = field(
        default_factory=lambda: monthly_table(
            [
                (400, 240, 40, 60_000.0, 30_000.0, 9_000.0, 8_000.0, 10_000.0),
                (440, 250, 44, 66_000.0, 33_000.0, 9_000.0, 8_000.0, 10_000.0),
                (600, 300, 50, 75_000.0, 37_500.0, 9_000.0, 8_000.0, 10_000.0),
                (560, 260, 44, 66_000.0, 33_000.0, 9_000.0, 8_000.0, 10_000.0),
                (600, 270, 44, 66_000.0, 33_000.0, 9_000.0, 8_000.0, 10_000.0),
                (800, 330, 52, 78_000.0, 39_000.0, 9_000.0, 8_000.0, 10_000.0),
            ]
        )
    )
    stages: np.ndarray = field(
        default_factory=lambda: np.array(
            [
                [9000, 700, 150, 50, 0, 80, 20, 0, 0, 0],
                [7400, 1500, 310, 120, 43, 330, 90, 27, 150, 30],
            ]
        )
    )
    weekly: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"week": [1], "waiting": [85]}))


@pytest.fixture
def run():
    return HandMadeRun()


@pytest.fixture(scope="session")
def new_run():
    """Make one more hand-made run, with its own tables instead of the usual ones."""
    return HandMadeRun


@pytest.fixture(scope="session")
def months_of():
    """Make a monthly table."""
    return monthly_table


@pytest.fixture
def funnel_of(monkeypatch):
    """Let sm.charts.funnel draw this table instead of counting a run's events."""

    def use(reached):
        from salesmark.charts import customers

        monkeypatch.setattr(customers.metrics, "funnel", lambda _: journey_table(reached))

    return use
