"""What of a paper's identifiers its reader is shown."""

from __future__ import annotations

from collections.abc import Iterator

from store.citations.editor import editors
from store.models import Paper

_UNTOLD = frozenset({"language", "accessed", "subtitle", "venue-short"})
"""Kinds that citations and exports need, but no reader does."""


def told(paper: Paper) -> Iterator[tuple[str, str]]:
    """Give kinds and values, editors as a list of names."""
    for kind, value in paper.identifiers.items():
        if kind == "editors":
            names, is_complete = editors(paper)
            yield kind, ", ".join(names) + ("" if is_complete else " et al.")
        elif kind not in _UNTOLD:
            yield kind, value
