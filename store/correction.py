"""Telling title and authors apart by hand, where the importer was not sure."""

from __future__ import annotations

from dataclasses import replace

from store.importers.listing.split import Evidence, candidates, split, split_at
from store.models import UNSURE_SPLIT, Paper


def glued(paper: Paper) -> str:
    """Give title and authors as the listing had them, nothing between."""
    return paper.title + ", ".join(paper.authors)


def places(paper: Paper) -> tuple[int, ...]:
    """Give the indexes in `glued` where the first author may begin, the present one included."""
    text, is_cut = glued(paper), not paper.authors_complete
    found = {*candidates(text, truncated=is_cut), len(paper.title)}
    guess = split(text, truncated=is_cut, abstract=paper.abstract, evidence=Evidence())
    if guess is not None:
        found |= {guess.at, *guess.alternatives}
    return tuple(sorted(place for place in found if 0 < place <= len(text)))


def moved(paper: Paper, place: int) -> Paper:
    """Give the paper with its first author beginning at an index of `glued`; no longer unsure."""
    text = glued(paper)
    unsure = tuple(flag for flag in paper.unsure if flag != UNSURE_SPLIT)
    if place == len(paper.title):
        return replace(paper, unsure=unsure)
    title, authors = split_at(text, place) if place < len(text) else (text, ())
    return replace(paper, title=title, authors=authors, unsure=unsure)
