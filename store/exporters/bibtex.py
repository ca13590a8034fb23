"""BibTeX, with abstracts, tags as keywords, and notes as ``annote``, which no style prints."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.bibtex import entry, extras, fields, kind
from store.exporters.contract import Row, Source
from store.text.latex import to_latex


class BibtexExporter:
    """Writes entries with an empty line between them."""

    name = "bibtex"
    label = "BibTeX"
    suffixes = (".bib", ".bibtex")

    def write(self, source: Source) -> Iterator[str]:
        """Give the entries."""
        gap = ""
        for row in source:
            text = _entry(row)
            yield gap + (to_latex(text) if source.is_latex else text) + "\n"
            gap = "\n"


def _entry(row: Row) -> str:
    values = [*fields(row.paper), *extras(row.paper, row.marks)]
    return entry(kind(row.paper), row.key, values)
