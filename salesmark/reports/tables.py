"""Tables to read side by side: what channels are like, what they seem to return, and runs year by year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from salesmark._checks import BadInput, one_of
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from salesmark.business.company import Company
    from salesmark.simulation.run import Run

#: So many days a purchase is put down to the last contact that left a trace: a usual setting of such tools.
_WINDOW = 30


def channels(company: Company) -> pd.DataFrame:
    """Put a company's channels side by side.

    Args:
        company: The company.

    Returns:
        One row a channel: euros_a_week (today's plan), left_next_week (carry-over, 0 to 1), half_reach_at (euros felt
        a week), leaves_a_trace (share of the contacts), speaks_most_to (stage), reaches_best (segment).

    Example:
        >>> import salesmark as sm
        >>> channels(sm.company("local_restaurant")).loc["board", "reaches_best"]
        'colleagues'
    """
    rows = {
        name: {
            "euros_a_week": company.plan.marketing.budget.get(name, 0),
            "left_next_week": channel.carry_over,
            "half_reach_at": channel.half_saturation,
            "leaves_a_trace": channel.tracked,
            "speaks_most_to": max(channel.contacts, key=lambda stage: channel.contacts[stage]),
            "reaches_best": max(company.segments, key=lambda segment: channel.audience.get(segment, 1.0)),
        }
        for name, channel in company.channels.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(index="channel")


def returns(run: Run) -> pd.DataFrame:
    """Say what each channel seems to bring: revenue for each euro spent on it, counted in the two usual ways.

    Args:
        run: A run.

    Returns:
        One row a channel: spend (euros), by_trace (revenue a euro, each purchase put down to the last contact of the
        30 days before it that left a trace) and by_word (revenue a euro of the customers who name the channel).

    Example:
        >>> import salesmark as sm
        >>> table = returns(sm.simulate(sm.company("clothing_store"), months=3, seed=4))
        >>> table.loc["window", "by_trace"].item()  # nobody counts who stops at a window
        0.0
    """
    names, seen = list(need_run(run).company.channels), run.observed
    bought = seen.deals[seen.deals["status"] == "won"].sort_values("closed_day").astype({"customer": "int64"})
    traces = seen.touches.rename(columns={"day": "closed_day"}).sort_values("closed_day").astype({"customer": "int64"})
    last = pd.merge_asof(bought, traces, on="closed_day", by="customer", tolerance=_WINDOW)
    plans = [run.plans[min(week // 13, len(run.plans) - 1)].marketing.budget for week in range(run.weeks)]
    spend = pd.Series({name: float(sum(plan.get(name, 0.0) for plan in plans)) for name in names})
    table = pd.DataFrame({"spend": spend})
    for column, credit in (("by_trace", last["channel"]), ("by_word", last["source"])):
        credited = last["amount"].groupby(credit.astype("str")).sum().reindex(names, fill_value=0.0)
        table[column] = credited / spend.where(spend > 0)
    return table.rename_axis(index="channel")


def sums(runs: Mapping[str, Run], figure: str = "profit", by: str = "year") -> pd.DataFrame:
    """Put runs side by side, year by year or quarter by quarter.

    Args:
        runs: Name -> run.
        figure: A column of `run.monthly`, such as "profit".
        by: "year" or "quarter".

    Returns:
        One row a run; the figure's sum in each year or quarter, the last one as far as it went, and in all.

    Raises:
        BadInput: No such figure or period, or the runs are not of one length.

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer").change(market={"population": 1000})
        >>> list(sums({"today": sm.simulate(shop, months=15, seed=1)}).columns)
        ['year_1', 'year_2', 'in_all']
    """
    months = {"year": 12, "quarter": 3}[one_of("period", by, ("year", "quarter"))]
    lengths = {name: need_run(run).months for name, run in runs.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name!r} {length}" for name, length in lengths.items())
        raise BadInput(f"Runs side by side must be of one length, got months: {told}. Give all the same months.")
    rows = {}
    for name, run in runs.items():
        monthly = run.monthly
        column = monthly[one_of("figure", figure, monthly.columns)]
        by_period = column.groupby((monthly["month"] - 1) // months + 1).sum().add_prefix(f"{by}_")
        rows[name] = {**by_period, "in_all": column.sum()}
    return pd.DataFrame(rows).T.round().astype("int64")
