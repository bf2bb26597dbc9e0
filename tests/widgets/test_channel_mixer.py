"""The channel mixer: the numbers on its picture are those of the run that its code makes."""

import numpy as np
import pytest

import salesmark as sm
from salesmark._checks import BadInput


@pytest.fixture(scope="module")
def firm():
    return sm.company("local_restaurant")


@pytest.fixture(scope="module")
def lab(firm):
    return sm.widgets.channel_mixer(firm)


def revenue(lab):
    """What the thick solid line says, a week."""
    return next(line.get_ydata() for line in lab.ax.lines if line.get_linestyle() == "-" and line.get_linewidth() > 2)


def test_at_first_it_shows_todays_plan(lab, firm):
    lab.reset()
    assert {name: lab.values[name] for name in firm.channels} == dict(firm.plan.marketing.budget)
    assert lab._answer["title"] == "As much revenue as today"


def test_runs_that_were_made_before_are_taken_if_they_are_those_of_the_lab(lab, firm):
    silent = firm.change(plan={"marketing": {"budget": dict.fromkeys(firm.channels, 0)}})
    today, silence = (sm.simulate(each, months=36, seed=4) for each in (firm, silent))
    given = sm.widgets.channel_mixer(firm, today, silence)
    lab.reset()
    assert given.words == lab.words
    with pytest.raises(BadInput, match="never must be 36 months of local_restaurant under seed 4"):
        sm.widgets.channel_mixer(firm, today, today)
    with pytest.raises(BadInput, match="got 3 months of local_restaurant under seed 5"):
        sm.widgets.channel_mixer(firm, sm.simulate(firm, months=3, seed=5))


def test_moving_money_runs_the_company_under_that_budget(lab, firm):
    lab.reset()
    lab.social.value = 0
    run = sm.simulate(firm.change(plan={"marketing": {"budget": {"social": 0}}}), months=36, seed=4)
    weeks = np.resize([4, 4, 5], 36)
    np.testing.assert_allclose(revenue(lab), run.monthly["revenue"] / weeks)
    assert "less revenue than today over 36 months" in lab._answer["title"]
    scope = {"sm": sm}
    exec(lab.code().rpartition("\n")[0], scope)  # noqa: S102 - the lab's own lines
    assert scope["run"].monthly["revenue"].sum() == pytest.approx(run.monthly["revenue"].sum())


def test_the_first_quarter_is_shown_while_three_years_are_worked_out(lab):
    lab.reset()
    lab._heard(lab, {"do": "set", "values": {"social": 0}, "number": 1}, [])
    soon = revenue(lab).copy()
    assert lab.words.startswith("In 3 months marketing costs")
    assert lab._answer["title"].endswith("over 3 months")
    lab._heard(lab, {"do": "go on", "number": 2}, [])
    np.testing.assert_array_equal(revenue(lab)[:3], soon)
    assert len(revenue(lab)) == 36


def test_what_was_spent_works_on_after_the_spending_stops(lab):
    lab.reset()
    before = revenue(lab).copy()
    lab.stop.value = "after 1 year"
    after = revenue(lab)
    np.testing.assert_allclose(after[:12], before[:12])
    assert after[23] < 0.95 * before[23]
    assert "Three months after the last euro" in lab.words


def test_what_is_shaded_is_the_difference_from_a_firm_that_never_spends(lab, firm):
    lab.reset()
    lab.stop.value = "after 1 year"
    never = sm.simulate(firm.change(plan={"marketing": {"budget": dict.fromkeys(firm.channels, 0)}}), months=36, seed=4)
    floor = never.monthly["revenue"].to_numpy() / np.resize([4, 4, 5], 36)
    area = lab.ax.collections[0].get_paths()[0].vertices[:, 1]
    assert area.min() == pytest.approx(floor.min())
    below = next(line for line in lab.ax.lines if line.get_linestyle() == "-" and len(line.get_ydata()) > 2)
    np.testing.assert_allclose(below.get_ydata(), floor)
    assert "of it after the last euro" in lab.words


def test_it_says_in_people_why_the_result_changed(lab):
    lab.reset()
    assert "Why" not in lab.words
    lab.social.value = 0
    assert "Why (in brackets: today's plan)" in lab.words
    assert "know the name at the end" in lab.words
