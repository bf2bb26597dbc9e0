"""The story of a week, in eleven steps. Each reads the state, does one thing, and leaves a note for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Codes, Floats, Ints, Purpose, normal, on_grid
from salesmark.simulation.mechanisms import (
    carried,
    imitation,
    lead_score,
    satisfaction,
    saturated,
)
from salesmark.simulation.parameters import STAGE_COUNT
from salesmark.simulation.state import IS_BUYER, NOBODY, Queue, State, together
from salesmark.simulation.talks import serve_queue

#: A quarter has 13 weeks, its months 4, 4 and 5.
MONTH_OF_WEEK = tuple(month for month in range(12) for _ in range(5 if month % 3 == 2 else 4))
#: Accounts of the ledger: money in is above 0, money out below.
ACCOUNTS = ("revenue", "cost_of_goods", "marketing", "sales_wages", "commission", "overhead")

#: Where a talk with a seller leads, in the order of ENDINGS.
_LEADS_TO = np.array([Stage.CUSTOMER.number, Stage.INTERESTED.number, Stage.LOST.number], np.int8)
_OF_A_MOVE = np.array([[Purpose.CAUSE], [Purpose.CHANCE]], np.uint64)
#: So many people are looked at in one go: few enough that their rows stay in the processor's fast memory.
_BLOCK = 2**16
_CONSIDERING, _INTERESTED = (np.array(stage.number, np.int8) for stage in (Stage.CONSIDERING, Stage.INTERESTED))


@dataclass(slots=True)
class Week:
    """What the steps of one week tell each other, and what the firm reads off at its end.

    Attributes:
        cents: Money by account and segment, the firm as a whole last, shape (6, S + 1).
        reached: Share of its possible reach that each channel has, shape (C,).
        talk: Contacts by word of mouth a person.
        mix: Running sum of the causes' pressures by cell; the last cause takes whatever is left, shape (cells, K).
        push: All causes' pressures together by cell, shape (cells,).
        chance: Chance that each cause moves a person of no satisfaction, shape (G, 10, K).
        ready: Leads ready to talk: customers, days and causes.
        passed_on: Qualified leads, on their way to sales: customers and days.
        bought: Purchases: customers, days, sellers (nobody for a repeat order).
        new: Customers who bought for the first time since they were lost or left, or ever, shape (k,).
        waiting: Leads that wait for a seller at the week's end.
        called: First contacts made; `sent_back` of them were no leads for sales.
        waited: Hours that those called had waited, summed.
        worked: Sellers' hours spent with customers, of the hours `available`.
        occasions: How many occasions to move each cause lets expect, given who stands where, shape (K,).
        answers: Talks that ended with a no and with a yes, by step of the sales process, shape (steps, 2).
        felt: Euros felt by channel, shape (C,).
        mood: Satisfaction of those in `new`, shape (k,).
        aim: How well targeting keeps away from people whom the offer fits poorly (0 to 1), at the week's end.
    """

    cents: Ints
    reached: Floats = field(default_factory=lambda: np.empty(0))
    talk: float = 0.0
    mix: Floats = field(default_factory=lambda: np.empty((0, 0)))
    push: Floats = field(default_factory=lambda: np.empty(0))
    chance: Floats = field(default_factory=lambda: np.empty((0, 0, 0)))
    ready: list[tuple[Ints, Floats, Codes]] = field(default_factory=list)
    passed_on: list[tuple[Ints, Floats]] = field(default_factory=list)
    bought: list[tuple[Any, ...]] = field(default_factory=list)
    new: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    waiting: int = 0
    called: int = 0
    sent_back: int = 0
    waited: float = 0.0
    worked: float = 0.0
    available: float = 0.0
    occasions: Floats = field(default_factory=lambda: np.empty(0))
    answers: Ints = field(default_factory=lambda: np.empty((0, 2), np.int64))
    felt: Floats = field(default_factory=lambda: np.empty(0))
    mood: Floats = field(default_factory=lambda: np.empty(0))
    aim: float = 0.0


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
    week.felt, week.mood, week.aim = state.felt, state.mood[week.new], state.aim
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
    rates[:, :, : len(now.spend)] += now.contacts * (_aimed(state)[:, :, None] * week.reached)
    rates[:, :, now.cause["word of mouth"]] += week.talk * now.listens
    week.mix = rates.reshape(-1, rates.shape[2]).cumsum(axis=1)
    week.push = week.mix[:, -1].copy()
    state.rise = on_grid(week.push)
    week.mix[:, -1] = np.inf
    season = now.company.market.season[MONTH_OF_WEEK[state.week % 52]]
    week.chance = np.where(now.seasonal, now.chance * season, now.chance)
    week.occasions = state.counts @ rates.reshape(len(state.counts), -1)


def move(state: State, week: Week) -> None:
    """4. Clocks fire: people notice a contact, move on, forget, leave; leads ready to talk go to be scored."""
    goal = np.where(state.rise > 0, state.level + state.rise, -np.inf)  # without pressure no clock fires, even late
    due_again = []
    for first in range(0, len(state.due), _BLOCK):
        here = slice(first, first + _BLOCK)
        movers = (state.due[here] <= goal.take(state.cell[here])).nonzero()[0]
        movers += first
        due_again.append(_fire(state, week, goal, movers))
    movers = np.concatenate(due_again)
    while movers.size:
        movers = _fire(state, week, goal, movers)


def score(state: State, week: Week) -> None:
    """5. Fit, behaviour and some error against the agreed threshold make a marketing-qualified lead."""
    lead, day, cause = together(week.ready, 3)
    contacts = state.visit(lead, Stage.INTERESTED.number)
    points = lead_score(state.fits(lead), contacts, state.luck(lead, Purpose.SCORE), state.now.weights)
    good = points >= state.now.plan.agreement.lead_threshold
    state.settle(lead, day, _INTERESTED + good, cause)  # what comes after interested is considering
    week.passed_on.append((lead[good], day[good]))


def hand_over(state: State, week: Week) -> None:
    """6. Qualified leads reach a seller's list after the agreed hours; those who wait too long go cold."""
    for lead, day in week.passed_on:
        patience = -np.log(state.luck(lead, Purpose.PATIENCE)) * state.now.company.market.patience
        listed = day + state.now.plan.agreement.first_contact_hours / 24
        state.queue.join(Queue(listed, day + patience, day, lead, np.zeros(len(lead), np.int64)))


