"""Files for their owner's eyes only."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from store.errors import WriteError
from store.private import append, copy, is_draft, make_folder, replace, write
from tests.store.making import library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


@pytest.fixture(autouse=True)
def loose_umask() -> object:
    """Let the umask hide nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_whatever_the_umask_nobody_else_may_use_what_is_made(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    write(tmp_path / "written", [b"x"])
    replace(tmp_path / "replaced", [b"x"])
    append(tmp_path / "appended", b"x")
    copy(tmp_path / "written", tmp_path / "copied")
    assert {mode(tmp_path / name) for name in ("a", "a/b")} == {0o700}
    names = ("written", "replaced", "appended", "copied")
    assert {mode(tmp_path / name) for name in names} == {0o600}


def test_a_file_that_others_may_read_is_replaced_by_one_they_may_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o666)
    replace(path, [b"new", b"er"])
    assert (path.read_bytes(), mode(path)) == (b"newer", 0o600)
    assert not [file for file in tmp_path.iterdir() if is_draft(file.name)]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "file").symlink_to(tmp_path / "precious")
    replace(tmp_path / "file", [b"new"])
    assert not (tmp_path / "file").is_symlink()
    assert (tmp_path / "precious").read_bytes() == b"precious"


@pytest.mark.parametrize("target", ["precious", "nothing yet"])
def test_nothing_is_written_through_a_link(tmp_path: Path, target: str) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "link").symlink_to(tmp_path / target)
    with pytest.raises(OSError, match="link"):
        write(tmp_path / "link", [b"x"])
    with pytest.raises(OSError, match="link"):
        append(tmp_path / "link", b"x")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "nothing yet").exists()


def test_a_file_that_cannot_be_written_is_as_it_was_and_no_draft_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError("no room")

    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr("store.private.sync", fail)
    with pytest.raises(OSError, match="no room"):
        replace(tmp_path / "file", [b"new"])
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"old"]


def test_a_journal_is_not_made_by_way_of_a_link_laid_out_in_its_place(tmp_path: Path) -> None:
    opened = library(tmp_path / "library")
    opened.folder.make()
    (opened.folder.path / "marks" / "laptop.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteError):
        opened.restore_marks({"anon-x": {"read": True}}, "Restored")
    assert not (tmp_path / "elsewhere").exists()
    assert opened.marks("anon-x") == library(tmp_path / "library").marks("anon-x")
