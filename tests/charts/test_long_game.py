"""The long game: two runs side by side, what the channels bring, and why the result changed."""

import numpy as np
import pytest

import salesmark as sm


@pytest.fixture(scope="module")
def runs():
    house = sm.company("local_restaurant").change(market={"population": 1500})
    nothing = dict.fromkeys(house.channels, 0)
    silent = house.change(plan={"marketing": {"budget": nothing}})
    return [sm.simulate(firm, months=24, seed=4) for firm in (house, silent)]


def weekly(run):
    return run.monthly["revenue"].to_numpy() / np.resize([4, 4, 5], run.months)


def test_the_solid_line_is_the_run_and_the_dotted_one_is_today(runs):
    today, silent = runs
    ax = sm.charts.beside(silent, today, name="silence")
    lines = {line.get_linestyle(): line.get_ydata() for line in ax.lines}
    np.testing.assert_allclose(lines["-"], weekly(silent))
    np.testing.assert_allclose(lines[":"], weekly(today))
    assert {"silence", "today"} <= {text.get_text() for text in ax.texts}
    assert "less revenue than today over 24 months" in ax.get_title("left")
    assert not ax.collections


def test_the_shaded_area_is_what_the_channels_bring_before_and_after_the_last_euro(runs):
    today, silent = runs
    ax = sm.charts.beside(today, today, never=silent, stops=12)
    corners = ax.collections[0].get_paths()[0].vertices
    assert corners[:, 1].max() == pytest.approx(weekly(today).max())
    monthly = (today.monthly["revenue"] - silent.monthly["revenue"]).to_numpy()
    words = sm.charts.describe(ax)
    in_all, after = (round(part, -3) for part in (monthly.sum(), monthly[12:].sum()))
    assert f"the channels bring, €{in_all:,.0f} in all, €{after:,.0f} of it after the last euro" in words


def test_the_words_say_why_in_people(runs):
    today, silent = runs
    words = sm.charts.describe(sm.charts.beside(silent, today))
    buyers = [int(run.monthly["new_customers"].sum()) for run in (silent, today)]
    assert f"{buyers[0]:,} bought for the first time ({buyers[1]:,})" in words
    assert "Why" not in sm.charts.describe(sm.charts.beside(today, today))
