"""The package keeps its shape: what an import loads, what is public, how long files are, what never gets in."""

import inspect
import io
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

import salesmark

_ROOT = Path(__file__).parent.parent
_PACKAGE = sorted((_ROOT / "salesmark").rglob("*.py"))
_HEAVY = {"pandas", "matplotlib", "scipy", "duckdb", "sklearn", "ipywidgets", "anywidget", "IPython", "traitlets"}


def fresh(code):
    """What a new Python prints that runs this code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=_ROOT, check=True)
    return done.stdout


def test_importing_salesmark_loads_nothing_heavy():
    loaded = fresh("import salesmark, sys; print(*{name.partition('.')[0] for name in sys.modules})").split()
    assert "salesmark" in loaded
    assert not _HEAVY & set(loaded)


def test_running_a_company_needs_no_table_and_no_picture():
    code = """
import sys, salesmark as sm
run = sm.simulate(sm.company("electronics_retailer"), months=1)
run.stages, run.cents, run.paths([0])
print(*{name.partition(".")[0] for name in sys.modules})
"""
    loaded = set(fresh(code).split())
    assert "numpy" in loaded
    assert not _HEAVY & loaded


@pytest.mark.parametrize("name", salesmark.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name):
    thing = getattr(salesmark, name)
    assert name in dir(salesmark)
    said = inspect.getdoc(thing) if not isinstance(thing, dict) else thing.__doc__
    assert said
    assert len(said) > 15


def test_an_unknown_public_name_is_answered_with_the_known_ones():
    with pytest.raises(AttributeError, match=r"salesmark has no name 'simulat'\. Its public names are: .*simulate"):
        salesmark.simulat  # noqa: B018 - asking is the test


def test_the_public_names_are_sorted_and_each_has_a_home():
    assert salesmark.__all__ == sorted(salesmark.__all__)
    assert set(salesmark.__all__) == set(salesmark._HOME)


def test_no_file_of_the_package_is_longer_than_400_lines():
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in _PACKAGE}
    assert not {name: length for name, length in lengths.items() if length > 400}


def test_every_file_of_the_package_says_first_what_lives_there():
    assert not [path for path in _PACKAGE if not path.read_text(encoding="utf-8").startswith('"""')]


def code_lines(path):
    """Lines of code: neither blank nor comment nor docstring."""
    lines, skipped = set(), (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        stands_alone = before in (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT)
        if token.type not in (*skipped, tokenize.ENDMARKER) and not (token.type == tokenize.STRING and stands_alone):
            lines.update(range(token.start[0], token.end[0] + 1))
        before = token.type
    return len(lines)


def test_lines_of_code_are_counted_without_words(tmp_path):
    file = tmp_path / "small.py"
    head, body = '"""Says\nmuch."""\n\nx = 1  # one\n\n\n', 'def f():\n    """Says."""\n    # more\n'
    file.write_text(head + body + "    return (\n        x\n    )\n", encoding="utf-8")
    assert code_lines(file) == 5


def test_the_package_stays_small():
    """Not counted is what grows with the course, lesson by lesson: experiments on claims, and tasks of worksheets."""
    counted = [path for path in _PACKAGE if not (path.match("claims/lesson_*.py") or path.match("tasks/ex*.py"))]
    core = [path for path in counted if path.relative_to(_ROOT / "salesmark").parts[0] in _CORE]
    assert len({path.parent for path in core}) >= len(_CORE)
    assert sum(map(code_lines, core)) < 3_500
    assert sum(map(code_lines, counted)) < 9_000


_CORE = ("business", "simulation", "crm", "analysis")
_GIT = shutil.which("git")
_LISTED = [_GIT or "", "ls-files", "-z"]
_TRACKED = subprocess.run(_LISTED, capture_output=True, text=True, cwd=_ROOT, check=False).stdout if _GIT else ""
_NEVER = {
    "a path of one machine": re.compile(r"(?<![\w.~/{}])/(?:work|root|Users)/\w"),
    "a host of a package registry": re.compile(r"files\.pythonhosted\.org|registry\.npmjs\.org|pypi\.org/simple"),
    "a key or a token": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|gh[pousr]_\w{30}|AKIA[0-9A-Z]{16}"),
}


@pytest.mark.skipif(not _TRACKED, reason="needs the git checkout: it looks at tracked files only")
@pytest.mark.parametrize("what", _NEVER)
def test_no_tracked_file_holds(what):
    found = []
    for name in _TRACKED.split("\0"):
        path = _ROOT / name
        if name and path.is_file() and path != Path(__file__):
            text = path.read_bytes().decode("utf-8", errors="ignore")
            found += [f"{name}: {hit.group()}" for hit in _NEVER[what].finditer(text)]
    assert not found
