"""The company: what is true of it, today's plan, and the one way to ask "what if?"."""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

from salesmark._checks import BadInput, one_of
from salesmark.business.journey import STAGE_NAMES
from salesmark.business.market import Economics, HandOff, Market, Segment, sums_to_one
from salesmark.business.marketing import Channel
from salesmark.business.plan import Plan
from salesmark.business.sales import Role, SalesStep
from salesmark.business.sealed import seal

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A firm, its market and today's plan.

    Attributes:
        name: Its name in code, such as "electronics_retailer".
        title: Its name on the door.
        trade: What kind of firm it is, in a few words.
        story: What it does and for whom, in a sentence or two.
        desks: Who speaks for marketing and who for sales: desk -> first name.
        product: What is sold.
        currency: Currency sign.
        market: Who the people are and how they behave.
        segments: Name -> segment of the market.
        channels: Name -> channel.
        roles: Name -> job at the marketing desk or the sales desk.
        process: Name -> step of the sale, in order.
        hand_off: How leads behave at the gate between the desks.
        economics: What is sold and what it costs.
        plan: What people decide.
        sources: "market.population" and the like -> (unit, source) of each number in the data file.

    Example:
        >>> shop = company("electronics_retailer")
        >>> shop.title, shop.plan.sales.people["adviser"]
        ('Brightline', 3)
    """

    name: str
    title: str
    trade: str
    story: str
    desks: Mapping[str, str]
    product: str
    currency: str
    market: Market
    segments: Mapping[str, Segment]
    channels: Mapping[str, Channel]
    roles: Mapping[str, Role]
    process: Mapping[str, SalesStep]
    hand_off: HandOff
    economics: Economics
    plan: Plan
    sources: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        seal(self)
        sums_to_one("the segments' shares", {name: segment.share for name, segment in self.segments.items()})
        if len(self.process) < 2:
            raise BadInput(
                f"process must have two steps or more, got {len(self.process)}. Name a first contact and a close."
            )
        for name in self.plan.marketing.budget:
            one_of("channel", name, self.channels)
        for people in (self.plan.marketing.people, self.plan.sales.people):
            for role in people:
                one_of("role", role, self.roles)
        for channel in self.channels.values():
            for stage in (*channel.contacts, *channel.persuasion):
                one_of("stage", stage, STAGE_NAMES)
            for segment in channel.audience:
                one_of("segment", segment, self.segments)

    def change(self, **changes: Any) -> Company:
        """Return the same company with something changed; this one stays as it is.

        Args:
            **changes: Field -> new value; for a group of fields a dictionary that names only what changes.

        Returns:
            A new company.

        Raises:
            BadInput: A name is unknown or a value breaks a rule.

        Example:
            >>> shop = company("electronics_retailer")
            >>> bold = shop.change(plan={"marketing": {"budget": {"search": 2000}}})
            >>> bold.plan.marketing.budget["search"], shop.plan.marketing.budget["search"]
            (2000, 700)
            >>> shop.change(plan={"sales": {"peple": {"adviser": 9}}})
            Traceback (most recent call last):
            salesmark._checks.BadInput: Unknown field of plan.sales 'peple'. Did you mean 'people'? ...
        """
        return _changed(self, changes, at="")


def companies() -> list[str]:
    """Return the names of the companies that can be run.

    Returns:
        The names, in the alphabet's order.

    Example:
        >>> "electronics_retailer" in companies()
        True
    """
    folder = resources.files("salesmark.business") / "companies"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def company(name: str) -> Company:
    """Return a company by name, with today's plan.

    Args:
        name: One of `companies()`.

    Returns:
        The company.

    Raises:
        BadInput: There is none of that name.

    Example:
        >>> company("electronics_retailer").market.population
        20000
    """
    one_of("company", name, companies())
    text = (resources.files("salesmark.business") / "companies" / f"{name}.toml").read_text(encoding="utf-8")
    sources: dict[str, tuple[str, str]] = {}
    facts = _plain(tomllib.loads(text), "", sources)
    return _made(Company, {"name": name, **facts, "sources": sources}, at=name)


def _plain(table: dict[str, Any], at: str, sources: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """Take unit and source off each number of a data file, and note them in `sources`."""
    plain: dict[str, Any] = {}
    for key, value in table.items():
        path = f"{at}.{key}" if at else key
        match value:
            case dict():
                plain[key] = _plain(value, path, sources)
            case str():
                plain[key] = value
            case [int() | float() | list() as number, str(unit), str(source)] if unit and source:
                plain[key], sources[path] = number, (unit, source)
            case _:
                raise BadInput(f"{path} must be [number, unit, source], got {value!r}. Add unit and source.")
    return plain


def _made(kind: type[T], table: Mapping[str, Any], at: str) -> T:
    """Make a dataclass from a nested table, checking each name."""
    hints = typing.get_type_hints(kind)
    for key in table:
        one_of(f"field of {at}", key, hints)
    missing = [
        field.name
        for field in dataclasses.fields(kind)  # type: ignore[arg-type]
        if field.name not in table and field.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise BadInput(f"{at} must say {', '.join(missing)}, and does not. Add it.")
    return kind(**{key: _value(hints[key], value, f"{at}.{key}") for key, value in table.items()})


def _value(hint: Any, value: Any, at: str) -> Any:
    """Make what the type hint asks for out of plain data; numbers are checked by the class that holds them."""
    if dataclasses.is_dataclass(hint):
        if isinstance(value, hint):  # type: ignore[arg-type]
            return value
        return _made(hint, _expected(value, Mapping, at, "a dictionary of its fields"), at)  # type: ignore[arg-type]
    if typing.get_origin(hint) is Mapping:
        inner = typing.get_args(hint)[-1]
        table = _expected(value, Mapping, at, "a dictionary of names and values")
        return {key: _value(inner, item, f"{at}.{key}") for key, item in table.items()}
    if typing.get_origin(hint) is tuple:
        return tuple(_expected(value, (list, tuple), at, "a list"))
    return _expected(value, str, at, "a text") if hint is str else value


def _expected(value: Any, kind: Any, at: str, what: str) -> Any:
    if not isinstance(value, kind):
        raise BadInput(f"{at} must be {what}, got {value!r}. See how it stands in one of the companies.")
    return value


def _changed(thing: T, changes: Mapping[str, Any], at: str) -> T:
    """Return a copy of a dataclass with nested changes merged in."""
    hints = typing.get_type_hints(type(thing))
    merged: dict[str, Any] = {}
    for key, new in changes.items():
        one_of(f"field of {at or 'company'}", key, hints)
        merged[key] = _merged(hints[key], getattr(thing, key), new, f"{at}.{key}".strip("."))
    return dataclasses.replace(thing, **merged)  # type: ignore[type-var]


def _merged(hint: Any, old: Any, new: Any, at: str) -> Any:
    """Merge one change: into a dataclass, into a mapping, or in place of a plain value."""
    if dataclasses.is_dataclass(old) and isinstance(new, Mapping):
        return _changed(old, new, at)
    if isinstance(old, dict) and isinstance(new, Mapping):
        inner = typing.get_args(hint)[-1]
        fresh = {key: _merged(inner, old.get(key), value, f"{at}.{key}") for key, value in new.items()}
        return {**old, **fresh}
    return _value(hint, new, at)
