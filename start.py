"""Set the course up and open it, with nothing but Python: `python3 start.py` (on Windows: `py start.py`).

`python3 start.py test` runs the tests instead, `python3 start.py setup` stops after installing.
Everything is installed into the folder .venv beside this file, which may be deleted at any time.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the Pythons that are turned away must read this file as well
    sys.exit(
        f"salesmark needs Python 3.11 or newer, this is Python {sys.version_info[0]}.{sys.version_info[1]}. "
        "Install a newer one from python.org, then start again with it."
    )

import argparse
import collections
import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = str(SCRIPTS / ("python.exe" if os.name == "nt" else "python"))
STAMP = VENV / "salesmark.json"  # written last: an environment without it is half-made
LOG = VENV / "setup.log"
GIGABYTES = {"course": 1.2, "test": 1.8}  # what must be free, with what pip unpacks on the way
CORE = "salesmark/business/*,salesmark/simulation/*"

PROBE = """
import sys
try:
    from salesmark.classroom.doctor import packages
    missing = any(remedy for _, remedy in packages())
except ModuleNotFoundError:
    missing = True
except Exception:  # a fault in our own code: a new environment would not mend it
    missing = False
sys.exit(missing)
"""

FULL = "The disk is full. Free about 2 GB, then start again."
OFFLINE = "No network: the packages could not be fetched. Connect (or set HTTPS_PROXY), then start again."
NO_VENV = (
    "This Python cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv; "
    "elsewhere take Python from python.org. Then start again."
)
CLOSED = (
    "A file here may not be written. Close JupyterLab if it runs, or copy the course to a folder of your own; "
    "then start again."
)
SIGNS = {
    FULL: ("no space left", "errno 28", "disk quota", "winerror 112", "not enough space"),
    OFFLINE: ("name resolution", "new connection", "getaddrinfo", "max retries", "unreachable"),
    NO_VENV: ("ensurepip", "no module named venv"),
    CLOSED: ("permission denied", "access is denied", "read-only file system"),
}


class Trouble(Exception):  # noqa: N818 - named in the reader's words
    """What stops us, in one line with its remedy."""


class Steps:
    """Says which step of how many begins."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, text: str) -> None:
        """Say that the next step begins."""
        self.done += 1
        print(f"[{self.done}/{self.total}] {text}", flush=True)


