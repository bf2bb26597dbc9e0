"""The two labs of lesson 03: a team is put together and works in towns of any size; and a compass to the jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from salesmark.business.journey import Desk
from salesmark.charts import teams as pictures
from salesmark.charts.show import caption, describe
from salesmark.charts.theme import amount
from salesmark.datasets.jobs import MOST, interests, suited
from salesmark.reports.teams import MONTHS, SEED, TOWNS, average, by_volume, outcome
from salesmark.simulation.run import simulate
from salesmark.widgets.lab import Answer, Control, Lab

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.business.company import Company

#: Teams that a learner's own is held against, as they are today.
TEAMS = {"one all-rounder": {"all_rounder": 1}, "two specialists": {"promoter": 1, "estimator": 1}}
_MINE = "your team"
_WAIT = "What it brings comes town by town, that of your choice first."
_COUNTED = {"profit": "profit", "new customers": "new_customers"}


def team_builder(company: Company, table: pd.DataFrame | None = None) -> Lab:
    """Make the lab in which a team is put together, and works in towns of several sizes for two years.

    Args:
        company: A company with a promoter, an estimator and an all-rounder among its roles: the cleaning service.
        table: What `sm.teams.by_volume(company, TEAMS)` gave, if it was run before; None to run it now.

    Returns:
        The lab; `promoter`, `estimator` and `all_rounder` are the people, `town` is the volume.

    Example:
        >>> import salesmark as sm
        >>> lab = team_builder(sm.company("cleaning_service"))
        >>> lab.set(promoter=0, estimator=0, all_rounder=1, town=1000)
        >>> lab._answer["title"]
        'Your team: in every town the same as one all-rounder'
    """
    rivals = by_volume(company, TEAMS) if table is None else table
    today = {**company.plan.marketing.people, **company.plan.sales.people}
    skill, tools = _skill(company), company.plan.agreement.shared_tools
    desks = {"promoter": Desk.MARKETING, "estimator": Desk.SALES, "all_rounder": Desk.BOTH}
    controls = [
        Control(
            name=role,
            label=f"{role.replace('_', '-').capitalize()}s, €{company.roles[role].wage:,.0f} a week each",
            value=today.get(role, 0),
            high=3,
            step=1,
            desk=desk,
        )
        for role, desk in desks.items()
    ]
    controls += [
        Control(name="town", label="People in the town", value=5_000, low=1_000, high=7_000, step=2_000),
        Control(name="known", label="All of them know their job", value=True),
        Control(
            name="skill",
            label="Odds of a yes with an all-rounder, estimator = 1",
            value=skill,
            low=0.6,
            high=1.2,
            desk=Desk.SALES,
        ),
        Control(name="tools", label="Shared customer list in use", value=tools, unit="%"),
        Control(name="count", label="What is counted", value="profit", options=tuple(_COUNTED)),
    ]

    runs = {  # what was set -> town -> what came out; of the two teams of today it is known
        (*(team.get(role, 0) for role in desks), True, skill, tools): _found(rivals, name)
        for name, team in TEAMS.items()
    }
    latest: dict[int, dict[Any, Any]] = {}

    def work(people: int, values: Mapping[str, Any]) -> dict[Any, Any]:
        firm = average(company).change(**_changes(company, skill=values["skill"], tools=values["tools"]))
        firm = firm.in_town(people).with_team(known=values["known"], **{role: values[role] for role in desks})
        return outcome(simulate(firm, months=MONTHS, seed=SEED))

    def drawn(name: str, found: Mapping[int, Mapping[Any, Any]], values: Mapping[str, Any], ax: Axes | None) -> Axes:
        every = pd.concat([rivals, pd.DataFrame([{"team": name, "people": town, **found[town]} for town in found])])
        every.attrs = rivals.attrs
        return pictures.by_volume(every, town=values["town"], what=_COUNTED[values["count"]], ax=ax)

    def answer(values: Mapping[str, Any], ax: Axes | None) -> Iterator[Answer]:
        found = runs.setdefault(tuple(values[name] for name in (*desks, "known", "skill", "tools")), {})
        towns = sorted(TOWNS, key=lambda town: town != values["town"])  # the town that is looked at comes first
        if to_do := [town for town in towns if town not in found]:
            ax = drawn("before", latest, values, ax)
            wages = 52 * sum(company.roles[role].wage * values[role] for role in desks)
            caption(ax, "Your team is at work", f"Its wages are {amount(wages, company.currency)} a year. {_WAIT}")
            yield ax, describe(ax)
        for town in to_do or towns[:1]:
            if town not in found:
                found[town] = work(town, values)
            if len(found) == len(TOWNS):
                latest.update(found)
            ax = drawn(_MINE, found, values, ax)
            yield ax, describe(ax)

    return Lab(
        lesson="03",
        question="Who should do the work?",
        company=company.title,
        controls=controls,
        answer=answer,
        code=lambda values: _lines(company, values),
        looks=1 + len(TOWNS),
    )


def _skill(company: Company) -> float:
    """Return what an all-rounder's talks are worth today."""
    return company.roles["all_rounder"].skill[next(iter(company.process))]


