"""The folder of a library: what is in it, and whether it may be used."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from store.conflict_copy import original_of
from store.errors import LibraryError, ReadOnlyError
from store.private import make_folder

PAPERS = "papers.jsonl"
MARKS = "marks"
BACKUPS = "backups"
QUARANTINE = "quarantine"
INDEX = "index.sqlite3"

Stand = tuple[tuple[str, int, int, int], ...]
"""Names, inodes, sizes and times of journals."""


class Folder:
    """Where a library's files are.

    Args:
        path: the folder; it need not exist.
        witness: where a copy of what this device writes is kept, outside of it.
    """

    def __init__(self, path: Path, witness: Path | None = None) -> None:
        self.path = path
        self.witness = witness
        self.last_write = witness.with_suffix(".papers") if witness else None
        """Where it is kept when papers were last written."""
        self._marks = path / MARKS

    @property
    def papers(self) -> Path:
        """The journal of papers."""
        return self.path / PAPERS

    def marks(self, device: str) -> Path:
        """Give the journal of a device's marks."""
        return self.path / MARKS / f"{device}.jsonl"

    def mark_files(self) -> list[Path]:
        """Give every journal of marks, in order of name: devices' own, and copies of those."""
        return _journals(self.path / MARKS)

    def devices(self) -> list[str]:
        """Give the devices that have written marks, in order of name."""
        return [file.stem for file in self.mark_files() if not original_of(file.name)]

    def mark_copies(self) -> list[Path]:
        """Give the copies that sync tools made of journals of marks."""
        return [file for file in self.mark_files() if original_of(file.name)]

    def paper_copies(self) -> list[Path]:
        """Give the copies that sync tools made of the journal of papers."""
        return [file for file in _journals(self.path) if original_of(file.name) == PAPERS]

    @property
    def index(self) -> Path:
        """The index."""
        return self.path / INDEX

    @property
    def backups(self) -> Path:
        """Where dated copies of the marks are."""
        return self.path / BACKUPS

    @property
    def quarantine(self) -> Path:
        """Where repairs put what cannot be used."""
        return self.path / QUARANTINE

    def stand(self) -> Stand:
        """Give what is another when a journal was written to, at the cost of a few looks."""
        found = []
        for folder in (self.path, self.path / MARKS):
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".jsonl"):
                        now = entry.stat()
                        found.append((entry.name, now.st_ino, now.st_size, now.st_mtime_ns))
        return tuple(sorted(found))

    def check(self) -> None:
        """Check that the folder is a library or may become one.

        Raises:
            LibraryError: it is a file, holds other things, or cannot be read.
        """
        try:
            names = {entry.name for entry in os.scandir(self.path)}
        except FileNotFoundError:
            return
        except NotADirectoryError:
            raise LibraryError(
                f"{self.path} is a file. A library is a folder: name another place."
            ) from None
        except OSError as error:
            raise LibraryError(f"{self.path} cannot be read: {error.strerror}.") from error
        if self.path.parent.name == BACKUPS and self.path.name.startswith("marks-"):
            raise LibraryError(
                f"{self.path} is a backup. To have its marks back: paperdeck restore "
                f"{self.path.name}"
            )
        visible = {name for name in names if not name.startswith(".")}
        has_backups = any(self.backups.glob("marks-*"))  # of marks that are to be put back
        if visible and not visible & {PAPERS, MARKS} and not has_backups:
            raise LibraryError(
                f"{self.path} is no paperdeck library and not empty. "
                "Name an empty folder, or one that does not exist yet."
            )

    @property
    def is_writable(self) -> bool:
        """Whether changes can be written, as far as the system tells beforehand."""
        place = self.path
        while not place.exists() and place != place.parent:
            place = place.parent
        return os.access(place, os.W_OK | os.X_OK)

    @property
    def is_made(self) -> bool:
        """Whether there is the folder, and the one for marks in it."""
        return self._marks.is_dir()

    def make(self) -> None:
        """Make the folder, readable by its owner only.

        Raises:
            LibraryError: it cannot be made.
        """
        try:
            make_folder(self.path)
            make_folder(self._marks)
        except PermissionError:
            raise ReadOnlyError(
                f"{self.path} cannot be written: choose another folder with --library."
            ) from None
        except OSError as error:
            raise LibraryError(f"{self.path} cannot be made: {error.strerror}.") from error

    def unmake(self) -> None:
        """Take the folder away again, where nothing was ever written to it."""
        with contextlib.suppress(OSError):
            if os.listdir(self.path) == [MARKS]:
                self._marks.rmdir()
                self.path.rmdir()


def _journals(folder: Path) -> list[Path]:
    """Give a folder's journals; a pipe or a folder of such a name is none."""
    found: list[Path] = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".jsonl") and not entry.name.startswith("."):
                found += [Path(entry.path)] if entry.is_file() else []
    return sorted(found)
