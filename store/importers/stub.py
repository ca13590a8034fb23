"""Papers of which nothing is known yet but where they are, to be completed later."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.importers.identifier import arxiv_of, doi_of, identifiers, web_of
from store.importers.when import iso
from store.models import Paper
from store.text.fold import slug

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_LONGEST_ID = 80


def stub(text: str, source: str) -> Paper | None:
    """Give a paper for an arXiv id, a DOI or an address; nothing where the text is none.

    Its authors are unknown, and it says so: ``authors_complete`` is false, so that whatever text
    about the same paper is imported later takes the place of its title.

    Args:
        text: the id or address.
        source: the name of the file.
    """
    address = web_of(text)
    arxiv = arxiv_of(text)
    doi = "" if arxiv else doi_of(text)
    name = name_of({"arxiv": arxiv, "doi": doi, "url": address})
    if not name:
        return None
    return Paper(
        id=slug(name.replace(":", "-", 1))[:_LONGEST_ID].strip("-"),
        title=name,
        authors_complete=False,
        published=_month(arxiv),
        identifiers=identifiers(doi, arxiv, (address,) if address else ()),
        source=source,
    )


def name_of(found: Mapping[str, str]) -> str:
    """Give what stands for the title of an entry that has none: its id or address, or nothing.

    Args:
        found: identifiers of the entry, as `store.importers.identifier.identifiers` gives them.
    """
    if arxiv := found.get("arxiv"):
        return f"arXiv:{arxiv}"
    if doi := found.get("doi"):
        return f"doi:{doi}"
    return _SCHEME.sub("", found.get("url") or found.get("pdf") or "").strip("/")


def _month(arxiv: str) -> str:
    """Give the month in which a paper came to arXiv, which its id begins with."""
    digits = re.search(r"(?:^|/)([0-9]{2})([0-9]{2})", arxiv)
    if not digits:
        return ""
    year = int(digits[1])
    return iso(year + (1900 if year > 90 else 2000), int(digits[2]))
