"""Policies: what the firm could know each quarter decides its next plan."""

import dataclasses

import numpy as np
import pytest

from salesmark._checks import BadInput
from salesmark.simulation.run import run_plans, simulate
from salesmark.simulation.views import Observed


def test_a_policy_that_changes_nothing_changes_nothing(plain, same_people):
    today = simulate(plain, months=9, seed=3)
    assert same_people(simulate(plain, months=9, seed=3, policy=lambda seen: seen.plan), today) == set()
    assert same_people(simulate(plain, months=9, seed=3, policy=lambda seen: seen.company.plan), today) == set()


def test_a_policy_sees_at_each_quarters_start_what_the_firm_could_know_by_then(plain):
    looked = []

    def look(seen):
        looked.append(
            (type(seen), len(seen.weekly), seen.deals["closed_day"].max(), set(seen.weekly) & {"unaware", "aware"})
        )
        assert seen.plan == plain.plan
        assert seen.months == len(seen.monthly)
        assert not hasattr(seen, "run")
        return seen.plan

    run = simulate(plain, months=9, seed=3, policy=look)
    assert [kind for kind, *_ in looked] == [Observed, Observed]
    assert [weeks for _, weeks, *_ in looked] == [13, 26]
    assert [day < 7 * weeks for _, weeks, day, _ in looked] == [True, True]
    assert not any(hidden for *_, hidden in looked)
    assert len(run.plans) == 3


def test_what_a_policy_decides_acts_from_the_next_quarter(plain):
    def halve(seen):
        budget = {name: euros / 2 for name, euros in seen.plan.marketing.budget.items()}
        return dataclasses.replace(seen.plan, marketing=dataclasses.replace(seen.plan.marketing, budget=budget))

    adapting, steady = simulate(plain, months=9, seed=3, policy=halve), simulate(plain, months=9, seed=3)
    np.testing.assert_array_equal(adapting.counts[:14], steady.counts[:14])
    np.testing.assert_array_equal(adapting.cents[:13], steady.cents[:13])
    assert (adapting.counts[14] != steady.counts[14]).any()
    assert [plan.marketing.budget["search"] for plan in adapting.plans] == [
        plain.plan.marketing.budget["search"] / share for share in (1, 2, 4)
    ]
    again = run_plans(plain, adapting.plans, months=9, seed=3)
    np.testing.assert_array_equal(again.cents, adapting.cents)


def test_a_policy_may_answer_to_what_happened(plain):
    def hire_when_many_wait(seen):
        busy = seen.weekly["waiting"].iloc[-1] > 5
        return seen.company.change(plan={"sales": {"people": {"adviser": 6 if busy else 1}}}).plan

    crowded = plain.change(process={name: {"hours": 8} for name in plain.process}, market={"patience": 60})
    for firm, people in ((plain, 1), (crowded, 6)):
        run = simulate(firm, months=4, seed=3, policy=hire_when_many_wait)
        assert run.plans[1].sales.people["adviser"] == people


@pytest.mark.parametrize("answer", [None, {"budget": 3}, "plan"])
def test_a_policy_that_returns_no_plan_is_told_so(plain, answer):
    with pytest.raises(BadInput, match=r"A policy must return a Plan, got .* for quarter 2"):
        simulate(plain, months=4, policy=lambda _seen: answer)


def test_a_policy_that_names_what_is_not_there_is_told_so(plain):
    def dream(seen):
        return dataclasses.replace(seen.plan, sales=dataclasses.replace(seen.plan.sales, people={"wizard": 1}))

    with pytest.raises(BadInput, match="Unknown role 'wizard'"):
        simulate(plain, months=4, policy=dream)


def test_a_survey_asks_as_many_people_as_the_money_of_a_quarter_pays(plain):
    def bought(euros):
        return simulate(
            plain.change(plan={"marketing": {"effort": {"research": euros}}}), months=3, seed=3
        ).observed.survey

    none, some, all_of_them = bought(0), bought(1_000), bought(1e6)
    assert none["asked"].sum() == 0
    assert none["aware"].isna().all()
    assert list(some["segment"]) == list(plain.segments)
    assert some["asked"].sum() == pytest.approx(13 * 1_000 / 20, abs=4 * np.sqrt(650))
    assert all_of_them["asked"].sum() == plain.market.population
    run = simulate(plain.change(plan={"marketing": {"effort": {"research": 1e6}}}), months=3, seed=3)
    aware = (run.customers["stage"] != "unaware").groupby(run.customers["segment"], observed=True).mean()
    np.testing.assert_allclose(all_of_them.set_index("segment")["aware"], aware)
    share = some.set_index("segment")["aware"]
    assert abs(share - aware).max() < 4 * np.sqrt(0.25 / some["asked"].min())


def test_a_channels_worth_is_measured_under_the_plans_that_ran(plain):
    def drop_search(seen):
        return seen.company.change(plan={"marketing": {"budget": {"search": 0}}}).plan

    run = simulate(plain, months=6, seed=3, policy=drop_search)
    worth = run.truth.channel_worth(tail_months=3).set_index("channel")
    assert worth.loc["search", "spend"] == pytest.approx(13 * plain.plan.marketing.budget["search"])
    assert worth.loc["email", "spend"] == pytest.approx(26 * plain.plan.marketing.budget["email"])
