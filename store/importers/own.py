"""What only our own lines say of a paper, as `store.whole` writes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from store.change import fields_of
from store.identity import keys
from store.importers.contract import Draft, Part
from store.importers.objects import RowError
from store.importers.plain import one_line, visible
from store.marks import NOTE, is_value
from store.merged import HAD
from store.models import NO_MARKS, JsonObject
from store.record import to_document
from store.whole import JOINED, MERGE

Read = Callable[[JsonObject], Draft]
"""Makes a draft of an object; raises `RowError` where it is no paper."""

_PREVIOUS = ("title", "abstract", "by")


def previous_of(row: JsonObject) -> dict[str, str]:
    """Give what a paper said before a later version."""
    value = row.get("previous")
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise RowError('"previous" must be an object of strings')
    return {name: one_line(value[name]) for name in _PREVIOUS if name in value}


def texts(row: JsonObject, key: str) -> tuple[str, ...]:
    """Give a list of texts, each on one line; those that are empty are left out."""
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise RowError(f'"{key}" must be a list of strings')
    return tuple(text for one in value if (text := one_line(one)))


def note_of(text: str) -> str:
    """Give a note without what shows nothing, its lines ended in one way."""
    return visible(text).replace("\r\n", "\n").replace("\r", "\n")


def parts_of(row: JsonObject, read: Read) -> tuple[Part, ...]:
    """Give what was merged into a paper.

    Args:
        row: the object.
        read: of the objects that are in it.
    """
    value = row.get("merged")
    if value is None:
        return ()
    if not isinstance(value, list):
        raise RowError('"merged" must be a list of papers')
    found = []
    for one in value:
        if not isinstance(one, dict) or not isinstance(merge := one.get(MERGE), dict):
            raise RowError(f'"merged" must be a list of papers with "{MERGE}"')
        draft = read(one)
        marks = draft.marks or NO_MARKS
        had = _table(merge, HAD) if HAD in merge else fields_of(marks)
        part = Part(draft, _fields(merge, read), _marks(_table(merge, "marks")), _had(had))
        found.append(part)
    return tuple(found)


def aliases_of(row: JsonObject, parts: Sequence[Part]) -> tuple[str, ...]:
    """Give those keys that are of merged papers: by others a line could lay claim to anything."""
    known = {name for part in parts for name in keys(part.draft.paper)}
    return tuple(name for name in texts(row, "aliases") if name in known)


def _fields(merge: JsonObject, read: Read) -> JsonObject:
    """Give what a merge changed, each value as it would be read of a paper."""
    given = _table(merge, "fields")
    pairs = {name: _pair(given[name], name) for name in JOINED if name in given}
    before, after = (_side({name: pair[at] for name, pair in pairs.items()}, read) for at in (0, 1))
    return {name: [before[name], after[name]] for name in pairs}


def _side(values: JsonObject, read: Read) -> JsonObject:
    there = {name: value for name, value in values.items() if value is not None}
    row = {"authors_complete": True, "has_code": False, **there}
    row["title"] = values.get("title", "-")  # None is no title, and is told
    document = to_document(read(row).paper)
    if found := texts(there, "aliases"):
        document["aliases"] = list(found)
    return {name: document.get(name) for name in values}


def _marks(given: JsonObject) -> JsonObject:
    return {name: [_value(name, one) for one in _pair(pair, name)] for name, pair in given.items()}


def _had(given: JsonObject) -> JsonObject:
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: Any) -> Any:
    if not is_value(name, value):
        raise RowError(f'"{one_line(name)[:40]}" of what was merged cannot be so')
    return note_of(value) if name == NOTE else value


def _pair(value: object, name: str) -> list[Any]:
    if not isinstance(value, list) or len(value) != 2:
        raise RowError(f'"{one_line(name)[:40]}" of "{MERGE}" must be a list of two')
    return value


def _table(row: JsonObject, name: str) -> JsonObject:
    value = row.get(name)
    if not isinstance(value, dict):
        raise RowError(f'"{name}" of "{MERGE}" must be an object')
    return value
