"""Experiments of lesson 03, teams and roles, at the cleaning service."""

from __future__ import annotations

import math
from typing import Any

from salesmark.analysis.claims.experiment import Change, Effect, Experiment
from salesmark.business.company import Company, company
from salesmark.simulation.run import Run

_FIRM = company("cleaning_service")

# ---- R05: one who does both jobs, or a specialist for each; towns, and the money for them, of two sizes ----
_SMALL, _LARGE = 1_000, 7_000
_TEAMS = {"one generalist": {"all_rounder": 1}, "two specialists": {"promoter": 1, "estimator": 1}}
_STEPS = dict.fromkeys(_FIRM.process, 1.0)
_SPECIALIST = {
    "hours": _FIRM.roles["estimator"].hours,
    "handles": _FIRM.roles["promoter"].handles,
    "skill": _STEPS,
}

# ---- R06: a town of twice the size, run at one half: today's people, and staff with half of the hours and the wages;
# the estimator has hardly a free hour, and marketing half the hands that it needs ----
_NEEDED = sum(_FIRM.plan.marketing.budget.values()) + sum(_FIRM.plan.marketing.effort.values())


def _half(role: str, handles: float, skill: float = 1.0) -> dict[str, Any]:
    job = _FIRM.roles[role]
    skills = dict.fromkeys(_FIRM.process, skill)
    return {"hours": job.hours / 2, "wage": job.wage / 2, "hiring": job.hiring / 2, "handles": handles, "skill": skills}


#: The able newcomer is an estimator by another name, as good as one in forty: two standard deviations of talent up.
_BUSY: Change = {
    "roles": {
        "estimator": _half("estimator", 0.0),
        "promoter": _half("promoter", _NEEDED / 2),
        "all_rounder": _half("estimator", 0.0, math.exp(2 * _FIRM.selling.talent)),
    }
}


def _in_town(firm: Company) -> Change:
    """Return what makes the cleaning service into this firm: the town, the money for it, and the team."""
    return {
        "market": {"population": firm.market.population},
        "channels": firm.channels,
        "calls": firm.calls,
        "efforts": firm.efforts,
        "rivals": firm.rivals,
        "plan": firm.plan,
        "before": firm.before,
    }


def _people(promoter: int, estimator: int, all_rounder: int = 0) -> Change:
    return {
        "marketing": {"people": {"promoter": promoter}},
        "sales": {"people": {"estimator": estimator, "all_rounder": all_rounder}},
    }


def _first_quarter(run: Run) -> float:
    """Profit of the first quarter."""
    return float(run.cents[:13].sum()) / 100


EXPERIMENTS = {
    "R05": Experiment(
        company=_FIRM.name,
        months=12,
        arms={
            f"{name}, {size} town": _in_town(_FIRM.in_town(people).with_team(known=True, **team))
            for size, people in (("large", _LARGE), ("small", _SMALL))
            for name, team in _TEAMS.items()
        },
        effects={
            "profit in a town of 7,000 people, specialists beyond one generalist": Effect(
                between={"two specialists, large town": 1, "one generalist, large town": -1},
                measure="profit",
                unit="euros",
            ),
            "profit in a town of 1,000 people, specialists beyond one generalist": Effect(
                between={"two specialists, small town": 1, "one generalist, small town": -1},
                measure="profit",
                unit="euros",
                expected=-1,
            ),
        },
        conditions={
            "a promoter who can be had for ten hours a week": {
                "roles": {"promoter": {"wage": _FIRM.roles["estimator"].wage}}
            }
        },
        neutral={"roles": {"all_rounder": _SPECIALIST}},
    ),
    "R06": Experiment(
        company=_FIRM.name,
        before=_BUSY,
        months=6,
        arms={
            "nobody hired": {},
            "newcomers": {"plan": _people(2, 2)},
            "taken on in time": {"plan": _people(2, 2), "before": _people(2, 2)},
            "able newcomers": {"plan": _people(2, 1, 1)},
        },
        effects={
            "new customers of the half-year, newcomers at both desks against people taken on in time": Effect(
                between={"newcomers": 1, "taken on in time": -1}, measure="new customers", expected=-1
            ),
            "leads of the half-year, newcomers at both desks against people taken on in time": Effect(
                between={"newcomers": 1, "taken on in time": -1}, measure="leads", expected=-1
            ),
            "profit of the first quarter, newcomers against nobody hired": Effect(
                between={"newcomers": 1, "nobody hired": -1}, measure=_first_quarter, unit="euros", expected=-1
            ),
            "new customers of the half-year, an able newcomer in sales against an ordinary one": Effect(
                between={"able newcomers": 1, "newcomers": -1}, measure="new customers"
            ),
        },
        over={"selling.ramp_weeks": (6.0, 26.0)},
    ),
}
