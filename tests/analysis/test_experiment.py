"""Paired experiments: same people, same luck; intervals as computed by hand; the same numbers on several processes."""

import math
from dataclasses import replace

import numpy as np
import pytest

import salesmark as sm
from salesmark._words import said
from salesmark.analysis.comparison import interval
from salesmark.analysis.experiment import MEASURES, BrokenRun


@pytest.fixture(scope="module")
def shop():
    return sm.company("electronics_retailer").change(market={"population": 1_500})


@pytest.fixture(scope="module")
def scenarios(shop):
    return {
        "today": shop,
        "slow call": shop.change(plan={"agreement": {"first_contact_hours": 48}}),
        "dearer": shop.change(plan={"marketing": {"price": 620}}),
    }


@pytest.fixture(scope="module")
def result(scenarios):
    return sm.compare(scenarios, months=6, runs=5, seed=3, measures=["revenue", "profit", "new customers"])


def test_each_difference_is_that_of_two_runs_under_one_seed(scenarios, result):
    pairs = [[sm.simulate(scenarios[name], months=6, seed=seed) for name in ("today", "slow call")] for seed in (3, 7)]
    by_hand = [(slow.cents.sum() - today.cents.sum()) / 100 for today, slow in pairs]
    assert result.differences("slow call", "profit")[[0, 4]] == pytest.approx(by_hand, abs=1e-6)


def test_the_interval_is_that_of_student_on_the_paired_differences(result):
    gaps = result.differences("slow call", "revenue")
    half = 2.776445 * gaps.std(ddof=1) / math.sqrt(5)  # t at .975 with 4 degrees of freedom, from a printed table
    assert tuple(result.difference("slow call", "revenue")) == pytest.approx(
        (gaps.mean(), gaps.mean() - half, gaps.mean() + half, 5), rel=1e-6
    )
    row = result.table.set_index(["scenario", "measure"]).loc[("slow call", "revenue")]
    assert row["difference"] == pytest.approx(gaps.mean())
    assert row["mean"] == pytest.approx(result.runs.loc[result.runs["scenario"] == "slow call", "revenue"].mean())


def test_the_table_is_tidy_and_the_first_scenario_differs_by_nothing(result):
    assert len(result.table) == 9
    today = result.table[result.table["scenario"] == "today"]
    assert (today[["difference", "low", "high"]] == 0).all(axis=None)
    assert "slow call" in result._repr_html_()
    assert repr(result) == "Comparison of today, slow call, dearer: 6 months, 5 runs each"


def test_a_sentence_says_how_much_and_how_sure(result):
    assert result.sentence("new customers").startswith("slow call against today: ")
    assert "fewer new customers (95 % interval -" in result.sentence("new customers")
    assert "5 pairs of runs over 6 months" in result.sentence("revenue", "dearer")


def test_what_cannot_be_told_from_luck_is_said_so(shop):
    twice = sm.compare({"today": shop, "the same": shop}, months=3, runs=3, measures="profit")
    assert "no difference in profit that can be told from luck" in twice.sentence("profit")
    assert sm.charts.comparison(twice).get_title("left") == "No difference in profit that can be told from luck"


@pytest.mark.slow
def test_two_processes_give_the_numbers_of_one(scenarios, result):
    again = sm.compare(scenarios, months=6, runs=5, seed=3, measures=["revenue", "profit", "new customers"], n_jobs=2)
    assert again.runs.equals(result.runs)


def test_it_goes_on_until_precise_enough_and_no_further(shop, scenarios):
    firms = {"today": shop, "slow call": scenarios["slow call"]}
    how = {"months": 3, "runs": 64, "measures": ["revenue"]}
    rough = sm.compare(firms, precision={"revenue": 1e9}, **how)
    assert rough.difference("slow call", "revenue").runs == 8
    half = (lambda gap: (gap.high - gap.low) / 2)(rough.difference("slow call", "revenue"))
    fine = sm.compare(firms, precision={"revenue": half * 0.6}, **how).difference("slow call", "revenue")
    assert fine.runs > 8
    assert (fine.high - fine.low) / 2 <= half * 0.6 or fine.runs == 64


def test_a_policy_can_be_compared_with_a_plan(shop):
    def cheaper(seen):
        return seen.company.change(plan={"marketing": {"price": 400}}).plan

    result = sm.compare({"today": shop, "cheaper later": (shop, cheaper)}, months=6, runs=2, measures=["new customers"])
    assert (result.differences("cheaper later", "new customers") > 0).all()


def careless(seen):
    return 1 / (len(seen.plan.sales.people) - 1)


def test_a_policy_that_raises_is_named_with_its_run_and_what_is_finished_is_kept(shop):
    with pytest.raises(BrokenRun, match=r"Scenario 'careless', seed 4 raised ZeroDivisionError") as caught:
        sm.compare({"today": shop, "careless": (shop, careless)}, months=6, runs=2, seed=4, measures=["profit"])
    assert caught.value.finished["scenario"].tolist() == ["today"]
    with pytest.raises(BrokenRun, match="A policy must return a Plan, got 3"):
        sm.compare({"odd": (shop, lambda seen: len([seen]) + 2)}, months=6, runs=1, measures=["profit"])


