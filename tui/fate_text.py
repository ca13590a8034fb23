"""What an import would do, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from store.fate import DUPLICATE, NEW, REJECTED, SAME, TRASHED, UPDATE, Fate

WORDS: Mapping[str, str] = MappingProxyType(
    {
        NEW: "new",
        UPDATE: "update",
        DUPLICATE: "duplicate",
        SAME: "same",
        TRASHED: "in the trash",
        REJECTED: "not understood",
    }
)
"""What becomes of an entry, in the order in which it is told."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {NEW: "+", UPDATE: "~", DUPLICATE: "=", SAME: "=", TRASHED: "-", REJECTED: "!"}
)
"""The same where there is room for one character."""

_COUNTED = {
    NEW: ("new", "new"),
    UPDATE: ("update", "updates"),
    DUPLICATE: ("duplicate", "duplicates"),
    SAME: ("the same", "the same"),
    TRASHED: ("in the trash", "in the trash"),
    REJECTED: ("not understood", "not understood"),
}
"""The same after a number: one, and several."""

_NAMES = {"authors_complete": "authors complete", "has_code": "has code"}


def numbers(fates: Sequence[Fate]) -> dict[str, int]:
    """Give how many entries there are of each status, in the order in which it is told."""
    counts = Counter(fate.status for fate in fates)
    return {status: counts[status] for status in WORDS if counts[status]}


def counted(counts: Mapping[str, int]) -> str:
    """Give numbers in words: ``12 new, 3 updates, 40 the same``."""
    return ", ".join(
        f"{count:,} {_COUNTED[status][count != 1]}" for status, count in counts.items()
    )


def signed(counts: Mapping[str, int]) -> str:
    """Give numbers in signs: ``+12 ~3 =40``."""
    found: Counter[str] = Counter()
    for status, count in counts.items():
        found[SIGNS[status]] += count
    return " ".join(f"{sign}{count:,}" for sign, count in found.items())


def unread_again(fates: Sequence[Fate]) -> str:
    """Give how many papers lose their read mark: ``1 unread again``; empty where none does."""
    count = len({fate.paper_id for fate in fates if fate.is_unread_again})
    return f"{count:,} unread again" if count else ""


def field_name(name: str) -> str:
    """Give the name of a field as it is read."""
    return _NAMES.get(name, name)


def fields_told(fate: Fate) -> str:
    """Give the names of the fields that an entry changes."""
    return ", ".join(field_name(one.name) for one in fate.differences)


def value_told(value: object) -> str:
    """Give the value of a field."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    return str(value) if value not in (None, "") else "nothing"
