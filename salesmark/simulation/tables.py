"""A run's tables: pandas frames made from its arrays, once, when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.clocks import Codes, Flags, Ints
from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.parameters import FORCES, STAGE_COUNT
from salesmark.simulation.state import NOBODY, together

if TYPE_CHECKING:
    from salesmark.simulation.run import Run

_COSTS = ("cost_of_goods", "marketing", "sales", "overhead")


def customers(run: Run) -> pd.DataFrame:
    """Make one row a person: who they are, where they stand at the end, and how they feel."""
    group = run.end.cell // STAGE_COUNT
    return pd.DataFrame(
        {
            "customer": np.arange(run.population),
            "segment": _category(group // 2, list(run.company.segments)),
            "fit": _category(group % 2, ["poor", "good"]),
            "stage": _stage(run.end.stage),
            "source": _category(run.end.source, _causes(run)),
            "satisfaction": run.end.mood,
            "pace": run.end.pace,
        }
    )


def touches(run: Run) -> pd.DataFrame:
    """Make one row a contact that a person noticed, whether or not it moved them."""
    moves, channels = run.moves, len(run.company.touchpoints)
    noticed = moves["cause"] < channels + 1
    return pd.DataFrame(
        {
            "customer": moves["customer"][noticed],
            "day": moves["day"][noticed],
            "stage": _stage(_codes(moves["from"][noticed])),
            "channel": _category(_codes(moves["cause"][noticed]), _causes(run)[: channels + 1]),
            "moved": moves["from"][noticed] != moves["to"][noticed],
        }
    )


def events(run: Run) -> pd.DataFrame:
    """Make one row a move from stage to stage."""
    moves = run.moves
    moved = moves["from"] != moves["to"]
    lost = (moves["to"] == Stage.LOST.number)[moved]
    reason = np.where(lost, _codes(moves["step"][moved]), NOBODY)
    return pd.DataFrame(
        {
            "customer": moves["customer"][moved],
            "day": moves["day"][moved],
            "from": _stage(_codes(moves["from"][moved])),
            "to": _stage(_codes(moves["to"][moved])),
            "cause": _category(_codes(moves["cause"][moved]), _causes(run)),
            "seller": _category(_codes(moves["seller"][moved]), _sellers(run)),
            "reason": _reasons(run, reason, lost),
        }
    )


def deals(run: Run) -> pd.DataFrame:
    """Make one row a deal: closed ones in order of time, then the open ones; repeat orders included."""
    names = ("customer", "opened", "closed", "cents", "seller", "step", "source")
    columns = dict(zip(names, together(run.end.deals, len(names)), strict=True))
    order = np.argsort(columns["closed"], kind="stable")
    closed = {name: column[order] for name, column in columns.items()}
    table = {name: np.concatenate([closed[name], column]) for name, column in _open_deals(run).items()}
    is_open = np.isnan(table["closed"])
    won = table["cents"] > 0
    status = np.where(is_open, 2, np.where(won, 0, 1))
    repeat = table["step"] == NOBODY
    stages = [*run.company.process, "repeat order"]
    return pd.DataFrame(
        {
            "deal_id": np.arange(len(status)),
            "customer": _codes(table["customer"]),
            "segment": _segment(run, table["customer"]),
            "source": _category(_codes(table["source"]), _causes(run)),
            "product": pd.Categorical([run.company.product] * len(status)),
            "seller": _category(_codes(table["seller"]), _sellers(run)),
            "kind": _category(repeat.astype(np.int64), ["new", "repeat"]),
            "stage": _category(np.where(repeat, len(stages) - 1, _codes(table["step"])), stages),
            "status": _category(status, ["won", "lost", "open"]),
            "opened_day": table["opened"],
            "closed_day": table["closed"],
            "amount": np.where(won, table["cents"], np.nan) / 100,
            "reason": _reasons(run, np.where(status == 1, _codes(table["step"]), NOBODY), status == 1),
        }
    )


def _open_deals(run: Run) -> dict[str, npt.NDArray[Any]]:
    """Return the deals in sellers' hands at the end, columns as the engine writes closed ones down."""
    in_hand = np.flatnonzero(run.end.stage == Stage.INTENDING.number)
    step = np.zeros(run.population, np.int64)
    step[run.end.queue.customer] = run.end.queue.turn % len(run.company.process)
    return {
        "customer": in_hand,
        "opened": run.end.opened[in_hand],
        "closed": np.full(len(in_hand), np.nan),
        "cents": np.full(len(in_hand), np.nan),
        "seller": np.full(len(in_hand), NOBODY),
        "step": step[in_hand],
        "source": run.end.source[in_hand],
    }


def ledger(run: Run) -> pd.DataFrame:
    """Make one row a month, account and segment ('' for the firm as a whole): cents, costs below 0."""
    months = run.month_of_week
    by_month = np.stack([run.cents[months == month].sum(axis=0) for month in range(1, run.months + 1)])
    month, account, segment = np.nonzero(by_month)
    return pd.DataFrame(
        {
            "month": month + 1,
            "account": _category(account, list(ACCOUNTS)),
            "segment": _category(
                np.where(segment == len(run.company.segments), NOBODY, segment), list(run.company.segments)
            ),
            "cents": by_month[month, account, segment],
        }
    )


