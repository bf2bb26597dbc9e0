"""One view of a firm for people and for programs, the same for a simulated run and a real CRM export."""

from __future__ import annotations

import math
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pandas as pd

from salesmark._words import money
from salesmark.analysis import metrics
from salesmark.simulation.records import Records

WIDTH = 80
_BAR = 26  # columns of the longest bar
_CLEARLY = 3.0  # standard errors


def as_dict(records: Records) -> dict[str, Any]:
    """Return the figures of a firm as plain values, ready for JSON.

    Args:
        records: A run or an export.

    Returns:
        All of `metrics.kpis` (None where a figure cannot be known), and name, currency, start, end, funnel,
        open_by_stage, notes (sentences on how to read the figures), report (what reading the export dropped,
        repaired and kept); for a run also money: revenue, costs by kind and profit.
    """
    figures: dict[str, Any] = {
        name: None if math.isnan(value) else value for name, value in metrics.kpis(records).items()
    }
    return {
        "name": records.name,
        "currency": records.currency,
        **_time(records),
        **figures,
        "funnel": _rows(metrics.funnel(records)),
        "open_by_stage": _rows(metrics.open_pipeline(records)),
        **({"money": _money(records)} if isinstance(records, metrics.Books) else {}),
        "notes": [note for note in (_who_is_in_the_funnel(records), _start_of_data(records)) if note],
        "report": list(getattr(records, "report", ())),
    }


def as_text(records: Records, *, encoding: str | None = None) -> str:
    """Return the figures of a firm as a page of text, at most 80 columns wide, with bars.

    Args:
        records: A run or an export.
        encoding: What the page will be written in; None for that of the screen. Where it has no block
            characters or currency signs, plain letters stand in.

    Returns:
        The page.

    Example:
        >>> import salesmark as sm
        >>> print(as_text(sm.simulate(sm.company("electronics_retailer"), months=3, seed=1)).splitlines()[0])
        Brightline, 2025-01-06 to 2025-04-06
    """
    facts = as_dict(records)
    parts = [
        _title(facts),
        _funnel(facts["funnel"]),
        _deals(facts),
        _pipeline(facts),
        _money_lines(facts),
        _sentences("How to read it", facts["notes"]),
        _sentences("What was read, dropped, repaired and kept", facts["report"]),
    ]
    return writable("\n\n".join(part for part in parts if part), encoding)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows of plain Python values; None where missing."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in rows]


def _time(records: Records) -> dict[str, str | None]:
    """Return the first and the last day of the records; None if they hold no dates."""
    days = pd.concat([records.deals["opened_day"], records.deals["closed_day"]])
    if days.isna().all():
        return {"start": None, "end": None}
    end = pd.Timestamp(records.start) + pd.Timedelta(days=float(days.max()))
    return {"start": records.start.isoformat(), "end": end.date().isoformat()}


def _money(records: metrics.Books) -> dict[str, float]:
    kinds = ("revenue", "cost_of_goods", "marketing", "sales", "overhead", "profit")
    return {kind: round(float(records.monthly[kind].sum()), 2) for kind in kinds}


def _who_is_in_the_funnel(records: Records) -> str:
    """Say whom the funnel of a journey follows, for its buyers are fewer than the deals won."""
    if records.events.empty:
        return ""
    reached = metrics.funnel(records).set_index("stage")["reached"]
    return (
        f"The funnel follows the {reached.iloc[0]:,} people who became {reached.index[0]} within this time, "
        f"{reached['customer']:,} of them customers by its end. The other buyers stood further on at the "
        "start, and people who came late have had less time."
    )


def _start_of_data(records: Records) -> str:
    """Say so if an export's first quarter has a win rate far above the later ones': it begins with a bias."""
    if len(records.events):  # a run begins with deals under way
        return ""
    table = metrics.win_rate_by_quarter(records)
    if len(table) < 2:
        return ""
    first, later = table.iloc[0], table.iloc[1:]
    closed, won = int(later["closed"].sum()), int(later["won"].sum())
    early, late = float(first["win_rate"]), won / closed
    overall = (won + int(first["won"])) / (closed + int(first["closed"]))
    error = math.sqrt(overall * (1 - overall) * (1 / closed + 1 / int(first["closed"])))
    if early - late <= max(0.05, _CLEARLY * error):
        return ""
    day = float(records.deals["closed_day"].min())
    begin = (pd.Timestamp(records.start) + pd.Timedelta(days=day)).date()
    return (
        f"The win rate of the first quarter, {first['quarter']}, is {early:.0%}, that of the later ones "
        f"{late:.0%}: a start-of-data effect. The first closing on record is of {begin}; "
        "so early, only part of the deals can have come to an end. Trust the later figure."
    )


