"""What to say to somebody who wrote an id that no paper has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from store.errors import UnknownPaperError
from store.library import Library
from store.models import Paper
from store.text.display import one_line

_MOST = 3
_MOST_COMPARED = 500
"""Ids compared letter by letter, which takes a fifth of a millisecond each."""
_SHORTEST_HEAD = 3


def how_to_begin(library: Library) -> str:
    """Say that a library has no papers, where it is, and how it comes to some."""
    return (
        f"There are no papers in {library.folder.path} yet. "
        "Import some (paperdeck import FILE), or look around first (paperdeck demo)."
    )


def nearest_ids(ids: Iterable[str], text: str) -> list[str]:
    """Give the ids nearest to a text, at most three.

    Those that hold it come first; where there is none, those that begin alike are compared.
    """
    import difflib  # noqa: PLC0415 - only for what was mistyped

    text = text.strip().lower()
    known = list(ids)
    if not text:
        return []
    holding = [name for name in known if text in name.lower()]
    holding.sort(key=lambda name: (not name.lower().startswith(text), len(name)))
    if holding:
        return holding[:_MOST]
    for size in range(len(text) - 1, _SHORTEST_HEAD - 1, -1):
        alike = list(
            islice((n for n in known if n.lower().startswith(text[:size])), _MOST_COMPARED)
        )
        near = difflib.get_close_matches(text, alike, _MOST)
        if near:
            return near
    return []


def nearest(library: Library, text: str) -> str:
    """Give the question that follows a complaint about an id; empty where nothing is near."""
    if " " in text.strip():
        return ""
    near = nearest_ids(library, text)
    return f"\nDid you mean: {', '.join(map(one_line, near))}?" if near else ""


def paper_of(library: Library, paper_id: str) -> Paper:
    """Give a paper.

    Raises:
        UnknownPaperError: there is none of this id; names the nearest.
    """
    if not len(library):
        raise UnknownPaperError(how_to_begin(library))
    if paper_id not in library:
        raise UnknownPaperError(
            f"There is no paper {one_line(paper_id)} in this library.{nearest(library, paper_id)}"
        )
    return library.paper(paper_id)
