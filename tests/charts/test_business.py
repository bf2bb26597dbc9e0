"""Month by month, and the money: numbers on the picture and in the words are the tables' numbers."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark import charts
from salesmark.charts.business import _moved


def written(ax):
    return [text.get_text() for text in ax.texts]


def test_each_line_is_the_months_number_a_week_with_months_of_four_four_and_five_weeks(run):
    leads, contacts, buyers = charts.months(run).lines
    assert list(leads.get_ydata()) == [100, 110, 120, 140, 150, 160]
    assert list(contacts.get_ydata()) == [60, 62.5, 60, 65, 67.5, 66]
    assert list(buyers.get_ydata()) == [10, 11, 10, 11, 11, 10.4]
    assert list(leads.get_xdata()) == [1, 2, 3, 4, 5, 6]


def test_the_lines_are_named_at_their_ends_and_drawn_each_in_its_own_way(run):
    ax = charts.months(run)
    assert sorted(written(ax)) == ["first contacts", "leads", "new customers"]
    assert [line.get_linestyle() for line in ax.lines] == ["-", "--", ":"]
    assert [line.get_marker() for line in ax.lines] == ["o", "s", "D"]


def test_names_of_lines_that_end_close_together_do_not_touch(run):
    run.monthly[["leads", "first_contacts", "new_customers"]] = 40
    ax = charts.months(run)
    heights = sorted(text.xy[1] for text in ax.texts)
    top = ax.get_ylim()[1]
    assert all(b - a >= 0.0649 * top for a, b in itertools.pairwise(heights))


def test_the_months_title_compares_the_first_quarter_with_the_last(run):
    assert (
        charts.months(run).get_title("left") == "First quarter to last: leads grew by 36 %, new customers stayed level"
    )
    run.monthly.loc[3:, "new_customers"] = 0
    assert (
        charts.months(run).get_title("left") == "First quarter to last: leads grew by 36 %, new customers fell by 100 %"
    )
    run.monthly["leads"] = run.monthly["new_customers"]
    assert charts.months(run).get_title("left") == "First quarter to last: leads and new customers both fell by 100 %"


def test_two_years_or_more_are_compared_year_by_year_so_that_no_season_looks_like_growth(new_run, months_of):
    season = [10, 10, 10, 20, 20, 20, 40, 40, 40, 60, 60, 60]
    weeks = [4, 4, 5] * 4
    year = [(n * w, n * w, n * w, 0.0, 0.0, 0.0, 0.0, 0.0) for n, w in zip(season, weeks, strict=True)]
    ax = charts.months(new_run(monthly=months_of(year * 3)))
    assert ax.get_title("left") == "First year to last: leads and new customers both stayed level"
    assert [label.get_text() for label in ax.get_xticklabels()][:4] == ["3", "6", "9", "12"]


def test_the_months_say_their_numbers_in_words(run):
    assert charts.describe(charts.months(run)) == (
        "6 months brought 3,400 leads, 1,650 first contacts and 274 new customers. "
        "From the first quarter to the last, leads went from 111 to 151 a week, "
        "first contacts went from 61 to 66 a week, and new customers went from 10 to 11 a week. "
        "New customers came fastest in month 2."
    )


def test_a_single_month_has_no_trend(run):
    run.monthly = run.monthly.iloc[:1].assign(new_customers=0)
    ax = charts.months(run)
    assert ax.get_title("left") == "First month to last: leads stayed level, new customers stayed at none"
    assert charts.describe(ax) == (
        "1 month brought 400 leads, 240 first contacts and 0 new customers. New customers came fastest in month 1."
    )


def test_a_run_without_months_says_so(run):
    run.monthly = run.monthly.iloc[:0]
    for chart, finding in (
        (charts.months, "No month has passed yet"),
        (charts.money, "No money has moved yet"),
    ):
        ax = chart(run)
        assert ax.get_title("left") == finding
        assert written(ax) == ["nothing to draw yet"]
        assert "Brightline" in charts.describe(ax)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (0, 0, "stayed at none"),
        (0, 12, "rose from none to 12 a week"),
        (100, 104, "stayed level"),
        (100, 140, "grew by 40 %"),
        (100, 60, "fell by 40 %"),
        (100, 200, "grew to 2 times"),
        (100, 250, "grew to 2.5 times"),
    ],
)
def test_a_change_is_said_as_a_person_would(first, last, words):
    assert _moved(first, last) == words


def test_money_bars_are_the_years_revenue_costs_and_profit(run):
    ax = charts.money(run)
    assert [bar.get_width() for bar in ax.patches] == [411_000, 205_500, 54_000, 48_000, 60_000, 43_500]
    assert [bar.get_x() for bar in ax.patches] == [0, 205_500, 151_500, 103_500, 43_500, 0]
    assert {"€411,000", "−€205,500", "−€54,000", "−€48,000", "−€60,000", "€43,500"} <= set(written(ax))
    assert "profit" in written(ax)


def test_the_money_title_says_what_is_left_of_a_hundred(run):
    assert charts.money(run).get_title("left") == "Of every €100 sold, about €11 is left as profit"
    run.monthly["profit"] += 10_000
    run.monthly["overhead"] -= 10_000
    assert charts.money(run).get_title("left") == "Of every €100 sold, about €25 is left as profit"


def test_a_loss_is_seen_left_of_zero_named_and_striped(run):
    run.monthly["overhead"] += 25_000
    run.monthly["profit"] -= 25_000
    ax = charts.money(run)
    assert ax.get_title("left") == "On every €100 sold, about €26 is lost"
    assert ax.patches[-1].get_width() == -106_500
    assert ax.patches[-1].get_hatch() == "xx"
    assert {"loss", "−€106,500"} <= set(written(ax))
    assert "That leaves a loss of €106,500." in charts.describe(ax)


def test_no_profit_and_no_loss_and_nothing_sold_have_their_own_titles(run):
    run.monthly["profit"] = 0.0
    assert "almost nothing is left" in charts.money(run).get_title("left")
    run.monthly["revenue"] = 0.0
    run.monthly["profit"] = -1_000.0
    assert charts.money(run).get_title("left") == "Nothing was sold, and €6,000 was spent"


def test_the_money_says_its_numbers_in_words(run):
    run.monthly.loc[1, "profit"] = -1.0
    assert charts.describe(charts.money(run)) == (
        "In 6 months Brightline sold for €411,000. "
        "It spent €205,500 on cost of goods, €54,000 on marketing, €48,000 on sales "
        "and €60,000 on overhead. "
        "That leaves a profit of €37,500. One month ended with a loss."
    )


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=5, max_size=5))
def test_what_is_left_after_the_costs_is_where_the_profit_bar_ends(new_run, months_of, numbers):
    ax = charts.money(new_run(monthly=months_of([(0, 0, 0, *map(float, numbers))])))
    if any(numbers):
        *_, overhead, profit = ax.patches
        assert overhead.get_x() == pytest.approx(profit.get_width())
        assert profit.get_width() == numbers[0] - sum(numbers[1:])
    else:
        assert written(ax) == ["nothing to draw yet"]
