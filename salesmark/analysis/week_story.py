"""One week of a run told in words and numbers: the engine's eleven steps in order, each with what it did."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from salesmark._checks import whole
from salesmark.analysis.report import WIDTH, writable
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.note import ACCOUNTS, MONTH_OF_WEEK, Week
from salesmark.simulation.parameters import BUYERS, FORCES, TALKS
from salesmark.simulation.records import need_run
from salesmark.simulation.week import STEPS

if TYPE_CHECKING:
    import pandas as pd

    from salesmark.business.plan import Plan
    from salesmark.simulation.run import Run

_AT_THE_GATE = (Stage.CONSIDERING.value, Stage.INTENDING.value)  # whom sellers move, and no clock


@dataclass(frozen=True, slots=True)
class _Seen:
    """What can be seen of one week: the engine's note, the week's rows of the tables, and the week before."""

    run: Run
    week: int
    note: Week
    plan: Plan
    events: pd.DataFrame
    touches: pd.DataFrame
    sales: pd.DataFrame


def story(run: Run, week: int) -> list[tuple[str, tuple[str, ...]]]:
    """Tell what each of the eleven steps did in one week.

    Every move from stage to stage is told once, as in "unaware to aware 240": all of them together are the change
    of the stages over the week.

    Args:
        run: A simulated run.
        week: Week since the start, 1 for the first.

    Returns:
        Name of the step and its sentences, in the order of the week.

    Raises:
        BadInput: It is no run, or has no such week.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=1, seed=2)
        >>> story(run, 1)[0][1][0]
        'Marketing spends €1,850 on channels: search €700, social €500, leaflets €500, email €150.'
    """
    week = whole("week", week, low=1, high=need_run(run).weeks, unit="weeks since the start")

    def of_the_week(table: pd.DataFrame, day: str) -> pd.DataFrame:
        return table[table[day] // 7 == week - 1]

    won = run.deals[run.deals["status"] == "won"]
    seen = _Seen(
        run=run,
        week=week,
        note=run.notes[week - 1],
        plan=run.plans[min((week - 1) // 13, len(run.plans) - 1)],
        events=of_the_week(run.events, "day"),
        touches=of_the_week(run.touches, "day"),
        sales=of_the_week(won, "closed_day"),
    )
    return [(step.__name__, tuple(tell(seen))) for step, tell in zip(STEPS, _TELLERS, strict=True)]


def as_text(run: Run, week: int, *, encoding: str | None = None) -> str:
    """Return the story of a week as a page of text, at most 80 columns wide.

    Args:
        run: A simulated run.
        week: Week since the start, 1 for the first.
        encoding: What the page will be written in; None for that of the screen.

    Returns:
        The page; its last lines say where everybody stands at the week's end, and the change over the week.

    Raises:
        BadInput: It is no run, or has no such week.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=1, seed=2)
        >>> print(as_text(run, 1).splitlines()[0])
        Brightline, week 1 of 4: 2025-01-06 to 2025-01-12
    """
    told = story(run, week)
    first = run.start + timedelta(weeks=week - 1)
    title = f"{run.name}, week {week} of {run.weeks}: {first} to {first + timedelta(days=6)}"
    after, change = run.stages[week], run.stages[week] - run.stages[week - 1]
    ends = ", ".join(f"{name} {after[at]:,} ({change[at]:+,})" for at, name in enumerate(STAGE_NAMES))
    parts = [(f"{number}. ", f"{step}: {' '.join(said)}") for number, (step, said) in enumerate(told, start=1)]
    parts.append(("", f"At the week's end, and the change over the week: {ends}."))
    filled = [
        textwrap.fill(writable(text, encoding), WIDTH, initial_indent=number, subsequent_indent=" " * len(number))
        for number, text in parts
    ]
    return "\n\n".join([f"{writable(title, encoding)}\n{'=' * min(len(title), WIDTH)}", *filled])


def _reach(seen: _Seen) -> Iterable[str]:
    channels = list(seen.run.company.channels)
    spend = [seen.plan.marketing.budget.get(name, 0.0) for name in channels]
    spent = [f"{name} {_money(seen, euros)}" for name, euros in zip(channels, spend, strict=True)]
    felt = [
        f"{name} {_money(seen, euros)} ({share:.0%})"
        for name, euros, share in zip(channels, seen.note.felt, seen.note.reached, strict=True)
    ]
    yield f"Marketing spends {_money(seen, sum(spend))} on channels: {', '.join(spent)}."
    yield f"With what earlier weeks left, people feel, for this share of the possible reach: {', '.join(felt)}."


def _goodwill(seen: _Seen) -> Iterable[str]:
    before = seen.run.stages[seen.week - 1]
    buyers = sum(int(before[stage.number]) for stage in BUYERS)
    yield f"Of {buyers:,} customers as the week begins, {before[Stage.ADVOCATE.number]:,} are advocates."
    yield f"By word of mouth, 1,000 people hear of the firm {1000 * seen.note.talk:.2f} times."


def _pressure(seen: _Seen) -> Iterable[str]:
    causes = [*seen.run.company.channels, *FORCES]
    occasions = {cause: round(number) for cause, number in zip(causes, seen.note.occasions.tolist(), strict=False)}
    yield f"To be expected are {_some(sum(occasions.values()), 'occasion')} to move: {_largest_first(occasions)}."
    season = seen.run.company.market.season[MONTH_OF_WEEK[(seen.week - 1) % 52]]
    yield f"The season puts the wish to buy at {season:.0%} of a usual month's."


def _move(seen: _Seen) -> Iterable[str]:
    noticed = seen.touches["channel"].value_counts().to_dict()
    moved = int(seen.touches["moved"].sum())
    yield f"People notice {len(seen.touches):,} contacts, {moved:,} of which move them: {_largest_first(noticed)}."
    clocks = seen.events[~seen.events["from"].isin(_AT_THE_GATE) & (seen.events["to"] != Stage.CONSIDERING.value)]
    yield f"Clocks move people {len(clocks):,} times: {_largest_first(clocks['cause'].value_counts().to_dict())}."
    yield f"From stage to stage: {_moves(clocks)}."


def _score(seen: _Seen) -> Iterable[str]:
    ready = sum(len(lead) for lead, *_ in seen.note.ready)
    passed_on = seen.events[seen.events["to"] == Stage.CONSIDERING.value]
    yield (
        f"Of {_some(ready, 'lead')} ready to talk, {len(passed_on):,} score "
        f"{seen.plan.agreement.lead_threshold:.2f} or more and are passed on: {_moves(passed_on)}."
    )


def _hand_over(seen: _Seen) -> Iterable[str]:
    note, cold = seen.note, _at_the_gate(seen, cold=True)
    yield f"By routine, a lead is on a seller's list after {seen.plan.agreement.first_contact_hours:g} hours."
    waited = f", after a wait of {note.waited / note.called:.1f} hours on average" if note.called else ""
    yield f"Sellers make {_some(note.called, 'first contact')}{waited}; at the week's end {note.waiting:,} wait."
    yield f"Gone cold because nobody called in time: {_moves(cold)}."


def _sell(seen: _Seen) -> Iterable[str]:
    note = seen.note
    sellers = _some(sum(seen.plan.sales.people.values()), "seller")
    yield f"{sellers} spend {note.worked:.0f} hours in talks, of {note.available:.0f} for customers."
    process = zip(seen.run.company.process, note.answers, strict=True)
    yield f"Talks by step: {', '.join(f'{step} {yes:,} yes and {no:,} no' for step, (no, yes) in process)}."
    yield f"From stage to stage: {_moves(_at_the_gate(seen, cold=False))}."


def _purchase(seen: _Seen) -> Iterable[str]:
    first = int((seen.sales["kind"] == "new").sum())
    bought = f"{_some(first, 'first purchase')} and {_some(len(seen.sales) - first, 'repeat order')}"
    revenue = float(seen.sales["amount"].sum())
    basket = f", {_money(seen, revenue / len(seen.sales), 2)} a basket" if len(seen.sales) else ""
    yield f"{bought} bring {_money(seen, revenue, 2)}{basket}."


def _after_sale(seen: _Seen) -> Iterable[str]:
    mood = seen.note.mood
    if not len(mood):
        yield "There are no new customers to satisfy."
        return
    yield (
        f"Satisfaction of the {_some(len(mood), 'new customer')}, from 0 angry to 1 delighted: {mood.mean():.2f} on "
        f"average, {(mood < 0.5).mean():.0%} of them below 0.5."
    )
    quality, promise = seen.plan.marketing.quality, seen.plan.marketing.promise
    yield f"They were promised {promise:.2f} and got {quality:.2f}, where 1 is what an average firm delivers."


def _learn(seen: _Seen) -> Iterable[str]:
    note, feedback = seen.note, seen.plan.agreement.feedback
    before = seen.run.notes[seen.week - 2].aim if seen.week > 1 else 0.0
    yield f"Sales sends back {note.sent_back:,} of {note.called:,} leads called; {feedback:.0%} reach marketing."
    yield f"Targeting now spares people of poor fit {note.aim:.3%} of their contacts, up from {before:.3%}."


def _book_money(seen: _Seen) -> Iterable[str]:
    totals = dict(zip(ACCOUNTS, seen.note.cents.sum(axis=1).tolist(), strict=True))
    profit, revenue = sum(totals.values()), totals.pop("revenue")
    names = {account: account.replace("_", " ") for account in ACCOUNTS} | {"marketing": "marketing with its wages"}
    costs = [f"{names[account]} {_money(seen, -cents / 100, 2)}" for account, cents in totals.items()]
    left = f"a {'loss' if profit < 0 else 'profit'} of {_money(seen, abs(profit) / 100, 2)}"
    yield f"Revenue {_money(seen, revenue / 100, 2)}, less {', '.join(costs)}, leaves {left}."


_TELLERS = (
    *(_reach, _goodwill, _pressure, _move, _score, _hand_over),
    *(_sell, _purchase, _after_sale, _learn, _book_money),
)


def _at_the_gate(seen: _Seen, *, cold: bool) -> pd.DataFrame:
    """Return the moves of those who wait for sellers or talk to them: gone cold, or after a talk."""
    by_talk = seen.events["cause"].isin(TALKS)
    return seen.events[seen.events["from"].isin(_AT_THE_GATE) & (~by_talk if cold else by_talk)]


def _moves(events: pd.DataFrame) -> str:
    counted = events.groupby(["from", "to"], observed=True).size().reset_index(name="people")
    rows = zip(counted["from"], counted["to"], counted["people"], strict=True)
    return ", ".join(f"{here} to {there} {people:,}" for here, there, people in rows) or "nobody"


def _largest_first(numbers: Mapping[Any, int]) -> str:
    ranked = sorted(numbers.items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {number:,}" for name, number in ranked if number) or "none"


def _some(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _money(seen: _Seen, value: float, digits: int = 0) -> str:
    sign = seen.run.currency
    return f"{sign}{' ' if sign[-1:].isalnum() else ''}{value:,.{digits}f}"
