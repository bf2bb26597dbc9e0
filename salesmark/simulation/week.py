"""The story of a week, in eleven steps. Each reads the state, does one thing, and leaves a note for the next."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Codes, Floats, Ints, Keys, Purpose, normal, on_grid, uniform
from salesmark.simulation.firm import kept_up
from salesmark.simulation.mechanisms import (
    carried,
    closed_in,
    freshness,
    imitation,
    lived,
    noticed,
    satisfaction,
    saturated,
    shut_out,
    swayed,
)
from salesmark.simulation.moves import buy, fire_clocks, let_go_cold, renew, sign
from salesmark.simulation.note import ACCOUNTS, MONTH_OF_WEEK, Week, shocked
from salesmark.simulation.odds import lead_score, rush
from salesmark.simulation.parameters import STAGE_COUNT, Parameters
from salesmark.simulation.state import NOBODY, Queue, State, together
from salesmark.simulation.talks import commissions, discounts, in_reach, note_talks, serve_queue

#: Where a talk with a seller leads, in the order of ENDINGS.
_LEADS_TO = np.array([Stage.CUSTOMER.number, Stage.INTERESTED.number, Stage.LOST.number], np.int8)
#: Nobody has more occasions of one kind than three a day.
_MOST = 21.0
#: Who tires of messages that contradict each other.
_CONFUSED = slice(Stage.AWARE.number, Stage.INTERESTED.number + 1)
_INTERESTED = np.array(Stage.INTERESTED.number, np.int8)
_OF_A_SCORE = np.array([[Purpose.SCORE], [Purpose.JUDGEMENT]], np.uint64)
_OF_A_HAND_OVER = np.array([[Purpose.PATIENCE], [Purpose.LEAK]], np.uint64)


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
    firm = state.firm
    week.felt, week.mood, week.aim, week.sharp = firm.felt, state.mood[week.new], firm.aim, firm.sharp
    week.known_answers, week.adherence, week.able = firm.answers, float(firm.adherence.mean()), firm.able
    week.rating, week.shut_out = firm.rating, firm.shut_out
    state.close_week()
    return week


def reach(state: State, week: Week) -> None:
    """1. Spend becomes contact: some of it lasts, each further euro reaches fewer, rivals and wear take their part."""
    now, firm, trust = state.now, state.firm, state.now.company.trust
    ways, shock = len(now.personal), shocked(now.company, state.week)
    spend = firm.able * now.spend
    spend[now.channels : ways] = firm.spare
    firm.felt = carried(firm.felt, spend, now.carry_over)
    reached = saturated(firm.felt, now.half_saturation, now.shape)
    week.reached, firm.efforts = reached[:ways], reached[ways:]
    week.demand = now.company.market.season[MONTH_OF_WEEK[state.week % 52]] * shock.demand
    rivals = now.company.rivals
    own = float(firm.felt[: now.channels].sum())
    week.heard = 1 - now.personal * firm.shut_out
    week.heard[: now.channels] *= (
        firm.fresh * noticed(own, rivals.spend * shock.rivals, rivals.clutter) * shock.channels
    )
    firm.fresh = freshness(
        firm.fresh, reached[: now.channels], trust.wear, min(trust.rest + state.done("testing"), 1.0)
    )


def goodwill(state: State, week: Week) -> None:
    """2. Customers talk, the more if the firm looks after them; people who were never asked shut the firm out."""
    now, firm, trust = state.now, state.firm, state.now.company.trust
    voices = float(state.counts.reshape(-1, STAGE_COUNT).sum(axis=0) @ now.voice) * (1 + state.done("community"))
    week.talk = imitation(now.company.market.imitation, voices, len(state.cell))
    unasked = float((week.reached * now.personal).max(initial=0.0)) * (1 - now.plan.marketing.consent)
    firm.shut_out = shut_out(firm.shut_out, unasked, trust.annoyance, trust.forgiving)


def pressure(state: State, week: Week) -> None:
    """3. What pushes on each cell this week, cause by cause; messages that conflict push the other way."""
    now, firm, ways = state.now, state.firm, len(state.now.personal)
    rates = now.drift.copy()
    rates[:, :, :ways] += now.contacts * (_aimed(state)[:, :, None] * (week.reached * week.heard))
    rates[:, :, now.cause["word of mouth"]] += week.talk * now.listens
    rates[:, :, now.cause["delighted"]] *= 1 + state.done("community")
    conflict = now.company.hand_off.confusion * (1 - state.lived("shared_message"))
    rates[:, _CONFUSED, now.cause["put off"]] = conflict * rates[:, _CONFUSED, :ways].sum(axis=2)
    np.minimum(rates, _MOST, out=rates)
    week.mix = rates.reshape(-1, rates.shape[2]).cumsum(axis=1)
    week.push = week.mix[:, -1].copy()
    state.rise = on_grid(week.push)
    week.mix[:, -1] = np.inf
    week.chance = np.where(now.seasonal, now.chance * week.demand, now.chance)
    onward = slice(0, ways + 1)  # touchpoints and word of mouth
    week.chance[:, Stage.AWARE.number, onward] *= swayed(firm.rating, now.company.trust.review_weight)
    week.chance[:, Stage.INTERESTED.number, :ways] *= 1 + state.done("content")
    week.occasions = state.counts @ rates.reshape(len(state.counts), -1)


def move(state: State, week: Week) -> None:
    """4. Clocks fire: people notice a contact, move on, forget, leave; contracts end; ready leads go to be scored."""
    renew(state, week)
    fire_clocks(state, week)


def score(state: State, week: Week) -> None:
    """5. Fit, behaviour and some error against the agreed threshold make a marketing-qualified lead."""
    now, gate, agreed = state.now, state.now.company.hand_off, state.now.plan.agreement
    lead, day, cause = together(week.ready, 3)
    contacts = state.visit(lead, Stage.INTERESTED.number)
    luck, judgement = state.luck(lead, _OF_A_SCORE)
    definition = state.lived("shared_definition")
    looks = np.where(judgement < definition, state.fits(lead), judgement - definition > (1 - definition) / 2)
    fit, behaviour, error = now.weights
    points = lead_score(looks, contacts, luck, (fit, behaviour, error * (1 - state.firm.sharp)))
    week.threshold = agreed.lead_threshold - gate.goal_slip * (1 - state.lived("shared_goals"))
    good = points >= week.threshold
    state.settle(lead, day, _INTERESTED + good, cause)  # what comes after interested is considering
    week.passed_on.append((lead[good], day[good]))


def hand_over(state: State, week: Week) -> None:
    """6. Qualified leads reach a seller's list after some hours; some get lost on the way, some will not wait."""
    gate, agreed = state.now.company.hand_off, state.now.plan.agreement
    week.routine = agreed.first_contact_hours + gate.neglect * (1 - state.kept("first_contact_hours"))
    for lead, day in week.passed_on:
        luck, leak = state.luck(lead, _OF_A_HAND_OVER)
        lost = leak < gate.leak * (1 - state.lived("shared_tools"))
        patience = -np.log(luck) * state.now.company.market.patience * ~lost
        ready = day + week.routine / 24 + lost  # nobody calls who has given up
        state.queue.join(Queue(ready, day + patience, day, lead, np.zeros(len(lead), np.int64)))
        week.leaked += int(np.count_nonzero(lost))


