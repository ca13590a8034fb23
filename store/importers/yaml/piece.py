"""A YAML file cut into the pieces that are about one paper each."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(rb"[^\n]*\n?")
_BOUND = re.compile(rb"(?:---|\.\.\.)(?=[\s]|$)")
_DASH = re.compile(rb"( *)-(?=[ \n]|$)")
_REFERENCES = re.compile(rb"references:[ \t]*(?:#[^\n]*)?\n?$")
_IDLE = re.compile(rb"\s*(?:#|%YAML|$)")


def pieces_of(data: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Cut a text into its documents, and a document that is a list into the items of it.

    Items are those of the list that the document is, or that it has under ``references``. So a
    document of ten thousand is read an item at a time, and an item that is no YAML costs itself.

    Gives:
        Where each piece begins and ends, and the number of its first line.
    """
    start, first = -1, 0  # of the piece that is open
    dash: bytes | None = None  # what stands before the items of the list that is open
    is_next = True  # whether an item may begin a list here
    for number, found in enumerate(_LINE.finditer(data), 1):
        line, at = found[0], found.start()
        if not line or _IDLE.match(line):
            continue
        bound, item = _BOUND.match(line), _DASH.match(line)
        is_item = bool(item) and (is_next or (item is not None and item[1] == dash))
        is_after = dash is not None and not is_item and not line.startswith(dash + b" ")
        if bound or is_item or is_after or _REFERENCES.match(line):
            if start >= 0:
                yield start, at, first
            start = -1
        if bound:
            dash, is_next = None, True
            continue
        if _REFERENCES.match(line):
            dash, is_next = None, True
            continue
        if is_item and item is not None:
            dash = item[1]
        elif is_after:
            dash = None
        if start < 0:
            start, first = at, number
        is_next = False
    if start >= 0:
        yield start, len(data), first
