"""The workspace is laid out whole, and nothing that a learner made is ever lost."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmark import _safely as safely
from salesmark._checks import BadInput
from salesmark.classroom import workspace
from salesmark.classroom.workspace import NOTES, course_folder, lab, lay_out

LESSON = "notebooks/02_journey.ipynb"
NEWER = "notebooks/02_journey (new).ipynb"
WORKSHEET = "exercises/02_journey.ipynb"
EVERYTHING = {"index.ipynb", LESSON, WORKSHEET}


def notebook(text, *, markdown="# A lesson"):
    output = {"output_type": "stream", "name": "stdout", "text": ["4\n"]}
    code = {"cell_type": "code", "id": "b", "metadata": {}, "source": [text]}
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": [markdown]},
        code | {"outputs": [output], "execution_count": 1},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def publish(course, version, *, markdown="# A lesson"):
    """Write the course's originals of one version."""
    for name in EVERYTHING | {"solutions/02_journey.ipynb"}:
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook(f"print({version})", markdown=markdown), encoding="utf-8")


@pytest.fixture
def course(tmp_path):
    publish(tmp_path / "course", 1)
    return tmp_path / "course"


@pytest.fixture
def mine(tmp_path):
    return tmp_path / "mine"


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != NOTES
    }


def said(course, mine):
    return [str(step) for step in lay_out(course, mine)]


# A first copy.


def test_lessons_worksheets_and_index_are_laid_in_the_same_places_and_solutions_are_not(course, mine):
    steps = lay_out(course, mine)
    assert set(files(mine)) == EVERYTHING
    assert {(step.name, step.what) for step in steps} == {(name, "new") for name in EVERYTHING}


def test_lessons_lose_their_outputs_and_nothing_else(course, mine):
    lay_out(course, mine)
    laid, original = (json.loads((folder / LESSON).read_bytes()) for folder in (mine, course))
    assert laid["cells"][1]["outputs"] == []
    assert laid["cells"][1]["execution_count"] is None
    assert original["cells"][1]["execution_count"] == 1
    for one, other in zip(laid["cells"], original["cells"], strict=True):
        assert one["source"] == other["source"]
        assert one["id"] == other["id"]


def test_worksheets_and_index_are_copied_byte_for_byte(course, mine):
    lay_out(course, mine)
    for name in (WORKSHEET, "index.ipynb"):
        assert (mine / name).read_bytes() == (course / name).read_bytes()


def test_pictures_and_pages_that_a_notebook_links_to_come_along(course, mine):
    for name in ("docs/board.png", "docs/model.md", "docs/theme.svg", "docs/unused.png"):
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_bytes(b"picture")
    publish(
        course,
        2,
        markdown="![board](../docs/board.png) [model](../docs/model.md#week) <img src='../docs/theme.svg'> "
        "[web](https://example.org/a.png) ![inline](data:image/png;base64,AAAA) [gone](../docs/gone.md) "
        "[worked](../solutions/02_journey.ipynb) [outside](../../secret.txt) [here](#part)",
    )
    (course.parent / "secret.txt").write_text("not of the course", encoding="utf-8")
    lay_out(course, mine)
    assert set(files(mine)) - EVERYTHING == {"docs/board.png", "docs/model.md", "docs/theme.svg"}


