"""The two desks in the figures of a run: what some of the respects of lesson 01 come to at one company."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from salesmark._words import money
from salesmark.analysis import journeys, metrics
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from salesmark.simulation.run import Run

_AWARE = Stage.AWARE.number
#: Stages to which a step before the hand-off leads, and one after it.
_BEFORE = list(STAGE_NAMES[_AWARE : Stage.INTENDING.number])
_AFTER = [Stage.INTENDING.value, Stage.CUSTOMER.value]


def in_figures(run: Run) -> dict[str, tuple[str, str]]:
    """Say what a run shows of the two desks, in the respects in which a run can show anything.

    Args:
        run: A run.

    Returns:
        Respect -> marketing's figure and sales', in words; "–" for what did not happen.

    Example:
        >>> import salesmark as sm
        >>> year = sm.simulate(sm.company("car_dealer"), months=12, seed=3)
        >>> in_figures(year)["interaction"]
        ('41,337 noticed adverts', '7,310 talks')
    """
    contacts = journeys.contacts(need_run(run)).astype({"contacts": int, "people": int})
    (adverts, met), (talks, called) = contacts[["contacts", "people"]].to_numpy().tolist()
    months, moved = run.monthly, journeys.movers(run).set_index("stage")
    leads, new = int(months["leads"].sum()), int(months["new_customers"].sum())
    before, after = moved.loc[_BEFORE].sum(), moved.loc[_AFTER].sum()
    cost = months["marketing"].sum() / leads if leads else math.nan
    return {
        "focus": (f"{met:,} people noticed an advert", f"{called:,} leads were called"),
        "interaction": (f"{adverts:,} noticed adverts", f"{talks:,} talks"),
        "goal": (f"{leads:,} leads", f"{new:,} new customers"),
        "time frame": (
            _said(_days_to_lead(run), ".0f", " days, first notice to lead"),
            _said(metrics.cycle_days(run).median, ".0f", " days, first talk to sale"),
        ),
        "metrics": (
            "–" if math.isnan(cost) else f"{money(cost, run.company.currency)} a lead",
            _said(100 * metrics.win_rate(run), ".0f", " % of the deals won"),
        ),
        "place in the journey": (
            _said(100 * before["marketing"] / (before.sum() or math.nan), ".0f", " % of the steps before the hand-off"),
            _said(100 * after["sales"] / (after.sum() or math.nan), ".0f", " % of the steps after it"),
        ),
    }


def _said(value: float, form: str, words: str) -> str:
    return "–" if math.isnan(value) else f"{value:{form}}{words}"


def _days_to_lead(run: Run) -> float:
    """Return the median days from becoming aware to becoming a lead, of those who did both in the run."""
    events = run.events
    aware, lead = (
        events[events["to"] == name].groupby("customer")["day"].min() for name in STAGE_NAMES[_AWARE : _AWARE + 2]
    )
    days = (lead - aware).dropna()
    return float(days[days >= 0].median())