def _title(facts: dict[str, Any]) -> str:
    title = facts["name"] + (f", {facts['start']} to {facts['end']}" if facts["start"] else "")
    return f"{title}\n{'=' * min(len(title), WIDTH)}"


def _funnel(steps: list[dict[str, Any]]) -> str:
    longest = max(1, *(step["reached"] for step in steps))
    wide = max(len(step["stage"]) for step in steps)
    lines = ["Funnel", f"{'':{wide + 4}}{'':{_BAR}}{'reached':>11}{'of previous':>13}{'of first':>10}"]
    for step in steps:
        bar = "█" * math.ceil(_BAR * step["reached"] / longest)
        shares = [_percent(step[share]) if lines[2:] else "" for share in ("share_of_previous", "share_of_first")]
        lines.append(f"  {step['stage']:{wide}}  {bar:{_BAR}}{step['reached']:>11,}{shares[0]:>13}{shares[1]:>10}")
    return "\n".join(lines)


def _deals(facts: dict[str, Any]) -> str:
    sign = facts["currency"]
    rows = [
        ("Deals", f"{facts['won']:,} won, {facts['lost']:,} lost, {facts['open']:,} open"),
        ("Win rate", _percent(facts["win_rate"], " of the closed deals")),
        ("Revenue", _amount(facts["revenue"], sign) + _repeats(facts)),
        ("Deal size", _pair(facts["mean_won"], facts["median_won"], lambda value: _amount(value, sign))),
        ("Days to win", _pair(facts["mean_cycle_days_won"], facts["median_cycle_days_won"], _days)),
        ("Days to lose", _pair(facts["mean_cycle_days_lost"], facts["median_cycle_days_lost"], _days)),
        ("Velocity", _amount(facts["velocity"], sign, " a day from the open deals")),
    ]
    if "acquisition_cost" in facts:
        rows.append(("Acquisition cost", _amount(facts["acquisition_cost"], sign, " a new customer")))
    return "\n".join(["Deals and revenue", *(f"  {name:18}{value}" for name, value in rows)])


def _repeats(facts: dict[str, Any]) -> str:
    repeats = facts.get("repeat_purchases")
    return f", {repeats:,} repeat purchases included" if repeats else ""


def _pipeline(facts: dict[str, Any]) -> str:
    if not facts["open"]:
        return ""
    lines = ["Open pipeline"]
    for row in facts["open_by_stage"]:
        worth = _amount(row["amount"], facts["currency"])
        lines.append(f"  {row['stage'][:30]:32}{row['deals']:>8,} deals, worth {worth}")
    return "\n".join(lines)


def _money_lines(facts: dict[str, Any]) -> str:
    if "money" not in facts:
        return ""
    lines = [
        f"  {kind.replace('_', ' '):18}{_amount(value, facts['currency']):>16}"
        for kind, value in facts["money"].items()
    ]
    return "\n".join(["Money", *lines])


def _sentences(heading: str, sentences: list[str]) -> str:
    lines = [textwrap.fill(text, WIDTH - 1, initial_indent="  - ", subsequent_indent="    ") for text in sentences]
    return "\n".join([heading, *lines]) if lines else ""


def _percent(value: float | None, unit: str = "") -> str:
    return "unknown" if value is None else f"{value:.1%}{unit}"


def _days(value: float) -> str:
    return f"{value:,.1f}"


def _amount(value: float | None, sign: str, unit: str = "") -> str:
    if value is None:
        return "unknown"
    return money(value, sign, ",.0f" if abs(value) >= 1000 else ",.2f") + unit


def _pair(mean: float | None, median: float | None, shown: Callable[[float], str]) -> str:
    return "unknown" if mean is None or median is None else f"{shown(mean)} on average, median {shown(median)}"


def writable(text: str, encoding: str | None = None) -> str:
    """Return the text with what the encoding lacks replaced: blocks, currency signs, then anything else.

    Args:
        text: Any text.
        encoding: What the text will be written in; None for that of the screen.

    Returns:
        A text that can be written.

    Example:
        >>> writable("€12 ███", "ascii")
        'EUR 12 ###'
    """
    encoding = encoding or sys.stdout.encoding or "ascii"
    for character, plain in (("█", "#"), ("€", "EUR "), ("£", "GBP "), ("¥", "JPY "), ("₹", "INR ")):
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            text = text.replace(character, plain)
    return text.encode(encoding, errors="replace").decode(encoding)
