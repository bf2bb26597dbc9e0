"""What every test gets, doctests in the package and in Markdown included (so it lies above all of them)."""

import os
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("MPLBACKEND", "Agg")  # no test opens a window
hypothesis.settings.register_profile(
    "course",
    deadline=None,  # a busy machine is not a failure
    derandomize=bool(os.environ.get("CI")),  # new examples are looked for at home; CI repeats what it can be held to
)
hypothesis.settings.load_profile("course")


def pytest_configure(config: pytest.Config) -> None:
    """Run notebooks under test (nbval) as a build does: the stated seed, and nobody's progress touched."""
    if config.getoption("nbval", default=False) or config.getoption("nbval_lax", default=False):
        os.environ["SALESMARK_BUILD"] = "1"


@pytest.fixture(autouse=True)
def fresh_home(tmp_path, monkeypatch):  # noqa: ANN001, ANN201
    """Give the test a learner's folder of its own: no test sees or touches anybody's progress."""
    home = tmp_path / "home"
    monkeypatch.setenv("SALESMARK_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def real_data():  # noqa: ANN201
    """Return the folder of real data that SALESMARK_REAL_DATA names; skip without it."""
    named = os.environ.get("SALESMARK_REAL_DATA")
    if not named:
        pytest.skip("needs real data: SALESMARK_REAL_DATA is not set")
    folder = Path(named)
    assert folder.is_dir(), f"SALESMARK_REAL_DATA must be a folder, got {named}. Correct it or unset it."  # noqa: S101
    return folder
