"""Editors of a paper: kept among its identifiers as one text, in the form that BibTeX has.

``Ada Lovelace and Bo Second and others``; a name with the word ``and`` in it stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.citations.field import plain
from store.models import Paper

_AND = re.compile(r"\s+and\s+(?![^{}]*\})", re.IGNORECASE)
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
    parts = _AND.split(plain(paper.identifiers.get("editors", "")))
    names = tuple(part.strip("{} ") for part in parts if part.strip("{} "))
    is_cut_off = len(names) > 1 and parts[-1] == _OTHERS
    return (names[:-1] if is_cut_off else names), not is_cut_off
