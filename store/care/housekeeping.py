"""Looking a library's folder over: what is in it that should not be, or not so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from store.care.finding import Finding
from store.care.permission import loose
from store.care.sifting import tail
from store.conflict_copy import original_of
from store.folder import BACKUPS, INDEX, MARKS, PAPERS, QUARANTINE
from store.library import Library
from store.private import is_draft

_OWN = {PAPERS, MARKS, BACKUPS, QUARANTINE, INDEX}
_MUCH_AHEAD = timedelta(days=1)


def examine_folder(library: Library, now: datetime) -> Iterator[Finding]:
    """Give everything found in a library's folder that stops nothing."""
    cut = tail(library.folder.papers)
    if cut:
        told = f"Its last {cut} bytes are no whole line and are not read: a change was cut off."
        yield Finding("tail", PAPERS, told, False)
    yield from _copies(library)
    yield from _ahead(library, now)
    yield from _foreign(library)
    for path, mode in loose(library.folder):
        told = f"Other users of this machine may get at it (mode {mode:03o})."
        yield Finding("mode", _place(library, path), told, False)


def _place(library: Library, path: Path) -> str:
    return str(path.relative_to(library.folder.path))


def _copies(library: Library) -> Iterator[Finding]:
    for path in library.folder.paper_copies():
        told = f"A sync tool's copy of {PAPERS}; papers that are only in it are not shown."
        yield Finding("copy", path.name, told, False)
    for path in library.folder.mark_copies():
        told = f"A sync tool's copy of {original_of(path.name)}; its marks count like all others."
        yield Finding("copy", _place(library, path), told, False)


def _ahead(library: Library, now: datetime) -> Iterator[Finding]:
    limit = (now + _MUCH_AHEAD).strftime("%Y-%m-%dT%H:%M:%S")
    for name, stamps in library.stamps():
        ahead = [stamp for stamp in stamps if stamp > limit]
        if ahead:
            told = (
                f"{len(ahead)} of its marks are from the future, up to {max(ahead)[:16]}: a "
                "machine's clock was wrong. They count until they are changed again."
            )
            yield Finding("stamp", name, told, False)


def _foreign(library: Library) -> Iterator[Finding]:
    folder = library.folder
    for path in _entries(folder.path):
        if path.name.startswith(".note-"):
            told = "A note that could not be saved when it was edited is kept in it."
            yield Finding("foreign", path.name, told, False)
        elif is_draft(path.name) or path.name.startswith(".restore-"):
            yield Finding("foreign", path.name, "A process that was killed left it.", False)
        elif not path.name.startswith(".") and not _is_own(path.name):
            yield Finding("foreign", path.name, "It is no part of the library.", False)
    journals = set(folder.mark_files())
    for path in _entries(folder.path / MARKS):
        if is_draft(path.name):
            place = _place(library, path)
            yield Finding("foreign", place, "A process that was killed left it.", False)
        elif not path.name.startswith(".") and path not in journals:
            told = "It is no journal of marks."
            yield Finding("foreign", _place(library, path), told, False)


def _is_own(name: str) -> bool:
    return name in _OWN or name.startswith(f"{INDEX}-") or original_of(name) == PAPERS


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []
