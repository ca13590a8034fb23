"""Papers of a library to a file of any format."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.catalogue import Catalogue
from store.citations.key import PATTERN
from store.citing import keys_of
from store.errors import PaperdeckError, UnknownPaperError
from store.exporters.contract import Exporter, Row, Source
from store.models import NO_MARKS, Marks
from store.private import draft_of, sync_folder

_PIECE = 1 << 16
_REPORT_EVERY = 100


class ExportError(PaperdeckError):
    """A file could not be written; the one that was there is as it was."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How papers are to be exported."""

    exporter: Exporter
    has_marks: bool = True
    is_latex: bool = False
    pattern: str = PATTERN
    """Of citation keys."""
    title: str = ""
    day: str = ""


def exported(
    library: Catalogue,
    ids: Sequence[str],
    wishes: Wishes,
    progress: Callable[[float], None] = lambda _share: None,
) -> Iterator[bytes]:
    """Give papers as text of a format, in UTF-8, in pieces of about 64 kB.

    Each paper is read when its turn comes; one that was deleted meanwhile is left out.

    Args:
        library: that the papers are in.
        ids: of the papers, in order.
        wishes: how.
        progress: told how far it is, from 0 to 1; what it raises ends the export.
    """
    has_keys = wishes.exporter.has_keys
    keys = {}
    if has_keys:
        keys = keys_of(library, ids, wishes.pattern, lambda share: progress(share / 3))
    start = 1 / 3 if has_keys else 0
    marks: Callable[[str], Marks] = library.marks if wishes.has_marks else lambda _id: NO_MARKS
    done = 0

    def row(paper_id: str) -> Row | None:
        nonlocal done
        done += 1
        if done % _REPORT_EVERY == 0:
            progress(start + (1 - start) * done / len(ids))
        try:
            paper, merged = library.paper_and_merged(paper_id)
        except UnknownPaperError:
            return None
        return Row(paper, marks(paper_id), keys.get(paper_id, ""), merged)

    source = Source(ids, row, marks, wishes.has_marks, wishes.is_latex, wishes.title, wishes.day)
    parts: list[str] = []
    size = 0
    for part in wishes.exporter.write(source):
        parts.append(part)
        size += len(part)
        if size >= _PIECE:
            yield _encoded(parts)
            parts, size = [], 0
    if parts:
        yield _encoded(parts)


def _encoded(parts: list[str]) -> bytes:
    return "".join(parts).encode("utf-8", "replace")


def write_file(path: Path, pieces: Iterator[bytes]) -> None:
    """Write a file whole or not at all: beside its place, and then moved there.

    A file that is there is replaced and keeps its permissions; a link stays one. What is no file
    (a pipe, a device) is written to as it is.

    Raises:
        ExportError: it could not be written; what was there is as it was.
    """
    try:
        path = path.resolve()
        mode = _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            with path.open("wb") as file:
                file.writelines(pieces)
            return
        draft = draft_of(path)
        draft.unlink(missing_ok=True)
        try:
            with draft.open("xb") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                draft.chmod(stat.S_IMODE(mode))
            draft.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        told = f"{path} cannot be written ({error.strerror}); nothing was exported."
        raise ExportError(told) from error


def _mode(path: Path) -> int | None:
    """Give what a path is and who may use it; None where there is nothing yet."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None
