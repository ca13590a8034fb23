"""Words of a library that are spelled nearly as one that was not found."""

from __future__ import annotations

from itertools import islice

from store.index.asking import Asking
from store.text.fold import words

_LEAST_PAPERS = 3
"""A word of fewer papers may be a slip itself."""

_SHORT = 4
"""Words so short have too many neighbours at two changes."""


def nearest(asking: Asking, word: str, most: int) -> list[str]:
    """Give the words nearest to one, by how many letters differ and by how usual they are.

    Args:
        asking: the index.
        word: as it was typed.
        most: so many at most.
    """
    wanted = words(word).strip().rpartition(" ")[2]
    if len(wanted) < 3:
        return []
    limit = 1 if len(wanted) <= _SHORT else 2
    found = _near(asking.vocabulary(_LEAST_PAPERS, wanted[0]), wanted, limit)
    if not found:  # the slip may be in the first letter
        found = _near(asking.vocabulary(_LEAST_PAPERS), wanted, limit)
    there = (term for _, _, term in sorted(found) if asking.alive(term))
    return list(islice(there, most))


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
