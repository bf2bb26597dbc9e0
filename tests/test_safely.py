"""A learner's file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from salesmark import _safely as safely
from salesmark._safely import UNFINISHED, home, write_safely


def test_text_and_bytes_arrive_as_they_are(tmp_path):
    write_safely(tmp_path / "a.txt", "Käufer\r\nund mehr\n")
    assert (tmp_path / "a.txt").read_bytes() == "Käufer\r\nund mehr\n".encode()
    write_safely(tmp_path / "a.txt", b"\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == b"\x00\xff"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path, monkeypatch, step):
    path = tmp_path / "a.txt"
    write_safely(path, "old")

    def fail(*_: object):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(safely.os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_safely(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_unfinished_files_are_hidden_and_known_by_their_ending(tmp_path, monkeypatch):
    seen = []
    real = os.replace
    monkeypatch.setattr(safely.os, "replace", lambda a, b: (seen.append(Path(a).name), real(a, b)))
    write_safely(tmp_path / "a.txt", "new")
    assert seen[0].startswith(".a.txt.")
    assert seen[0].endswith(UNFINISHED)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_permissions_of_the_old_file_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_safely(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path):
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_safely(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_home_is_the_named_folder_else_one_in_the_users_home(monkeypatch, tmp_path):
    monkeypatch.setenv("SALESMARK_HOME", str(tmp_path / "elsewhere"))
    assert home() == tmp_path / "elsewhere"
    monkeypatch.delenv("SALESMARK_HOME")
    assert home() == Path.home() / ".salesmark"
