"""A library whose permissions say that it may not be written, or not be read.

Permissions do not bind the superuser, so a child process becomes somebody else first.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.child import start
from tests.store.making import files, filled

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Give a library that everybody may reach and read."""
    filled(tmp_path / "library")
    (tmp_path / "library" / "marks").chmod(0o755)
    (tmp_path / "library" / "papers.jsonl").chmod(0o644)
    tmp_path.chmod(0o755)
    yield tmp_path / "library"
    for path in (tmp_path / "library", tmp_path / "library" / "marks"):
        path.chmod(0o755)


def attempt(folder: Path) -> list[str]:
    """Give what another user is told who looks at the library and tries to change it."""
    child = start("attempt", folder, NOBODY)
    told = child.communicate(timeout=120)[0].decode().splitlines()
    assert child.returncode == 0
    return told


def test_a_folder_that_cannot_be_written_is_read_and_says_so_at_a_change(folder: Path) -> None:
    folder.chmod(0o555)
    before = files(folder)
    looked, changed = attempt(folder)
    assert looked == "3 papers"
    assert changed.startswith("ReadOnlyError: ")
    assert "cannot be written" in changed
    assert files(folder) == before


def test_a_folder_of_marks_that_cannot_be_written_says_so_at_a_change(folder: Path) -> None:
    folder.chmod(0o777)
    (folder / "marks").chmod(0o555)
    looked, changed = attempt(folder)
    assert looked == "3 papers"
    assert changed.startswith("ReadOnlyError: ")
    assert "cannot be written" in changed


@pytest.mark.parametrize("name", ["", "papers.jsonl"])
def test_what_cannot_be_read_is_named(folder: Path, name: str) -> None:
    folder.chmod(0o755)
    (folder / name).chmod(0)
    try:
        (told,) = attempt(folder)
    finally:
        (folder / name).chmod(0o755)
    assert told.startswith("LibraryError: ")
    assert f"{Path(folder.name) / name} cannot be read: Permission denied." in told
