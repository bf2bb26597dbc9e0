"""Does the electronics retailer look like its trade? Ranges with their reasons; none is a validation."""

import numpy as np
import pytest

from salesmark.business.company import company
from salesmark.business.journey import Stage
from salesmark.simulation.run import simulate


@pytest.fixture(scope="module")
def runs():
    return [simulate(company("electronics_retailer"), months=36, seed=seed) for seed in range(4)]


@pytest.fixture(scope="module")
def money(runs):
    """A year's money on average."""
    return sum(run.monthly.drop(columns="month").sum() for run in runs) / (3 * len(runs))


def moves(runs, out_of, into=None):
    rows = [run.events[run.events["from"] == out_of] for run in runs]
    return sum(len(row) if into is None else int((row["to"] == into).sum()) for row in rows)


def test_each_stage_loses_most_people_but_not_all_on_the_way_to_the_shop(runs):
    """A funnel: about half of the leads cool down first. Each round counts: who is sent back may come again."""
    assert 0.35 < moves(runs, "interested", "considering") / moves(runs, "interested") < 0.6
    assert 0.3 < moves(runs, "considering", "intending") / moves(runs, "considering") < 0.7


def test_less_than_half_of_the_deals_are_won_and_more_than_half_with_a_good_fit(runs):
    """People who stand in a shop and are advised buy more often than the fifth to a third usual between firms."""
    assert 0.35 < moves(runs, "intending", "customer") / moves(runs, "intending") < 0.6
    for run in runs:
        deals = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] != "open")]
        fit = run.customers["fit"].to_numpy()[deals["customer"]]
        rate = (deals["status"] == "won").groupby(fit).mean()
        assert rate["good"] > 0.5 > rate["poor"]


def test_a_television_takes_days_to_sell_and_not_months(runs):
    """Two rests of 2 and 4 days on average and some waiting for an adviser."""
    for run in runs:
        won = run.deals[(run.deals["kind"] == "new") & (run.deals["status"] == "won")]
        assert 3 < (won["closed_day"] - won["opened_day"]).median() < 12


def test_a_new_customer_costs_less_than_a_few_baskets_margin(money):
    """30 % of some 500 euros is 150 a basket; marketing and sales spend that some two to four times on a newcomer."""
    cost = (money["marketing"] + money["sales"]) / money["new_customers"]
    assert 250 < cost < 700


def test_staff_costs_about_a_tenth_of_revenue(money):
    """A shop that gives advice: above a supermarket's share, below a service firm's (our judgement, no survey)."""
    wages = 52 * (3 * 720 + 900)
    assert 0.08 < wages / money["revenue"] < 0.15


def test_marketing_takes_about_a_tenth_of_revenue(money):
    """Near the mean of The CMO Survey, which has stood around a tenth of revenue for years (self-reported)."""
    assert 0.07 < money["marketing"] / money["revenue"] < 0.12


def test_the_firm_lives_on_a_thin_margin_and_mostly_on_those_who_come_again(money):
    assert 0.0 < money["profit"] / money["revenue"] < 0.08
    assert 1 - money["cost_of_goods"] / money["revenue"] == pytest.approx(1 - 365 / 520, abs=0.001)
    assert 2 < money["orders"] / money["new_customers"] < 5


def test_advisers_are_busy_but_not_run_off_their_feet(runs):
    """Above 90 % queues explode; below half there would be one adviser less."""
    for run in runs:
        weekly = run.weekly
        assert 0.5 < weekly["hours_worked"].sum() / weekly["hours_available"].sum() < 0.9
        assert 3 < np.average(weekly["mean_wait_hours"].fillna(0), weights=weekly["first_contacts"]) < 24


def test_under_todays_plan_the_firm_neither_booms_nor_collapses(runs):
    yearly = np.array([run.monthly["revenue"].to_numpy().reshape(3, 12).sum(axis=1) for run in runs]).mean(axis=0)
    growth = yearly[1:] / yearly[:-1] - 1
    assert (growth > -0.1).all()
    assert (growth < 0.15).all()


def test_the_mix_of_stages_hardly_drifts_in_a_year(runs):
    """The first year shows the plan and not the run-in: no big stage is off by half after a year."""
    start, later = (np.mean([run.stages[week] for run in runs], axis=0) for week in (0, 52))
    big = start > 0.02 * runs[0].population
    assert np.abs(later / start - 1)[big].max() < 0.45
    buyers = [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number]
    assert later[buyers].sum() / start[buyers].sum() == pytest.approx(1, abs=0.1)


def test_the_holidays_bring_the_best_month_and_february_one_of_the_weakest(runs):
    """A month is measured by the week, as every third one has five."""
    orders = np.mean([run.monthly["orders"].to_numpy().reshape(3, 12).mean(axis=0) for run in runs], axis=0)
    per_week = orders / np.array([4, 4, 5] * 4)
    assert per_week.argmax() == 11
    assert 1.2 < per_week[11] / per_week.mean() < 1.7
    assert per_week[1] < np.median(per_week)
