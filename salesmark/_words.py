"""How numbers and progress are written in every room that tells about them."""

from __future__ import annotations

import sys


def money(value: float, currency: str, form: str = ",.0f") -> str:
    """Return an amount of money with its sign or code.

    Args:
        value: In the currency.
        currency: Sign or code, '' where unknown; a code stands apart.
        form: How the number is written; without decimals unless asked for.

    Returns:
        The phrase.

    Example:
        >>> money(12345.6, "€"), money(3.5, "USD", ",.2f"), money(-7, "")
        ('€12,346', 'USD 3.50', '-7')
    """
    return f"{currency}{' ' if currency[-1:].isalnum() else ''}{value:{form}}"


def said(value: float, unit: str, currency: str) -> str:
    """Return a difference as a person would say it, with its sign.

    Args:
        value: The difference.
        unit: "money", "people", "share" or "".
        currency: Currency sign.

    Returns:
        The phrase.

    Example:
        >>> said(12345.6, "money", "€"), said(-0.0123, "share", "€"), said(7.4, "people", "€")
        ('+€12,346', '-1.2 points', '+7')
    """
    sign = "-" if value < 0 else "+"
    match unit:
        case "money":
            return sign + money(abs(value), currency)
        case "share":
            return f"{sign}{100 * abs(value):.1f} points"
        case "people":
            return f"{sign}{abs(value):,.0f}"
        case _:
            return f"{sign}{abs(value):,.3g}"


def bar(done: int, total: int) -> None:
    """Show progress as a plain line on stderr, where somebody looks.

    Args:
        done: Runs that are done.
        total: Runs that there may be; 0 wipes the line.
    """
    if sys.stderr.isatty():
        line = f"\r{done:,} of up to {total:,} runs" if total else "\r" + " " * 40 + "\r"
        sys.stderr.write(line)
        sys.stderr.flush()
