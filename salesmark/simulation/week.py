"""The story of a week, in eleven steps. Each reads the state, does one thing, and leaves a note for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Flags, Floats, Ints, Purpose, normal, on_grid, uniform
from salesmark.simulation.mechanisms import (
    carried,
    imitation,
    lead_score,
    response,
    satisfaction,
    saturated,
    serve,
)
from salesmark.simulation.parameters import BUYERS, STAGE_COUNT
from salesmark.simulation.state import NOBODY, Queue, State, together

#: A quarter has 13 weeks, its months 4, 4 and 5.
MONTH_OF_WEEK = tuple(month for month in range(12) for _ in range(5 if month % 3 == 2 else 4))
#: Accounts of the ledger: money in is above 0, money out below.
ACCOUNTS = ("revenue", "cost_of_goods", "marketing", "sales_wages", "commission", "overhead")

#: How a talk with a seller can end, where it leads, in the order in which `sell` numbers them.
_OUTCOMES = (
    ("first contact", Stage.INTENDING),
    ("sale", Stage.CUSTOMER),
    ("sent back", Stage.INTERESTED),
    ("said no", Stage.LOST),
)
_BUYS = np.isin(np.arange(STAGE_COUNT), [stage.number for stage in BUYERS])


@dataclass(slots=True)
class Week:
    """What the steps of one week tell each other, and what the firm reads off at its end.

    Attributes:
        cents: Money by account and segment, the firm as a whole last, shape (6, S + 1).
        reached: Share of its possible reach that each channel has, shape (C,).
        talk: Contacts by word of mouth a person.
        mix: Running sum of the causes' pressures by cell, shape (cells, K).
        season: Demand of this month, 1 for average.
        ready: Leads ready to talk: customers, days and causes.
        passed_on: Qualified leads, on their way to sales: customers and days.
        bought: Purchases: customers, days, sellers (nobody for a repeat order) and luck with the basket.
        waiting: Leads that wait for a seller at the week's end.
        called: First contacts made; `sent_back` of them were no leads for sales.
        waited: Hours that those called had waited, summed.
        worked: Sellers' hours spent with customers, of the hours `available`.
    """

    cents: Ints
    reached: Floats = field(default_factory=lambda: np.empty(0))
    talk: float = 0.0
    mix: Floats = field(default_factory=lambda: np.empty((0, 0)))
    season: float = 1.0
    ready: list[tuple[Ints, Floats, Ints]] = field(default_factory=list)
    passed_on: list[tuple[Ints, Floats]] = field(default_factory=list)
    bought: list[tuple[Ints, Floats, Ints, Floats]] = field(default_factory=list)
    waiting: int = 0
    called: int = 0
    sent_back: int = 0
    waited: float = 0.0
    worked: float = 0.0
    available: float = 0.0


def run_week(state: State) -> Week:
    """Let one week pass.

    Args:
        state: The customers and what the firm carries from week to week; changed in place.

    Returns:
        What the firm reads off at the week's end.
    """
    week = Week(cents=np.zeros((len(ACCOUNTS), len(state.now.price) + 1), np.int64))
    for step in STEPS:
        step(state, week)
    state.close_week()
    return week


def reach(state: State, week: Week) -> None:
    """1. Spend becomes contact: some of it lasts, and each further euro reaches fewer new people."""
    now = state.now
    state.felt = carried(state.felt, now.spend, now.carry_over)
    week.reached = saturated(state.felt, now.half_saturation, now.shape)


def goodwill(state: State, week: Week) -> None:
    """2. Customers talk: the more of them, and the happier, the more people hear of the firm."""
    voices = float(state.counts.reshape(-1, STAGE_COUNT).sum(axis=0) @ state.now.voice)
    week.talk = imitation(state.now.company.market.imitation, voices, len(state.stage))


def pressure(state: State, week: Week) -> None:
    """3. What pushes on each cell this week, cause by cause."""
    now = state.now
    rates = now.drift.copy()
    aimed = _aimed(state)
    rates[:, :, : len(now.spend)] += now.contacts * week.reached * aimed[:, None, None]
    rates[:, :, now.cause["word of mouth"]] += week.talk * now.listens
    week.mix = rates.reshape(-1, rates.shape[2]).cumsum(axis=1)
    week.season = now.company.market.season[MONTH_OF_WEEK[state.week % 52]]
    state.rise = on_grid(week.mix[:, -1])


def move(state: State, week: Week) -> None:
    """4. Clocks fire: people notice a contact, move on, forget, leave; leads ready to talk go to be scored."""
    now, goal = state.now, state.level + state.rise
    contacts = len(now.spend) + 1  # the channels and word of mouth
    movers = np.flatnonzero(state.due <= goal.take(state.cell))
    while movers.size:
        here = state.stage[movers]
        day, cause = _when_and_why(state, week, movers)
        moves = state.luck(movers, Purpose.CHANCE) < _chance(state, week, movers, cause)
        to = np.where(moves, now.goes_to[here, cause], here)
        orders = moves & _BUYS[here] & ((cause < contacts) | (cause == now.cause["came back"]))
        ready = to == Stage.CONSIDERING.number
        week.ready.append((movers[ready], day[ready], cause[ready]))
        state.due[movers[ready]] = np.inf
        leads = moves & (to == Stage.INTERESTED.number)
        state.source[movers[leads]] = cause[leads]
        rest = ~ready
        state.settle(movers[rest], day[rest], to[rest], cause[rest])
        _buy(state, week, movers[orders], day[orders], np.full(int(orders.sum()), NOBODY))
        movers = movers[state.due[movers] <= goal.take(state.cell[movers])]


def score(state: State, week: Week) -> None:
    """5. Fit, behaviour and some error against the agreed threshold make a marketing-qualified lead."""
    lead, day, cause = together(week.ready, 3)
    contacts = state.visits[lead, Stage.INTERESTED.number]
    points = lead_score(state.fits(lead), contacts, state.luck(lead, Purpose.SCORE), state.now.weights)
    good = points >= state.now.plan.agreement.lead_threshold
    state.settle(lead[~good], day[~good], Stage.INTERESTED.number, cause[~good])
    state.settle(lead[good], day[good], Stage.CONSIDERING.number, cause[good])
    week.passed_on.append((lead[good], day[good]))


def hand_over(state: State, week: Week) -> None:
    """6. Qualified leads reach a seller's list after the agreed hours; those who wait too long go cold."""
    for lead, day in week.passed_on:
        patience = state.span(lead, Purpose.PATIENCE) * state.now.company.market.patience
        listed = day + state.now.plan.agreement.first_contact_hours / 24
        state.queue.join(Queue(listed, day + patience, day, lead, np.zeros(len(lead), np.int64)))


