"""The story of a week: every number told is one of the run's tables, and all moves told are the change of stages."""

import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import salesmark as sm
from salesmark.business.journey import STAGE_NAMES
from salesmark.reports.week import as_text, story
from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.run import run_plans
from salesmark.simulation.week import STEPS

WEEKS = (1, 20, 52)
MOVE = re.compile(rf"\b({'|'.join(STAGE_NAMES)}) to ({'|'.join(STAGE_NAMES)}) (\d[\d,]*)")


@pytest.fixture(scope="module")
def shop():
    return sm.company("electronics_retailer")


@pytest.fixture(scope="module")
def year(shop):
    return sm.simulate(shop, months=12, seed=2)


@pytest.fixture(scope="module")
def nobody(shop):
    """Forty people who want nothing, no seller and no euro for channels."""
    none = {"budget": dict.fromkeys(shop.channels, 0), "effort": dict.fromkeys(shop.efforts, 0)}
    still = shop.change(
        market={"population": 40, "need": {"aware": 0, "interested": 0}, "imitation": 0},
        segments={name: {"orders": 0.1} for name in shop.segments},
        plan={"sales": {"people": {"adviser": 0}}, "marketing": none},
    )
    return sm.simulate(still.change(before={"marketing": still.plan.marketing}), months=1, seed=1)


@pytest.fixture(scope="module")
def eventful():
    """Cars on contracts of four weeks, in a slump, under a policy that hires and lets go."""
    cars = sm.company("car_dealer").change(
        economics={"contract_weeks": 4, "churn": 0.2, "churn_slope": 2},
        shocks={"slump": {"starts": 3, "weeks": 4, "demand": 0.5, "rivals": 2, "channels": {"radio": 0}}},
    )

    def grow_and_shrink(seen):
        sellers = 9 if len(seen.weekly) // 13 % 2 else 2
        return cars.change(plan={"sales": {"people": {"seller": sellers}}}).plan

    return sm.simulate(cars, months=9, seed=4, policy=grow_and_shrink)


def kept(company):
    """How far the agreement is lived while nothing about it changes."""
    agreed = company.plan.agreement
    return 1 - (1 - company.hand_off.unled) * (1 - agreed.leadership) * (1 - agreed.upkeep)


def number(text):
    return float(text.replace(",", "").rstrip(".")) if text else None


@cache
def whole_story(run, week):
    return dict(story(run, week))


def told(run, week, step):
    return " ".join(whole_story(run, week)[step])


def find(run, week, step, pattern):
    """The numbers in the brackets of the pattern, in what a step tells; each # stands for one."""
    match = re.search(pattern.replace("#", r"€?(\d[\d,]*(?:\.\d+)?)"), told(run, week, step))
    assert match, f"{step} does not tell {pattern!r}: {told(run, week, step)}"
    return [number(group) for group in match.groups()]


def named(run, week, step, after):
    """The names and numbers of a list such as 'forgot 152, own need 27' that follows some words."""
    text = told(run, week, step)
    listed = re.search(re.escape(after) + r"[^:]*: ([^:]*?)\.(?:\s|$)", text)[1]
    return {} if listed == "none" else {k: number(v) for k, v in re.findall(r"([a-z ]+?) €?(\d[\d,]*)", listed)}


def days(table, week, column="day"):
    return table[(table[column] >= 7 * (week - 1)) & (table[column] < 7 * week)]


def stripped(names):
    return {name.strip(): value for name, value in names.items()}


def check_moves(run):
    """Hold the moves told in each week against the change of the stages and the events."""
    for week, (before, after) in enumerate(pairwise(run.stages), start=1):
        change = dict.fromkeys(STAGE_NAMES, 0)
        moves = MOVE.findall(" ".join(sentence for said in whole_story(run, week).values() for sentence in said))
        for here, there, people in moves:
            change[here] -= number(people)
            change[there] += number(people)
        assert list(change.values()) == (after - before).tolist()
        assert sum(number(people) for *_, people in moves) == len(days(run.events, week))


