"""Mending what can be mended without loss.

Nothing is thrown away: what cannot be used is moved, byte for byte, into ``quarantine/``, and
there before it leaves its place.  So whenever a repair is killed, each line is in at least one
of the two, and the next repair finishes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from store.conflict_copy import original_of
from store.errors import LibraryError, ReadOnlyError
from store.journal.storage import JournalStorage
from store.library import Library
from store.paper_copy import missing_papers
from store.permission import loose, tighten
from store.private import make_folder, replace, sync_folder
from store.sifting import is_sound, lines


def repair(library: Library, now: datetime | None = None) -> list[str]:
    """Mend a library; give what was done, a sentence each.

    Args:
        library: the library.
        now: the time, for names in the quarantine.

    Raises:
        ReadOnlyError: the library cannot be written.
        BackupError: no backup could be made; nothing was changed but permissions.
        LibraryError: something could not be mended; what was said to be done is.
    """
    if library.read_only:
        raise ReadOnlyError(f"{library.folder.path} cannot be written; nothing was mended.")
    try:
        return list(_Repair(library, now or datetime.now(UTC)).steps())
    except OSError as error:
        raise LibraryError(f"The repair came to a stop: {error}. Do it again.") from error


class _Repair:
    def __init__(self, library: Library, now: datetime) -> None:
        self._library = library
        self._quarantine = library.folder.quarantine
        self._when = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")

    def steps(self) -> Iterator[str]:
        yield from self._permissions()
        papers, marks = self._library.own_journals
        spoilt = [journal for journal in (papers, marks) if not is_sound(journal.path)]
        copies = self._library.folder.paper_copies()
        repeated = [path for path in self._library.folder.mark_copies() if _is_repeated(path)]
        if spoilt or copies or repeated:
            yield from self._backup(with_papers=papers in spoilt)
        for journal in spoilt:
            yield from self._mend(journal)
        for path in copies:
            yield from self._fold_in(path, papers)
        for path in repeated:
            yield self._put_away(path, f"all its lines are in {original_of(path.name)}")
        for journal in (papers, marks):
            yield from _sweep(journal)

    def _backup(self, *, with_papers: bool) -> Iterator[str]:
        backups = self._library.backups
        made = backups.make(with_papers=True) if with_papers else backups.make_if_changed()
        if made:
            yield f"Made a backup: {made.path}"

    def _permissions(self) -> Iterator[str]:
        found = [path for path, _mode in loose(self._library.folder)]
        for path in found:
            tighten(path)
        if found:
            yield f"Kept other users from {len(found)} of the library's files and folders."

    def _mend(self, journal: JournalStorage) -> Iterator[str]:
        path = journal.path
        if path.is_symlink():
            raise LibraryError(f"{path} is a link; put the file itself there, then do it again.")
        with journal.writing():
            spoilt = [line for line in lines(path) if line.fault]
            if not spoilt:
                return
            kept = self._keep(f"{path.name}-{self._when}.txt", [line.content for line in spoilt])
            journal.rewrite(lambda: _usable(path))
        yield f"Moved {len(spoilt)} unreadable lines of {path.name} to {self._place(kept)}"

    def _keep(self, name: str, parts: list[bytes]) -> Path:
        """Write what is about to leave its place; a repair that was killed may have done so."""
        make_folder(self._quarantine)
        sync_folder(self._quarantine.parent)
        content = b"".join(parts)
        for path in self._quarantine.glob("*.txt"):
            if path.stat().st_size == len(content) and path.read_bytes() == content:
                return path
        path = self._free(name)
        replace(path, [content])
        return path

    def _fold_in(self, path: Path, papers: JournalStorage) -> Iterator[str]:
        try:
            copy = JournalStorage(path, read_only=True, clock=papers.clock)
            is_cut_off = any(line.is_cut_off for line in lines(path))
        except LibraryError:
            return  # no journal, or a newer version's: not for this one to take apart
        with papers.writing():
            found = missing_papers(self._library, copy.documents("papers"))
            was = {"was": dict.fromkeys(found), "part": True}
            title = f"Took in {len(found)} papers of {path.name}"
            ops = [["put", "papers", name, document] for name, document in found.items()]
            papers.commit(ops, title, about=was)
        if found:
            yield title
        if not is_cut_off:  # or the rest of it may still be on its way
            yield self._put_away(path, "all its papers are in the library")

    def _put_away(self, path: Path, why: str) -> str:
        make_folder(self._quarantine)
        place = self._free(path.name)
        os.rename(path, place)
        sync_folder(self._quarantine)
        sync_folder(path.parent)
        return f"Moved {path.name} to {self._place(place)}: {why}."

    def _free(self, name: str) -> Path:
        place, number = self._quarantine / name, 2
        while os.path.lexists(place):
            stem, dot, ending = name.rpartition(".")
            place = self._quarantine / f"{stem}-{number}{dot}{ending}"
            number += 1
        return place

    def _place(self, path: Path) -> str:
        return str(path.relative_to(self._library.folder.path))


def _usable(path: Path) -> Iterator[bytes]:
    """Give what can be used of the lines of a journal after its first."""
    for line in lines(path):
        if not line.is_header or line.fault:
            yield line.usable()


def _is_repeated(path: Path) -> bool:
    """Tell whether all that a copy says is in the journal that it is a copy of."""
    original = path.with_name(original_of(path.name))
    try:
        known = {line.content for line in lines(original)}
        return all(line.is_header or line.content in known for line in lines(path))
    except (OSError, LibraryError):
        return False


def _sweep(journal: JournalStorage) -> Iterator[str]:
    """Remove what a process that was killed while it rewrote a journal had got done of it."""
    left = list(journal.path.parent.glob(f".{journal.path.name}.*.new"))
    if left:
        with journal.writing():  # whoever is at it now has the lock
            for path in left:
                path.unlink(missing_ok=True)
        yield f"Removed {len(left)} unfinished files that a killed process had left."
