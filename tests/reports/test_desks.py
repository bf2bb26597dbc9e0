"""The two desks in figures: what a run shows of the respects that learners compared."""

import re

import pytest

import salesmark as sm
from salesmark.classroom.two_desks import _respects
from salesmark.reports.desks import in_figures


@pytest.fixture(scope="module")
def year():
    shop = sm.company("electronics_retailer").change(market={"population": 2_000})
    return sm.simulate(shop, months=12, seed=3)


def number(text):
    return float(re.search(r"[\d,.]+", text)[0].replace(",", ""))


def test_the_figures_are_those_of_the_run(year):
    figures = in_figures(year)
    months, talks = year.monthly, year.notes
    assert set(figures) <= set(_respects())
    assert number(figures["goal"][0]) == months["leads"].sum()
    assert number(figures["goal"][1]) == months["new_customers"].sum()
    assert number(figures["focus"][1]) == sum(week.called for week in talks)
    assert number(figures["interaction"][1]) == sum(week.answers.sum() for week in talks)
    assert number(figures["metrics"][0]) == round(months["marketing"].sum() / months["leads"].sum())
    assert number(figures["metrics"][1]) == round(100 * sm.metrics.win_rate(year))
    assert number(figures["time frame"][1]) == round(sm.metrics.cycle_days(year).median)


def test_many_are_met_early_and_slowly_and_few_late_and_quickly(year):
    figures = in_figures(year)
    assert number(figures["focus"][0]) > number(figures["focus"][1])
    assert number(figures["time frame"][0]) > number(figures["time frame"][1])
    assert number(figures["place in the journey"][0]) < 100
    assert figures["place in the journey"][1] == "100 % of the steps after it"


def test_a_firm_that_nobody_knows_yet_has_nothing_to_say():
    shop = sm.company("electronics_retailer")
    start = dict.fromkeys(shop.market.start, 0.0) | {"unaware": 1.0}
    quiet = {"plan": {"marketing": {"budget": dict.fromkeys(shop.channels, 0)}, "sales": {"calls": {}}}}
    quiet["before"] = quiet["plan"]
    empty = shop.change(market={"population": 50, "start": start, "need": {}}, **quiet)
    figures = in_figures(sm.simulate(empty, months=1, seed=1))
    assert figures["metrics"] == ("–", "–")
    assert figures["time frame"] == figures["place in the journey"] == ("–", "–")
    assert figures["goal"] == ("0 leads", "0 new customers")


def test_a_learners_words_stand_beside_the_figures_of_a_run(year, monkeypatch):
    assert (sm.two_desks_table(year)["marketing"] == "–").all()
    monkeypatch.setenv("SALESMARK_BUILD", "1")
    table = sm.two_desks_table(year)
    assert list(table.columns) == ["marketing", "marketing_here", "sales", "sales_here"]
    assert table.loc["interaction", "sales"] == "one to one, by name"
    assert table.loc["interaction", "sales_here"].endswith(" talks")