def test_the_eleven_steps_are_told_in_their_order_each_in_a_few_sentences(year, eventful):
    for run, week in [(year, 1), (year, 20), (year, 52), (eventful, 5), (eventful, 26)]:
        steps = story(run, week)
        assert [step for step, _ in steps] == [step.__name__ for step in STEPS]
        assert all(1 <= len(said) <= 8 for _, said in steps)
        assert all(sentence.endswith(".") and "_" not in sentence for _, said in steps for sentence in said)


@pytest.mark.parametrize("name", sm.companies())
def test_the_moves_told_are_the_change_of_the_stages_in_every_week(name):
    check_moves(sm.simulate(sm.company(name), months=3, seed=2))


def test_the_moves_told_are_the_change_of_the_stages_under_a_policy_contracts_and_a_shock(eventful):
    assert eventful.plans[1] != eventful.plans[2]
    check_moves(eventful)


@pytest.mark.parametrize("week", WEEKS)
def test_reach_tells_the_plan_s_spend_and_what_is_felt_of_it(year, week):
    budget = year.company.plan.marketing.budget
    assert find(year, week, "reach", "spends # on") == [sum(budget.values())]
    assert stripped(named(year, week, "reach", "on channels")) == budget
    felt = re.findall(r"(\w+) €([\d,]+) \((\d+)%\)", told(year, week, "reach"))
    for name, euros, share in felt:
        channel = year.company.channels[name]  # today's budget is the one before day 0, so what is felt stands still
        steady = budget[name] / (1 - channel.carry_over)
        assert number(euros) == pytest.approx(steady, abs=0.5)
        power = steady**channel.shape
        assert int(share) == pytest.approx(100 * power / (power + channel.half_saturation**channel.shape), abs=0.51)
    assert [name for name, *_ in felt] == list(budget)


def test_another_budget_is_felt_more_and_more_until_nothing_is_added(shop):
    run = sm.simulate(shop.change(plan={"marketing": {"budget": {"leaflets": 1500}}}), months=3, seed=1)
    felt = [find(run, week, "reach", r"leaflets # \(")[0] for week in (1, 2, 13)]
    assert felt == [2000, 2500, 3000]  # of each week's 1,500, half is left a week later


@pytest.mark.parametrize("week", WEEKS)
def test_goodwill_counts_customers_and_their_word_of_mouth(year, week):
    before = dict(zip(STAGE_NAMES, year.stages[week - 1].tolist(), strict=True))
    customers = before["customer"] + before["retained"] + before["advocate"]
    assert find(year, week, "goodwill", "Of # customers .* # are advocates") == [customers, before["advocate"]]
    market, effort = year.company.market, year.company.efforts["community"]
    felt = year.company.plan.marketing.effort["community"] / (1 - effort.carry_over)
    community = effort.strength * felt / (felt + effort.half_saturation)
    voices = sum(voice * before[stage] for stage, voice in market.voice.items())
    heard = 1000 * market.imitation * voices * (1 + community) / year.population
    assert find(year, week, "goodwill", "of the firm # times")[0] == pytest.approx(heard, abs=0.005)


def test_over_a_year_contacts_are_noticed_as_often_as_the_pressure_lets_expect(year):
    expected, noticed = {}, {}
    for week in range(1, year.weeks + 1):
        pushed = stripped(named(year, week, "pressure", "to move"))
        seen = stripped(named(year, week, "move", "of which move them"))
        total = find(year, week, "pressure", "are # occasions")[0]
        assert total == sum(pushed.values())
        assert seen == days(year.touches, week)["channel"].value_counts().loc[lambda found: found > 0].to_dict()
        for name in seen:
            expected[name] = expected.get(name, 0) + pushed[name]
            noticed[name] = noticed.get(name, 0) + seen[name]
    assert set(noticed) == {*year.company.channels, "word of mouth"}
    for name, count in noticed.items():
        assert abs(count - expected[name]) < 4 * np.sqrt(expected[name]) + 0.01 * expected[name]


