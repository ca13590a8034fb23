"""One paper as a JSON object: our own, as ``list --json`` prints it, or a row of a dataset."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

from store.importers.contract import Context, Draft
from store.importers.people import author_names
from store.importers.plain import one_line, visible
from store.models import NO_MARKS, UNSURE_CATEGORY, UNSURE_SPLIT, JsonObject, Marks, Paper

_IDENTIFIERS = ("doi", "arxiv", "url", "pdf", "code")
"""Identifiers that a row may name outside ``identifiers``."""

_MARKS = frozenset({"read", "starred", "queued", "rating", "tags", "note"})
_UNSURE = frozenset({UNSURE_SPLIT, UNSURE_CATEGORY})
_ID = re.compile(r"[^\W_][\w.+-]{0,127}")
_DATE = re.compile(r"([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ][0-9:.+Zz -]{2,40})?)?)?")
_ADDED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|\+00:00)")
_LIST_GAP = re.compile(r"[\s,;]+")


class RowError(ValueError):
    """An object is not a paper; the message says why."""


def draft_of(row: JsonObject, line: int, context: Context) -> Draft:
    """Make a draft of one object; keys it does not know are ignored.

    Raises:
        RowError: There is no title, or a value is of the wrong type or impossible.
    """
    title = one_line(_text(row, "title"))
    if not title:
        raise RowError('it has no "title"')
    try:
        authors, is_complete = author_names(row.get("authors"))
    except TypeError as error:
        raise RowError(str(error)) from None
    identifiers = _identifiers(row)
    added = _text(row, "added")
    paper = Paper(
        id=_asked_id(row),
        title=title,
        authors=authors,
        authors_complete=_flag(row, "authors_complete", True) and is_complete,
        abstract=one_line(_text(row, "abstract")),
        published=_published(row),
        categories=_categories(row),
        organisations=_texts(row, "organisations"),
        venue=one_line(_text(row, "venue")),
        score=_number(row, "score"),
        identifiers=identifiers,
        has_code=_flag(row, "has_code", "code" in identifiers),
        added=added if _ADDED.fullmatch(added) else "",
        source=_source(row) or context.source,
        unsure=tuple(flag for flag in _texts(row, "unsure") if flag in _UNSURE),
    )
    return Draft(paper, line, marks=_marks(row))


def _marks(row: JsonObject) -> Marks | None:
    """Give the marks; nothing where the row says nothing about any."""
    if not _MARKS & row.keys():
        return None
    rating = _number(row, "rating")
    if rating is not None and rating not in (1, 2, 3, 4, 5):
        raise RowError('"rating" must be a whole number from 1 to 5')
    marks = Marks(
        read=_flag(row, "read", False),
        starred=_flag(row, "starred", False),
        queued=_flag(row, "queued", False),
        rating=None if rating is None else int(rating),
        tags=tuple(sorted(set(_texts(row, "tags")))),
        note=visible(_text(row, "note")).replace("\r\n", "\n").replace("\r", "\n"),
    )
    return NO_MARKS if marks == NO_MARKS else marks


def _asked_id(row: JsonObject) -> str:
    """Give the id a row asks for; a dataset's own numbers and paths are none."""
    value = row.get("id")
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _source(row: JsonObject) -> str:
    """Give where our own papers came from; the ``source`` of other rows means other things."""
    return one_line(_text(row, "source")) if "authors_complete" in row else ""


def _published(row: JsonObject) -> str:
    """Give the date, from ``published`` or else from ``year``."""
    text, year = _text(row, "published").strip(), _year(row)
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


def _year(row: JsonObject) -> str:
    value = row.get("year")
    if isinstance(value, str):
        value = value.strip()
        if not value:
            return ""
        value = int(value) if re.fullmatch("[0-9]{1,5}", value) else -1
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RowError('"year" must be a whole number')
    if not 1000 <= value <= 9999 or value != int(value):
        raise RowError('"year" must be a whole number from 1000 to 9999')
    return str(int(value))


def _categories(row: JsonObject) -> tuple[str, ...]:
    value = row.get("categories")
    if isinstance(value, str):  # as arXiv's own metadata have it: "cs.CL cs.LG"
        return tuple(part for part in _LIST_GAP.split(one_line(value)) if part)
    return _texts(row, "categories")


def _identifiers(row: JsonObject) -> dict[str, str]:
    given = row.get("identifiers")
    if given is not None and not isinstance(given, dict):
        raise RowError('"identifiers" must be an object')
    named: dict[str, object] = {kind: row[kind] for kind in _IDENTIFIERS if kind in row}
    named.update(given or {})
    identifiers = {one_line(kind): one_line(_text(named, kind)) for kind in named}
    return {kind: value for kind, value in identifiers.items() if kind and value}


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowError(f'"{one_line(key)[:40]}" must be a string')
    return value


def _texts(row: JsonObject, key: str) -> tuple[str, ...]:
    value = row.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise RowError(f'"{key}" must be a list of strings')
    return tuple(text for one in value if (text := one_line(one)))


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
