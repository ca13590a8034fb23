"""BibLaTeX: whole dates, ``journaltitle``, ``eprinttype``, and preprints as ``@online``."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.bibtex import authors, details, entry, escape, extras
from store.citations.csl.item import kind
from store.citations.field import arxiv, doi, venue
from store.citations.link import link
from store.exporters.contract import Row, Source
from store.exporters.text import parted
from store.models import Paper
from store.text.latex_writing import to_latex

_KINDS = {"article-journal": "article", "paper-conference": "inproceedings", "article": "online"}


class BiblatexExporter:
    """Writes entries with an empty line between them."""

    name = "biblatex"
    label = "BibLaTeX"
    has_keys = True
    suffixes = ()

    def write(self, source: Source) -> Iterator[str]:
        """Give the entries."""
        texts = map(_entry, source)
        return parted(map(to_latex, texts) if source.is_latex else texts)


def _entry(row: Row) -> str:
    paper = row.paper
    values = [*_fields(paper), *details(paper), *_places(paper), *extras(paper, row.marks)]
    return entry(_kind(paper), row.key, values)


def _kind(paper: Paper) -> str:
    # Its @online wants an address, which is all that can be said of where it is.
    has_place = arxiv(paper) or doi(paper) or not link(paper).is_search
    found = _KINDS[kind(paper)]
    return "misc" if found == "online" and not has_place else found


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    if names := authors(paper):
        yield "author", f"{{{names}}}"
    yield "title", f"{{{{{escape(paper.title)}}}}}"
    if paper.published:
        yield "date", f"{{{paper.published}}}"
    if name := venue(paper):
        field = "journaltitle" if kind(paper) == "article-journal" else "booktitle"
        yield field, f"{{{escape(name)}}}"


def _places(paper: Paper) -> Iterator[tuple[str, str]]:
    if value := doi(paper):
        yield "doi", f"{{{value}}}"
    if value := arxiv(paper):
        yield "eprint", f"{{{value}}}"
        yield "eprinttype", "{arXiv}"
        if paper.categories:
            yield "eprintclass", f"{{{escape(paper.categories[0])}}}"
    address = link(paper)
    if not address.is_search:
        yield "url", f"{{{address.url}}}"
