"""Names of tags."""

from __future__ import annotations

import re
import unicodedata

from store.errors import PaperdeckError

LONGEST = 60
"""Characters in a tag."""

_GAP = re.compile(r"[\s,]+")
_TAG = re.compile(r"[^\W_][\w.+/#&'-]*")


class TagError(PaperdeckError):
    """A text that cannot be a tag."""


def tag(text: str) -> str:
    """Give a tag as it is kept: lower case, hyphens for spaces, no ``#`` before it.

    Raises:
        TagError: it is empty, too long, or begins with or holds a character tags do not have.
    """
    name = _GAP.sub("-", unicodedata.normalize("NFC", text).strip().removeprefix("#").strip())
    name = name.lower().strip("-")
    if not name:
        raise TagError("A tag needs at least one letter or digit.")
    if len(name) > LONGEST:
        raise TagError(f"The tag {name[:20]}… is longer than {LONGEST} characters.")
    if not _TAG.fullmatch(name):
        raise TagError(
            f"{name!a} cannot be a tag: use letters, digits and . - + / # & ' "
            "(a letter or digit first)."
        )
    return name