def test_what_is_to_be_expected_hangs_on_where_people_stand_as_the_week_begins(shop):
    start = dict.fromkeys(STAGE_NAMES, 0) | {"aware": 1}
    run = sm.simulate(shop.change(market={"start": start}), months=1, seed=1)
    pushed = stripped(named(run, 1, "pressure", "to move"))
    assert pushed["forgot"] == round(shop.market.forgetting * 20_000)
    assert "went cold" not in pushed  # nobody is a lead yet
    assert "went cold" in stripped(named(run, 2, "pressure", "to move"))


def test_the_season_is_that_of_the_week_s_month(year):
    said = [find(year, week, "pressure", "at #%")[0] for week in (1, 4, 5, 8, 9, 13, 52)]
    season = [round(100 * factor) for factor in year.company.market.season]
    assert said == [season[month] for month in (0, 0, 1, 1, 2, 2, 11)]  # months of 4, 4 and 5 weeks


@pytest.mark.parametrize("week", WEEKS)
def test_moves_by_clocks_are_told_by_cause(year, week):
    contacts, moved, clocks = find(year, week, "move", "notice # contacts, # of which.*Clocks move people # times")
    touches, events = days(year.touches, week), days(year.events, week)
    assert (contacts, moved) == (len(touches), touches["moved"].sum())
    by_clock = events[~events["from"].isin(["considering", "intending"]) & (events["to"] != "considering")]
    causes = stripped(named(year, week, "move", "Clocks move people"))
    assert causes == by_clock["cause"].value_counts().loc[lambda found: found > 0].to_dict()
    assert sum(causes.values()) == clocks == len(by_clock)
    assert list(causes.values()) == sorted(causes.values(), reverse=True)


@pytest.mark.parametrize("week", WEEKS)
def test_leads_are_scored_handed_over_and_called(year, week):
    row, events = year.weekly.iloc[week - 1], days(year.events, week)
    agreed, gate, lived = year.company.plan.agreement, year.company.hand_off, kept(year.company)
    ready, passed, threshold = find(year, week, "score", "Of # leads ready to talk, # score # or more")
    slip = gate.goal_slip * (1 - agreed.shared_goals * lived)
    assert threshold == pytest.approx(agreed.lead_threshold - slip, abs=0.0051)
    assert passed == (events["to"] == "considering").sum()
    assert ready == sum(len(lead) for lead, *_ in year.notes[week - 1].ready) > passed
    routine, called, wait = find(
        year, week, "hand_over", "after # hours.*make # first contacts, after a wait of # hours"
    )
    assert routine == pytest.approx(agreed.first_contact_hours + gate.neglect * (1 - lived), abs=0.051)
    assert called == row["first_contacts"]
    assert wait == pytest.approx(row["mean_wait_hours"], abs=0.05)
    assert find(year, week, "hand_over", "end # wait") == [row["waiting"]]
    gone = events[(events["from"] == "considering") & (events["cause"] == "went cold")]
    cold = MOVE.findall(told(year, week, "hand_over"))
    assert sum(number(people) for *_, people in cold) == len(gone)


@pytest.mark.parametrize("week", WEEKS)
def test_sellers_talks_are_told_by_step(year, week):
    row, events = year.weekly.iloc[week - 1], days(year.events, week)
    sellers, worked, available = find(year, week, "sell", "# sellers spend # hours in talks, of #")
    assert (sellers, available) == (3, row["hours_available"])
    assert worked == pytest.approx(row["hours_worked"], abs=0.5)
    yes, no = np.array(
        [find(year, week, "sell", f"{step} # yes and # no") for step in year.company.process], dtype=int
    ).T
    by_cause = events["cause"].value_counts()
    assert (yes[0], yes[-1]) == (by_cause["first contact"], by_cause["sale"])
    assert yes[0] + no[0] == row["first_contacts"]
    assert no[0] == ((events["from"] == "considering") & events["cause"].isin(["sent back", "said no"])).sum()
    lost = events[(events["from"] == "intending") & (events["to"] == "lost")]["reason"]
    reasons = [step.reason for step in year.company.process.values()]
    assert no[1:].tolist() == [(lost == reason).sum() for reason in reasons[1:]]


