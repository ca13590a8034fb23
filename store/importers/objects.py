"""JSON objects out of a text: one a line, indented, or all of them in one array."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.plain import is_plain, one_line, trimmed
from store.models import JsonObject

_FIRST_OBJECT = re.compile(rb"^([ \t]*\{)", re.MULTILINE)
_BETWEEN = re.compile("[\\s,\\[\\]\ufeff]*")
"""What may stand between objects: the brackets and commas of an array are passed over."""

_ENDS = ("\n", "")

_PROGRESS_EVERY = 200


class _Twice(dict[str, object]):
    """A JSON object that was given a key twice."""

    key = ""


class RowError(ValueError):
    """An object is not a paper; the message says why."""


Clean = Callable[[str], str]
"""Gives a text of an object with single spaces and without what shows nothing."""

DraftOf = Callable[[JsonObject, int, Context, Clean], Draft]
"""Makes a draft of an object and the line where it begins; raises `RowError` where it is none."""


def read_objects(
    data: bytes | bytearray, context: Context, draft_of: DraftOf
) -> Iterator[Draft | Rejection]:
    """Give every object of a text as a draft, or as a rejection with the reason.

    A syntax error costs the line it is in: the next line that begins like the first object
    begins a new one. ``NaN`` counts as nothing, as the tools that write it mean it; of a key
    that an object has twice neither value is taken.

    Args:
        data: the text, in UTF-8.
        context: of the import.
        draft_of: makes a draft of an object.
    """
    data = data.replace(b"\0", b"") if b"\0" in data else data
    line = 1
    for done, (start, end) in enumerate(_chunks(data)):
        chunk = data[start:end]
        for count, found in enumerate(_values(chunk, line, context, draft_of)):
            if (done + count) % _PROGRESS_EVERY == 0:
                context.progress(start / len(data))
            yield found
        line += chunk.count(b"\n")
    context.progress(1.0)


def _chunks(data: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """Cut a text before each line that begins an object as far to the left as the first."""
    first = _FIRST_OBJECT.search(data)
    start = 0
    if first:
        lead = bytes(first[1])
        end = first.start() or _next_line(data, 0, lead)
        while end:
            yield start, end
            start, end = end, _next_line(data, end, lead)
    if start < len(data):
        yield start, len(data)


def _next_line(data: bytes | bytearray, at: int, lead: bytes) -> int:
    """Give where the next line is that begins so; 0 where none does."""
    # A single byte is searched for ten times as fast as two.
    while (at := data.find(b"\n", at) + 1) and not data.startswith(lead, at):
        pass
    return at


def _values(
    data: bytes | bytearray, line: int, context: Context, draft_of: DraftOf
) -> Iterator[Draft | Rejection]:
    """Give every value of a piece of text, up to the first that cannot be read."""
    chunk = data.decode("utf-8", "surrogatepass")
    clean = trimmed if is_plain(data) else one_line
    at = counted = 0
    while (at := _end_of_gap(chunk, at)) < len(chunk):
        if at > counted:
            line += chunk.count("\n", counted, at)
            counted = at
        reason = ""
        try:
            value, end = _DECODER.raw_decode(chunk, at)
        except json.JSONDecodeError as error:
            value, end = None, len(chunk)
            reason = f"it is not valid JSON: {error.msg} (column {error.colno})"
        except RecursionError:
            value, end = None, len(chunk)
            reason = "it is nested too deeply"
        if not reason:
            try:
                yield draft_of(_row(value), line, context, clean)
            except RowError as error:
                reason = str(error)
        if reason:
            shown = chunk[at : min(end, at + REJECTED_TEXT_LIMIT)].rstrip()
            yield Rejection(context.source, line, reason, shown)
        at = end


def _end_of_gap(text: str, at: int) -> int:
    if text.startswith("{", at):
        return at
    if text[at : at + 2] in _ENDS:  # as nearly every line ends
        return len(text)
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _row(value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise RowError("it is not an object")
    if isinstance(value, _Twice):
        raise RowError(f"it has the key {value.key[:40]!a} twice")
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else _twice(pairs)


def _twice(pairs: list[tuple[str, object]]) -> _Twice:
    made = _Twice(pairs)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            made.key = key
        seen.add(key)
    return made


def _whole_number(digits: str) -> float:
    """Give a number; one with more digits than any real one has is as good as endless."""
    return int(digits) if len(digits) < 400 else math.inf


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_whole_number,
    parse_constant=lambda name: None if name == "NaN" else math.inf,
    strict=False,  # raw tabs and escape characters stand in the strings of many a real file
)
