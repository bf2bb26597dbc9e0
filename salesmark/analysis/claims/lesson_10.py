"""Experiments of lesson 10, alignment, at the software company."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from salesmark._checks import whole
from salesmark.analysis.claims.experiment import Change, Effect, Experiment, part_of
from salesmark.analysis.comparison import Comparison
from salesmark.analysis.experiment import MEASURES, compare
from salesmark.business.company import company
from salesmark.simulation.run import Run, simulate

_FIRM = company("software_company")
_PEOPLE = 5_000

#: Nobody has agreed on anything, and nobody minds it.
POOR: dict[str, float] = {
    "shared_goals": 0.1,
    "shared_message": 0.2,
    "first_contact_hours": 48.0,
    "shared_definition": 0.15,
    "shared_tools": 0.1,
    "content_plan": 0.0,
    "feedback": 0.0,
    "joint_review": 0.0,
    "leadership": 0.1,
    "culture": 0.2,
    "upkeep": 0.0,
}
#: The nine practices as a textbook would have them.
GOOD: dict[str, float] = {
    "shared_goals": 0.9,
    "shared_message": 0.95,
    "first_contact_hours": 2.0,
    "shared_definition": 0.9,
    "shared_tools": 0.9,
    "content_plan": 0.9,
    "feedback": 0.9,
    "joint_review": 0.9,
    "leadership": 0.9,
    "culture": 0.9,
    "upkeep": 0.9,
}
#: The nine practices, in the words of the lesson, and the fields of the agreement that each is.
PRACTICES: dict[str, tuple[str, ...]] = {
    "shared goals": ("shared_goals",),
    "one message": ("shared_message",),
    "service level": ("first_contact_hours", "shared_definition"),
    "shared tools": ("shared_tools",),
    "content plan": ("content_plan",),
    "feedback": ("feedback",),
    "joint review": ("joint_review",),
    "leadership": ("leadership",),
    "culture": ("culture",),
}


def agreed(**practices: float) -> Change:
    """The company under an agreement, in force from the first day."""
    return {"plan": {"agreement": practices}}


def sent_back(run: Run) -> float:
    """Share of the leads called that were none for sales."""
    called = sum(note.called for note in run.notes)
    return sum(note.sent_back for note in run.notes) / called if called else math.nan


def sales_per_lead(run: Run) -> float:
    """New customers for each first contact."""
    called = sum(note.called for note in run.notes)
    return sum(len(note.new) for note in run.notes) / called if called else math.nan


def days_to_close(run: Run) -> float:
    """Median days from the moment a lead qualified to the sale."""
    won = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")]
    qualified = run.events[run.events["to"] == "considering"].groupby("customer")["day"].min()
    days = won["closed_day"] - won["customer"].map(qualified)
    return float(np.nanmedian(days)) if days.notna().any() else math.nan


def deal_value(run: Run) -> float:
    """Mean value of a new deal."""
    deals = run.deals
    return float(deals.loc[(deals["kind"] == "new") & (deals["status"] == "won"), "amount"].mean())


def renewed(run: Run) -> float:
    """Share of the contracts that ended that were renewed."""
    ended = np.array([note.ended for note in run.notes]).sum(axis=0)
    return float(ended[1] / ended.sum()) if ended.sum() else math.nan


#: A market in which the offer suits everybody: no practice can then choose better leads.
_EVERYBODY_FITS = {name: {"good_fit": 1.0} for name in _FIRM.segments}
_POOR_AND_GOOD = {"poor": agreed(**POOR), "good": agreed(**GOOD)}
_RISE = {"good": 1, "poor": -1}
#: The parameters that were set with the figure of the survey in view, each without its effect.
_SET_FOR_IT = {
    "hand_off.learning": (0.0,),
    "hand_off.leak": (0.0,),
    "hand_off.confusion": (0.0,),
    "selling.doubt": (1.0,),
}


def growth_by_practice(*, runs: int = 8, seed: int = 0) -> Comparison:
    """Take the alignment figure apart: growth under a poor agreement, with one practice mended, and with all.

    Args:
        runs: Runs of each agreement.
        seed: Seed of the first run.

    Returns:
        The runs: "poor", each of the nine practices alone, and "all nine"; what is measured is "growth" a year.
    """
    firm = part_of(_FIRM, _PEOPLE)
    scenarios = {"poor": firm.change(**agreed(**POOR))}
    for name, fields in PRACTICES.items():
        scenarios[name] = firm.change(**agreed(**POOR | {field: GOOD[field] for field in fields}))
    scenarios["all nine"] = firm.change(**agreed(**GOOD))
    return compare(scenarios, months=48, runs=runs, seed=seed, measures=["growth"], progress=lambda *_: None)


def survey(firms: int = 453, *, alignment_works: bool, months: int = 24, seed: int = 0) -> pd.DataFrame:
    """Ask as many firms as the famous survey did how aligned they are, and rank them by how they did.

    Each firm has a small market of its own and its own luck. The leaders are the fifth that grew most, the laggards the
    three tenths that grew least: chosen by performance, as in that survey.

    Args:
        firms: How many.
        alignment_works: Whether a firm also lives as aligned as it says; otherwise all live under today's agreement,
            and what they say does nothing.
        months: How long each is watched, 24 or more.
        seed: Same seed, same firms.

    Returns:
        One row a firm: alignment (0 to 1, as it says), growth (a year) and group (leader, average, laggard).

    Raises:
        BadInput: The firms are watched for less than two years.
    """
    months = whole("months", months, low=24)
    said = np.random.default_rng(seed).uniform(size=firms)
    small = part_of(_FIRM, 1_000)
    growth = np.empty(firms)
    for number, alignment in enumerate(said.tolist()):
        between = {name: poor + alignment * (GOOD[name] - poor) for name, poor in POOR.items()}
        firm = small.change(**agreed(**between)) if alignment_works else small
        growth[number] = MEASURES["growth"][1](simulate(firm, months=months, seed=seed + number))
    rank = growth.argsort().argsort() / firms
    group = np.where(rank >= 0.8, "leader", np.where(rank < 0.3, "laggard", "average"))
    return pd.DataFrame({"alignment": said, "growth": growth, "group": group})


EXPERIMENTS = {
    "A05": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=24,
        arms=_POOR_AND_GOOD,
        effects={
            "revenue": Effect(between=_RISE, measure="revenue"),
            "leads sent back, of those called": Effect(between=_RISE, measure=sent_back, unit="points", expected=-1),
            "days to close": Effect(between=_RISE, measure=days_to_close, unit="days", expected=-1),
            "win rate": Effect(between=_RISE, measure="win rate", unit="points"),
            "satisfaction": Effect(between=_RISE, measure="satisfaction", unit="points"),
            "contracts renewed": Effect(between=_RISE, measure=renewed, unit="points"),
        },
        over={name: _SET_FOR_IT[name] for name in ("hand_off.learning", "selling.doubt")},
    ),
    "A06": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=48,
        arms=_POOR_AND_GOOD,
        effects={
            "growth of revenue a year, good against poor": Effect(between=_RISE, measure="growth", unit="points"),
            "growth of revenue a year, good": Effect(between={"good": 1}, measure="growth", unit="points"),
            "growth of revenue a year, poor": Effect(between={"poor": 1}, measure="growth", unit="points", expected=-1),
        },
        over=_SET_FOR_IT,
    ),
    "A07": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        arms={
            "today": {},
            "conflicting messages": agreed(shared_message=0.0),
            "conflicting goals": agreed(shared_goals=0.0),
            "marketing neglected": {"plan": {"marketing": {"budget": dict.fromkeys(_FIRM.plan.marketing.budget, 0)}}},
        },
        effects={
            f"new customers with {mistake}": Effect(
                between={mistake: 1, "today": -1}, measure="new customers", expected=-1
            )
            for mistake in ("conflicting messages", "conflicting goals", "marketing neglected")
        },
        over={"hand_off.confusion": (0.0, 0.25)},
    ),
    "A08": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"poor": agreed(**POOR)}
        | {name: agreed(**POOR | {field: GOOD[field] for field in fields}) for name, fields in PRACTICES.items()},
        effects={
            f"new customers by {name} alone": Effect(between={name: 1, "poor": -1}, measure="new customers")
            for name in PRACTICES
        },
        over={"hand_off.goal_slip": (0.0, 0.3)},
    ),
    "A09": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=24,
        arms=_POOR_AND_GOOD,
        effects={
            "contracts renewed": Effect(between=_RISE, measure=renewed, unit="points"),
            "satisfaction": Effect(between=_RISE, measure="satisfaction", unit="points"),
            "value of a deal": Effect(between=_RISE, measure=deal_value),
            "days to close": Effect(between=_RISE, measure=days_to_close, unit="days", expected=-1, built_in=True),
            "new customers for each lead called": Effect(
                between=_RISE, measure=sales_per_lead, unit="points", built_in=True
            ),
        },
        neutral={"segments": _EVERYBODY_FITS},
    ),
    "A10": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={
            "kept up": agreed(**GOOD | {"upkeep": 1.0}),
            "left alone": agreed(**GOOD | {"upkeep": 0.0, "leadership": 0.1}),
        },
        effects={
            "new customers, left alone": Effect(
                between={"left alone": 1, "kept up": -1}, measure="new customers", expected=-1
            )
        },
        over={"hand_off.decay": (0.0, 0.1)},
    ),
    "A11": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={
            "unled": agreed(**GOOD | {"upkeep": 0.2, "leadership": 0.1, "culture": 0.2}),
            "led": agreed(**GOOD | {"upkeep": 0.2}),
        },
        effects={
            "new customers by leadership and culture": Effect(between={"led": 1, "unled": -1}, measure="new customers")
        },
        over={"hand_off.unled": (0.0, 0.6)},
    ),
}