def sell(state: State, week: Week) -> None:
    """7. Sellers serve the queue in the hours they have: a first contact, then step by step to yes or no."""
    week.available = state.now.sellers * state.now.hours
    last_step = state.now.steps.shape[1] - 1
    while (served := _serve_queue(state, week)) is not None:
        rows, day, seller, done = served
        yes = _agrees(state, week, rows, day)
        opens = yes & (rows.step == 0)
        wins = yes & (rows.step == last_step)
        back = ~yes & (rows.step == 0) & ~state.fits(rows.customer)
        lost = ~yes & ~back
        over = lost & (rows.step > 0)
        week.sent_back += int(back.sum())
        state.opened[rows.customer[opens]] = day[opens]
        state.close_deals(rows.customer[over], day[over], seller[over], rows.step[over])

        outcome = np.select([opens, wins, back], [0, 1, 2], 3)
        moved = opens | wins | ~yes
        cause = np.array([state.now.cause[name] for name, _ in _OUTCOMES])[outcome[moved]]
        to = np.array([stage.number for _, stage in _OUTCOMES])[outcome[moved]]
        state.settle(rows.customer[moved], day[moved], to, cause, seller[moved], rows.step[moved])
        _buy(state, week, rows.customer[wins], day[wins], seller[wins])
        _plan_next_step(state, rows.take(yes & ~wins), done[yes & ~wins])
    _let_go_cold(state, week)


def purchase(state: State, week: Week) -> None:
    """8. Buyers fill their baskets; every sale is written down with its value and its cost, in cents."""
    now, economics = state.now, state.now.company.economics
    customer, day, seller, luck = together(week.bought, 4)
    segment = state.cell[customer] // (2 * STAGE_COUNT)
    basket = np.exp(economics.basket_spread * luck - economics.basket_spread**2 / 2) * now.price[segment]
    cents = np.rint(100 * basket).astype(np.int64)
    cost = np.rint(100 * basket * economics.unit_cost / now.plan.marketing.price).astype(np.int64)
    np.add.at(week.cents, (ACCOUNTS.index("revenue"), segment), cents)
    np.add.at(week.cents, (ACCOUNTS.index("cost_of_goods"), segment), -cost)
    first = seller != NOBODY
    commission = np.rint(now.plan.sales.commission * cents * first).astype(np.int64)
    np.add.at(week.cents, (ACCOUNTS.index("commission"), segment), -commission)
    opened = np.where(first, state.opened[customer], day)
    step = np.where(first, now.steps.shape[1] - 1, NOBODY)
    state.close_deals(customer, day, seller, step, cents=cents, opened=opened)


def after_sale(state: State, week: Week) -> None:
    """9. Buyers compare what they got with what they were promised; it decides who stays and who recommends."""
    customer, _, seller, _ = together(week.bought, 4)
    new = customer[seller != NOBODY]
    luck = uniform(
        state.key[new], Stage.CUSTOMER.number, state.visits[new, Stage.CUSTOMER.number], Purpose.SATISFACTION
    )
    quality, promise = state.now.company.economics.quality, state.now.plan.marketing.promise
    state.mood[new] = satisfaction(state.fits(new), luck, quality, promise)


def learn(state: State, week: Week) -> None:
    """10. Leads that sales sent back teach marketing whom not to reach, as far as the agreement lets them."""
    if week.called:
        lesson = state.now.plan.agreement.feedback * week.sent_back / week.called
        state.aim += state.now.company.hand_off.learning * lesson * (1 - state.aim)


