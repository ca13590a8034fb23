"""What every citation style reads out of a paper: clean text, dates, identifiers."""

from __future__ import annotations

import re

from store.models import Paper
from store.text.display import to_copy

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?!\d)")
_ARXIV_PREFIX = re.compile(r"(?:arxiv:|https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/)", re.IGNORECASE)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV_VENUE = re.compile(r"(?:arxiv\b.*|corr)", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:doi:\s*|https?://(?:dx\.|www\.)?doi\.org/)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\\{}]+")


def plain(text: str) -> str:
    """Give text as one line without control and reordering characters."""
    if text.isascii() and text.isprintable() and "  " not in text:  # as most are
        return text.strip()
    # Spaces first: a separator such as U+0085 parts words and is a control character too.
    return " ".join(to_copy(" ".join(text.split())).split())


def year_month(paper: Paper) -> tuple[str, int | None]:
    """Give the year (empty if unknown) and the month, where known."""
    found = _DATE.match(paper.published)
    if found is None:
        return "", None
    return found[1], int(found[2]) if found[2] else None


def doi(paper: Paper) -> str:
    """Give the bare DOI, or nothing where the paper has none that is one."""
    value = _DOI_PREFIX.sub("", plain(paper.identifiers.get("doi", "")), count=1)
    return value if _DOI.fullmatch(value) else ""


def arxiv(paper: Paper) -> str:
    """Give the bare arXiv id, or nothing where the paper has none that is one."""
    value = _ARXIV_PREFIX.sub("", plain(paper.identifiers.get("arxiv", "")), count=1)
    if not value and (found := _ARXIV_DOI.fullmatch(doi(paper))):
        value = found[1]
    return value if _ARXIV.fullmatch(value) else ""


def venue(paper: Paper) -> str:
    """Give where it was published.

    arXiv is where it can be read, not a venue, unless a source has it as a journal's name and
    knows no id there.
    """
    name = plain(paper.venue)
    is_journal = paper.identifiers.get("type") == "article-journal" and not arxiv(paper)
    return "" if not is_journal and _ARXIV_VENUE.fullmatch(name) else name