def test_a_second_time_nothing_is_done(course, mine):
    lay_out(course, mine)
    before = {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")}
    assert lay_out(course, mine) == []
    assert before == {path: path.stat().st_mtime_ns for path in mine.rglob("*.ipynb")}


# The learner works, and the course moves on.


def test_a_changed_file_is_left_as_it_is(course, mine):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    assert lay_out(course, mine) == []
    assert (mine / LESSON).read_text(encoding="utf-8") == "my work"


def test_beside_a_changed_file_the_newer_original_is_laid_once(course, mine):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    publish(course, 2)
    steps = said(course, mine)
    beside = f"{LESSON}: yours is left as it is; the course's newer one lies beside it as 02_journey (new).ipynb"
    assert beside in steps
    assert (mine / LESSON).read_text(encoding="utf-8") == "my work"
    assert b"print(2)" in (mine / NEWER).read_bytes()
    assert lay_out(course, mine) == []


def test_an_untouched_file_is_replaced_by_the_newer_original_and_it_is_said(course, mine):
    lay_out(course, mine)
    publish(course, 2)
    assert f"{WORKSHEET}: replaced by a newer one (you had not changed it)" in said(course, mine)
    assert (mine / WORKSHEET).read_bytes() == (course / WORKSHEET).read_bytes()
    assert set(files(mine)) == EVERYTHING


def test_a_copy_beside_is_replaced_while_untouched_and_kept_once_changed(course, mine):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    for version in (2, 3):
        publish(course, version)
        lay_out(course, mine)
    assert b"print(3)" in (mine / NEWER).read_bytes()
    (mine / NEWER).write_text("my second work", encoding="utf-8")
    publish(course, 4)
    lay_out(course, mine)
    assert (mine / LESSON).read_text(encoding="utf-8") == "my work"
    assert (mine / NEWER).read_text(encoding="utf-8") == "my second work"
    assert b"print(4)" in (mine / "notebooks/02_journey (new 2).ipynb").read_bytes()


def test_a_copy_beside_that_was_deleted_stays_away(course, mine):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    publish(course, 2)
    lay_out(course, mine)
    (mine / NEWER).unlink()
    assert lay_out(course, mine) == []
    assert not (mine / NEWER).exists()


def test_a_deleted_file_comes_back_fresh(course, mine):
    lay_out(course, mine)
    (mine / LESSON).unlink()
    assert said(course, mine) == [f"{LESSON}: a fresh copy, since yours was deleted or renamed"]
    assert b"print(1)" in (mine / LESSON).read_bytes()


def test_a_renamed_file_stays_and_the_original_comes_back(course, mine):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    (mine / LESSON).rename(mine / "notebooks/my lesson.ipynb")
    lay_out(course, mine)
    assert (mine / "notebooks/my lesson.ipynb").read_text(encoding="utf-8") == "my work"
    assert b"print(1)" in (mine / LESSON).read_bytes()


def test_files_that_stood_there_before_the_first_time_are_the_learners(course, mine):
    (mine / "notebooks").mkdir(parents=True)
    (mine / LESSON).write_text("from somewhere else", encoding="utf-8")
    lay_out(course, mine)
    assert (mine / LESSON).read_text(encoding="utf-8") == "from somewhere else"
    assert b"print(1)" in (mine / NEWER).read_bytes()


class Learner:
    """Does things to a workspace and remembers which work must still be there."""

    def __init__(self, mine) -> None:
        self.mine, self.work, self.done = mine, {}, 0

    def edit(self, name):
        self.work[name] = f"my work {self.done}"
        (self.mine / name).write_text(self.work[name], encoding="utf-8")

    def delete(self, name):
        self.work.pop(name, None)
        (self.mine / name).unlink()

    def rename(self, name):
        kept = f"kept {self.done}"
        if name in self.work:
            self.work[kept] = self.work.pop(name)
        (self.mine / name).rename(self.mine / kept)

    def lose_notes(self, _):
        (self.mine / NOTES).write_text("{half", encoding="utf-8")

    def act(self, action, name):
        self.done += 1
        if (self.mine / name).exists():
            getattr(self, action)(name)


ACTIONS = ["edit", "delete", "rename", "lose_notes", "publish", "start"]
actions = st.lists(st.tuples(st.sampled_from(ACTIONS), st.sampled_from([LESSON, NEWER, WORKSHEET])), max_size=12)


@settings(max_examples=60)
@given(actions=actions)
def test_whatever_happens_no_work_is_lost_and_the_newest_original_is_there(tmp_path_factory, actions):
    course, mine = (tmp_path_factory.mktemp("any") / name for name in ("course", "mine"))
    learner, version = Learner(mine), 1
    publish(course, version)
    lay_out(course, mine)
    for action, name in actions:
        if action == "publish":
            version += 1
            publish(course, version)
        elif action == "start":
            lay_out(course, mine)
        else:
            learner.act(action, name)
    lay_out(course, mine)
    assert {name: (mine / name).read_text(encoding="utf-8") for name in learner.work} == learner.work
    if "lose_notes" not in dict(actions):  # without them an untouched file counts as the learner's
        for name in {LESSON, WORKSHEET} - set(learner.work):
            assert f"print({version})".encode() in (mine / name).read_bytes()
    assert lay_out(course, mine) == []


# Accidents.


@pytest.mark.parametrize("damage", ["", "{half", "[]", '{"laid": []}', '{"laid": {"a": 1}, "seen": {}}', "\x00"])
def test_damaged_notes_are_set_aside_and_every_file_counts_as_the_learners(course, mine, damage):
    lay_out(course, mine)
    (mine / NOTES).write_text(damage, encoding="utf-8")
    (mine / LESSON).write_text("my work", encoding="utf-8")
    publish(course, 2)
    steps = said(course, mine)
    assert steps[0].startswith(".salesmark.json: damaged, set aside as .salesmark (damaged).json")
    assert (mine / ".salesmark (damaged).json").read_text(encoding="utf-8") == damage
    assert (mine / LESSON).read_text(encoding="utf-8") == "my work"
    assert b"print(1)" in (mine / WORKSHEET).read_bytes()  # perhaps untouched, but who knows
    assert b"print(2)" in (mine / "exercises/02_journey (new).ipynb").read_bytes()


def test_damaged_notes_never_replace_earlier_damaged_ones(course, mine):
    for text in ("first", "second"):
        mine.mkdir(exist_ok=True)
        (mine / NOTES).write_text(text, encoding="utf-8")
        lay_out(course, mine)
    assert (mine / ".salesmark (damaged).json").read_text(encoding="utf-8") == "first"
    assert (mine / ".salesmark (damaged 2).json").read_text(encoding="utf-8") == "second"


def test_old_leftovers_are_swept_and_a_write_that_may_still_run_is_spared(course, mine):
    (mine / "notebooks").mkdir(parents=True)
    old, young = (mine / f"notebooks/.02.ipynb.{name}.unfinished" for name in ("old", "young"))
    for path in (old, young):
        path.write_text("half", encoding="utf-8")
    os.utime(old, (0, 0))
    lay_out(course, mine)
    assert not old.exists()
    assert young.exists()


@pytest.mark.parametrize("moment", range(4))  # three files and the notes
@pytest.mark.parametrize("state", ["empty", "untouched", "changed"])
def test_a_write_that_breaks_leaves_old_or_new_and_the_next_start_completes(course, mine, monkeypatch, moment, state):
    if state != "empty":
        lay_out(course, mine)
    if state == "changed":
        (mine / LESSON).write_text("my work", encoding="utf-8")
    before, real, left = files(mine), os.replace, [moment]
    publish(course, 2)

    def replace(old, new):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(safely.os, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            lay_out(course, mine)
    for name, content in files(mine).items():
        assert content == before.get(name) or b"print(2)" in content
    lay_out(course, mine)
    assert lay_out(course, mine) == []
    assert set(files(mine)) == EVERYTHING | ({NEWER} if state == "changed" else set())
    assert all(b"print(2)" in content or content == b"my work" for content in files(mine).values())


KILLED = """
import os, signal, sys
from pathlib import Path
from salesmark import _safely as safely
from salesmark.classroom.workspace import lay_out

name, moment, when = sys.argv[3], int(sys.argv[4]), sys.argv[5]
real = getattr(os, name)

def cut(*arguments):
    global moment
    moment -= 1
    if moment == 0 and when == "before":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    result = real(*arguments)
    if moment == 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return result

setattr(safely.os, name, cut)
lay_out(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(("name", "moment"), [("fsync", 1), ("fsync", 3), ("replace", 2), ("replace", 4)])
def test_a_kill_in_the_middle_leaves_old_or_new_and_the_next_start_completes(course, mine, name, moment, when):
    lay_out(course, mine)
    (mine / LESSON).write_text("my work", encoding="utf-8")
    before = files(mine)
    publish(course, 2)
    command = [sys.executable, "-c", KILLED, course, mine, name, str(moment), when]
    assert subprocess.run(command, check=False, timeout=60).returncode != 0
    for path, content in files(mine).items():
        hidden = Path(path).name.startswith(".")
        assert hidden or content == before.get(path) or b"print(2)" in content
    lay_out(course, mine)
    assert lay_out(course, mine) == []
    seen = {path: content for path, content in files(mine).items() if not Path(path).name.startswith(".")}
    assert set(seen) == EVERYTHING | {NEWER}
    assert seen.pop(LESSON) == b"my work"
    assert all(b"print(2)" in content for content in seen.values())


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_never_written_through(course, mine, tmp_path, exists):
    (mine / "notebooks").mkdir(parents=True)
    target = tmp_path / "elsewhere.ipynb"
    if exists:
        target.write_text("my work", encoding="utf-8")
    (mine / LESSON).symlink_to(target)
    lay_out(course, mine)
    assert (mine / LESSON).is_symlink()
    assert target.exists() == exists
    assert b"print(1)" in (mine / NEWER).read_bytes()


def test_where_a_folder_stands_the_lesson_is_laid_beside(course, mine):
    (mine / LESSON).mkdir(parents=True)
    assert any("lies beside it as 02_journey (new).ipynb" in step for step in said(course, mine))
    assert (mine / LESSON).is_dir()
    assert b"print(1)" in (mine / NEWER).read_bytes()


def test_a_file_where_a_folder_must_be_is_named(course, mine):
    mine.mkdir()
    (mine / "notebooks").write_text("my list", encoding="utf-8")
    with pytest.raises(BadInput, match=r"must be a folder, but a file stands there\. Rename it"):
        lay_out(course, mine)
    assert (mine / "notebooks").read_text(encoding="utf-8") == "my list"


def test_a_file_that_is_locked_is_left_and_the_others_are_laid(course, mine, monkeypatch):
    lay_out(course, mine)
    publish(course, 2)
    real = safely.write_safely

    def locked(path, content):
        if path.name == Path(LESSON).name and path.parent.name == "notebooks":
            raise PermissionError(13, "Permission denied", str(path))
        real(path, content)

    monkeypatch.setattr(workspace, "write_safely", locked)
    assert f"{LESSON}: could not be written (Permission denied); it is left as it was" in said(course, mine)
    assert b"print(1)" in (mine / LESSON).read_bytes()
    assert b"print(2)" in (mine / WORKSHEET).read_bytes()
    monkeypatch.undo()
    assert f"{LESSON}: replaced by a newer one (you had not changed it)" in said(course, mine)


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (OSError(28, "No space left on device"), "The disk is full: .* Free some space"),
        (PermissionError(13, "Permission denied"), r"could not be read or written \(Permission denied\)"),
    ],
)
def test_a_workspace_that_cannot_be_written_is_said_with_the_remedy(course, mine, monkeypatch, problem, message):
    def fail(*_: object):
        raise problem

    monkeypatch.setattr(workspace, "write_safely", fail)
    with pytest.raises(BadInput, match=message):
        lay_out(course, mine)


def test_the_course_itself_is_no_workspace(course):
    with pytest.raises(BadInput, match="must be a folder of its own"):
        lay_out(course, course)


@pytest.mark.parametrize("damage", ["<<<<<<< HEAD", '{"cells": [{}]}', "[]"])
def test_a_damaged_original_is_named(course, mine, damage):
    (course / LESSON).write_text(damage, encoding="utf-8")
    with pytest.raises(BadInput, match=r"02_journey.ipynb must be a notebook, but is damaged"):
        lay_out(course, mine)


def test_a_package_without_its_notebooks_says_where_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr(workspace.salesmark, "__file__", str(tmp_path / "salesmark" / "__init__.py"))
    with pytest.raises(BadInput, match="Download the whole course"):
        course_folder()


# JupyterLab.


@pytest.fixture
def started(monkeypatch, course):
    """Catch the command instead of running it."""
    commands = []
    monkeypatch.setattr(workspace, "course_folder", lambda: course)
    monkeypatch.setattr(workspace, "_until_closed", lambda command, folder: commands.append((command, folder)) or 0)
    return commands


def test_jupyterlab_opens_the_index_in_the_workspace_and_says_where_it_is(started, course, capsys):
    assert lab(None, browser=True, port=8888, ip="127.0.0.1") == 0
    (command, folder), *_ = started
    assert folder == course / "workspace"
    assert "--LabApp.default_url=/lab/tree/index.ipynb" in command
    assert "--no-browser" not in command
    assert not any("token" in word or "password" in word for word in command)
    assert f"Laid 3 files into {folder}" in capsys.readouterr().out


def test_a_later_start_says_what_it_did(started, course, mine, capsys):
    lab(mine, browser=False, port=8888, ip="127.0.0.1")
    publish(course, 2)
    capsys.readouterr()
    lab(mine, browser=False, port=8888, ip="127.0.0.1")
    lines = capsys.readouterr().out.splitlines()
    assert f"{LESSON}: replaced by a newer one (you had not changed it)" in lines
    assert not any(line.startswith("Laid") for line in lines)
    assert "--no-browser" in started[1][0]


@pytest.mark.parametrize("user", [0, 1000])
def test_root_may_start_it_and_is_told(started, mine, monkeypatch, capsys, user):
    monkeypatch.setattr(workspace.os, "geteuid", lambda: user, raising=False)
    lab(mine, browser=False, port=8888, ip="127.0.0.1")
    assert ("--allow-root" in started[0][0]) == (user == 0)
    assert ("You are root" in capsys.readouterr().out) == (user == 0)


@pytest.mark.parametrize("port", [0, 70000])
@pytest.mark.usefixtures("started")
def test_a_port_that_is_none_is_refused_before_anything_is_laid(mine, port):
    with pytest.raises(BadInput, match="port must be a whole number from 1 to 65535"):
        lab(mine, browser=False, port=port, ip="127.0.0.1")
    assert not mine.exists()


def test_the_exit_code_of_jupyterlab_is_handed_on(tmp_path):
    assert workspace._until_closed([sys.executable, "-c", "raise SystemExit(3)"], tmp_path) == 3


@pytest.mark.parametrize("patience", [10, 0.1])
def test_ctrl_c_lets_jupyterlab_close_and_ends_it_when_it_does_not(tmp_path, monkeypatch, capsys, patience):
    monkeypatch.setattr(workspace, "_KERNELS_CLOSE_WITHIN", patience)
    real, children = subprocess.Popen.wait, []

    def wait(child, timeout=None):
        if child not in children:
            children.append(child)
            raise KeyboardInterrupt
        return real(child, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", wait)
    seconds = 0.5 if patience == 10 else 60
    code = workspace._until_closed([sys.executable, "-c", f"import time; time.sleep({seconds})"], tmp_path)
    assert code == (0 if patience == 10 else 130)
    assert children[0].poll() is not None
    assert "Closing JupyterLab" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_who_ends_the_lab_ends_jupyterlab_as_well(tmp_path):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from salesmark.classroom import workspace
        child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
        workspace._until_closed([sys.executable, "-c", child], Path.cwd())
    """)
    with subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(30) == 143
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def patiently_opened(address):
    """Open an address of our own server, which says it a moment before it listens."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(address, timeout=30)  # noqa: S310 - on this machine
        except urllib.error.URLError as problem:
            if not isinstance(problem.reason, ConnectionRefusedError):
                raise
        time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_jupyterlab_answers_asks_for_its_token_and_tells_the_page_to_fetch_no_news(course, mine):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = textwrap.dedent(f"""
        from pathlib import Path
        from salesmark.classroom import workspace
        workspace.course_folder = lambda: Path({str(course)!r})
        workspace.lab(Path({str(mine)!r}), browser=False, port={port}, ip="127.0.0.1")
    """)
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True) as server:
        try:
            address = next(found for line in server.stderr if (found := re.search(r"http://127\S+", line)))[0]
            assert address.startswith(f"http://127.0.0.1:{port}/lab/tree/index.ipynb?token=")
            with patiently_opened(address) as page:
                assert '"news": {"disabled": true}' in page.read().decode()
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/contents", timeout=30)
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 143
