"""Names of tags."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from store.errors import PaperdeckError

LONGEST = 60
"""Characters in a tag."""

_GAP = re.compile(r"[\s,]+")
_SIGNS = frozenset("_.+/#&'-")


class TagError(PaperdeckError):
    """A text that cannot be a tag."""


def tag(text: str) -> str:
    """Give a tag as it is kept: lower case, hyphens for spaces, no ``#`` before it.

    Raises:
        TagError: it is empty, too long, or begins with or holds a character tags do not have.
    """
    name = _GAP.sub("-", text.strip().removeprefix("#").strip())
    name = unicodedata.normalize("NFC", name.lower()).strip("-")
    if not name:
        raise TagError("A tag needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise TagError(f"The tag {name[:20]}… is longer than {LONGEST} characters.")
    if not name[0].isalnum() or not all(map(_is_allowed, name)):
        raise TagError(
            f"{name!a} cannot be a tag: use letters, digits and . - + / # & ' "
            "(a letter or digit first)."
        )
    return name


def nearest_tag(text: str) -> str:
    """Give the tag that comes nearest to a text another program calls one; empty for none."""
    folded = unicodedata.normalize("NFC", text.lower())
    name = "".join(char if _is_allowed(char) else "-" for char in folded)
    start = next((at for at, char in enumerate(name) if char.isalnum()), len(name))
    try:
        return tag(name[start : start + LONGEST])
    except TagError:
        return ""


@lru_cache(maxsize=1024)
def is_tag(name: str) -> bool:
    """Tell whether a text is a tag as it is kept."""
    try:
        return tag(name) == name
    except TagError:
        return False


def _is_allowed(char: str) -> bool:
    # Marks too: many scripts write vowels with them.
    return char.isalnum() or char in _SIGNS or unicodedata.category(char).startswith("M")
