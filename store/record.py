"""Papers as JSON: as the journal keeps them, and as `paperdeck list --json` prints them."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from store.models import JsonObject, Marks, Paper

_KEPT = tuple(field.name for field in fields(Paper) if field.name != "id")
_DEFAULTS = Paper(id="", title="")
_TUPLES = frozenset({"authors", "categories", "organisations", "unsure"})
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def to_document(paper: Paper) -> JsonObject:
    """Give a paper as the journal keeps it: without its id and without empty fields."""
    document: JsonObject = {}
    for name in _KEPT:
        value = getattr(paper, name)
        if value != getattr(_DEFAULTS, name) or name == "title":
            document[name] = list(value) if name in _TUPLES else value
    if "identifiers" in document:
        document["identifiers"] = dict(paper.identifiers)
    return document


def from_document(paper_id: str, document: JsonObject) -> Paper:
    """Give the paper of a document; fields a later version added are left out.

    Raises:
        KeyError: the document has no title.
    """
    known: dict[str, Any] = {name: document[name] for name in _KEPT if name in document}
    for name in _TUPLES & known.keys():
        known[name] = tuple(known[name])
    return Paper(id=paper_id, **{"title": document["title"], **known})


def to_json(paper: Paper, marks: Marks) -> JsonObject:
    """Give a paper and its marks with every public field, in the order users see."""
    return {
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


def json_line(content: JsonObject) -> str:
    """Give an object as one line of JSON that no terminal can misread.

    Letters stay as they are; characters that control a terminal or reorder text are written
    as escapes, which JSON readers turn back into the characters.
    """
    text = json.dumps(content, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
