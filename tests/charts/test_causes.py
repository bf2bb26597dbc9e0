"""The pictures of what moves people say what the events say."""

import pandas as pd
import pytest

import salesmark as sm
from salesmark import charts
from salesmark.analysis import journeys


@pytest.fixture(scope="module")
def year():
    return sm.simulate(sm.company("electronics_retailer"), months=6, seed=3)


@pytest.fixture(scope="module")
def cars():
    """A firm whose sellers call the lost and the left in their spare hours."""
    return sm.simulate(sm.company("car_dealer"), months=3, seed=3)


def test_every_step_forward_is_counted_once(year):
    table = journeys.movers(year).set_index("stage")
    events = year.events
    bought = events[(events["from"] == "intending") & (events["to"] == "customer")]
    leads = events[(events["from"] == "aware") & (events["to"] == "interested")]
    heard = events[events["from"].isin(["unaware", "lost", "left"]) & (events["to"] == "aware")]
    assert table.loc["customer"].sum() == len(bought)
    assert table.loc["interested"].sum() == len(leads)
    assert table.loc["aware"].sum() == len(heard)


def test_sellers_without_calls_bring_nobody_before_the_hand_off_and_channels_nobody_behind_it(year):
    table = journeys.movers(year).set_index("stage")
    assert (table.loc[["aware", "interested", "considering"], "sales"] == 0).all()
    assert (table.loc[["intending", "customer"], "marketing"] == 0).all()


def test_leads_from_sellers_calls_are_sales_work_the_lost_and_the_left_included(cars):
    events, table = cars.events, journeys.movers(cars).set_index("stage")
    called = events[events["cause"] == "warm_calls"]
    assert set(called["from"]) >= {"lost", "left"}
    assert table.loc["interested", "sales"] == len(called) > 0
    leads = events[(events["to"] == "interested") & ~events["cause"].isin(["sent back"])]
    assert table.loc["interested"].sum() == len(leads)
    assert journeys.sources(cars).loc["warm_calls"].max() > 0


def test_a_renewed_contract_is_the_customers_own_doing():
    shop = sm.company("electronics_retailer").change(economics={"contract_weeks": 4, "churn": 0.1})
    run = sm.simulate(shop.change(market={"population": 2000}), months=3, seed=3)
    renewed = run.events[(run.events["cause"] == "renewed") & (run.events["from"] == "customer")]
    retained = journeys.movers(run).set_index("stage").loc["retained"]
    emails = run.events[(run.events["to"] == "retained") & run.events["cause"].isin(list(shop.channels))]
    assert (retained["themselves"], retained["marketing"]) == (len(renewed), len(emails))
    assert len(renewed) > 0
    assert "not renewed" in set(run.events["cause"])


def test_the_shares_of_a_segments_sources_sum_to_one(year):
    assert journeys.sources(year).sum().round(9).eq(1).all()


def test_the_largest_source_comes_first_and_the_shares_are_counts_of_leads(year):
    table = journeys.sources(year)
    events = year.events.merge(year.customers[["customer", "segment"]], on="customer")
    leads = events[(events["from"] == "aware") & (events["to"] == "interested") & (events["segment"] == "seniors")]
    assert table.loc["leaflets", "seniors"] == pytest.approx((leads["cause"] == "leaflets").mean())
    assert table.mean(axis=1).is_monotonic_decreasing


def test_everybody_at_the_hand_off_is_taken_on_sent_back_or_lost(year):
    table = journeys.hand_off(year)
    assert table.sum().round(9).eq(1).all()
    at_gate = year.events[year.events["from"] == "considering"].merge(year.customers[["customer", "segment"]])
    seniors = at_gate[at_gate["segment"] == "seniors"]
    assert table.loc["sent back", "seniors"] == pytest.approx((seniors["cause"] == "sent back").mean())


def test_the_bars_of_a_step_fill_its_whole_width(year):
    ax = charts.movers(year)
    table = journeys.movers(year).set_index("stage")
    widths = [bar.get_width() for bar in ax.patches if bar.get_height() == pytest.approx(0.62)]
    assert sum(widths) == pytest.approx((table.sum(axis=1) > 0).sum())


def test_the_title_of_movers_gives_the_share_of_leads_that_marketing_brought(year):
    row = journeys.movers(year).set_index("stage").loc["interested"]
    share = round(100 * row["marketing"] / row.sum())
    assert charts.movers(year).get_title("left").startswith(f"Marketing brings {share} of 100 new leads")
    assert f"interested: marketing's channels {share} %" in charts.describe(charts.movers(year))


def test_a_mark_stands_where_the_share_is(year):
    ax, table = charts.sources(year), journeys.sources(year)
    drawn = [line for line in ax.lines if len(line.get_xdata()) == len(table)]
    assert [list(line.get_xdata()) for line in drawn] == [list(table[name]) for name in table]


def test_names_are_written_as_words(cars):
    ax = charts.sources(cars)
    assert "warm calls" in [text.get_text() for text in ax.texts]
    assert not [text.get_text() for text in ax.texts if "_" in text.get_text()]
    assert "_" not in charts.describe(ax)


def test_a_firm_in_which_nothing_moves_says_so():
    shop = sm.company("electronics_retailer")
    nowhere = dict.fromkeys(shop.market.start, 0.0)
    still = shop.change(
        market={"need": {"aware": 0, "interested": 0}, "imitation": 0, "start": nowhere | {"unaware": 1.0}},
        before={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}},
        plan={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}},
    )
    run = sm.simulate(still.change(market={"population": 50}), months=1, seed=1)
    assert isinstance(run.events, pd.DataFrame)
    assert charts.movers(run).get_title("left") == "Nobody has moved yet"
    assert charts.sources(run).get_title("left") == "No leads yet"
