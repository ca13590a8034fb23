"""Papers whose title is not known yet, or nothing but where they are: to be completed later."""

from __future__ import annotations

import re
from dataclasses import replace

from store.importers.identifier import arxiv_of, doi_of, identifiers, web_of
from store.importers.when import iso
from store.models import Paper
from store.text.fold import slug
from store.untitled import stand_in

UNTITLED = "no title, author, venue, id or address"
"""What an entry has that is rejected for it."""

_LONGEST_ID = 80


def stub(text: str, source: str) -> Paper | None:
    """Give a paper for an arXiv id, a DOI or an address; nothing where the text is none.

    Its authors are unknown, and it says so: ``authors_complete`` is false.  Whatever text about
    the same paper is imported later takes the place of its title.

    Args:
        text: the id or address.
        source: the name of the file.
    """
    address = web_of(text)
    arxiv = arxiv_of(text)
    doi = "" if arxiv else doi_of(text)
    paper = Paper(
        id="",
        title="",
        authors_complete=False,
        published=_month(arxiv),
        identifiers=identifiers(doi, arxiv, (address,) if address else ()),
        source=source,
    )
    name = stand_in(paper)
    if not name:
        return None
    return replace(paper, id=slug(name.replace(":", "-", 1))[:_LONGEST_ID].strip("-"), title=name)


def named(paper: Paper) -> Paper | None:
    """Give a paper that may lack a title with what stands for it; nothing where nothing can.

    Where no author is known either, the list is not complete: any other source adds to it.

    Args:
        paper: as an entry describes it.
    """
    if paper.title:
        return paper
    is_complete = bool(paper.authors) and paper.authors_complete
    name = stand_in(paper)
    return replace(paper, title=name, authors_complete=is_complete) if name else None


def _month(arxiv: str) -> str:
    """Give the month in which a paper came to arXiv, which its id begins with."""
    digits = re.search(r"(?:^|/)([0-9]{2})([0-9]{2})", arxiv)
    if not digits:
        return ""
    year = int(digits[1])
    return iso(year + (1900 if year > 90 else 2000), int(digits[2]))