@pytest.mark.slow
def test_several_processes_finish_what_they_can_before_they_name_what_raised(shop):
    how = {"months": 6, "runs": 2, "measures": ["profit"], "n_jobs": 2}
    with pytest.raises(BrokenRun, match="Scenario 'careless', seed 0") as caught:
        sm.compare({"careless": (shop, careless), "today": shop}, **how)
    assert caught.value.finished["scenario"].tolist() == ["today", "today"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda _: sm.compare({}), "one scenario or more"),
        (lambda _: sm.compare({"today": 3}), "Scenario 'today' must be a company"),
        (lambda shop: sm.compare({"today": shop}, measures=["profits"]), "Did you mean 'profit'"),
        (lambda shop: sm.compare({"today": shop}, runs=0), "runs must be"),
        (lambda shop: sm.compare({"today": shop}, precision={"profit": 0}), "profit must be above 0"),
        (lambda shop: sm.compare({"today": shop}, months=0), "months must be"),
        (lambda shop: sm.compare({"today": shop}, n_jobs=0), "n_jobs must be"),
        (lambda shop: sm.compare({"today": shop}, backend="abacus"), "backend must be one that joblib knows"),
        (lambda shop: sm.compare({"today": shop}, measures={"seed": len}), "No measure may be called 'seed'"),
        (lambda shop: sm.sweep(shop, {}), "sweep needs a path"),
        (lambda shop: sm.sweep(shop, {"plan.marketing.price": 500}), r"list of values to try, got 500. Write \[500\]"),
        (lambda shop: sm.sweep(shop, {"plan.marketing.pricce": [1]}), "Did you mean 'price'"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(shop, wrong, message):
    with pytest.raises(sm.BadInput, match=message):
        wrong(shop)


def test_without_joblib_it_says_what_to_install(shop, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "joblib", None)
    with pytest.raises(sm.BadInput, match="n_jobs=2 needs joblib"):
        sm.compare({"today": shop}, months=1, runs=1, n_jobs=2)


def test_a_sweep_runs_every_combination_against_the_company_as_it_is(shop):
    grid = {"plan.marketing.price": [500, 560], "plan.marketing.budget.email": [0, 150]}
    table = sm.sweep(shop, grid, months=3, runs=2, measures=["revenue"])
    assert table[list(grid)].to_numpy().tolist() == [[500, 0], [500, 150], [560, 0], [560, 150]]
    alone = sm.compare(
        {"today": shop, "dear": shop.change(plan={"marketing": {"price": 560}})}, months=3, runs=2, measures=["revenue"]
    )
    assert table["difference"].iloc[3] == pytest.approx(alone.difference("dear", "revenue").mean)


def test_each_measure_can_be_read_off_a_run(shop):
    run = sm.simulate(shop, months=24, seed=1)
    values = {name: how(run) for name, (_, how) in MEASURES.items()}
    assert values["leads"] == run.monthly["leads"].sum()
    assert values["win rate"] == pytest.approx(sm.metrics.win_rate(run))
    assert values["revenue"] == pytest.approx(run.monthly["revenue"].sum())
    assert values["new customers"] == run.monthly["won"].sum()
    assert values["customers"] == run.monthly["customers"].iloc[-1]
    years = run.monthly["revenue"].to_numpy().reshape(2, 12).sum(axis=1)
    assert values["growth"] == pytest.approx(years[1] / years[0] - 1)
    assert 0 < values["satisfaction"] < 1
    short = sm.simulate(shop.change(market={"start": dict.fromkeys(shop.market.start, 0) | {"unaware": 1}}), months=1)
    assert math.isnan(MEASURES["growth"][1](short))


def test_an_interval_needs_two_numbers_and_leaves_out_missing_ones():
    assert interval(np.array([2.0, math.nan])).mean == 2
    assert math.isnan(interval(np.array([2.0])).low)
    assert math.isnan(interval(np.array([])).mean)
    assert said(0.5, "", "€") == "+0.5"


def test_the_finding_is_a_difference_that_luck_hardly_explains(result):
    runs = result.runs.copy()
    luck = np.array([900.0, -900.0, 900.0, -800.0, 900.0])
    today = runs.loc[runs["scenario"] == "today", "new customers"].to_numpy()
    runs.loc[runs["scenario"] == "slow call", "new customers"] = today + luck
    noisy = replace(result, runs=runs)
    clear = noisy.difference("dearer", "new customers")
    assert noisy.difference("slow call", "new customers").mean > abs(clear.mean)
    assert clear.low * clear.high > 0
    assert sm.charts.comparison(noisy, "new customers").get_title("left").startswith("dearer: ")


def test_progress_is_told_and_a_bar_shows_only_where_somebody_looks(shop, capsys, monkeypatch):
    seen = []
    sm.compare(
        {"today": shop}, months=1, runs=2, measures=["profit"], progress=lambda done, of: seen.append((done, of))
    )
    assert seen == [(1, 2), (2, 2), (0, 0)]
    sm.compare({"today": shop}, months=1, runs=1, measures=["profit"])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    sm.compare({"today": shop}, months=1, runs=1, measures=["profit"])
    assert "1 of up to 1 runs" in capsys.readouterr().err


def test_the_chart_of_a_comparison_says_what_its_dots_say(result):
    ax = sm.charts.comparison(result, "new customers")
    gaps = [result.difference(name, "new customers") for name in ("slow call", "dearer")]
    reach = max(abs(end) for gap in gaps for end in gap[:3])
    dots = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "D"]
    assert dots == pytest.approx([gap.mean / reach for gap in gaps])
    assert sm.charts.describe(ax).startswith("slow call against today: ")
    alone = sm.compare({"today": sm.company("electronics_retailer")}, months=1, runs=1, measures=["profit"])
    assert sm.charts.comparison(alone).get_title("left") == "Nothing to compare with today"