def sell(state: State, week: Week) -> None:
    """7. Sellers serve the queue in the hours they have, step by step to yes or no; spare hours go into calls."""
    now, firm, selling = state.now, state.firm, state.now.company.selling
    week.hurry = rush(state.week, now.plan.sales.accelerator, selling.rush) * in_reach(state)
    talks = serve_queue(state, prepared=prepared(state), hurry=week.hurry)
    back = note_talks(state, week, talks)

    customer, day, seller, step = talks.customer, talks.day, talks.seller, talks.step
    opens = (talks.agrees & (step == 0)).nonzero()[0]
    state.settle(customer[opens], day[opens], Stage.INTENDING.number, now.cause["first contact"], seller[opens], 0)
    state.opened[customer[opens]] = day[opens]

    outcome = np.where(talks.agrees, 0, 2 - back)
    lost = (talks.ends & (outcome == 2) & (step > 0)).nonzero()[0]
    state.close_deals(customer[lost], day[lost], seller[lost], step[lost])
    over = talks.ends.nonzero()[0]
    leads_to, why = _LEADS_TO[outcome[over]], now.endings[outcome[over]]
    state.settle(customer[over], day[over], leads_to, why, seller[over], step[over])
    won = (talks.ends & talks.agrees).nonzero()[0]
    week.new = customer[won]
    buy(state, week, week.new, day[won], seller[won])
    sign(state, week.new, day[won])
    let_go_cold(state, week)
    firm.spare = max(week.available - week.worked, 0.0) * now.call_share


