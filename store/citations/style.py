"""The citation styles by name, and what a reader can copy of a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from store.citations.apa import apa
from store.citations.bibtex import bibtex
from store.citations.field import doi, plain
from store.citations.key import citation_keys
from store.citations.link import link, pdf_link
from store.errors import PaperdeckError
from store.models import Paper

Renderer = Callable[[Sequence[Paper]], str]
"""Papers to text, one after the other, without a line break at the end."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")


class UnknownStyleError(PaperdeckError):
    """No citation style or copy format has this name."""


@dataclass(frozen=True, slots=True)
class CopyFormat:
    """One line of the format chooser."""

    id: str
    label: str
    render: Renderer


def bibtex_text(papers: Sequence[Paper]) -> str:
    """Give BibTeX entries, each with a key of its own, an empty line between them."""
    return "\n\n".join(map(bibtex, papers, citation_keys(papers)))


def apa_text(papers: Sequence[Paper]) -> str:
    """Give APA references in the order given, one a line."""
    return "\n".join(map(apa, papers))


def markdown_link(papers: Sequence[Paper]) -> str:
    """Give ``[title](address)``, one a line; Markdown in a title is shown, not acted on."""
    return "\n".join(map(_markdown_link, papers))


def link_text(papers: Sequence[Paper]) -> str:
    """Give the addresses, one a line; a search where there is no address."""
    return "\n".join(link(paper).url for paper in papers)


def pdf_text(papers: Sequence[Paper]) -> str:
    """Give the addresses of the PDFs that are known, one a line."""
    return "\n".join(found.url for paper in papers if (found := pdf_link(paper)))


def doi_text(papers: Sequence[Paper]) -> str:
    """Give the DOIs that are known, one a line."""
    return "\n".join(filter(None, map(doi, papers)))


def title_text(papers: Sequence[Paper]) -> str:
    """Give the titles, one a line."""
    return "\n".join(plain(paper.title) for paper in papers)


def id_text(papers: Sequence[Paper]) -> str:
    """Give the library's ids, one a line, as the command line takes them."""
    return "\n".join(plain(paper.id) for paper in papers)


STYLES: Mapping[str, Renderer] = MappingProxyType({"apa": apa_text, "bibtex": bibtex_text})
"""What ``cite --style`` offers."""

COPY_FORMATS: tuple[CopyFormat, ...] = (
    CopyFormat("bibtex", "BibTeX", bibtex_text),
    CopyFormat("apa", "APA", apa_text),
    CopyFormat("markdown", "Markdown link", markdown_link),
    CopyFormat("link", "Link", link_text),
    CopyFormat("pdf", "PDF link", pdf_text),
    CopyFormat("doi", "DOI", doi_text),
    CopyFormat("title", "Title", title_text),
    CopyFormat("id", "Id", id_text),
)
"""What a reader can copy of the selected papers, in the order of the chooser."""


def cite(papers: Sequence[Paper], style: str) -> str:
    """Give the citations of papers.

    Args:
        papers: in the order wanted.
        style: a name in `STYLES`, in any case.

    Returns:
        Text without a line break at its end; empty for no papers.

    Raises:
        UnknownStyleError: there is no such style.
    """
    render = STYLES.get(style.lower())
    if render is None:
        known = ", ".join(sorted(STYLES))
        raise UnknownStyleError(f"There is no citation style {style!r}; there are: {known}.")
    return render(papers)


def _markdown_link(paper: Paper) -> str:
    title = _MARKDOWN.sub(lambda found: "\\" + found[0], plain(paper.title))
    address = link(paper).url.replace("(", "%28").replace(")", "%29")
    return f"[{title}]({address})"
