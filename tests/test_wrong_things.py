"""Whoever hands in the wrong thing is told what is needed, and how to get it."""

import pytest

import salesmark as sm

SHOP = sm.company("electronics_retailer")


@pytest.mark.parametrize("figure", [sm.charts.funnel, sm.metrics.funnel, sm.metrics.kpis, sm.metrics.win_rate])
def test_a_figure_of_a_company_that_has_not_run_says_to_run_it(figure):
    with pytest.raises(sm.BadInput, match=r"needs a run or an export, got Company\. Run a company first"):
        figure(SHOP)


@pytest.mark.parametrize(
    "figure",
    [
        *(sm.charts.months, sm.charts.money, sm.charts.movers, sm.charts.sources, sm.charts.journey),
        *(sm.journeys.hand_off, lambda thing: sm.metrics.totals({"today": thing})),
    ],
)
def test_what_only_a_run_knows_is_not_asked_of_its_observed_view(figure):
    run = sm.simulate(SHOP, months=1, seed=1)
    with pytest.raises(sm.BadInput, match="needs a simulated run, got Observed"):
        figure(run.observed)


def test_only_a_run_can_be_kept(tmp_path):
    with pytest.raises(sm.BadInput, match="needs a simulated run, got Company"):
        sm.crm.save(SHOP, tmp_path / "store.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_totals_need_runs_by_name():
    with pytest.raises(sm.BadInput, match=r'Write \{"today": run\}'):
        sm.metrics.totals(sm.simulate(SHOP, months=1, seed=1))


@pytest.mark.parametrize("months", [0, 2.5, "many", [1, 2], 10**400, None, True])
def test_months_are_a_whole_number(months):
    with pytest.raises(sm.BadInput, match="months must be a whole number from 1 to 240"):
        sm.simulate(SHOP, months=months)


def test_the_journey_is_drawn_in_its_last_week_unless_another_is_named():
    assert sm.charts.journey(sm.simulate(SHOP, months=1, seed=1)).get_title("left").startswith("Week 4:")
