"""People and money are conserved: nobody is lost from the books, and no cent."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark.business.company import company
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.run import run_plans, simulate

_SHOP = company("electronics_retailer")


def test_every_customer_is_in_exactly_one_stage_every_week(year, nothing_is_lost):
    nothing_is_lost(year)


def test_each_move_starts_where_the_last_one_ended(year):
    events = year.events.sort_values(["customer", "day"], kind="stable")
    before = events.groupby("customer")["to"].shift().cat.codes.to_numpy()
    first = year.first[events["customer"]]
    expected = np.where(before < 0, first, before)
    np.testing.assert_array_equal(events["from"].cat.codes, expected)


def test_paths_agree_with_the_counts_of_every_week(year):
    paths = year.paths(np.arange(year.population))
    counted = np.stack([np.bincount(week, minlength=10) for week in paths.T])
    np.testing.assert_array_equal(counted, year.stages)
    cells = year.counts.reshape(year.weeks + 1, -1, 10).sum(axis=1)
    np.testing.assert_array_equal(counted, cells)


def test_paths_follow_each_customer_asked_for_even_twice_and_in_any_order(year):
    movers = year.events["customer"].iloc[[5, 0, 5]].to_numpy()
    everyone = year.paths(np.arange(year.population))
    np.testing.assert_array_equal(year.paths(movers), everyone[movers])
    assert year.paths([]).shape == (0, year.weeks + 1)


def test_every_move_falls_into_a_week_of_the_run_in_order_of_time(year):
    day = year.moves["day"]
    assert day.min() >= 0
    assert day.max() < 7 * year.weeks
    assert (np.diff(day) >= 0).all()


def test_revenue_is_the_sum_of_the_deals_by_month_and_segment(year):
    won = year.deals[year.deals["status"] == "won"]
    month = year.month_of_week[(won["closed_day"] // 7).astype(int)]
    deals = (won["amount"] * 100).round().astype(int).groupby([month, won["segment"].astype(str)]).sum()
    booked = year.ledger[year.ledger["account"] == "revenue"]
    ledger = booked.set_index(["month", booked["segment"].astype(str)])["cents"]
    pd.testing.assert_series_equal(deals.sort_index(), ledger.sort_index(), check_names=False, check_dtype=False)


def test_costs_follow_from_the_plan_and_the_deals(year):
    plan, shop = year.company.plan, year.company
    total = year.ledger.groupby("account", observed=False)["cents"].sum()
    programmes = sum(plan.marketing.budget.values()) + sum(plan.marketing.effort.values())
    wages = shop.roles["marketer"].wage * plan.marketing.people["marketer"]
    assert total["marketing"] == -52 * round(100 * (programmes + wages))
    assert total["sales_wages"] == -52 * round(100 * shop.roles["adviser"].wage * plan.sales.people["adviser"])
    rent = shop.economics.overhead + sum(shop.places[place].cost for place in plan.marketing.places)
    assert total["overhead"] == -52 * round(100 * (rent + plan.agreement.upkeep * shop.hand_off.upkeep_cost))
    assert total["commission"] < 0


def test_what_a_sale_costs_follows_from_the_price_the_quality_and_the_places(shop):
    firm = shop.change(
        economics={"unit_cost": 300, "quality_cost": 2},
        places={"website": {"fee": 0.1, "serves": {"families": 0.2}}, "shops": {"fee": 0, "serves": {"families": 0.6}}},
        plan={"marketing": {"price": 500, "quality": 1.1}, "sales": {"discount_limit": 0, "commission": 0.05}},
    )
    run = simulate(firm, months=6, seed=2)
    won = run.deals[(run.deals["status"] == "won") & (run.deals["segment"] == "families")]
    booked = run.ledger[run.ledger["segment"] == "families"].groupby("account", observed=False)["cents"].sum()
    cents = (won["amount"] * 100).round()
    share = 300 * 1.1**2 / 500 + 0.1 * 0.2 / (0.2 + 0.6)
    assert booked["cost_of_goods"] == pytest.approx(-share * cents.sum(), abs=len(won))
    assert booked["commission"] == -np.rint(0.05 * cents[won["kind"] == "new"]).sum()


def test_the_profit_of_each_month_is_its_ledger_to_the_cent(year):
    ledger = year.ledger.groupby("month")["cents"].sum()
    np.testing.assert_array_equal((year.monthly["profit"] * 100).round().astype(int), ledger)
    costs = year.monthly[["cost_of_goods", "marketing", "sales", "overhead"]].sum(axis=1)
    np.testing.assert_allclose(year.monthly["revenue"] - costs, year.monthly["profit"], atol=1e-6)


def test_the_months_and_the_weeks_tell_of_the_same_people(year):
    monthly, weekly, moved = year.monthly, year.weekly, year.events
    assert monthly["new_customers"].sum() == (moved["to"] == "customer").sum() == weekly["new_customers"].sum()
    assert monthly["won"].sum() == (moved["cause"] == "sale").sum()
    assert monthly["first_contacts"].sum() == weekly["first_contacts"].sum()
    assert monthly["revenue"].sum() == pytest.approx(weekly["revenue"].sum())
    assert monthly["customers"].iloc[-1] == weekly[["customer", "retained", "advocate"]].iloc[-1].sum()
    np.testing.assert_array_equal(weekly["waiting"], weekly["considering"])


def test_a_deal_is_never_closed_before_it_was_opened(year):
    deals = year.deals[year.deals["opened_day"].notna() & year.deals["closed_day"].notna()]
    assert (deals["closed_day"] >= deals["opened_day"]).all()
    new = deals[deals["kind"] == "new"]
    assert (new["closed_day"] > new["opened_day"]).all()


def test_only_deals_from_before_day_0_have_no_day_of_opening(year):
    unopened = year.deals[year.deals["opened_day"].isna()]
    assert 0 < len(unopened) <= year.stages[0, Stage.INTENDING.number]
    assert (year.first[unopened["customer"]] == Stage.INTENDING.number).all()


def test_a_lost_deal_says_why_and_an_open_or_won_one_does_not(year):
    reasons = {step.reason for step in year.company.process.values()}
    lost = year.deals["status"] == "lost"
    assert set(year.deals.loc[lost, "reason"]) <= reasons
    assert set(year.deals.loc[~lost, "reason"]) == {""}
    said = year.events.loc[year.events["to"] == "lost", "reason"]
    assert "nobody called in time" in set(said)
    assert "" not in set(said)


def test_sellers_come_and_go_with_the_plan_of_the_quarter(corner_shop, nothing_is_lost):
    plans = [
        dataclasses.replace(corner_shop.plan, sales=dataclasses.replace(corner_shop.plan.sales, people={"adviser": n}))
        for n in (0, 3, 1)
    ]
    run = run_plans(corner_shop, plans, months=12, seed=4)
    nothing_is_lost(run)
    talked = run.events[run.events["seller"] != ""]
    quarter = (talked["day"] // 91).astype(int)
    assert (quarter > 0).all()
    assert set(talked.loc[quarter == 1, "seller"]) == {"adviser 1", "adviser 2", "adviser 3"}
    assert set(talked.loc[quarter > 1, "seller"]) == {"adviser 1"}
    np.testing.assert_array_equal(
        run.weekly["hours_available"], np.repeat([0, 3, 1, 1], 13) * corner_shop.roles["adviser"].hours
    )


_SHARES = st.lists(st.integers(0, 3), min_size=10, max_size=10).filter(any)


@settings(max_examples=60, deadline=None)
@given(
    population=st.integers(1, 500),
    start=_SHARES,
    season=st.lists(st.floats(0, 3), min_size=12, max_size=12).filter(lambda months: max(months) > 0.01),
    budget=st.lists(st.sampled_from([0, 0.01, 300, 50_000]), min_size=4, max_size=4),
    advisers=st.integers(0, 5),
    hours=st.sampled_from([0, 1, 24, 500]),
    threshold=st.floats(0, 1),
    price=st.floats(1, 5_000),
    rush=st.sampled_from([0, 1, 8]),
    seed=st.integers(0, 2**64),
)
def test_nobody_and_no_cent_is_lost_in_any_small_company_under_any_plan(
    population, start, season, budget, advisers, hours, threshold, price, rush, seed, nothing_is_lost
):
    """`rush` gives every stage, those in sellers' hands too, so many contacts a week."""
    shares = dict(zip(STAGE_NAMES, np.array(start) / sum(start), strict=True))
    small = _SHOP.change(
        market={"population": population, "start": shares, "season": season, "need": dict.fromkeys(STAGE_NAMES, rush)},
        channels={"email": {"contacts": dict.fromkeys(STAGE_NAMES, rush), "persuasion": {"intending": 1}}},
        plan={
            "marketing": {"budget": dict(zip(_SHOP.channels, budget, strict=True)), "price": price},
            "sales": {"people": {"adviser": advisers}},
            "agreement": {"first_contact_hours": hours, "lead_threshold": threshold},
        },
    )
    nothing_is_lost(simulate(small, months=2, seed=seed))


