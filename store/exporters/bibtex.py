"""BibTeX, with abstracts, tags as keywords, and notes as ``annote``, which no style prints."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.bibtex import entry, entry_kind, extras, fields
from store.exporters.contract import Row, Source
from store.exporters.text import parted
from store.text.latex_writing import to_latex


class BibtexExporter:
    """Writes entries with an empty line between them."""

    name = "bibtex"
    label = "BibTeX"
    has_keys = True
    suffixes = (".bib", ".bibtex")

    def write(self, source: Source) -> Iterator[str]:
        """Give the entries."""
        texts = map(_entry, source)
        return parted(map(to_latex, texts) if source.is_latex else texts)


def _entry(row: Row) -> str:
    paper = row.paper
    values = [*fields(paper), *extras(paper, row.marks)]
    if paper.published[8:]:  # known to BibTeX's followers only, and ignored by itself
        values.append(("day", f"{{{int(paper.published[8:])}}}"))
    return entry(entry_kind(paper), row.key, values)
