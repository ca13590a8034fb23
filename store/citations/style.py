"""The citation styles by name, and what a reader can copy of a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.citations.bibtex import bibtex
from store.citations.csl.style_file import SHORT_NAMES, UnknownStyleError, own_styles
from store.citations.field import doi, plain
from store.citations.key import citation_keys
from store.citations.link import link, pdf_link
from store.models import Paper

Renderer = Callable[[Sequence[Paper]], str]
"""Papers to text, one after the other, without a line break at the end."""

BIBTEX = "bibtex"
"""The one style that is none of CSL's."""

_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class CopyFormat:
    """One line of the format chooser."""

    id: str
    label: str
    render: Renderer
    style: str = ""
    """The style of CSL that it is, if any: then `store.citations.csl.cite` tells more."""


def bibtex_text(papers: Sequence[Paper]) -> str:
    """Give BibTeX entries, each with a key of its own, an empty line between them."""
    return "\n\n".join(map(bibtex, papers, citation_keys(papers)))


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


def style_format(name: str, own: Path | None = None, label: str = "") -> CopyFormat:
    """Give the format of a style.

    Args:
        name: its name.
        own: the folder of the user's own styles.
        label: what it is called, where that is another name.
    """
    if name.lower() == BIBTEX:
        return COPY_FORMATS[0]

    def render(papers: Sequence[Paper]) -> str:
        from store.citations.csl.cite import cite  # noqa: PLC0415 - loads an XML parser

        return cite(papers, name, own=own).text

    return CopyFormat(f"style.{name}", label or name, render, style=name)


def style_formats(own: Path | None = None) -> list[CopyFormat]:
    """Give the styles with a short name, and the user's own."""
    short = [style_format(name, own, label) for name, (_file, label) in SHORT_NAMES.items()]
    mine = own_styles(own) if own is not None else []
    return [*short, *(style_format(name, own) for name in mine if name not in SHORT_NAMES)]


COPY_FORMATS: tuple[CopyFormat, ...] = (
    CopyFormat(BIBTEX, "BibTeX", bibtex_text),
    CopyFormat("markdown", "Markdown link", markdown_link),
    CopyFormat("link", "Link", link_text),
    CopyFormat("pdf", "PDF link", pdf_text),
    CopyFormat("doi", "DOI", doi_text),
    CopyFormat("title", "Title", title_text),
    CopyFormat("id", "Id", id_text),
)
"""What a reader can copy of the selected papers beside citations, in the order of the chooser."""

__all__ = [
    "BIBTEX",
    "COPY_FORMATS",
    "CopyFormat",
    "UnknownStyleError",
    "style_format",
    "style_formats",
]


def _markdown_link(paper: Paper) -> str:
    title = _MARKDOWN.sub(lambda found: "\\" + found[0], plain(paper.title))
    address = link(paper).url.replace("(", "%28").replace(")", "%29")
    return f"[{title}]({address})"
