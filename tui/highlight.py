"""Where in a text the words of a query are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.query import Query, wanted_texts

_GAP = re.compile(r"[\W_]+")


def pattern(query: Query) -> re.Pattern[str] | None:
    """Give a pattern that finds the words of a query in text that is shown; None for none.

    Like the search itself it finds words by how they begin, and knows no case.
    """
    parts = []
    for text in wanted_texts(query.where):
        words = [re.escape(word) for word in _GAP.split(text) if word]
        if words:
            parts.append(r"[\W_]+".join(words))
    if not parts:
        return None
    longest_first: Sequence[str] = sorted(parts, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})", re.IGNORECASE)
