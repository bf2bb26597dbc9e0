"""The figures of a firm: pure functions of its records, the same for a simulated run and a real CRM export.

A simulated firm also records what its known customers buy again (deals of kind 'repeat', which no seller
works). They count in the revenue; win rate, deal size, cycle and pipeline are about deals of kind 'new' only.
Every deal of an export is 'new': it went through the pipeline.
A figure that cannot be known, such as the win rate of no closed deals, is nan ("not a number").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import pandas as pd

from salesmark._checks import BadInput, one_of
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.records import Records, need_records, need_run

if TYPE_CHECKING:
    from salesmark.simulation.run import Run


@runtime_checkable
class Books(Records, Protocol):
    """Records that come with the firm's money, as a simulated run does."""

    @property
    def monthly(self) -> pd.DataFrame:
        """One row a month: revenue, costs by kind, profit, new customers."""


class Typical(NamedTuple):
    """What is typical of a group of deals.

    Attributes:
        mean: Their mean; nan if there are none.
        median: Half of them lie below; nan if there are none.
        deals: How many deals it is made of.
    """

    mean: float
    median: float
    deals: int


def _new(records: Records, status: str = "") -> pd.DataFrame:
    deals = need_records(records).deals[records.deals["kind"] == "new"]
    return deals[deals["status"] == status] if status else deals


def _ratio(part: float, whole: float) -> float:
    return float(part) / float(whole) if whole else float("nan")


def _typical(values: pd.Series[float]) -> Typical:
    known = values.dropna()
    return Typical(float(known.mean()), float(known.median()), len(known))


def funnel(records: Records) -> pd.DataFrame:
    """Count who came how far.

    Where the journey is known (a run), it follows the people who set foot on the first stage within the time
    observed, and counts how many of them reached each stage or a later one. Who stood further on at the
    start is left out: we did not see how they got there. Who came late has had less time, so the last shares
    are a little low.

    Without a journey (an export) the steps are opened, closed and won deals. The share of opened deals that
    were won is no win rate: the open ones may yet be won.

    Args:
        records: A run, its observed view, or an export.

    Returns:
        One row a stage: stage, reached (people or deals), share_of_previous and share_of_first (fractions).

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=1)
        >>> steps = funnel(run)
        >>> steps["stage"].tolist()
        ['aware', 'interested', 'considering', 'intending', 'customer', 'retained', 'advocate']
        >>> steps["reached"].is_monotonic_decreasing
        True
    """
    reached = _journey(records.events) if len(need_records(records).events) else _deals_funnel(records)
    table = pd.DataFrame({"stage": list(reached), "reached": list(reached.values())})
    first = table["reached"].iloc[0]
    before = table["reached"].shift(1, fill_value=first)
    table["share_of_previous"] = table["reached"] / before  # 0 / 0 is nan: unknown
    table["share_of_first"] = table["reached"] / first
    return table


def _journey(events: pd.DataFrame) -> dict[str, int]:
    rank = {name: number for number, name in enumerate(STAGE_NAMES)}
    rank |= {Stage.LOST.value: -1, Stage.LEFT.value: -1}  # ways out, no stages reached
    events = events.sort_values("day", kind="stable")
    came_from, went_to = (events[end].astype(object).map(rank).to_numpy(dtype=int) for end in ("from", "to"))
    seen = went_to[went_to > 0]
    first = int(seen.min()) if len(seen) else 1
    enters = pd.Series((came_from >= 0) & (came_from < first) & (first <= went_to))
    since = enters.groupby(events["customer"].to_numpy()).cummax()  # what somebody did before entering is left out
    furthest = pd.Series(went_to)[since].groupby(events["customer"].to_numpy()[since]).max()
    return {name: int((furthest >= rank[name]).sum()) for name in STAGE_NAMES if rank[name] >= first}


def _deals_funnel(records: Records) -> dict[str, int]:
    deals = _new(records)
    closed = int((deals["status"] != "open").sum())
    return {"opened": len(deals), "closed": closed, "won": int((deals["status"] == "won").sum())}


def conversion(records: Records, start: str, end: str) -> float:
    """Return the share of those who reached one stage that reached a later one, too.

    Args:
        records: A run, its observed view, or an export.
        start: A stage of `funnel(records)`, such as "aware".
        end: A later one, such as "customer".

    Returns:
        A fraction from 0 to 1; nan if nobody reached the first.

    Raises:
        BadInput: The funnel has no such stage.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=1)
        >>> 0 < conversion(run, "aware", "customer") < conversion(run, "aware", "interested") < 1
        True
    """
    reached = funnel(records).set_index("stage")["reached"]
    return _ratio(reached[one_of("stage", end, reached.index)], reached[one_of("stage", start, reached.index)])


def totals(runs: Mapping[str, Run]) -> pd.DataFrame:
    """Put runs side by side: what the whole time brought, in people and in money.

    Args:
        runs: Name -> run.

    Returns:
        One row a run: leads and first_contacts (people), hours_waited (before a first contact, on average),
        sellers_busy (share of their hours, 0 to 1), new_customers (people), revenue and profit (whole units of
        the currency).

    Example:
        >>> import salesmark as sm
        >>> shop = sm.company("electronics_retailer")
        >>> table = totals({"today": sm.simulate(shop, months=3, seed=1)})
        >>> list(table.columns)
        ['leads', 'first_contacts', 'hours_waited', 'sellers_busy', 'new_customers', 'revenue', 'profit']
    """
    if not isinstance(runs, Mapping):
        raise BadInput(f'totals needs runs by name, got {type(runs).__name__}. Write {{"today": run}}.')
    return pd.DataFrame({name: _totals(run) for name, run in runs.items()}).T.astype(
        dict.fromkeys(("leads", "first_contacts", "new_customers", "revenue", "profit"), int)
    )


