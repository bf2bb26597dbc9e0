"""Real exports, as HubSpot, Salesforce, Pipedrive and others write them, become one table of deals."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark import BadInput
from salesmark.cli import main
from salesmark.crm import Data, read
from salesmark.simulation.records import DEALS, EVENTS

# ruff: noqa: E501 - exports have wide lines
HUBSPOT = """\
Record ID,Deal Name,Deal Stage,Close Date,Create Date,Deal owner,Amount,Pipeline,Associated Company,Forecast category
1,Fleet,Closed Won,2024-03-12 09:14,2024-03-02 09:14,Maya,"$1,200.50",Sales,Acme;Acme Holding,Commit
2,Vans,Closed Lost,2024-03-20 17:00,2024-03-16 05:00,Sam,$900.00,Sales,Bo,Omit
3,Bikes,Contract Sent,2024-05-01 00:00,2024-03-21 08:00,Sam,$70.00,Sales,,Pipeline
"""
SALESFORCE = """\
"Opportunity Name","Type","Lead Source","Amount","Expected Revenue","Close Date","Next Step","Stage","Probability (%)","Fiscal Period","Age","Created Date","Opportunity Owner","Owner Role","Account Name"
"Press","New","Web","12,000","12,000","3/15/2024","","Closed Won","100","Q1-2024","14","3/1/2024","Sam","AE","Acme"
"Mill","New","Fair","8,000","0","3/31/2024","","Closed Lost","0","Q1-2024","20","3/11/2024","Sam","AE","Bo"
"Saw","New","Web","5,000","500","6/1/2024","call","Signed","100","Q2-2024","5","3/20/2024","Maya","AE","Cy"
"Axe","New","Web","5,000","500","6/1/2024","call","Budget check","20","Q2-2024","5","3/20/2024","Maya","AE","Cy"
"Total","","","30,000","12,500"
"Grand Totals (4 records)"
"Confidential Information - Do Not Distribute"
"Copyright (c) 2000-2024 salesforce.com, inc."
"""
PIPEDRIVE = """\
Deal - Title;Deal - Value;Deal - Currency of value;Organization;Contact person;Deal - Owner;Deal - Stage;Deal - Status;Deal - Creation date;Deal - Expected close date;Deal - Closed on;Deal - Won time;Deal - Lost time;Deal - Lost reason;Deal - Probability;Deal - Pipeline
Fleet;1.200,50;EUR;Acme;Ada;Maya;Proposal Made;Won;2024-03-02 10:00:00;;;2024-03-12 10:00:00;;;;Sales
Vans;900,00;EUR;Bo;Bob;Sam;Negotiations Started;Lost;2024-03-02 10:00:00;;;;2024-03-06 10:00:00;Price;;Sales
Bikes;70,00;EUR;Cy;Cyd;Sam;Won over (almost);Open;2024-03-02 10:00:00;2024-09-01;;;;;80;Sales
"""
GERMAN = """\
Nummer;Kunde;Verkäufer;Phase;Erstellt am;Abschlussdatum;Betrag (EUR);Verlustgrund
1;Müller;Jörg;Gewonnen;02.03.2024;12.03.2024;1.200,50;
2;Höß;Anna;Verloren;02.03.2024 08:00;06.03.2024 08:00;900,00;Preis
3;Ärzte AG;Anna;Angebot;05.03.2024;;70;
"""


def _read(folder, text, name="deals.csv", encoding="utf-8", **options: dict[str, str]):
    (folder / name).write_bytes(text.encode(encoding))
    return read(folder / name, **options)


def _said(data, *words: str):
    return any(all(word in sentence for word in words) for sentence in data.report)


def test_a_hubspot_export_is_read(tmp_path):
    data = _read(tmp_path, HUBSPOT)
    assert (data.name, data.currency, data.start) == ("deals", "$", date(2024, 3, 2))
    assert list(data.deals) == list(DEALS)
    assert data.deals["status"].tolist() == ["won", "lost", "open"]
    assert data.deals["amount"].tolist() == [1200.5, 900, 70]
    assert data.deals["customer"].tolist() == ["Acme", "Bo", ""]
    assert (data.deals["closed_day"] - data.deals["opened_day"]).tolist()[:2] == pytest.approx([10, 4.5])
    assert pd.isna(data.deals.loc[2, "closed_day"])
    assert _said(data, "several customers, of which the first counts: 1")
    assert _said(data, "Kept open deals without their closing date", "forecast: 1")
    assert _said(data, "HubSpot")


def test_a_salesforce_report_is_read_without_its_closing_lines(tmp_path):
    data = _read(tmp_path, SALESFORCE, encoding="utf-16")
    assert data.deals["deal_id"].tolist() == ["Press", "Mill", "Saw", "Axe"]
    assert data.deals["status"].tolist() == ["won", "lost", "won", "open"]
    assert data.deals["amount"].sum() == 30_000
    assert data.deals["source"].tolist() == ["Web", "Fair", "Web", "Web"]
    assert data.deals["opened_day"].tolist() == [0, 10, 19, 19]
    assert _said(data, "Dropped closing or stray lines", ": 4")
    assert _said(data, "Kept as won", "100 %: deals at 'Signed' (1)")
    assert _said(data, "Kept as open", "deals at 'Budget check' (1)")
    assert _said(data, "Salesforce")


def test_salesforce_tables_with_ids_are_joined_to_names(tmp_path):
    (tmp_path / "Opportunity.csv").write_text(
        "Id,Name,AccountId,Amount,StageName,Probability,CloseDate,CreatedDate,Type,LeadSource,OwnerId,IsWon,IsClosed\n"
        "006A,Press,001A,100,Erfolg,100,2024-03-15,2024-03-01T10:00:00.000Z,New,Web,005A,true,true\n"
        "006B,Mill,001B,200,Aus,0,2024-03-16,2024-03-01T10:00:00.000Z,New,Web,005B,false,true\n"
        "006C,Saw,001X,300,Prospecting,10,2024-06-16,2024-03-01T10:00:00.000Z,New,Web,005B,false,false\n",
        encoding="utf-8",
    )
    (tmp_path / "Account.csv").write_text("Id,Name,Industry\n001A,Acme,Retial\n001B,Bo,Technolgy\n001C,,X\n", "utf-8")
    (tmp_path / "User.csv").write_text("Id,Name\n005A,Maya\n005B,Sam\n", "utf-8")
    data = read(tmp_path)
    assert data.deals["customer"].tolist() == ["Acme", "Bo", "001X"]
    assert data.deals["seller"].tolist() == ["Maya", "Sam", "Sam"]
    assert data.deals["status"].tolist() == ["won", "lost", "open"]
    assert data.deals["segment"].tolist() == ["Retial", "technology", ""]
    assert data.tables["customer"]["customer"].tolist() == ["Acme", "Bo", "001C"]
    assert data.tables["seller"].columns.tolist() == ["Id", "seller"]
    assert _said(data, "Kept deals whose customer is not in Account.csv: 1")


def test_a_pipedrive_export_is_read_by_its_status(tmp_path):
    data = _read(tmp_path, PIPEDRIVE)
    assert data.currency == "€"
    assert data.deals["status"].tolist() == ["won", "lost", "open"]
    assert data.deals["stage"].tolist() == ["Proposal Made", "Negotiations Started", "Won over (almost)"]
    assert data.deals["amount"].tolist() == [1200.5, 900, 70]
    assert (data.deals["closed_day"] - data.deals["opened_day"]).tolist()[:2] == pytest.approx([10, 4])
    assert data.deals["reason"].tolist() == ["", "Price", ""]
    assert data.report == ("Rows read from deals.csv, recognised as Pipedrive: 3.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_german_table_is_read_in_every_encoding(tmp_path, encoding):
    data = _read(tmp_path, GERMAN, encoding=encoding)
    assert data.currency == "€"
    assert data.deals["customer"].tolist() == ["Müller", "Höß", "Ärzte AG"]
    assert data.deals["status"].tolist() == ["won", "lost", "open"]
    assert data.deals["amount"].tolist() == [1200.5, 900, 70]
    assert (data.deals["closed_day"] - data.deals["opened_day"]).tolist()[:2] == pytest.approx([10, 4])
    assert len(data.report) == 1


def test_any_other_table_is_read_by_a_mapping(tmp_path):
    text = "Nr\tWhere it is\tHow much\n1\tWon\t5\n2\tLost\t6\n"
    with pytest.raises(BadInput, match=r"Columns found: deals.csv: Nr, Where it is, How much.*mapping="):
        _read(tmp_path, text)
    data = _read(tmp_path, text, mapping={"stage": "Where it is", "amount": "How much"})
    assert data.deals["status"].tolist() == ["won", "lost"]
    assert data.deals["amount"].tolist() == [5, 6]
    assert data.start == date(1970, 1, 1)  # no date at all


def test_a_mapping_outdoes_the_layout(tmp_path):
    data = _read(tmp_path, "id,stage,amount,net\n1,won,5,4\n", mapping={"amount": "net"})
    assert data.deals["amount"].tolist() == [4]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [({"amuont": "net"}, "Did you mean 'amount'"), ({"amount": "gross"}, "no column named 'gross'")],
)
def test_a_mapping_with_a_slip_is_refused(tmp_path, mapping, words):
    with pytest.raises(BadInput, match=words):
        _read(tmp_path, "id,stage,amount,net\n1,won,5,4\n", mapping=mapping)


def test_a_table_of_months_is_no_table_of_deals_unless_the_caller_says_so(tmp_path):
    text = "month,won,revenue\n1,1,500\n2,0,700\n"
    with pytest.raises(BadInput, match="no table with both"):
        _read(tmp_path, text)
    assert _read(tmp_path, text, mapping={"is_won": "won"}).deals["status"].tolist() == ["won", "open"]


def test_of_a_deal_that_occurs_twice_the_last_row_counts(tmp_path):
    data = _read(tmp_path, "deal_id,stage,amount\n1,Demo,5\n2,Won,7\n1,Won,6\n,Won,1\n,Won,1\n")
    assert data.deals["amount"].tolist() == [7, 6, 1, 1]  # no number, no double
    assert _said(data, "Dropped rows of deals that occur again", ": 1")


def test_deals_without_numbers_are_numbered_if_their_names_are_not_unique(tmp_path):
    data = _read(tmp_path, "title,stage,amount\nA,Won,5\nA,Won,7\n")
    assert data.deals["deal_id"].tolist() == ["1", "2"]


def test_dates_that_cannot_be_are_repaired_and_reported(tmp_path):
    data = _read(
        tmp_path,
        "id,stage,opened,closed,amount\n"
        "1,Won,2024-05-02,2024-05-01,1\n"  # closed before opened
        "2,Won,2024-05-02 14:30,2024-05-02,1\n"  # the same day, one date without time
        "3,Won,2024-05-02,,\n"  # won, nobody knows when, nor for how much
        "4,Lost,2024-05-02,2024-05-04,-1\n",
    )
    cycle = data.deals["closed_day"] - data.deals["opened_day"]
    assert cycle.dropna().tolist() == [0, 2]
    assert data.deals["status"].tolist() == ["won", "won", "won", "lost"]
    assert data.start == date(2024, 5, 1)
    for words in (
        "Repaired deals closed before they were opened, by leaving the opening blank: 1",
        "Left blank amounts below 0, a refund or a slip: 1",
        "Kept won deals without an amount, which add nothing to the revenue: 1",
        "Kept closed deals without a closing date, hence without a cycle: 1",
        "Kept closed deals without an opening date, hence without a cycle: 1",
    ):
        assert _said(data, words)


def test_an_unknown_stage_is_open_and_reported_never_lost(tmp_path):
    data = _read(tmp_path, "id,stage,amount\n1,Lost interest,1\n2,4711,2\n3,Won,3\n4,,\n")
    assert data.deals["status"].tolist() == ["open", "open", "won"]
    assert _said(data, "Kept as open", "deals at 'Lost interest' (1), '4711' (1)")
    assert _said(data, "Dropped rows with neither stage nor status: 1")


def test_a_probability_decides_where_the_stage_does_not(tmp_path):
    data = _read(tmp_path, "id,stage,amount,probability\n1,Ja,1,1\n2,Nein,2,0\n3,Offen,3,0\n4,Hm,4,0.5\n")
    assert data.deals["status"].tolist() == ["won", "lost", "open", "open"]
    assert _said(data, "as lost, because their probability is 0 %")


def test_a_status_alone_serves_as_stage_too(tmp_path):
    data = _read(tmp_path, "id,status,amount,kind\n1,Won,1,repeat\n2,Open,2,new\n3,Paused,2,\n")
    assert data.deals["status"].tolist() == ["won", "open", "open"]
    assert data.deals["stage"].tolist() == ["won", "open", "open"]
    assert data.deals["kind"].tolist() == ["repeat", "new", "new"]
    assert _said(data, "'Paused' (1)", "as open")


def test_amounts_in_several_currencies_are_not_given_one(tmp_path):
    data = _read(tmp_path, "id,stage,amount,currency\n1,Won,1,EUR\n2,Won,2,USD\n3,Won,3,EUR\n")
    assert data.currency == ""
    assert _said(data, "several currencies (€ 2, $ 1)")
    assert _read(tmp_path, "id,stage,amount,currency\n1,Won,1,NOK\n").currency == "NOK"


def test_a_folder_of_several_exports_of_one_kind_is_one_table(tmp_path):
    (tmp_path / "2023.csv").write_text("id,stage,amount\n1,Won,1\n2,Demo,5\n", "utf-8")
    (tmp_path / "2024.csv").write_text("id,stage,amount\n2,Won,6\nTotal\n", "utf-8")
    (tmp_path / "notes.csv").write_text("Note,Author\nhello,me\n", "utf-8")
    (tmp_path / "picture.csv").write_bytes(b"\0\1\2\3")
    data = read(tmp_path)
    assert data.deals["amount"].tolist() == [1, 6]
    assert _said(data, "from 2023.csv and 2024.csv")
    assert _said(data, "Dropped closing or stray lines", "2024.csv", ": 1")
    assert _said(data, "Not used: notes.csv")
    assert _said(data, "Not used: picture.csv", "binary")


def test_two_tables_about_the_same_thing_are_not_both_joined(tmp_path):
    (tmp_path / "deals.csv").write_text("id,stage,amount,account\n1,Won,1,Acme\n", "utf-8")
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text("company,customer,town\nAcme,yes,Rome\n,,\n", "utf-8")
    data = read(tmp_path)
    assert data.tables["customer"].to_dict("records") == [{"customer": "Acme", "town": "Rome"}]
    assert _said(data, "Not used: b.csv")


def test_deals_of_one_name_are_not_one_deal(tmp_path):
    rows = "Renewal,A,Won,100,2024-01-01\nRenewal,B,Won,200,2024-01-02\nRenewal,C,Lost,200,2024-01-03\n"
    data = _read(tmp_path, f"Deal,Company,Stage,Amount,Close Date\n{rows}")
    assert data.deals["status"].tolist() == ["won", "won", "lost"]
    assert data.deals["amount"].tolist() == [100, 200, 200]


@pytest.mark.parametrize("word", ["In progress", "Open"])
def test_a_column_that_the_firm_added_does_not_beat_the_stage_of_the_system(tmp_path, word):
    header = "Record ID,Deal Name,Deal Stage,Close Date,Create Date,Deal owner,Amount,Status"
    text = f"{header}\n1,A,Closed Won,2024-03-12,2024-03-02,Maya,100,{word}\n"
    data = _read(tmp_path, text)
    assert data.deals["status"].tolist() == ["won"]
    assert _said(data, "Not used: column Status")
    mapped = _read(tmp_path, text, mapping={"status": "Status"})  # the caller knows better
    assert mapped.deals["status"].tolist() == ["open"]
    assert _said(mapped, "though their stage says otherwise: 1", f"'{word} at Closed Won'")


def test_a_deal_called_total_is_a_deal(tmp_path):
    header = SALESFORCE.splitlines()[0]
    rows = "Total Wine rollout,,,50000,,3/14/2024,,Closed Won,,,,,Ann,,\nTotal,,,50000,,,,,,,,,,,\n"
    data = _read(tmp_path, f"{header}\n{rows}")
    assert data.deals[["deal_id", "status", "amount"]].to_numpy().tolist() == [["Total Wine rollout", "won", 50_000]]
    assert _said(data, "Dropped closing or stray lines", ": 1")


def test_a_file_with_semicolons_breaks_a_tie_between_the_styles_of_amounts(tmp_path):
    data = _read(tmp_path, "Name;Phase;Betrag\nA;Gewonnen;1.250,00\nB;Gewonnen;980.50\nC;Gewonnen;2.000\n")
    assert data.deals["amount"].tolist() == [1250, 980.5, 2000]
    assert _said(data, "two styles")


@pytest.mark.parametrize(
    ("cells", "currency"),
    [
        (("AUD 5,000.00", "AUD 7,000.00"), "AUD"),
        (("A$5,000", "A$7,000"), "A$"),
        (("5.0e3", "7e3"), ""),
        (("5,000 CAD", "7,000 cad"), "CAD"),
    ],
)
def test_amounts_in_any_currency_count(tmp_path, cells, currency):
    data = _read(tmp_path, "id\tstage\tamount\n" + "".join(f"{cell}\tWon\t{cell}\n" for cell in cells))
    assert (data.deals["amount"].sum(), data.currency) == (12_000, currency)


def test_a_report_with_titles_and_a_file_with_a_delimiter_line_are_read(tmp_path):
    titled = _read(tmp_path, "Opportunities report\nAs of March 31, 2024\n\n" + SALESFORCE)
    assert titled.deals["deal_id"].tolist() == ["Press", "Mill", "Saw", "Axe"]
    assert _said(titled, "Dropped lines above the header of deals.csv: 2 ('Opportunities report')")
    assert _read(tmp_path, "sep=;\n" + GERMAN).deals["amount"].tolist() == [1200.5, 900, 70]


def test_a_status_that_is_not_understood_is_reported_and_a_deleted_deal_dropped(tmp_path):
    rows = (
        "A,1,Acme,Proposal Made,Deleted\nB,2,Acme,Proposal,Cancelled\n"
        "C,3,Bo,Negotiation,Abandoned\nD,4,Bo,Closed Won,Disqualified\nE,5,Bo,Qualified,Lost\n"
    )
    data = _read(tmp_path, f"Deal - Title,Deal - Value,Deal - Organization,Deal - Stage,Deal - Status\n{rows}")
    assert data.deals["deal_id"].tolist() == ["B", "C", "D", "E"]
    assert data.deals["status"].tolist() == ["open", "open", "won", "lost"]
    assert _said(data, "Dropped deals that were deleted: 1")
    assert _said(data, "status that we cannot read", ": 3 ('Cancelled at Proposal', 'Abandoned at Negotiation')")


def test_a_deal_that_is_deleted_further_down_is_gone(tmp_path):
    data = _read(tmp_path, "id,status,amount\n1,Won,5\n2,Won,6\n1,Deleted,5\n")
    assert data.deals["deal_id"].tolist() == ["2"]
    assert _read(tmp_path, "id,status,amount\n1,Deleted,5\n").deals.empty


@pytest.mark.parametrize(
    ("header", "system"),
    [
        ("Name,Stage,Amount", "a table of deals"),
        ("Name,Stage,Amount,Organization", "a table of deals"),
        ("Opportunity Name,Stage,Amount,Status", "Salesforce"),
        ("Opportunity Name,Stage,Amount,Closed Lost Reason", "Salesforce"),
        ("Deal Name,Deal Stage,Amount,Closed Lost Reason", "HubSpot"),
    ],
)
def test_a_system_is_named_only_where_its_own_headers_show_it(tmp_path, header, system):
    data = _read(tmp_path, f"{header}\nA,Won,5{',x' * (header.count(',') - 2)}\n")
    assert _said(data, f"recognised as {system}:")


@pytest.mark.parametrize("more", ["", ",Account Name"])
def test_a_column_called_closed_holds_dates_or_answers_as_its_cells_say(tmp_path, more):
    dated = _read(tmp_path, f"Name,Stage,Amount,Closed{more}\nA,Won,5,2024-03-01\nB,Lost,6,2024-03-04\n")
    assert dated.deals["closed_day"].tolist() == [0, 3]
    answered = _read(tmp_path, f"Name,Stage,Amount,Closed{more}\nA,Won,5,TRUE\nB,Lost,6,1\nC,Demo,7,FALSE\n")
    assert answered.deals["status"].tolist() == ["won", "lost", "open"]
    assert not _said(answered, "cannot be read")


@pytest.mark.parametrize("path", ["", " "])
def test_no_path_is_not_the_folder_one_is_in(path, capsys):
    with pytest.raises(BadInput, match="Name a CSV file"):
        read(path)
    assert main(["import", path]) == 2
    assert "Name a CSV file" in capsys.readouterr().err


def test_an_export_tells_no_journey(tmp_path):
    data = _read(tmp_path, HUBSPOT)
    assert list(data.events) == list(EVENTS)
    assert data.events.empty


def test_a_file_in_which_most_rows_say_nothing_is_called_garbled(tmp_path):
    with pytest.raises(BadInput, match="garbled"):
        _read(tmp_path, "id,stage,amount\n1,Won,1\nx,,\ny,,2\nz,,\n")


def test_a_file_without_one_readable_number_or_date_is_called_garbled(tmp_path):
    with pytest.raises(BadInput, match="not one is in"):
        _read(tmp_path, "id,stage,opened,amount\n#,&,%,+\n?,!,/,=\n")


def test_a_folder_without_deals_is_refused(tmp_path):
    with pytest.raises(BadInput, match="it holds none"):
        read(tmp_path)
    (tmp_path / "empty.csv").write_text("", "utf-8")
    with pytest.raises(BadInput, match="is empty"):
        read(tmp_path)
    (tmp_path / "towns.csv").write_text("town,country\nRome,Italy\n", "utf-8")
    with pytest.raises(BadInput, match="town, country"):
        read(tmp_path)


def _any_bytes(raw):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(raw)
        try:
            return read(path)
        except BadInput:
            return None


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_give_a_table_or_a_clear_refusal(raw):
    assert isinstance(_any_bytes(raw), Data | None)


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([HUBSPOT, SALESFORCE, PIPEDRIVE, GERMAN]), st.integers(0, 400))
def test_an_export_with_random_bytes_in_it_gives_a_table_or_a_clear_refusal(raw, export, place):
    text = export.encode("utf-8")
    assert isinstance(_any_bytes(text[:place] + raw + text[place:]), Data | None)


_CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12) | st.sampled_from(
    [
        "Won",
        "Lost",
        "",
        "1.000",
        "1,5",
        "12/11/2024",
        "2024-02-31",
        "-3",
        "9" * 400,
        "0%",
        "²",
        "٣/٤/٢٠٢٤",
        "9/9/99",
    ]
)


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(*[_CELLS] * 8), min_size=1, max_size=8))
def test_any_cells_under_known_headers_give_sound_deals(rows):
    header = "deal_id;account;stage;opened;closed;amount;probability;currency"
    lines = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    data = _any_bytes("\n".join([header, *lines]).encode())
    if data is not None:
        assert set(data.deals["status"]) <= {"won", "lost", "open"}
        assert not (data.deals["amount"] < 0).any()
        assert not (data.deals["closed_day"] < data.deals["opened_day"]).any()
        assert len(data.deals) <= len(rows)
