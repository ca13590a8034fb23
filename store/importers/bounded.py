"""Entries too long to be a paper's: what a lost quotation mark or a forgotten line end makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.importers.contract import (
    REJECTED_TEXT_LIMIT,
    BytesImporter,
    Context,
    Draft,
    Importer,
    Rejection,
)
from store.importers.source import Source
from store.models import Paper

MOST_OF_TITLE = 10_000
MOST_OF_NAME = 2_000
MOST_OF_ABSTRACT = 1_000_000
"""Characters; ten times as much as the longest that are known."""


def read(importer: Importer, source: Source, context: Context) -> Iterator[Draft | Rejection]:
    """Give the entries of a text, each paper that is too long as a rejection."""
    if isinstance(importer, BytesImporter):
        entries = importer.read_bytes(source.data, context)
    else:
        entries = importer.read(source.text, context)
    return bounded(entries, source.name)


def bounded(entries: Iterable[Draft | Rejection], source: str) -> Iterator[Draft | Rejection]:
    """Give entries, each paper that is too long as a rejection.

    Args:
        entries: what an importer gives.
        source: the name of the file.
    """
    for entry in entries:
        reason = _reason(entry.paper) if isinstance(entry, Draft) else ""
        if isinstance(entry, Draft) and reason:
            yield Rejection(source, entry.line, reason, entry.paper.title[:REJECTED_TEXT_LIMIT])
        else:
            yield entry


def _reason(paper: Paper) -> str:
    if len(paper.title) > MOST_OF_TITLE:
        return f"its title has more than {MOST_OF_TITLE:,} characters"
    if len(paper.abstract) > MOST_OF_ABSTRACT:
        return f"its abstract has more than {MOST_OF_ABSTRACT:,} characters"
    if any(len(name) > MOST_OF_NAME for name in paper.authors):
        return f"the name of an author has more than {MOST_OF_NAME:,} characters"
    return ""
