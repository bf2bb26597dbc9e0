"""The published notebooks: their form, and that they run as they are printed."""

import asyncio
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

import salesmark as sm
from salesmark.classroom.build import run
from salesmark.classroom.quiz import quizzes
from salesmark.classroom.sources import Page, answer_lines
from salesmark.classroom.tasks import sheets

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXERCISES = sorted((ROOT / "exercises").glob("*.ipynb"))
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
INDEX = sorted(ROOT.glob("*.ipynb"))
RUN = [*INDEX, *LESSONS, *SOLUTIONS]
EVERY = [*RUN, *EXERCISES]


def name(file):
    return file.relative_to(ROOT).as_posix()


def load(file):
    return json.loads(file.read_text(encoding="utf-8"))


def of_kind(made, kind):
    return [cell | {"text": "".join(cell["source"])} for cell in made["cells"] if cell["cell_type"] == kind]


def headings(made):
    """Give (level, text) of each heading, in order."""
    found = []
    for cell in of_kind(made, "markdown"):
        text = re.sub(r"^(```|~~~).*?^\1", "", cell["text"], flags=re.DOTALL | re.MULTILINE)
        found += [(len(m[1]), m[2].strip()) for m in re.finditer(r"^(#{1,6}) (.+)$", text, re.MULTILINE)]
    return found


def nbval(*files, lax=False, timeout=60):
    """Run notebooks as continuous integration does."""

    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:cov", "-c", os.devnull),
        *("--nbval-lax" if lax else "--nbval", "--nbval-current-env", "--nbval-cell-timeout", str(timeout)),
        *("--nbval-sanitize-with", str(ROOT / "tests" / "nbval.cfg"), "--rootdir", str(files[0].parent)),
        *map(str, files),
    ]
    environment = os.environ | {"SALESMARK_BUILD": "1"}
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, check=False, timeout=1200
    )


@pytest.mark.parametrize("file", EVERY, ids=name)
class TestEveryNotebook:
    def test_has_one_title_and_headings_in_order(self, file):
        levels = [level for level, _ in headings(load(file))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below - above <= 1 for above, below in pairwise(levels))

    def test_has_no_code_cell_over_ten_lines(self, file):
        long = [cell["id"] for cell in of_kind(load(file), "code") if len(cell["text"].splitlines()) > 10]
        assert long == []

    def test_carries_no_widget_state_and_no_traces_of_a_run(self, file):
        made = load(file)
        assert set(made["metadata"]) == {"kernelspec", "language_info"}
        assert {key for cell in made["cells"] for key in cell["metadata"]} <= {"tags", "nbgrader", "salesmark"}
        assert "widget-view" not in file.read_text(encoding="utf-8")

    def test_has_an_id_of_its_own_for_each_cell(self, file):
        ids = [cell["id"] for cell in load(file)["cells"]]
        assert len(set(ids)) == len(ids)
        assert all(id_.startswith(file.stem[:55]) for id_ in ids)

    def test_links_only_to_what_stands(self, file):
        text = "\n".join(cell["text"] for cell in of_kind(load(file), "markdown"))
        targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
        assert [target for target in targets if not (file.parent / target).exists()] == []

    def test_gives_every_picture_in_its_text_a_description(self, file):
        text = "\n".join(cell["text"] for cell in of_kind(load(file), "markdown"))
        assert "![](" not in text


@pytest.mark.parametrize("file", RUN, ids=name)
class TestEveryNotebookThatWasRun:
    def test_was_run_from_top_to_bottom(self, file):
        counts = [cell["execution_count"] for cell in of_kind(load(file), "code")]
        assert counts == list(range(1, len(counts) + 1))

    def test_shows_outputs_and_no_errors(self, file):
        outputs = [output for cell in of_kind(load(file), "code") for output in cell["outputs"]]
        assert outputs
        assert not [output for output in outputs if output["output_type"] == "error"]
        assert not [output for output in outputs if output.get("name") == "stderr"]

    def test_describes_every_picture_in_words(self, file):
        for cell in of_kind(load(file), "code"):
            for output in cell["outputs"]:
                data = output.get("data", {})
                page = "".join(data.get("text/html", ""))
                assert not set(data) & {"image/png", "image/jpeg"}, f"{cell['id']}: show charts by sm.show"
                assert all(re.search(r'alt="[^"]+"', tag) for tag in re.findall(r"<img[^>]*>", page))


