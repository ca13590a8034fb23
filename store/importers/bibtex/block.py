"""A bibliography cut into its blocks, and the blocks into fields.

Nearly every block is written so regularly that one pattern takes it apart. All others are given
to bibtexparser, which knows the whole grammar, recovers, and tells what is wrong; so it does in a
tenth of the files' blocks at most, and needs ten times as long for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from store.importers.bibtex.value import without_next

if TYPE_CHECKING:
    from bibtexparser.splitter import Splitter

_START = re.compile(rb"@\w*[ \t]*[{(]")

_SPACES = b" \t"
_LINE_FEED = ord("\n")

_INNER = r"[^{}\\]*+(?:\\.[^{}\\]*+)*+"
_BRACED = r"\{" + _INNER + "(?:" + r"\{" + _INNER + "(?:" + r"\{" + _INNER + r"\}"
_BRACED = _BRACED + _INNER + r")*+\}" + _INNER + r")*+\}"
"""Text in braces, and in those up to twice again."""

_QUOTED = rf'"(?:[^"{{}}\\]|\\[^"]|{_BRACED})*+"'
_VALUE = rf"(?:{_BRACED}|{_QUOTED}|[\w.:+/-]++)"
_NAME = r"[A-Za-z][\w.:+/-]*+"
_FIELD = re.compile(rf"\s*+({_NAME})\s*+=\s*+({_VALUE})\s*+(?:,|(?=\}}))", re.DOTALL)
_HEAD = re.compile(r"\s*+@(\w++)\s*+\{\s*+([^\s{}(),=\"#%\\]*+)\s*+,")
_END = re.compile(r"\s*+\}")
_KEYLESS = re.compile(r"\A(\s*@(?!string\b)\w+\s*[{(])(?=\s*[a-z][\w-]*\s*=)", re.IGNORECASE)
_COMMENT = re.compile(r"(^|,)[ \t]*%[^\n]*", re.MULTILINE)
_ESCAPED_BRACE = re.compile(r"\\[{}]")

_NO_ENTRY = frozenset({"comment", "preamble", "string"})


@dataclass(slots=True)
class Entry:
    """One entry as it is written."""

    kind: str
    """In small letters: ``article``."""
    key: str
    line: int
    raw: str
    fields: dict[str, str]
    """Names in small letters to values, still in their braces or quotation marks."""


@dataclass(slots=True)
class Macro:
    """A ``@string``."""

    name: str
    value: str


@dataclass(slots=True)
class Broken:
    """A block that could not be taken apart."""

    line: int
    raw: str
    reason: str


def blocks_of(data: bytes | bytearray) -> Iterator[tuple[int, int, int]]:
    """Cut a text before each line that begins a block.

    Gives:
        Where each piece begins and ends, and the number of its first line.
    """
    start, line = 0, 1
    for found in _START.finditer(data):
        end = found.start()
        while end > start and data[end - 1] in _SPACES:
            end -= 1
        if end > start and data[end - 1] == _LINE_FEED:
            yield start, end, line
            line += data.count(b"\n", start, end)
            start = end
    if start < len(data):
        yield start, len(data), line


def read_block(text: str, line: int) -> Iterator[Entry | Macro | Broken]:
    """Give what is in a piece of a text; comments and preambles are nothing.

    Args:
        text: from the beginning of a block to that of the next.
        line: the number of its first line.
    """
    entry = _regular(text, line)
    if entry:
        yield entry
    elif "@" in text:
        text = _KEYLESS.sub(r"\1,", text, count=1)
        found = list(_any(text, line))
        if "%" in text and any(isinstance(one, Broken) for one in found):
            # In a comment, which BibLaTeX allows inside an entry, there may be anything.
            bare = list(_any(_COMMENT.sub(r"\1", text), line))
            found = found if any(isinstance(one, Broken) for one in bare) else bare
        yield from found


def _regular(text: str, line: int) -> Entry | None:
    """Give the entry of a block that is written as most are, or nothing."""
    head = _HEAD.match(text)
    if not head or head[1].lower() in _NO_ENTRY or _ESCAPED_BRACE.search(text):
        return None
    fields: dict[str, str] = {}
    at = head.end()
    while field := _FIELD.match(text, at):
        fields.setdefault(field[1].lower(), field[2])
        at = field.end()
    end = _END.match(text, at)
    if not end or "@" in text[end.end() :]:
        return None
    line += text.count("\n", 0, head.start(1))
    return Entry(head[1].lower(), head[2], line, text[: end.end()].strip(), fields)


def _any(text: str, line: int) -> Iterator[Entry | Macro | Broken]:
    from bibtexparser import model  # noqa: PLC0415

    for block in _splitter()(text).split().blocks:
        at = line + (block.start_line or 0)
        if isinstance(block, model.ParsingFailedBlock):
            # Of a key given twice the block is whole all the same.
            inner = block.ignore_error_block
            if inner is None:
                yield Broken(at, block.raw or "", _reason(block.error))
                continue
            block = inner  # noqa: PLW2901 - the same block, read nonetheless
        if isinstance(block, model.Entry):
            fields: dict[str, str] = {}
            for field in block.fields:
                # What stands in the lines before a name is a comment of BibLaTeX's.
                name, value = field.key.lower().rpartition("\n")[2].strip(), field.value
                while name:
                    value, following, rest = without_next(value)
                    fields.setdefault(name, value)
                    name, value = following, rest
            yield Entry(block.entry_type.lower(), block.key, at, block.raw or "", fields)
        elif isinstance(block, model.String):
            yield Macro(block.key.lower(), block.value)


def _reason(error: Exception) -> str:
    told = str(getattr(error, "abort_reason", "") or error)
    if told.startswith("Unexpectedly reached end"):  # of the block, which is all that it was given
        return "the entry does not end: a brace or a quotation mark is not closed"
    return " ".join(told.replace("`", "'").split()).rstrip(".")


@cache
def _splitter() -> type[Splitter]:
    """Give the library's splitter, which is loaded when the first block needs it."""
    import logging  # noqa: PLC0415

    from bibtexparser.splitter import Splitter  # noqa: PLC0415

    # What it would print goes into the report of the import.
    logging.getLogger(Splitter.__module__).setLevel(logging.CRITICAL + 1)
    return Splitter
