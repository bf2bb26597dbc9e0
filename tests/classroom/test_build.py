"""The build: executed in a fresh kernel, tidy, and red on every drift with the command that repairs it."""

import json

import pytest

import salesmark as sm
from salesmark.classroom import build as building
from salesmark.classroom.build import PLAY, build
from salesmark.classroom.tasks import find

LESSON = """\
# %% [markdown] title
# # 02 · Tiny
# %% start
import salesmark as sm
# %% ask tags=["nbval-ignore-output"]
sm.predict("02-1", "How many?", low=0, high=9)
# %% lab tags=["nbval-ignore-output"]
import ipywidgets; ipywidgets.IntSlider()
# %% run
print("twelve"); print("in two prints")
12
# %% picture
from IPython.display import HTML; HTML('<img src="data:image/png;base64,AAAA" alt="rising">')
# %% seed
import os; sm.my_seed(), os.environ["SALESMARK_BUILD"], os.listdir("..") == sorted(os.listdir(".."))
"""
RIGHT = repr(find("ex02-1").valued(find("ex02-1").expect))
WORKSHEET = f"""\
# %% start
import salesmark as sm
from salesmark import ____
# %% answer
### BEGIN SOLUTION
answer = {RIGHT}
### END SOLUTION
# %% check
sm.check("ex02-1", answer)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    write(root, "lessons", LESSON)
    write(root, "worksheets", WORKSHEET)
    assert build(root=root) == 0
    return root


@pytest.fixture
def course(built, tmp_path):
    """Give a copy of the built course, to be spoilt."""
    import shutil

    return shutil.copytree(built, tmp_path / "course")


def write(root, part, text):
    file = root / "sources" / part / "02_tiny.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def load(root, folder):
    return json.loads((root / folder / "02_tiny.ipynb").read_text(encoding="utf-8"))


def cell(made, label):
    return next(cell for cell in made["cells"] if cell["id"] == f"02_tiny-{label}")


def test_a_lesson_is_published_with_its_outputs(built):
    made = load(built, "notebooks")
    counts = [cell["execution_count"] for cell in made["cells"] if cell["cell_type"] == "code"]
    assert counts == [1, 2, 3, 4, 5, 6]
    assert cell(made, "run")["outputs"][0]["text"] == ["twelve\n", "in two prints\n"]
    assert made["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_a_form_is_published_as_words_and_a_lab_as_an_invitation(built):
    made = load(built, "notebooks")
    (form,), (lab,) = cell(made, "ask")["outputs"], cell(made, "lab")["outputs"]
    assert form["data"]["text/plain"][0] == "Predict: How many?\n"
    assert lab["data"] == {"text/plain": [PLAY]}


def test_a_build_uses_the_stated_seed(built):
    assert cell(load(built, "notebooks"), "seed")["outputs"][0]["data"]["text/plain"][0].startswith("(2024, '1'")


def test_an_exercise_is_published_blank_and_its_solution_worked(built):
    exercise, solution = load(built, "exercises"), load(built, "solutions")
    assert all(cell.get("outputs", []) == [] for cell in exercise["cells"])
    assert cell(exercise, "answer")["source"] == ["answer = ____"]
    assert cell(solution, "check")["outputs"][0]["data"]["text/plain"][0].startswith("✓ ex02-1: right")


def test_building_twice_gives_the_same_files(course, built):
    assert build(["02_tiny"], root=course) == 0
    for folder in building.FOLDERS:
        assert (course / folder / "02_tiny.ipynb").read_bytes() == (built / folder / "02_tiny.ipynb").read_bytes()


def test_only_the_named_page_is_built(course, capsys):
    (course / "sources" / "index.py").write_text("# %% look\n1", encoding="utf-8")
    assert build(["index"], root=course) == 0
    assert capsys.readouterr().out == "index.ipynb: built\n"
    assert '"id": "index-look"' in (course / "index.ipynb").read_text(encoding="utf-8")


def test_an_output_that_is_no_text_is_published_too(course):
    code = "from IPython.display import JSON; JSON({'leads': 3})"
    write(course, "lessons", f"# %% data\n{code}")
    assert build(["02_tiny"], root=course) == 0
    data = cell(load(course, "notebooks"), "data")["outputs"][0]["data"]
    assert data["application/json"] == {"leads": 3}


def test_a_clean_course_passes_the_check(course, capsys):
    assert build(check=True, root=course) == 0
    assert capsys.readouterr().out.count("matches its source") == 3


def spoil_source(made):
    cell(made, "run")["source"].append(" + 1")


def spoil_id(made):
    cell(made, "run")["id"] = "other"


def spoil_metadata(made):
    cell(made, "run")["metadata"]["tags"] = ["hidden"]


def spoil_text(made):
    cell(made, "run")["outputs"][1]["data"]["text/plain"] = ["13"]


def spoil_printed(made):
    cell(made, "run")["outputs"][0]["text"] = ["eleven\n"]


def spoil_alternative_text(made):
    page = cell(made, "picture")["outputs"][0]["data"]
    page["text/html"] = [line.replace("rising", "falling") for line in page["text/html"]]


def spoil_count(made):
    cell(made, "run")["execution_count"] = 9


def spoil_widget_state(made):
    made["metadata"]["widgets"] = {}


def spoil_order(made):
    made["cells"].reverse()


def spoil_prose(made):
    made["cells"][0]["source"] = ["# 02 · Small"]


SPOILERS = [
    (spoil_source, "differs in its source"),
    (spoil_id, "other cells or cell ids"),
    (spoil_metadata, "differs in its metadata"),
    (spoil_text, "differs in its outputs"),
    (spoil_printed, "differs in its outputs"),
    (spoil_alternative_text, "differs in its outputs"),
    (spoil_count, "differs in its execution count"),
    (spoil_widget_state, "differs in the notebook's metadata"),
    (spoil_order, "other cells or cell ids"),
    (spoil_prose, "differs in its source"),
]


@pytest.mark.parametrize(("spoil", "says"), SPOILERS, ids=[spoil.__name__ for spoil, _ in SPOILERS])
def test_an_edited_notebook_turns_the_check_red_with_the_repair(spoil, says, course, capsys, monkeypatch):
    fresh = building._plain(load_built(course))

    async def as_before(*_):  # what a run gives is tested above
        return fresh

    monkeypatch.setattr(building, "run", as_before)
    made = load(course, "notebooks")
    spoil(made)
    (course / "notebooks" / "02_tiny.ipynb").write_text(json.dumps(made), encoding="utf-8")
    (course / "sources" / "worksheets" / "02_tiny.py").unlink()
    assert build(["02_tiny"], check=True, root=course) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("notebooks/02_tiny.ipynb: ")
    assert says in line
    assert line.endswith("Repair: salesmark build 02_tiny")


def load_built(course):
    import nbformat

    return nbformat.read(course / "notebooks" / "02_tiny.ipynb", as_version=4)


def test_a_picture_drawn_on_another_machine_is_no_drift(course):
    made = load(course, "notebooks")
    page = cell(made, "picture")["outputs"][0]["data"]
    page["text/html"] = [line.replace("base64,AAAA", "base64,BBBBBBBB") for line in page["text/html"]]
    (course / "notebooks" / "02_tiny.ipynb").write_text(json.dumps(made), encoding="utf-8")
    assert build(["02_tiny"], check=True, root=course) == 0


def test_png_outputs_are_compared_without_their_bytes():
    one, other = ({"data": {"image/png": bytes_, "text/plain": "a chart"}} for bytes_ in ("AA", "BB"))
    assert building._comparable([one]) == building._comparable([other])


def test_a_changed_source_turns_the_check_red(course, capsys):
    write(course, "lessons", LESSON.replace("twelve", "eleven"))
    assert build(check=True, root=course) == 1
    assert "cell '02_tiny-run' differs in its source" in capsys.readouterr().out


def test_missing_stray_and_garbled_notebooks_are_named(course, capsys):
    (course / "exercises" / "02_tiny.ipynb").unlink()
    (course / "solutions" / "02_tiny.ipynb").write_text("{", encoding="utf-8")
    (course / "solutions" / "09_gone.ipynb").write_text("{}", encoding="utf-8")
    assert build(check=True, root=course) == 1
    said = capsys.readouterr().out
    assert "exercises/02_tiny.ipynb: is missing. Repair: salesmark build 02_tiny" in said
    assert "solutions/02_tiny.ipynb: is not a notebook" in said
    assert "solutions/09_gone.ipynb: has no source. Delete it" in said


def test_an_unknown_page_is_named(course):
    with pytest.raises(sm.BadInput, match="Unknown page '02_tyni'"):
        build(["02_tyni"], root=course)


def test_the_current_folder_is_the_course(course, monkeypatch):
    monkeypatch.chdir(course / "notebooks")
    with pytest.raises(sm.BadInput, match="no folder 'sources'"):
        build()


FAILURES = [
    ("x = 1\ny = 1 / 0", "cell 'bad', line 2: y = 1 / 0\n    ZeroDivisionError: division by zero"),
    ("if True print(1)", "SyntaxError"),
    ("import sys; print('careful', file=sys.stderr)", "writes to stderr:\n    careful"),
    ("import warnings; warnings.warn('old')", "writes to stderr"),
    ("print('\\x1b[31mred')", "terminal colours"),
    ("object()", "a memory address: '0x"),
    ("import os; os.getcwd()", "a path of this machine"),
    ("import ipywidgets; ipywidgets.IntSlider()", 'tag it "nbval-ignore-output"'),
    ("import os; os._exit(1)", "the kernel died"),
]


@pytest.mark.parametrize(("code", "says"), FAILURES, ids=[says.split("\n")[0][:30] for _, says in FAILURES])
def test_a_cell_that_may_not_be_published_is_named_and_the_old_notebook_stays(code, says, tmp_path, capsys):
    write(tmp_path, "lessons", f"# %% good\n1\n# %% bad\n{code}\n# %% after\n2")
    old = tmp_path / "notebooks" / "02_tiny.ipynb"
    old.parent.mkdir()
    old.write_text("old", encoding="utf-8")
    assert build(root=tmp_path) == 1
    said = capsys.readouterr().out
    assert "notebooks/02_tiny.ipynb: sources/lessons/02_tiny.py" in said
    assert says in said
    assert len(said.splitlines()) <= 3
    assert old.read_text(encoding="utf-8") == "old"


def test_a_cell_that_never_ends_is_stopped(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(building, "SECONDS_A_CELL", 1)
    write(tmp_path, "lessons", "# %% good\n1\n# %% endless\nimport time; time.sleep(60)")
    assert build(root=tmp_path) == 1
    assert "cell 'endless' took longer than 1 s" in capsys.readouterr().out


def test_a_source_that_cannot_be_read_is_one_line(tmp_path, capsys):
    write(tmp_path, "lessons", "# %%\n1")
    assert build(root=tmp_path) == 1
    assert "needs a label" in capsys.readouterr().out


@pytest.mark.parametrize(("answer", "passes"), [("____", False), ("'aware'", False), (RIGHT, True)])
def test_under_nbgrader_only_a_right_answer_passes_its_check_cell(answer, passes, built, monkeypatch):
    monkeypatch.setenv("SALESMARK_GRADED", "1")
    exercise = load(built, "exercises")
    names = {}
    for part in exercise["cells"]:
        code = "".join(part["source"]).replace("= ____", f"= {answer}")
        if part["metadata"].get("nbgrader", {}).get("grade") and not passes:
            with pytest.raises(AssertionError, match="ex02-1"):
                exec(code, names)  # noqa: S102
        else:
            exec(code, names)  # noqa: S102
    assert names["sm"] is sm