@pytest.mark.parametrize("stage", STAGE_NAMES)
def test_everybody_may_start_at_one_stage(corner_shop, stage, nothing_is_lost):
    shares = {**dict.fromkeys(STAGE_NAMES, 0), stage: 1}
    run = simulate(corner_shop.change(market={"start": shares}), months=2, seed=1)
    assert run.stages[0, STAGE_NAMES.index(stage)] == 400
    nothing_is_lost(run)


def test_a_company_with_one_segment_of_good_fit_only_runs(corner_shop, nothing_is_lost):
    one = dataclasses.replace(
        corner_shop,
        segments={"families": dataclasses.replace(corner_shop.segments["families"], share=1, good_fit=1)},
        channels={name: dataclasses.replace(channel, audience={}) for name, channel in corner_shop.channels.items()},
        places={name: dataclasses.replace(each, serves={"families": 1}) for name, each in corner_shop.places.items()},
    )
    run = simulate(one, months=6, seed=1)
    nothing_is_lost(run)
    assert set(run.customers["fit"]) == {"good"}
    assert run.monthly["won"].sum() > 0


def test_a_company_without_any_channel_lives_on_need_and_talk(corner_shop, nothing_is_lost):
    marketing = dataclasses.replace(corner_shop.plan.marketing, budget={})
    plan = dataclasses.replace(corner_shop.plan, marketing=marketing)
    quiet = dataclasses.replace(corner_shop, channels={}, plan=plan, before=plan)
    run = simulate(quiet, months=6, seed=1)
    nothing_is_lost(run)
    assert set(run.touches["channel"]) == {"word of mouth"}


