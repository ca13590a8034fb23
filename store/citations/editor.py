"""Editors of a paper: kept among its identifiers as one text, in the form that BibTeX has.

``Ada Lovelace and Bo Second and others``; a name with the word ``and`` in it stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.citations.field import plain
from store.models import Paper

_BETWEEN = re.compile(r"(\{[^{}]*\})| and ", re.IGNORECASE)
"""What parts names; those in braces are kept whole."""
_HAS_AND = re.compile(r"\band\b|^others$", re.IGNORECASE)
_OTHERS = "others"


def joined(names: Sequence[str], *, is_complete: bool = True) -> str:
    """Give editors as one text.

    Args:
        names: each in the order in which it is spoken.
        is_complete: whether these are all.
    """
    bare = [name.replace("{", "").replace("}", "").strip() for name in names]
    parts = [f"{{{name}}}" if _HAS_AND.search(name) else name for name in bare if name]
    if parts and not is_complete:
        parts.append(_OTHERS)
    return " and ".join(parts)


def editors(paper: Paper) -> tuple[tuple[str, ...], bool]:
    """Give the names of a paper's editors, and whether these are all."""
    if "editors" not in paper.identifiers:  # as with most
        return (), True
    pieces = _BETWEEN.split(plain(paper.identifiers["editors"]))
    parts = [piece for piece in pieces if piece and piece.strip("{} ")]
    names = tuple(part.strip("{} ") for part in parts)
    is_cut_off = len(parts) > 1 and parts[-1] == _OTHERS
    return (names[:-1] if is_cut_off else names), not is_cut_off
