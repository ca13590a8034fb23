"""How wide the lines of a listing are, where something wrapped them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.importers.listing.line import Line

NARROWEST = 40
"""Shorter lines are short, not wrapped."""

WIDEST = 200
"""Lines longer than this are not wrapped ones."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """The width at which lines were wrapped; 0 where they were not."""

    width: int = 0
    is_spaced: bool = False
    """Blank lines stand between all the lines, so that they tell nothing."""

    def is_full(self, line: Line, following: Line) -> bool:
        """Tell whether a line ends only because the next word had no room in it."""
        end = len(line.text)
        return end <= self.width < end + 1 + _first_word(following)


def measured(blocks: Iterable[Sequence[Line]]) -> Wrap:
    """Find the width from the lines after the first of each block."""
    pairs: list[tuple[int, int]] = []
    lines = wide = width = gaps = 0
    for block in blocks:
        for line, following in pairwise(block[1:]):
            pairs.append((len(line.text), _first_word(following)))
            gaps += following.has_gap
        for line in block[1:]:
            length = len(line.text)
            lines += 1
            wide += length > WIDEST
            if width < length <= WIDEST and " " in line.text:
                width = length
    if len(pairs) < 2 or wide * 10 > lines:
        return Wrap()
    full = sum(length <= width < length + 1 + word for length, word in pairs)
    if width < NARROWEST or full * 2 < len(pairs):
        return Wrap()
    return Wrap(width, gaps * 10 > len(pairs) * 9)


def _first_word(line: Line) -> int:
    space = line.text.find(" ")
    return space if space >= 0 else len(line.text)
