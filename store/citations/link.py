"""Addresses of papers: only ever http and https."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, quote_plus, urlsplit

from store.citations.field import arxiv, doi, plain
from store.models import Paper

_SEARCH = "https://arxiv.org/search/?searchtype=title&query="
_NOT_IN_URL = re.compile(r'[ "<>\\^`{|}]')
"""Printable, but RFC 3986 has them percent-encoded, and Markdown or BibTeX trip over them."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address to open or copy."""

    url: str
    is_search: bool = False
    """It is no address of the paper but a search for its title."""


def link(paper: Paper) -> Link:
    """Give the paper's best address.

    Args:
        paper: any paper.

    Returns:
        Its own address, else its DOI's, arXiv's, its PDF's; else, as the listing format gives
        none, a search for its title on arXiv.
    """
    known = (
        web_address(paper.identifiers.get("url", "")),
        doi_address(paper),
        f"https://arxiv.org/abs/{arxiv(paper)}" if arxiv(paper) else "",
        web_address(paper.identifiers.get("pdf", "")),
    )
    for url in known:
        if url:
            return Link(url)
    return Link(_SEARCH + quote_plus(plain(paper.title)), is_search=True)


def pdf_link(paper: Paper) -> Link | None:
    """Give the address of the paper's PDF, where it is known."""
    if url := web_address(paper.identifiers.get("pdf", "")):
        return Link(url)
    if number := arxiv(paper):
        return Link(f"https://arxiv.org/pdf/{number}")
    return None


def address(kind: str, value: str) -> str:
    """Give the address that an identifier stands for, or nothing.

    Args:
        kind: of the identifier: ``doi``, ``arxiv``, or any whose value is an address.
        value: the identifier.
    """
    paper = Paper(id="", title="", identifiers={kind: value})
    if kind == "doi":
        return doi_address(paper)
    if kind == "arxiv":
        return f"https://arxiv.org/abs/{arxiv(paper)}" if arxiv(paper) else ""
    return web_address(value)


def doi_address(paper: Paper) -> str:
    """Give the address that resolves the paper's DOI, or nothing."""
    value = doi(paper)
    return "https://doi.org/" + quote(value, safe="/:;()._-") if value else ""


def web_address(text: str) -> str:
    """Give an address a browser may be handed, or nothing.

    Args:
        text: what a source calls an address.

    Returns:
        The address, percent-encoded where needed; empty when it is not http or https, has no
        host, or carries control, reordering or white space characters.
    """
    url = text.strip()
    # Only the plain space is printable among white space; overrides and controls are not.
    if not url.isprintable():
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        return ""
    # A browser may read another host than we do out of odd characters before the path.
    if not usable or _NOT_IN_URL.search(parts.netloc):
        return ""
    return _NOT_IN_URL.sub(lambda found: quote(found[0]), url)
