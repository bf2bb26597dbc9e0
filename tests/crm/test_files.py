"""From bytes to a table of texts."""

import codecs

import pytest

from salesmark import BadInput
from salesmark.crm.files import table

TEXT = "Name,City\nJörg,Köln\nAda,Łódź\n"


def _table(tmp_path, raw):
    path = tmp_path / "some.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8"))
    return table(path)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r").encode("utf-8"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16-be mark", "utf-16-le bare", "utf-16-be bare", "crlf", "cr"],
)
def test_every_usual_encoding_and_line_end_is_read(tmp_path, raw):
    assert _table(tmp_path, raw).cells.to_numpy().tolist() == [["Jörg", "Köln"], ["Ada", "Łódź"]]


def test_windows_text_is_read_where_it_is_no_unicode(tmp_path):
    assert _table(tmp_path, "Name,Preis\nJörg,5 €\n".encode("cp1252")).cells.iloc[0].tolist() == [
        "Jörg",
        "5 €",
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found_even_if_others_stand_in_the_cells(tmp_path, delimiter):
    rows = [["Name", "Note", "City"], ["Ada", "a, b; c", "Rome"], ["Bo", "d", "Oslo, N"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert _table(tmp_path, text).cells.to_numpy().tolist() == rows[1:]


def test_closing_lines_of_a_report_are_dropped_and_counted(tmp_path):
    found = _table(
        tmp_path,
        "Opportunity,Account,Stage,Amount\nA,X,Won,1\nTotal,Y,Won,2\n\nTotal,,,3\n"
        "Grand Totals (2 records)\nConfidential Information - Do Not Distribute\n"
        "Copyright (c) 2000-2026 salesforce.com, inc.,,,\n",
    )
    assert found.cells["Opportunity"].tolist() == ["A", "Total"]  # a firm may be called Total
    assert found.notes == ("Dropped closing or stray lines (totals, notices) of some.csv, which are no deals: 4.",)


def test_rows_of_another_width_are_dropped_or_filled_and_reported(tmp_path):
    found = _table(tmp_path, "a,b,c\n1,2,3\n1,2,3,4\n1,2,3,\n5,6\n,,\n,-,n/a\n")
    assert found.cells.to_numpy().tolist() == [["1", "2", "3"], ["1", "2", "3"], ["5", "6", ""]]
    assert [(note.split()[0], note[-3:]) for note in found.notes] == [("Dropped", " 1."), ("Repaired", " 1.")]


def test_headers_are_made_unique_and_blank_ones_named(tmp_path):
    assert _table(tmp_path, "Name,Name,\nx,y,z\n").headers == ["Name", "Name 2", "column 3"]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"a,b,c\n", "it holds none"),
        (b"a,b,c\nTotal\n", "it holds none"),
        (b"a,b,c\n1,2,3\n1,2,3,4\n", "wider than the header"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"PK\x03\x04" + bytes(range(256)), "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (codecs.BOM_UTF16_LE + b"odd", "binary"),
        (b'a,b\n1,"2\n3,4\n', "garbled"),
        (b"a,b\n1," + b"x" * 200_000, "garbled"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(tmp_path, raw, words):
    with pytest.raises(BadInput, match=words):
        _table(tmp_path, raw)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(BadInput, match="not there"):
        table(tmp_path / "gone.csv")


def test_a_file_that_cannot_be_opened_is_refused_by_name(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        table(tmp_path)