def monthly(run: Run) -> pd.DataFrame:
    """Make one row a month: people, deals and money, money in the company's currency."""
    month_of = np.append(run.month_of_week, run.months)
    moved, deal = run.events, run.deals

    def a_month(days: pd.Series[float]) -> Ints:
        months = month_of[(days.to_numpy(float) // 7).astype(np.int64)]
        return np.bincount(months, minlength=run.months + 1)[1:]

    leads = (moved["to"] == "interested") & (moved["from"] != "considering")
    new, closed = deal["kind"] == "new", deal["status"] != "open"
    money = pd.DataFrame(
        {
            account: [int(run.cents[run.month_of_week == month, number].sum()) for month in range(1, run.months + 1)]
            for number, account in enumerate(ACCOUNTS)
        }
    )
    money["sales"] = money["sales_wages"] + money["commission"]
    last_week = np.flatnonzero(np.diff(np.append(run.month_of_week, run.months + 1)))
    buyers = [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number]
    return pd.DataFrame(
        {
            "month": np.arange(1, run.months + 1),
            "leads": a_month(moved.loc[leads, "day"]),
            "first_contacts": np.bincount(
                run.month_of_week, weights=[note.called for note in run.notes], minlength=run.months + 1
            )[1:].astype(np.int64),
            "won": a_month(deal.loc[new & (deal["status"] == "won"), "closed_day"]),
            "lost": a_month(deal.loc[new & (deal["status"] == "lost"), "closed_day"]),
            "new_customers": a_month(moved.loc[moved["to"] == "customer", "day"]),
            "orders": a_month(deal.loc[~new & closed, "closed_day"]),
            "revenue": money["revenue"] / 100,
            **{account: -money[account] / 100 for account in _COSTS},
            "profit": money[list(ACCOUNTS)].sum(axis=1) / 100,
            "customers": run.stages[last_week + 1][:, buyers].sum(axis=1),
        }
    )


def weekly(run: Run) -> pd.DataFrame:
    """Make one row a week: people by stage, the queue at the hand-off, sellers' hours, new customers, revenue."""
    notes = run.notes
    called = np.array([note.called for note in notes])
    waited = np.array([note.waited for note in notes])
    sold = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")]
    weeks = (sold["closed_day"].to_numpy(float) // 7).astype(np.int64)
    return pd.DataFrame(
        {
            "week": np.arange(1, run.weeks + 1),
            **{name: run.stages[1:, number] for number, name in enumerate(STAGE_NAMES)},
            "waiting": [note.waiting for note in notes],
            "first_contacts": called,
            "mean_wait_hours": np.divide(waited, called, out=np.full(len(notes), np.nan), where=called > 0),
            "hours_worked": [note.worked for note in notes],
            "hours_available": [note.available for note in notes],
            "new_customers": np.bincount(weeks, minlength=run.weeks),
            "revenue": run.cents[:, ACCOUNTS.index("revenue")].sum(axis=1) / 100,
        }
    )


def _segment(run: Run, customer: npt.NDArray[Any]) -> pd.Categorical[str]:
    """Return the segment of each of these customers."""
    return _category(run.end.cell[_codes(customer)] // (2 * STAGE_COUNT), list(run.company.segments))


def _causes(run: Run) -> list[str]:
    return [*run.company.touchpoints, *FORCES]


def _sellers(run: Run) -> list[str]:
    """Name everybody who ever worked here by their job."""
    return [f"{person.role} {person.number}" for person in run.end.firm.staff.people]


def _codes(column: npt.NDArray[Any]) -> Ints:
    return column.astype(np.int64)


def _stage(codes: Codes) -> pd.Categorical[str]:
    return from_codes(codes, list(STAGE_NAMES), ordered=True)


def _category(codes: Codes, names: list[str]) -> pd.Categorical[str]:
    """Make a category of numbers and names; a number below 0 becomes ''."""
    names = [*names, ""]
    return from_codes(np.where(codes < 0, len(names) - 1, codes), names)


def from_codes(codes: Codes, names: list[str], *, ordered: bool = False) -> pd.Categorical[str]:
    """Make a category of numbers and names.

    Args:
        codes: Place of each row's name in `names`, shape (k,).
        names: The names.
        ordered: Whether the names have an order.

    Returns:
        The category, of k rows.

    Example:
        >>> list(from_codes(np.array([1, 0]), ["a", "b"]))
        ['b', 'a']
    """
    dtype: Any = pd.CategoricalDtype(names, ordered=ordered)
    made: Any = pd.Categorical.from_codes(codes, dtype=dtype)
    return cast("pd.Categorical[str]", made)


def _reasons(run: Run, step: Ints, lost: Flags) -> pd.Categorical[str]:
    """Name why buyers were lost: at a step of the sale, or because nobody called in time."""
    reasons = [step.reason for step in run.company.process.values()]
    names = list(dict.fromkeys([*reasons, "nobody called in time", ""]))
    number = np.array([names.index(reason) for reason in [*reasons, "nobody called in time"]])
    return from_codes(np.where(lost, number[step], names.index("")), names)
