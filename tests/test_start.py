"""`start.py` sets up, repairs what it finds half-made, and says in one line what stops it."""

import ast
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = (ROOT / "start.py").read_text(encoding="utf-8")


def load(root):
    """Load start.py as if it lay in the folder `root`."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    scripts = root / ".venv" / module.SCRIPTS.name
    module.ROOT, module.VENV, module.SCRIPTS = root, root / ".venv", scripts
    module.PYTHON, module.STAMP = str(scripts / Path(module.PYTHON).name), root / ".venv/salesmark.json"
    module.LOG = root / ".venv/setup.log"
    return module


@pytest.fixture
def start(tmp_path):
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    return load(tmp_path)


@pytest.fixture
def acts(start, monkeypatch):
    """Let nothing be installed; list what would have been done."""
    done = []

    def make_environment():
        start.VENV.mkdir(exist_ok=True)
        start.STAMP.unlink(missing_ok=True)
        done.append("made")

    monkeypatch.setattr(start, "make_environment", make_environment)
    monkeypatch.setattr(start, "install", done.append)
    monkeypatch.setattr(start, "works", lambda: start.VENV.is_dir())
    return done


def set_up(start, extra="course"):
    start.set_up(extra, start.Steps(2))


# Which Python.


def test_old_pythons_can_read_the_file():
    ast.parse(SOURCE, feature_version=(3, 6))
    assert "from __future__" not in SOURCE  # annotations came with 3.7: 3.6 would stop there


@pytest.mark.parametrize("version", [(3, 6, 9), (3, 10, 14)])
def test_an_old_python_is_turned_away_in_one_line(version):
    code = f"import sys, runpy; sys.version_info = {version}; runpy.run_path('start.py', run_name='__main__')"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert re.fullmatch(
        rf"salesmark needs Python 3\.11 or newer, this is Python 3\.{version[1]}\. .*start again.*\n", ended.stderr
    )


def test_it_asks_for_the_python_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "sys.version_info < (3, 11)" in SOURCE


# When it makes, installs, or leaves alone.


def test_the_first_start_makes_the_environment_and_installs(start, acts, capsys):
    set_up(start)
    assert acts == ["made", "course"]
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("[1/2] Environment")
    assert said[1].startswith("[2/2] Packages")


def test_the_second_start_does_nothing(start, acts, capsys):
    set_up(start)
    acts.clear()
    capsys.readouterr()
    set_up(start)
    assert acts == []
    assert capsys.readouterr().out.splitlines() == ["[1/2] Environment in .venv: ready", "[2/2] Packages: ready"]


def test_the_tests_packages_are_added_without_making_the_environment_anew_and_are_kept(start, acts):
    set_up(start)
    set_up(start, "test")
    set_up(start)
    assert acts == ["made", "course", "test"]


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_what_changed_in_the_project_is_installed_into_the_same_environment(start, acts, name):
    set_up(start, "test")
    with (start.ROOT / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    set_up(start)
    assert acts == ["made", "test", "test"]


def test_an_environment_that_was_moved_is_made_anew(start, acts, tmp_path):
    set_up(start)
    stamp = json.loads(start.STAMP.read_text(encoding="utf-8"))
    start.STAMP.write_text(json.dumps(stamp | {"place": str(tmp_path / "before")}), encoding="utf-8")
    set_up(start)
    assert acts == ["made", "course"] * 2


@pytest.mark.parametrize("stamp", ["", "{half", "[]", '{"place": 1}'])
def test_a_damaged_stamp_means_a_new_environment(start, acts, stamp):
    set_up(start)
    start.STAMP.write_text(stamp, encoding="utf-8")
    set_up(start)
    assert acts == ["made", "course"] * 2


def test_an_environment_that_does_not_work_is_made_anew(start, acts, monkeypatch):
    set_up(start)
    monkeypatch.setattr(start, "works", lambda: False)
    set_up(start)
    assert acts == ["made", "course"] * 2


@pytest.mark.parametrize("accident", [KeyboardInterrupt, SystemExit, OSError])
def test_an_install_that_was_cut_off_is_done_anew_at_the_next_start(start, acts, monkeypatch, accident):
    set_up(start)

    def cut(_):
        raise accident

    with monkeypatch.context() as patch:
        patch.setattr(start, "install", cut)
        with pytest.raises(accident):
            set_up(start, "test")
    set_up(start)
    assert acts == ["made", "course"] * 2


@pytest.mark.parametrize(("still_works", "made"), [(True, 1), (False, 2)])
def test_tests_packages_that_cannot_be_fetched_do_not_cost_the_course(start, acts, monkeypatch, still_works, made):
    set_up(start)
    whole = [True]

    def offline(_):
        whole[0] = still_works
        raise start.Trouble(start.OFFLINE)

    monkeypatch.setattr(start, "works", lambda: whole[0])
    with monkeypatch.context() as patch:
        patch.setattr(start, "install", offline)
        with pytest.raises(start.Trouble):
            set_up(start, "test")
    set_up(start)
    assert acts.count("made") == made


def test_too_little_room_is_said_before_anything_is_made(start, acts, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(start.shutil, "disk_usage", lambda _: usage(10**12, 10**12, 10**8))
    with pytest.raises(start.Trouble, match="disk is full"):
        set_up(start)
    assert acts == []


# Whether an environment works.


def test_an_environment_with_every_package_works(start, monkeypatch):
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    assert start.works()


def test_an_environment_without_a_python_or_without_the_packages_does_not(start):
    assert not start.works()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", start.VENV], check=True)
    assert Path(start.PYTHON).exists()
    assert not start.works()


@pytest.mark.slow
@pytest.mark.parametrize("before", ["nothing", "half", "file", "link"])
def test_an_environment_is_made_whatever_stands_there(start, before):
    if before == "half":
        (start.VENV / "lib").mkdir(parents=True)
        (start.VENV / "lib/half.py").write_text("", encoding="utf-8")
    elif before == "file":
        start.VENV.write_text("", encoding="utf-8")
    elif before == "link" and os.name != "nt":
        start.VENV.symlink_to("nowhere")
    start.make_environment()
    asked = [start.PYTHON, "-m", "pip", "--version"]
    assert str(start.VENV) in subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert not (start.VENV / "lib/half.py").exists()


@pytest.mark.slow
def test_without_a_network_it_says_so_and_leaves_pips_words_in_the_log(start, monkeypatch):
    (start.ROOT / "README.md").touch()
    monkeypatch.setattr(start.os, "environ", {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "0"})
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        start.os.environ.pop(name, None)
    start.os.environ |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    with pytest.raises(start.Trouble, match="No network"):
        set_up(start)
    assert "ERROR" in start.LOG.read_text(encoding="utf-8")
    assert not start.STAMP.exists()


def test_an_environment_in_use_is_said_with_the_remedy(start, monkeypatch):
    start.VENV.mkdir()

    def refuse(folder):
        raise PermissionError(13, "Access is denied", str(folder))

    monkeypatch.setattr(start.shutil, "rmtree", refuse)
    with pytest.raises(start.Trouble, match="Close JupyterLab if it runs"):
        start.make_environment()


def test_a_python_without_venv_is_said_with_the_remedy(start, monkeypatch):
    words = "The virtual environment was not created successfully because ensurepip is not available."
    failed = subprocess.CompletedProcess([], 1, stdout=words, stderr="")
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(start.Trouble, match="sudo apt install python3-venv"):
        start.make_environment()


# What a failure means.


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Free about"),
        ("OSError: [WinError 112] There is not enough space on the disk", "Free about"),
        ("WARNING: Retrying ... Failed to establish a new connection: [Errno 111]\nERROR: No match", "Connect"),
        ("Temporary failure in name resolution", "Connect"),
        ("[Errno 11001] getaddrinfo failed", "Connect"),
        ("/usr/bin/python3: No module named venv", "sudo apt install python3-venv"),
        ("ERROR: Could not find a version of x (from versions: none)", "Could not find a version of x"),
        ("Collecting x\nERROR: ResolutionImpossible: x\nNote: y", "ERROR: ResolutionImpossible: x Start"),
        ("Error: [Errno 13] Permission denied: '/opt/course/.venv'", "a folder of your own"),
        ("", "no word why"),
    ],
)
def test_what_pip_says_becomes_one_line_with_a_remedy(start, output, remedy):
    said = start.in_words(output)
    assert re.search(remedy, said)
    assert "\n" not in said
    assert said.count("start again") + said.count("Start again") == 1


def test_how_far_it_is_is_told_in_one_line_at_a_terminal_and_sparsely_elsewhere(start, monkeypatch, capsys):
    start.tell("3 packages so far", lasting=False)
    start.tell("25 packages so far", lasting=True)
    assert capsys.readouterr().out == "      25 packages so far\n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    start.tell("3 packages so far", lasting=False)
    assert capsys.readouterr().out.startswith("\r      3 packages so far")


# The commands.


def call(start, monkeypatch, *words: str):
    monkeypatch.setattr(sys, "argv", ["start.py", *words])
    before = signal.getsignal(signal.SIGTERM)
    try:
        return start.main()
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (
            OSError(28, "No space left on device"),
            1,
            "\nstart.py: The disk is full. Free about 2 GB, then start again.\n",
        ),
        (KeyboardInterrupt(), 130, "\nStopped.\n"),
    ],
)
def test_what_stops_the_set_up_is_one_line_without_a_traceback(start, monkeypatch, capsys, problem, code, message):
    def fail(*_: object):
        raise problem

    monkeypatch.setattr(start, "set_up", fail)
    assert call(start, monkeypatch, "setup") == code
    assert capsys.readouterr().err == message


def test_setup_stops_after_installing(start, acts, monkeypatch):
    assert call(start, monkeypatch, "setup") == 0
    assert acts == ["made", "course"]


@pytest.mark.usefixtures("acts")
def test_the_course_opens_after_the_doctor_with_the_options_passed_on(start, monkeypatch):
    ran = []
    monkeypatch.setattr(start, "run", lambda command: ran.append(command) or 0)
    assert call(start, monkeypatch, "--no-browser", "--port", "9000", "--ip", "0.0.0.0", "--workspace", "w") == 0  # noqa: S104
    folder = str(Path("w").absolute())
    assert [command[2:] for command in ran] == [
        ["salesmark", "doctor", "--workspace", folder],
        ["salesmark", "lab", "--workspace", folder, "--no-browser", "--port", "9000", "--ip", "0.0.0.0"],  # noqa: S104
    ]


@pytest.mark.usefixtures("acts")
def test_by_default_nothing_is_passed_on_so_that_it_listens_on_this_machine_only(start, monkeypatch):
    ran = []
    monkeypatch.setattr(start, "run", lambda command: ran.append(command) or 0)
    call(start, monkeypatch)
    assert [command[2:] for command in ran] == [["salesmark", "doctor"], ["salesmark", "lab"]]


@pytest.mark.usefixtures("acts")
def test_what_the_doctor_finds_stops_the_start(start, monkeypatch, capsys):
    ran = []
    monkeypatch.setattr(start, "run", lambda command: ran.append(command) or 1)
    assert call(start, monkeypatch) == 1
    assert len(ran) == 1
    assert "The doctor found a problem" in capsys.readouterr().err


def test_an_unknown_option_is_refused(start, acts, monkeypatch, capsys):
    with pytest.raises(SystemExit, match="2"):
        call(start, monkeypatch, "--no-brower")
    assert "--no-brower" in capsys.readouterr().err
    assert acts == []


# The tests' own command.


REPORT = """<testsuites><testsuite>
<testcase name="a"><skipped type="pytest.skip" message="no Chromium"/></testcase>
<testcase name="b"><skipped type="pytest.skip" message="no Chromium"/></testcase>
<testcase name="c"/></testsuite></testsuites>"""


@pytest.mark.usefixtures("acts")
def test_every_check_runs_though_one_fails_and_the_summary_says_which(start, monkeypatch, capfd, fresh_home):
    def python(code):
        return [sys.executable, "-c", code]

    def steps(_, report):
        return {
            "good": python("import os; print('home', os.environ['SALESMARK_HOME'])"),
            "bad": python("raise SystemExit(3)"),
            "report": python(f"open({str(report)!r}, 'w').write({REPORT!r})"),
        }

    monkeypatch.setattr(start, "test_steps", steps)
    assert call(start, monkeypatch, "test") == 1
    said = capfd.readouterr().out
    assert "[5/5] report" in said
    assert re.search(r"ok +[\d.]+ s  good", said)
    assert re.search(r"failed +[\d.]+ s  bad", said)
    assert "skipped: 2 tests\n    2 x no Chromium" in said
    assert "home " in said
    assert str(fresh_home) not in said


@pytest.mark.usefixtures("acts")
def test_words_after_test_go_to_pytest_alone(start, monkeypatch, capfd):
    monkeypatch.setattr(start, "PYTHON", sys.executable)
    (start.ROOT / "test_one.py").write_text("def test_one():\n    assert True\n", encoding="utf-8")
    assert call(start, monkeypatch, "test", "test_one.py", "-c", os.devnull, "-p", "no:cacheprovider") == 0
    said = capfd.readouterr().out
    assert "1 passed" in said
    assert "skipped: 0 tests" in said


def test_the_fast_set_leaves_out_what_is_slow_and_all_adds_it_with_coverage(start, tmp_path):
    fast, everything = (start.test_steps(every, tmp_path / "tests.xml") for every in (False, True))
    assert "not slow and not browser" in fast["tests (pytest)"]
    assert "not slow and not browser" in everything["tests (pytest)"]
    assert "slow or browser" in everything["slow tests and the browser's (pytest)"]
    assert set(everything) - set(fast) == {
        "slow tests and the browser's (pytest)",
        "coverage, 95 % of all",
        "coverage, 100 % of the core",
    }
    for name in ("lint (ruff)", "types (mypy)", "floors (import-linter)", "notebooks match their sources"):
        assert fast[name] == everything[name]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without asking it")
def test_who_ends_it_ends_what_it_runs(tmp_path):
    script = textwrap.dedent(f"""
        import importlib.util, signal, sys
        spec = importlib.util.spec_from_file_location("start", {str(ROOT / "start.py")!r})
        start = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(start)
        child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
        start.open_course = lambda options: start.run([sys.executable, "-c", child])
        sys.argv = ["start.py"]
        start.main()
    """)
    with subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(30) == 143
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


# `.ci/run`.


@pytest.mark.skipif(os.name == "nt", reason="runs on Linux")
def test_ci_stops_where_the_real_data_are_named_but_missing(tmp_path):
    settings = os.environ | {"SALESMARK_REAL_DATA": str(tmp_path / "gone"), "CI": "true"}
    ended = subprocess.run(
        ["bash", ROOT / ".ci/run"],
        env=settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "SALESMARK_REAL_DATA must be a folder" in ended.stderr
