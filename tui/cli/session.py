"""The library that a command works on."""

from __future__ import annotations

from collections.abc import Sequence

import click

from store.errors import PaperdeckError, QueryError, ReadOnlyError
from store.library import Library
from store.text.display import one_line
from tui.cli.option import library_path
from tui.cli.output import tell
from tui.cli.progress import Progress
from tui.cli.suggestion import how_to_begin, nearest


def open_library(
    context: click.Context, *, to_change: bool = False, backs_up: bool = True
) -> Library:
    """Open the library.

    Args:
        context: the command's.
        to_change: the command is of no use where the library cannot be written.
        backs_up: today's backup is made after such a command, where it is due.

    Raises:
        LibraryError: it cannot be used.
        ReadOnlyError: it is to be changed and cannot be.
    """
    path = library_path(context)
    library = Library(path)
    if to_change and library.read_only:
        raise ReadOnlyError(
            f"The library {path} cannot be written: see to its permissions, or choose another "
            "one with --library."
        )
    if to_change and backs_up:
        context.call_on_close(lambda: _back_up(library))
    if library.unreadable or any(True for _ in library.bad_lines()):
        tell("Part of this library cannot be read; what and where says: paperdeck doctor")
    return library


def _back_up(library: Library) -> None:
    """Make today's backup, once what was asked for is done."""
    failure = library.backups.failure or library.back_up_if_due()
    if failure:
        tell(f"{failure} What was asked for is done all the same.")


def is_new(library: Library) -> bool:
    """Tell whether nothing was ever imported into a library; if so, say how to begin."""
    if len(library):
        return False
    tell(how_to_begin(library))
    return True


def bring_index_up(library: Library) -> None:
    """See to it that the index is up to date, with a bar where that takes long."""
    if library.is_indexed() or library.read_only:
        return
    with Progress() as progress:
        progress.what = "of the search index"
        library.catch_up(lambda done, count: progress(done / count))


def papers_named(library: Library, names: Sequence[str], *, to_change: bool = False) -> list[str]:
    """Give the ids of the papers that arguments stand for.

    Args:
        library: where they are looked for.
        names: each that is an id names its paper; the others together are one query.
        to_change: they are to be changed: a query without any condition was hardly meant so.

    Raises:
        QueryError: the query is not understood, or may not stand for every paper.
        PaperdeckError: it finds nothing.
    """
    if not len(library):
        raise PaperdeckError(how_to_begin(library))
    ids = [name for name in names if name in library]
    words = [name for name in names if name not in library]
    if words:
        text = " ".join(words)
        from store.query import parse  # noqa: PLC0415 - ids need none

        query = parse(text)
        if to_change and query.is_everything:
            raise QueryError(
                "This stands for every paper in the library: say which ones.", text, 0, len(text)
            )
        bring_index_up(library)
        found = library.find(query)
        if not found:
            hint = nearest(library, text)
            raise PaperdeckError(
                f"No paper has the id or matches the query: {one_line(text)}.{hint}"
            )
        ids += found
    return list(dict.fromkeys(ids))
