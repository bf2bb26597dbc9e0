"""Teams side by side in towns of several sizes: what each costs and brings, and what limits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from salesmark.business.company import Company
from salesmark.simulation.run import Run, simulate

#: Role -> number of people.
Team = Mapping[str, int]
#: Sellers busier than this let buyers wait long: the next one comes before the last one is served.
BUSY = 0.7
TOWNS = (1_000, 3_000, 5_000, 7_000)
MONTHS, RUNS, SEED = 24, 1, 3


def outcome(run: Run) -> dict[str, float]:
    """Read off a run what its team cost and brought.

    Args:
        run: A simulated run.

    Returns:
        wages (a year), new_customers and profit (of the whole run, in whole euros), busy (share of the sellers' hours;
        nan without sellers), waited (hours before a first contact, on average) and run_well (share of the marketing
        money that the team can look after).

    Example:
        >>> import salesmark as sm
        >>> firm = sm.company("cleaning_service").in_town(1000).with_team(all_rounder=1)
        >>> {name: round(value, 1) for name, value in outcome(sm.simulate(firm, months=3, seed=3)).items()}
        {'wages': 35360.0, 'new_customers': ..., 'profit': ..., 'busy': 0..., 'waited': ..., 'run_well': 1.0}
    """
    plan, roles, notes = run.plans[-1], run.company.roles, run.notes
    called, hours = sum(note.called for note in notes), sum(note.available for note in notes)
    people = [*plan.marketing.people.items(), *plan.sales.people.items()]
    return {
        "wages": 52 * sum(roles[role].wage * number for role, number in people),
        "new_customers": float(sum(len(note.new) for note in notes)),
        "profit": float(round(run.cents.sum() / 100)),
        "busy": sum(note.worked for note in notes) / hours if hours else float("nan"),
        "waited": sum(note.waited for note in notes) / called if called else float("nan"),
        "run_well": float(np.mean([note.able for note in notes])),
    }


def average(company: Company) -> Company:
    """Return the company in which nobody has more talent than anybody else in the same job."""
    return company.change(selling={"talent": 0.0})


def by_volume(
    company: Company,
    teams: Mapping[str, Team],
    *,
    towns: Sequence[int] = TOWNS,
    months: int = MONTHS,
    runs: int = RUNS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Let teams work in towns of several sizes; all meet the same people with the same luck, and all are average.

    Whom a firm happens to hire is luck, and another one in each team: here nobody has more talent than anybody else.

    Args:
        company: The company.
        teams: Name -> role -> number of people; all of them know their job.
        towns: Numbers of people in the market.
        months: How long each run is.
        runs: Runs of each team in each town, of which the mean is taken.
        seed: Seed of the first run; the next ones follow.

    Returns:
        One row a team and town: team, people, and what `outcome` names; `attrs` keep months and currency.

    Example:
        >>> import salesmark as sm
        >>> teams = {"one": {"all_rounder": 1}, "two": {"promoter": 1, "estimator": 1}}
        >>> table = by_volume(sm.company("cleaning_service"), teams, towns=[1000], months=3, runs=1)
        >>> table[["team", "people", "wages"]].to_numpy().tolist()
        [['one', 1000, 35360.0], ['two', 1000, 44720.0]]
    """
    rows = []
    for people in towns:
        for name, team in teams.items():
            firm = average(company).in_town(people).with_team(known=True, **team)
            found = pd.DataFrame([outcome(simulate(firm, months=months, seed=seed + run)) for run in range(runs)])
            rows.append({"team": name, "people": people, **found.mean()})
    table = pd.DataFrame(rows)
    table.attrs = {"months": months, "currency": company.currency}
    return table


def beyond(table: pd.DataFrame, what: str = "profit") -> pd.DataFrame:
    """Return what each team brings beyond the first one, by size of the town.

    Args:
        table: From `by_volume`.
        what: One of its columns.

    Returns:
        One row a town, a column a team; nan where a team was not run.
    """
    wide = table.pivot(index="people", columns="team", values=what)[list(dict.fromkeys(table["team"]))]
    return wide.sub(wide.iloc[:, 0], axis=0)


def crossover(gap: pd.Series[float]) -> float:
    """Return the size of the town from which on a difference stays above 0, on straight lines between the towns.

    Args:
        gap: Size of the town -> difference, from small to large.

    Returns:
        People: 0 if it is above 0 in all towns, nan if it is not in the largest.

    Example:
        >>> crossover(pd.Series({1000: -5.0, 3000: 5.0, 5000: 8.0}))
        2000.0
    """
    gap = gap.dropna()
    below = np.flatnonzero(gap.to_numpy() <= 0)
    if not len(below):
        return 0.0
    if below[-1] == len(gap) - 1:
        return float("nan")
    pair = slice(below[-1], below[-1] + 2)
    (low, high), (under, over) = gap.index.to_numpy(float)[pair], gap.to_numpy(float)[pair]
    return float(low - under * (high - low) / (over - under))


def limits(row: pd.Series[float]) -> list[str]:
    """Say what holds a team back.

    Args:
        row: A row of `by_volume`, or an `outcome` as a Series.

    Returns:
        Sentences without a full stop; one that says that neither limits it, where neither does.
    """
    if np.isnan(row["busy"]):
        return ["nobody has hours for buyers"]
    found, busy = [], f"{100 * row['busy']:.0f} % of them busy"
    if row["run_well"] < 0.005:
        found.append("nobody looks after marketing: its money is spent for nothing")
    elif row["run_well"] < 0.98:
        cared = f"{100 * row['run_well']:.0f} % of its money is looked after"
        found.append(f"marketing is short of hands: {cared}, the rest lost")
    if row["busy"] > BUSY:
        found.append(f"sellers are short of hours: {busy}, a lead waits {row['waited']:.0f} hours")
    return found or [f"neither marketing's hands nor sellers' hours ({busy}) are short"]