def sell(state: State, week: Week) -> None:
    """7. Sellers serve the queue in the hours they have: a first contact, then step by step to yes or no."""
    week.available = state.now.sellers * state.now.hours
    talks = serve_queue(state)
    week.answers = np.bincount(2 * talks.step + talks.agrees, minlength=2 * state.now.steps.shape[1]).reshape(-1, 2)
    first = talks.step == 0
    back = first & ~(talks.agrees | state.fits(talks.customer))
    week.called += int(np.count_nonzero(first))
    week.sent_back += int(np.count_nonzero(back))
    week.waited += 24 * float((talks.day - talks.joined)[first].sum())
    week.worked += float(talks.took.sum()) * state.now.hours / 7

    opens = talks.take(talks.agrees & first)
    state.settle(opens.customer, opens.day, Stage.INTENDING.number, state.now.cause["first contact"], opens.seller, 0)
    state.opened[opens.customer] = opens.day

    last = talks.step == state.now.steps.shape[1] - 1
    ends = ~talks.agrees | last
    outcome, over = np.where(talks.agrees, 0, 2 - back)[ends], talks.take(ends)
    lost = over.take((outcome == 2) & (over.step > 0))
    state.close_deals(lost.customer, lost.day, lost.seller, lost.step)
    cause = state.now.endings.take(outcome)
    state.settle(over.customer, over.day, _LEADS_TO.take(outcome), cause, over.seller, over.step)
    won = (outcome == 0).nonzero()[0]
    week.new = over.customer.take(won)
    _buy(state, week, week.new, over.day.take(won), over.seller.take(won))
    _let_go_cold(state, week)