def main() -> int:
    """Do what the command line asks, and return its exit code."""
    parser = argparse.ArgumentParser(description="Set the course up and open it in JupyterLab.")
    parser.add_argument("what", nargs="?", default="lab", choices=["lab", "test", "setup"])
    parser.add_argument("--workspace", type=Path, metavar="DIR", help="folder of your copies")
    parser.add_argument("--no-browser", action="store_true", help="start the server only")
    parser.add_argument("--port", metavar="N", help="port to listen on")
    parser.add_argument("--ip", metavar="A", help="address to listen on (default: this machine only)")
    parser.add_argument("--all", action="store_true", help="test: also what is slow or needs a browser")
    options, words = parser.parse_known_args()
    if words and options.what != "test":
        parser.error("unknown: " + " ".join(words))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if options.what == "lab":
            return open_course(options)
        if options.what == "test":
            return run_tests(everything=options.all, words=words)
        set_up("course", Steps(2))
    except (Trouble, OSError) as trouble:
        print(
            f"\nstart.py: {trouble if isinstance(trouble, Trouble) else in_words(str(trouble))}",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    return 0


def run(command: list[str], **settings: str) -> int:
    """Run a program to its end, with these environment variables added; leave none behind."""
    child = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        return child.wait()
    except KeyboardInterrupt:  # the terminal told the program as well: let it close what it holds
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(15)
        raise
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


# Set-up: an environment, the packages, and the stamp that says both are whole.


def set_up(extra: str, step: Steps) -> None:
    """Bring .venv to what pyproject.toml and constraints.txt ask for; at once if it is there already."""
    stamp = read_stamp()
    whole = stamp.get("place") == str(ROOT) and works()
    if whole and stamp["extra"] == "test":
        extra = "test"  # who has the tests' packages keeps them
    asked = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")))
    wanted = {"place": str(ROOT), "extra": extra, "asked": asked.hexdigest()}
    if not whole and shutil.disk_usage(ROOT).free < GIGABYTES[extra] * 1e9:
        raise Trouble(FULL)
    if whole:
        step("Environment in .venv: ready")
    else:
        step("Environment: making it in .venv")
        make_environment()
    if whole and stamp == wanted:
        step("Packages: ready")
        return
    step("Packages: fetching and installing them, a few minutes the first time")
    STAMP.unlink(missing_ok=True)
    try:
        install(extra)
    except Trouble:
        if whole and works():  # pip changes nothing before it has everything, so what was there still holds
            STAMP.write_text(json.dumps(stamp), encoding="utf-8")
        raise
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def read_stamp() -> dict[str, str]:
    """Return what the last set-up that came to its end has written, or nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and set(stamp) == {"place", "extra", "asked"} else {}


def works() -> bool:
    """Return whether the environment's Python runs and finds every package of the course."""
    try:
        return not subprocess.run([PYTHON, "-I", "-c", PROBE], capture_output=True, timeout=60).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def make_environment() -> None:
    """Make .venv anew; whatever stands there is removed."""
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            STAMP.unlink(missing_ok=True)
            shutil.rmtree(VENV)
    except OSError as problem:
        raise Trouble(in_words(str(problem))) from problem
    base = getattr(sys, "_base_executable", sys.executable)  # not the Python of the .venv that has just gone
    made = subprocess.run([base, "-m", "venv", VENV], capture_output=True, text=True)
    if made.returncode:
        raise Trouble(in_words(made.stdout + made.stderr))


def install(extra: str) -> None:
    """Install the course from this folder, held to constraints.txt; pip's own words go to .venv/setup.log."""
    command = [PYTHON, "-m", "pip", "install", "--no-compile", "-c", "constraints.txt", "-e", f".[{extra}]"]
    quiet = {"PIP_NO_INPUT": "1", "PIP_PROGRESS_BAR": "off", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    settings = {**os.environ, **quiet, "PIP_USER": "0", "PYTHONUTF8": "1"}
    pip = subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    said, fetched = "", 0
    with pip, LOG.open("w", encoding="utf-8") as log:
        try:
            for line in pip.stdout or ():
                log.write(line)
                said += line
                if line.startswith(("Collecting ", "Processing ")):
                    fetched += 1
                    tell(f"{fetched} packages so far: {line.split()[1].rpartition('/')[2]}", lasting=fetched % 25 == 0)
                elif line.startswith("Installing collected packages"):
                    tell(f"{line.count(',') + 1} packages are here, now unpacking them", lasting=True)
        except BaseException:
            pip.terminate()
            raise
    if pip.returncode:
        raise Trouble(in_words(said))


def tell(text: str, *, lasting: bool) -> None:
    """Show how far it is: at a terminal in one line that changes, elsewhere only what lasts."""
    if sys.stdout.isatty():
        print(f"\r      {text[:70]:<70}", end="\n" if lasting else "", flush=True)
    elif lasting:
        print(f"      {text}", flush=True)


def in_words(output: str) -> str:
    """Return one line with the remedy for what a program said when it failed."""
    for sentence, signs in SIGNS.items():
        if any(sign in output.lower() for sign in signs):
            return sentence
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no word why"]
    last = next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1])
    more = f" More is in {LOG}." if LOG.exists() else ""
    return f"The set-up stopped: {last} Start again to try once more.{more}"


# The course.


def open_course(options: argparse.Namespace) -> int:
    """Set up, let the doctor look, and open JupyterLab until it is closed."""
    step = Steps(4)
    set_up("course", step)
    place = ["--workspace", str(options.workspace.expanduser().absolute())] if options.workspace else []
    step("Doctor: is everything here?")
    if run([PYTHON, "-m", "salesmark", "doctor", *place]):
        raise Trouble("The doctor found a problem, see above. Mend it, then start again.")
    step("JupyterLab")
    lab = [PYTHON, "-m", "salesmark", "lab", *place]
    lab += ["--no-browser"] if options.no_browser else []
    for name in ("port", "ip"):
        value = getattr(options, name)
        lab += [f"--{name}", value] if value is not None else []
    return run(lab)


