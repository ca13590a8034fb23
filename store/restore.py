"""Putting marks back as a backup has them, by ordinary changes that can be undone."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from store import marks as law
from store.errors import LibraryError, PaperdeckError
from store.events import PapersMarked
from store.folder import PAPERS
from store.journal.storage import JournalStorage
from store.library import Library
from store.marks import NOTE, TAG, Fields
from store.models import NO_MARKS, Marks

_MARKS = "marks"
_LARGEST = 1 << 30
"""Bytes that the files of an archive may come to."""


@dataclass(frozen=True, slots=True)
class Restoration:
    """What restoring a backup changes."""

    title: str
    wanted: dict[str, dict[str, Any]]
    """Papers to fields to values: those that are not so already."""


def plan_restore(library: Library, source: str, *, exact: bool = False) -> Restoration:
    """Work out what restoring a backup changes, writing nothing.

    Args:
        library: the library.
        source: a backup's name, or a folder, an archive or a journal anywhere.
        exact: papers that the backup knows no marks of lose theirs.

    Raises:
        PaperdeckError: there is no such backup, or it cannot be read.
    """
    path = _find(library, source)
    backed_up, latest = _read(path, library.folder.path)
    wanted: dict[str, dict[str, Any]] = {}
    for paper_id in [*backed_up, *(sorted(library.marked_ids() - set(backed_up)) if exact else ())]:
        fields = _differing(library.marks(paper_id), backed_up.get(paper_id, NO_MARKS))
        if fields:
            wanted[paper_id] = fields
    return Restoration(f"Restored marks of {latest[:16].replace('T', ' ')}", wanted)


def restore(library: Library, restoration: Restoration) -> PapersMarked:
    """Make marks what a backup has, after a backup of what they are.

    Raises:
        BackupError: no backup could be made; nothing was changed.
        WriteError: nothing was changed.
    """
    if restoration.wanted:
        library.backups.make_if_changed()
    return library.restore_marks(restoration.wanted, restoration.title)


def _find(library: Library, source: str) -> Path:
    """Give where a backup is that is called so, or begins so, or the file of that name."""
    named = [
        backup.path
        for backup in library.backups.all()
        if backup.path.name.startswith((source, f"marks-{source}"))
    ]
    exact = [path for path in named if path.name == source]
    if exact or len(named) == 1:
        return (exact or named)[0]
    if len(named) > 1:
        names = ", ".join(path.name for path in named)
        raise PaperdeckError(f"Several backups are called so: {names}. Name one of them.")
    path = Path(os.path.expanduser(source))  # Path's own raises for a user nobody knows
    if not source or not path.exists():
        raise PaperdeckError(
            f"There is no backup {source!a}, nor such a file. "
            "Those there are: paperdeck backup --list"
        )
    return path


def _read(path: Path, scratch: Path) -> tuple[dict[str, Marks], str]:
    """Give the marks of each paper that a backup knows of, and its latest stamp."""
    if path.is_dir():
        inner = path / _MARKS  # a whole library's folder
        return _merged((inner if inner.is_dir() else path).glob("*.jsonl"), path)
    if not zipfile.is_zipfile(path):
        return _merged([path], path)
    try:
        with TemporaryDirectory(prefix=".restore-", dir=scratch) as folder:
            _unpack(path, Path(folder))
            return _merged(Path(folder).iterdir(), path)
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        raise LibraryError(f"{path} cannot be unpacked: {error}.") from error


def _unpack(path: Path, folder: Path) -> None:
    """Write an archive's journals into a folder, whatever their folders in it are called."""
    with zipfile.ZipFile(path) as archive:
        journals = [
            member
            for member in archive.infolist()
            if PurePosixPath(member.filename).suffix == ".jsonl"
        ]
        if sum(member.file_size for member in journals) > _LARGEST:
            raise LibraryError(f"{path} is too large to be a backup of marks.")
        for number, member in enumerate(journals):
            name = PurePosixPath(member.filename).name
            target = folder / (name if name == PAPERS else f"{number}.jsonl")
            target.write_bytes(archive.read(member))


def _merged(paths: Iterable[Path], source: Path) -> tuple[dict[str, Marks], str]:
    devices: dict[str, list[Fields]] = {}
    for path in paths:
        if path.name == PAPERS or path.name.startswith("."):
            continue
        journal = JournalStorage(path, read_only=True, join=law.joined)
        for paper_id, fields in journal.documents(_MARKS).items():
            devices.setdefault(paper_id, []).append(law.sound(fields))
    if not devices:
        raise LibraryError(f"There are no marks in {source}.")
    written = (field for found in devices.values() for each in found for field in each.values())
    latest = max(map(law.stamp_of, written), default="")
    return {paper_id: law.merge(found) for paper_id, found in devices.items()}, latest


def _differing(current: Marks, wanted: Marks) -> dict[str, Any]:
    """Give the fields that make marks what they are to be."""
    plain = {
        name: getattr(wanted, name)
        for name in ("read", "starred", "queued", "rating", NOTE)
        if getattr(wanted, name) != getattr(current, name)
    }
    added = {f"{TAG}{name}": True for name in wanted.tags if name not in current.tags}
    removed = {f"{TAG}{name}": False for name in current.tags if name not in wanted.tags}
    return plain | added | removed
