"""Pictures of a notebook and its labs, taken as the command line takes them."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from PIL import Image

import salesmark as sm
from salesmark.classroom.screenshots import screenshots

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def taken(*words: object) -> subprocess.CompletedProcess[str]:
    """Run `salesmark screenshots` in a process of its own, as it starts a browser of its own."""
    command = [sys.executable, "-m", "salesmark", "screenshots", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("chromium")
def test_a_notebook_gives_pictures_of_the_page_and_its_lab_in_both_themes_and_widths(tmp_path):
    folder = tmp_path / "pictures"
    done = taken(folder, "notebooks/01_two_functions")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"8 pictures in {folder}\n"
    name = "notebooks-01_two_functions"
    endings = [f"{theme}-{width}" for theme, width in itertools.product(("light", "dark"), (1280, 800))]
    assert {path.name for path in folder.iterdir()} == {
        f"{name}{lab}-{ending}.png" for lab in ("", "-lab-1") for ending in endings
    }
    grounds = {}
    for ending in endings:
        page, lab = (Image.open(folder / f"{name}{part}-{ending}.png").convert("L") for part in ("", "-lab-1"))
        assert page.width == int(ending.rpartition("-")[2])
        assert page.width > lab.width > 400
        assert page.height > 3000
        histogram = lab.histogram()
        grounds[ending] = histogram.index(max(histogram))
    assert min(grounds[each] for each in endings[:2]) > 200 > 60 > max(grounds[each] for each in endings[2:])


@pytest.mark.usefixtures("chromium")
def test_an_unknown_notebook_is_refused(tmp_path):
    done = taken(tmp_path / "pictures", "notebooks/01_two_function")
    assert done.returncode == 2
    assert "Unknown notebook 'notebooks/01_two_function'. Did you mean 'notebooks/01_two_functions'?" in done.stderr


def test_a_folder_with_files_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(sm.BadInput, match="holds files"):
        screenshots(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
