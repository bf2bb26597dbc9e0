"""Pictures of selling: one deal talk by talk, and many deals played by the same moves."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from salesmark.business.company import Company
from salesmark.business.journey import Desk
from salesmark.charts.show import caption
from salesmark.charts.theme import BOLD, INK, LOOKS, NEUTRAL, SMALL, TEXT, amount, canvas, percent
from salesmark.reports.deals import AS_TODAY, SEED, Deal, DealDesk, Talk, of_deals

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SALES = LOOKS[Desk.SALES]


def deal(
    desk: Company | DealDesk,
    moves: Mapping[str, Any] | None = None,
    *,
    buyer: int = 1,
    held: int = 99,
    seed: int = SEED,
    ax: Axes | None = None,
) -> Axes:
    """Draw one deal talk by talk: the chance that each move gave, and the best that nobody had to push for.

    Args:
        desk: The company, or its deal desk.
        moves: As `play_deals` takes them.
        buyer: Number of the buyer, from 1.
        held: How many talks have been held so far.
        seed: Same seed, same buyers, where a company is given.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; bars are chances, a diamond is the best calm move.

    Example:
        >>> import salesmark as sm
        >>> deal(sm.company("car_dealer"), buyer=1, held=0).get_title("left")
        'Buyer 1 is here. How do you begin?'
    """
    desk = desk if isinstance(desk, DealDesk) else DealDesk(desk, seed=seed)
    played = desk.play(moves)[buyer - 1]
    talks = played.talks[:held]
    steps = list(desk.company.process)
    to_come = [] if talks and len(talks) == len(played.talks) else steps[_next_step(steps, talks) :]
    ax = canvas(ax, height=3.9)
    for row, talk in enumerate(talks):
        ax.barh(row, talk.chance, height=0.5, **_SALES.area())
        ax.plot(talk.best, row, "D", color=INK, markersize=8, markerfacecolor="none", markeredgewidth=1.8)
        ax.text(1.03, row, f"{percent(talk.chance)}: {'yes' if talk.agrees else 'no'}", va="center", **BOLD)
        _name(ax, row, f"{talk.step}{', again' * bool(talk.again)}")
    for row, step in enumerate(to_come, start=len(talks)):
        _name(ax, row, step)
        ax.text(0, row, "to come", va="center", **SMALL)
    ax.barh(-1, 0.04, height=0.35, **_SALES.area())
    ax.text(0.055, -1, "chance of a yes by your move", va="center", **SMALL)
    ax.plot(0.56, -1, "D", color=INK, markersize=8, markerfacecolor="none", markeredgewidth=1.8)
    ax.text(0.585, -1, "by the best move that does not push", va="center", **SMALL)
    ax.set(xlim=(-0.3, 1.2), ylim=(max(len(talks) + len(to_come), 5) - 0.4, -1.5))
    ax.set_axis_off()
    return caption(ax, *_told(desk, played, talks, to_come, moves))


def deals(
    desk: Company | DealDesk, moves: Mapping[str, Any] | None = None, *, seed: int = SEED, ax: Axes | None = None
) -> Axes:
    """Draw how many buyers come to each step of the sale by the same moves, beside the firm's own way to sell.

    Args:
        desk: The company, or its deal desk.
        moves: As `play_deals` takes them.
        seed: Same seed, same buyers, where a company is given.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; these moves are striped, today's plan is grey.

    Example:
        >>> import salesmark as sm
        >>> deals(sm.company("car_dealer")).get_title("left")
        '... of 200 buyers sign'
    """
    desk = desk if isinstance(desk, DealDesk) else DealDesk(desk, seed=seed)
    played, usual = desk.play(moves), desk.usual
    same = not moves or played == usual
    rows = [*desk.company.process, "signed"]
    mine, todays = (_reached(each, rows) for each in (played, usual))
    ax = canvas(ax, height=3.9)
    high = 0.6 if same else 0.4
    for row, name in enumerate(rows):
        place = row if same else row - 0.2
        ax.barh(place, mine[row], height=high, **_SALES.area())
        ax.text(mine[row] + 2, place, f"{mine[row]}", va="center", **BOLD)
        if not same:
            ax.barh(row + 0.22, todays[row], height=0.3, **NEUTRAL.area() | {"alpha": 0.5})
            ax.text(todays[row] + 2, row + 0.22, f"{todays[row]} today", va="center", **SMALL)
        ax.text(-3, row, _plain(name), ha="right", va="center", **TEXT)
    ax.set(xlim=(-0.25 * desk.buyers, 1.15 * desk.buyers), ylim=(len(rows) - 0.4, -0.6))
    ax.set_axis_off()
    gain = mine[-1] - todays[-1]
    more = "" if same else f", {abs(gain)} {'more' if gain > 0 else 'fewer'} than today" if gain else ", as today"
    return caption(ax, f"{mine[-1]} of {desk.buyers} buyers sign{more}", _sums(desk, played, usual, same))


def _plain(step: str) -> str:
    return step.replace("_", " ")


def _name(ax: Axes, row: int, step: str) -> None:
    ax.text(-0.02, row, _plain(step), ha="right", va="center", **TEXT)


def _next_step(steps: Sequence[str], talks: Sequence[Talk]) -> int:
    """Return the step of the talk that follows: the next one after a yes, the same after a no."""
    return steps.index(talks[-1].step) + talks[-1].agrees if talks else 0


def _reached(played: Sequence[Deal], rows: Sequence[str]) -> list[int]:
    came = [sum(any(talk.step == step for talk in deal.talks) for deal in played) for step in rows[:-1]]
    return [*came, sum(deal.won for deal in played)]


def _told(
    desk: DealDesk, played: Deal, talks: Sequence[Talk], to_come: Sequence[str], moves: Mapping[str, Any] | None
) -> tuple[str, str]:
    """Return title and words of a deal as far as it has come."""
    firm = desk.company
    who, _, need = firm.segments[played.segment].persona.partition(": ")
    said = [f"Buyer {played.buyer} is like {who.partition(',')[0]} ({played.segment}), who {need}"]
    if talks:
        said.append(f"After the first talk you know that the offer fits {'well' if played.fits else 'poorly'}.")
        if len(talks) > 1:
            said.append(f"So far: {'; '.join(map(_short, talks))}.")
        said.append(_judged(talks[-1]))
    last = list(firm.process)[-1]
    closing = any(talk.step == last for talk in talks)
    if closing or (to_come and to_come[0] == last):
        said.append(_bargain(desk, played, moves, closing))
    if to_come:
        following = played.talks[len(talks)]
        doubt = "a doubt comes up" if following.doubt else "no doubt is raised"
        said.append(f"Next is the {_plain(following.step)}: {doubt}.")
        return _stands(played, talks), " ".join(said)
    if played.won:
        price = amount(played.value, firm.currency)
        said.append(f"That was the last talk. Satisfaction with how it went is {played.satisfaction:.2f} of 1.")
        return f"Signed: {price}, after {played.hours:.1f} hours of talks", " ".join(said)
    reason = firm.process[talks[-1].step].reason
    said.append(f"The buyer {reason}. That was the last talk; {played.hours:.1f} hours of talks are spent.")
    return f"Lost at the {_plain(talks[-1].step)}", " ".join(said)


def _stands(played: Deal, talks: Sequence[Talk]) -> str:
    if not talks:
        return f"Buyer {played.buyer} is here. How do you begin?"
    step = _plain(talks[-1].step)
    return f"Yes at the {step}. What next?" if talks[-1].agrees else f"No at the {step}. You may ask again"


def _short(talk: Talk) -> str:
    return (
        f"{_plain(talk.step)}{', again' * bool(talk.again)}, {percent(talk.chance)}, {'yes' if talk.agrees else 'no'}"
    )


def _judged(talk: Talk) -> str:
    """Hold the last move against what the model gives the other moves."""
    doubt = ""
    if talk.doubt:
        doubt = ", with an answer to the doubt" if talk.answered else ", without an answer to the doubt"
    step = f"{_plain(talk.step)}{', asked again,' * bool(talk.again)}"
    said = f"At the {step} your move ({talk.manner}{doubt}) had a chance of {percent(talk.chance)}."
    best = f"'{talk.better}'{' with an answer' if talk.doubt else ''}"
    if abs(talk.chance - talk.best) < 0.005:
        return f"{said} No move without pushing has a better one."
    if talk.chance < talk.best:
        return f"{said} The best move without pushing, {best}, has {percent(talk.best)}."
    if talk.manner == AS_TODAY:
        return f"{said} Today's plan also pushes a little: without that, {best} has {percent(talk.best)}."
    return f"{said} Without pushing, {best} has {percent(talk.best)}: the rest is paid for in satisfaction."


def _bargain(desk: DealDesk, played: Deal, moves: Mapping[str, Any] | None, closing: bool) -> str:
    """Say what the buyer asks for; once it is decided, hold it against the discount that earns most."""
    if not played.asked:
        return "The buyer asks for no discount."
    said = f"The buyer asks for {percent(played.asked)} off"
    if not closing:
        return f"{said}."
    best = desk.best_discount(played.buyer, moves)
    return f"{said}; you give {percent(played.given)}. On average {percent(best)} would earn most with this buyer."


def _sums(desk: DealDesk, played: Sequence[Deal], usual: Sequence[Deal], same: bool) -> str:
    """Return what the deals come to, beside today's plan."""
    mine, todays = of_deals(played), of_deals(usual)

    def both(name: str, form: str, say: Any = None) -> str:
        said = [_known(each[name], form, say) for each in (mine, todays)]
        return said[0] if same else f"{said[0]} (today {said[1]})"

    def euros(value: float) -> str:
        return amount(value, desk.company.currency)

    return (
        f"Share won: {both('share_won', '', percent)}. Mean value of a deal won: {both('value', '', euros)}. "
        f"Hours of talks for each deal won: {both('hours', '.0f')}. "
        f"Profit of the goods for each buyer who came: {both('profit', '', euros)}. "
        f"Satisfaction of those who signed: {both('satisfaction', '.2f')} of 1."
    )


def _known(value: float, form: str, say: Any) -> str:
    if math.isnan(value):
        return "none"
    return say(value) if say else format(value, form)
