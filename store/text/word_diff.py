"""What changed between two texts, word by word.

The signs are those of ``wdiff`` and ``git diff --word-diff``: ``[-deleted-]``, ``{+inserted+}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from store.text.fold import bare

KEPT, DELETED, INSERTED = " ", "-", "+"

_MOST_WORDS = 1_000
"""Words between the first and the last change that are compared: the time grows with the square."""
_AROUND = 4
"""Words that are shown before and after a change."""


class Piece(NamedTuple):
    """Words that stayed, went or came."""

    sign: str
    text: str

    @property
    def is_change(self) -> bool:
        """Whether the words went or came."""
        return self.sign != KEPT

    @property
    def signed(self) -> str:
        """The text between its signs."""
        if self.sign == KEPT:
            return self.text
        return f"[-{self.text}-]" if self.sign == DELETED else f"{{+{self.text}+}}"


@lru_cache(maxsize=64)
def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Give what changed from one text to another, with a few words around each change.

    Words that differ in case, accents or punctuation alone have stayed, as the new text has them.
    Of texts that differ in too many words all is deleted and all inserted.
    """
    before, after = old.split(), new.split()
    mine, theirs = [*map(_word, before)], [*map(_word, after)]
    start = _common(mine, theirs)
    end = _common(mine[start:][::-1], theirs[start:][::-1])
    left, right = len(before) - end, len(after) - end
    pieces = [Piece(KEPT, " ".join(after[:start]))]
    if max(left, right) - start > _MOST_WORDS:
        steps = iter([("replace", start, left, start, right)])
    else:
        from difflib import SequenceMatcher  # noqa: PLC0415 - few papers have changed

        matcher = SequenceMatcher(None, mine[start:left], theirs[start:right])
        steps = (
            (name, a + start, b + start, c + start, d + start)
            for name, a, b, c, d in matcher.get_opcodes()
        )
    for name, a, b, c, d in steps:
        if name == "equal":
            pieces.append(Piece(KEPT, " ".join(after[c:d])))
        else:
            pieces.append(Piece(DELETED, " ".join(before[a:b])))
            pieces.append(Piece(INSERTED, " ".join(after[c:d])))
    pieces.append(Piece(KEPT, " ".join(after[right:])))
    return tuple(_shortened([piece for piece in pieces if piece.text]))


def _word(text: str) -> str:
    return bare(text) or text


def _common(one: list[str], other: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out what stayed, but for a few words on either side of a change."""
    last = len(pieces) - 1
    for number, piece in enumerate(pieces):
        found = piece.text.split(" ")
        head = _AROUND if number else 0
        tail = _AROUND if number < last else 0
        if piece.sign != KEPT or not last or len(found) <= head + tail + 1:
            yield piece
        else:
            shown = [*found[:head], "…", *found[len(found) - tail :]]
            yield Piece(KEPT, " ".join(shown))
