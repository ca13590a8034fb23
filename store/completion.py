"""In which order values of a field are offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def class_of(category: str) -> str:
    """Give the name of a category within its archive: ``cl`` of ``cs.cl``; else nothing."""
    return category.partition(".")[2]


def likeliest(counts: Mapping[str, int], classes: Collection[str] = ()) -> list[tuple[str, int]]:
    """Give values, those of the most papers first; names of classes by themselves come last.

    Args:
        counts: how many papers have each.
        classes: the names of classes: who types ``c`` means the archive ``cs`` before ``cs.cl``.
    """
    return sorted(counts.items(), key=lambda item: (item[0] in classes, -item[1], item[0]))
