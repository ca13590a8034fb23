"""What follows the second line of an entry: its abstract, and what is none of it."""

from __future__ import annotations

from collections.abc import Iterable

from store.importers.listing.byline import is_marked
from store.importers.listing.furniture import is_furniture
from store.importers.listing.line import Line
from store.importers.listing.prose import (
    ends_sentence,
    is_mostly_small,
    is_prose,
    is_short_sentence,
    starts_small,
)
from store.importers.listing.wrap import WIDEST, Wrap

NOT_PART = "not part of any paper"
"""Why text between entries is rejected."""

NO_HEADER = "no line with category and date stands before this title"
"""Why a title without a header is rejected."""


def strays(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines that belong to no entry; what is known as furniture is left out.

    A title that should have had a header begins a group of its own.
    """
    groups: list[list[Line]] = []
    has_byline = False
    for line in lines:
        if is_furniture(line.text):
            continue
        if is_marked(line.text):
            if has_byline or not groups:
                groups.append([])
            has_byline = True
        elif not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def reason_for(group: list[Line]) -> str:
    """Give why a group of lines could not be imported."""
    return NO_HEADER if any(is_marked(line.text) for line in group[:3]) else NOT_PART


def take_abstract(lines: list[Line], wrap: Wrap) -> tuple[list[Line], list[Line]]:
    """Give the lines of the abstract, and those that are left after it.

    The first line that is no furniture begins the abstract. It goes on while lines are running
    text or finish a sentence; the first line that does not ends it.
    """
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if kept and _is_inside(kept[-1], line, wrap):
            kept.append(line)
        elif is_furniture(line.text):
            continue
        elif not kept or (not is_marked(line.text) and _continues(kept[-1], line, wrap)):
            kept.append(line)
        else:
            return kept, lines[index:]
    return kept, []


def _is_inside(before: Line, line: Line, wrap: Wrap) -> bool:
    """Tell whether a line stands in the middle of a sentence, whatever its words are."""
    if ends_sentence(before.text):
        return False
    if wrap.is_full(before, line):
        return not line.has_gap or wrap.is_spaced or not is_furniture(line.text)
    is_close = not line.has_gap and len(before.text) <= WIDEST
    return is_close and starts_small(line.text)


def _continues(before: Line, line: Line, wrap: Wrap) -> bool:
    is_close = not line.has_gap or wrap.is_spaced
    is_narrow = len(before.text) <= WIDEST
    if not ends_sentence(before.text):
        return (is_close and is_narrow) or starts_small(line.text) or is_prose(line.text)
    if is_close and wrap.is_full(before, line):  # unless it is the last line, and full by chance
        return len(line.text) * 2 > wrap.width or is_mostly_small(line.text)
    return is_prose(line.text) or (is_close and is_narrow and is_short_sentence(line.text))
