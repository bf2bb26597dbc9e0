"""A real CRM export, one CSV or a folder of several, becomes the tables that a run also has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from salesmark._checks import BadInput, one_of
from salesmark.crm.cells import amounts, currency_sign, dates, one_spelling, sectors, tell
from salesmark.crm.files import Table, table
from salesmark.crm.joins import join
from salesmark.crm.layouts import DATES, DELETED, FIELDS, FLAGS, GENERIC, NO, OUTCOMES, YES, outcome, recognised
from salesmark.simulation.records import DEALS, EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What a CRM export says: the same deals table as a run's, and what was done to obtain it.

    Attributes:
        name: The file's or folder's name.
        currency: Sign or code; '' where unknown or mixed.
        start: Day 0 of the tables: the earliest date on which a deal was opened or closed.
        deals: One row a deal, columns as in `salesmark.simulation.records.DEALS`.
        events: No rows: an export does not tell the journey before the deal.
        tables: The other files of a folder by what they describe: "customer", "product" or "seller".
            Each has a column of that name, spelt as in `deals`, to join by.
        report: What was read, dropped, repaired and kept, and why, in sentences.
    """

    name: str
    currency: str
    start: date
    deals: pd.DataFrame
    events: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    report: tuple[str, ...]


def read(path: str | Path, *, mapping: Mapping[str, str] | None = None) -> Data:
    r"""Read the deals of a CRM export: HubSpot, Salesforce, Pipedrive, or any table of deals.

    Encoding, delimiter, decimal mark and order of dates are found out. Nothing is guessed in silence:

    - dropped: titles and closing lines of a report, rows wider than the header, rows with neither stage nor
      status, earlier rows of a deal that occurs twice, deleted deals
    - left blank: amounts below 0, amounts and dates that cannot be read, an opening after the closing
    - kept: deals without customer, won deals without a date or an amount, unknown stages (as open), a status
      that we cannot read or that its stage contradicts

    Args:
        path: A CSV file, or a folder of several.
        mapping: Our field -> header in the file, where the headers are not recognised. The fields are
            those of `salesmark.crm.layouts.FIELDS`.

    Returns:
        The tables, and a report.

    Raises:
        BadInput: There is no table of deals, it cannot be read as text, or no path is given.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "deals.csv"
        ...     _ = file.write_text("Kunde;Phase;Betrag\nAda;Gewonnen;1.200,50\nBo;Verloren;90", "utf-8")
        ...     data = read(file)
        >>> data.deals[["customer", "status", "amount"]].values.tolist()
        [['Ada', 'won', 1200.5], ['Bo', 'lost', 90.0]]
    """
    if not str(path).strip():
        raise BadInput("The path of a CRM export must not be empty. Name a CSV file, or a folder of several.")
    path = Path(path)
    report: list[str] = []
    main, fields, others = _deals_table(_tables(path, report), dict(mapping or {}), report)
    report += main.notes
    raw = pd.DataFrame({field: main.cells[header] for field, header in fields.items()})
    raw = _one_row_a_deal(raw.reindex(columns=list(FIELDS), fill_value=""), report)
    tables = _tidy_names(raw, others, report)
    start, deals = _deals(raw, main, report)
    _say_what_is_missing(deals, report)
    return Data(
        name=path.stem,
        currency=_currency(raw, fields.get("amount", ""), report),
        start=start,
        deals=deals,
        events=pd.DataFrame({name: pd.Series(dtype="float64" if name == "day" else "str") for name in EVENTS}),
        tables=tables,
        report=tuple(report),
    )


def _tidy_names(raw: pd.DataFrame, others: list[Table], report: list[str]) -> dict[str, pd.DataFrame]:
    """Give every name of the deals one spelling, in place; return the tables that the deals join with."""
    raw["customer"] = _first_of_several(raw["customer"], report)
    tables = join(raw, others, report)
    raw["segment"] = sectors(raw["segment"], report.append)
    for field in ("customer", "segment", "source", "product", "seller", "stage"):
        known = tables[field][field] if field in tables else ()
        raw[field] = one_spelling(raw[field], known, field, report.append)
    return tables


def _deals(raw: pd.DataFrame, main: Table, report: list[str]) -> tuple[date, pd.DataFrame]:
    """Return day 0 and the deals in the columns of a run."""
    status = _status(raw, report)
    european = main.delimiter == ";"  # written where the comma is a decimal mark, and days come first
    when = dates(raw[list(DATES)], report.append, day_first=european)
    opened, closed = _opened_and_closed(when, status, report)
    first = pd.concat([opened, closed]).min()
    start = date(1970, 1, 1) if pd.isna(first) else first.date()
    amount = amounts(raw["amount"], report.append, decimal_comma=european)
    if (raw[["amount", *DATES]] != "").any(axis=None) and amount.isna().all() and when.isna().all(axis=None):
        raise BadInput(
            f"The amounts and dates of a CRM export must be readable, but not one is in {main.name}: it looks "
            "garbled. Export it again."
        )
    deals = pd.DataFrame(
        {
            **{name: raw[name] for name in ("deal_id", "customer")},
            **{name: raw[name].astype("category") for name in ("segment", "source", "product", "seller")},
            "kind": pd.Categorical(raw["kind"].where(raw["kind"] == "repeat", "new"), ["new", "repeat"]),
            "stage": raw["stage"].where(raw["stage"] != "", status).astype("category"),
            "status": pd.Categorical(status, categories=["won", "lost", "open"]),
            "opened_day": _days(opened, start),
            "closed_day": _days(closed, start),
            "amount": amount,
            "reason": raw["reason"].where(status == "lost", "").astype("category"),
        },
    )[list(DEALS)].reset_index(drop=True)
    return start, deals


