"""One experiment on a claim: arms that differ in one thing, effects between them, and a verdict from intervals."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from salesmark._checks import BadInput
from salesmark.analysis.comparison import Difference, interval
from salesmark.analysis.experiment import Measure, compare, nested
from salesmark.business.company import Company, company

#: A change of a company, as `company.change` takes it.
Change = Mapping[str, Any]
#: Runs of each arm before the first look at the intervals, from one look to the next, and at most: five looks.
_FIRST, _BATCH, _MOST = 8, 4, 24
#: Level of an interval by itself: the intervals of five looks then hold together in 95 of 100 experiments, so that
#: whoever stops at the first one that tells is not wrong more often (Pocock, Biometrika, 1977).
_LEVEL = 1 - 0.0158
#: How a number is said: factor, decimals, and the unit.
_UNITS = {
    "percent": (100, 1, "%"),
    "points": (100, 1, "points"),
    "days": (1, 1, "days"),
    "hours": (1, 1, "hours"),
    "euros": (1, 0, "euros"),
}


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A difference between arms.

    Attributes:
        between: Arm -> weight; the effect is the weighted sum of what is measured in the arms.
        measure: Name among MEASURES, or a function of a run.
        unit: "percent" of what the arm that it is held against has, "points", "days", "hours" or "euros".
        expected: 1 if the claim says that it is above 0, -1 if below.
        built_in: For a part of a claim that emerges: whether this part was put in. No verdict rests on it.
    """

    between: Mapping[str, float]
    measure: str | Measure
    unit: str = "percent"
    expected: int = 1
    built_in: bool = False

    def scaled(self, gap: Difference) -> Difference:
        """Return a difference in the effect's unit: a share of 0.05 is 5 percent."""
        factor = _UNITS[self.unit][0]
        return Difference(factor * gap.mean, factor * gap.low, factor * gap.high, gap.runs)

    def said(self, value: float, *, named: bool = True) -> str:
        """Return a value of this effect in words, with its unit or without naming it."""
        factor, decimals, unit = _UNITS[self.unit]
        return f"{factor * value:+,.{decimals}f}{f' {unit}' * named}"

    def side(self, gap: Difference) -> int:
        """Say what an interval tells: 1 as the claim expects, -1 the opposite, 0 nothing."""
        return self.expected * ((gap.low > 0) - (gap.high < 0))


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """How a claim is put to the test.

    Attributes:
        company: Name of the company.
        arms: Name -> change of the company; every run of one arm is paired with a run of each other.
        effects: What is measured, in words -> the difference; the first one is the claim's size, and it holds only if
            all of them are on the expected side.
        months: Length of each run.
        people: Number of people in the market, with sellers' hours to match; None for the company as it is.
        before: Change of the company that holds in every arm.
        conditions: Words that go on after "depends on" -> change under which the claim may fail.
        neutral: For a claim that emerges: change of the parameters without which it goes.
        over: For a claim that is built in: path of the parameter -> its values over the range of the source.
    """

    company: str
    arms: Mapping[str, Change]
    effects: Mapping[str, Effect]
    months: int = 24
    people: int | None = None
    before: Change = field(default_factory=dict)
    conditions: Mapping[str, Change] = field(default_factory=dict)
    neutral: Change = field(default_factory=dict)
    over: Mapping[str, tuple[float, ...]] = field(default_factory=dict)

    def run(self, *, seed: int = 0, change: Change | None = None, most: int = _MOST) -> Found:
        """Run the arms side by side until the intervals tell, or until there are enough runs.

        Args:
            seed: Seed of the first run of each arm; the next ones follow.
            change: A further change that holds in every arm.
            most: Runs of each arm after which it stops in any case.

        Returns:
            What was found.
        """
        firm = company(self.company)
        firm = firm if self.people is None else part_of(firm, self.people)
        firm = firm.change(**self.before).change(**(change or {}))
        scenarios = {name: firm.change(**arm) for name, arm in self.arms.items()}
        how: dict[str, Any] = {"months": self.months, "runs": _BATCH, "progress": lambda *_: None}
        how["measures"] = {words: effect.measure for words, effect in self.effects.items()}
        parts: list[pd.DataFrame] = []
        while True:
            parts.append(compare(scenarios, seed=seed + len(parts) * _BATCH, **how).runs)
            found, runs = Found(self, pd.concat(parts, ignore_index=True)), len(parts) * _BATCH
            if runs >= most or (runs >= _FIRST and all(_tells(effect) for effect in found.effects.values())):
                return found