def purchase(state: State, week: Week) -> None:
    """8. Buyers fill their baskets; every sale is written down with its value and its cost, in cents."""
    if not week.bought:
        return
    now, selling = state.now, state.now.company.selling
    customer, day, seller, stage, visit = together(week.bought, 5)
    segment = state.cell[customer] // (2 * STAGE_COUNT)
    key, first = state.key[customer], seller != NOBODY
    basket = baskets(now, key, segment, stage, visit)
    takes = uniform(key, stage, visit, Purpose.UPSELL) < now.plan.sales.suggestions * selling.upsell
    more = 1 + selling.upsell_size * takes
    _, given = discounts(state, key, state.visit(customer, Stage.CONSIDERING.number))
    less = 1 - given * first
    cents = np.maximum(np.rint(100 * basket * more * less), 1).astype(np.int64)
    cost = np.rint(100 * basket * more * now.cost + cents * now.fee[segment]).astype(np.int64)
    paid = commissions(state, cents * first, seller, day)
    for account, amount in (("revenue", cents), ("cost_of_goods", -cost), ("commission", -paid)):
        np.add.at(week.cents, (ACCOUNTS.index(account), segment), amount)
    week.discount = round(100 * float((basket * more * (1 - less)).sum()))
    week.suggested = round(100 * float((basket * (more - 1) * less).sum()))
    opened = np.where(first, state.opened[customer], day)
    state.close_deals(customer, day, seller, np.where(first, now.steps.shape[1] - 1, NOBODY), cents, opened)


def after_sale(state: State, week: Week) -> None:
    """9. Buyers compare what they got with what they were promised, and how they were treated; they write reviews."""
    luck, pressure = state.luck(week.new, Purpose.SATISFACTION), state.now.plan.sales.pressure + week.hurry
    state.mood[week.new] = moods(state, week.new, luck, pressure)
    new = [float(state.mood[week.new].sum()), len(week.new)]
    state.firm.reviews = carried(state.firm.reviews, np.array(new), np.array(state.now.company.trust.review_memory))


def learn(state: State, week: Week) -> None:
    """10. What sales hears teaches marketing, as far as the agreement lets it; the agreement fades unless tended."""
    firm, gate, agreed = state.firm, state.now.company.hand_off, state.now.plan.agreement
    pace = gate.learning * state.lived("culture")
    week.told = state.lived("feedback")
    heard = pace * week.told
    if week.called:
        firm.aim = closed_in(firm.aim, heard * week.sent_back / week.called)
    firm.answers = closed_in(firm.answers, heard * week.doubted)
    firm.sharp = closed_in(firm.sharp, pace * state.lived("joint_review"))
    firm.adherence = lived(firm.adherence, kept_up(state.now.company, agreed), gate.decay)


def book_money(state: State, week: Week) -> None:
    """11. What does not depend on sales is booked for the firm as a whole, in cents; next week's people are told."""
    staff = state.firm.staff
    for costs in (state.now.weekly_costs, staff.hiring):
        for account, cents in costs.items():
            week.cents[ACCOUNTS.index(account), -1] += cents
    week.hiring = -sum(staff.hiring.values())
    staff.hiring = {}


def prepared(state: State) -> float:
    """Return the share of the buyers' doubts to which sellers have an answer: from feedback, and from content."""
    return closed_in(state.firm.answers, state.effort("content") * state.lived("content_plan"))


def baskets(now: Parameters, key: Keys, segment: Ints, stage: Codes | int, visit: Codes | int) -> Floats:
    """Return what buyers put into their baskets, in euros before discounts and suggestions.

    Args:
        now: Company and plan as arrays.
        key: The buyers' keys, shape (k,).
        segment: Numbers of their segments, shape (k,).
        stage: At which stage each buys, a number or shape (k,).
        visit: How often each has entered it, a number or shape (k,).

    Returns:
        Euros, shape (k,).
    """
    spread = now.company.economics.basket_spread
    value: Floats = np.exp(spread * normal(key, stage, visit, Purpose.BASKET) - spread**2 / 2) * now.price[segment]
    return value


def moods(state: State, customer: Ints, luck: Floats, pressure: float | Floats) -> Floats:
    """Return how satisfied buyers are with what they got and how they were treated.

    Args:
        state: The company under its plan.
        customer: Numbers of the buyers, shape (k,).
        luck: Uniform numbers, shape (k,).
        pressure: How hard they were pushed (0 to 1), a number or shape (k,).

    Returns:
        From 0 to 1, shape (k,).
    """
    now, trust, selling = state.now, state.now.company.trust, state.now.company.selling
    return satisfaction(
        np.where(state.fits(customer), 1.0, state.done("research")),
        luck,
        quality=now.plan.marketing.quality,
        promise=now.plan.marketing.promise,
        disappointment=trust.disappointment,
        harm=trust.push_harm * pressure + selling.tact * now.plan.sales.suggestions,
    )


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
    poor, good = np.add.reduce(state.counts.reshape(-1, 2, STAGE_COUNT), axis=(0, 2)).tolist()
    moved = state.firm.aim * poor / max(good, 1)
    groups = len(state.counts) // STAGE_COUNT
    return np.array([[1 - state.firm.aim], [1 + moved]] * (groups // 2))
