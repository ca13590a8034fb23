"""Values as JSON in UTF-8, as they stand in a journal."""

from __future__ import annotations

import json
from typing import Any

_SAFE = bytes(set(range(0x20, 0x100)) - {0x5C})
"""Bytes that stand in JSON as they are, quotation marks among them."""

_BETWEEN = '","'

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_encode_ascii = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def encoded(value: object) -> bytes:
    """Give a value as JSON; what UTF-8 has no form for, half of a surrogate pair, as an escape.

    Raises:
        ValueError: it holds a number JSON has no form for.
        TypeError: it holds a value JSON has no form for.
    """
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return _encode_ascii(value).encode()


def encoded_change(change: list[Any]) -> bytes:
    """Give what `encoded` gives of a list of texts, perhaps with an object at its end.

    The encoder looks at every sign for what is to be escaped.  Most papers have none: their
    texts are put between quotation marks as they are, and it is enough to see that there are no
    others in what comes out.
    """
    fields = change[-1]
    try:
        if type(fields) is not dict:
            return encoded(change)
        text, quotes = _object(fields)
        text = f'["{_BETWEEN.join(change[:-1])}",{text}]'
        data = text.encode()
    except (TypeError, ValueError, RecursionError):
        return encoded(change)
    quotes += 2 * len(change) - 2
    if data.translate(None, _SAFE) or data.count(b'"') != quotes:
        return encoded(change)
    return data


class ChangeEncoder:
    """Encodes changes one after the other; fields that many of them share are encoded once."""

    def __init__(self) -> None:
        self._fields: object = None
        self._text = b""
        """The last fields, and what they are as JSON."""

    def __call__(self, change: list[Any]) -> bytes:
        """Give what `encoded_change` gives of a change."""
        fields = change[-1]
        if fields is not self._fields or type(fields) is not dict:
            self._fields, self._text = fields, b""
            return encoded_change(change)
        self._text = self._text or encoded(fields)
        return b"%s,%s]" % (encoded(change[:-1])[:-1], self._text)


def _object(fields: dict[str, Any]) -> tuple[str, int]:
    """Give an object as JSON, if none of its texts needs escapes, and how many quotation marks.

    Raises:
        TypeError: it is of another shape than papers are.
    """
    _BETWEEN.join(fields)  # which raises where a name is no text
    members: list[str] = []
    quotes = 4 * len(fields)
    for name, value in fields.items():
        kind = type(value)
        if kind is str:
            members.append(f'"{name}":"{value}"')
        elif kind is list and value:
            members.append(f'"{name}":["{_BETWEEN.join(value)}"]')
            quotes += 2 * len(value) - 2
        elif kind is dict:
            text, more = _object(value)
            members.append(f'"{name}":{text}')
            quotes += more - 2
        else:
            members.append(f'"{name}":{_encode(value)}')
            quotes -= 2
    return f"{{{','.join(members)}}}", quotes
