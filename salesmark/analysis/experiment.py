"""Paired experiments: the same people with the same luck under different plans, and intervals from the differences."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from salesmark._checks import BadInput, one_of, positive, whole
from salesmark._words import bar
from salesmark.analysis.comparison import Comparison
from salesmark.business.company import Company
from salesmark.business.journey import Stage
from salesmark.simulation.run import Policy, Run, simulate

#: A company under its plan, or a company and the policy that it follows.
Scenario: TypeAlias = "Company | tuple[Company, Policy]"
Measure: TypeAlias = Callable[[Run], float]
#: So many pairs are run before precision is looked at, and between one look and the next.
_BATCH = 8
_BUYERS = [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number]


def _growth(run: Run) -> float:
    """Growth of revenue a year, from the first year of the run to the last."""
    year = run.cents[:, 0].sum(axis=1)
    years, first = (run.weeks - 52) / 52, year[:52].sum()
    return float((year[-52:].sum() / first) ** (1 / years) - 1) if years > 0 and first else math.nan


def _satisfaction(run: Run) -> float:
    """Mean satisfaction of those who are customers at the end."""
    mood = run.end.mood[np.isin(run.end.stage, _BUYERS)]
    return float(mood.mean()) if mood.size else math.nan


def _win_rate(run: Run) -> float:
    """New deals won, of those closed."""
    won = sum(len(note.new) for note in run.notes)
    lost = sum(len(block[0]) for block in run.end.deals if np.ndim(block[3]) == 0)  # lost deals have no value each
    return won / (won + lost) if won + lost else math.nan


def _leads(run: Run) -> float:
    """People who became a lead; who is sent back by sales is none anew."""
    lead, back = Stage.INTERESTED.number, (Stage.INTERESTED.number, Stage.CONSIDERING.number)
    moves = [(np.broadcast_to(block[2], block[0].shape), block[3]) for block in run.end.moves]
    return float(sum(np.count_nonzero((to == lead) & ~np.isin(was, back)) for was, to in moves))


#: What can be measured by name: unit, and how it is read off a run.
MEASURES: dict[str, tuple[str, Measure]] = {
    "revenue": ("money", lambda run: float(run.cents[:, :1].sum()) / 100),
    "profit": ("money", lambda run: float(run.cents.sum()) / 100),
    "new customers": ("people", lambda run: float(sum(len(note.new) for note in run.notes))),
    "customers": ("people", lambda run: float(run.stages[-1, _BUYERS].sum())),
    "leads": ("people", _leads),
    "win rate": ("share", _win_rate),
    "satisfaction": ("share", _satisfaction),
    "growth": ("share", _growth),
}


class BrokenRun(BadInput):
    """A scenario raised an error; `finished` holds the runs that were done before."""

    def __init__(self, message: str, finished: pd.DataFrame) -> None:
        super().__init__(message)
        self.finished = finished


def compare(
    scenarios: Mapping[str, Scenario],
    *,
    months: int = 36,
    runs: int = 100,
    seed: int = 0,
    measures: Sequence[str] | Mapping[str, str | Measure] = ("revenue", "profit", "new customers"),
    precision: Mapping[str, float] | None = None,
    n_jobs: int = 1,
    backend: str | None = None,
    progress: Callable[[int, int], None] = bar,
) -> Comparison:
    """Run scenarios side by side, each run of one paired with a run of the others: same people, same luck.

    Args:
        scenarios: Name -> a company, or a company and the policy that it follows; differences are taken against the
            first one.
        months: How long each run is.
        runs: Runs of each scenario, or the most of them where a precision is wished for.
        seed: Run i has the seed `seed + i`.
        measures: Names among MEASURES, or your own name -> one of them, or a function of a run that returns a number.
        precision: Measure -> half the width of its interval, in its unit, that is good enough: eight pairs at a time
            are run until all differences are that precise.
        n_jobs: Processes, -1 for as many as there are cores; the numbers are the same for any number of them. More
            than one needs joblib.
        backend: What joblib runs the processes on, such as "dask" for an existing cluster.
        progress: Told how many runs are done and how many there may be; by itself a bar, where somebody looks.

    Returns:
        The runs, their table, and sentences about them.

    Raises:
        BadInput: A value breaks a rule.
        BrokenRun: A scenario raised an error; it says which run, and holds those that were finished.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer").change(market={"population": 2000})
        >>> quick = shop.change(plan={"agreement": {"first_contact_hours": 0.5}})
        >>> result = compare({"today": shop, "quick call": quick}, months=6, runs=4, measures=["new customers"])
        >>> result.difference("quick call", "new customers").runs
        4
    """
    firms = {name: _scenario(name, what) for name, what in scenarios.items()}
    if not firms:
        raise BadInput('compare needs one scenario or more, got none. Try compare({"today": shop}).')
    runs, seed, months = whole("runs", runs, low=1), whole("seed", seed, low=0), whole("months", months, low=1)
    named = _measures(measures)
    wished = {one_of("measure", name, named): positive(name, half) for name, half in (precision or {}).items()}
    units = {name: MEASURES[name][0] if MEASURES.get(name, (0, 0))[1] is how else "" for name, how in named.items()}
    rows: list[dict[str, Any]] = []
    batch = _BATCH if wished else runs
    for first in range(0, runs, batch):
        tasks = [(name, number) for number in range(seed + first, seed + min(first + batch, runs)) for name in firms]
        calls = [partial(_one_run, *firms[name], name, number, months, named) for name, number in tasks]
        broken = []
        for row in _results(calls, n_jobs, backend):
            if isinstance(row, str):
                broken.append(row)
                if n_jobs == 1:
                    break
            else:  # several processes come to an end first: what they finish is kept
                rows.append(row)
                progress(len(rows), runs * len(firms))
        if broken:
            raise BrokenRun(broken[0], pd.DataFrame(rows))
        result = Comparison(tuple(firms), pd.DataFrame(rows), units, firms[tasks[0][0]][0].currency, months)
        if wished and all(
            (gap.high - gap.low) / 2 <= half
            for name in list(firms)[1:]
            for measure, half in wished.items()
            for gap in [result.difference(name, measure)]
        ):
            break
    progress(0, 0)
    return result


def sweep(company: Company, grid: Mapping[str, Iterable[Any]], **how: Any) -> pd.DataFrame:
    """Run a company under every combination of some values, paired with the company as it is.

    Args:
        company: The company.
        grid: Path of a field, such as "plan.marketing.budget.email" -> values to try.
        **how: As for `compare`: months, runs, seed, measures, precision, n_jobs, backend, progress.

    Returns:
        One row a combination and measure: a column a path, then measure, mean, difference from the company as it
        is, low and high of its 95 % interval, and runs.

    Raises:
        BadInput: A path or a value breaks a rule.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer").change(market={"population": 1000})
        >>> table = sweep(shop, {"plan.marketing.budget.email": [0, 300]}, months=3, runs=2, measures=["profit"])
        >>> table["plan.marketing.budget.email"].tolist()
        [0, 300]
    """
    for path, tried in grid.items():
        if isinstance(tried, str) or not isinstance(tried, Iterable):
            raise BadInput(f"{path} must come with a list of values to try, got {tried!r}. Write [{tried!r}].")
    combinations = [dict(zip(grid, values, strict=True)) for values in itertools.product(*map(list, grid.values()))]
    if not grid or not combinations:
        raise BadInput('sweep needs a path and values, got none. Try {"plan.marketing.budget.email": [0, 500]}.')
    named = {", ".join(f"{path}={value!r}" for path, value in each.items()): each for each in combinations}
    scenarios: dict[str, Scenario] = {"as it is": company}
    for name, each in named.items():
        changed = company
        for path, value in each.items():
            changed = changed.change(**nested(path, value))
        scenarios[name] = changed
    values = pd.DataFrame(list(named.values()), index=list(named))
    table = values.merge(compare(scenarios, **how).table, left_index=True, right_on="scenario")
    return table.drop(columns="scenario").reset_index(drop=True)


def _scenario(name: str, what: Any) -> tuple[Company, Policy | None]:
    match what:
        case Company():
            return what, None
        case (Company() as firm, policy) if callable(policy):
            return firm, policy
        case _:
            raise BadInput(
                f"Scenario {name!r} must be a company, or a company and a policy, got {what!r}. "
                "Make one with sm.company(name), or give (company, policy)."
            )


def _measures(measures: Sequence[str] | Mapping[str, str | Measure]) -> dict[str, Measure]:
    if not isinstance(measures, Mapping):
        measures = {name: name for name in ([measures] if isinstance(measures, str) else measures)}
    for taken in {"scenario", "seed"} & set(measures):
        raise BadInput(f"No measure may be called {taken!r}: a column of every run is. Give it another name.")
    return {
        name: MEASURES[one_of("measure", how, MEASURES)][1] if isinstance(how, str) else how
        for name, how in measures.items()
    }


def _one_run(
    firm: Company, policy: Policy | None, name: str, seed: int, months: int, measures: Mapping[str, Measure]
) -> dict[str, Any] | str:
    """Run one scenario under one seed; an error comes back as a message, so that what is finished is kept."""
    try:
        run = simulate(firm, months=months, seed=seed, policy=policy)
        return {"scenario": name, "seed": seed} | {measure: float(how(run)) for measure, how in measures.items()}
    except BadInput as problem:
        return f"Scenario {name!r}, seed {seed}: {problem}"
    except Exception as problem:
        return (
            f"Scenario {name!r}, seed {seed} raised {type(problem).__name__}: {problem}. "
            "Mend its policy or measure; the runs that were finished are in the error's `finished`."
        )


def _results(calls: Sequence[Callable[[], Any]], n_jobs: int, backend: str | None) -> Iterator[Any]:
    """Give the results in the order of the calls, from one process or several."""
    if n_jobs == 1 and backend is None:
        yield from (call() for call in calls)
        return
    if n_jobs != -1:  # as many as there are cores
        whole("n_jobs", n_jobs, low=1)
    try:
        import joblib
    except ModuleNotFoundError as missing:
        raise BadInput(
            f"n_jobs={n_jobs} needs joblib, which is not installed. Leave n_jobs out, or type: pip install joblib"
        ) from missing
    try:
        parallel = joblib.Parallel(n_jobs=n_jobs, backend=backend, return_as="generator")
    except ValueError as problem:
        raise BadInput(
            f"backend must be one that joblib knows, got {backend!r}. Leave it out, or see: {problem}"
        ) from None
    yield from parallel(joblib.delayed(call)() for call in calls)


def nested(path: str, value: Any) -> dict[str, Any]:
    """Turn "plan.marketing.price" and a value into what `company.change` takes."""
    first, *rest = path.split(".")
    for key in reversed(rest):
        value = {key: value}
    return {first: value}
