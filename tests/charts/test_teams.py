"""The pictures of teams and jobs say what their tables say."""

import pandas as pd
import pytest

from salesmark import charts
from salesmark.datasets.jobs import interests, suited


def table(gains, team="two"):
    """Teams in towns: the first earns 100 everywhere, the other so much more."""
    rows = []
    for people, gain in gains.items():
        for name, profit in (("one", 100.0), (team, 100.0 + gain)):
            both = {"wages": 520.0, "new_customers": 10.0, "busy": 0.5, "waited": 3.0, "run_well": 1.0}
            rows.append({"team": name, "people": people, "profit": profit, **both})
    made = pd.DataFrame(rows)
    made.attrs = {"months": 12, "currency": "$"}
    return made


@pytest.mark.parametrize(
    ("gains", "title"),
    [
        ({1000: -50, 3000: 50}, "Two: more profit from about 2,000 people on"),
        ({1000: 5, 3000: 50}, "Two: more profit in every town"),
        ({1000: -5, 3000: -1}, "Two: in none of these towns more profit"),
        ({1000: 5, 3000: -1}, "Two: in not all of these towns more profit"),
        ({1000: 0, 3000: 0}, "Two: in every town the same as one"),
    ],
)
def test_the_title_says_from_which_size_on_a_team_is_ahead(gains, title):
    assert charts.by_volume(table(gains)).get_title("left") == title


def test_the_line_stands_where_the_difference_is():
    ax = charts.by_volume(table({1000: -50, 3000: 50}), town=1000)
    line = next(line for line in ax.lines if line.get_label() == "two")
    assert list(zip(line.get_xdata(), line.get_ydata(), strict=True)) == [(1000, -50), (3000, 50)]
    here = next(line for line in ax.lines if line.get_label() == "here")
    assert (here.get_xdata()[0], here.get_ydata()[0]) == (1000, -50)


def test_the_words_tell_of_one_town():
    said = charts.describe(charts.by_volume(table({1000: -50, 3000: 50}), town=1000))
    assert said == (
        "In 12 months in a town of 1,000 people. One, with wages of $520 a year: 10 new customers and $100 profit. "
        "Two, with wages of $520 a year: 10 new customers and $50 profit. "
        "What limits two: neither marketing's hands nor sellers' hours (50 % of them busy) are short."
    )


def test_names_at_the_lines_ends_do_not_lie_on_each_other():
    ax = charts.by_volume(table({1000: -50, 3000: 1}))
    places = sorted(text.xy[1] for text in ax.texts)
    low, high = ax.get_ylim()
    assert places[1] - places[0] > 0.05 * (high - low)


def test_the_bars_of_the_compass_are_as_long_as_the_jobs_fit():
    found = suited(dict.fromkeys(interests(), 1) | {"leading": 4})
    ax = charts.suited(found)
    assert [bar.get_width() for bar in ax.patches] == [one.fit for one in found[:5]]
    assert ax.get_title("left") == "Nearest to your answers: sales manager, sales"
    assert "In its favour: making a team better. Think twice: it also asks for figures" in charts.describe(ax)


def test_answers_that_are_all_alike_point_nowhere():
    ax = charts.suited(suited({}))
    assert ax.get_title("left") == "All jobs suit alike so far"