@pytest.mark.parametrize("week", WEEKS)
def test_baskets_are_the_week_s_won_deals_and_its_revenue(year, week):
    won = days(year.deals[year.deals["status"] == "won"], week, "closed_day")
    first, repeat, revenue, basket = find(
        year, week, "purchase", "# first purchases and # repeat orders bring #, # a basket"
    )
    assert (first, repeat) == ((won["kind"] == "new").sum(), (won["kind"] == "repeat").sum())
    assert revenue == pytest.approx(won["amount"].sum())
    assert revenue == pytest.approx(year.weekly["revenue"].iloc[week - 1])
    assert basket == pytest.approx(won["amount"].mean(), abs=0.005)
    assert find(year, week, "after_sale", "the # new customers") == [first]


def test_satisfaction_is_that_of_the_week_s_new_customers(shop):
    run = sm.simulate(shop.change(plan={"marketing": {"promise": 1.2}}), months=2, seed=3)
    new = days(run.events[run.events["cause"] == "sale"], 8)["customer"]
    felt = run.customers["satisfaction"].iloc[new]  # nobody leaves and buys again within the last week
    mean, below = find(run, 8, "after_sale", "delighted: # on average, #% of them below 0.5")
    assert mean == pytest.approx(felt.mean(), abs=0.005)
    assert below == pytest.approx(100 * (felt < 0.5).mean(), abs=0.51)
    assert find(run, 8, "after_sale", "promised # and got #") == [1.2, 1.0]


def test_targeting_is_told_as_it_stands_after_the_week_and_before(year):
    for week in WEEKS:
        back, called, share = find(year, week, "learn", "sends back # of # leads called; #% of what it hears reaches")
        events = days(year.events, week)
        assert back == (events["cause"] == "sent back").sum()
        assert called == year.weekly["first_contacts"].iloc[week - 1]
        now, before = find(year, week, "learn", "poor fit #% of their contacts, up from #%")
        assert now >= before
        agreed, gate, lived = year.company.plan.agreement, year.company.hand_off, kept(year.company)
        assert share == pytest.approx(100 * agreed.feedback * lived, abs=0.51)
        gap = 1 - before / 100  # learns a share of the gap: learning x culture x feedback x share sent back
        pace = gate.learning * agreed.culture * lived * agreed.feedback * lived
        assert now - before == pytest.approx(100 * pace * back / called * gap, abs=0.0011)
        assert find(year, week, "learn", "lived to #%")[0] == round(100 * lived)
    assert now == pytest.approx(100 * year.end.firm.aim, abs=0.0005)
    assert find(year, 1, "learn", "up from #%") == [0]


def test_marketing_beyond_what_its_people_can_run_is_said_to_bring_nothing(shop, year):
    assert "rest is paid for" not in told(year, 1, "reach")
    spend = sum(shop.plan.marketing.budget.values()) + sum(shop.plan.marketing.effort.values())
    run = sm.simulate(shop.change(roles={"marketer": {"handles": 0.4 * spend}}), months=1, seed=1)
    assert find(run, 1, "reach", "can run #% of all that well") == [40]
    channel, budget = shop.channels["search"], shop.plan.marketing.budget["search"]
    felt = 0.4 * budget + channel.carry_over * budget / (1 - channel.carry_over)
    assert find(run, 1, "reach", r"search # \(")[0] == pytest.approx(felt, abs=0.5)