def purchase(state: State, week: Week) -> None:
    """8. Buyers fill their baskets; every sale is written down with its value and its cost, in cents."""
    now, economics = state.now, state.now.company.economics
    if not week.bought:
        return
    customer, day, seller, stage, visit = together(week.bought, 5)
    segment = state.cell[customer] // (2 * STAGE_COUNT)
    luck = economics.basket_spread * normal(state.key[customer], stage, visit, Purpose.BASKET)
    basket = np.exp(luck - economics.basket_spread**2 / 2) * now.price[segment]
    cents = np.maximum(np.rint(100 * basket), 1).astype(np.int64)
    cost = np.rint(100 * basket * economics.unit_cost / now.plan.marketing.price).astype(np.int64)
    first = seller != NOBODY
    commission = np.rint(now.plan.sales.commission * cents * first).astype(np.int64)
    for account, amount in (("revenue", cents), ("cost_of_goods", -cost), ("commission", -commission)):
        np.add.at(week.cents, (ACCOUNTS.index(account), segment), amount)
    opened = np.where(first, state.opened[customer], day)
    step = np.where(first, now.steps.shape[1] - 1, NOBODY)
    state.close_deals(customer, day, seller, step, cents=cents, opened=opened)


def after_sale(state: State, week: Week) -> None:
    """9. Buyers compare what they got with what they were promised; it decides who stays and who recommends."""
    luck = state.luck(week.new, Purpose.SATISFACTION)
    quality, promise = state.now.company.economics.quality, state.now.plan.marketing.promise
    state.mood[week.new] = satisfaction(state.fits(week.new), luck, quality, promise)


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
    poor, good = state.counts.reshape(-1, 2, STAGE_COUNT).sum(axis=(0, 2)).tolist()
    moved = state.aim * poor / max(good, 1)
    groups = len(state.counts) // STAGE_COUNT
    return np.array([[1 - state.aim], [1 + moved]] * (groups // 2))


def _fire(state: State, week: Week, goal: Floats, movers: Ints) -> Ints:
    """Let the clocks of these people fire; return those whose next one is due in this week too."""
    now = state.now
    here = state.stage.take(movers)
    why, whether = state.luck(movers, _OF_A_MOVE)
    day, cause, spot = _when_and_why(state, week, movers, why)
    moves = whether < week.chance.take(spot) + now.mood.take(spot) * state.mood.take(movers)
    to = np.where(moves, now.goes_to.take(spot), here)
    orders = (moves & IS_BUYER.take(here) & (cause < now.onward)).nonzero()[0]
    leads = (moves & (to == _INTERESTED)).nonzero()[0]
    state.source[movers.take(leads)] = cause.take(leads)
    is_ready = (to == _CONSIDERING) & (here == _INTERESTED)
    if is_ready.any():
        ready, rest = is_ready.nonzero()[0], (~is_ready).nonzero()[0]
        week.ready.append((movers.take(ready), day.take(ready), cause.take(ready)))
        state.due[movers.take(ready)] = np.inf
        state.settle(movers.take(rest), day.take(rest), to.take(rest), cause.take(rest))
    else:
        state.settle(movers, day, to, cause)
    _buy(state, week, movers.take(orders), day.take(orders))
    return movers.compress(state.due.take(movers) <= goal.take(state.cell.take(movers)))


def _when_and_why(state: State, week: Week, movers: Ints, why: Floats) -> tuple[Floats, Codes, Ints]:
    """Interpolate the day on which each clock fired, and draw the cause in proportion to its pressure.

    The third answer is the place of (cell, cause) in the tables of shape (G, 10, K).
    """
    cell = state.cell.take(movers)
    day = state.due.take(movers)
    day -= state.level.take(cell)
    day /= state.rise.take(cell)
    day *= 7
    day += state.starts
    np.maximum(day, state.starts, out=day)
    np.minimum(day, np.nextafter(state.ends, 0), out=day)
    why *= week.push.take(cell)
    cause = (week.mix.take(cell, axis=0) > why[:, None]).argmax(axis=1)
    cell *= week.mix.shape[1]
    cell += cause
    return day, cause.astype(np.int8), cell


def _buy(state: State, week: Week, customer: Ints, day: Floats, seller: Codes | int = NOBODY) -> None:
    """Note purchases, and at which visit to which stage: the luck with the basket hangs on it."""
    if customer.size:
        stage = state.stage[customer]
        week.bought.append((customer, day, seller, stage, state.visit(customer, stage)))


def _let_go_cold(state: State, week: Week) -> None:
    """Lose the leads whom nobody called in time."""
    queue = state.queue
    cold = queue.gives_up < state.ends
    if cold.any():
        state.settle(queue.customer[cold], queue.gives_up[cold], Stage.LOST.number, state.now.cause["went cold"])
        state.queue = queue.take(~cold)
    week.waiting = int(np.count_nonzero(state.queue.step == 0))
