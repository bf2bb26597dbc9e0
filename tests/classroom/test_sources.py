"""From one text to three notebooks: labels, ids, blanks, nothing leaked."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import salesmark as sm
from salesmark.classroom.sources import Page, answer_lines, cell_id, notebook, pages

LESSON = Page(source=Path("sources/lessons/02_tiny.py"), target=Path("notebooks/02_tiny.ipynb"))
EXERCISE = Page(source=Path("sources/worksheets/02_tiny.py"), target=Path("exercises/02_tiny.ipynb"), blank=True)
SOLUTION = Page(source=EXERCISE.source, target=Path("solutions/02_tiny.ipynb"))

WORKSHEET = '''\
# %% [markdown] title
# # Tiny
# %% answer
### BEGIN SOLUTION
rate = 7 / 20  # won by closed
share: float = (
    rate
)
### END SOLUTION
# %% check
sm.check("ex02-1", rate)
# %% function
def win_rate(won, closed):
    """Return the share that was won."""
    ### BEGIN SOLUTION
    if closed == 0:
        return 0.0
    return won / closed
    ### END SOLUTION
# %% [markdown] decide
# Where would you put one more person?
#
# ### BEGIN SOLUTION
# At the gate: that is where people wait.
# ### END SOLUTION
'''


def cells(page, text):
    return {cell["id"].removeprefix("02_tiny-"): cell for cell in notebook(page, text)["cells"]}


def test_an_exercise_holds_blanks_where_the_solution_holds_answers():
    exercise, solution = cells(EXERCISE, WORKSHEET), cells(SOLUTION, WORKSHEET)
    assert exercise["answer"]["source"] == "rate = ____\nshare = ____"
    assert solution["answer"]["source"].startswith("rate = 7 / 20  # won by closed\nshare")
    assert exercise["function"]["source"].splitlines() == [
        "def win_rate(won, closed):",
        '    """Return the share that was won."""',
        "    ____",
    ]
    assert solution["function"]["source"].endswith("    return won / closed")
    assert exercise["decide"]["source"].endswith("*Your answer here.*")
    assert solution["decide"]["source"].endswith("where people wait.")


def test_no_line_of_an_answer_leaks_into_the_exercise():
    secret = set(answer_lines(WORKSHEET))
    assert secret == {
        "rate = 7 / 20  # won by closed",
        "share: float = (",
        "rate",
        ")",
        "if closed == 0:",
        "return 0.0",
        "return won / closed",
        "At the gate: that is where people wait.",
    }
    shown = {line.strip() for cell in cells(EXERCISE, WORKSHEET).values() for line in cell["source"].splitlines()}
    assert not secret & shown
    assert not any("SOLUTION" in line for line in shown)


def test_an_exercise_that_repeats_its_answer_elsewhere_is_refused():
    leaky = WORKSHEET + "# %% [markdown] slip\n# For example:\n#\n# rate = 7 / 20  # won by closed\n"
    with pytest.raises(sm.BadInput, match="shows a line of its solution in the exercise, cell '02_tiny-slip'"):
        notebook(EXERCISE, leaky)
    assert notebook(SOLUTION, leaky)


def test_nbgrader_knows_answers_checks_and_what_is_marked_by_hand():
    made = cells(EXERCISE, WORKSHEET)
    marks = {label: cell["metadata"].get("nbgrader", {}) for label, cell in made.items()}
    assert marks["title"] == {}
    assert marks["check"] == {
        "schema_version": 3,
        "grade_id": "check",
        "grade": True,
        "locked": True,
        "solution": False,
        "task": False,
        "points": 1,
    }
    assert made["check"]["metadata"]["salesmark"] == {"task": "ex02-1"}
    assert (marks["answer"]["solution"], marks["answer"]["grade"]) == (True, False)
    assert (marks["decide"]["solution"], marks["decide"]["grade"], marks["decide"]["points"]) == (True, True, 1)
    assert notebook(EXERCISE, WORKSHEET)["metadata"]["kernelspec"]["name"] == "python3"


def test_a_lesson_carries_no_marks():
    made = cells(LESSON, '# %% look tags=["nbval-ignore-output"]\nsm.check("ex02-1", 1)')
    assert made["look"]["metadata"] == {"tags": ["nbval-ignore-output"]}


@given(st.text("abc_09", min_size=1, max_size=40), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,9}", fullmatch=True))
def test_an_id_is_always_valid_and_the_same_again(name, label):
    made = cell_id(name, label)
    assert 1 <= len(made) <= 64
    assert made == cell_id(name, label)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def test_long_labels_that_begin_alike_get_different_ids():
    assert cell_id("02", "a" * 70) != cell_id("02", "a" * 69 + "b")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("# %%\n1", "needs a label"),
        ("# %% Run It\n1", "got 'Run It'"),
        ("# %% a\n1\n# %% [markdown] a\n# text", "the label 'a' is taken"),
        ("import this\n# %% a\n1", "needs a label"),
        ("# %% [raw] a\n# text", "use code or markdown"),
        ("# %% a collapsed=true\n1", "only tags may be set"),
        ('# %% a\nsm.check("ex02-1", 1); sm.check("ex02-2", 1)', "more than one answer or check"),
        ('# %% a\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nsm.check("ex02-1", x)', "more than one"),
        ("# %% a\n### BEGIN SOLUTION\nx = 1", "has no '### END SOLUTION'"),
        ("# %% a\nx = 1\n### END SOLUTION", "must take turns"),
        ("# %% a\n### BEGIN SOLUTION\n### BEGIN SOLUTION\nx = 1", "must take turns"),
        ("# %% a\n### BEGIN SOLUTION\nprint(1)\n### END SOLUTION", "got 'print(1)'"),
        ("# %% a\n### BEGIN SOLUTION\na, b = 1, 2\n### END SOLUTION", "name its result"),
        ("# %% a\n### BEGIN SOLUTION\nx = = 1\n### END SOLUTION", "not Python"),
        (
            "# %% a\ndef f(x):\n    y = x\n    ### BEGIN SOLUTION\n    return y\n    ### END SOLUTION",
            "must be its whole body",
        ),
        ("# %% a\nif x:\n    ### BEGIN SOLUTION\n    y = 1\n    ### END SOLUTION", "must be its whole body"),
    ],
)
def test_a_source_that_cannot_be_built_says_what_to_mend(text, says):
    with pytest.raises(sm.BadInput) as problem:
        notebook(EXERCISE, text)
    assert says in str(problem.value)
    assert "sources/worksheets/02_tiny.py, cell" in str(problem.value)


def test_an_empty_solution_leaves_nothing():
    assert cells(EXERCISE, "# %% a\n### BEGIN SOLUTION\n### END SOLUTION\ny = 1")["a"]["source"] == "y = 1"


def test_pages_come_in_order(tmp_path):
    for name in ("index.py", "lessons/02_b.py", "lessons/00_a.py", "worksheets/02_b.py"):
        (tmp_path / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sources" / name).write_text("", encoding="utf-8")
    assert [page.target.as_posix() for page in pages(tmp_path)] == [
        "index.ipynb",
        "notebooks/00_a.ipynb",
        "notebooks/02_b.ipynb",
        "exercises/02_b.ipynb",
        "solutions/02_b.ipynb",
    ]


def test_without_jupytext_the_build_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "jupytext", None)
    with pytest.raises(sm.BadInput, match="pip install jupytext"):
        notebook(LESSON, "# %% a\n1")


def test_a_folder_without_sources_is_refused(tmp_path):
    with pytest.raises(sm.BadInput, match="Run salesmark build in the course's folder"):
        pages(tmp_path)
