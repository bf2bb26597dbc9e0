"""A run's tables: pandas frames made from its arrays, once, when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.clocks import Ints
from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.parameters import FORCES, STAGE_COUNT
from salesmark.simulation.state import NOBODY, together

if TYPE_CHECKING:
    from salesmark.simulation.run import Run


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
    moves, causes = pd.DataFrame(run.moves), _causes(run)[: len(run.company.touchpoints) + 1]
    noticed = moves[moves["cause"] < len(causes)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "customer": noticed["customer"],
            "day": noticed["day"],
            "stage": _stage(noticed["from"]),
            "channel": _category(noticed["cause"], causes),
            "moved": noticed["from"] != noticed["to"],
        }
    )


def events(run: Run) -> pd.DataFrame:
    """Make one row a move from stage to stage."""
    moves = pd.DataFrame(run.moves)
    moved = moves[moves["from"] != moves["to"]].reset_index(drop=True)
    return pd.DataFrame(
        {
            "customer": moved["customer"],
            "day": moved["day"],
            "from": _stage(moved["from"]),
            "to": _stage(moved["to"]),
            "cause": _category(moved["cause"], _causes(run)),
            "seller": _category(moved["seller"], _sellers(run)),
            "reason": _reasons(run, moved["step"], moved["to"] == Stage.LOST.number),
        }
    )


def deals(run: Run) -> pd.DataFrame:
    """Make one row a deal: closed ones in order of time, then the open ones; repeat orders included."""
    names = ("customer", "opened", "closed", "cents", "seller", "step", "source")
    columns = together([*run.end.deals, _in_hand(run)], len(names))
    table = pd.DataFrame(dict(zip(names, columns, strict=True))).sort_values("closed", kind="stable", ignore_index=True)
    won, is_open, repeat = table["cents"] > 0, table["closed"].isna(), table["step"] == NOBODY
    lost = ~won & ~is_open
    stages = [*run.company.process, "repeat order"]
    return pd.DataFrame(
        {
            "deal_id": table.index,
            "customer": table["customer"].astype(np.int64),
            "segment": run.customers["segment"].array[table["customer"].astype(np.int64)],
            "source": _category(table["source"], _causes(run)),
            "product": pd.Categorical([run.company.product] * len(table)),
            "seller": _category(table["seller"], _sellers(run)),
            "kind": _category(repeat, ["new", "repeat"]),
            "stage": _category(table["step"].mask(repeat, len(stages) - 1), stages),
            "status": _category(lost + 2 * is_open, ["won", "lost", "open"]),
            "opened_day": table["opened"],
            "closed_day": table["closed"],
            "amount": table["cents"].where(won) / 100,
            "reason": _reasons(run, table["step"], lost),
        }
    )


def _in_hand(run: Run) -> tuple[Any, ...]:
    """Return the deals in sellers' hands at the end, as the engine writes closed ones down."""
    buyers = np.flatnonzero(run.end.stage == Stage.INTENDING.number)
    step = np.zeros(run.population, np.int64)
    step[run.end.queue.customer] = run.end.queue.turn % len(run.company.process)
    return buyers, run.end.opened[buyers], np.nan, np.nan, NOBODY, step[buyers], run.end.source[buyers]


def ledger(run: Run) -> pd.DataFrame:
    """Make one row a month, account and segment ('' for the firm as a whole): cents, costs below 0."""
    cents = _a_month(run, run.cents)
    month, account, segment = np.nonzero(cents)
    firm = len(run.company.segments)
    return pd.DataFrame(
        {
            "month": month + 1,
            "account": _category(account, list(ACCOUNTS)),
            "segment": _category(np.where(segment == firm, NOBODY, segment), list(run.company.segments)),
            "cents": cents[month, account, segment],
        }
    )


def _a_month(run: Run, weekly: npt.ArrayLike) -> Ints:
    """Add up what happened week by week, shape (weeks, ...), to months."""
    return np.add.reduceat(weekly, np.flatnonzero(np.diff(run.month_of_week, prepend=0)), axis=0)


