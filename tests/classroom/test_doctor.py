"""The doctor names what is missing and how to mend it."""

import os
import shutil
from collections import namedtuple
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from salesmark._checks import BadInput
from salesmark.classroom import doctor as clinic
from salesmark.cli import main


def problems(capsys):
    return [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("  problem")]


def test_a_healthy_course_has_no_problem_and_names_every_package(tmp_path, capsys):
    assert main(["doctor", "--workspace", str(tmp_path / "mine")]) == 0
    said = capsys.readouterr().out
    assert "problem" not in said
    for name in ("Python 3.", "numpy ", "jupyterlab ", "pillow ", "workspace in", "progress in"):
        assert f"  ok       {name}" in said


def test_packages_of_the_tests_are_not_asked_for():
    assert not any(found.startswith(("pytest", "ruff")) for found, _ in clinic.packages())


def test_the_doctor_makes_no_folder(tmp_path, fresh_home):
    clinic.doctor(tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
    assert not fresh_home.exists()


def test_a_package_that_is_not_installed_is_a_problem(tmp_path, monkeypatch, capsys):
    def version(name):
        if name == "duckdb":
            raise PackageNotFoundError(name)
        return "99.0"

    monkeypatch.setattr(clinic, "version", version)
    assert clinic.doctor(tmp_path) == 1
    assert problems(capsys) == ["problem  duckdb is missing: delete the folder .venv and run `python3 start.py` again"]


def test_a_package_whose_files_are_gone_is_a_problem(tmp_path, monkeypatch, capsys):
    real = clinic.find_spec
    monkeypatch.setattr(clinic, "find_spec", lambda name: None if name == "PIL" else real(name))
    assert clinic.doctor(tmp_path) == 1
    assert "pillow is missing" in problems(capsys)[0]


def test_a_package_older_than_the_course_needs_is_a_problem(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(clinic, "version", lambda name: "1.9.5" if name == "numpy" else "99.0")
    assert clinic.doctor(tmp_path) == 1
    assert "numpy 1.9.5 is older than 2.0" in problems(capsys)[0]


def test_an_old_python_is_a_problem(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(clinic.sys, "version_info", (3, 9, 1))
    assert clinic.doctor(tmp_path) == 1
    assert problems(capsys) == ["problem  Python 3.9.1: install Python 3.11 or newer from python.org"]


def test_a_folder_that_may_not_be_written_to_is_a_problem(tmp_path, monkeypatch, capsys):
    def refuse(dir):  # noqa: A002 - the name that tempfile gives it
        raise PermissionError(13, "Permission denied", str(dir))

    monkeypatch.setattr(clinic.tempfile, "TemporaryFile", refuse)
    assert clinic.doctor(tmp_path) == 1
    found = problems(capsys)
    assert len(found) == 2  # workspace and progress
    assert f"Permission denied: mend {tmp_path}, or name another folder" in found[0]


@pytest.mark.skipif(os.name == "nt", reason="Windows says so in other words")
def test_a_file_where_the_workspace_should_be_is_a_problem(tmp_path, capsys):
    (tmp_path / "mine").write_text("not a folder", encoding="utf-8")
    assert clinic.doctor(tmp_path / "mine") == 1
    assert "Not a directory" in problems(capsys)[0]


def test_a_full_disk_is_a_problem(tmp_path, monkeypatch, capsys):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 5 * 2**20))
    assert clinic.doctor(tmp_path) == 1
    assert problems(capsys)[0].endswith("5 MB free: free some space: 200 MB are needed")


def test_a_package_without_its_notebooks_is_a_problem(monkeypatch, capsys):
    def nowhere() -> Path:
        raise BadInput("The notebooks must lie beside the package. Download the course.")

    monkeypatch.setattr(clinic, "course_folder", nowhere)
    assert clinic.doctor() == 1
    assert problems(capsys) == [
        "problem  the course's notebooks: The notebooks must lie beside the package. Download the course."
    ]
