"""One week of a run told in words and numbers: the engine's eleven steps in order, each with what it did."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from salesmark._checks import whole
from salesmark._words import money
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.reports.figures import WIDTH, writable
from salesmark.simulation.note import ACCOUNTS, MONTH_OF_WEEK, Week, shocked
from salesmark.simulation.parameters import BUYERS, CONTRACTS, FORCES, TALKS, headcount
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
    of the stages over the week. What does not matter in that week, such as contracts where there are none, is left
    out.

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
    return [
        (step.__name__, tuple(sentence.replace("_", " ") for sentence in tell(seen)))
        for step, tell in zip(STEPS, _TELLERS, strict=True)
    ]


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
    note, company, marketing = seen.note, seen.run.company, seen.plan.marketing
    budget = {name: marketing.budget.get(name, 0.0) for name in company.channels}
    yield f"Marketing spends {_money(seen, sum(budget.values()))} on channels: {_sums(seen, budget)}."
    beside = {name: euros for name, euros in marketing.effort.items() if euros}
    if beside:
        yield f"Beside them it spends {_sums(seen, beside)}."
    if note.able < 1:
        yield f"Its people can run {note.able:.0%} of all that well; the rest is paid for and brings nothing."
    units = [_money(seen, euros) for euros in note.felt[: len(budget)].tolist()]
    units += [f"{hours:.0f} hours" for hours in note.felt[len(budget) : len(note.reached)].tolist()]
    ways = list(zip(company.touchpoints, units, note.reached.tolist(), note.heard.tolist(), strict=True))
    felt = ", ".join(f"{name} {unit} ({share:.0%})" for name, unit, share, _ in ways)
    yield f"With what earlier weeks left, people feel, for this share of the possible reach: {felt}."
    own, rivals = float(note.felt[: len(budget)].sum()), company.rivals.spend * shocked(company, seen.week - 1).rivals
    if own and rivals:
        yield f"Beside its rivals, the firm has {own / (own + rivals):.0%} of the voice."
    if min(heard for *_, heard in ways) < 0.995:
        through = ", ".join(f"{name} {heard:.0%}" for name, *_, heard in ways)
        yield f"Past rivals, worn messages and shut doors, this much of the contacts gets through: {through}."


def _goodwill(seen: _Seen) -> Iterable[str]:
    before = seen.run.stages[seen.week - 1]
    buyers = sum(int(before[stage.number]) for stage in BUYERS)
    yield f"Of {buyers:,} customers as the week begins, {before[Stage.ADVOCATE.number]:,} are advocates."
    yield f"By word of mouth, 1,000 people hear of the firm {1000 * seen.note.talk:.2f} times."
    if seen.note.shut_out >= 0.0005:
        yield f"Never asked for consent, {seen.note.shut_out:.1%} of the people now shut out personal contacts."


def _pressure(seen: _Seen) -> Iterable[str]:
    company = seen.run.company
    causes = [*company.touchpoints, *FORCES]
    occasions = {cause: round(number) for cause, number in zip(causes, seen.note.occasions.tolist(), strict=False)}
    yield f"To be expected are {_some(sum(occasions.values()), 'occasion')} to move: {_largest_first(occasions)}."
    if occasions["put off"]:
        yield "Who is put off met messages that contradict each other."
    season = company.market.season[MONTH_OF_WEEK[(seen.week - 1) % 52]]
    yield f"The season puts the wish to buy at {season:.0%} of a usual month's."
    now = [name for name, item in company.shocks.items() if 0 <= seen.week - item.starts < item.weeks]
    if now:
        shock = shocked(company, seen.week - 1)
        yield f"In force: {', '.join(now)}; demand at {shock.demand:.0%}, rivals' spend at {shock.rivals:.0%}."


def _move(seen: _Seen) -> Iterable[str]:
    noticed = seen.touches["channel"].value_counts().to_dict()
    moved = int(seen.touches["moved"].sum())
    yield f"People notice {len(seen.touches):,} contacts, {moved:,} of which move them: {_largest_first(noticed)}."
    left, renewed = seen.note.ended
    if left + renewed:
        yield f"Of {_some(left + renewed, 'contract')} that end, {renewed:,} are renewed."
    clocks = seen.events[~seen.events["from"].isin(_AT_THE_GATE) & (seen.events["to"] != Stage.CONSIDERING.value)]
    movers = "Clocks and contracts" if clocks["cause"].isin(CONTRACTS).any() else "Clocks"
    yield f"{movers} move people {len(clocks):,} times: {_largest_first(clocks['cause'].value_counts().to_dict())}."
    yield f"From stage to stage: {_moves(clocks)}."


def _score(seen: _Seen) -> Iterable[str]:
    note, agreed = seen.note, seen.plan.agreement.lead_threshold
    ready = sum(len(lead) for lead, *_ in note.ready)
    passed_on = seen.events[seen.events["to"] == Stage.CONSIDERING.value]
    if agreed - note.threshold >= 0.005:
        yield f"The agreed threshold is {agreed:.2f}, but goals that conflict let it slip."
    yield (
        f"Of {_some(ready, 'lead')} ready to talk, {len(passed_on):,} score "
        f"{note.threshold:.2f} or more and are passed on: {_moves(passed_on)}."
    )


def _hand_over(seen: _Seen) -> Iterable[str]:
    note, cold, agreed = seen.note, _at_the_gate(seen, cold=True), seen.plan.agreement.first_contact_hours
    slip = f", where {agreed:g} are agreed" if note.routine - agreed >= 0.05 else ""
    yield f"By routine, a lead is on a seller's list after {round(note.routine, 1):g} hours{slip}."
    waited = f", after a wait of {note.waited / note.called:.1f} hours on average" if note.called else ""
    yield f"Sellers make {_some(note.called, 'first contact')}{waited}; at the week's end {note.waiting:,} wait."
    leaked = f", {note.leaked:,} of them because they got lost on the way" if note.leaked else ""
    yield f"Gone cold without a call{leaked}: {_moves(cold)}."


def _sell(seen: _Seen) -> Iterable[str]:
    note, company, plan = seen.note, seen.run.company, seen.plan
    sellers = _some(sum(count for role, count in headcount(plan).items() if company.roles[role].hours), "seller")
    yield f"{sellers} spend {note.worked:.0f} hours in talks, of {note.available:.0f} for customers."
    calls = max(note.available - note.worked, 0) * sum(plan.sales.calls.values())
    if calls >= 0.5:
        yield f"Of the hours to spare, {calls:.0f} go into calls, which people feel next week."
    process = zip(company.process, note.answers, strict=True)
    yield f"Talks by step: {', '.join(f'{step} {yes:,} yes and {no:,} no' for step, (no, yes) in process)}."
    if note.asked_again:
        yield f"{note.asked_again:,} of them are with buyers who had said no before."
    if note.doubted:
        yield f"In {note.doubted:.0%} of them a doubt stays without an answer."
    if note.hurry:
        yield f"The quarter's end is near: sellers pull closing talks forward by {note.hurry:.0%} of the time left."
    yield f"From stage to stage: {_moves(_at_the_gate(seen, cold=False))}."


def _purchase(seen: _Seen) -> Iterable[str]:
    first = int((seen.sales["kind"] == "new").sum())
    renewed = f" ({seen.note.ended[1]:,} of them renewals)" if seen.note.ended[1] else ""
    bought = f"{_some(first, 'first purchase')} and {_some(len(seen.sales) - first, 'repeat order')}{renewed}"
    revenue = float(seen.sales["amount"].sum())
    basket = f", {_money(seen, revenue / len(seen.sales), 2)} a basket" if len(seen.sales) else ""
    yield f"{bought} bring {_money(seen, revenue, 2)}{basket}."
    if seen.note.discount:
        yield f"Discounts give {_money(seen, seen.note.discount / 100)} away."
    if seen.note.suggested:
        yield f"Suggestions that buyers take are worth {_money(seen, seen.note.suggested / 100)} of it."


def _after_sale(seen: _Seen) -> Iterable[str]:
    mood, marketing = seen.note.mood, seen.plan.marketing
    if len(mood):
        yield (
            f"Satisfaction of the {_some(len(mood), 'new customer')}, from 0 angry to 1 delighted: {mood.mean():.2f} "
            f"on average, {(mood < 0.5).mean():.0%} of them below 0.5."
        )
        got = f"promised {marketing.promise:.2f} and got {marketing.quality:.2f}"
        yield f"They were {got}, where 1 is what an average firm delivers."
    else:
        yield "There are no new customers to satisfy."
    yield f"The rating in reviews is {seen.note.rating:.2f}, from 0 worst to 1 best."


def _learn(seen: _Seen) -> Iterable[str]:
    note = seen.note
    before = seen.run.notes[seen.week - 2].aim if seen.week > 1 else 0.0
    back = f"{note.sent_back:,} of {_some(note.called, 'lead')} called"
    yield f"Sales sends back {back}; {note.told:.0%} of what it hears reaches marketing."
    yield f"Targeting now spares people of poor fit {note.aim:.3%} of their contacts, up from {before:.3%}."
    found = f"and {note.sharp:.1%} of the mistakes in scoring are found"
    yield f"Feedback has brought answers to {note.known_answers:.1%} of the doubts, {found}."
    yield f"After this week the agreement is lived to {note.adherence:.0%}."


def _book_money(seen: _Seen) -> Iterable[str]:
    totals = dict(zip(ACCOUNTS, seen.note.cents.sum(axis=1).tolist(), strict=True))
    profit, revenue = sum(totals.values()), totals.pop("revenue")
    names = {account: account for account in ACCOUNTS} | {"marketing": "marketing with its wages"}
    costs = [f"{names[account]} {_money(seen, -cents / 100, 2)}" for account, cents in totals.items()]
    left = f"a {'loss' if profit < 0 else 'profit'} of {_money(seen, abs(profit) / 100, 2)}"
    yield f"Revenue {_money(seen, revenue / 100, 2)}, less {', '.join(costs)}, leaves {left}."
    if seen.note.hiring:
        yield f"Finding new people took {_money(seen, seen.note.hiring / 100)} of it."


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


def _sums(seen: _Seen, euros: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {_money(seen, value)}" for name, value in euros.items())


def _some(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _money(seen: _Seen, value: float, digits: int = 0) -> str:
    return money(value, seen.run.currency, f",.{digits}f")
