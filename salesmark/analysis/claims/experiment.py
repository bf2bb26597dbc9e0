"""One experiment on a claim: arms that differ in one thing, effects between them, and a verdict from intervals."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from salesmark.analysis.comparison import Comparison, Difference, interval
from salesmark.analysis.experiment import MEASURES, Measure, compare, nested
from salesmark.business.company import Company, company

if TYPE_CHECKING:
    import pandas as pd

#: A change of a company, as `company.change` takes it.
Change = Mapping[str, Any]
#: Pairs that are run before precision is looked at, and the most of them.
_BATCH, _MOST = 4, 24
#: How a number is said: factor and words.
_UNITS = {"percent": (100, " %"), "points": (100, " points"), "days": (1, " days"), "hours": (1, " hours")}


@dataclass(frozen=True, kw_only=True)
class Effect:
    """A difference between arms.

    Attributes:
        between: Arm -> weight; the effect is the weighted sum of what is measured in the arms.
        measure: Name among MEASURES, or a function of a run.
        unit: "percent" of the first arm's mean, "points", "days" or "hours".
        expected: 1 if the claim says that it is above 0, -1 if below.
    """

    between: Mapping[str, float]
    measure: str | Measure
    unit: str = "percent"
    expected: int = 1


@dataclass(frozen=True, kw_only=True)
class Experiment:
    """How a claim is put to the test.

    Attributes:
        company: Name of the company.
        arms: Name -> change of the company; every run of one arm is paired with a run of each other.
        effects: What is measured, in words -> the difference; the first one is the claim's size, and it holds only if
            all of them are on the expected side.
        months: Length of each run.
        people: Number of people in the market.
        before: Change of the company that holds in every arm.
        conditions: Words that go on after "depends on" -> change under which the claim may fail.
        neutral: For a claim that emerges: change of the parameters without which it goes.
        over: For a claim that is built in: path of the parameter -> its values over the range of the source.
    """

    company: str
    arms: Mapping[str, Change]
    effects: Mapping[str, Effect]
    months: int = 24
    people: int = 3_000
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
        firm = company(self.company).change(market={"population": self.people}).change(**self.before)
        firm = firm.change(**(change or {}))
        parts: list[Comparison] = []
        while True:
            parts.append(self._part(firm, seed + len(parts) * _BATCH))
            found = Found(self, tuple(parts))
            if len(parts) * _BATCH >= most or all(_tells(effect) for effect in found.effects.values()):
                return found

    def _part(self, firm: Company, seed: int) -> Comparison:
        scenarios = {name: firm.change(**arm) for name, arm in self.arms.items()}
        measures = {
            words: MEASURES[effect.measure][1] if isinstance(effect.measure, str) else effect.measure
            for words, effect in self.effects.items()
        }
        return compare(
            scenarios, months=self.months, runs=_BATCH, seed=seed, measures=measures, progress=lambda *_: None
        )


@dataclass(frozen=True)
class Found:
    """What the runs of an experiment say.

    Attributes:
        experiment: The experiment.
        parts: Its runs, batch by batch.
    """

    experiment: Experiment
    parts: tuple[Comparison, ...]

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run: scenario (the arm), seed, and a column an effect."""
        import pandas as pd

        return pd.concat([part.runs for part in self.parts], ignore_index=True)

    @cached_property
    def effects(self) -> dict[str, Difference]:
        """The differences between the arms, paired by seed; percent are of the first arm's mean."""
        found = {}
        first = next(iter(self.experiment.arms))
        for words, effect in self.experiment.effects.items():
            arms = self.runs.pivot(index="seed", columns="scenario", values=words)
            gaps = np.zeros(len(arms))
            for arm, weight in effect.between.items():
                gaps += weight * arms[arm].to_numpy(float)
            found[words] = interval(gaps / (float(arms[first].mean()) if effect.unit == "percent" else 1.0))
        return found

    @property
    def failing(self) -> list[str]:
        """The effects that are not, with their whole interval, on the side that the claim expects."""
        effects = self.experiment.effects
        return [
            words
            for words, gap in self.effects.items()
            if not min(gap.low * effects[words].expected, gap.high * effects[words].expected) > 0
        ]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a run says to a claim.

    Attributes:
        id: The claim's id.
        label: "emerges", "built in" or "built in (calibrated to this)".
        effect: Size of the first effect, in `unit`.
        low: Lower end of its 95 % interval.
        high: Upper end.
        unit: Percent, points, days or hours.
        runs: Number of runs of each arm.
        seed: Seed of the first; the next ones follow.
        verdict: For a claim that emerges "holds", "depends on ..." or "not shown"; None for one that is built in.
        sentence: The same in words.
        effects: What was measured -> size and interval, as fractions, days or hours.
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
    start = time.perf_counter()
    emerges = label == "emerges"
    found = experiment.run(seed=seed, most=_MOST if emerges else 2 * _BATCH)
    others = experiment.conditions if emerges else _settings(experiment)
    most = _MOST if emerges else _BATCH  # a verdict needs to be sure, a movement only its size
    elsewhere = {words: experiment.run(seed=seed, change=change, most=most) for words, change in others.items()}
    first, effect = next(iter(experiment.effects.items()))
    there = {words: other.effects[first] for words, other in elsewhere.items()}
    factor, unit = _UNITS[effect.unit]
    size = found.effects[first]
    verdict = _verdict(found, elsewhere) if emerges else None
    return Verdict(
        id=claim,
        label=label,
        effect=factor * size.mean,
        low=factor * size.low,
        high=factor * size.high,
        unit=unit.strip(),
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
    """Say whether a claim holds: here, and where it might not."""
    effects = list(found.experiment.effects)
    if found.failing == effects:
        return "not shown"
    fails = [words for words, there in elsewhere.items() if effects[0] in there.failing]
    if found.failing:
        fails.append(f"what is looked at (not shown: {', '.join(found.failing)})")
    return f"depends on {' and '.join(fails)}" if fails else "holds"


def _sentence(
    experiment: Experiment, found: Found, verdict: str | None, elsewhere: Mapping[str, Difference], seed: int
) -> str:
    """Say in words what was found."""
    said = [f"{verdict[0].upper()}{verdict[1:]}."] if verdict else []
    for words, gap in found.effects.items():
        factor, unit = _UNITS[experiment.effects[words].unit]
        mean, low, high = (factor * value for value in gap[:3])
        said.append(f"{words[0].upper()}{words[1:]}: {mean:+.1f}{unit} (95 % interval {low:+.1f} to {high:+.1f}).")
    factor, unit = _UNITS[next(iter(experiment.effects.values())).unit]
    if elsewhere:
        where = "; ".join(f"{words} {factor * gap.mean:+.1f}{unit}" for words, gap in elsewhere.items())
        said.append(f"{'Where it might fail' if verdict else 'Built in, and it moves with'}: {where}.")
    runs = next(iter(found.effects.values())).runs
    said.append(f"{runs} runs of each arm over {experiment.months} months, seeds from {seed}.")
    return " ".join(said)


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