# The tests.


def run_tests(*, everything: bool, words: list[str]) -> int:
    """Set up, run each check, go on after one that fails; say at the end what failed and what was skipped."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "tests.xml"
        checks = test_steps(everything, report)
        if words:
            checks = {"tests": [PYTHON, "-m", "pytest", "-rs", f"--junitxml={report}", *words]}
        step = Steps(2 + len(checks))
        set_up("test", step)
        results = []
        for name, command in checks.items():
            step(name)
            began = time.monotonic()
            code = run(command, SALESMARK_HOME=str(Path(folder) / f"home {step.done}"), MPLBACKEND="Agg")
            results.append((name, code, time.monotonic() - began))
        print("\nSummary")
        for name, code, seconds in results:
            print(f"  {'failed' if code else 'ok':<7} {seconds:6.1f} s  {name}")
        print_skipped(report, report.with_stem("slow"))
    if not everything and not words:
        print("  without slow tests, the browser's and coverage: those run with `python3 start.py test --all`")
    return 1 if any(code for _, code, _ in results) else 0


def test_steps(everything: bool, report: Path) -> dict[str, list[str]]:
    """Return the checks, each with its command, in order."""
    pytest = [PYTHON, "-m", "pytest"]
    spread = ["-rs", "--dist", "worksteal", "-n"]  # over so many processes
    one_by_one = ["-rs", "--dist", "load", "--maxschedchunk", "1", "-n"]  # the same for few and long ones
    quick = ["-m", "not slow and not browser"]
    measure = ["--cov", "--cov-report="] if everything else []
    coverage = [PYTHON, "-m", "coverage", "report"]
    nbval = [*pytest, "-o", "addopts=", "-o", "filterwarnings=", "-q", "--nbval-current-env"]
    nbval += ["-n", "auto", "--dist", "loadfile"]  # a notebook is run by one of them, from top to bottom
    nbval += ["--nbval-cell-timeout", "60", "--nbval-sanitize-with", "tests/nbval.cfg"]
    checks = {
        "lint (ruff)": [PYTHON, "-m", "ruff", "check", "."],
        "format (ruff)": [PYTHON, "-m", "ruff", "format", "--check", "."],
        "types (mypy)": [PYTHON, "-m", "mypy"],
        "floors (import-linter)": [str(SCRIPTS / "lint-imports")],
        "tests (pytest)": [*pytest, *spread, "auto", f"--junitxml={report}", *quick, *measure],
    }
    if everything:  # what is slow runs without a look at its coverage, which would take it twice as long
        slow = f"--junitxml={report.with_stem('slow')}"
        one_more = str((os.cpu_count() or 1) + 1)  # than cores: who tests in a browser mostly waits for it
        lasting = [one_more, slow, "-m", "slow or browser"]
        checks["slow tests and the browser's (pytest)"] = [*pytest, *one_by_one, *lasting]
        checks["coverage, 95 % of all"] = [*coverage, "--fail-under=95"]
        checks["coverage, 100 % of the core"] = [*coverage, f"--include={CORE}", "--fail-under=100"]
    return checks | {
        "notebooks match their sources": [PYTHON, "-m", "salesmark", "build", "--check"],
        "lessons and solutions (nbval)": [*nbval, "--nbval", "index.ipynb", "notebooks", "solutions"],
        "worksheets untouched (nbval)": [*nbval, "--nbval-lax", "exercises"],
    }


def print_skipped(*reports: Path) -> None:
    """Print how many tests were skipped, and why."""
    if not reports[0].exists():
        print("  skipped: unknown, pytest wrote no report")
        return
    trees = [ElementTree.parse(report) for report in reports if report.exists()]  # noqa: S314 - our own files
    reasons = [skipped.get("message") for tree in trees for skipped in tree.iter("skipped")]
    print(f"  skipped: {len(reasons)} tests")
    for reason, times in collections.Counter(reasons).most_common():
        print(f"    {times} x {reason}")


if __name__ == "__main__":
    sys.exit(main())
