"""BibLaTeX: whole dates, ``journaltitle``, ``eprinttype``, and preprints as ``@online``."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.bibtex import authors, details, entry, entry_kind, escape, extras, genre
from store.citations.field import arxiv, doi, plain, venue
from store.citations.kind import kind
from store.citations.language import babel_name
from store.citations.link import link
from store.exporters.contract import Row, Source
from store.exporters.text import parted
from store.models import Paper
from store.text.latex_writing import to_latex
from store.untitled import told_title

_KINDS = {
    "dataset": "dataset",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "patent": "patent",
    "report": "report",
    "software": "software",
    "standard": "report",
    "thesis": "thesis",
}
"""Kinds to the names of entries that BibTeX has not."""
_JOINTS = (".", ":", "?", "!")
"""What a title ends with before its subtitle."""
_PUBLISHERS = {"thesis": "institution", "report": "institution"}


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
    values = [*_fields(paper), *_details(paper), *_places(paper), *extras(paper, row.marks)]
    return entry(_kind(paper), row.key, values)


def _kind(paper: Paper) -> str:
    found = kind(paper)
    # An @online wants an address, which is all that can be said of where it is.
    if (found == "article" and arxiv(paper)) or (found == "webpage" and not link(paper).is_search):
        return "online"
    return _KINDS.get(found) or entry_kind(paper)


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    if names := authors(paper):
        yield "author", f"{{{names}}}"
    title, subtitle = _titles(paper)
    if title:
        yield "title", f"{{{{{escape(title)}}}}}"
    if subtitle:
        yield "subtitle", f"{{{{{escape(subtitle)}}}}}"
    if paper.published:
        yield "date", f"{{{paper.published}}}"
    if name := venue(paper):
        field = "journaltitle" if _kind(paper) == "article" else "booktitle"
        yield field, f"{{{escape(name)}}}"


def _titles(paper: Paper) -> tuple[str, str]:
    """Give title and subtitle, where a source told the two apart and the title still has both."""
    title, subtitle = plain(told_title(paper)), plain(paper.identifiers.get("subtitle", ""))
    lead = title.removesuffix(f" {subtitle}") if subtitle else title
    if lead == title or not lead.endswith(_JOINTS):
        return title, ""
    return lead.removesuffix(":"), subtitle


def _details(paper: Paper) -> Iterator[tuple[str, str]]:
    if _kind(paper) == "thesis":  # which @thesis must say
        known = {"": "phdthesis", "PhD thesis": "phdthesis", "Master's thesis": "mathesis"}
        yield "type", f"{{{known.get(genre(paper)) or escape(genre(paper))}}}"
    elif _kind(paper) == "report" and genre(paper):
        yield "type", f"{{{escape(genre(paper))}}}"
    for field, value in details(paper):
        yield _PUBLISHERS.get(_kind(paper), field) if field == "publisher" else field, value
    if language := plain(paper.identifiers.get("language", "")):
        name = babel_name(language)
        yield "langid" if name else "language", f"{{{name or escape(language)}}}"


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