@dataclass(frozen=True)
class Found:
    """What the runs of an experiment say.

    Attributes:
        experiment: The experiment.
        runs: One row a run: scenario (the arm), seed, and a column an effect.
    """

    experiment: Experiment
    runs: pd.DataFrame

    @cached_property
    def effects(self) -> dict[str, Difference]:
        """The differences between the arms, paired by seed, each with its interval.

        Raises:
            BadInput: A percentage is asked for of nothing, or of less than nothing.
        """
        return {words: self._effect(words, effect) for words, effect in self.experiment.effects.items()}

    def _effect(self, words: str, effect: Effect) -> Difference:
        arms = self.runs.pivot(index="seed", columns="scenario", values=words).astype(float)
        gaps = sum((weight * arms[arm].to_numpy() for arm, weight in effect.between.items()), np.zeros(len(arms)))
        against = [arm for arm, weight in effect.between.items() if weight < 0]
        base = against[0] if len(against) == 1 else next(arm for arm in self.experiment.arms if arm in effect.between)
        whole = float(arms[base].mean())
        if effect.unit == "percent" and not whole > 0:
            raise BadInput(f"{words}: a percentage must be of more than 0, got {whole:g}. Give it another unit.")
        return interval(gaps / (whole if effect.unit == "percent" else 1.0), _LEVEL)

    @property
    def sides(self) -> dict[str, int]:
        """What each effect tells: 1 as the claim expects, -1 the opposite, 0 nothing."""
        return {words: self.experiment.effects[words].side(gap) for words, gap in self.effects.items()}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a run says to a claim.

    Attributes:
        id: The claim's id.
        label: "emerges", "built in" or "built in (calibrated to this)".
        effect: Size of the first effect, in `unit`.
        low: Lower end of its 95 % interval, which allows for looking several times.
        high: Upper end.
        unit: %, points, days, hours or euros.
        runs: Number of runs of each arm.
        seed: Seed of the first; the next ones follow.
        verdict: For a claim that emerges "holds", "depends on ..." or "not shown"; None for one that is built in.
        sentence: The same in words.
        effects: What was measured -> size and interval, as fractions, days, hours or euros.
        elsewhere: Condition, or value of the built-in parameter -> the first effect there.
        found: The runs.
        seconds: How long it took.
    """

    id: str
    label: str
    effect: float
    low: float
    high: float
    unit: str
    runs: int
    seed: int
    verdict: str | None
    sentence: str
    effects: Mapping[str, Difference]
    elsewhere: Mapping[str, Difference]
    found: Found = field(repr=False)
    seconds: float

    def __str__(self) -> str:
        return self.sentence


def judge(claim: str, label: str, experiment: Experiment, *, seed: int = 0) -> Verdict:
    """Put a claim to the test.

    Args:
        claim: Its id.
        label: What kind of claim it is.
        experiment: The experiment.
        seed: Seed of the first run.

    Returns:
        The verdict; for a claim that is built in, how the effect moves over its parameter's range instead.
    """
    start, emerges = time.perf_counter(), label == "emerges"
    found = experiment.run(seed=seed, most=_MOST if emerges else _FIRST)
    others = experiment.conditions if emerges else _settings(experiment)
    most = _MOST if emerges else _BATCH  # a verdict needs to be sure, a movement only its size
    first, effect = next(iter(experiment.effects.items()))
    arms = {name: arm for name, arm in experiment.arms.items() if name in effect.between}
    alone = replace(experiment, arms=arms, effects={first: effect})
    elsewhere = {words: alone.run(seed=seed, change=change, most=most) for words, change in others.items()}
    there = {words: other.effects[first] for words, other in elsewhere.items()}
    size = effect.scaled(found.effects[first])
    verdict = _verdict(found, elsewhere) if emerges else None
    return Verdict(
        id=claim,
        label=label,
        effect=size.mean,
        low=size.low,
        high=size.high,
        unit=_UNITS[effect.unit][2],
        runs=size.runs,
        seed=seed,
        verdict=verdict,
        sentence=_sentence(experiment, found, verdict, there, seed),
        effects=found.effects,
        elsewhere=there,
        found=found,
        seconds=time.perf_counter() - start,
    )


def _verdict(found: Found, elsewhere: Mapping[str, Found]) -> str:
    """Say whether a claim holds: here, and where it might not.

    It hangs on a condition if without it the first effect is not shown, and its interval lies wholly below this one.
    """
    sides = {words: side for words, side in found.sides.items() if not found.experiment.effects[words].built_in}
    first, *others = sides
    if sides[first] < 1:
        return "not shown"
    expected, here = found.experiment.effects[first].expected, found.effects[first]
    worst, best = (here.low, 2) if expected > 0 else (here.high, 1)
    fails = [
        words
        for words, there in elsewhere.items()
        if there.sides[first] < 1 and expected * there.effects[first][best] < expected * worst
    ]
    against = [f"{'the opposite' if sides[words] else 'not shown'}: {words}" for words in others if sides[words] < 1]
    if against:
        fails.append(f"what is looked at ({'; '.join(against)})")
    return f"depends on {' and '.join(fails)}" if fails else "holds"


def _sentence(
    experiment: Experiment, found: Found, verdict: str | None, elsewhere: Mapping[str, Difference], seed: int
) -> str:
    """Say in words what was found."""
    said = [f"{verdict[0].upper()}{verdict[1:]}."] if verdict else []
    remarks = {1: "", 0: ", not to be told from luck", -1: ", the opposite of the claim"}
    for words, gap in found.effects.items():
        effect = experiment.effects[words]
        span = f"95 % interval {' to '.join(effect.said(end, named=False) for end in gap[1:3])}"
        put_in = " (built in)" if effect.built_in else ""
        head = f"{words[0].upper()}{words[1:]}{put_in}: {effect.said(gap.mean)}"
        said.append(f"{head} ({span}{remarks[found.sides[words]]}).")
    if elsewhere:
        first = next(iter(experiment.effects.values()))
        where = "; ".join(f"{words} {first.said(gap.mean)}" for words, gap in elsewhere.items())
        said.append(f"{'Where it might fail' if verdict else 'Built in, and it moves with'}: {where}.")
    said.append(f"{found.runs['seed'].nunique()} runs of each arm over {experiment.months} months, seeds from {seed}.")
    return " ".join(said)


def part_of(firm: Company, people: int) -> Company:
    """Return a company with a part of the people, and as large a part of what is counted in hours or by the seller.

    So sellers are as busy and reach as large a part of their quota, and money for channels reaches as large a part of
    the people: as in the whole company, and quicker to run.

    Args:
        firm: The company.
        people: Number of people in the market.

    Returns:
        A new company.

    Example:
        >>> part_of(company("software_company"), 5_000).roles["seller"].hours
        6.0
    """
    share = people / firm.market.population
    quotas = {
        when: {"sales": {"quota": plan.sales.quota * share}}
        for when, plan in (("plan", firm.plan), ("before", firm.before))
    }
    return firm.change(
        market={"population": people},
        roles={name: {"hours": role.hours * share} for name, role in firm.roles.items()},
        calls={name: {"half_saturation": call.half_saturation * share} for name, call in firm.calls.items()},
        **quotas,
    )


def _settings(experiment: Experiment) -> dict[str, Change]:
    """Return a change for each value of the built-in parameter."""
    return {
        f"{path.rpartition('.')[2]} {value:g}": nested(path, value)
        for path, values in experiment.over.items()
        for value in values
    }


def _tells(gap: Difference) -> bool:
    """Say whether an interval leaves no doubt about the sign, or about the effect being too small to speak of."""
    return gap.low * gap.high > 0 or max(-gap.low, gap.high) < 0.005
