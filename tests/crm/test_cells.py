"""How cells become amounts, dates and names."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark.crm.cells import amounts, currency_sign, dates, one_spelling, sectors
from salesmark.crm.layouts import outcome, plain


def _amounts(*cells: str, decimal_comma=False):
    said = []
    return amounts(pd.Series(cells, dtype="str"), said.append, decimal_comma=decimal_comma).tolist(), said


def _dates(*cells: str, day_first=False):
    said = []
    column = pd.DataFrame({"opened": pd.Series(cells, dtype="str")})
    found = dates(column, said.append, day_first=day_first)["opened"]
    return [None if pd.isna(when) else when.isoformat(sep=" ", timespec="minutes") for when in found], said


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("$1,234.56", 1234.56),
        ("1.234,56 €", 1234.56),
        ("EUR 1 234,5", 1234.5),
        ("CHF 1'234.50", 1234.5),
        ("250k", 250_000),
        ("1.2m", 1_200_000),
        ("1,5 Mio. €", 1_500_000),
        ("US$ 3bn", 3e9),
        ("40 Tsd.", 40_000),
        (".5", 0.5),
        ("1,234,567", 1_234_567),
        ("0.125", 0.125),
        ("12345.678", 12345.678),
        ("AUD 5,000.00", 5000),
        ("7,000.50cad", 7000.5),
        ("A$7,000.00", 7000),
        ("250kEUR", 250_000),
        ("1.5e3", 1500),
        ("1,5E+03", 1500),
        ("1,00,000", 100_000),
        ("₹12,34,567.80", 1_234_567.8),
    ],
)
def test_an_amount_is_read_as_a_person_would_read_it(cell, number):
    assert _amounts(cell) == ([pytest.approx(number)], [])


def test_one_cell_with_decimals_decides_what_a_point_means_in_the_whole_column():
    assert _amounts("1.234", "5,50", "2.000")[0] == [1234, 5.5, 2000]
    assert _amounts("1,234", "5.50", "2,000")[0] == [1234, 5.5, 2000]


@pytest.mark.parametrize(("decimal_comma", "thousand"), [(True, 2000), (False, 2)])
def test_where_both_styles_are_as_frequent_a_clear_cell_speaks_for_itself_and_the_rest_follow_the_file(
    decimal_comma, thousand
):
    values, said = _amounts("1.250,00", "980.50", "2.000", decimal_comma=decimal_comma)
    assert values == [1250, 980.5, thousand]
    assert len(said) == 1
    assert "980.50 and 1.250,00" in said[0]
    assert ("comma" if decimal_comma else "point") in said[0]


def test_thousands_in_both_styles_with_nothing_else_are_all_thousands():
    assert _amounts("1.000", "2,000")[0] == [1000, 2000]


@pytest.mark.parametrize("cell", ["1.234", "1,234"])
def test_three_digits_after_a_mark_are_thousands_if_nothing_decides_and_the_report_says_so(cell):
    values, said = _amounts(cell, "7")
    assert values == [1234, 7]
    assert cell in said[0]
    assert "thousands" in said[0]


def test_a_cell_against_the_style_of_its_column_is_left_blank_and_reported():
    values, said = _amounts("5.50", "6.25", "7,1", "")
    assert values[:2] == [5.5, 6.25]
    assert pd.isna(values[2])
    assert said == ["Left blank amounts that cannot be read: 1 ('7,1')."]


def test_amounts_below_zero_are_left_blank_and_reported():
    values, said = _amounts("-90", "(1,200.00)", "−5", "10.5")
    assert pd.isna(values[:3]).all()
    assert values[3] == 10.5
    assert said == ["Left blank amounts below 0, a refund or a slip: 3 ('-90', '(1,200.00)')."]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1), st.sampled_from([",.", ".,"]))
def test_amounts_with_two_decimals_are_read_back_in_either_style(numbers, style):
    swap = str.maketrans(",.", style)
    cells = [f"{number:,.2f}".translate(swap) for number in numbers]
    assert _amounts(*cells) == ([float(number) for number in numbers], [])


def test_a_currency_is_found_in_a_header_or_a_cell():
    texts = ("Amount (EUR)", "£4", "Betrag", "USD", "Amount (AUD)", "A$7", "7 CAD", "All amounts", "eur", "Volume")
    assert [currency_sign(text) for text in texts] == ["€", "£", "", "$", "AUD", "A$", "CAD", "", "€", ""]


@pytest.mark.parametrize(
    ("cell", "when"),
    [
        ("2024-03-12", "2024-03-12 00:00"),
        ("2024-03-12 09:14", "2024-03-12 09:14"),
        ("2024-03-12T09:14:33.000Z", "2024-03-12 09:14"),
        ("2024-03-12T09:14:33+01:00", "2024-03-12 09:14"),
        ("3/15/2024 2:30 PM", "2024-03-15 14:30"),
        ("3/15/2024, 12:05 a.m.", "2024-03-15 00:05"),
        ("15/3/24", "2024-03-15 00:00"),
        ("2.3.2024", "2024-03-02 00:00"),
        ("15-03-2024 12:00 pm", "2024-03-15 12:00"),
    ],
)
def test_a_date_is_read_with_its_time_of_day(cell, when):
    assert _dates(cell) == ([when], [])


def test_one_date_above_twelve_decides_the_order_for_all_columns():
    said = []
    table = pd.DataFrame({"opened": ["3/4/2024"], "closed": ["15/4/2024"]}, dtype="str")
    found = dates(table, said.append)
    assert found.loc[0].dt.strftime("%d.%m.").tolist() == ["03.04.", "15.04."]
    assert said == []


@pytest.mark.parametrize(("day_first", "month", "words"), [(False, "03", "month/day"), (True, "04", "day/month")])
def test_an_order_that_nothing_decides_is_assumed_and_reported(day_first, month, words):
    found, said = _dates("3/4/2024", day_first=day_first)
    assert found[0][5:7] == month
    assert said == [f"Kept dates such as 3/4/2024 as {words}/year: no cell has a number above 12 that would decide."]


def test_impossible_dates_are_left_blank_and_reported():
    found, said = _dates("2024-02-30", "2024-01-01 25:00", "1024-01-01", "soon", "2024-01-02")
    assert found == [None, None, None, None, "2024-01-02 00:00"]
    assert said == ["Left blank opened dates that cannot be read: 4 ('2024-02-30', '2024-01-01 25:00')."]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.datetimes(pd.Timestamp("1950-01-01"), pd.Timestamp("2100-01-01")), min_size=1))
def test_dates_are_read_back_in_every_form(moments):
    wanted = [moment.strftime("%Y-%m-%d %H:%M") for moment in moments]
    for form in ("%Y-%m-%d %H:%M:%S", "%Y/%m/%dT%H:%M", "%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p"):
        cells = [moment.strftime(form) for moment in moments]
        if "/%d/" in form:
            cells.append("1/31/2024 1:00 AM")  # decides the order
        assert _dates(*cells)[0][: len(wanted)] == wanted


def test_spellings_become_one_the_known_one_or_else_the_usual_one():
    said = []
    cells = pd.Series(["GTXPro", "GTX Pro", "gtx-pro", "MG", "MG", "mg ", "???", ""], dtype="str")
    assert one_spelling(cells, ["GTX Pro"], "product", said.append).tolist() == ["GTX Pro"] * 3 + ["MG"] * 3 + [
        "???",
        "",
    ]
    assert said == [
        "Repaired spellings of a product: 3 ('GTXPro' to 'GTX Pro', 'gtx-pro' to 'GTX Pro', 'mg ' to 'MG')."
    ]


def test_a_long_report_of_spellings_names_three_and_counts_the_rest():
    said = []
    one_spelling(pd.Series(["a a", "b b", "c c", "d d", "e e"], dtype="str"), "abcde", "team", said.append)
    assert said == []  # "abcde" holds single letters, "aa" is not "a"
    one_spelling(pd.Series(["A", "B", "C", "D", "E"], dtype="str"), "abcde", "team", said.append)
    assert said[0].endswith("and 2 more).")


def test_only_long_words_a_slip_away_from_a_sector_are_repaired():
    said = []
    cells = pd.Series(["technolgy", "technology", "baking", "marketing", "Beekeeping"], dtype="str")
    assert sectors(cells, said.append).tolist() == [
        "technology",
        "technology",
        "baking",
        "marketing",
        "Beekeeping",
    ]
    assert said == ["Repaired misspelt sectors: 1 ('technolgy' to 'technology')."]


@pytest.mark.parametrize(
    ("stage", "verdict"),
    [
        ("Closed Won", "won"),
        ("closedlost", "lost"),
        ("9. Gewonnen (100 %)", "won"),
        ("Abgeschlossen - verloren", "lost"),
        ("Closed - Lost to a rival", "lost"),
        ("Fermée gagnée", "won"),
        ("Ganada", "won"),
        ("Id. Decision Makers", "open"),
        ("Closed", ""),
        ("Not won yet", ""),
        ("Lost interest", ""),
        ("Won/Lost", ""),
        ("", ""),
    ],
)
def test_a_stage_is_won_or_lost_only_where_its_name_is_clear(stage, verdict):
    assert outcome(stage) == verdict


def test_headers_are_compared_without_case_punctuation_and_brackets():
    assert plain("Deal - Won time") == plain("deal_won_time") == "dealwontime"
    assert plain("Amount (converted) [EUR]") == "amount"
