"""What the firm could know, and what really happened."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from salesmark._checks import BadInput
from salesmark.business.journey import STAGE_NAMES, Stage
from salesmark.simulation.records import need_records, need_run
from salesmark.simulation.run import run_plans, simulate


@pytest.fixture(scope="module")
def told_straight(shop):
    return simulate(shop.change(market={"recall": 1}), months=6, seed=2)


def test_the_firm_knows_nobody_who_never_took_an_interest(year):
    seen = year.observed
    furthest = year.first.copy()
    np.maximum.at(furthest, year.moves["customer"], year.moves["to"])
    np.testing.assert_array_equal(seen.customers["customer"], np.flatnonzero(furthest >= Stage.INTERESTED.number))
    assert len(seen.customers) < 0.5 * year.population
    assert not {"unaware", "aware"} & set(seen.events["to"])
    known = set(seen.customers["customer"])
    assert set(seen.events["customer"]) <= known
    assert set(seen.touches["customer"]) <= known
    assert set(seen.deals["customer"]) <= known


def test_the_firm_sees_neither_satisfaction_nor_fit_nor_where_a_stranger_stood(year):
    assert list(year.observed.customers.columns) == ["customer", "segment", "stage", "source"]
    assert list(year.observed.touches.columns) == ["customer", "day", "channel"]
    assert (year.observed.name, year.observed.currency) == (year.name, year.currency)
    assert year.observed.start == year.start


def test_the_firm_knows_its_own_books_week_by_week_and_month_by_month(year):
    assert year.observed.monthly is year.monthly
    assert set(year.weekly) - set(year.observed.weekly) == {"unaware", "aware"}


def test_what_reads_records_takes_a_run_or_what_the_firm_saw_of_it_and_refuses_the_rest(year):
    assert need_records(year) is year
    assert need_records(year.observed) is year.observed
    assert need_run(year) is year
    with pytest.raises(BadInput, match="This needs a run or an export, got str"):
        need_records("deals.csv")
    with pytest.raises(BadInput, match="This needs a simulated run, got Observed"):
        need_run(year.observed)


def test_the_share_of_buyers_who_name_a_wrong_source_is_what_recall_leaves(year):
    true, told = year.deals["source"].astype(str), year.observed.deals["source"].astype(str)
    known = (true != "").to_numpy()
    wrong = (told[known] != true[known]).to_numpy()
    customers = year.deals.loc[known, "customer"].to_numpy()
    one_each = np.unique(customers, return_index=True)[1]
    share, people = wrong[one_each].mean(), len(one_each)
    assert people > 300
    assert share == pytest.approx(0.3, abs=3 * np.sqrt(0.3 * 0.7 / people))
    assert set(told[~known]) <= {""}


def test_who_forgets_names_every_other_source_alike(shop):
    muddled = simulate(shop.change(market={"recall": 0, "population": 100_000}), months=6, seed=2)
    told = muddled.observed.customers.set_index("customer")["source"].astype(str)
    true = muddled.customers.set_index("customer")["source"].astype(str)[told.index]
    named = told[true == "search"].value_counts(normalize=True)
    assert set(named.index) == {"social", "leaflets", "email", "word of mouth", "own need"}
    assert named.between(0.17, 0.23).all()


def test_with_perfect_recall_the_firm_knows_each_source(told_straight):
    run = told_straight
    assert (run.observed.deals["source"].astype(str) == run.deals["source"].astype(str)).all()
    true = run.customers.set_index("customer")["source"].astype(str)
    told = run.observed.customers.set_index("customer")["source"].astype(str)
    assert (told == true[told.index]).all()


def test_each_channel_leaves_traces_as_often_as_it_says_and_talk_leaves_none(year):
    known = year.touches[year.touches["customer"].isin(year.observed.customers["customer"])]
    noticed = known["channel"].value_counts()
    traced = year.observed.touches["channel"].value_counts()
    for name, channel in year.company.channels.items():
        assert traced[name] / noticed[name] == pytest.approx(channel.tracked, abs=0.03), name
    assert traced["word of mouth"] == 0
    assert noticed["word of mouth"] > 0


def test_a_touch_is_noted_whether_or_not_it_moved_the_person(year):
    moved = year.touches.groupby("channel", observed=True)["moved"].mean()
    assert ((moved > 0) & (moved < 1)).all()
    assert (year.touches["moved"]).sum() < len(year.events)


def test_the_true_causes_count_every_new_customer_once(year):
    causes = year.truth.causes
    new = (year.deals["kind"] == "new") & (year.deals["status"] == "won")
    assert causes.sum() == new.sum()
    assert causes["search"] > 0
    assert year.truth.parameters.people == {"marketer": 1, "adviser": year.plans[0].sales.people["adviser"]}


def test_a_channel_is_worth_what_would_be_missing_without_it(shop):
    run = simulate(shop, months=3, seed=7)
    worth = run.truth.channel_worth(tail_months=4).set_index("channel")
    assert worth.loc["search", "spend"] == pytest.approx(13 * shop.plan.marketing.budget["search"])
    silent = shop.change(plan={"marketing": {"budget": {"search": 0}}})
    whole = simulate(shop, months=9, seed=7)
    bare = run_plans(shop, [silent.plan, shop.plan], months=9, seed=7)
    missing = whole.monthly["profit"].sum() - bare.monthly["profit"].sum()
    assert worth.loc["search", "profit"] == pytest.approx(missing, abs=0.01)
    assert worth.loc["search", "new_customers"] == (whole.monthly["won"] - bare.monthly["won"]).sum()
    assert worth.loc["search", "revenue"] > worth.loc["search", "spend"]
    alone = run.truth.channel_worth("search", tail_months=4).set_index("channel")
    pd.testing.assert_frame_equal(alone, worth.loc[["search"]])


def test_without_a_tail_the_worth_ends_with_the_run(shop):
    silent = shop.change(plan={"marketing": {"budget": {"search": 0}}})
    with_it, without = (simulate(each, months=3, seed=7).monthly for each in (shop, silent))
    worth = simulate(shop, months=3, seed=7).truth.channel_worth("search", tail_months=0).set_index("channel")
    assert worth.loc["search", "revenue"] == pytest.approx(with_it["revenue"].sum() - without["revenue"].sum())
    longer = simulate(shop, months=4, seed=7).truth.channel_worth("search", tail_months=0).set_index("channel")
    assert longer.loc["search", "spend"] == 26 * shop.plan.marketing.budget["search"]  # two whole quarters


def test_the_worth_of_an_unknown_channel_is_an_error(shop):
    with pytest.raises(BadInput, match=r"Unknown channel 'radio'\. Choose one of: search"):
        simulate(shop, months=1, seed=7).truth.channel_worth("search", "radio")


def test_a_channel_that_does_nothing_is_worth_less_than_nothing(shop):
    """No word of it drowns out rivals, nobody is annoyed by it."""
    mute = shop.change(
        channels={"social": {"contacts": dict.fromkeys(STAGE_NAMES, 0), "personal": 0}},
        rivals={"clutter": 0},
        plan={"marketing": {"budget": {"social": 500}}},
    )
    worth = simulate(mute, months=3, seed=7).truth.channel_worth(tail_months=3).set_index("channel")
    assert worth.loc["social", "profit"] == pytest.approx(-13 * 500)
    assert worth.loc["social", "revenue"] == 0


def test_a_channel_without_a_budget_is_worth_nothing(shop):
    budget = {name: euros for name, euros in shop.plan.marketing.budget.items() if name != "email"}
    frugal = dataclasses.replace(
        shop, plan=dataclasses.replace(shop.plan, marketing=dataclasses.replace(shop.plan.marketing, budget=budget))
    )
    worth = simulate(frugal, months=3, seed=7).truth.channel_worth(tail_months=0).set_index("channel")
    assert worth.loc["email"].tolist() == [0, 0, 0, 0]
