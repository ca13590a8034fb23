"""Texts as files of any format may have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.text.display import to_copy


def lines(text: str) -> list[str]:
    """Give the lines of a text without what a terminal or an editor could act on."""
    return to_copy(text).split("\n")


def parted(texts: Iterable[str]) -> Iterator[str]:
    """Give texts, each ended by a line break, with an empty line between them."""
    gap = ""
    for text in texts:
        yield f"{gap}{text}\n"
        gap = "\n"
