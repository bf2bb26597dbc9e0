"""Experiments of lesson 05, selling: at the software company, and where it sells better, at the car dealer."""

from __future__ import annotations

import math

import numpy as np

from salesmark.analysis.claims.experiment import Change, Effect, Experiment, part_of
from salesmark.business.company import company
from salesmark.business.journey import Stage
from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.run import Run

_FIRM, _CARS = company("software_company"), company("car_dealer")
_PEOPLE = 5_000
_HOURS = part_of(_FIRM, _PEOPLE).roles["seller"].hours
_OF_SALES = ("revenue", "cost_of_goods", "commission")


def _selling(**sales: float) -> Change:
    """The plan's way to sell, in this changed."""
    return {"plan": {"sales": sales}}


def _talks_won(run: Run) -> float:
    """Share of the first contacts that end in a purchase."""
    called = sum(note.called for note in run.notes)
    return sum(len(note.new) for note in run.notes) / called if called else math.nan


def _demonstrations_lost(run: Run) -> float:
    """How much more often buyers say no to a demonstration than to the first contact."""
    answers = np.array([note.answers for note in run.notes]).sum(axis=0)
    no = answers[:, 0] / np.maximum(answers.sum(axis=1), 1)
    return float(no[2] - no[0])


def _quarter_end(run: Run) -> float:
    """Share of the new customers who sign in the last three weeks of a quarter."""
    new = np.array([len(note.new) for note in run.notes])
    return float(new[np.arange(run.weeks) % 13 > 9].sum() / max(new.sum(), 1))


def _hours_waited(run: Run) -> float:
    """Mean hours until the first contact."""
    called = sum(note.called for note in run.notes)
    return sum(note.waited for note in run.notes) / called if called else math.nan


def _gone_cold(run: Run) -> float:
    """Share of the qualified leads who gave up before anybody called."""
    moves, gate = run.moves, Stage.CONSIDERING.number
    cold = (moves["from"] == gate) & (moves["cause"] == run.end.now.cause["went cold"])
    return float(cold.sum() / max(int((moves["to"] == gate).sum()), 1))


def _hours_a_contact(run: Run) -> float:
    """Hours of talks for each lead called."""
    called = sum(note.called for note in run.notes)
    return sum(note.worked for note in run.notes) / called if called else math.nan


def _small_by_webinar(run: Run) -> float:
    """How much larger the share of small firms is among the leads of webinars than among those of trade fairs."""
    moves, names = run.moves, list(run.company.channels)
    lead = (moves["to"] == Stage.INTERESTED.number) & (moves["from"] == Stage.AWARE.number)
    small = run.customers["segment"].to_numpy()[moves["customer"]] == "small"
    by = [lead & (moves["cause"] == names.index(name)) for name in ("webinars", "events")]
    return float(small[by[0]].mean() - small[by[1]].mean()) if all(each.any() for each in by) else math.nan


def _earned(run: Run) -> float:
    """Revenue less goods and commission: profit before costs that do not depend on sales."""
    return float(run.cents[:, [ACCOUNTS.index(name) for name in _OF_SALES]].sum()) / 100


def _called(run: Run, kind: str) -> tuple[int, int]:
    """Calls of a kind that were taken, and how many of them moved somebody on."""
    moves = run.moves
    taken = moves["cause"] == run.end.now.cause[kind]
    return int(taken.sum()), int((taken & (moves["from"] != moves["to"])).sum())


def _warmth(run: Run) -> float:
    """How much more often a warm call moves somebody on than a cold one."""
    (warm, went), (cold, moved) = _called(run, "warm_calls"), _called(run, "cold_calls")
    return went / warm - moved / cold if warm and cold else math.nan


def _hours_saved(run: Run) -> float:
    """How many hours fewer a person costs who is moved on by warm calls; both kinds get the same hours."""
    share = run.company.plan.sales.calls
    spare = sum(max(note.available - note.worked, 0.0) for note in run.notes)
    (_, warm), (_, cold) = _called(run, "warm_calls"), _called(run, "cold_calls")
    return spare * (share["warm_calls"] / warm - share["cold_calls"] / cold) if warm and cold else math.nan


def _first_quarter(run: Run) -> float:
    """New customers of the first quarter."""
    return float(sum(len(note.new) for note in run.notes[:13]))


