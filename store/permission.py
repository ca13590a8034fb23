"""Who may read a library: its owner, and nobody else."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from store.folder import BACKUPS, MARKS, QUARANTINE, Folder

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def loose(folder: Folder) -> Iterator[tuple[Path, int]]:
    """Give each of a library's files and folders that others may use, with its mode.

    What is no part of the library is its owner's own affair, and links lead elsewhere.
    """
    if os.name != "posix":
        return
    for path in _parts(folder):
        with contextlib.suppress(OSError):
            state = path.lstat()
            if not stat.S_ISLNK(state.st_mode) and state.st_mode & _OTHERS:
                yield path, stat.S_IMODE(state.st_mode)


def tighten(path: Path) -> None:
    """Let nobody but its owner use a file or folder.

    Raises:
        OSError: it is another user's.
    """
    path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)


def _parts(folder: Folder) -> Iterator[Path]:
    yield folder.path
    yield folder.papers
    yield from folder.paper_copies()
    yield from folder.path.glob(".*.lock")
    yield from folder.path.glob(".note-*")
    for name in (MARKS, BACKUPS, QUARANTINE):
        yield folder.path / name
        yield from sorted((folder.path / name).rglob("*"))
