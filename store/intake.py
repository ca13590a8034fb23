"""From a file to entries that a library can import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from store.errors import SourceError
from store.garbage import garbage_kept
from store.importers.bounded import bounded
from store.importers.contract import BytesImporter, Context, Draft
from store.importers.registry import HEAD, detect, importer_named, recognised
from store.importers.source import Source, read_source
from store.library import Library
from store.models import Rejection


def read_entries(
    path: Path | Source | None,
    *,
    library: Library,
    format_name: str = "auto",
    today: date | None = None,
    progress: Callable[[float], None] = lambda _share: None,
) -> list[Draft | Rejection]:
    """Read a file and understand it; see `each_entry`."""
    with garbage_kept():
        return list(
            each_entry(
                path, library=library, format_name=format_name, today=today, progress=progress
            )
        )


def each_entry(
    path: Path | Source | None,
    *,
    library: Library,
    format_name: str = "auto",
    today: date | None = None,
    progress: Callable[[float], None] = lambda _share: None,
) -> Iterator[Draft | Rejection]:
    """Read a file, and give each entry as soon as it is understood.

    Args:
        path: the file, or a text that was read already; None is standard input.
        library: what it will be imported into; its authors help to tell titles from names.
        format_name: an importer's name, or ``auto`` to recognise it by content.
        today: for dates without a year; by default the local date.
        progress: called with the share done, 0 to 1; may raise to cancel.

    Raises:
        SourceError: the file cannot be read, is of no known format, or has nothing of it.
    """
    source = path if isinstance(path, Source) else read_source(path)
    if format_name != "auto":
        importer = importer_named(format_name)
    else:
        importer = recognised(source.head(HEAD)) or detect(source.text, source.name)
    context = Context(
        source=source.name,
        today=today or date.today(),
        known_authors=library.authors(),
        progress=progress,
    )
    if isinstance(importer, BytesImporter):
        entries = importer.read_bytes(source.data, context)
    else:
        entries = importer.read(source.text, context)
    entry = None
    for entry in bounded(entries, source.name):
        yield entry
    if entry is None:
        raise SourceError(f"{source.name} has no paper in the format {importer.name}.")
