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
        (["build", "99_no_such_page"], "Unknown page"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(words, says, capsys):
    assert main(words) == 2
    captured = capsys.readouterr()
    assert says in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""  # nothing is run before the words are checked


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