def _totals(run: Run) -> dict[str, float]:
    months, weeks = need_run(run).monthly.sum(), run.weekly
    return {
        "leads": months["leads"],
        "first_contacts": months["first_contacts"],
        "hours_waited": round(
            _ratio((weeks["mean_wait_hours"] * weeks["first_contacts"]).sum(), months["first_contacts"]), 0
        ),
        "sellers_busy": _ratio(weeks["hours_worked"].sum(), weeks["hours_available"].sum()),
        "new_customers": months["new_customers"],
        "revenue": round(months["revenue"]),
        "profit": round(months["profit"]),
    }


def win_rate(records: Records) -> float:
    """Return the share of closed deals that were won.

    Open deals are not in the denominator: nobody knows yet how they end.

    Returns:
        A fraction from 0 to 1; nan if no deal is closed.
    """
    won = len(_new(records, "won"))
    return _ratio(won, won + len(_new(records, "lost")))


def revenue(records: Records) -> float:
    """Return the sum of all won deals, repeat purchases included, in the records' currency."""
    deals = records.deals
    return float(deals.loc[deals["status"] == "won", "amount"].sum())


def deal_size(records: Records) -> Typical:
    """Return the typical amount of a won deal, in the records' currency."""
    return _typical(_new(records, "won")["amount"])


def cycle_days(records: Records, status: str = "won") -> Typical:
    """Return the typical number of days from the opening of a deal to its end.

    Args:
        records: A run or an export.
        status: Which deals, 'won' or 'lost'.

    Returns:
        Days; deals without both dates are left out.

    Raises:
        BadInput: The status is another word.
    """
    deals = _new(records, one_of("status", status, ["won", "lost"]))
    return _typical(deals["closed_day"] - deals["opened_day"])


def open_pipeline(records: Records) -> pd.DataFrame:
    """Return the open deals by stage.

    Returns:
        One row a stage: stage, deals (count), amount (sum of the known ones, nan where none is known).
    """
    groups = _new(records, "open").groupby("stage", observed=True)["amount"]
    return pd.DataFrame({"deals": groups.size(), "amount": groups.sum(min_count=1)}).reset_index()


def velocity(records: Records) -> float:
    """Return what the pipeline brings in a day: open deals x win rate x mean deal size / mean days to win.

    Returns:
        Currency a day; nan where one of the four is not known, or deals are won the day they are opened.
    """
    worth = len(_new(records, "open")) * win_rate(records) * deal_size(records).mean
    return _ratio(worth, cycle_days(records).mean)


def win_rate_by_quarter(records: Records) -> pd.DataFrame:
    """Return the win rate of the deals that were closed in each calendar quarter.

    Returns:
        One row a quarter in which deals were closed: quarter (such as '2017Q1'), closed, won, win_rate.
    """
    deals = _new(records).dropna(subset=["closed_day"])
    when = pd.Timestamp(records.start) + pd.to_timedelta(deals["closed_day"], unit="D")
    quarter = when.dt.to_period("Q").astype("str").rename("quarter")
    table = (deals["status"] == "won").groupby(quarter).agg(closed="size", won="sum", win_rate="mean")
    return table.reset_index()


def acquisition_cost(records: Records) -> float:
    """Return what marketing and sales cost for each new customer (customer acquisition cost).

    Args:
        records: A run; an export has no costs.

    Returns:
        Currency a new customer; nan if there is none.

    Raises:
        BadInput: The records hold no costs.
    """
    if not isinstance(records, Books):
        raise BadInput(
            f"acquisition_cost needs records with costs, but {records.name!r} comes without, as a CRM export does. "
            "Give it a simulated run, or divide what your firm spent by its number of new customers."
        )
    books = records.monthly
    return _ratio(books["marketing"].sum() + books["sales"].sum(), books["new_customers"].sum())


def kpis(records: Records) -> dict[str, float]:
    """Return the key figures by name; money in the records' currency, lengths in days, rates as fractions.

    Example:
        >>> import salesmark as sm
        >>> figures = kpis(sm.simulate(sm.company("electronics_retailer"), months=3, seed=1))
        >>> round(figures["won"] / (figures["won"] + figures["lost"]) - figures["win_rate"], 9)
        0.0
    """
    size, won, lost = deal_size(records), cycle_days(records), cycle_days(records, "lost")
    pipeline = open_pipeline(records)
    figures: dict[str, float] = {
        "won": len(_new(records, "won")),
        "lost": len(_new(records, "lost")),
        "open": int(pipeline["deals"].sum()),
        "win_rate": win_rate(records),
        "revenue": revenue(records),
        "mean_won": size.mean,
        "median_won": size.median,
        "mean_cycle_days_won": won.mean,
        "median_cycle_days_won": won.median,
        "mean_cycle_days_lost": lost.mean,
        "median_cycle_days_lost": lost.median,
        "open_amount": float(pipeline["amount"].sum(min_count=1)),
        "velocity": velocity(records),
    }
    if isinstance(records, Books):
        figures["repeat_purchases"] = int((records.deals["kind"] == "repeat").sum())
        figures["acquisition_cost"] = acquisition_cost(records)
    return figures
