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
    by = forward["cause"].map(lambda cause: _whose(cause, run.company)).astype("str")
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
    segment = run.customers["segment"].iloc[leads["customer"]].astype("str").to_numpy()
    table = pd.crosstab(leads["cause"].astype("str"), segment, normalize="columns")
    table = table.reindex(columns=list(run.company.segments), fill_value=0.0)
    order = table.mean(axis=1).sort_values(ascending=False).index
    return table.loc[order].rename_axis(index="source", columns=None)


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
    segment = run.customers["segment"].iloc[events["customer"]].astype("str").to_numpy()
    table = pd.crosstab(events["cause"].astype("str").map(outcomes), segment, normalize="columns")
    return table.reindex(index=list(outcomes.values()), columns=list(run.company.segments), fill_value=0.0).rename_axis(
        index="outcome", columns=None
    )


def _whose(cause: str, company: Company) -> str:
    if cause in company.channels:
        return "marketing"
    return "sales" if cause in SELLING or cause in company.calls else "themselves"