EXPERIMENTS = {
    "S01": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}, "skilled in one step": {"roles": {"seller": {"skill": {"demonstration": 1.5}}}}},
        effects={
            "new customers by sellers who are better at one step, the demonstration": Effect(
                between={"skilled in one step": 1, "today": -1}, measure="new customers"
            ),
            "share who say no, demonstration against first contact": Effect(
                between={"today": 1}, measure=_demonstrations_lost, unit="points", expected=-1
            ),
        },
        over={"process.demonstration.goes_on": (0.5, 0.765, 0.95)},
    ),
    "S02": Experiment(
        company=_CARS.name,
        people=_PEOPLE,
        months=12,
        arms={"level commission": _selling(accelerator=1.0), "rising commission": _selling(accelerator=2.0)},
        effects={
            "share of the deals that close in the last three weeks of a quarter": Effect(
                between={"rising commission": 1, "level commission": -1}, measure=_quarter_end, unit="points"
            ),
        },
        over={"selling.rush": (0.0, 0.5, 1.0)},
    ),
    "S03": Experiment(
        company=_FIRM.name,
        people=2 * _PEOPLE,  # a limit moves earnings by half a percent: fewer people would not tell
        months=12,
        arms={
            "none": _selling(discount_limit=0.0),
            "half": _selling(discount_limit=_FIRM.selling.haggle_size / 2),
            "all they ask": _selling(discount_limit=_FIRM.selling.haggle_size),
        },
        effects={
            "earned with a limit at half of the largest wish, beyond no discount": Effect(
                between={"half": 1, "none": -1}, measure=_earned
            ),
            "earned with that limit, beyond giving all that is asked for": Effect(
                between={"half": 1, "all they ask": -1}, measure=_earned
            ),
        },
        neutral={"selling": {"haggling": 0.0}},
    ),
    "S04": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={
            "unprepared": {"plan": {"agreement": {"content_plan": 0.0}}},
            "prepared": {"plan": {"agreement": {"content_plan": 0.95}, "marketing": {"effort": {"content": 6_000.0}}}},
        },
        effects={
            "share of first contacts won by sellers who come prepared": Effect(
                between={"prepared": 1, "unprepared": -1}, measure=_talks_won, unit="points"
            ),
        },
        over={"selling.doubt": (1.0, 0.7, 0.35)},
    ),
    "S05": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={
            "never again": _selling(follow_ups=0),
            "once more": _selling(follow_ups=1),
            "twice more": _selling(follow_ups=2),
        },
        effects={
            "new customers by asking once more": Effect(
                between={"once more": 1, "never again": -1}, measure="new customers"
            ),
            "what the first further try brings beyond the second": Effect(
                between={"once more": 2, "never again": -1, "twice more": -1}, measure="new customers"
            ),
        },
        over={"selling.follow_up_decay": (0.2, 0.8)},
    ),
    "S06": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}, "half the hours": {"roles": {"seller": {"hours": _HOURS / 2}}}},
        effects={
            "hours until the first contact, with half the hours for talks": Effect(
                between={"half the hours": 1, "today": -1}, measure=_hours_waited, unit="hours"
            ),
            "leads who give up before anybody calls": Effect(
                between={"half the hours": 1, "today": -1}, measure=_gone_cold, unit="points"
            ),
        },
        conditions={"sellers who are busy": {"market": {"population": _PEOPLE // 4}}},
        neutral={"process": {step: {"hours": 0.001} for step in _FIRM.process}},
    ),
    "S07": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"visits": _selling(remote=0.0), "by screen": _selling(remote=1.0)},
        effects={
            "share of first contacts won, by screen": Effect(
                between={"by screen": 1, "visits": -1}, measure=_talks_won, unit="points", expected=-1
            ),
            "hours of talks for each lead called": Effect(
                between={"by screen": 1, "visits": -1}, measure=_hours_a_contact, unit="hours", expected=-1
            ),
        },
        over={"selling.remote_odds": (0.0, 0.4, 0.8)},
    ),
    "S08": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}, "no advice": _selling(consultative=0.0)},
        effects={
            "share of small firms among the leads of webinars, against those of trade fairs": Effect(
                between={"today": 1}, measure=_small_by_webinar, unit="points"
            ),
            "share of first contacts won by showing the buyer's own orders": Effect(
                between={"today": 1, "no advice": -1}, measure=_talks_won, unit="points"
            ),
        },
        over={"channels.webinars.audience.small": (0.5, 1.0, 1.5)},
    ),
    "S09": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"offer at once": _selling(consultative=0.0), "advise": _selling(consultative=1.0)},
        effects={
            "share of first contacts won by advice": Effect(
                between={"advise": 1, "offer at once": -1}, measure=_talks_won, unit="points"
            ),
        },
        over={"selling.complexity": (0.0, 0.25, 0.5, 0.8)},
    ),
    "S10": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=36,
        arms={"calm": _selling(pressure=0.0), "pressing": _selling(pressure=1.0)},
        effects={
            "earned over three years, pressing": Effect(
                between={"pressing": 1, "calm": -1}, measure=_earned, expected=-1
            ),
            "new customers in the first quarter, pressing": Effect(
                between={"pressing": 1, "calm": -1}, measure=_first_quarter
            ),
            "satisfaction, pressing": Effect(
                between={"pressing": 1, "calm": -1}, measure="satisfaction", unit="points", expected=-1
            ),
            "customers after three years, pressing": Effect(
                between={"pressing": 1, "calm": -1}, measure="customers", expected=-1
            ),
        },
        neutral={"selling": {"push_odds": 0.0}, "trust": {"push_harm": 0.0}},
    ),
    "S11": Experiment(
        company=_FIRM.name,
        people=_PEOPLE,
        months=12,
        arms={"today": {}},
        effects={
            "share of calls that move somebody on, warm against cold": Effect(
                between={"today": 1}, measure=_warmth, unit="points"
            ),
            "hours of calls for each person moved on, warm against cold": Effect(
                between={"today": 1}, measure=_hours_saved, unit="hours", expected=-1
            ),
        },
        over={"calls.warm_calls.persuasion.interested": (0.1, 0.2, 0.3)},
    ),
}
