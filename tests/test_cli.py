"""The command line says what is wrong in one line, and ends with 2; no traceback reaches a reader."""

import os
import subprocess
import sys

import pytest

from salesmark.cli import main

RUN = ["simulate", "electronics_retailer", "--months", "1"]


def salesmark(*words, **settings):
    return subprocess.run(
        [sys.executable, "-m", "salesmark", *words],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | settings,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["simulate", "electronics_retailor"], "Did you mean 'electronics_retailer'?"),
        (["simulate", "electronics_retailer", "--months", "0"], "months must be a whole number from 1"),
        (["simulate", "electronics_retailer", "--seed", "-1"], "seed must be a whole number, 0 or more"),
        ([*RUN, "--save", "no_such_folder/run.duckdb"], "no_such_folder"),
        (["import", "no_such_file.csv"], "no_such_file.csv"),
        (["import", ""], "salesmark import"),
        ([*RUN, "--csv", ""], "salesmark simulate"),
        ([*RUN, "--charts", ""], "salesmark simulate"),
        ([*RUN, "--explain", "5"], "week must be a whole number from 1 to 4"),
        (["build", "99_no_such_page"], "Unknown page"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(words, says, capsys):
    assert main(words) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""  # nothing is run before the words are checked


def test_one_week_is_told_instead_of_the_whole_run(capsys):
    assert main([*RUN, "--explain", "3"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Brightline, week 3 of 4: 2025-01-20 to 2025-01-26\n")
    assert "\n11. book_money: Revenue " in told
    assert "Funnel" not in told


def test_charts_and_tables_may_share_a_new_folder(tmp_path, capsys):
    assert main([*RUN, "--charts", str(tmp_path / "new"), "--csv", str(tmp_path / "new")]) == 0
    assert f"Charts to look at: {tmp_path / 'new' / 'index.html'}" in capsys.readouterr().out
    assert {path.suffix for path in (tmp_path / "new").iterdir()} == {".html", ".png", ".csv"}


def test_nothing_is_run_for_charts_in_a_folder_with_files(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main([*RUN, "--charts", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "it holds files" in said.err
    assert said.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_terminal_without_the_letters_still_shows_the_page():
    done = salesmark(*RUN, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes that break like this")
def test_a_reader_who_stops_reading_is_no_error():
    command = f'"{sys.executable}" -m salesmark {" ".join(RUN)} | true'
    done = subprocess.run(command, shell=True, capture_output=True, encoding="utf-8", check=False)  # noqa: S602
    assert done.stderr == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")  # noqa: PTH110
def test_a_full_disk_is_one_line():
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "salesmark", *RUN],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("salesmark simulate: ")
    assert done.stderr.count("\n") == 1
