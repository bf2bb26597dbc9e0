"""Who moves people along the journey, how each segment comes in, and what becomes of it at the hand-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from salesmark.business.company import Company
    from salesmark.simulation.run import Run

#: Causes that are a seller's work beside calls; a channel is marketing's, and the rest (a need, talk among friends, a
#: contract renewed) nobody at the firm brought about.
SELLING = ("first contact", "sale")


def movers(run: Run) -> pd.DataFrame:
    """Count who brought people forward to each stage: marketing, sales, or nobody at the firm.

    Who was lost or had left and is won back counts at the stage where the way begins anew.

    Args:
        run: A run.

    Returns:
        One row a stage from aware to advocate, in order: stage, marketing, sales, themselves (people moved).

    Example:
        >>> import salesmark as sm
        >>> table = movers(sm.simulate(sm.company("electronics_retailer"), months=3, seed=2))
        >>> table.loc[table["stage"] == "intending", "marketing"].item()
        0
    """
    events = need_run(run).events
    before, after = (
        events[end].cat.codes.where(events[end] <= Stage.ADVOCATE.value, Stage.UNAWARE.number) for end in ("from", "to")
    )
    forward = events[after > before]
    by = forward["cause"].map(lambda cause: whose(cause, run.company)).astype("str")
    counted = pd.crosstab(forward["to"].astype("str"), by)
    stages = list(STAGE_NAMES[Stage.AWARE.number : Stage.ADVOCATE.number + 1])
    table = counted.reindex(index=stages, columns=["marketing", "sales", "themselves"], fill_value=0)
    return table.rename_axis(index="stage", columns=None).reset_index()


def sources(run: Run) -> pd.DataFrame:
    """Say how each segment's new leads came in.

    Args:
        run: A run.

    Returns:
        One row a source, the largest first, one column a segment: share of the segment's new leads (0 to 1).

    Example:
        >>> import salesmark as sm
        >>> table = sources(sm.simulate(sm.company("electronics_retailer"), months=3, seed=2))
        >>> [round(float(total), 9) for total in table.sum()]
        [1.0, 1.0, 1.0]
    """
    events = need_run(run).events
    leads = events[(events["to"] == Stage.INTERESTED.value) & (events["from"] != Stage.CONSIDERING.value)]
    table = _shares(run, leads, leads["cause"].astype("str").rename("source"))
    return table.loc[table.mean(axis=1).sort_values(ascending=False).index]


def hand_off(run: Run) -> pd.DataFrame:
    """Say what became of each segment's leads at the hand-off.

    Args:
        run: A run.

    Returns:
        One row an outcome (taken on, sent back, said no, nobody called), one column a segment: share of the
        segment's leads that left the hand-off (0 to 1).

    Example:
        >>> import salesmark as sm
        >>> table = hand_off(sm.simulate(sm.company("electronics_retailer"), months=3, seed=2))
        >>> list(table.index)
        ['taken on', 'sent back', 'said no', 'nobody called']
    """
    events = need_run(run).events
    events = events[events["from"] == Stage.CONSIDERING.value]
    outcomes = {
        "first contact": "taken on",
        "sent back": "sent back",
        "said no": "said no",
        "went cold": "nobody called",
    }
    table = _shares(run, events, events["cause"].astype("str").map(outcomes).rename("outcome"))
    return table.reindex(index=pd.Index(outcomes.values(), name="outcome"), fill_value=0.0)


def _shares(run: Run, events: pd.DataFrame, by: pd.Series[str]) -> pd.DataFrame:
    """Return one row a value of `by`, one column a segment: share of the segment's events (0 to 1)."""
    segment = run.customers["segment"].iloc[events["customer"]].astype("str").to_numpy()
    table = pd.crosstab(by, segment, normalize="columns")
    return table.reindex(columns=list(run.company.segments), fill_value=0.0).rename_axis(columns=None)


def contacts(run: Run) -> pd.DataFrame:
    """Put an advert beside a talk: how many of each, whom they meet, what one costs, and how often it ends in a sale.

    An advert counts if somebody noticed it; it is credited with a sale if it made the buyer a lead. A talk is one
    step of the sales process, so most sales take several. Costs are all that the desk spends, wages included.

    Args:
        run: A run.

    Returns:
        Two rows, "a noticed advert" and "a talk": contacts, people (met once or more; for talks, first contacts),
        cost (of all), cost_of_one, sales, sales_per_100 (sales by 100 contacts).

    Example:
        >>> import salesmark as sm
        >>> table = contacts(sm.simulate(sm.company("car_dealer"), months=3, seed=2))
        >>> bool(table["cost_of_one"]["a talk"] > 5 * table["cost_of_one"]["a noticed advert"])
        True
    """
    adverts = need_run(run).touches
    adverts = adverts[adverts["channel"].isin(list(run.company.channels))]
    new = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")]
    credited = int(new["source"].isin(list(run.company.channels)).sum())
    talks = sum(int(note.answers.sum()) for note in run.notes)
    called = sum(note.called for note in run.notes)
    months = run.monthly
    rows = {
        "a noticed advert": (len(adverts), adverts["customer"].nunique(), months["marketing"].sum(), credited),
        "a talk": (talks, called, months["sales"].sum(), len(new)),
    }
    table = pd.DataFrame(rows, index=["contacts", "people", "cost", "sales"]).T
    table.insert(3, "cost_of_one", table["cost"] / table["contacts"].where(table["contacts"] > 0))
    table["sales_per_100"] = 100 * table["sales"] / table["contacts"].where(table["contacts"] > 0)
    return table.round({"cost": 0}).round(2).astype(dict.fromkeys(("contacts", "people", "cost", "sales"), int))


def whose(cause: str, company: Company) -> str:
    """Say whose work a cause is.

    Args:
        cause: Name of a cause, such as a channel.
        company: The company.

    Returns:
        "marketing", "sales" or "themselves".

    Example:
        >>> import salesmark as sm
        >>> whose("search", sm.company("electronics_retailer"))
        'marketing'
    """
    if cause in company.channels:
        return "marketing"
    return "sales" if cause in SELLING or cause in company.calls else "themselves"
