"""What a later version changed in a paper, to be shown until it is read again."""

from __future__ import annotations

from store.models import Marks, Paper
from store.text.latex import decoded
from store.text.word_diff import Piece, word_diff

_LONGEST = 20_000
"""Characters of a text that are compared."""


def heading(paper: Paper) -> str:
    """Say which version changed a paper."""
    return f"Changed in {paper.previous.get('by', '')[:60] or 'a later version'}:"


def changes(paper: Paper, marks: Marks) -> list[tuple[Piece, ...]]:
    """Give what changed in title and abstract, each that did; nothing of a paper that is read."""
    if not paper.previous or marks.read:
        return []
    found = [
        word_diff(decoded(old[:_LONGEST]), decoded(new[:_LONGEST]))
        for old, new in (
            (paper.previous.get("title", ""), paper.title),
            (paper.previous.get("abstract", ""), paper.abstract),
        )
        if old and old != new
    ]
    return [pieces for pieces in found if any(piece.is_change for piece in pieces)]
