"""The company: what is true of it, today's plan, and the one way to ask "what if?"."""

from __future__ import annotations

import dataclasses
import tomllib
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from salesmark._checks import BadInput, fraction, one_of, sums_to_one, whole
from salesmark.business.agreement import HandOff
from salesmark.business.economics import Economics, Trust
from salesmark.business.market import Market, Rivals, Segment, Shock
from salesmark.business.marketing import EFFORTS, Channel, Effort, EffortName, Place
from salesmark.business.plan import Plan
from salesmark.business.sales import Role, SalesStep, Selling
from salesmark.business.sealed import Checked, hints_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Checked):
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
        calls: Name -> kind of call that sellers make in spare hours: a channel paid for in hours.
        efforts: Research, content, testing and community -> what each can do.
        places: Name -> place of sale.
        rivals: The other firms in the market.
        shocks: Name -> something that changes the market for a while; none in today's companies.
        roles: Name -> job at the marketing desk or the sales desk.
        process: Name -> step of the sale, in order.
        selling: How talks with buyers go.
        hand_off: How leads behave at the gate between the desks.
        economics: What is sold and what it costs.
        trust: What wins people's trust and what loses it.
        plan: What people decide.
        before: The plan until day 0: what it spent is still felt, its people know their jobs, its agreement is no news.
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
    calls: Mapping[str, Channel]
    efforts: Mapping[EffortName, Effort]
    places: Mapping[str, Place]
    rivals: Rivals
    roles: Mapping[str, Role]
    process: Mapping[str, SalesStep]
    selling: Selling
    hand_off: HandOff
    economics: Economics
    trust: Trust
    plan: Plan
    before: Plan
    shocks: Mapping[str, Shock] = dataclasses.field(default_factory=dict)
    sources: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict, repr=False)

    def _check_together(self) -> None:
        sums_to_one("the segments' shares", {name: segment.share for name, segment in self.segments.items()})
        steps = len(self.process)
        if steps < 2:
            raise BadInput(f"process must have two steps or more, got {steps}. Name a first contact and a close.")
        missing = [name for name in EFFORTS if name not in self.efforts]
        if missing:
            raise BadInput(f"efforts must describe {', '.join(EFFORTS)}, got no {', '.join(missing)}. Add the rest.")
        looks_for = self._looks_for()
        channels = [*self.channels.values(), *self.calls.values()]
        _known("aim of the rivals", self.rivals.known_for, looks_for)
        _known("step of the sale", [step for role in self.roles.values() for step in role.skill], self.process)
        _known("segment", [name for channel in channels for name in channel.audience], self.segments)
        _known("segment", [name for place in self.places.values() for name in place.serves], self.segments)
        _known("channel of a shock", [name for item in self.shocks.values() for name in item.channels], self.channels)
        for name in ("research", "testing"):
            fraction(f"efforts.{name}.strength", self.efforts[name].strength)
        self.check_plan(self.before)
        self.check_plan(self.plan)

    def check_plan(self, plan: Plan) -> Plan:
        """Return `plan` if it names only what this company has.

        Args:
            plan: What its people would decide.

        Returns:
            The plan.

        Raises:
            BadInput: It names a channel, role, place or the like that is not there.
        """
        marketing, sales = plan.marketing, plan.sales
        _known("channel", marketing.budget, self.channels)
        _known("kind of call", sales.calls, self.calls)
        _known("place", marketing.places, self.places)
        _known("role", [*marketing.people, *sales.people], self.roles)
        _known("aim of positioning", marketing.positioning, self._looks_for())
        return plan

    def _looks_for(self) -> list[str]:
        """Return everything that some segment looks for."""
        return list(dict.fromkeys(aim for segment in self.segments.values() for aim in segment.values))

    @property
    def touchpoints(self) -> dict[str, Channel]:
        """Every way to reach people: marketing's channels, then the sellers' kinds of call."""
        return {**self.channels, **self.calls}

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
        return _made(Company, changes, at="", old=self)

    def in_town(self, people: int) -> Company:
        """Return the same company in a market of another size, with as much money a person as today.

        What advertising and efforts cost for the same effect, what rivals spend and which hours calls need, grow and
        shrink with the town; the team, the overhead and each person's work stay.

        Args:
            people: Number of people in the market.

        Returns:
            A new company.

        Example:
            >>> town = company("cleaning_service").in_town(10_000)
            >>> town.plan.marketing.budget["leaflets"], town.channels["leaflets"].half_saturation
            (220.0, 900.0)
        """
        times = whole("people", people, low=1, unit="people") / self.market.population
        ways = {
            kind: {name: {"half_saturation": way.half_saturation * times} for name, way in getattr(self, kind).items()}
            for kind in ("channels", "calls", "efforts")
        }
        plans = {
            when: {
                "marketing": {
                    kind: {name: euros * times for name, euros in getattr(plan.marketing, kind).items()}
                    for kind in ("budget", "effort")
                }
            }
            for when, plan in (("plan", self.plan), ("before", self.before))
        }
        rivals = {"spend": self.rivals.spend * times}
        return self.change(market={"population": people}, rivals=rivals, **ways, **plans)

    def with_team(self, *, known: bool = True, **people: int) -> Company:
        """Return the same company with these people and nobody else at its two desks.

        Args:
            known: Whether all know their job since long; otherwise those beyond today's team are newcomers.
            **people: Role -> number of people; who has hours for buyers is on the sales desk's books.

        Returns:
            A new company.

        Raises:
            BadInput: There is no such role, or not so many people.

        Example:
            >>> alone = company("cleaning_service").with_team(all_rounder=1)
            >>> {role: number for role, number in alone.plan.sales.people.items() if number}
            {'all_rounder': 1}
        """
        for role in people:
            one_of("role", role, self.roles)
        desks: dict[str, dict[str, Any]] = {"marketing": {"people": {}}, "sales": {"people": {}}}
        for role, job in self.roles.items():
            mine, other = ("sales", "marketing") if job.hours else ("marketing", "sales")
            desks[mine]["people"][role], desks[other]["people"][role] = people.get(role, 0), 0
        return self.change(plan=desks, **({"before": desks} if known else {}))


