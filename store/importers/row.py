"""One paper as a JSON object: our own, as ``list --json`` prints it, or a row of a dataset."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from store.importers.contract import Context, Draft, Part
from store.importers.objects import RowError
from store.importers.own import aliases_of, note_of, parts_of, previous_of, texts
from store.importers.people import author_names
from store.importers.plain import one_line
from store.models import NO_MARKS, UNSURE_CATEGORY, UNSURE_SPLIT, JsonObject, Marks, Paper

_IDENTIFIERS = ("doi", "arxiv", "url", "pdf", "code")
"""Identifiers that a row may name outside ``identifiers``."""

_MARKS = frozenset({"read", "starred", "queued", "rating", "tags", "note"})
_NOTHING: dict[str, str] = {}
_DEEPEST = 100
"""So many papers at most were merged into one another."""
_UNSURE = frozenset({UNSURE_SPLIT, UNSURE_CATEGORY})
_ID = re.compile(r"[^\W_][\w.+-]{0,127}")
_DATE = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9:.+Zz -]{2,40})?)?)?")
_ADDED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|\+00:00)")
_LIST_GAP = re.compile(r"[\s,;]+")


def draft_of(
    row: JsonObject,
    line: int,
    context: Context,
    clean: Callable[[str], str] = one_line,
    depth: int = 0,
) -> Draft:
    """Make a draft of one object; keys it does not know are ignored.

    Args:
        row: the object.
        line: where it begins.
        context: of the import.
        clean: gives a text of the row with single spaces and without what shows nothing.
        depth: how many objects it is in.

    Raises:
        RowError: There is no title, or a value is of the wrong type or impossible.
    """
    title = clean(_text(row, "title"))
    if not title:
        raise RowError('it has no "title"')
    try:
        authors, is_complete = author_names(row.get("authors"), clean)
    except TypeError as error:
        raise RowError(str(error)) from None
    identifiers = _identifiers(row, clean)
    # Most rows lack most of these, and to find that out here costs next to nothing; and by
    # position, as the names would cost something again.
    added = _text(row, "added") if "added" in row else ""
    is_own = "authors_complete" in row
    merged: tuple[Part, ...] = ()
    if is_own and "merged" in row:
        if depth == _DEEPEST:
            raise RowError("more was merged into one another than can be")
        merged = parts_of(row, lambda one: draft_of(one, line, context, clean, depth + 1))
    paper = Paper(
        _asked_id(row) if "id" in row else "",
        title,
        authors,
        _flag(row, "authors_complete", True) and is_complete,
        clean(_text(row, "abstract")),
        _published(row),
        _categories(row) if "categories" in row else (),
        texts(row, "organisations") if "organisations" in row else (),
        clean(_text(row, "venue")) if "venue" in row else "",
        _number(row, "score") if "score" in row else None,
        identifiers,
        _flag(row, "has_code", "code" in identifiers),
        added if added and _ADDED.fullmatch(added) else "",
        _source(row) or context.source,
        tuple(flag for flag in texts(row, "unsure") if flag in _UNSURE) if "unsure" in row else (),
        later_sources=_later_sources(row) if "sources" in row else (),
        previous=previous_of(row) if is_own and "previous" in row else _NOTHING,
        aliases=aliases_of(row, merged) if merged else (),
        apart=texts(row, "apart") if is_own and "apart" in row else (),
    )
    return Draft(paper, line, False, _marks(row), merged)


def _marks(row: JsonObject) -> Marks | None:
    """Give the marks; nothing where the row says nothing about any."""
    if _MARKS.isdisjoint(row):
        return None
    rating = _number(row, "rating")
    if rating is not None and rating not in (1, 2, 3, 4, 5):
        raise RowError('"rating" must be a whole number from 1 to 5')
    marks = Marks(
        read=_flag(row, "read", False),
        starred=_flag(row, "starred", False),
        queued=_flag(row, "queued", False),
        rating=None if rating is None else int(rating),
        tags=tuple(sorted(set(texts(row, "tags")))),
        note=note_of(_text(row, "note")),
    )
    return NO_MARKS if marks == NO_MARKS else marks


def _asked_id(row: JsonObject) -> str:
    """Give the id a row asks for; a dataset's own numbers and paths are none."""
    value = row.get("id")
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _source(row: JsonObject) -> str:
    """Give where our own papers came from; the ``source`` of other rows means other things."""
    return one_line(_text(row, "source")) if "authors_complete" in row else ""


def _later_sources(row: JsonObject) -> tuple[str, ...]:
    """Give the files after the first that our own papers came from."""
    source = _source(row)
    is_own = "authors_complete" in row
    return tuple(name for name in texts(row, "sources") if name != source) if is_own else ()


def _published(row: JsonObject) -> str:
    """Give the date, from ``published`` or else from ``year``."""
    year = _year(row.get("year"))
    text = _text(row, "published").strip()
    if not text:
        return year
    found = _DATE.fullmatch(text)
    try:
        if not found:
            raise ValueError
        parts = [part for part in found.groups() if part]
        date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError:
        raise RowError(f'"published" is no ISO date: {text[:40]!a}') from None
    return "-".join(parts)


def _year(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        value = value.strip()
        if not value:
            return ""
        value = int(value) if re.fullmatch("[0-9]{1,5}", value) else -1
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RowError('"year" must be a whole number')
    if not 1000 <= value <= 9999 or value != int(value):
        raise RowError('"year" must be a whole number from 1000 to 9999')
    return str(int(value))


def _categories(row: JsonObject) -> tuple[str, ...]:
    value = row.get("categories")
    if isinstance(value, str):  # as arXiv's own metadata have it: "cs.CL cs.LG"
        return tuple(part for part in _LIST_GAP.split(one_line(value)) if part)
    return texts(row, "categories")


def _identifiers(row: JsonObject, clean: Callable[[str], str]) -> dict[str, str]:
    found = {
        kind: value for kind in _IDENTIFIERS if kind in row and (value := clean(_text(row, kind)))
    }
    given = row.get("identifiers")
    if given is None:
        return found
    if not isinstance(given, dict):
        raise RowError('"identifiers" must be an object')
    named = {kind: row[kind] for kind in _IDENTIFIERS if kind in row} | given
    identifiers = {one_line(kind): one_line(_text(named, kind)) for kind in named}
    return {kind: value for kind, value in identifiers.items() if kind and value}


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    raise RowError(f'"{one_line(key)[:40]}" must be a string')


def _flag(row: JsonObject, key: str, default: bool) -> bool:
    value = row.get(key)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise RowError(f'"{key}" must be true or false')
    return value


def _number(row: JsonObject, key: str) -> float | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RowError(f'"{key}" must be a number')
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise RowError(f'"{key}" must be a finite number')
    return number