def _tables(path: Path, report: list[str]) -> list[Table]:
    if not path.is_dir():
        return [table(path)]
    files = sorted(file for file in path.iterdir() if file.suffix.casefold() in (".csv", ".tsv", ".txt"))
    tables, problems = [], []
    for file in files:
        try:
            tables.append(table(file))
        except BadInput as problem:
            problems.append(f"Not used: {problem}")
    if not tables:
        found = " ".join(problems) or "it holds none."
        raise BadInput(f"{path} must hold a CSV file with deals, but {found} Export the deals as CSV into it.")
    report += problems
    return tables


def _deals_table(
    tables: list[Table], mapping: dict[str, str], report: list[str]
) -> tuple[Table, dict[str, str], list[Table]]:
    for field in mapping:
        one_of("field in mapping", field, FIELDS)
    found = [(_fields(each, mapping), each) for each in tables]
    (system, fields), main = max(found, key=lambda pair: (len(pair[0][1]), len(pair[1].cells)))
    if not fields:
        raise _no_deals(tables, mapping)
    same = [each for each in tables if each.headers == main.headers]  # one export in several files
    names = " and ".join(each.name for each in same)
    cells = pd.concat([each.cells for each in same], ignore_index=True)
    main = replace(main, cells=cells, notes=tuple(note for each in same for note in each.notes))
    report.append(f"Rows read from {names}, recognised as {system}: {len(main.cells):,}.")
    report += [
        f"Not used: column {header}, because another one says how a deal stands."
        for field, header in GENERIC.match(_answers(main)).items()
        if field in OUTCOMES and header not in fields.values()
    ]
    return main, fields, [each for each in tables if each not in same]


