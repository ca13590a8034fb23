"""Words of a library that are spelled nearly as one that was not found."""

from __future__ import annotations

from itertools import islice

from store.index.asking import Asking
from store.index.schema import COLUMN_OF
from store.text.fold import words

_LEAST_PAPERS = 3
"""A word of fewer papers may be a slip itself."""

_SHORT = 4
"""Words so short have too many neighbours at two changes."""


def nearest(asking: Asking, word: str, most: int, field: str = "") -> list[str]:
    """Give the words nearest to one, by how many letters differ and by how usual they are.

    Args:
        asking: the index.
        word: as it was typed.
        most: so many at most.
        field: where papers have them, as queries call it; empty: anywhere.
    """
    wanted = words(word).strip().rpartition(" ")[2]
    if len(wanted) < 3:
        return []
    limit = 1 if len(wanted) <= _SHORT else 2
    for beginning in (wanted[0], ""):  # the slip may be in the first letter
        near = _near(asking.vocabulary(_LEAST_PAPERS, beginning), wanted, limit)
        if field:
            column = COLUMN_OF[field]
            near = [(changes, -asking.having(term, column), term) for changes, _, term in near]
            there = (term for _, papers, term in sorted(near) if papers)
        else:
            there = (term for _, _, term in sorted(near) if asking.alive(term))
        found = list(islice(there, most))
        if found:
            return found
    return []


def _near(terms: list[tuple[str, int]], wanted: str, limit: int) -> list[tuple[int, int, str]]:
    letters = set(wanted)
    found: list[tuple[int, int, str]] = []
    for term, papers in terms:
        if abs(len(term) - len(wanted)) > limit or len(letters - set(term)) > limit:
            continue
        changes = distance(wanted, term, limit)
        if 0 < changes <= limit:
            found.append((changes, -papers, term))
    return found


def distance(one: str, other: str, limit: int) -> int:
    """Give how many letters must be changed, added, dropped or swapped with the next.

    The restricted edit distance of Damerau ("A technique for computer detection and correction
    of spelling errors", 1964); anything over the limit is given as one more than it.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        oldest, before, row = before, row, [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
