"""What a paired experiment found: its runs, the differences between them, and how sure these are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from salesmark._checks import one_of
from salesmark._words import said

if TYPE_CHECKING:
    from salesmark.simulation.clocks import Floats


class Difference(NamedTuple):
    """What a scenario does, against the first one.

    Attributes:
        mean: Mean of the paired differences.
        low: Lower end of their 95 % interval (Student's t); nan for a single pair.
        high: Upper end.
        runs: Number of pairs.
    """

    mean: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True, eq=False)
class Comparison:
    """Scenarios run side by side: run i of each meets the same people with the same luck.

    Attributes:
        scenarios: Their names; differences are taken against the first.
        runs: One row a run: scenario, seed, and a column a measure.
        units: Measure -> "money", "people", "share", or "" for one of your own.
        currency: Currency sign.
        months: How long each run is.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer").change(market={"population": 2000})
        >>> bold = shop.change(plan={"marketing": {"budget": {"search": 1400}}})
        >>> result = sm.compare({"today": shop, "more search": bold}, months=3, runs=4)
        >>> list(result.table.columns)
        ['scenario', 'measure', 'mean', 'difference', 'low', 'high', 'runs']
    """

    scenarios: tuple[str, ...]
    runs: pd.DataFrame
    units: Mapping[str, str]
    currency: str
    months: int

    def __repr__(self) -> str:
        each = len(self.runs) // len(self.scenarios)
        return f"Comparison of {', '.join(self.scenarios)}: {self.months} months, {each} runs each"

    def _repr_html_(self) -> str:
        html: str = self.table.round(3).to_html(index=False)
        return html

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a scenario and measure: mean, difference from the first scenario with its interval, runs."""
        means = self.runs.groupby("scenario")[list(self.units)].mean()
        rows = [
            (scenario, measure, float(means[measure][scenario]), *self.difference(scenario, measure))
            for scenario in self.scenarios
            for measure in self.units
        ]
        names = ["scenario", "measure", "mean", "difference", "low", "high", "runs"]
        return pd.DataFrame(rows, columns=names)

    def differences(self, scenario: str, measure: str) -> Floats:
        """Return a measure in each run of a scenario, less that of the first scenario under the same seed.

        Args:
            scenario: Name of the scenario.
            measure: Name of the measure.

        Returns:
            One number a pair, in the order of the seeds, shape (runs,).

        Raises:
            BadInput: There is no such scenario or measure.
        """
        one_of("scenario", scenario, self.scenarios)
        one_of("measure", measure, self.units)
        by_seed = self.runs.pivot(index="seed", columns="scenario", values=measure)
        gaps: Floats = (by_seed[scenario] - by_seed[self.scenarios[0]]).to_numpy(float)
        return gaps

    def difference(self, scenario: str, measure: str) -> Difference:
        """Return the mean of the paired differences, with its 95 % interval.

        Args:
            scenario: Name of the scenario.
            measure: Name of the measure.

        Returns:
            Mean, interval and number of pairs.

        Raises:
            BadInput: There is no such scenario or measure.
        """
        return interval(self.differences(scenario, measure))

    def sentence(self, measure: str, scenario: str = "") -> str:
        """Say in words what a scenario does.

        Args:
            measure: Name of the measure.
            scenario: Name of the scenario; the second one where none is named.

        Returns:
            A sentence, with the interval and the number of runs.

        Raises:
            BadInput: There is no such scenario or measure.
        """
        scenario = scenario or self.scenarios[min(1, len(self.scenarios) - 1)]
        gap = self.difference(scenario, measure)
        first, unit = self.scenarios[0], self.units[measure]
        low, high = (said(value, unit, self.currency) for value in (gap.low, gap.high))
        span = f"95 % interval {low} to {high}, {gap.runs} pairs of runs over {self.months} months"
        if not gap.low * gap.high > 0:
            return f"{scenario} against {first}: no difference in {measure} that can be told from luck ({span})."
        word = "more" if gap.mean > 0 else "fewer" if unit == "people" else "less"
        size = said(abs(gap.mean), unit, self.currency).lstrip("+")
        return f"{scenario} against {first}: {size} {word} {measure} ({span})."


def interval(values: Floats, level: float = 0.95) -> Difference:
    """Return the mean of some values with its interval.

    Args:
        values: Independent numbers, shape (n,); missing ones are left out.
        level: How often such an interval holds the true mean (0 to 1).

    Returns:
        Mean, interval and number.

    Example:
        >>> interval(np.array([1.0, 2.0, 3.0]))
        Difference(mean=2.0, low=-0.48..., high=4.48..., runs=3)

    Source: Student, "The probable error of a mean", Biometrika, 1908.
    """
    from scipy.special import stdtrit

    known = values[np.isfinite(values)]
    count = len(known)
    if count < 2:
        return Difference(float(known.mean()) if count else math.nan, math.nan, math.nan, count)
    mean = float(known.mean())
    half = float(stdtrit(count - 1, 0.5 + level / 2)) * float(known.std(ddof=1)) / math.sqrt(count)
    return Difference(mean, mean - half, mean + half, count)
