"""The funnel and the journey: what stands on the picture is what stands in the tables."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from salesmark import charts
from salesmark._checks import BadInput
from salesmark.charts.customers import JOURNEY, people_per_dot

REACHED = {
    "unaware": 20_000,
    "aware": 12_400,
    "interested": 3_100,
    "considering": 1_500,
    "intending": 900,
    "customer": 410,
    "retained": 160,
    "advocate": 45,
}


def written(ax):
    return [text.get_text() for text in ax.texts]


def dot_area(ax):
    """Summed area of all marks of the journey, in dots."""
    total = 0.0
    for pile in ax.collections:
        for path in pile.get_paths():
            low, high = path.get_extents().min, path.get_extents().max
            total += ((high - low)[0] / 2) ** 2
    return total


def test_a_funnel_bar_is_as_long_as_the_number_that_reached_its_stage(run, funnel_of):
    funnel_of(REACHED)
    ax = charts.funnel(run)
    assert [bar.get_width() for bar in ax.patches] == list(REACHED.values())
    for stage, number in REACHED.items():
        assert stage in written(ax)
        assert f"{number:,}" in written(ax)


def test_the_funnel_writes_the_share_that_goes_on_between_two_stages(run, funnel_of):
    funnel_of(REACHED)
    notes = {"62 % go on", "25 % go on\nthe largest loss\nbefore the purchase", "60 % pass the hand-off"}
    assert notes <= set(written(charts.funnel(run)))


@pytest.mark.parametrize(("stage", "few"), [("aware", 900), ("interested", 400), ("intending", 30), ("customer", 9)])
def test_the_note_on_the_largest_loss_keeps_off_the_desks_lines_and_the_numbers(run, funnel_of, stage, few):
    later = list(REACHED).index(stage)
    funnel_of({name: min(few, n) if at >= later else n for at, (name, n) in enumerate(REACHED.items())})
    ax = charts.funnel(run)
    ax.get_figure().draw_without_rendering()
    boxes = {text.get_text(): text.get_window_extent() for text in ax.texts}
    note = next(box for words, box in boxes.items() if "largest loss" in words)
    assert f" to {stage}, " in ax.get_title("left")
    lines = [line.get_window_extent() for line in ax.lines if len({*line.get_xdata()}) == 1]
    assert min(line.x0 for line in lines) > note.x1
    assert [words for words, box in boxes.items() if box is not note and box.overlaps(note)] == []


def test_the_title_names_another_largest_loss_when_the_numbers_change(run, funnel_of):
    funnel_of(REACHED)
    assert charts.funnel(run).get_title("left") == ("Largest loss: aware to interested, where 25 of 100 go on")
    funnel_of(REACHED | {"customer": 9, "retained": 4, "advocate": 2})
    assert charts.funnel(run).get_title("left") == ("Largest loss: intending to customer, where 1 of 100 goes on")


def test_a_weak_step_after_the_purchase_is_not_the_one_that_holds_sales_back(run, funnel_of):
    funnel_of(REACHED | {"advocate": 1})
    assert "aware to interested" in charts.funnel(run).get_title("left")


def test_the_funnel_says_its_numbers_in_words(run, funnel_of):
    funnel_of(REACHED)
    assert charts.describe(charts.funnel(run)) == (
        "People who got this far: unaware 20,000, aware 12,400, interested 3,100, considering 1,500, "
        "intending 900, customer 410, retained 160, advocate 45. "
        "From unaware to customer, 2 of 100 came all the way. "
        "Largest loss before the purchase: aware to interested, where 25 of 100 go on. "
        "At the hand-off from marketing to sales, 60 of 100 go on."
    )


def test_the_hand_off_is_said_once_when_it_is_the_largest_loss(run, funnel_of):
    funnel_of(REACHED | {"intending": 30, "customer": 20, "retained": 9, "advocate": 3})
    ax = charts.funnel(run)
    assert "Largest loss: considering to intending, where 2 of 100 go on" in ax.get_title("left")
    assert "2 % pass the hand-off\nthe largest loss\nbefore the purchase" in written(ax)
    assert "At the hand-off" not in charts.describe(ax)


def test_a_crm_export_is_sales_work_and_has_no_hand_off(run, funnel_of):
    funnel_of({"opened": 8_800, "closed": 6_711, "won": 4_238})
    ax = charts.funnel(run)
    assert ax.get_title("left") == "Largest loss: closed to won, where 63 of 100 go on"
    assert {bar.get_hatch() for bar in ax.patches} == {"////"}
    assert not [text for text in written(ax) if "hand-off" in text]
    assert charts.describe(ax) == (
        "Deals that got this far: opened 8,800, closed 6,711, won 4,238. "
        "From opened to won, 48 of 100 came all the way. "
        "Largest loss: closed to won, where 63 of 100 go on."
    )


def test_each_desk_is_known_without_its_colour(run, funnel_of):
    funnel_of(REACHED)
    ax = charts.funnel(run)
    assert [bar.get_hatch() for bar in ax.patches] == [None] * 4 + ["////"] + [".."] * 3
    assert {"marketing", "sales", "both desks"} <= set(written(ax))


@pytest.mark.parametrize("reached", [{}, {"opened": 0, "closed": 0, "won": 0}])
def test_a_funnel_of_nothing_says_so(run, funnel_of, reached):
    funnel_of(reached)
    ax = charts.funnel(run)
    assert ax.get_title("left") == "No customers and no deals yet"
    assert written(ax) == ["nothing to draw yet"]
    assert charts.describe(ax) == "Brightline has nothing to count yet."


def test_a_funnel_of_one_stage_has_no_largest_loss(run, funnel_of):
    funnel_of({"opened": 1_234})
    ax = charts.funnel(run)
    assert ax.get_title("left") == "There is no step after opened"
    assert charts.describe(ax).startswith("Deals that got this far: opened 1,234. There is no step")


def test_a_stage_that_nobody_reached_is_not_divided_by(run, funnel_of):
    funnel_of({"opened": 5, "closed": 0, "won": 0})
    ax = charts.funnel(run)
    assert ax.get_title("left") == "Largest loss: opened to closed, where none go on"
    assert "nan" not in "".join(written(ax))


def test_the_journey_writes_the_number_of_people_in_every_stage(run):
    ax = charts.journey(run, week=1)
    for stage, number in zip([stage.value for stage in JOURNEY], run.stages[1], strict=False):
        assert stage in written(ax)
        assert f"{number:,}" in written(ax)
    assert {"hand-off\n85 waiting", "one dot = 20 people", "lost  150", "left  30"} <= set(written(ax))


@pytest.mark.slow
def test_the_journeys_dots_cover_an_area_in_proportion_to_the_people(run):
    one_dot = 0.4**2
    exits = run.stages.copy()
    for stage in range(10):
        exits[1] = 0
        exits[1, stage] = 730  # two people to a dot: 365 dots
        run.stages = exits
        shape = 1.25**2 if stage in (5, 6, 7) else 1  # the diamond's corner lies farther out
        assert dot_area(charts.journey(run, week=1)) == pytest.approx(365 * one_dot * shape)


@pytest.mark.parametrize("people", [1_001, 1_003])
def test_what_is_left_of_a_pile_is_a_smaller_last_dot(run, people):
    run.stages[1] = 0
    run.stages[1, 0] = people  # five people to a dot
    assert dot_area(charts.journey(run, week=1)) == pytest.approx(people / 5 * 0.4**2)


def test_the_journeys_title_follows_the_week(run):
    assert charts.journey(run, week=1).get_title("left") == (
        "Week 1: 447 of 10,000 are customers, 85 leads wait for a seller"
    )
    assert charts.journey(run, week=0).get_title("left") == "Week 0: 100 of 10,000 are customers"
    run.weekly["waiting"] = 1
    assert charts.journey(run, week=1).get_title("left").endswith("1 lead waits for a seller")


def test_the_journey_says_its_numbers_in_words(run):
    assert charts.describe(charts.journey(run, week=1)) == (
        "From left to right, people by stage: 7,400 unaware, 1,500 aware, 310 interested, 120 considering, "
        "43 intending, 330 customer, 90 retained, 27 advocate. "
        "At the hand-off from marketing to sales 85 wait for a first contact. "
        "150 were lost on the way and 30 customers left. In the picture one dot is 20 people."
    )
    assert "nobody waits for a first contact" in charts.describe(charts.journey(run, week=0))


def test_a_week_that_the_run_does_not_have_is_refused(run):
    with pytest.raises(BadInput, match="week must be a whole number from 0 to 1"):
        charts.journey(run, week=26)


def test_an_empty_market_is_drawn_as_empty(run):
    run.stages[:] = 0
    ax = charts.journey(run, week=0)
    assert ax.get_title("left") == "Week 0: 0 of 0 are customers"
    assert dot_area(ax) == 0


def test_the_lost_hang_below_the_board_and_are_hollow(run):
    piles = charts.journey(run, week=1).collections
    hollow = [pile for pile in piles if len(pile.get_facecolor()) == 0]
    assert len(hollow) == 2
    assert max(path.get_extents().y1 for pile in hollow for path in pile.get_paths()) < -8.5


@settings(deadline=None, max_examples=25)
@given(st.integers(min_value=0, max_value=10**8))
def test_people_become_some_hundreds_of_dots_at_most(population):
    size = people_per_dot(population)
    assert str(size).rstrip("0") in {"1", "2", "5"}
    assert population <= 500 * size
    assert size == 1 or population > 200 * size


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@example(numbers=[0] * 9 + [1451])
@given(numbers=st.lists(st.integers(min_value=0, max_value=5_000), min_size=10, max_size=10))
def test_no_dot_lies_on_another_nor_outside_the_picture(new_run, numbers):
    ax = charts.journey(new_run(stages=np.array([numbers])), week=0, ax=Figure().add_subplot())
    boxes = [path.get_extents() for pile in ax.collections for path in pile.get_paths()]
    centres = {(round(box.x0 + box.x1, 3), round(box.y0 + box.y1, 3)) for box in boxes}
    assert len(centres) == len(boxes)
    assert len(boxes) == sum(math.ceil(number / people_per_dot(sum(numbers))) for number in numbers)
    left, right = ax.get_xlim()
    low, high = ax.get_ylim()
    assert all(left < box.x0 and box.x1 < right and low < box.y0 and box.y1 < high for box in boxes)
