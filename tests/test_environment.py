"""One list of packages: pyproject.toml. The conda environment and the constraints are held against it."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
CONDA_NAME = {"matplotlib": "matplotlib-base", "duckdb": "python-duckdb"}


def bounds(requirements):
    pairs = (re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(?:>=([\d.]+))?", text).groups() for text in requirements)
    return {name: least for name, least in pairs if name != "salesmark"}


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def test_conda_gets_the_same_packages_with_the_same_lower_bounds():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    listed = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    course = bounds(PROJECT["dependencies"] + EXTRAS["course"])
    expected = {CONDA_NAME.get(name, name): least for name, least in course.items()}
    expected |= {"python": PROJECT["requires-python"].removeprefix(">="), "pip": None}
    assert bounds(listed) == expected


def test_conda_takes_everything_from_conda_forge_and_the_course_from_this_folder():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["channels"] == ["conda-forge"]
    assert [entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict)] == [["-e ."]]


def constraints():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [re.fullmatch(r"([A-Za-z0-9._-]+)==([\w.!+-]+)", line) for line in lines if line.strip()]


def test_constraints_are_plain_names_and_versions():
    assert constraints()
    assert None not in constraints()


@pytest.mark.parametrize(("name", "least"), bounds(sum(EXTRAS.values(), PROJECT["dependencies"])).items())
def test_each_package_is_held_to_a_version_that_the_project_accepts(name, least):
    held = {match[1].lower().replace("_", "-"): match[2] for match in constraints()}
    assert numbers(held[name]) >= numbers(least)
