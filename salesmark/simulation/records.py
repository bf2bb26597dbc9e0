"""The tables that a run or a CRM export consists of: names, units, and the protocol that both fulfil.

Everything above this room reads these tables and never the engine's insides.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from salesmark._checks import BadInput

if TYPE_CHECKING:
    import pandas as pd

    from salesmark.business.company import Company

#: Columns of the deals, one row a deal, every purchase included; a real CRM export is read into the same. All are
#: categories, '' where unknown, but for these:
#:   deal_id      name or number of the deal
#:   customer     who buys: number in a run, account in an export
#:   opened_day   when it was opened, days since the records' start (float; missing where unknown)
#:   closed_day   when it was won or lost (float; missing while open or where unknown)
#:   amount       value of the deal, in the currency (float; missing where unknown)
#: kind is 'new' or 'repeat', status 'won', 'lost' or 'open', stage the sales stage reached, product what was offered,
#: source where the lead came from, seller who handled it, reason why it was lost.
DEALS: tuple[str, ...] = ("deal_id", "customer", "segment", "source", "product", "seller", "kind", "stage")
DEALS += ("status", "opened_day", "closed_day", "amount", "reason")
#: Columns of the events, one row a move from stage to stage: number of the customer, day (days since the start, with
#: fraction), stages before and after (ordered categories), what moved the customer (a channel, word of mouth, a
#: seller ...), who handled it and why a deal was lost (categories, '' elsewhere).
EVENTS = ("customer", "day", "from", "to", "cause", "seller", "reason")


class Records(Protocol):
    """What metrics and charts read: a simulated run, its observed view, or a real CRM export."""

    @property
    def name(self) -> str:
        """The company's name, or the file's."""

    @property
    def currency(self) -> str:
        """Currency sign or code, '' where unknown."""

    @property
    def start(self) -> date:
        """The calendar day of day 0."""

    @property
    def deals(self) -> pd.DataFrame:
        """One row a deal, columns as in DEALS."""

    @property
    def events(self) -> pd.DataFrame:
        """One row a stage change, columns as in EVENTS; no rows where the journey is not known."""


class OfCompany:
    """Records of a simulated company: what they are called, and from when they are counted."""

    company: Company

    @property
    def name(self) -> str:
        """The company's name on the door."""
        return self.company.title

    @property
    def currency(self) -> str:
        """Currency sign."""
        return self.company.currency

    @property
    def start(self) -> date:
        """The calendar day of day 0, a Monday."""
        return date(2025, 1, 6)


T = TypeVar("T")


def need_records(thing: T) -> T:
    """Return `thing` if it is a run, its observed view, or an export.

    Args:
        thing: What arrived.

    Returns:
        The thing.

    Raises:
        BadInput: It has no deals and no events.

    Example:
        >>> need_records("my_export.csv")
        Traceback (most recent call last):
        salesmark._checks.BadInput: This needs a run or an export, got str. Run a company ...
    """
    if not (hasattr(thing, "deals") and hasattr(thing, "events")):
        raise BadInput(
            f"This needs a run or an export, got {type(thing).__name__}. "
            "Run a company first: run = sm.simulate(shop), or read an export: data = sm.crm.read(path)."
        )
    return thing


def need_run(thing: T) -> T:
    """Return `thing` if it is a simulated run, which alone knows the whole journey and the firm's money.

    Args:
        thing: What arrived.

    Returns:
        The thing.

    Raises:
        BadInput: It is not.

    Example:
        >>> need_run(3)
        Traceback (most recent call last):
        salesmark._checks.BadInput: This needs a simulated run, got int. Run a company ...
    """
    if not (hasattr(thing, "monthly") and hasattr(thing, "stages")):
        raise BadInput(
            f"This needs a simulated run, got {type(thing).__name__}. Run a company first: run = sm.simulate(shop)."
        )
    return thing
