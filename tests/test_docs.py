"""The pages beside the notebooks: links, tables and lists say what stands. Notebooks are tested in test_notebooks."""

import dataclasses
import re
import tomllib
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from salesmark.business.agreement import PRACTICES, Agreement, HandOff
from salesmark.business.company import Company
from salesmark.business.economics import Economics, Trust
from salesmark.business.market import Market, Rivals, Segment, Shock
from salesmark.business.marketing import EFFORTS, Channel, Effort, MarketingPlan, Place
from salesmark.business.plan import Plan
from salesmark.business.sales import Role, SalesPlan, SalesStep, Selling
from salesmark.simulation.parameters import PUSHES
from salesmark.simulation.week import STEPS

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LESSONS = sorted((ROOT / "sources" / "lessons").glob("*.py"))
RULES = (
    *(Market, Segment, Rivals, Shock, Channel, Effort, Place, Role, SalesStep, Selling, HandOff, Economics, Trust),
    *(MarketingPlan, SalesPlan, Agreement),
)
MODEL = [ROOT / "docs" / "model.md", ROOT / "docs" / "selling.md"]


def read(file):
    return file.read_text(encoding="utf-8")


def prose(file):
    """Give a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", read(file), flags=re.DOTALL | re.MULTILINE)


def minutes(source):
    """Give the minutes that a lesson or a worksheet states below its title."""
    return int(re.search(r"^# \*(\d+) minutes", read(source), re.MULTILINE)[1])


def rows(page):
    """Give the rows of a page's table of lessons: number, file's name, minutes, name and minutes of the worksheet."""
    form = re.compile(
        r"\| (\d\d) \| \[[^]]+\]\(notebooks/(\w+)\.ipynb\) \| [^|]+ \| (\d+) "
        r"\| (?:–|\[(\d+) minutes\]\(exercises/(\w+)\.ipynb\).*) \|$"
    )
    lines = [line.removeprefix("# ") for line in read(page).splitlines()]
    table = [line for line in lines if re.match(r"\| \d\d \|", line)]
    found = [form.match(line) for line in table]
    assert None not in found, f"{page.name}: a row of the table of lessons has another form"
    return [match.groups() for match in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
class TestEveryPage:
    def test_links_only_to_files_that_stand(self, page):
        targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", prose(page))
        assert [target for target in targets if not (page.parent / target).exists()] == []

    def test_has_one_title_and_a_description_for_each_picture(self, page):
        assert len(re.findall(r"^# ", prose(page), re.MULTILINE)) == 1
        assert "![](" not in prose(page)


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "sources" / "index.py"], ids=lambda page: page.name)
def test_the_table_of_lessons_names_what_stands_with_the_minutes_that_it_states(page):
    expected = []
    for lesson in LESSONS:
        sheet = ROOT / "sources" / "worksheets" / lesson.name
        worksheet = (str(minutes(sheet)), sheet.stem) if sheet.exists() else (None, None)
        expected.append((lesson.stem[:2], lesson.stem, str(minutes(lesson)), *worksheet))
    assert LESSONS
    assert rows(page) == expected


def test_each_dependency_has_its_reason_in_contributing():
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    asked = [text for group in (project["dependencies"], *project["optional-dependencies"].values()) for text in group]
    names = {re.match(r"[\w-]+", text)[0] for text in asked} - {project["name"]}
    reasons = read(ROOT / "CONTRIBUTING.md").partition("## Why each dependency is here")[2]
    given = {name for line in reasons.splitlines() if ": " in line for name in re.findall(r"\*\*([\w-]+)\*\*", line)}
    assert names - given == set()


def test_the_changelog_says_what_is_new():
    unreleased = read(ROOT / "CHANGELOG.md").partition("\n## [Unreleased]\n")[2].partition("\n## ")[0]
    assert re.search(r"^- \S", unreleased, re.MULTILINE)


def test_the_model_page_tells_the_eleven_steps_of_a_week_in_their_order():
    told = re.findall(r"^### (\d+)\. (\w+)$", read(ROOT / "docs" / "model.md"), re.MULTILINE)
    assert told == [(str(number), step.__name__) for number, step in enumerate(STEPS, start=1)]


def test_the_pages_on_the_model_explain_every_number_of_a_company_and_of_a_plan():
    pages = "".join(map(read, MODEL))
    held = {rule for group in (Company, Plan) for hint in get_type_hints(group).values() for rule in rules_in(hint)}
    assert held - {Plan} == set(RULES)
    numbers = {field.name for rule in RULES for field in dataclasses.fields(rule) if field.type != "str"}
    assert len(numbers) > 100
    assert sorted(name for name in numbers if f"`{name}`" not in pages) == []


def rules_in(hint):
    """Give the dataclasses that a field holds, one by one or by name."""
    return [part for part in (hint, *get_args(hint)) if dataclasses.is_dataclass(part)]


def test_the_page_on_selling_has_a_row_for_each_of_the_nine_practices():
    table = re.findall(r"^\| ([^|]+) \| ((?:`\w+`(?:, )?)+) \|", read(MODEL[1]), re.MULTILINE)
    fields = [name for _, named in table for name in re.findall(r"\w+", named)]
    assert len(table) == 9
    assert sorted(fields) == sorted([*PRACTICES, "leadership", "lead_threshold"])


def test_the_model_page_says_what_each_effort_does():
    told = re.findall(r"^\| (\w+) \| ", read(MODEL[0]).partition("| effort |")[2].partition("\n###")[0], re.MULTILINE)
    assert told == list(EFFORTS)


def test_the_pages_name_each_of_the_causes_of_a_move():
    pages = "".join(map(read, MODEL))
    assert [cause for cause in PUSHES if cause not in pages] == []
