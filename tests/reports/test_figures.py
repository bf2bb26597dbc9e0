"""The printed view, and the commands that print it."""

import json
import subprocess
import sys

import pytest

from salesmark.cli import main
from salesmark.reports.figures import as_dict, as_text

NAN = float("nan")
MONTHLY = {
    "revenue": [500.0, 450.0],
    "cost_of_goods": [200.0, 100.0],
    "marketing": [60.0, 40.0],
    "sales": [100.0, 100.0],
    "overhead": [10.0, 10.0],
    "profit": [130.0, 200.0],
    "new_customers": [1, 2],
}


def _early_wins(firm, early, late):
    deals = [("won", 0, 80, 1)] * early + [("lost", 0, 80, 1)] * (100 - early)
    return firm(deals + [("won", 0, 100, 1)] * late + [("lost", 0, 100, 1)] * (100 - late))


def test_the_page_shows_the_funnel_as_bars_and_the_figures_in_words(shop):
    page = as_text(shop, encoding="utf-8")
    assert "  opened  ██████████████████████████          7" in page
    assert "  closed  ███████████████                     4        57.1%     57.1%" in page
    assert "Deals             3 won, 1 lost, 3 open" in page
    assert "Win rate          75.0% of the closed deals" in page
    assert "Deal size         €300.00 on average, median €200.00" in page
    assert "Days to lose      3.0 on average, median 3.0" in page
    assert "offer                                  1 deals, worth €70.00" in page


def test_a_run_shows_its_money_and_whom_the_funnel_follows(firm, journeys):
    run = firm([("won", 0, 9, 950, "new"), ("won", 1, 1, 5, "repeat")], journeys, monthly=MONTHLY)
    page = as_text(run, encoding="utf-8")
    assert "Acquisition cost  €100.00 a new customer" in page
    assert "€955.00, 1 repeat purchases included" in page
    assert "profit                     €330.00" in page
    assert "follows the 3 people who became aware" in page
    assert as_dict(run)["money"]["profit"] == 330


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_the_page_can_be_written_in_any_encoding_and_fits_80_columns(firm, encoding):
    shop = firm([("open", 1, NAN, 5e6, "new", "Präsentation ✓ " * 4)], currency="₹", name="Läden " * 20)
    page = as_text(shop, encoding=encoding)
    assert page.encode(encoding)
    assert max(map(len, page.splitlines()[1:])) <= 80
    assert ("#" in page) == (encoding != "utf-8")


def test_figures_that_are_not_known_are_null_in_json_and_unknown_on_the_page(firm):
    nothing = firm()
    facts = as_dict(nothing)
    assert json.loads(json.dumps(facts, allow_nan=False)) == facts
    assert facts["win_rate"] is facts["mean_won"] is facts["start"] is None
    assert "Win rate          unknown\n" in as_text(nothing)
    assert "Open pipeline" not in as_text(nothing)


def test_a_win_rate_that_starts_far_too_high_is_called_a_start_of_data_effect(firm):
    (note,) = as_dict(_early_wins(firm, 82, 61))["notes"]
    assert "first quarter, 2024Q1, is 82%" in note
    assert "later ones 61%" in note
    assert "2024-03-21" in note


@pytest.mark.parametrize(("early", "late"), [(61, 61), (64, 61), (30, 61), (66, 61)])
def test_an_ordinary_first_quarter_is_not_remarked_on(firm, early, late):
    assert as_dict(_early_wins(firm, early, late))["notes"] == []


def test_a_single_quarter_is_compared_with_nothing(firm):
    assert as_dict(firm([("won", 0, 1, 1)] * 50))["notes"] == []


def _write(
    path,
    text="deal_id,account,stage,opened,closed,amount\n1,Acme,Won,2024-01-01,2024-01-05,90\n2,Bo,Lost,,,\n",
):
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_import_prints_the_page(tmp_path, capsys):
    assert main(["import", str(_write(tmp_path / "deals.csv"))]) == 0
    page = capsys.readouterr().out
    assert "deals, 2024-01-01 to 2024-01-05" in page
    assert "Deals             1 won, 1 lost, 0 open" in page
    assert "What was read, dropped, repaired and kept" in page


def test_import_prints_one_json_object(tmp_path, capsys):
    assert main(["import", str(_write(tmp_path / "deals.csv")), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    wanted = {"won", "lost", "open", "win_rate", "revenue", "mean_won", "median_won"}
    assert wanted | {"mean_cycle_days_won", "median_cycle_days_won"} <= set(facts)
    assert (facts["won"], facts["lost"], facts["win_rate"], facts["revenue"]) == (1, 1, 0.5, 90)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b\n1,2\n",
        "id,stage,amount\n",
        b"\x89PNG\r\n\x1a\n\0\0",
        'id,stage,amount\n1,"Won\n',
        "x\x01\x02\x03",
    ],
    ids=["empty", "no deals", "header only", "binary", "garbled", "control"],
)
def test_import_refuses_what_is_no_export_in_one_clear_line(tmp_path, capsys, content):
    assert main(["import", str(_write(tmp_path / "bad.csv", content))]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert caught.err.startswith("salesmark import: ")
    assert caught.err.count("\n") == 1


def test_import_refuses_a_missing_file_and_a_folder_without_tables(tmp_path, capsys):
    assert main(["import", str(tmp_path / "gone.csv")]) == 2
    assert main(["import", str(tmp_path)]) == 2
    assert "not there" in capsys.readouterr().err


def test_the_real_command_ends_with_code_2_and_no_traceback(tmp_path):
    command = [
        sys.executable,
        "-m",
        "salesmark",
        "import",
        str(_write(tmp_path / "bad.csv", bytes(range(256)))),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "binary" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_a_real_pipeline_gives_its_published_figures(real_data, capsys):
    assert main(["import", str(real_data / "maven_crm"), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["won"], facts["lost"], facts["open"]) == (4238, 2473, 2089)
    assert facts["win_rate"] == pytest.approx(0.6315, abs=5e-5)
    assert facts["revenue"] == 10_005_534
    assert facts["mean_won"] == pytest.approx(2360.91, abs=0.005)
    assert facts["median_won"] == 1117
    assert facts["mean_cycle_days_won"] == pytest.approx(51.8, abs=0.05)
    assert facts["median_cycle_days_won"] == 57
    assert facts["mean_cycle_days_lost"] == pytest.approx(41.5, abs=0.05)
    assert facts["median_cycle_days_lost"] == 14
    assert {row["stage"]: row["deals"] for row in facts["open_by_stage"]} == {
        "Engaging": 1589,
        "Prospecting": 500,
    }
    told = " ".join(facts["report"] + facts["notes"])
    for words in ("spellings of a product: 1,480 ('GTXPro' to 'GTX Pro')", "'technolgy' to 'technology'"):
        assert words in told
    assert "deals that name no customer: 1,425." in told
    assert "2017Q1, is 82%" in told


def test_no_real_deal_is_lost_when_it_is_joined_with_the_products(real_data):
    from salesmark.crm import read

    data = read(real_data / "maven_crm")
    assert len(data.deals.merge(data.tables["product"], on="product")) == 8800
    assert data.deals.loc[data.deals["customer"] != "", "segment"].ne("").all()
