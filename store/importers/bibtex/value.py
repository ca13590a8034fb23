"""Values of fields: what braces, quotation marks, macros and ``#`` come to."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MACROS: Mapping[str, str] = {name: name for name in _MONTHS}
"""What every style of BibTeX defines."""

_LONGEST = 1 << 20
"""Characters that macros may make of a value: each may double the one before."""

_NEXT = re.compile(r"\s+([A-Za-z][\w.:+/-]*)\s*=\s*")
_MARK = re.compile(r'\\.|[{}"#]', re.DOTALL)


def value_of(raw: str, macros: Mapping[str, str]) -> str:
    """Give the text of a value as it is written: ``{text}``, ``"text"``, ``jan # "~1"``.

    Args:
        raw: the value; its text may have braces of its own, which stay.
        macros: names in small letters to texts. One that is not there stands for its name.
    """
    if raw[:1] == "{" and raw[-1:] == "}" and "#" not in raw:
        return raw[1:-1]
    texts = []
    room = _LONGEST
    for part in _parts(raw):
        text = _text(part, macros)[:room]
        room -= len(text)
        texts.append(text)
    return "".join(texts)


def _text(part: str, macros: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in (("{", "}"), ('"', '"')):
        return part[1:-1]
    return macros.get(part.lower(), part)


def _parts(raw: str) -> list[str]:
    """Cut a value at each ``#`` that is in no braces and no quotation marks."""
    parts, start, depth, is_quoted = [], 0, 0, False
    for found in _MARK.finditer(raw):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth <= 0:
            is_quoted = not is_quoted
        elif sign == "#" and depth <= 0 and not is_quoted:
            parts.append(raw[start : found.start()].strip())
            start = found.end()
    parts.append(raw[start:].strip())
    return parts


def without_next(raw: str) -> tuple[str, str, str]:
    """Part a value from the field after it, where the comma between them was forgotten.

    Args:
        raw: the value as it is written: ``{A title} year = {2020}``.

    Returns:
        The value, and name and value of the field that follows; empty where none does.
    """
    found = _NEXT.match(raw, _end(raw)) if raw[:1] == "{" and raw[-1:] != "#" else None
    if not found:
        return raw, "", ""
    return raw[: found.start()], found[1].lower(), raw[found.end() :]


def _end(text: str) -> int:
    """Give where the braces end that a text begins with."""
    depth = 0
    for found in _MARK.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth <= 0:
            return found.end()
    return len(text)


def unbraced(text: str) -> str:
    """Give a text without braces around the whole of it."""
    text = text.strip()
    while text[:1] == "{" and text[-1:] == "}" and _end(text) == len(text):
        text = text[1:-1].strip()
    return text
