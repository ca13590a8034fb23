"""Papers as JSON: as the journal keeps them, and as `paperdeck list --json` prints them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from store.models import JsonObject, Marks, Paper
from store.text.digest import digest

_KEPT = tuple(field.name for field in fields(Paper) if field.name not in ("id", "title"))
_kept = attrgetter(*_KEPT)
_DEFAULTS = _kept(Paper(id="", title=""))
_NOT_SAID = {"added", "source", "later_sources", "previous", "aliases", "apart"}
"""What the library knows of a paper, and its source does not say."""
_NOT_SHORT = {"abstract", "venue", "identifiers"} | _NOT_SAID
_short = attrgetter(*(name for name in _KEPT if name not in _NOT_SHORT))
"""The fields of what a paper says, but for its long texts and its identifiers."""
_TEXTS = frozenset({"title", "abstract", "venue", "added", "source"})
_TUPLES = frozenset(
    {
        "authors",
        "categories",
        "organisations",
        "unsure",
        "later_sources",
        "aliases",
        "apart",
    }
)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and set(map(type, value)) <= {str}


def _is_date(value: object) -> bool:
    return isinstance(value, str) and (not value or bool(_DATE.fullmatch(value)))


_NO_SCORE = 1 << 1000
"""No number of a floating point goes much further."""


def _is_score(value: object) -> bool:
    if value is None:
        return True
    if type(value) is int:
        return abs(value) < _NO_SCORE
    return isinstance(value, float) and math.isfinite(value)


def _are_identifiers(value: object) -> bool:
    return isinstance(value, dict) and set(map(type, value.values())) <= {str}


_CHECKS: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(_TEXTS, _is_text),
    **dict.fromkeys(_TUPLES, _are_texts),
    **dict.fromkeys(("authors_complete", "has_code"), _is_flag),
    "published": _is_date,
    "score": _is_score,
    "identifiers": _are_identifiers,
    "previous": _are_identifiers,
}
"""What the fields of a document look like; one that does not counts as empty."""


def to_document(paper: Paper, old: JsonObject | None = None) -> JsonObject:
    """Give a paper as the journal keeps it: without its id and without empty fields.

    Args:
        paper: the paper.
        old: its document so far; what a later version added to it stays.
    """
    document = {name: old[name] for name in old if name not in _CHECKS} if old else {}
    document["title"] = paper.title
    for name, value, default in zip(_KEPT, _kept(paper), _DEFAULTS, strict=True):
        if value != default:
            document[name] = list(value) if type(value) is tuple else value
    if paper.identifiers:
        document["identifiers"] = dict(paper.identifiers)
    if paper.previous:
        document["previous"] = dict(paper.previous)
    return document


def from_document(paper_id: str, document: JsonObject) -> Paper:
    """Give the paper of a document; fields a later version added are left out."""
    known: dict[str, Any] = {"id": paper_id, "title": ""}
    for name, value in document.items():
        if type(value) is str and name in _TEXTS:  # as most are
            known[name] = value
        elif (check := _CHECKS.get(name)) and check(value):
            known[name] = tuple(value) if name in _TUPLES else value
    return Paper(**known)


def texts_in(document: JsonObject, name: str) -> tuple[str, ...]:
    """Give a field of a document that holds texts, as `from_document` does."""
    value = document.get(name)
    return tuple(value) if value and _are_texts(value) else ()


def content_digest(paper: Paper) -> int:
    """Give a digest of what a paper says: all but its id, when it was added and its sources.

    64 bits with a sign, the same between runs and machines.
    """
    title, abstract, venue = paper.title, paper.abstract, paper.venue
    rest = (len(title), len(abstract), len(venue), _short(paper), sorted(paper.identifiers.items()))
    # Only what is short by `repr`, which looks at every sign for what is to be escaped.
    return digest(f"{rest!r}{title}{abstract}{venue}".encode("utf-8", "surrogatepass"))


def published(document: JsonObject) -> str:
    """Give the date of a document's paper without making the paper; the year 0 is none."""
    value = document.get("published")
    if not isinstance(value, str) or not value[:4].isdigit():
        return ""
    return value if value.strip("0-") else ""


def misshapen(document: JsonObject) -> list[str]:
    """Give the names of the fields that cannot be used as they are."""
    found = [
        name for name, check in _CHECKS.items() if name in document and not check(document[name])
    ]
    return found if "title" in document else ["title", *found]


def to_json(paper: Paper, marks: Marks) -> JsonObject:
    """Give a paper and its marks with every public field, in the order users see.

    ``sources`` is there only where there are several.
    """
    told = {
        "id": paper.id,
        "title": paper.title,
        "authors": list(paper.authors),
        "authors_complete": paper.authors_complete,
        "abstract": paper.abstract,
        "published": paper.published or None,
        "year": paper.year,
        "categories": list(paper.categories),
        "organisations": list(paper.organisations),
        "venue": paper.venue or None,
        "score": paper.score,
        "identifiers": dict(paper.identifiers),
        "has_code": paper.has_code,
        "read": marks.read,
        "starred": marks.starred,
        "queued": marks.queued,
        "rating": marks.rating,
        "tags": list(marks.tags),
        "note": marks.note,
        "added": paper.added,
        "source": paper.source,
        "unsure": list(paper.unsure),
    }
    if paper.later_sources:
        told["sources"] = [name for name in (paper.source, *paper.later_sources) if name]
    return told


def json_line(content: JsonObject) -> str:
    """Give an object as one line of JSON that no terminal can misread.

    Letters stay as they are; characters that control a terminal or reorder text are written
    as escapes, which JSON readers turn back into the characters.
    """
    text = json.dumps(content, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text)