def _fields(candidate: Table, mapping: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return system and field -> header; no fields if this is no table of deals."""
    headers = _answers(candidate)
    if set(mapping.values()) - set(headers):
        return "", {}
    layout = recognised(headers)
    own, added = layout.match(headers), GENERIC.match(headers)
    if own.keys() & {"stage", "status"}:  # what the firm itself calls a status need not be the deal's
        added = {field: header for field, header in added.items() if field not in OUTCOMES}
    fields = dict(mapping)  # the caller's word comes first, columns that the firm added to its system's come last
    for found in (own, added):
        fresh = {field: header for field, header in found.items() if header not in fields.values()}
        fields = fresh | fields
    says_outcome = fields.keys() & (set(OUTCOMES) - (set(FLAGS) - mapping.keys()))  # "won" may be a count
    says_what = fields.keys() & {"deal_id", "title", "amount", "opened", "closed"}
    return (layout.system, fields) if says_outcome and says_what else ("", {})


def _answers(candidate: Table) -> dict[str, bool]:
    """Return header -> whether all that its column says is yes or no."""
    cells = {name: set(candidate.cells[name].str.casefold()) - {""} for name in candidate.headers}
    return {name: bool(texts) and texts <= YES | NO for name, texts in cells.items()}


def _no_deals(tables: list[Table], mapping: dict[str, str]) -> BadInput:
    found = "; ".join(f"{each.name}: {', '.join(each.headers[:12])}" for each in tables)[:600]
    missing = [header for header in mapping.values() if all(header not in each.headers for each in tables)]
    what = f"no column named {', '.join(map(repr, missing))}" if missing else "no table with both"
    return BadInput(
        "A CRM export must have a column for the stage or status of a deal and one for its name, amount "
        f"or date; there is {what}. Columns found: {found}. "
        'Name them: sm.crm.read(path, mapping={"stage": "Your column", "amount": "Your other column"}).'
    )


def _one_row_a_deal(raw: pd.DataFrame, report: list[str]) -> pd.DataFrame:
    silent = (raw[list(OUTCOMES)] == "").all(axis=1)
    if silent.mean() > 0.5:
        raise BadInput(
            f"Most rows of a CRM export must say how a deal stands, but {silent.sum():,} of {len(raw):,} "
            "have neither stage nor status: the file looks garbled. Export it again."
        )
    tell(report.append, "Dropped rows with neither stage nor status", silent)
    raw = raw[~silent].copy()
    if (raw["deal_id"] == "").all():
        unique = raw["title"].is_unique
        raw["deal_id"] = raw["title"] if unique else pd.RangeIndex(1, len(raw) + 1).astype(str)
    again = raw["deal_id"].duplicated(keep="last") & (raw["deal_id"] != "")
    tell(report.append, "Dropped rows of deals that occur again further down, where the last one counts", again)
    deleted = raw["status"].str.casefold().isin(DELETED) & ~again
    tell(report.append, "Dropped deals that were deleted", deleted)
    return raw[~again & ~deleted].copy()


def _first_of_several(cells: pd.Series[str], report: list[str]) -> pd.Series[str]:
    several = cells.str.contains(";", regex=False)
    tell(report.append, "Repaired deals that name several customers, of which the first counts", several)
    return cells.str.replace(r"\s*;.*", "", regex=True)


def _status(raw: pd.DataFrame, report: list[str]) -> pd.Series[str]:
    """Return won, lost or open: by status, else yes/no columns, else stage, else dates, else probability."""
    status = raw["status"].map({text: outcome(text) for text in raw["status"].unique()})
    is_won, is_closed = (raw[name].str.casefold().isin(YES) for name in ("is_won", "is_closed"))
    by_stage = raw["stage"].map({text: outcome(text) for text in raw["stage"].unique()})
    by_date = _verdict(raw["won_on"] != "", raw["lost_on"] != "")
    chance = pd.to_numeric(raw["probability"].str.rstrip("% ").str.replace(",", "."), errors="coerce")
    by_chance = _verdict(chance >= (1 if chance.max() <= 1 else 100), chance == 0)
    unread = (raw["status"] != "") & (status == "")
    by_flags = _verdict(is_won, is_closed & ~is_won & (raw["is_won"] != ""))
    status = status.mask(status == "", by_flags)
    both = raw["status"].where(raw["status"] != "", status) + " at " + raw["stage"]
    tell(report.append, "Kept deals with a status that we cannot read, by what else their row says", unread, both)
    against = (status != "") & by_stage.isin(["won", "lost"]) & (status != by_stage)
    tell(report.append, "Kept deals as won, lost or open, though their stage says otherwise", against, both)
    for other in (by_stage, by_date):
        status = status.mask(status == "", other)
    unclear = status == ""
    status = status.mask(unclear, by_chance)
    names = raw["stage"].where(raw["stage"] != "", raw["status"])
    for verdict, reason in (
        ("won", "as won, because their probability is 100 %"),
        ("lost", "as lost, because their probability is 0 %"),
        ("", "as open, because we cannot tell whether it means won or lost"),
    ):
        rows = unclear & (status == verdict)
        if rows.any():
            stages = ", ".join(f"{name!r} ({count:,})" for name, count in names[rows].value_counts().head(5).items())
            report.append(f"Kept {reason}: deals at {stages}.")
    return status.mask(status == "", "open")


def _verdict(won: pd.Series[bool], lost: pd.Series[bool]) -> pd.Series[str]:
    return won.map({True: "won", False: ""}).mask(lost, "lost")


def _opened_and_closed(
    when: pd.DataFrame, status: pd.Series[str], report: list[str]
) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    own = when["won_on"].where(status == "won", when["lost_on"])
    closed = when["closed"].fillna(own)
    forecast = (status == "open") & closed.notna()
    tell(report.append, "Kept open deals without their closing date, which is only a forecast", forecast)
    closed = closed.mask(forecast)
    opened = when["opened"]
    same_day = opened.dt.normalize() == closed.dt.normalize()  # one of the two has no time of day
    closed = closed.mask(same_day & (closed < opened), opened)
    wrong = closed < opened
    tell(report.append, "Repaired deals closed before they were opened, by leaving the opening blank", wrong)
    return opened.mask(wrong), closed


def _days(when: pd.Series[pd.Timestamp], start: date) -> pd.Series[float]:
    return (when - pd.Timestamp(start)).dt.total_seconds() / 86_400


def _currency(raw: pd.DataFrame, header: str, report: list[str]) -> str:
    named = raw["currency"][raw["currency"] != ""]
    texts = (named if len(named) else raw["amount"]).str.upper()
    signs = texts.map(lambda text: currency_sign(text) or (text if len(named) else ""))
    found = signs[signs != ""].value_counts()
    if len(found) > 1:
        each = ", ".join(f"{sign} {count:,}" for sign, count in found.items())
        report.append(f"Kept amounts in several currencies ({each}) as they are: sums mix them. Export one currency.")
        return ""
    return str(found.index[0]) if len(found) else currency_sign(header)


def _say_what_is_missing(deals: pd.DataFrame, report: list[str]) -> None:
    won, closed = deals["status"] == "won", deals["status"] != "open"
    for rows, sentence in (
        (deals["customer"] == "", "deals that name no customer"),
        (won & deals["amount"].isna(), "won deals without an amount, which add nothing to the revenue"),
        (closed & deals["closed_day"].isna(), "closed deals without a closing date, hence without a cycle"),
        (closed & deals["opened_day"].isna(), "closed deals without an opening date, hence without a cycle"),
    ):
        tell(report.append, f"Kept {sentence}", rows)
