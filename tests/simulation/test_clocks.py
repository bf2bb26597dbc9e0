"""Random numbers by position: uniform, independent, and the same wherever and whenever they are asked for."""

import numpy as np
import pytest
from scipy import stats

from salesmark.simulation.clocks import GRID, Purpose, exponential, keys, normal, on_grid, uniform

_MANY = keys(2026, 100_000)


@pytest.mark.parametrize("purpose", Purpose)
def test_numbers_of_every_purpose_are_uniform(purpose):
    drawn = uniform(_MANY, 3, 1, purpose)
    assert 0 < drawn.min() < drawn.max() < 1
    assert stats.kstest(drawn, "uniform").pvalue > 0.001


def test_numbers_of_different_purposes_stages_visits_and_neighbours_do_not_hang_together():
    drawn = [uniform(_MANY, 3, 1, purpose) for purpose in Purpose]
    drawn += [uniform(_MANY, stage, 1, Purpose.THRESHOLD) for stage in (0, 4, 9, 12)]
    drawn += [uniform(_MANY, 3, visit, Purpose.THRESHOLD) for visit in (0, 2, 255, 256, 65_535)]
    drawn += [np.roll(drawn[0], 1), uniform(keys(2027, 100_000), 3, 1, Purpose.THRESHOLD)]
    correlation = np.corrcoef(drawn) - np.eye(len(drawn))
    assert np.abs(correlation).max() < 4.5 / np.sqrt(100_000)


def test_one_customers_numbers_from_visit_to_visit_are_uniform():
    drawn = uniform(keys(5, 1), 2, np.arange(50_000), Purpose.CAUSE)
    assert stats.kstest(drawn, "uniform").pvalue > 0.001
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 4 / np.sqrt(50_000)


def test_exponential_and_normal_numbers_have_their_moments():
    waits, luck = exponential(_MANY, 1, 1, Purpose.THRESHOLD), normal(_MANY, 1, 1, Purpose.BASKET)
    assert waits.mean() == pytest.approx(1, abs=0.015)
    assert waits.var() == pytest.approx(1, abs=0.04)
    assert stats.kstest(waits, "expon").pvalue > 0.001
    assert luck.mean() == pytest.approx(0, abs=0.015)
    assert luck.var() == pytest.approx(1, abs=0.02)
    assert stats.kstest(luck, "norm").pvalue > 0.001


def test_a_number_depends_on_its_position_alone():
    few = uniform(_MANY[[7, 3]], [2, 4], [1, 9], Purpose.CAUSE)
    assert few[0] == uniform(_MANY, 2, 1, Purpose.CAUSE)[7]
    assert few[1] == uniform(_MANY, 4, 9, Purpose.CAUSE)[3]
    both = uniform(_MANY[:5], 2, 1, np.array([[Purpose.CAUSE], [Purpose.CHANCE]]))
    np.testing.assert_array_equal(both[1], uniform(_MANY[:5], 2, 1, Purpose.CHANCE))


def test_the_first_thousand_customers_are_the_same_in_a_market_of_any_size():
    np.testing.assert_array_equal(keys(7, 1_000), keys(7, 20_000)[:1_000])


def test_different_seeds_have_no_customer_in_common():
    seeds = [*range(50), 2**53, 2**64 - 1]
    assert len(np.unique(np.concatenate([keys(seed, 1_000) for seed in seeds]))) == 1_000 * len(seeds)


def test_keys_are_the_published_splitmix64_sequence():
    """Seed 0 starts at the mix of 1; further on it is the sequence of Steele, Lea and Flood (2014)."""
    mask, start = 2**64 - 1, 1

    def mixed(bits):
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & mask
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & mask
        return bits ^ (bits >> 31)

    assert mixed(0x9E3779B97F4A7C15) == 0xE220A8397B1DCDAF  # the sequence's first number from seed 0
    start = mixed(1)
    expected = [mixed((start + (n + 1) * 0x9E3779B97F4A7C15) & mask) for n in range(3)]
    assert keys(0, 3).tolist() == expected


def test_sums_on_the_grid_are_exact_in_any_order():
    parts = on_grid(exponential(_MANY, 1, 1, Purpose.DAYS) / 7)
    assert (parts * GRID == np.rint(parts * GRID)).all()
    assert parts.sum() == parts[::-1].cumsum()[-1] == sum(parts.tolist())
