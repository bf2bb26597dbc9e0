"""How numbers are written in every room that tells about them."""

from __future__ import annotations


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
