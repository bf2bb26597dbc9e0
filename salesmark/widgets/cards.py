"""The card of a company: who it is, what it sells, and who sits at its two desks, at a glance."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesmark.business.company import companies, company
from salesmark.business.journey import Desk
from salesmark.charts.theme import DESK_NAMES, LOOKS, amount, count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesmark.business.company import Company

_LINES = {Desk.MARKETING: "solid", Desk.SALES: "dashed"}
#: Orders a year from which one speaks of repeat purchases; below it years pass in between.
_OFTEN = 0.5


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """A company at a glance: a card in a notebook, plain lines elsewhere.

    Attributes:
        company: The company.
    """

    company: Company

    def facts(self) -> dict[str, str]:
        """Return what is true of the firm: heading -> words."""
        firm = self.company
        groups = ", ".join(f"{_words(name)} ({100 * s.share:.0f}\u00a0%)" for name, s in firm.segments.items())
        return {
            "sells": firm.product,
            "typical sale": amount(firm.plan.marketing.price, firm.currency),
            "purchase": ": ".join(self.purchase()),
            "market": f"{count(firm.market.population)} people: {groups}",
        }

    def purchase(self) -> tuple[str, str]:
        """Return the kind of purchase and what follows it: one-off, repeat, or a contract."""
        weeks = self.company.economics.contract_weeks
        if weeks:
            return f"contract of {weeks:g} week{'' if weeks == 1 else 's'}", "then the customer renews it or leaves"
        again = sum(segment.share * segment.orders for segment in self.company.segments.values())
        if again >= _OFTEN:
            return "repeat", f"an active customer orders about {again:.1f} times a year"
        if again:
            return "one-off", f"an active customer buys again after about {1 / again:.0f} years"
        return "one-off", "nobody buys twice"

    def in_short(self) -> dict[str, str]:
        """Return what fits on a small card: heading -> words."""
        people = " and ".join(self.company.desks[desk.value] for desk in (Desk.MARKETING, Desk.SALES))
        facts = self.facts()
        sale = f"{facts['typical sale']}, {self.purchase()[0]}"
        return {"sells": facts["sells"], "typical sale": sale, "at the desks": people}

    def desks(self) -> dict[Desk, dict[str, str]]:
        """Return who works at each desk and with what: desk -> heading -> words."""
        firm, plan = self.company, self.company.plan
        spent = sum(plan.marketing.budget.values())
        return {
            Desk.MARKETING: {
                "speaks": firm.desks[Desk.MARKETING.value],
                "people": _people(plan.marketing.people),
                "channels": ", ".join(map(_words, firm.channels)),
                "budget": f"{amount(spent, firm.currency)} a week",
            },
            Desk.SALES: {
                "speaks": firm.desks[Desk.SALES.value],
                "people": _people(plan.sales.people),
                "steps": ", ".join(map(_words, firm.process)),
                "hand-off": f"a lead is on the list within {_hours(plan.agreement.first_contact_hours)}",
            },
        }

    def __repr__(self) -> str:
        lines = [f"{self.company.title}, {self.company.trade}", self.company.story]
        lines += [f"{heading}: {words}" for heading, words in self.facts().items()]
        for desk, facts in self.desks().items():
            lines.append(f"{DESK_NAMES[desk]} | " + " | ".join(f"{k}: {v}" for k, v in facts.items()))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        boxes = "".join(
            f'<div style="border-left:4px {_LINES[desk]} {LOOKS[desk].colour};padding-left:0.9em">'
            f'<div style="font-weight:600">{DESK_NAMES[desk]}</div>{_list(facts)}</div>'
            for desk, facts in self.desks().items()
        )
        return (
            f'<section class="salesmark" aria-label="Company card: {html.escape(self.company.title)}" style="'
            "max-width:800px;box-sizing:border-box;margin:0.5em 0;padding:1.1em 1.3em;line-height:1.5;"
            'border:1px solid #787878;border-radius:6px">'
            f'<div style="font-size:1.4em;font-weight:600">{html.escape(self.company.title)}</div>'
            f"<div>{html.escape(self.company.trade)}</div>"
            f'<p style="margin:0.7em 0;max-width:65ch">{html.escape(self.company.story)}</p>'
            f"{_list(self.facts())}"
            '<div style="display:grid;grid-template-columns:repeat(auto-fit,minmax(15em,1fr));gap:1.2em;'
            f'margin-top:1em">{boxes}</div></section>'
        )


@dataclass(frozen=True, slots=True)
class CompanyShelf:
    """All companies of the course side by side, each on a small card.

    Attributes:
        companies: The companies.
    """

    companies: tuple[Company, ...]

    def __repr__(self) -> str:
        return "\n".join(f"{firm.title}, {firm.trade}: {firm.product}" for firm in self.companies)

    def _repr_html_(self) -> str:
        cards = "".join(
            '<div style="border:1px solid #787878;border-radius:6px;padding:0.8em 1em;line-height:1.5">'
            f'<div style="font-size:1.15em;font-weight:600">{html.escape(firm.title)}</div>'
            f"<div>{html.escape(firm.trade)}</div>{_list(CompanyCard(firm).in_short())}</div>"
            for firm in self.companies
        )
        return (
            '<section class="salesmark" aria-label="Companies of the course" style="display:grid;max-width:1000px;'
            f'grid-template-columns:repeat(auto-fit,minmax(19em,1fr));gap:0.9em;margin:0.5em 0">{cards}</section>'
        )


def company_cards() -> CompanyShelf:
    """Return small cards of all companies, to be shown as a notebook cell's last line.

    Returns:
        The cards, in the order of `sm.companies()`.

    Example:
        >>> "Brightline, electronics retailer" in repr(company_cards())
        True
    """
    return CompanyShelf(tuple(company(name) for name in companies()))


def company_card(firm: Company) -> CompanyCard:
    """Return the card of a company, to be shown as a notebook cell's last line.

    Args:
        firm: The company.

    Returns:
        The card.

    Example:
        >>> import salesmark as sm
        >>> print(company_card(sm.company("electronics_retailer")))
        Brightline, electronics retailer
        ...
    """
    return CompanyCard(firm)


def _hours(number: float) -> str:
    return f"{number:g} hour{'' if number == 1 else 's'}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _people(people: Mapping[str, int]) -> str:
    return ", ".join(f"{number} {_words(role)}{'s' if number > 1 else ''}" for role, number in people.items())


def _list(facts: Mapping[str, str]) -> str:
    term = "flex:0 0 7.5em;font-weight:400;opacity:0.75"
    rows = "".join(
        f'<div style="display:flex;gap:0.8em"><dt style="{term}">{heading}</dt>'
        f'<dd style="margin:0">{html.escape(words)}</dd></div>'
        for heading, words in facts.items()
    )
    return f'<dl style="margin:0.3em 0 0">{rows}</dl>'
