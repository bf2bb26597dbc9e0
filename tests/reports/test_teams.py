"""Teams by volume: read off the runs, compared pair by pair, and what limits them in words."""

import numpy as np
import pandas as pd
import pytest

import salesmark as sm
from salesmark.analysis.claims.lesson_03 import EXPERIMENTS
from salesmark.reports.teams import average, beyond, by_volume, crossover, limits, outcome

TEAMS = {"one": {"all_rounder": 1}, "two": {"promoter": 1, "estimator": 1}}


@pytest.fixture(scope="module")
def firm():
    return sm.company("cleaning_service")


def test_an_outcome_is_what_the_tables_of_the_run_say(firm):
    run = sm.simulate(firm.in_town(1500), months=6, seed=3)
    found, totals = outcome(run), sm.metrics.totals({"run": run}).loc["run"]
    assert found["wages"] == 52 * (180 + 680)
    assert found["new_customers"] == totals["new_customers"]
    assert round(found["profit"]) == totals["profit"]
    assert found["busy"] == pytest.approx(totals["sellers_busy"])
    assert round(found["waited"]) == totals["hours_waited"]
    assert found["run_well"] == 1


def test_an_all_rounder_runs_as_much_marketing_as_the_role_handles(firm):
    run = sm.simulate(firm.in_town(10_000).with_team(all_rounder=1), months=1, seed=3)
    assert outcome(run)["run_well"] == pytest.approx(350 / 700)
    nobody = outcome(sm.simulate(firm.in_town(1_000).with_team(), months=1, seed=3))
    assert (nobody["run_well"], nobody["new_customers"], nobody["wages"]) == (0, 0, 0)
    assert np.isnan(nobody["busy"])


def test_several_runs_are_averaged_and_nobody_is_more_gifted(firm):
    table = by_volume(firm, TEAMS, towns=[800], months=3, runs=2, seed=5)
    same = average(firm).in_town(800).with_team(promoter=1, estimator=1)
    profits = [outcome(sm.simulate(same, months=3, seed=seed))["profit"] for seed in (5, 6)]
    assert table.set_index("team").loc["two", "profit"] == pytest.approx(np.mean(profits))
    assert beyond(table)["one"].tolist() == [0]
    assert beyond(table)["two"].iloc[0] == pytest.approx(np.mean(profits) - table["profit"].iloc[0])


@pytest.mark.parametrize(
    ("gains", "size"),
    [
        ([-5, 5, 8], 2000),
        ([-6, 2, 8], 2500),
        ([1, 5, 8], 0),
        ([5, -5, 5], 4000),
        ([-5, -1, 0], np.nan),
        ([-5, np.nan, 5], 3000),
    ],
)
def test_the_crossover_lies_where_the_difference_stays_above_nothing(gains, size):
    assert crossover(pd.Series(gains, index=[1000, 3000, 5000])) == pytest.approx(size, nan_ok=True)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"busy": np.nan, "run_well": 0.5}, ["nobody has hours for buyers"]),
        ({"busy": 0.2, "run_well": 0.0}, ["nobody looks after marketing: its money is spent for nothing"]),
        (
            {"busy": 0.9, "run_well": 0.5},
            [
                "marketing is short of hands: 50 % of its money is looked after, the rest lost",
                "sellers are short of hours: 90 % of them busy, a lead waits 30 hours",
            ],
        ),
        (
            {"busy": 0.2, "run_well": 1.0},
            ["neither marketing's hands nor sellers' hours (20 % of them busy) are short"],
        ),
    ],
)
def test_what_limits_a_team_is_said(row, said):
    assert limits(pd.Series(row | {"waited": 30.0})) == said


def test_the_arms_of_r05_are_the_teams_in_their_towns(firm):
    experiment = EXPERIMENTS["R05"]
    arm = firm.change(**experiment.arms["one generalist, small town"])
    assert arm == firm.in_town(1_000).with_team(all_rounder=1)
    neutral = arm.change(**experiment.neutral).roles
    both = (neutral["estimator"].hours, neutral["promoter"].handles)
    assert (neutral["all_rounder"].hours, neutral["all_rounder"].handles) == both


def test_the_able_newcomer_of_r06_differs_in_talent_only(firm):
    roles = firm.change(**EXPERIMENTS["R06"].before).roles
    able, ordinary = roles["all_rounder"], roles["estimator"]
    for name in ("hours", "wage", "handles", "hiring"):
        assert getattr(able, name) == getattr(ordinary, name)
    assert dict(able.skill) == pytest.approx(dict.fromkeys(firm.process, np.exp(0.2)))
