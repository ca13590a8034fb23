"""What stands for the title of a paper whose source gives none.

It is made of what is known of the paper, so that it can be told from a title by making it again:
a source that has the title brings it (`store.renewal`), papers are not taken for one because of
it alone (`store.sameness`), and it is not exported as a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from store.citations.editor import editors
from store.identity import told_page
from store.models import Paper

_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def stand_in(paper: Paper) -> str:
    """Give what a paper without a title goes by, the most telling that is known.

    Its place in a venue (``Phys. Rev. Lett. 12, 345 (1999)``), its id or address, the venue
    (``Nature, untitled (1999)``), or who wrote it; empty where nothing of all this is known.
    """
    return next(_names(paper), "")


def is_untitled(paper: Paper) -> bool:
    """Tell whether what a paper has for a title only stands for one."""
    title = paper.title
    return bool(title) and any(name == title for name in _names(paper))


def bridges(texts: Sequence[Paper], one: Paper, other: Paper) -> list[Paper]:
    """Give those texts of a paper that may tell that another paper is the same.

    A text without a title may be of either of two with different ones, and makes them no one.
    """
    if not texts or is_untitled(one) or is_untitled(other):
        return list(texts)
    return [text for text in texts if not is_untitled(text)]


def told_title(paper: Paper) -> str:
    """Give the title that is to be printed: none where something else would only be said twice."""
    is_told_else = paper.authors or paper.venue or "editors" in paper.identifiers
    return "" if is_told_else and is_untitled(paper) else paper.title


def _names(paper: Paper) -> Iterator[str]:
    known, year = paper.identifiers, f" ({paper.published[:4]})" if paper.published else ""
    if paper.venue:
        volume, page = known.get("volume", ""), _page(paper)
        if place := ", ".join(filter(None, (volume, page))):
            yield f"{paper.venue}{' ' if volume else ', '}{place}{year}"
    yield from _ids(known)
    if paper.venue:
        yield f"{paper.venue}, untitled{year}"
    if who := _who(paper):
        yield f"{who}, untitled{year}"


def _ids(known: Mapping[str, str]) -> Iterator[str]:
    if arxiv := known.get("arxiv"):
        yield f"arXiv:{arxiv}"
    if doi := known.get("doi"):
        yield f"doi:{doi}"
    for kind in ("pmid", "pmcid", "isbn"):
        if number := known.get(kind):
            yield f"{kind.upper()} {number}"
    for kind in ("url", "pdf"):
        if address := _SCHEME.sub("", known.get(kind, "")).strip("/"):
            yield address


def _page(paper: Paper) -> str:
    return told_page(paper) or paper.identifiers.get("article-number", "")


def _who(paper: Paper) -> str:
    names, is_complete = paper.authors, paper.authors_complete
    if not names:
        names, is_complete = editors(paper)
    if not names:
        return ""
    return names[0] if len(names) == 1 and is_complete else f"{names[0]} et al."
