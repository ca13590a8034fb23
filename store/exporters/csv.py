"""A table for spreadsheets (RFC 4180, lines ended as everywhere else): a paper a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from store.citations.field import plain
from store.exporters.contract import Row, Source
from store.text.display import to_copy

_PAPER = (
    "id",
    "key",
    "title",
    "authors",
    "published",
    "venue",
    "categories",
    "organisations",
    "score",
    "doi",
    "arxiv",
    "url",
    "pdf",
    "code",
)
_MARKS = ("read", "starred", "queued", "rating", "tags", "note")
_REST = ("abstract", "added", "source")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class CsvExporter:
    """Writes a table with names in its first row."""

    name = "csv"
    label = "CSV, for spreadsheets"
    has_keys = True
    suffixes = (".csv",)

    def write(self, source: Source) -> Iterator[str]:
        """Give the rows."""
        columns = (*_PAPER, *(_MARKS if source.has_marks else ()), *_REST)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        for row in source:
            cells = _cells(row)
            writer.writerow([harmless(cells[name]) for name in columns])
            yield text.getvalue()
            text.seek(0)
            text.truncate()
        yield text.getvalue()


def harmless(cell: str) -> str:
    """Give a text that no spreadsheet takes for a formula: one that would be gets a ``'``.

    See owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(row: Row) -> dict[str, str]:
    paper, marks = row.paper, row.marks
    authors = [*map(plain, paper.authors), *([] if paper.authors_complete else ["et al."])]
    named = {kind: plain(value) for kind, value in paper.identifiers.items()}
    return {
        **dict.fromkeys(("doi", "arxiv", "url", "pdf", "code"), ""),
        **named,
        "id": plain(paper.id),
        "key": row.key,
        "title": plain(paper.title),
        "authors": "; ".join(authors),
        "published": paper.published,
        "venue": plain(paper.venue),
        "categories": " ".join(map(plain, paper.categories)),
        "organisations": "; ".join(map(plain, paper.organisations)),
        "score": "" if paper.score is None else f"{paper.score:g}",
        "read": "yes" if marks.read else "",
        "starred": "yes" if marks.starred else "",
        "queued": "yes" if marks.queued else "",
        "rating": str(marks.rating or ""),
        "tags": " ".join(map(plain, marks.tags)),
        "note": to_copy(marks.note),
        "abstract": plain(paper.abstract),
        "added": paper.added,
        "source": plain(paper.source),
    }
