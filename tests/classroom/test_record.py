"""The learner's record: nothing lost, nothing overwritten, nothing written where nobody learns."""

import json
import subprocess
import sys

import pytest

import salesmark as sm
from salesmark.classroom import record


def write(home, text):
    home.mkdir(parents=True, exist_ok=True)
    (home / "progress.json").write_text(text, encoding="utf-8")


def note(task, **fields):
    return lambda kept: kept["tasks"].setdefault(task, {}).update(fields)


def test_what_is_kept_is_there_again(fresh_home):
    record.update(note("ex02-1", tries=1, right=True))
    record.update(note("ex02-2", tries=2))
    assert record.read()["tasks"] == {"ex02-1": {"tries": 1, "right": True}, "ex02-2": {"tries": 2}}
    assert json.loads((fresh_home / "progress.json").read_text(encoding="utf-8"))["schema"] == 1


def test_looking_creates_nothing(fresh_home):
    assert record.read()["tasks"] == {}
    assert not fresh_home.exists()


@pytest.mark.parametrize(
    "damage",
    [
        "",
        '{"schema": 1, "tasks": {"ex02-1": {"ri',
        "[]",
        '{"tasks": {}}',
        '{"schema": "1"}',
        '{"schema": 1, "seed": "x"}',
        '{"schema": 1, "tasks": []}',
        '{"schema": 1, "tasks": {"ex02-1": 3}}',
        '{"schema": 1, "tasks": {"ex02-1": {"tries": "many"}}}',
    ],
)
def test_a_damaged_file_is_set_aside_with_a_message_and_never_overwritten(damage, fresh_home, capsys):
    write(fresh_home, damage)
    assert record.read()["tasks"] == {}
    assert "kept as progress.damaged-1.json" in capsys.readouterr().out
    assert (fresh_home / "progress.damaged-1.json").read_text(encoding="utf-8") == damage


def test_a_second_damaged_file_gets_a_name_of_its_own(fresh_home, capsys):
    for damage in ("first", "second"):
        write(fresh_home, damage)
        record.update(note("ex02-1", tries=1))
    kept = [(fresh_home / f"progress.damaged-{n}.json").read_text(encoding="utf-8") for n in (1, 2)]
    assert kept == ["first", "second"]
    assert record.read()["tasks"] == {"ex02-1": {"tries": 1}}
    assert "damaged-2" in capsys.readouterr().out


def test_bytes_that_are_no_text_are_set_aside(fresh_home, capsys):
    fresh_home.mkdir()
    (fresh_home / "progress.json").write_bytes(b"\xff\xfe\x00")
    record.read()
    assert (fresh_home / "progress.damaged-1.json").read_bytes() == b"\xff\xfe\x00"
    assert "could not be read" in capsys.readouterr().out


def test_a_newer_record_is_left_alone_and_the_session_goes_on(fresh_home, capsys):
    newer = '{"schema": 2, "tasks": ["in a form of the future"]}'
    write(fresh_home, newer)
    record.update(note("ex02-1", tries=1))
    record.update(note("ex02-2", tries=1))
    assert set(record.read()["tasks"]) == {"ex02-1", "ex02-2"}
    assert (fresh_home / "progress.json").read_text(encoding="utf-8") == newer
    assert capsys.readouterr().out.count("newer salesmark") == 1


def test_a_field_of_somebody_else_survives(fresh_home):
    write(fresh_home, '{"schema": 1, "theme": "dark", "tasks": {"ex02-1": {"tries": 1, "note": "hm"}}}')
    record.update(note("ex02-1", tries=2))
    kept = json.loads((fresh_home / "progress.json").read_text(encoding="utf-8"))
    assert kept["theme"] == "dark"
    assert kept["tasks"]["ex02-1"] == {"tries": 2, "note": "hm"}


def test_where_nothing_can_be_written_the_course_works_on_and_says_so_once(tmp_path, monkeypatch, capsys):
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("", encoding="utf-8")
    monkeypatch.setenv("SALESMARK_HOME", str(in_the_way / "home"))
    record.update(note("ex02-1", tries=1))
    record.update(note("ex02-2", tries=1))
    assert set(record.read()["tasks"]) == {"ex02-1", "ex02-2"}
    assert capsys.readouterr().out.count("cannot be saved") == 1


def test_a_build_writes_nothing_and_remembers_within_itself(fresh_home, monkeypatch):
    monkeypatch.setenv("SALESMARK_BUILD", "1")
    record.update(note("ex02-1", tries=1))
    assert record.read()["tasks"] == {"ex02-1": {"tries": 1}}
    assert not fresh_home.exists()


def test_a_build_does_not_read_the_learner_either(monkeypatch):
    record.update(note("ex02-1", tries=1))
    monkeypatch.setenv("SALESMARK_BUILD", "1")
    assert record.read()["tasks"] == {}


def test_two_notebooks_at_once_lose_nothing():
    script = (
        "import sys\n"
        "from salesmark.classroom.record import update\n"
        "for number in range(40):\n"
        "    update(lambda kept: kept['tasks'].setdefault(f'{sys.argv[1]}-{number}', {}))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, name]) for name in ("ex02", "ex03")]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert len(record.read()["tasks"]) == 80


def test_my_seed_is_mine_and_stays(fresh_home, monkeypatch):
    mine = sm.my_seed()
    assert mine == sm.my_seed() == json.loads((fresh_home / "progress.json").read_text("utf-8"))["seed"]
    assert mine > 2024
    monkeypatch.setenv("SALESMARK_HOME", str(fresh_home / "neighbour"))
    neighbours = set()
    for number in range(3):
        monkeypatch.setenv("SALESMARK_HOME", str(fresh_home / f"neighbour {number}"))
        neighbours.add(sm.my_seed())
    assert len(neighbours | {mine}) > 1


def test_solutions_use_the_stated_seed(fresh_home, monkeypatch):
    monkeypatch.setenv("SALESMARK_BUILD", "1")
    assert sm.my_seed() == 2024
    assert not fresh_home.exists()


def test_progress_of_a_newcomer_is_friendly():
    shown = sm.progress()
    assert "Nothing done yet" in repr(shown)
    assert "Nothing done yet" in shown._repr_html_()


def test_progress_counts_what_was_done():
    record.update(lambda kept: kept["predictions"].update({"02-1": {"answer": 30}}))
    record.update(lambda kept: kept["quizzes"].update({"02": {"right": ["loop", "a question of long ago"]}}))
    record.update(note("ex02-1", right=True, tries=3))
    (line,) = [line for line in sm.progress().lines if line.lesson == "02"]
    assert (line.predictions, line.quiz[0], line.tasks[0]) == (1, 1, 1)
    assert "quiz 1 of" in repr(sm.progress())
    assert f"1 of {line.tasks[1]}" in sm.progress()._repr_html_()


def test_progress_cheers_when_all_is_done():
    from salesmark.classroom.tasks import sheets

    for tasks in sheets().values():
        for task in tasks:
            record.update(note(task.id, right=True))
    assert "Every task is right" in repr(sm.progress())


def test_a_lesson_without_a_quiz_says_so():
    from salesmark.classroom.progress import Line, Progress

    line = Line(lesson="09", title="", predictions=1, quiz=(0, 0), tasks=(0, 2))
    assert "quiz –" in repr(Progress((line,)))
    assert "0 of 2 tasks are right" in repr(Progress((line,)))
