"""Experiments of lesson 04, marketing's long game, at the restaurant and the clothing store."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from salesmark.analysis.claims.experiment import Change, Effect, Experiment
from salesmark.business.company import company
from salesmark.business.journey import Stage
from salesmark.simulation.parameters import STAGE_COUNT
from salesmark.simulation.run import Run

_HOUSE, _SHOP = company("local_restaurant"), company("clothing_store")
_GUESTS, _SHOPPERS = 3_000, 4_000
_QUARTER = 13


def _marketing(**decided: Any) -> Change:
    """Today's plan with something else decided at the marketing desk."""
    return {"plan": {"marketing": decided}}


def _suggesting(share: float, **decided: Any) -> Change:
    """Sellers who suggest something more at this share of the purchases."""
    return {"plan": {"marketing": decided, "sales": {"suggestions": share}}}


def _moved(sources: tuple[str, ...], target: str) -> Change:
    """Half of what some channels get goes to another one; the whole stays what it is."""
    budget = dict(_SHOP.plan.marketing.budget)
    for source in sources:
        budget[source] /= 2
        budget[target] += budget[source]
    return _marketing(budget=budget)


def _later_revenue(run: Run) -> float:
    """Revenue after the first quarter."""
    return float(run.cents[_QUARTER:, 0].sum()) / 100


def _known_after_a_quarter(run: Run) -> float:
    """Share of the people who know the name a quarter after the start."""
    return 1 - float(run.stages[_QUARTER, Stage.UNAWARE.number]) / run.population


