"""Texts as files of any format may have them."""

from __future__ import annotations

from store.text.display import to_copy


def lines(text: str) -> list[str]:
    """Give the lines of a text without what a terminal or an editor could act on."""
    return to_copy(text).split("\n")
