"""A line of a journal taken apart, with the place of each change in it.

A document is read again from its place alone, so a journal of any size is opened without
keeping what is in it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from store.models import JsonObject

Span = tuple[int, int, int]
"""Where in a line, or in a file, a change stands: first byte, bytes, their CRC-32."""

_NEXT = ",["
"""What stands between two changes in a line that this program wrote."""

_decode = JSONDecoder().raw_decode
_space = re.compile(r"[ \t\r\n]*").match


def _skipped(text: str, at: int) -> int:
    found = _space(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, signs: str) -> int:
    if text[at : at + 1] not in signs or at >= len(text):
        raise JSONDecodeError(f"{' or '.join(signs)} expected", text, at)
    return _skipped(text, at + 1)


def _items(text: str, at: int, places: list[tuple[int, int]]) -> tuple[list[Any], int]:
    """Decode the list that begins at an index; note where each item begins and ends."""
    items: list[Any] = []
    at = _skipped(text, at + 1)
    if text[at : at + 1] == "]":
        return items, at + 1
    while True:
        item, end = _decode(text, at)
        items.append(item)
        places.append((at, end))
        if text.startswith(_NEXT, end):
            at = end + 1
            continue
        at = _skipped(text, end)
        if text[at : at + 1] == "]":
            return items, at + 1
        at = _expect(text, at, ",")


def _members(text: str, places: list[tuple[int, int]]) -> Iterator[tuple[str, Any]]:
    at = _expect(text, 0, "{")
    while True:
        if text[at : at + 1] != '"':
            raise JSONDecodeError("a name expected", text, at)
        name, at = _decode(text, at)
        at = _expect(text, _skipped(text, at), ":")
        if name == "ops" and text[at : at + 1] == "[":
            places.clear()
            value, at = _items(text, at, places)
        else:
            value, at = _decode(text, at)
        yield name, value
        at = _skipped(text, at)
        if text[at : at + 1] == "}":
            break
        at = _expect(text, at, ",")
    if _skipped(text, at + 1) != len(text):
        raise JSONDecodeError("more than one object", text, at + 1)


def taken_apart(line: bytes) -> tuple[JsonObject, list[Span]]:
    """Decode the object of a line; give it, and the place in the line of each of its ``ops``.

    Raises:
        ValueError: it is not one JSON object.
    """
    text = line.decode()
    places: list[tuple[int, int]] = []
    content = dict(_members(text.rstrip(), places))
    if not text.isascii():
        places = _in_bytes(text, places)
    view = memoryview(line)
    return content, [(begin, end - begin, zlib.crc32(view[begin:end])) for begin, end in places]


def _in_bytes(text: str, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = passed = 0
    for begin, end in places:
        start = passed + len(text[at:begin].encode())
        passed, at = start + len(text[begin:end].encode()), end
        found.append((start, passed))
    return found