def _by_students(run: Run) -> float:
    """Share of the leads who are students."""
    moves = run.moves
    leads = moves["customer"][(moves["to"] == Stage.INTERESTED.number) & (moves["from"] == Stage.AWARE.number)]
    students = list(run.company.segments).index("students")
    return float((run.end.cell[leads] // (2 * STAGE_COUNT) == students).mean()) if leads.size else math.nan


def _purchases(run: Run) -> float:
    """Number of purchases, repeat orders included."""
    return float(sum(len(block[0]) for block in run.end.deals if np.ndim(block[3])))  # lost deals have no value each


def _basket(run: Run) -> float:
    """Mean value of a purchase."""
    bought = _purchases(run)
    return float(run.cents[:, 0].sum()) / 100 / bought if bought else math.nan


def _after_goods(run: Run) -> float:
    """Revenue less goods and fees: all of the profit that differs where equally much is spent."""
    return float(run.cents[:, :2].sum()) / 100


def _margin(run: Run) -> float:
    """Share of the revenue that is left when goods and fees are paid."""
    revenue = float(run.cents[:, 0].sum()) / 100
    return _after_goods(run) / revenue if revenue else math.nan


def _advocates(run: Run) -> float:
    """People who recommend the firm, at the end."""
    return float(run.stages[-1, Stage.ADVOCATE.number])


def _gain(arm: str, measure: Any, *, against: str = "today", unit: str = "percent", expected: int = 1) -> Effect:
    """What an arm has more than another."""
    return Effect(between={arm: 1, against: -1}, measure=measure, unit=unit, expected=expected)


def _in_town(**about: Any) -> Experiment:
    """An experiment at the clothing store."""
    return Experiment(company=_SHOP.name, people=_SHOPPERS, **about)


def _in_the_evening(**about: Any) -> Experiment:
    """An experiment at the restaurant."""
    return Experiment(company=_HOUSE.name, people=_GUESTS, **about)


_DEAF = {channel: {"persuasion": dict.fromkeys(_SHOP.channels[channel].persuasion, 0.0)} for channel in _SHOP.channels}

EXPERIMENTS = {
    "M01": _in_town(
        arms={
            "today": {},
            "no social": _marketing(budget={"social": 0}),
            "no newspaper": _marketing(budget={"newspaper": 0}),
        },
        effects={
            "share of leads who are students, by social": _gain(
                "today", _by_students, against="no social", unit="points"
            ),
            "share of leads who are students, by the newspaper": _gain(
                "today", _by_students, against="no newspaper", unit="points", expected=-1
            ),
        },
        months=12,
        over={"channels.social.audience.students": (1.0, 3.0)},
    ),
    "M02": _in_the_evening(
        # Nothing is spent less in the silence: nobody sees it. What is missing later is what it would have done.
        arms={
            "a silent quarter": {
                "shocks": {
                    "silence": {
                        "starts": 1,
                        "weeks": _QUARTER,
                        "demand": 1.0,
                        "rivals": 1.0,
                        "channels": dict.fromkeys(_HOUSE.channels, 0.0),
                    }
                }
            },
            "today": {},
        },
        effects={
            "revenue after the first quarter, by what was spent in it": _gain(
                "today", _later_revenue, against="a silent quarter"
            ),
            "share of people who know the name, by a quarter of spending": _gain(
                "today", _known_after_a_quarter, against="a silent quarter", unit="points"
            ),
        },
        months=12,
        over={"market.forgetting": (0.01, 0.1)},
    ),
    "M03": _in_the_evening(
        arms={
            "today": {},
            "none": _marketing(budget={"social": 0}),
            "twice": _marketing(budget={"social": 2 * _HOUSE.plan.marketing.budget["social"]}),
        },
        effects={
            "new customers by the first 200 a week for social, beyond those by the second": Effect(
                between={"today": 2, "none": -1, "twice": -1}, measure="new customers"
            ),
        },
        months=18,
        over={"channels.social.half_saturation": (130.0, 520.0)},
    ),
    "M04": _in_town(
        # Which channels look best and worst is read off `sm.tables.returns`; it is the same under nearly every seed.
        arms={
            "today": {},
            "as buyers say": _moved(("newspaper", "social"), "window"),
            "as traces say": _moved(("newspaper", "window"), "coupons"),
        },
        effects={
            "earnings after goods by moving money to where buyers say they come from": _gain(
                "as buyers say", _after_goods
            ),
            "earnings after goods by moving money to where the traces are": _gain("as traces say", _after_goods),
        },
        neutral={"channels": _DEAF},
    ),
    "M05": _in_the_evening(
        arms={
            "today": _suggesting(0.4),
            "campaign": _suggesting(0.4, budget={"social": 400}),
            "more suggestions": _suggesting(0.9),
        },
        effects={
            "mean bill by waiters who suggest": _gain("more suggestions", _basket),
            "new customers by posts": _gain("campaign", "new customers"),
            "satisfaction of guests, where waiters suggest": _gain(
                "more suggestions", "satisfaction", unit="points", expected=-1
            ),
        },
        months=18,
        over={"selling.upsell_size": (0.0, 0.3)},
    ),
    "M06": _in_town(
        arms={
            "nothing to read": {"plan": {"marketing": {"effort": {"content": 0}}, "agreement": {"content_plan": 0.0}}},
            "useful content": {"plan": {"marketing": {"effort": {"content": 500}}, "agreement": {"content_plan": 0.9}}},
        },
        effects={
            "new customers by useful content": _gain("useful content", "new customers", against="nothing to read"),
            "win rate by useful content": _gain("useful content", "win rate", against="nothing to read", unit="points"),
        },
        over={"efforts.content.strength": (0.0, 1.0)},
    ),
    "M07": _in_town(
        arms={"no research": _marketing(effort={"research": 0}), "research": _marketing(effort={"research": 600})},
        effects={
            "new customers by research": _gain("research", "new customers", against="no research"),
            "customers at the end by research": _gain("research", "customers", against="no research"),
        },
        over={"efforts.research.strength": (0.0, 1.0)},
    ),
    "M08": _in_town(
        arms={
            "today": _suggesting(0.0, budget={"window": 0, "newspaper": 0, "coupons": 0}),
            "adverts": _suggesting(0.0, budget={"coupons": 0}),
            "coupons": _suggesting(0.0, budget={"window": 0, "newspaper": 0}),
            "belts": _suggesting(0.5, budget={"window": 0, "newspaper": 0, "coupons": 0}),
        },
        effects={
            "leads by adverts": _gain("adverts", "leads"),
            "new customers by coupons": _gain("coupons", "new customers"),
            "mean basket by staff who suggest": _gain("belts", _basket),
        },
        months=12,
        over={"channels.window.persuasion.aware": (0.0, 0.36)},
    ),
    "M09": _in_town(
        arms={
            "a bit of everything": _marketing(positioning=dict.fromkeys(("style", "advice", "durability"), 0.25)),
            "one difference": _marketing(positioning={"advice": 0.75}),
            "one difference, dearer": _marketing(positioning={"advice": 0.75}, price=1.03 * 95),
        },
        effects={
            "leads by one difference": _gain("one difference", "leads", against="a bit of everything"),
            "earnings after goods by one difference, at a price 3 % higher": _gain(
                "one difference, dearer", _after_goods, against="a bit of everything"
            ),
        },
        months=12,
        over={"economics.premium": (0.1, 0.6)},
    ),
    "M10": _in_town(
        arms={"no circle": _marketing(effort={"community": 0}), "a circle": _marketing(effort={"community": 250})},
        effects={
            "advocates at the end by a circle": _gain("a circle", _advocates, against="no circle"),
            "leads by a circle": _gain("a circle", "leads", against="no circle"),
        },
        over={"efforts.community.strength": (0.0, 1.2)},
    ),
    "M11": _in_town(
        arms={
            "today": {},
            "a fifth dearer": _marketing(price=1.2 * _SHOP.plan.marketing.price),
            "a tenth better": _marketing(quality=1.1),
            "a website": _marketing(places=["shop", "website"]),
        },
        effects={
            "purchases at a price a fifth higher": _gain("a fifth dearer", _purchases, expected=-1),
            "share of leads who are students, by a website": _gain("a website", _by_students, unit="points"),
            "margin of better goods": _gain("a tenth better", _margin, unit="points", expected=-1),
            "purchases by a website": _gain("a website", _purchases),
        },
        months=12,
        over={"segments.parents.price_sensitivity": (1.0, 3.0)},
    ),
}
