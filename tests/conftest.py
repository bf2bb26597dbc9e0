"""A firm made by hand, for figures that can be worked out on paper."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pytest

from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation.records import DEALS, EVENTS

_NAN = float("nan")


@dataclass(frozen=True)
class Firm:
    deals: pd.DataFrame
    events: pd.DataFrame
    name: str = "Corner shop"
    currency: str = "€"
    start: date = date(2024, 1, 1)


@dataclass(frozen=True)
class FirmWithBooks(Firm):
    monthly: pd.DataFrame = None


def _firm(deals=(), moves=(), monthly=None, **other: str):
    """Deals: status, opened, closed, amount, kind, stage. Moves: customer, day, from, to."""
    rows = [
        dict(zip(("status", "opened_day", "closed_day", "amount", "kind", "stage"), row, strict=False)) for row in deals
    ]
    table = pd.DataFrame(rows, columns=list(DEALS))
    table["kind"] = table["kind"].astype(object).fillna("new").astype("category")
    table["stage"] = table["stage"].astype(object).fillna("demo").astype("category")
    table["status"] = pd.Categorical(table["status"], ["won", "lost", "open"])
    table = table.astype(dict.fromkeys(("opened_day", "closed_day", "amount"), float))
    events = pd.DataFrame(
        [dict(zip(("customer", "day", "from", "to"), move, strict=True)) for move in moves],
        columns=list(EVENTS),
    )
    for end in ("from", "to"):
        events[end] = pd.Categorical(events[end], STAGE_NAMES, ordered=True)
    if monthly is None:
        return Firm(table, events, **other)
    return FirmWithBooks(table, events, monthly=pd.DataFrame(monthly), **other)


@pytest.fixture(scope="session")
def firm():
    """The maker of firms."""
    return _firm


@pytest.fixture(scope="session")
def shop():
    """A firm with four closed new deals, one repeat purchase and three open deals."""
    return _firm(
        deals=[
            ("won", 0, 10, 100, "new", "close"),
            ("won", 0, 20, 200, "new", "close"),
            ("won", float("nan"), 30, 600, "new", "close"),  # nobody wrote down when it was opened
            ("won", 5, 5, 50, "repeat", "counter"),
            ("lost", 0, 3, _NAN, "new", "demo"),
            ("open", 1, _NAN, 40, "new", "demo"),
            ("open", 2, _NAN, _NAN, "new", "demo"),
            ("open", 2, _NAN, 70, "new", "offer"),
        ],
    )


_JOURNEYS = [
    (1, 1, "unaware", "aware"),
    (1, 2, "aware", "interested"),
    (1, 3, "interested", "lost"),
    (2, 1, "unaware", "interested"),  # walked in: past one stage, so through both
    (2, 2, "interested", "customer"),
    (2, 9, "customer", "left"),
    (3, 1, "unaware", "aware"),
    (3, 2, "aware", "unaware"),  # forgot, heard of it again: one person
    (3, 3, "unaware", "aware"),
    (4, 1, "retained", "advocate"),  # was here before we looked
    (5, 1, "lost", "interested"),  # came back: we did not see the beginning
    (6, 1, "considering", "intending"),
]


@pytest.fixture(scope="session")
def journeys():
    """Moves of six people; the beginning of three of them is seen."""
    return _JOURNEYS