def book_money(state: State, week: Week) -> None:
    """11. What does not depend on sales is booked for the firm as a whole, in cents."""
    for account, cents in state.now.weekly_costs.items():
        week.cents[ACCOUNTS.index(account), -1] += cents


#: The week, in order.
STEPS: tuple[Callable[[State, Week], None], ...] = (
    reach,
    goodwill,
    pressure,
    move,
    score,
    hand_over,
    sell,
    purchase,
    after_sale,
    learn,
    book_money,
)


def _aimed(state: State) -> Floats:
    """Factor on contacts by group: what targeting takes from people of poor fit goes to those of good fit."""
    people = state.counts.reshape(-1, STAGE_COUNT).sum(axis=1).astype(float)
    good = np.arange(len(people)) % 2 == 1
    moved = state.aim * people[~good].sum() / max(people[good].sum(), 1.0)
    return np.where(good, 1 + moved, 1 - state.aim)


def _when_and_why(state: State, week: Week, movers: Ints) -> tuple[Floats, Ints]:
    """Interpolate the day on which each clock fired, and draw the cause in proportion to its pressure."""
    cell = state.cell[movers]
    through = (state.due[movers] - state.level[cell]) / state.rise[cell]
    day = np.clip(state.starts + 7 * through, state.starts, np.nextafter(state.ends, 0))
    mix = week.mix[cell]
    luck = state.luck(movers, Purpose.CAUSE) * mix[:, -1]
    return day, (luck[:, None] >= mix).sum(axis=1)


def _chance(state: State, week: Week, movers: Ints, cause: Ints) -> Floats:
    """Chance that the cause moves each one: it follows the season, and for customers their mood."""
    now, cell = state.now, state.cell[movers]
    group, stage = np.divmod(cell, STAGE_COUNT)
    chance = now.chance[group, stage, cause] * np.where(now.seasonal[stage, cause], week.season, 1.0)
    mood = state.mood[movers]
    chance = np.where(cause == now.cause["delighted"], mood, chance)
    return np.where(cause == now.cause["lapsed"], 1 - mood, chance)


def _buy(state: State, week: Week, customer: Ints, day: Floats, seller: Ints) -> None:
    """Note purchases, each with the luck that will fill its basket; nobody is the seller of a repeat order."""
    stage = state.stage[customer]
    luck = normal(state.key[customer], stage, state.visits[customer, stage], Purpose.BASKET)
    week.bought.append((customer, day, seller, luck))


def _serve_queue(state: State, week: Week) -> tuple[Queue, Floats, Ints, Floats] | None:
    """Serve who can be served this week; return the rows, the days, the sellers and the days when done."""
    queue, now = state.queue, state.now
    due = np.flatnonzero(queue.ready < state.ends)
    due = due[np.lexsort((queue.customer[due], queue.ready[due]))]
    rows = queue.take(due)
    takes = (
        state.span(rows.customer, Purpose.SERVICE, STAGE_COUNT + rows.step) * now.steps[0, rows.step] * 7 / now.hours
    )
    start, seller = serve(rows.ready, takes, rows.gives_up, state.free, until=state.ends)
    served = seller != NOBODY
    if not served.any():
        return None
    state.queue = queue.take(np.setdiff1d(np.arange(len(queue.ready)), due[served]))
    week.worked += float(takes[served].sum()) * now.hours / 7
    day = np.maximum(start[served], state.starts)
    return rows.take(served), day, seller[served], day + takes[served]


def _agrees(state: State, week: Week, rows: Queue, day: Floats) -> Flags:
    """Say who agrees to go on; at the first contact, having waited makes it less likely."""
    gate, first = state.now.company.hand_off, rows.step == 0
    waited = 24 * (day - rows.joined)
    week.called += int(first.sum())
    week.waited += float(waited[first].sum())
    _, _, goes_on, poor_fit = state.now.steps[:, rows.step]
    patience = np.where(first, response(waited, gate.response_floor, gate.response_half), 1.0)
    chance = goes_on * np.where(state.fits(rows.customer), 1.0, poor_fit) * patience
    yes: Flags = state.luck(rows.customer, Purpose.OUTCOME, STAGE_COUNT + rows.step) < chance
    return yes


def _plan_next_step(state: State, rows: Queue, done: Floats) -> None:
    """Put buyers back into the queue for the day on which they are ready for their next step."""
    days = state.span(rows.customer, Purpose.DAYS, STAGE_COUNT + rows.step) * state.now.steps[1, rows.step]
    state.queue.join(Queue(done + days, np.full(len(done), np.inf), done, rows.customer, rows.step + 1))


def _let_go_cold(state: State, week: Week) -> None:
    """Lose the leads whom nobody called in time."""
    queue = state.queue
    cold = queue.gives_up < state.ends
    day = np.maximum(queue.gives_up[cold], state.starts)
    state.settle(queue.customer[cold], day, Stage.LOST.number, state.now.cause["went cold"])
    state.queue = queue.take(~cold)
    week.waiting = int((state.queue.step == 0).sum())