@pytest.mark.parametrize("file", LESSONS, ids=name)
class TestEveryLesson:
    def test_opens_with_minutes_needs_and_objectives(self, file):
        opening = of_kind(load(file), "markdown")[0]["text"]
        assert re.search(r"\b\d+ minutes\b", opening)
        assert re.search(r"^- \*\*\w+\*\*", opening, re.MULTILINE), "objectives begin with a bold verb"
        assert 3 <= len(re.findall(r"^- \*\*\w+", opening, re.MULTILINE)) <= 5

    def test_asks_for_a_prediction_before_it_compares(self, file):
        code = [cell["text"] for cell in of_kind(load(file), "code")]
        asked = {}
        for place, text in enumerate(code):
            asked |= dict.fromkeys(re.findall(r"sm\.predict\(\s*\"([\d-]+)\"", text), place)
            for prediction in re.findall(r"sm\.predicted\(\s*\"([\d-]+)\"", text):
                assert asked[prediction] < place - 1, f"{prediction} is compared before anything ran"
        assert asked or file.stem.startswith("00")

    def test_teaches_each_of_its_claims_and_assesses_it(self, file):
        """Taught where it is named with its statement; assessed by a quiz question or a task of the worksheet."""
        lesson, text = file.stem[:2], "\n".join(cell["text"] for cell in of_kind(load(file), "markdown"))
        mine = {claim.id for claim in sm.claims.values() if claim.lesson == lesson}
        taught = set(re.findall(r"\*\*Claim ([A-Z]\d\d)\*\* · ", text))
        assert mine - taught == set(), "untaught"
        assert taught <= set(sm.claims)
        assessed = {claim for question in quizzes()[lesson].questions for claim in question.claims}
        sheet = ROOT / "exercises" / file.name
        if sheet.exists():
            assessed |= set(re.findall(r"\b[A-Z]\d\d\b", sheet.read_text(encoding="utf-8")))
        assert mine - assessed == set(), "unassessed"

    def test_leaves_nobody_alone_with_a_wall_of_text(self, file):
        """Prose between two things to do: cells to run, cells that ask the learner something; tables not counted."""
        walls, words = {}, 0
        for cell in load(file)["cells"]:
            text = "".join(cell["source"])
            if cell["cell_type"] == "code" or re.search(r"Stop and think|In the other chair", text):
                words = 0
            else:
                prose = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
                words += len(re.findall(r"[\w’'€%-]+", prose))
                walls |= {cell["id"]: words} if words > 140 else {}
        assert walls == {}

    def test_takes_about_the_minutes_that_it_says(self, file):
        """Reading at 200 words a minute, and time for each thing to do: some learners are slower, none is hurried."""
        minutes = {"sm.predict(": 1.0, "sm.quiz(": 4.0, "Stop and think": 1.0}
        doing = reading = 0.0
        for cell in load(file)["cells"]:
            text = "".join(cell["source"])
            doing += sum(spent for words, spent in minutes.items() if words in text)
            doing += 0.3 * (cell["cell_type"] == "code")
            doing += 2.5 * len(re.findall(r"^\d\. ", text, re.MULTILINE)) * ("## Play" in text)
            shown = ["".join(output.get("data", {}).get("text/plain", "")) for output in cell.get("outputs", ())]
            read = [text] if cell["cell_type"] == "markdown" else shown
            reading += sum(len(re.findall(r"[\w’'€%-]+", part)) for part in read) / 200
        said = int(re.search(r"\b(\d+) minutes\b", "".join(load(file)["cells"][0]["source"]))[1])
        assert -1 <= said - (doing + reading) <= 7, f"says {said}, takes {doing + reading:.0f}"

    def test_ends_with_key_points(self, file):
        titles = [text.lower() for _, text in headings(load(file))]
        assert any("key points" in title for title in titles[-3:])


@pytest.mark.parametrize("file", EXERCISES, ids=name)
class TestEveryExercise:
    def test_shows_no_outputs(self, file):
        assert all(not cell["outputs"] and cell["execution_count"] is None for cell in of_kind(load(file), "code"))

    def test_holds_no_line_of_its_solution(self, file):
        source = (ROOT / "sources" / "worksheets" / f"{file.stem}.py").read_text(encoding="utf-8")
        secret = set(answer_lines(source))
        shown = {line.strip() for cell in load(file)["cells"] for line in "".join(cell["source"]).splitlines()}
        assert secret
        assert not secret & shown
        assert not any("SOLUTION" in line for line in shown)

    def test_checks_every_task_of_its_sheet_once(self, file):
        made = load(file)
        asked = [cell["metadata"]["salesmark"]["task"] for cell in made["cells"] if "salesmark" in cell["metadata"]]
        assert sorted(asked) == sorted(task.id for task in sheets()[file.stem[:2]])
        assert (ROOT / "solutions" / file.name).exists()

    @pytest.mark.slow
    def test_untouched_runs_to_its_end_and_says_not_attempted(self, file):
        source = Path("sources", "worksheets", f"{file.stem}.py")
        page = Page(source=source, target=file.relative_to(ROOT), blank=True)
        with ThreadPoolExecutor() as apart:  # a browser of other tests may hold this thread's event loop
            made = apart.submit(asyncio.run, run(page, nbformat.read(file, as_version=4), ROOT)).result()
        for cell in made["cells"]:
            if "salesmark" in cell["metadata"]:
                assert "not attempted yet" in cell["outputs"][-1]["data"]["text/plain"]


@pytest.mark.parametrize("file", SOLUTIONS, ids=name)
def test_every_check_of_a_solution_is_right(file):
    said = [
        "".join(cell["outputs"][-1]["data"]["text/plain"])
        for cell in load(file)["cells"]
        if "salesmark" in cell["metadata"]
    ]
    assert said
    assert [text for text in said if not text.startswith("✓")] == []


def small_notebook(code, output):
    return {
        "cells": [
            {
                "cell_type": "code",
                "execution_count": 1,
                "id": "small-look",
                "metadata": {},
                "outputs": [{"output_type": "stream", "name": "stdout", "text": [output]}],
                "source": code,
            }
        ],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.mark.slow
def test_nbval_turns_red_on_a_broken_notebook_and_only_then(tmp_path):
    notebooks = {
        "as_printed": ("print(12)", "12\n"),
        "picture_of_another_machine": ("print('data:image/png;base64,AAAA')", "data:image/png;base64,BBBB\n"),
        "other_number": ("print(12)", "13\n"),
        "error": ("print(12); 1 / 0", "12\n"),
    }
    files = [tmp_path / f"{name}.ipynb" for name in notebooks]
    for file in files:
        file.write_text(json.dumps(small_notebook(*notebooks[file.stem])), encoding="utf-8")
    done = nbval(*files)
    failed = set(re.findall(r"^FAILED \S*?(\w+)\.ipynb", done.stdout, re.MULTILINE))
    assert failed == {"other_number", "error"}, done.stdout[-4000:]
    assert "2 failed, 2 passed" in done.stdout
    assert done.returncode == 1
