"""The beginnings of long texts: what a pane draws at once must not be a megabyte."""

from __future__ import annotations

from collections.abc import Sequence

from store.text.display import one_line

MOST = 12_000
"""Characters of an abstract or a note that a pane shows."""

MOST_IN_LINE = 2_000
"""Characters of what is shown as a line: a title, the authors, an address."""

MOST_IN_ROW = 500
"""Characters of what is cut off at a width anyway."""

_MOST_LINES = 300


def beginning(text: str, most: int = MOST, lines: int = _MOST_LINES) -> tuple[str, int]:
    """Give the beginning of a text, and how many characters are left out."""
    if len(text) <= most and text.count("\n") < lines:
        return text, 0
    found = "".join(text[:most].splitlines(keepends=True)[:lines])
    return found, len(text) - len(found)


def listed(parts: Sequence[str], separator: str, what: str, command: str) -> str:
    """Give words in a row, safe to show, and say what is left out of them."""
    found: list[str] = []
    room = MOST_IN_LINE
    for number, part in enumerate(parts):
        text, left = beginning(part, MOST_IN_LINE)
        room -= len(text) + len(separator)
        if found and room < 0:
            return separator.join(found) + more(len(parts) - number, what, command)
        found.append(one_line(text) + more(left, "characters", command))
    return separator.join(found)


def more(count: int, what: str, command: str) -> str:
    """Say that something is left out and where it is to be had; nothing where nothing is."""
    return f" … {count:,} more {what}; {command} prints all" if count else ""
