"""The functions that a week calls, against published numbers and numbers worked out by hand."""

import math

import numpy as np
import pytest

from salesmark.business.journey import STAGE_NAMES
from salesmark.simulation.mechanisms import carried, imitation, price_appeal, satisfaction, saturated
from salesmark.simulation.odds import lead_score, response
from salesmark.simulation.run import simulate


@pytest.mark.parametrize(("carry_over", "weeks"), [(0.5, 3.3), (0.8, 10.3), (0.9, 21.9)])
def test_carry_over_is_geometric_and_90_percent_of_it_is_used_up_when_published(carry_over, weeks):
    keep, felt, weights = np.array([carry_over]), np.zeros(1), []
    for week in range(400):
        felt = carried(felt, np.array([1.0 if week == 0 else 0.0]), keep)
        weights.append(felt[0])
    np.testing.assert_allclose(weights, carry_over ** np.arange(400.0), rtol=1e-12)
    assert sum(weights) == pytest.approx(1 / (1 - carry_over), abs=1e-12)
    duration = math.log(0.1) / math.log(carry_over)
    assert duration == pytest.approx(weeks, abs=0.05)
    used = np.cumsum(weights) / sum(weights)
    assert np.argmax(used >= 0.9) + 1 == math.ceil(duration)


@pytest.mark.parametrize("shape", [0.7, 1.0, 1.2, 3.0])
def test_half_of_the_reach_is_used_up_at_half_saturation(shape):
    half = saturated(np.array([1_400.0]), np.array([1_400.0]), np.array([shape]))
    assert half[0] == pytest.approx(0.5, abs=1e-12)


def test_reach_grows_with_spend_from_nothing_towards_all():
    spend = np.linspace(0, 50_000, 200)
    reach = saturated(spend, np.full(200, 1_000.0), np.full(200, 1.5))
    assert reach[0] == 0
    assert (np.diff(reach) > 0).all()
    assert 0.99 < reach[-1] < 1


def test_the_saturation_curve_is_s_shaped_only_above_a_slope_of_1():
    spend = np.linspace(1, 300, 100)
    bends = {
        shape: np.diff(saturated(spend, np.full(100, 1_000.0), np.full(100, shape)), 2) for shape in (0.8, 1.0, 2.0)
    }
    assert (bends[2.0] > 0).all()
    assert (bends[1.0] < 0).all()
    assert (bends[0.8] < 0).all()


def test_a_contact_after_an_hour_is_about_twice_as_good_as_after_a_day(shop):
    gate = shop.hand_off
    hour, day = response(np.array([1.0, 24.0]), gate.response_floor, gate.response_half)
    assert hour / day == pytest.approx(2, abs=0.2)
    assert response(0.0, 0.3, 6.0) == 1
    assert response(6.0, 0.3, 6.0) == pytest.approx(0.65)


@pytest.mark.slow
def test_leads_who_must_wait_a_day_agree_about_half_as_often_as_after_an_hour(shop):
    """The whole engine, with so many advisers that only the agreed hours pass."""
    agreed = {}
    for hours in (1, 24):
        quick = shop.change(
            market={"patience": 1e6, "population": 100_000},
            plan={"sales": {"people": {"adviser": 300}}, "agreement": {"first_contact_hours": hours}},
        )
        run = simulate(quick, months=12, seed=3)
        agreed[hours] = (run.events["cause"] == "first contact").sum() / run.weekly["first_contacts"].sum()
    assert agreed[1] / agreed[24] == pytest.approx(response(1.0, 0.3, 6.0) / response(24.0, 0.3, 6.0), rel=0.05)


def test_price_appeal_has_the_elasticity_it_is_given():
    near = price_appeal(101, 100, [2.6]) / price_appeal(100, 100, [2.6])
    assert 100 * (near[0] - 1) == pytest.approx(-2.6, abs=0.06)
    assert price_appeal(500, 500, [0, 1, 3]).tolist() == [1, 1, 1]


def test_the_score_counts_four_contacts_at_most():
    half = np.array([0.5] * 3)
    np.testing.assert_allclose(lead_score([1, 1, 0], [4, 9, 0], half, (0.4, 0.5, 0.2)), [0.9, 0.9, 0.0])
    np.testing.assert_allclose(lead_score([0, 0], [1, 1], np.array([0.0, 1.0]), (0.4, 0.5, 0.2)), [-0.075, 0.325])


def test_satisfaction_falls_as_the_promise_grows_and_stays_between_0_and_1():
    luck = np.linspace(0.01, 0.99, 50)
    honest = satisfaction(np.ones(50), luck, quality=1, promise=1)
    boast = satisfaction(np.ones(50), luck, quality=1, promise=1.6)
    assert (boast <= honest).all()
    assert boast.min() == 0
    assert satisfaction(np.ones(50), luck, quality=2, promise=1).max() == 1


def test_word_of_mouth_is_the_imitation_term_of_bass():
    assert imitation(0.84 / 52, voices=1_000.0, population=20_000) == pytest.approx(0.84 / 52 * 0.05)


def _new_product(firm, p, q):
    """A market in which people adopt by themselves (p) or from those who have (q), and nothing else happens."""
    nobody = dict.fromkeys(STAGE_NAMES, 0)
    return firm.change(
        market={
            "population": 200_000,
            "start": {**nobody, "unaware": 1},
            "season": (1,) * 12,
            "need": {**nobody, "unaware": p / 52},
            "imitation": q / 52,
            "word_of_mouth": {**nobody, "unaware": 1},
            "voice": {**nobody, "aware": 1},
            "forgetting": 0,
        },
        efforts={"community": {"strength": 0}},
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("p", "q", "peak_year", "peak_share"), [(0.005, 0.84, 6.06, 0.2125), (0.0104, 0.4186, 8.61, 0.1099)]
)
def test_a_new_product_peaks_when_and_as_high_as_bass_published_in_1969(shop, hushed, p, q, peak_year, peak_share):
    """Mean of three runs of 200,000 people; its standard error is below half of the bound of 2 %."""
    peaks = []
    for seed in (1, 2, 3):
        run = simulate(_new_product(hushed(shop), p, q), months=12 * math.ceil(peak_year + 3), seed=seed)
        adopted = -np.diff(run.stages[:, 0]) / run.population * 52
        year = (np.arange(len(adopted)) + 0.5) / 52
        near = np.abs(year - peak_year) < peak_year / 3
        curve = np.polynomial.Polynomial.fit(year[near], adopted[near], 6)
        fine = np.linspace(peak_year - 1, peak_year + 1, 2_001)
        peaks.append((fine[curve(fine).argmax()], curve(fine).max()))
    when, height = np.mean(peaks, axis=0)
    assert (np.std(peaks, axis=0, ddof=1) / math.sqrt(3) < 0.01 * np.array([peak_year, peak_share])).all()
    assert when == pytest.approx(peak_year, rel=0.02)
    assert height == pytest.approx(peak_share, rel=0.02)
