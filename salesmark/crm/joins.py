"""The other files of an export, accounts, products and people, matched to the deals by what is in them."""

from __future__ import annotations

import pandas as pd

from salesmark.crm.cells import sectors, tell
from salesmark.crm.files import Table
from salesmark.crm.layouts import plain

_KEYS = ("customer", "product", "seller")
_NAMES = ("name", "accountname", "companyname", "productname", "fullname", "username")
_SEGMENTS = ("segment", "sector", "industry", "branche")


def join(deals: pd.DataFrame, others: list[Table], report: list[str]) -> dict[str, pd.DataFrame]:
    """Return the tables that describe customers, products or sellers; fill in the deals by them.

    A table belongs to a field of the deals if one of its columns, each value once, holds at least half of the
    field's values: this works in any language, and for names as for numbers.

    Args:
        deals: Our fields as texts; numbers of accounts become names, and segments are filled in, in place.
        others: The files that are no table of deals.
        report: Takes sentences.

    Returns:
        Field -> its table, the key column named as the field.
    """
    tables: dict[str, pd.DataFrame] = {}
    unused = []
    for other in others:
        share, field, column = max(
            (_share(deals[field], other.cells[name]), field, name) for field in _KEYS for name in other.headers
        )
        if share < 0.5 or field in tables:
            unused.append(other.name)
            continue
        report += other.notes
        cells, column = _by_name(deals, field, column, other)
        cells = cells.drop(columns=field, errors="ignore") if column != field else cells
        tables[field] = cells.rename(columns={column: field})
        lacking = (deals[field] != "") & ~deals[field].map(plain).isin(set(tables[field][field].map(plain)))
        tell(report.append, f"Kept deals whose {field} is not in {other.name}", lacking)
    if unused:
        report.append(f"Not used: {', '.join(unused)} (no column of its own to join with the deals by).")
    if "customer" in tables and (deals["segment"] == "").all():
        _fill_segments(deals, tables, report)
    return tables


def _share(wanted: pd.Series[str], column: pd.Series[str]) -> float:
    filled = column[column != ""]
    if not filled.is_unique:  # quick, and true of most columns
        return 0.0
    keys = filled.map(plain)
    values = {plain(value) for value in wanted.unique() if value}
    return len(values & set(keys)) / len(values) if values and keys.is_unique else 0.0


def _by_name(deals: pd.DataFrame, field: str, column: str, other: Table) -> tuple[pd.DataFrame, str]:
    """Put names where the deals hold numbers of accounts, products or people; return table and key."""
    name = next((header for header in other.headers if plain(header) in _NAMES), column)
    if not plain(column).endswith("id") or name == column:
        return other.cells, column
    names = {key: text or key for key, text in zip(other.cells[column], other.cells[name], strict=True)}
    deals[field] = deals[field].map(lambda key: names.get(key, key)).astype("str")
    cells = other.cells.copy()
    cells[name] = cells[column].map(names)
    return cells, name


def _fill_segments(deals: pd.DataFrame, tables: dict[str, pd.DataFrame], report: list[str]) -> None:
    customers = tables["customer"]
    header = next((name for name in map(str, customers) if plain(name) in _SEGMENTS), None)
    if header is None:
        return
    customers = customers.rename(columns={header: "segment"})
    customers["segment"] = sectors(customers["segment"], report.append)
    tables["customer"] = customers
    segment = dict(zip(customers["customer"].map(plain), customers["segment"], strict=True))
    deals["segment"] = deals["customer"].map(lambda name: segment.get(plain(name), "")).astype("str")
