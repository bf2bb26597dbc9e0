"""Experiments of lesson 02, the customer's journey, at the electronics retailer."""

from __future__ import annotations

import math

from salesmark.analysis.claims.experiment import Change, Effect, Experiment, part_of
from salesmark.business.company import company
from salesmark.business.journey import Stage
from salesmark.simulation.run import Run

_SHOP = company("electronics_retailer")
_PEOPLE = 5_000
_HOURS = part_of(_SHOP, _PEOPLE).roles["adviser"].hours


def _spending(factor: float) -> Change:
    """Today's budget for the channels, times a factor."""
    budget = {name: euros * factor for name, euros in _SHOP.plan.marketing.budget.items()}
    return {"plan": {"marketing": {"budget": budget}}}


def _working(factor: float) -> Change:
    """Today's hours of the advisers, times a factor."""
    return {"roles": {"adviser": {"hours": factor * _HOURS}}}


def _talks_won(run: Run) -> float:
    """Share of the first contacts that end in a purchase."""
    called = sum(note.called for note in run.notes)
    return sum(len(note.new) for note in run.notes) / called if called else math.nan


def _search_divides(run: Run) -> float:
    """How much more of the enthusiasts' leads come by search than of the seniors'."""
    moves, shares = run.moves, []
    lead = (moves["to"] == Stage.INTERESTED.number) & (moves["from"] == Stage.AWARE.number)
    search = moves["cause"][lead] == list(run.company.channels).index("search")
    segment = run.customers["segment"].to_numpy()[moves["customer"][lead]]
    for name in ("enthusiasts", "seniors"):
        mine = search[segment == name]
        shares.append(float(mine.mean()) if mine.size else math.nan)
    return shares[0] - shares[1]


EXPERIMENTS = {
    "J02": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}, "no advertising": _spending(0), "half the hours": _working(0.5)},
        effects={
            "leads, without advertising": Effect(
                between={"no advertising": 1, "today": -1}, measure="leads", expected=-1
            ),
            "leads, with half the hours for talks": Effect(
                between={"half the hours": 1, "today": -1}, measure="leads", expected=-1
            ),
            "share of first contacts won, with half the hours": Effect(
                between={"half the hours": 1, "today": -1}, measure=_talks_won, unit="points", expected=-1
            ),
        },
        over={"market.need.aware": (0.0, 0.008)},
    ),
    "J03": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=18,
        arms={
            "today": {},
            "twice the advertising": _spending(2),
            "twice the hours": _working(2),
            "both": {**_spending(2), **_working(2)},
        },
        effects={
            "new customers by both together, beyond the sum of each alone": Effect(
                between={"both": 1, "twice the advertising": -1, "twice the hours": -1, "today": 1},
                measure="new customers",
            ),
            "new customers by twice the hours, beyond those by twice the advertising": Effect(
                between={"twice the hours": 1, "twice the advertising": -1}, measure="new customers"
            ),
        },
        conditions={"sellers who are busy": {"market": {"population": _PEOPLE // 4}}},
        neutral={"process": {step: {"hours": 0.001} for step in _SHOP.process}},
    ),
    "J04": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={"no campaign": {}, "campaign": {"plan": {"marketing": {"budget": {"search": 1_400, "social": 1_000}}}}},
        effects={
            "leads by the campaign": Effect(between={"campaign": 1, "no campaign": -1}, measure="leads"),
            "revenue by the campaign": Effect(between={"campaign": 1, "no campaign": -1}, measure="revenue"),
        },
        over={"channels.search.persuasion.aware": (0.0, 2 * _SHOP.channels["search"].persuasion["aware"])},
    ),
    "J05": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={"nobody talks": {"market": {"imitation": 0.0}}, "customers talk": {}},
        effects={
            "leads by what customers say": Effect(between={"customers talk": 1, "nobody talks": -1}, measure="leads"),
            "new customers by what customers say": Effect(
                between={"customers talk": 1, "nobody talks": -1}, measure="new customers"
            ),
        },
        over={"market.imitation": (0.0, 0.3)},
    ),
    "J06": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={
            "conflicting": {"plan": {"agreement": {"shared_message": 0.2}}},
            "consistent": {"plan": {"agreement": {"shared_message": 0.95}}},
        },
        effects={
            "leads by a consistent message": Effect(between={"consistent": 1, "conflicting": -1}, measure="leads"),
        },
        over={"hand_off.confusion": (0.0, 0.25)},
    ),
    "J07": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}},
        effects={
            "share of leads that come by search, enthusiasts against seniors": Effect(
                between={"today": 1}, measure=_search_divides, unit="points"
            )
        },
        over={"channels.search.audience.seniors": (1.0, 1.5)},
    ),
    "J08": Experiment(
        company=_SHOP.name,
        people=_PEOPLE,
        months=12,
        arms={
            "neither": {
                "plan": {"agreement": {"shared_message": 0.2, "shared_tools": 0}, "sales": {"consultative": 0}}
            },
            "one message": {"plan": {"agreement": {"shared_tools": 0}, "sales": {"consultative": 0}}},
            "personal talks": {"plan": {"agreement": {"shared_message": 0.2}}},
        },
        effects={
            "leads by one message for all": Effect(between={"one message": 1, "neither": -1}, measure="leads"),
            "share of first contacts won by personal talks": Effect(
                between={"personal talks": 1, "neither": -1}, measure=_talks_won, unit="points"
            ),
        },
        over={"hand_off.confusion": (0.0, 0.25)},
    ),
}