def _found(table: pd.DataFrame, team: str) -> dict[int, dict[Any, Any]]:
    """Return what came out for a team, town by town."""
    rows = table[table["team"] == team].drop(columns="team").to_dict("records")
    return {row.pop("people"): row for row in rows}


def _changes(company: Company, *, skill: float, tools: float) -> dict[str, Any]:
    """Return what differs from today in the all-rounders' skill and in the tools."""
    changes: dict[str, Any] = {}
    if skill != _skill(company):
        changes["roles"] = {"all_rounder": {"skill": dict.fromkeys(company.process, skill)}}
    if tools != company.plan.agreement.shared_tools:
        changes["plan"] = changes["before"] = {"agreement": {"shared_tools": tools}}
    return changes


def _lines(company: Company, values: Mapping[str, Any]) -> str:
    changes = _changes(company, skill=values["skill"], tools=values["tools"])
    change = ", ".join(f"{name}={what}" for name, what in changes.items())
    team = ", ".join(f"{role}={values[role]}" for role in ("promoter", "estimator", "all_rounder"))
    known = "" if values["known"] else ", known=False"
    return (
        f'firm = sm.company("{company.name}").in_town({values["town"]})\n'
        'firm = firm.change(selling={"talent": 0})\n'
        + (f"firm = firm.change({change})\n" if change else "")
        + f"run = sm.simulate(firm.with_team({team}{known}), months={MONTHS}, seed={SEED})\n"
        f'sm.show(sm.metrics.totals({{"{_MINE}": run}}))'
    )


def career_compass() -> Lab:
    """Make the lab in which somebody says what they like and do well, and sees which jobs ask for that, and why.

    Returns:
        The lab; each interest is a control from 0 to 4. It is no test: the weights of `jobs.toml` are ours.

    Example:
        >>> lab = career_compass()
        >>> lab.set(strangers=4, patience=4)
        >>> lab._answer["title"]
        'Nearest to your answers: sales development representative, sales'
    """

    def answer(values: Mapping[str, Any], ax: Axes | None) -> Iterator[Answer]:
        drawn = pictures.suited(suited(values), ax=ax)
        yield drawn, describe(drawn)

    def code(values: Mapping[str, Any]) -> str:
        return f"compass = sm.widgets.career_compass()\ncompass.set({', '.join(f'{k}={v}' for k, v in values.items())})"

    return Lab(
        lesson="03c",
        question="Which of these jobs might suit you, and why?",
        company="0: not me at all, 4: very much me",
        controls=[
            Control(name=name, label=words[0].upper() + words[1:], value=2, high=MOST, step=1)
            for name, words in interests().items()
        ],
        answer=answer,
        code=code,
    )