def _a_week(run: Run, days: npt.NDArray[Any]) -> Ints:
    """Count what happened on these days, by week."""
    return np.bincount(np.minimum(days // 7, run.weeks - 1).astype(np.int64), minlength=run.weeks)


def monthly(run: Run) -> pd.DataFrame:
    """Make one row a month: people, deals and money, money in the company's currency."""
    day, _, before, after, *_ = together(run.end.moves, 7)
    _, _, closed, paid, _, step, _ = together(run.end.deals, 7)
    first, won = step != NOBODY, paid > 0
    leads = (after == Stage.INTERESTED.number) & (before != after) & (before != Stage.CONSIDERING.number)
    weekly: dict[str, npt.ArrayLike] = {
        "leads": _a_week(run, day[leads]),
        "first_contacts": [note.called for note in run.notes],
        "won": _a_week(run, closed[first & won]),
        "lost": _a_week(run, closed[first & ~won]),
        "new_customers": _a_week(run, day[(after == Stage.CUSTOMER.number) & (before != after)]),
        "orders": _a_week(run, closed[~first]),
    }
    money = pd.DataFrame(_a_month(run, run.cents).sum(axis=2), columns=list(ACCOUNTS))
    money["sales"] = money["sales_wages"] + money["commission"]
    buyers = run.stages[1:, Stage.CUSTOMER.number : Stage.LOST.number].sum(axis=1)
    return pd.DataFrame(
        {
            "month": np.arange(1, run.months + 1),
            **{name: _a_month(run, number) for name, number in weekly.items()},
            "revenue": money["revenue"] / 100,
            **{account: -money[account] / 100 for account in ("cost_of_goods", "marketing", "sales", "overhead")},
            "profit": money[list(ACCOUNTS)].sum(axis=1) / 100,
            "customers": buyers[np.flatnonzero(np.diff(run.month_of_week, append=0))],
        }
    )


def weekly(run: Run) -> pd.DataFrame:
    """Make one row a week: people by stage, the queue at the hand-off, sellers' hours, new customers, revenue."""
    asked = ("waiting", "called", "waited", "worked", "available")
    note = pd.DataFrame([[getattr(week, name) for name in asked] for week in run.notes], columns=list(asked))
    _, _, closed, paid, _, step, _ = together(run.end.deals, 7)
    return pd.DataFrame(
        {
            "week": np.arange(1, run.weeks + 1),
            **{name: run.stages[1:, number] for number, name in enumerate(STAGE_NAMES)},
            "waiting": note["waiting"],
            "first_contacts": note["called"],
            "mean_wait_hours": note["waited"] / note["called"].where(note["called"] > 0),
            "hours_worked": note["worked"],
            "hours_available": note["available"],
            "new_customers": _a_week(run, closed[(step != NOBODY) & (paid > 0)]),
            "revenue": run.cents[:, ACCOUNTS.index("revenue")].sum(axis=1) / 100,
        }
    )


def _causes(run: Run) -> list[str]:
    return [*run.company.touchpoints, *FORCES]


def _sellers(run: Run) -> list[str]:
    """Name everybody who ever worked here by their job."""
    return [f"{person.role} {person.number}" for person in run.end.firm.staff.people]


def _stage(codes: npt.ArrayLike) -> pd.Categorical[str]:
    return from_codes(codes, list(STAGE_NAMES), ordered=True)


def _category(codes: npt.ArrayLike, names: list[str]) -> pd.Categorical[str]:
    """Make a category of numbers and names; a number below 0 becomes ''."""
    return from_codes(np.where(np.asarray(codes) < 0, len(names), codes), [*names, ""])


def from_codes(codes: npt.ArrayLike, names: list[str], *, ordered: bool = False) -> pd.Categorical[str]:
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
    made: Any = pd.Categorical.from_codes(np.asarray(codes, np.int64), dtype=dtype)
    return cast("pd.Categorical[str]", made)


def _reasons(run: Run, step: pd.Series[int], lost: pd.Series[bool]) -> pd.Categorical[str]:
    """Name why buyers were lost: at a step of the sale, or because nobody called in time."""
    reasons = [*(each.reason for each in run.company.process.values()), "nobody called in time"]
    names = list(dict.fromkeys([*reasons, ""]))
    number = np.array([names.index(reason) for reason in reasons])
    at = step.to_numpy(np.int64, na_value=NOBODY)
    return from_codes(np.where(lost, number[np.where(lost, at, NOBODY)], names.index("")), names)
