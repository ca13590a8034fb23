r"""LaTeX shown as text: ``Erd\H{o}s``, ``$O(n^2)$`` and ``---`` as a reader would print them.

Sources copy titles and abstracts from LaTeX.  The library keeps them letter for letter, and so do
exports; what is shown and searched goes through here.
"""

from __future__ import annotations

from functools import lru_cache

_LONGEST = 20_000
"""Characters of a text that is looked into; a longer one stays as it is."""


def decoded(text: str) -> str:
    """Give a text with its LaTeX decoded; one without LaTeX as it is.

    What is not understood, such as macros of the authors' own, stays letter for letter.
    """
    if ("\\" in text or "$" in text or "--" in text or "``" in text) and len(text) <= _LONGEST:
        return _decoded(text)
    return text


@lru_cache(maxsize=256)
def _decoded(text: str) -> str:
    # Few texts have any LaTeX, and the list is shown before the tables for it are loaded.
    from store.text.latex_reader import read  # noqa: PLC0415

    return read(text)


def both(text: str) -> str:
    """Give what is searched of a text: itself, and where LaTeX is in it, what it stands for."""
    plain = decoded(text)
    return text if plain == text else f"{text}\n{plain}"
