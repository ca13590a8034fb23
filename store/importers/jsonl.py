"""JSON lines: one object a paper, a line each; also one array of them, and indented objects."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.foreign import is_csl
from store.importers.row import RowError, draft_of
from store.models import JsonObject

_TITLE = re.compile(r'"title"\s*:')
_FIRST_OBJECT = re.compile(r"^([ \t]*)\{", re.MULTILINE)
_BETWEEN = re.compile("[\\s,\\[\\]\ufeff]*")
"""What may stand between objects: the brackets and commas of an array are passed over."""

_PROGRESS_EVERY = 200


class _Object(dict[str, object]):
    """A JSON object that remembers a key it was given twice."""

    repeated = ""


class JsonlImporter:
    """Reads JSON lines."""

    name = "jsonl"

    def recognises(self, text: str) -> bool:
        """Tell whether there are JSON objects with a title, other than those of CSL."""
        start = text.lstrip("\ufeff\0 \t\r\n")
        if start[:1] in ("{", "["):
            return bool(_TITLE.search(start)) and not is_csl(start)
        lines = (line.strip() for line in text.split("\n"))
        return any(
            line.startswith("{") and line.endswith(("}", "},")) and _TITLE.search(line)
            for line in lines
        )

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every object of the text as a draft, or as a rejection with the reason.

        A syntax error costs the line it is in: the next line that begins like the first object
        begins a new one. ``NaN`` counts as nothing, as the tools that write it mean it; of a key
        that an object has twice neither value is taken.
        """
        text = text.replace("\0", "") if "\0" in text else text
        line = 1
        for done, (start, end) in enumerate(_chunks(text)):
            for count, found in enumerate(_values(text[start:end], line, context)):
                if (done + count) % _PROGRESS_EVERY == 0:
                    context.progress(start / len(text))
                yield found
            line += text.count("\n", start, end)
        context.progress(1.0)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text before each line that begins an object as far to the left as the first."""
    first = _FIRST_OBJECT.search(text)
    start = 0
    if first:
        mark = f"\n{first[1]}{{"
        end = first.start() or text.find(mark) + 1
        while end > 0:
            yield start, end
            start, end = end, text.find(mark, end) + 1
    if start < len(text):
        yield start, len(text)


def _values(chunk: str, line: int, context: Context) -> Iterator[Draft | Rejection]:
    """Give every value of a piece of text, up to the first that cannot be read."""
    at = counted = 0
    while (at := _end_of_gap(chunk, at)) < len(chunk):
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
                yield draft_of(_row(value), line, context)
            except RowError as error:
                reason = str(error)
        if reason:
            shown = chunk[at : min(end, at + REJECTED_TEXT_LIMIT)].rstrip()
            yield Rejection(context.source, line, reason, shown)
        at = end


def _end_of_gap(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _row(value: object) -> JsonObject:
    if not isinstance(value, _Object):
        raise RowError("it is not an object")
    if value.repeated:
        raise RowError(f"it has the key {value.repeated[:40]!a} twice")
    return value


def _object(pairs: list[tuple[str, object]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                made.repeated = key
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
