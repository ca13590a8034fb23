"""Backups: dated copies of all marks, in the library's own folder.

    <library>/backups/marks-2026-11-24T101500Z/laptop.jsonl

A backup is a folder of plain copies, to be put back by hand or by ``paperdeck restore``.  It is
written under a name that begins with a dot and renamed when the disk has it, so one that has
its name is whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from store.errors import BackupError, LibraryError
from store.folder import Folder
from store.journal.lock import WriteLock
from store.private import FOLDER, copy, make_folder, sync_folder
from store.thinning import superfluous

_FORM = "marks-%Y-%m-%dT%H%M%SZ"


class Backup(NamedTuple):
    """A backup that is whole."""

    path: Path
    at: datetime

    def files(self) -> list[Path]:
        """Give its journals."""
        return sorted(file for file in self.path.iterdir() if file.suffix == ".jsonl")


class Backups:
    """The backups of a library.

    Args:
        folder: the library's.
        now: the time.
    """

    def __init__(
        self, folder: Folder, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder = folder
        self._place = folder.backups
        self._now = now
        self.failure = ""
        """Why the last one that could be done without was not made."""

    def all(self) -> list[Backup]:
        """Give the backups there are, the oldest first."""
        found = []
        with contextlib.suppress(OSError):
            for path in self._place.iterdir():
                at = _time_of(path.name)
                if at and path.is_dir():
                    found.append(Backup(path, at))
        return sorted(found, key=lambda backup: backup.at)

    @property
    def is_changed(self) -> bool:
        """Whether there are marks that the newest backup does not hold; a few looks at the disk."""
        files = self._folder.mark_files()
        newest = self.all()[-1:]
        with contextlib.suppress(OSError):  # one has just gone: a change in itself
            return bool(files) and not (newest and _looks(files) == _looks(newest[0].files()))
        return True

    @property
    def is_due(self) -> bool:
        """Whether today's backup is yet to be made."""
        today = self._now().astimezone(UTC).date()
        return not any(backup.at.date() == today for backup in self.all()) and self.is_changed

    def make(self, *, with_papers: bool = False) -> Backup:
        """Make a backup, and let go of old ones there are too many of.

        Args:
            with_papers: keep the papers as well, before their file is replaced by another.
                Where the disk can, they are linked and cost nothing.

        Raises:
            BackupError: it could not be made.
        """
        try:
            with self._alone():
                made = self._write(with_papers)
                self._thin()
        except (OSError, LibraryError) as error:
            reason = getattr(error, "strerror", None) or str(error).rstrip(".")
            raise BackupError(f"No backup could be made in {self._place}: {reason}.") from error
        return made

    def make_if_changed(self) -> Backup | None:
        """Make a backup unless the newest holds the marks as they are.

        Raises:
            BackupError: it could not be made.
        """
        return self.make() if self.is_changed else None

    def attempt(self, *, if_due: bool = False) -> None:
        """Make a backup of what has changed; `failure` says why where that was not possible.

        Args:
            if_due: not where there is one of today.
        """
        self.failure = ""
        try:
            if self.is_due if if_due else self.is_changed:
                self.make()
        except BackupError as error:
            self.failure = str(error)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        make_folder(self._place)
        sync_folder(self._folder.path)
        with WriteLock(self._place).held():
            for left in self._place.glob(".marks-*"):  # by a process that was killed
                _remove(left)
            yield

    def _write(self, with_papers: bool) -> Backup:
        path = self._free_place()
        draft = path.with_name(f".{path.name}.new")
        draft.mkdir(mode=FOLDER)
        for file in self._folder.mark_files():
            copy(file, draft / file.name)
        if with_papers and self._folder.papers.exists():
            _keep(self._folder.papers, draft / self._folder.papers.name)
        sync_folder(draft)
        os.rename(draft, path)
        sync_folder(self._place)
        at = _time_of(path.name)
        assert at is not None
        return Backup(path, at)

    def _free_place(self) -> Path:
        path = self._place / self._now().astimezone(UTC).strftime(_FORM)
        number = 2
        place = path
        while os.path.lexists(place):
            place = path.with_name(f"{path.name}-{number:02d}")
            number += 1
        return place

    def _thin(self) -> None:
        backups = self.all()
        dropped = superfluous([backup.at for backup in backups], self._now().astimezone(UTC))
        for backup in backups:
            if backup.at in dropped:
                left = backup.path.with_name(f".{backup.path.name}.old")
                os.rename(backup.path, left)  # or half of it might be taken for a backup
                _remove(left)


def _time_of(name: str) -> datetime | None:
    """Give the time in a backup's name; None where it is no backup's."""
    number = name[len("marks-2026-11-24T101500Z") :]
    with contextlib.suppress(ValueError):
        at = datetime.strptime(name[: len(name) - len(number)], _FORM).replace(tzinfo=UTC)
        return at.replace(microsecond=int(number[1:])) if number else at
    return None


def _looks(files: list[Path]) -> dict[str, tuple[int, int]]:
    states = {file.name: file.stat() for file in files if file.name != "papers.jsonl"}
    return {name: (state.st_size, state.st_mtime_ns) for name, state in states.items()}


def _keep(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # no links on this file system
        copy(source, target)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
        return
    import shutil  # noqa: PLC0415 - slow to load, and needed once a day

    shutil.rmtree(path)
