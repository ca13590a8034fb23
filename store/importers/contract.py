"""What every importer takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol, runtime_checkable

from store.models import REJECTED_TEXT_LIMIT, JsonObject, Marks, Paper, Rejection

__all__ = [
    "REJECTED_TEXT_LIMIT",
    "BytesImporter",
    "Context",
    "Draft",
    "Importer",
    "Part",
    "Rejection",
]


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper as one entry of a source describes it; it has no id yet (or one it asks for)."""

    paper: Paper
    line: int
    """Where the entry begins, counted from 1."""
    year_inferred: bool = False
    """The source gave day and month; the year was worked out from the day of the import."""
    marks: Marks | None = None
    """The reader's marks, where the source carries them."""
    merged: tuple[Part, ...] = ()
    """What was merged into it by hand, where the source is an export of ours."""


class Part(NamedTuple):
    """What was merged into a paper; see `store.merged`."""

    draft: Draft
    fields: JsonObject
    """Of the other paper that the merge changed: each with its value before and after."""
    marks: JsonObject
    """The same of its marks."""
    had: JsonObject
    """The fields of the marks that it had when it was merged."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an importer may know beyond the text."""

    source: str
    """Name to report: the file's name, or ``<stdin>``."""
    today: date
    known_authors: Iterable[str] = ()
    """Full names of authors already in the library."""
    progress: Callable[[float], None] = lambda _share: None
    """Called now and then with the share done, 0 to 1; may raise to cancel."""


class Importer(Protocol):
    """Text of one format to papers."""

    name: str
    """As in ``--format``."""

    def recognises(self, text: str) -> bool:
        """Tell whether the beginning of a text (64 KiB at most) looks like this format."""

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every entry of the text, in order; never raise for a malformed one."""


@runtime_checkable
class BytesImporter(Importer, Protocol):
    """An importer that makes do without the whole text, which may be very long."""

    def read_bytes(self, data: bytes | bytearray, context: Context) -> Iterator[Draft | Rejection]:
        """Give what `read` gives, of a text in UTF-8."""
