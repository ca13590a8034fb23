"""Entries too long to be a paper's: what a lost quotation mark or a forgotten line end makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from store.importers.contract import REJECTED_TEXT_LIMIT, Draft, Part, Rejection
from store.models import Paper

MOST_OF_TITLE = 10_000
MOST_OF_NAME = 2_000
MOST_OF_ABSTRACT = 1_000_000
"""Characters; ten times as much as the longest that are known."""
MOST_MERGED = 500
MOST_APART = 10_000
"""Keys; a paper has five or six."""


def bounded(entries: Iterable[Draft | Rejection], source: str) -> Iterator[Draft | Rejection]:
    """Give entries, each paper that is too long as a rejection.

    Args:
        entries: what an importer gives.
        source: the name of the file.
    """
    for entry in entries:
        reason = _reason(entry) if isinstance(entry, Draft) else ""
        if isinstance(entry, Draft) and reason:
            yield Rejection(source, entry.line, reason, entry.paper.title[:REJECTED_TEXT_LIMIT])
        else:
            yield entry


def _reason(entry: Draft) -> str:
    reason = _length(entry.paper)
    if not entry.merged or reason:
        return reason
    parts = list(islice(each_part(entry), MOST_MERGED + 1))
    if len(parts) > MOST_MERGED:
        return f"more than {MOST_MERGED} papers were merged into it"
    told = (_length(part.draft.paper) or _length_before(part) for part in parts)
    return next(filter(None, told), "")


def _length_before(part: Part) -> str:
    titles, abstracts = (part.fields.get(name, ()) for name in ("title", "abstract"))
    told = [Paper("", title) for title in titles]
    told += [Paper("", "", abstract=text or "") for text in abstracts]
    return next(filter(None, map(_length, told)), "")


def _length(paper: Paper) -> str:
    title, abstract = paper.title, paper.abstract
    if previous := paper.previous:
        title = max(title, previous.get("title", ""), key=len)
        abstract = max(abstract, previous.get("abstract", ""), key=len)
    if len(title) > MOST_OF_TITLE:
        return f"its title has more than {MOST_OF_TITLE:,} characters"
    if len(abstract) > MOST_OF_ABSTRACT:
        return f"its abstract has more than {MOST_OF_ABSTRACT:,} characters"
    if any(len(name) > MOST_OF_NAME for name in paper.authors):
        return f"the name of an author has more than {MOST_OF_NAME:,} characters"
    if len(paper.apart) > MOST_APART:
        return f"it is told apart from more than {MOST_APART:,} others"
    return ""


def each_part(entry: Draft) -> Iterator[Part]:
    """Give what was merged into a paper, and into that."""
    for part in entry.merged:
        yield part
        yield from each_part(part.draft)
