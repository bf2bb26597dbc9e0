"""Columns of texts become numbers, dates and tidy names; a cell's meaning is decided for its whole column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

import pandas as pd

from salesmark.crm.layouts import CURRENCIES, SECTORS, plain

Say = Callable[[str], None]

_SIGNS = {"EUR": "€", "EURO": "€", "USD": "$", "US$": "$", "GBP": "£", "JPY": "¥", "INR": "₹"}
_CURRENCY = re.compile(  # small letters are a word ("all amounts"), except in the commonest codes
    rf"[A-Z]{{0,2}}\$|[€£¥₹₩₽₺₪₫₴₦₱฿]|(?<![^\W\d_]{{2}})(?:{'|'.join(CURRENCIES)}|(?i:eur|usd|gbp|chf))(?![^\W\d_])"
)
_SCALE = {"k": 1e3, "tsd": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "bn": 1e9}
_AMOUNT = r"(?P<minus>-?)(?P<digits>\d[\d.,]*|[.,]\d+)(?P<power>e[+-]?\d\d?)?(?P<scale>k|tsd\.?|mio\.?|mn|m|bn)?"
#: decimal mark -> how a number looks that is written with it
_STYLE = {
    mark: rf"(?:[1-9]\d{{0,2}}(?:{re.escape(other)}\d{{3}})+{indian}|\d*)(?:{re.escape(mark)}\d*)?"
    for mark, other, indian in ((".", ",", r"|[1-9]\d?(?:,\d\d)+,\d{3}"), (",", ".", ""))
}
_UNSURE = r"\d*[.,](?:\d|\d{3,})?"  # not as money is written: one mark, and no two decimals
_DATE = (
    r"(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})[-/.](?P<year>\d{4}|\d{2}))"
    r"(?:[t ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?:z|utc|[+-]\d{2}:?\d{2})?)?"
)


def currency_sign(text: str) -> str:
    """Return the sign of the first currency named in a text, '' if there is none.

    Example:
        >>> currency_sign("Amount (EUR)"), currency_sign("$1,200"), currency_sign("Amount")
        ('€', '$', '')
    """
    found = _CURRENCY.search(text)
    return _SIGNS.get(found.group().upper(), found.group().upper()) if found else ""


def amounts(cells: pd.Series[str], say: Say, *, decimal_comma: bool = False) -> pd.Series[float]:
    """Return amounts of money as numbers; missing where blank, below 0 or not readable.

    Whether `1.234` is a thousand or a bit over one is decided for the column as a whole; `1.234,50` and `9.99`
    speak for themselves.

    Args:
        cells: Texts such as `$1,234.56`, `1.234,56 EUR`, `250k`, `1.2m`, `(90)`.
        say: Takes a sentence for the report.
        decimal_comma: What to assume if as many cells speak for the one mark as for the other.

    Returns:
        Numbers with the same index.

    Example:
        >>> amounts(pd.Series(["1.234,50 €", "250k", "1.000"]), print).tolist()
        [1234.5, 250000.0, 1000.0]
    """
    bare = cells.str.upper().str.replace(_CURRENCY, "", regex=True).str.casefold().str.replace("−", "-")
    bare = bare.str.replace(r"[\s'’]", "", regex=True).str.replace(r"^\((.*)\)$", r"-\1", regex=True)
    parts = bare.str.extract(f"^{_AMOUNT}$", flags=re.ASCII).fillna("")
    digits = parts["digits"]
    marks = _decimal_marks(digits, say, decimal_comma)
    text = pd.Series("", cells.index, dtype="str")
    for mark, other in (".,", ",."):
        fits = (marks == mark) & digits.str.fullmatch(_STYLE[mark])
        text = text.mask(fits, digits.str.replace(other, "").str.replace(mark, ".") + parts["power"])
    number = pd.to_numeric(text, errors="coerce").astype(float)
    number *= parts["scale"].str.rstrip(".").map(_SCALE).fillna(1.0).astype(float)
    number = number.mask(number == float("inf"))
    tell(say, "Left blank amounts that cannot be read", (cells != "") & number.isna(), cells)
    below = (parts["minus"] == "-") & (number > 0)
    tell(say, "Left blank amounts below 0, a refund or a slip", below, cells)
    return number.mask(below)


def _decimal_marks(digits: pd.Series[str], say: Say, decimal_comma: bool) -> pd.Series[str]:
    as_point, as_comma = (digits.str.fullmatch(_STYLE[mark]) for mark in ".,")
    only = pd.Series("", digits.index, dtype="str").mask(as_point & ~as_comma, ".").mask(as_comma & ~as_point, ",")
    point, comma = (int((only == mark).sum()) for mark in ".,")
    if not point and not comma:
        unclear = digits[digits.str.contains(r"[.,]", regex=True)]
        if not unclear.empty:
            say(f"Kept amounts such as {unclear.iloc[0]} as thousands: no cell shows decimals that say otherwise.")
        return digits.str.contains(",", regex=False).map({True: ".", False: ","})
    usual = "," if comma > point or (comma == point and decimal_comma) else "."
    sure = only.mask(digits.str.fullmatch(_UNSURE), "")
    examples = [digits[sure == mark].head(1).item() for mark in ".," if (sure == mark).any()]
    if len(examples) == 2:
        name = "comma" if usual == "," else "point"
        say(
            f"Kept amounts of two styles, such as {' and '.join(examples)}, each as it can only be meant; "
            f"where a cell could be either, the {name} is its decimal mark."
        )
    return sure.mask(sure == "", usual)


def dates(columns: pd.DataFrame, say: Say, *, day_first: bool = False) -> pd.DataFrame:
    """Return columns of dates, with the time of day where it is given; missing where blank or not readable.

    `3/4/2024` is March or April: one cell with a number above 12 decides for all the columns.

    Args:
        columns: Texts such as `2024-03-12 09:14`, `3/15/2024 2:30 PM`, `12.03.2024`.
        say: Takes a sentence for the report.
        day_first: What to assume if no cell decides.

    Returns:
        Timestamps with the same index and columns.

    Example:
        >>> cells = pd.DataFrame({"opened": ["3/4/2024", "3/15/2024 2:30 PM"]})
        >>> dates(cells, print)["opened"].astype(str).tolist()
        ['2024-03-04 00:00:00', '2024-03-15 14:30:00']
    """
    parts = {name: cells.str.casefold().str.extract(f"^{_DATE}$", flags=re.ASCII) for name, cells in columns.items()}
    day_first = _day_first(pd.concat(list(parts.values())), say, day_first)
    result = {name: _timestamps(part, day_first) for name, part in parts.items()}
    for name, found in result.items():
        unread = (columns[name] != "") & found.isna()
        tell(say, f"Left blank {name} dates that cannot be read", unread, columns[name])
    return pd.DataFrame(result, index=columns.index)


def _day_first(parts: pd.DataFrame, say: Say, otherwise: bool) -> bool:
    numbers = parts.dropna(subset=["a"])
    first, second = (int((numbers[name].astype(int) > 12).sum()) for name in "ab")
    if first != second:
        return first > second
    if numbers.empty or (numbers["mark"] == ".").all():
        return True
    example = numbers.iloc[0]
    sep = str(example["mark"])
    order = "day/month" if otherwise else "month/day"
    say(
        f"Kept dates such as {sep.join(example[['a', 'b', 'year']])} as {order}/year: "
        "no cell has a number above 12 that would decide."
    )
    return otherwise


def _timestamps(part: pd.DataFrame, day_first: bool) -> pd.Series[pd.Timestamp]:
    day, month = ("a", "b") if day_first else ("b", "a")
    year = part["year"].where(part["year"].str.len() != 2, "20" + part["year"])
    days = {"year": part["y"].fillna(year), "month": part["m"].fillna(part[month]), "day": part["d"].fillna(part[day])}
    number = part.assign(**days)[["year", "month", "day", "hour", "minute", "second"]].fillna("0").astype(float)
    afternoon = part["half"].str.startswith("p", na=False)
    number["hour"] = number["hour"].mask(part["half"].notna(), number["hour"] % 12) + 12 * afternoon
    valid = (
        (number["hour"] < 24) & (number["minute"] < 60) & (number["second"] < 60) & number["year"].between(1900, 2199)
    )
    return pd.to_datetime(number.where(valid), errors="coerce")


def one_spelling(cells: pd.Series[str], known: Iterable[str], what: str, say: Say) -> pd.Series[str]:
    """Return names with one spelling each: `GTXPro` becomes `GTX Pro` where that is known or usual.

    Args:
        cells: Names; two that differ only in case, spaces or punctuation are the same.
        known: Spellings that are right, for instance those of the products' own table.
        what: What they name, for the report.
        say: Takes a sentence for the report.

    Returns:
        Names with the same index.
    """
    usual = {plain(name): name for name in [*reversed(cells.value_counts().index), *known]}
    usual.pop("", None)
    right = {name: usual.get(plain(name), name) for name in cells.unique()}
    return _renamed(cells, right, f"spellings of a {what}", say)


def sectors(cells: pd.Series[str], say: Say) -> pd.Series[str]:
    """Return sectors with slips of the pen repaired, such as `technolgy`.

    Only a word of 8 letters or more that is a letter or two away from a sector of the standard list, and not
    in it itself, counts as a slip: `baking` is not taken for `banking`.
    """
    right = {}
    for name in cells.unique():
        near = difflib.get_close_matches(name.casefold(), SECTORS, n=1, cutoff=0.9)
        slip = len(name) >= 8 and name.casefold() not in SECTORS and near
        right[name] = near[0] if slip else name
    return _renamed(cells, right, "misspelt sectors", say)


def _renamed(cells: pd.Series[str], right: dict[str, str], what: str, say: Say) -> pd.Series[str]:
    pairs = [f"{old!r} to {new!r}" for old, new in right.items() if old != new]
    result = cells.map(right).astype(cells.dtype)
    if pairs:
        more = f" and {len(pairs) - 3} more" if len(pairs) > 3 else ""
        say(f"Repaired {what}: {int((result != cells).sum()):,} ({', '.join(pairs[:3])}{more}).")
    return result


def tell(say: Say, sentence: str, rows: pd.Series[bool], examples: pd.Series[str] | None = None) -> None:
    """Say how many rows something was done to, with up to two examples; nothing if there are none."""
    if rows.any():
        shown = "" if examples is None else ", ".join(repr(text[:30]) for text in examples[rows].unique()[:2])
        say(f"{sentence}: {int(rows.sum()):,}{shown and f' ({shown})'}.")