def test_the_contacts_that_get_through_are_what_rivals_and_wear_leave(shop, year):
    felt, reached = {}, {}
    for name, channel in shop.channels.items():
        felt[name] = shop.plan.marketing.budget[name] / (1 - channel.carry_over)
        power = felt[name] ** channel.shape
        reached[name] = power / (power + channel.half_saturation**channel.shape)
    voice = sum(felt.values()) / (sum(felt.values()) + shop.rivals.spend)
    assert find(year, 1, "reach", "has #% of the voice")[0] == pytest.approx(100 * voice, abs=0.51)
    testing = shop.efforts["testing"]
    euros = shop.plan.marketing.effort["testing"] / (1 - testing.carry_over)
    renewed = shop.trust.rest + testing.strength * euros / (euros + testing.half_saturation)
    through = dict(re.findall(r"(\w+) (\d+)%", told(year, 1, "reach").rpartition("gets through")[2]))
    for name in shop.channels:  # nobody has shut the firm out yet, and wear and renewal are even
        fresh = renewed / (renewed + shop.trust.wear * reached[name])
        assert int(through[name]) == pytest.approx(100 * fresh * (1 - shop.rivals.clutter * (1 - voice)), abs=0.51)
    contacts = max(reached[name] * channel.personal for name, channel in shop.channels.items())
    unasked = shop.trust.annoyance * contacts * (1 - shop.plan.marketing.consent)
    assert find(year, 1, "goodwill", "#% of the people now shut")[0] == pytest.approx(100 * unasked, abs=0.051)


def test_a_firm_that_asks_for_consent_and_has_no_rivals_hears_of_neither(shop):
    alone = shop.change(rivals={"spend": 0}, trust={"wear": 0}, plan={"marketing": {"consent": 1}})
    run = sm.simulate(alone, months=1, seed=1)
    assert "gets through" not in told(run, 4, "reach")
    assert "of the voice" not in told(run, 4, "reach")
    assert "consent" not in told(run, 4, "goodwill")


def test_a_shock_is_told_in_the_weeks_in_which_it_is_in_force(eventful):
    for week in (2, 7):
        assert "In force" not in told(eventful, week, "pressure")
    for week in (3, 6):
        assert find(eventful, week, "pressure", "In force: slump; demand at #%, rivals' spend at #%") == [50, 200]
        assert "radio 0%" in told(eventful, week, "reach").rpartition("gets through")[2]


def test_contracts_that_end_are_told_as_renewed_or_left(eventful):
    for week in range(1, eventful.weeks + 1):
        events = days(eventful.events, week)
        ended, renewed = find(eventful, week, "move", "Of # contracts? that end, # are renewed")
        assert ended - renewed == (events["cause"] == "not renewed").sum()
        won = days(eventful.deals[eventful.deals["status"] == "won"], week, "closed_day")
        assert find(eventful, week, "purchase", r"and # repeat orders? \(# of them renewals\)") == [
            (won["kind"] == "repeat").sum(),
            renewed,
        ]


def test_put_off_people_are_told_only_where_messages_conflict(shop, year):
    assert "contradict each other" in told(year, 20, "pressure")
    agreed = {"shared_message": 1, "leadership": 1}
    run = sm.simulate(shop.change(plan={"agreement": agreed}, before={"agreement": agreed}), months=1, seed=1)
    assert "put off" not in told(run, 4, "pressure") + told(run, 4, "move")


def test_leads_that_get_lost_on_the_way_are_told(shop):
    careless = {"agreement": {"shared_tools": 0}}
    run = sm.simulate(shop.change(hand_off={"leak": 1}, plan=careless), months=1, seed=1)
    passed = find(run, 3, "score", "ready to talk, # score")[0]
    assert find(run, 3, "hand_over", "call, # of them because they got lost.*to lost #") == [passed, passed]
    assert find(run, 3, "hand_over", "make # first contacts") == [0]


def test_hours_to_spare_go_into_calls_that_are_felt_next_week():
    cars = sm.company("car_dealer").change(selling={"talent": 0})
    run, kind = sm.simulate(cars, months=3, seed=2), cars.calls["warm_calls"]
    for week in range(2, 13):
        hours = find(run, week, "sell", "# go into calls")[0]
        worked, available = find(run, week, "sell", "spend # hours in talks, of #")
        assert hours == pytest.approx((available - worked) * cars.plan.sales.calls["warm_calls"], abs=1)
        felt, before = (find(run, at, "reach", "warm calls # hours")[0] for at in (week + 1, week))
        assert felt == pytest.approx(hours + kind.carry_over * before, abs=1.1)
    assert not re.search(r"into calls", told(sm.simulate(sm.company("clothing_store"), months=1, seed=1), 2, "sell"))


