"""Who holds the bond with customers: how many leave, who wins them back, and how satisfied they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesmark._checks import BadInput
from salesmark.analysis.journeys import whose
from salesmark.business.journey import Stage
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    from salesmark.simulation.run import Run


def bonds(runs: Mapping[str, Run]) -> pd.DataFrame:
    """Say what became of the bond with customers: who left, who brought them back, who recommends the firm.

    Args:
        runs: Name -> run.

    Returns:
        One row a run: left (times that a customer left), back_by_adverts, back_by_calls (won back by a channel, or
        by a seller's call), new_advocates (people), satisfied (mean satisfaction of today's customers, 0 to 1).

    Example:
        >>> import salesmark as sm
        >>> table = bonds({"today": sm.simulate(sm.company("car_dealer"), months=3, seed=2)})
        >>> bool(table["left"]["today"] > table["back_by_calls"]["today"] > 0)
        True
    """
    if not hasattr(runs, "items"):
        raise BadInput(f'bonds needs runs by name, got {type(runs).__name__}. Write {{"today": run}}.')
    return pd.DataFrame({name: _bond(run) for name, run in runs.items()}).T.astype(
        dict.fromkeys(("left", "back_by_adverts", "back_by_calls", "new_advocates"), int)
    )


def _bond(run: Run) -> dict[str, float]:
    events = need_run(run).events
    back = events[(events["from"] == Stage.LEFT.value) & (events["to"] <= Stage.INTERESTED.value)]
    by = back["cause"].map(lambda cause: whose(cause, run.company))
    buyers = np.isin(run.end.stage, [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number])
    return {
        "left": (events["to"] == Stage.LEFT.value).sum(),
        "back_by_adverts": (by == "marketing").sum(),
        "back_by_calls": (by == "sales").sum(),
        "new_advocates": (events["to"] == Stage.ADVOCATE.value).sum(),
        "satisfied": float(run.end.mood[buyers].mean()) if buyers.any() else float("nan"),
    }