def test_nothing_at_all_happens_to_people_on_whom_nothing_presses(corner_shop, hushed):
    still = hushed(corner_shop).change(
        market={
            "start": {**dict.fromkeys(STAGE_NAMES, 0), "aware": 1},
            "need": {"aware": 0, "interested": 0},
            "forgetting": 0,
            "imitation": 0,
        },
    )
    run = simulate(still, months=3, seed=1)
    assert run.events.empty
    assert run.touches.empty
    assert run.deals.empty
    assert run.monthly["revenue"].sum() == 0
    assert np.isnan(run.weekly["mean_wait_hours"]).all()


def test_a_clock_that_was_late_waits_until_something_presses_again(corner_shop, hushed):
    """Leads that fall short of the threshold get a new clock within the week, and then the last budget ends."""
    pushed = hushed(corner_shop).change(
        market={
            "need": {"aware": 0, "interested": 0},
            "cooling": 0,
            "imitation": 0,
            "start": {**dict.fromkeys(STAGE_NAMES, 0), "interested": 1},
        },
        channels={"email": {"contacts": {"interested": 20}, "persuasion": {"interested": 1}}},
        plan={
            "marketing": {"budget": {"email": 1000}},
            "agreement": {"lead_threshold": 1},
        },
        trust={"wear": 0, "annoyance": 0},
        hand_off={"score_noise": 0, "behaviour_weight": 0, "fit_weight": 0, "goal_slip": 0, "confusion": 0},
    )
    silent = dataclasses.replace(pushed.plan, marketing=dataclasses.replace(pushed.plan.marketing, budget={"email": 0}))
    run = run_plans(pushed, [pushed.plan, silent, pushed.plan], months=9, seed=1)
    quarter = np.bincount((run.touches["day"] // 91).astype(int), minlength=3)
    assert quarter[0] > 1000
    assert quarter[1] == 0
    assert quarter[2] > 1000