def test_the_rush_is_told_near_the_quarters_end_and_doubts_and_second_tries_where_there_are_some():
    cars = sm.company("car_dealer")
    sales, rush = cars.plan.sales, cars.selling.rush
    run = sm.simulate(cars.change(plan={"sales": {"follow_ups": 0}}, selling={"doubt": 1}), months=3, seed=2)
    for week, part in ((10, 0), (11, 1 / 3), (12, 2 / 3), (13, 1)):
        if part:
            hurry = find(run, week, "sell", "forward by #%")[0]
            assert hurry == pytest.approx(100 * rush * (sales.accelerator - 1) * part, abs=0.51)
        else:
            assert "quarter's end" not in told(run, week, "sell")
        assert "said no before" not in told(run, week, "sell")
    again = sm.simulate(cars, months=3, seed=2)
    assert find(again, 13, "sell", "# of them are with buyers who had said no before")[0] > 0
    sure = sm.simulate(cars.change(process={step: {"objections": 0} for step in cars.process}), months=1, seed=2)
    assert "doubt stays" in told(again, 4, "sell")
    assert "doubt stays" not in told(sure, 4, "sell")


def test_discounts_and_suggestions_are_worth_the_difference_that_they_make():
    cars = sm.company("car_dealer").change(selling={"price_odds": 0, "tact": 0}, plan={"sales": {"accelerator": 1}})
    none = {"sales": {"suggestions": 0, "discount_limit": 0}}
    plain, sweet, more = (
        sm.simulate(cars.change(plan=none).change(plan={"sales": change}), months=1, seed=2)
        for change in ({}, {"discount_limit": 0.1}, {"suggestions": 1})
    )
    revenue = {run: find(run, 2, "purchase", "bring #,")[0] for run in (plain, sweet, more)}
    assert find(sweet, 2, "purchase", "Discounts give # away")[0] == pytest.approx(
        revenue[plain] - revenue[sweet], abs=2
    )
    assert find(more, 2, "purchase", "worth # of it")[0] == pytest.approx(revenue[more] - revenue[plain], abs=2)
    assert "Discounts" not in told(plain, 2, "purchase")
    assert "Suggestions" not in told(plain, 2, "purchase")


def test_the_rating_is_the_mean_of_the_reviews_that_still_count(shop):
    run = sm.simulate(shop, months=1, seed=2)
    felt = run.customers["satisfaction"].to_numpy()
    week = np.full(run.population, -1)  # in which each customer wrote a review, 0 for before the start
    week[np.isin(run.first, [5, 6, 7])] = 0
    sales = run.events[run.events["cause"] == "sale"]
    week[sales["customer"]] = 1 + sales["day"] // 7
    weight = np.where(week >= 0, shop.trust.review_memory ** (4.0 - week), 0)
    mean = (weight * felt).sum() / weight.sum()
    assert find(run, 4, "after_sale", "in reviews is #")[0] == pytest.approx(mean, abs=0.0051)


def test_hiring_is_told_in_the_week_in_which_people_come(shop, year):
    run = sm.simulate(shop.change(plan={"sales": {"people": {"adviser": 5}}}), months=1, seed=1)
    cost = 2 * shop.roles["adviser"].hiring
    assert find(run, 1, "book_money", "Finding new people took #") == [cost]
    for quiet in (told(run, 2, "book_money"), told(year, 1, "book_money")):
        assert "new people" not in quiet


