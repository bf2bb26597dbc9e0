"""The figures of a firm, worked out on paper."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark import BadInput
from salesmark.analysis import metrics
from salesmark.business.journey import STAGE_NAMES

NAN = float("nan")


def test_the_win_rate_counts_closed_deals_only_and_no_repeat_purchases(shop):
    assert metrics.win_rate(shop) == 3 / 4


def test_revenue_counts_repeat_purchases_too(shop):
    assert metrics.revenue(shop) == 950


def test_deal_size_is_about_new_won_deals(shop):
    assert metrics.deal_size(shop) == (300, 200, 3)


def test_cycles_need_both_dates(shop):
    assert metrics.cycle_days(shop) == (15, 15, 2)
    assert metrics.cycle_days(shop, "lost") == (3, 3, 1)


def test_an_open_deal_has_no_cycle(shop):
    with pytest.raises(BadInput, match="Choose one of: won, lost"):
        metrics.cycle_days(shop, "open")


def test_the_open_pipeline_is_counted_by_stage(shop):
    assert metrics.open_pipeline(shop).to_numpy().tolist() == [["demo", 2, 40], ["offer", 1, 70]]


def test_velocity_is_open_deals_times_win_rate_times_size_over_days(shop):
    assert metrics.velocity(shop) == pytest.approx(3 * 0.75 * 300 / 15)


def test_a_new_customer_costs_marketing_and_sales(firm):
    run = firm(monthly={"marketing": [60.0, 40.0], "sales": [100.0, 100.0], "new_customers": [1, 2]})
    assert metrics.acquisition_cost(run) == 100


def test_an_export_has_no_acquisition_cost(firm):
    with pytest.raises(BadInput, match="'Corner shop' comes without"):
        metrics.acquisition_cost(firm())


def test_win_rates_are_told_by_the_quarter_of_closing(firm):
    table = metrics.win_rate_by_quarter(firm([("won", 0, 89, 1), ("lost", 0, 90, 1), ("lost", 0, 91, 1), ("open", 0)]))
    assert table.to_numpy().tolist() == [["2024Q1", 2, 1, 0.5], ["2024Q2", 1, 0, 0.0]]


def test_a_firm_without_deals_has_figures_that_are_not_known_and_no_error(firm):
    figures = metrics.kpis(firm(monthly={"marketing": [1.0], "sales": [1.0], "new_customers": [0]}))
    unknown = {name for name, value in figures.items() if math.isnan(value)}
    assert {"win_rate", "mean_won", "open_amount", "median_won", "velocity", "acquisition_cost"} <= unknown
    assert figures["revenue"] == figures["won"] == figures["open"] == 0
    assert metrics.funnel(firm())["share_of_first"].isna().all()


def test_deals_won_on_the_day_they_are_opened_have_no_velocity(firm):
    assert math.isnan(metrics.velocity(firm([("won", 1, 1, 5), ("open", 1)])))


def test_the_funnel_of_an_export_goes_from_opened_to_won(shop):
    table = metrics.funnel(shop)
    assert table["stage"].tolist() == ["opened", "closed", "won"]
    assert table["reached"].tolist() == [7, 4, 3]
    assert table["share_of_previous"].tolist() == [1, 4 / 7, 3 / 4]
    assert table["share_of_first"].tolist() == [1, 4 / 7, 3 / 7]


def test_the_funnel_of_a_journey_follows_those_whose_beginning_was_seen(firm, journeys):
    table = metrics.funnel(firm(moves=journeys)).set_index("stage")["reached"]
    assert table.to_dict() == {
        "aware": 3,
        "interested": 2,
        "considering": 1,
        "intending": 1,
        "customer": 1,
        "retained": 0,
        "advocate": 0,
    }


def test_where_only_leads_are_known_the_funnel_begins_with_them(firm, journeys):
    seen = [move for move in journeys if move[3] not in ("unaware", "aware")]
    table = metrics.funnel(firm(moves=seen)).set_index("stage")["reached"]
    assert table.to_dict() == {
        "interested": 2,
        "considering": 1,
        "intending": 1,
        "customer": 1,
        "retained": 0,
        "advocate": 0,
    }


def test_a_journey_that_only_ends_reaches_nothing(firm):
    table = metrics.funnel(firm(moves=[(1, 1, "customer", "left")]))
    assert table["reached"].sum() == 0
    assert table["share_of_previous"].isna().all()


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.floats(0, 90), st.sampled_from(STAGE_NAMES), st.sampled_from(STAGE_NAMES)),
        min_size=1,
    )
)
def test_no_stage_of_a_funnel_is_reached_by_more_people_than_the_one_before(firm, moves):
    table = metrics.funnel(firm(moves=moves))
    assert table["reached"].is_monotonic_decreasing
    assert table["reached"].iloc[0] <= len({move[0] for move in moves})


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.tuples(st.sampled_from(["won", "lost", "open"]), st.floats(0, 50), st.floats(50, 90), st.floats(0, 1e6))
    )
)
def test_the_figures_agree_with_each_other(firm, deals):
    figures = metrics.kpis(firm(deals))
    assert figures["won"] + figures["lost"] + figures["open"] == len(deals)
    if figures["won"]:
        assert figures["mean_won"] * figures["won"] == pytest.approx(figures["revenue"])
        assert 0 < figures["win_rate"] <= 1


def test_conversion_is_the_share_of_those_at_one_stage_who_reached_another(shop):
    assert metrics.conversion(shop, "opened", "closed") == 4 / 7
    assert metrics.conversion(shop, "closed", "won") == 3 / 4
    with pytest.raises(BadInput, match="Unknown stage 'buyer'"):
        metrics.conversion(shop, "opened", "buyer")


def test_totals_put_runs_side_by_side_with_the_sums_of_their_months():
    import salesmark as sm

    shop = sm.company("electronics_retailer")
    runs = {"one": sm.simulate(shop, months=2, seed=1), "two": sm.simulate(shop, months=3, seed=1)}
    table = metrics.totals(runs)
    assert list(table.index) == ["one", "two"]
    assert table.loc["two", "first_contacts"] == runs["two"].monthly["first_contacts"].sum()
    assert table.loc["one", "profit"] == round(runs["one"].monthly["profit"].sum())


def test_what_somebody_did_before_entering_the_funnel_is_not_counted(firm):
    moves = [
        (1, 1, "aware", "interested"),
        (1, 2, "interested", "aware"),
        (1, 3, "aware", "unaware"),
        (1, 4, "unaware", "aware"),
    ]
    assert metrics.funnel(firm(moves=moves)).set_index("stage")["reached"]["interested"] == 0


def test_the_funnel_of_a_run_is_what_replaying_each_persons_moves_gives():
    import salesmark as sm

    events = sm.simulate(sm.company("electronics_retailer"), months=6, seed=5).events
    rank = {name: number for number, name in enumerate(STAGE_NAMES[:8])} | {"lost": -1, "left": -1}
    furthest: dict[int, int] = {}
    for customer, came_from, went_to in zip(events["customer"], events["from"], events["to"], strict=True):
        if customer in furthest or (came_from == "unaware" and went_to == "aware"):
            furthest[customer] = max(furthest.get(customer, 0), rank[went_to])
    expected = [sum(far >= stage for far in furthest.values()) for stage in range(1, 8)]
    table = metrics.funnel(sm.simulate(sm.company("electronics_retailer"), months=6, seed=5))
    assert table["reached"].tolist() == expected