def _known(kind: str, names: Iterable[str], known: Iterable[str]) -> None:
    for name in names:
        one_of(kind, name, known)


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


@cache  # nobody can change it
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
    return _made(Company, {"name": name, **facts, "before": facts["plan"], "sources": sources}, at=name)


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


def _made(kind: type[T], table: Mapping[str, Any], at: str, old: T | None = None) -> T:
    """Make a dataclass from a nested table, checking each name; what the table does not name stays as in `old`."""
    hints = hints_of(kind)  # type: ignore[arg-type]
    for key in table:
        one_of(f"field of {at or 'company'}", key, hints)
    fields = [field for field in dataclasses.fields(kind) if field.name not in table]  # type: ignore[arg-type]
    missing = [field.name for field in fields if field.default_factory is dataclasses.MISSING]
    if missing and old is None:
        raise BadInput(f"{at} must say {', '.join(missing)}, and does not. Add it.")
    values = {
        key: _value(hints[key], value, f"{at}.{key}".strip("."), getattr(old, key, None))
        for key, value in table.items()
    }
    return kind(**values) if old is None else dataclasses.replace(old, **values)  # type: ignore[type-var]


def _value(hint: Any, value: Any, at: str, old: Any) -> Any:
    """Make what the type hint asks for out of plain data; numbers are checked by the class that holds them."""
    if dataclasses.is_dataclass(hint):
        if isinstance(value, hint):  # type: ignore[arg-type]
            return value
        return _made(hint, _expected(value, Mapping, at, "a dictionary of its fields"), at, old)  # type: ignore[arg-type]
    if typing.get_origin(hint) is Mapping:
        inner, old = typing.get_args(hint)[-1], old or {}
        table = _expected(value, Mapping, at, "a dictionary of names and values")
        return {**old, **{key: _value(inner, item, f"{at}.{key}", old.get(key)) for key, item in table.items()}}
    if typing.get_origin(hint) is tuple:
        return tuple(_expected(value, (list, tuple), at, "a list"))
    return _expected(value, str, at, "a text") if hint is str else value


def _expected(value: Any, kind: Any, at: str, what: str) -> Any:
    if not isinstance(value, kind):
        raise BadInput(f"{at} must be {what}, got {value!r}. See how it stands in one of the companies.")
    return value