def test_the_weeks_money_adds_up_to_the_ledger(year):
    names = dict(zip(ACCOUNTS, ("Revenue", "cost of goods", "marketing with its wages"), strict=False))
    totals = dict.fromkeys(ACCOUNTS, 0)
    for week in range(1, year.weeks + 1):
        sums = [find(year, week, "book_money", f"{names.get(a, a.replace('_', ' '))} #")[0] for a in ACCOUNTS]
        left, kind = find(year, week, "book_money", "of #")[0], "loss" in told(year, week, "book_money")
        assert (-left if kind else left) == pytest.approx(sums[0] - sum(sums[1:]))
        for account, amount in zip(ACCOUNTS, sums, strict=True):
            totals[account] += round(100 * amount)
    booked = year.ledger.groupby("account", observed=True)["cents"].sum().abs().to_dict()
    assert totals == booked


def test_a_week_reads_the_same_however_long_the_run_goes_on(shop, year):
    short = sm.simulate(shop, months=2, seed=2)
    assert [story(short, week) for week in (1, 8)] == [story(year, week) for week in (1, 8)]


def test_a_plan_is_told_in_the_quarter_in_which_it_is_in_force(shop):
    later = shop.change(plan={"sales": {"people": {"adviser": 1}}, "agreement": {"lead_threshold": 0.7}}).plan
    run = run_plans(shop, [shop.plan, later], months=9, seed=1)
    now = f"{shop.plan.agreement.lead_threshold:.2f}"
    for week, sellers, threshold in ((13, "3 sellers", f"threshold is {now}"), (14, "1 seller ", "threshold is 0.70")):
        assert sellers in told(run, week, "sell")
        assert threshold in told(run, week, "score")
    assert "1 seller " in told(run, 39, "sell")


def test_a_week_in_which_nothing_happens_is_told_too(nobody):
    week = next(week for week in range(1, 5) if not len(days(nobody.events, week)))
    text = as_text(nobody, week, encoding="utf-8")
    for words in ("Sellers make 0 first contacts; at", "repeat orders bring €0.00.", "no new customers to satisfy"):
        assert words in " ".join(text.split())
    loss = -sum(nobody.end.now.weekly_costs.values()) / 100
    assert f"leaves a loss of €{loss:,.2f}" in " ".join(text.split())
    for silent in ("contract", "of the voice", "doubt stays", "quarter's end", "Discounts", "said no before", "Beside"):
        assert silent not in " ".join(text.split())
    assert not MOVE.search(text)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_page_fits_80_columns_in_every_week_and_ends_with_the_stages(year, encoding):
    for week in range(1, year.weeks + 1):
        text = as_text(year, week, encoding=encoding)
        assert max(map(len, text.splitlines())) <= 80
        assert text.encode(encoding)
        assert re.findall(r"^(\d+)\. (\w+): ", text, re.MULTILINE) == [
            (str(place), step.__name__) for place, step in enumerate(STEPS, start=1)
        ]
        last = re.findall(r"(\w+) ([\d,]+) \(([+-][\d,]+)\)", " ".join(text.rpartition("\n\n")[2].split()))
        assert [name for name, *_ in last] == list(STAGE_NAMES)
        assert [number(people) for _, people, _ in last] == year.stages[week].tolist()
        assert [int(number(by)) for *_, by in last] == (year.stages[week] - year.stages[week - 1]).tolist()


def test_a_currency_of_letters_keeps_its_distance(shop):
    run = sm.simulate(shop.change(currency="CHF"), months=1, seed=1)
    assert "spends CHF 1,850 on" in told(run, 1, "reach")


@pytest.mark.parametrize("week", [0, 5, -1, 1.5, "first", True])
def test_a_week_that_the_run_does_not_have_is_refused(shop, week):
    run = sm.simulate(shop, months=1, seed=1)
    with pytest.raises(sm.BadInput, match="week must be a whole number from 1 to 4"):
        story(run, week)


def test_only_a_run_has_weeks(shop):
    for thing in (shop, sm.simulate(shop, months=1, seed=1).observed):
        with pytest.raises(sm.BadInput, match="needs a simulated run"):
            as_text(thing, 1)
