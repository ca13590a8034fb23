"""Mending what can be mended without loss.

Nothing is thrown away: what cannot be used is moved, byte for byte, into ``quarantine/``, and
there before it leaves its place.  So whenever a repair is killed, each line is in at least one
of the two, and the next repair finishes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from store.care.paper_copy import missing_papers
from store.care.permission import loose, tighten
from store.care.sifting import Line, lines, rescue, spoilt
from store.conflict_copy import original_of
from store.errors import LibraryError, ReadOnlyError
from store.journal.line import Batch, batch_line
from store.journal.storage import JournalStorage
from store.library import Library
from store.private import make_folder, replace, sync_folder


def repair(
    library: Library,
    now: datetime | None = None,
    tell: Callable[[str], object] = lambda _sentence: None,
) -> list[str]:
    """Mend a library; give what was done, a sentence each.

    Args:
        library: the library.
        now: the time, for names in the quarantine.
        tell: called with each sentence as soon as it is true.

    Raises:
        ReadOnlyError: the library cannot be written.
        BackupError: no backup could be made; nothing was changed but permissions.
        LibraryError: something could not be mended; what was told is done.
    """
    if library.read_only:
        raise ReadOnlyError(f"{library.folder.path} cannot be written; nothing was mended.")
    done: list[str] = []
    try:
        for sentence in _Repair(library, now or datetime.now(UTC)).steps():
            done.append(sentence)
            tell(sentence)
    except OSError as error:
        raise LibraryError(f"The repair came to a stop: {error}. Do it again.") from error
    return done


class _Repair:
    def __init__(self, library: Library, now: datetime) -> None:
        self._library = library
        self._quarantine = library.folder.quarantine
        self._when = now.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ")

    def steps(self) -> Iterator[str]:
        yield from self._permissions()
        papers, marks = self._library.own_journals
        damaged = [journal for journal in (papers, marks) if spoilt(journal.path)]
        copies = self._library.folder.paper_copies()
        repeated = [path for path in self._library.folder.mark_copies() if _is_repeated(path)]
        if damaged or copies or repeated:
            yield from self._backup(with_papers=papers in damaged)
        for journal in damaged:
            yield from self._mend(journal)
        for path in copies:
            yield from self._fold_in(path, papers)
        for path in repeated:
            yield self._put_away(path, f"all its lines are in {original_of(path.name)}")
        if late := self._library.merging.take_late():
            yield f"Took in later marks of {_count(len(late), 'merged paper')}."
        for journal in (papers, marks):
            yield from _sweep(journal)
        is_older = papers.path.name in self._library.unreadable
        if is_older or papers in damaged:
            self._library.accept_papers()
        if is_older and papers not in damaged:
            yield f"Took {papers.path.name} as it is: what was changed after it is gone."

    def _backup(self, *, with_papers: bool) -> Iterator[str]:
        backups = self._library.backups
        made = backups.make(with_papers=True) if with_papers else backups.make_if_changed()
        if made:
            yield f"Made a backup: {self._place(made.path)}."

    def _permissions(self) -> Iterator[str]:
        found = [path for path, _mode in loose(self._library.folder)]
        for path in found:
            tighten(path)
        if found:
            told = _count(len(found), "of the library's files and folders", "")
            yield f"Kept other users from {told}."

    def _mend(self, journal: JournalStorage) -> Iterator[str]:
        path = journal.path
        if path.is_symlink():
            raise LibraryError(f"{path} is a link; put the file itself there, then do it again.")
        with journal.writing():
            found = spoilt(path)
            if not found:
                return
            kept = self._keep(path.name, [line.content for line in found.values()])
            rescued = _rescued(found) if path == self._library.folder.papers else {}
            journal.rewrite(lambda: _usable(path, found, rescued))
        told = _count(len(found), "unreadable line")
        yield f"Moved {told} of {path.name} to {self._place(kept)}."
        count = sum(len(batch.ops) for batch in rescued.values())
        if count:
            yield (
                f"Kept {_count(count, 'change')} of papers that can be made out in them; one in "
                "each line may be wrong by a letter. Importing those papers again puts it right."
            )

    def _keep(self, name: str, parts: list[bytes]) -> Path:
        """Write what is about to leave its place; a repair that was killed may have done so."""
        make_folder(self._quarantine)
        sync_folder(self._quarantine.parent)
        content = b"".join(parts)
        for path in self._quarantine.glob(f"{name}-*.txt"):
            if path.stat().st_size == len(content) and path.read_bytes() == content:
                return path
        path = self._free(f"{name}-{self._when}.txt")
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
            title = f"Took in {_count(len(found), 'paper')} of {path.name}"
            ops = [["put", "papers", name, document] for name, document in found.items()]
            papers.commit(ops, title, about=was)
        if found:
            yield f"{title}."
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


def _rescued(bad: Mapping[int, Line]) -> dict[int, Batch]:
    """Give what can still be made out of lines, by their numbers."""
    found = {number: rescue(line) for number, line in bad.items()}
    return {number: batch for number, batch in found.items() if batch.ops}


def _usable(path: Path, bad: Mapping[int, Line], rescued: Mapping[int, Batch]) -> Iterator[bytes]:
    """Give what can be used of the lines of a journal after its first.

    Args:
        path: the journal.
        bad: its lines that cannot be used as they are, by number.
        rescued: what stands for some of them.
    """
    with path.open("rb") as file:
        for number, content in enumerate(file):
            line = bad.get(number) or Line(content, not number)
            if number in rescued:
                yield batch_line(rescued[number])
            elif number or line.fault:
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
        yield f"Removed {_count(len(left), 'unfinished file')} that a killed process had left."


def _count(number: int, what: str, plural: str = "s") -> str:
    return f"{number} {what}{plural if number != 1 else ''}"
