"""A paper with all that a library knows of it, as JSON: what an import can take back exactly.

After the public fields stand those that most papers lack: what a later version changed, the keys
of what was merged into it and of what it is not, and the merged papers themselves, each as JSON
like any other and with what its merge changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from store.change import fields_of, marks_of
from store.marks import is_value
from store.merged import HAD, MERGED, parts
from store.models import JsonObject, Marks, Paper
from store.record import from_document, misshapen, to_json

MERGE = "merge"
"""Of a merged paper's JSON: the `fields` and `marks` that the other paper got by it, each with its
value before and after, and the marks that it `had` then itself, where they are others now."""

JOINED = (
    "title",
    "authors",
    "authors_complete",
    "abstract",
    "published",
    "categories",
    "organisations",
    "venue",
    "score",
    "identifiers",
    "has_code",
    "aliases",
    "apart",
)
"""The fields of a paper that a merge may change."""


def whole(paper: Paper, marks: Marks, merged: Sequence[JsonObject] = ()) -> JsonObject:
    """Give a paper and its marks with every field there is.

    Args:
        paper: the paper.
        marks: what the reader decided about it.
        merged: what was merged into it; see `merged_json`.
    """
    told = to_json(paper, marks)
    if paper.previous:
        told["previous"] = dict(paper.previous)
    if paper.aliases:
        told["aliases"] = list(paper.aliases)
    if paper.apart:
        told["apart"] = list(paper.apart)
    if merged:
        told[MERGED] = list(merged)
    return told


def merged_json(document: JsonObject, marks: Callable[[str], Marks | None]) -> list[JsonObject]:
    """Give what was merged into a paper, the last one at the end.

    Args:
        document: the paper's.
        marks: gives the marks that are kept of a merged paper; None where another paper has its
            id now, and those are that one's.
    """
    return [_told(part, marks) for part in parts(document)]


def _told(part: JsonObject, marks_now: Callable[[str], Marks | None]) -> JsonObject:
    name, document = part["id"], part["paper"]
    had = part.get(HAD)
    had = _sound(had) if isinstance(had, dict) else None
    marks = marks_now(name)
    if marks is None:
        marks = marks_of(had or {})
    paper = from_document(name, document)
    told = whole(paper, marks, merged_json(document, marks_now))
    told[MERGE] = {
        "fields": {
            field: part["fields"][field]
            for field in JOINED
            if field in part["fields"] and all(map(_fits(field), part["fields"][field]))
        },
        "marks": {
            field: pair
            for field, pair in part["marks"].items()
            if all(is_value(field, value) for value in pair)
        },
    }
    if had is not None and had != fields_of(marks):
        told[MERGE][HAD] = had
    return told


def _sound(fields: JsonObject) -> JsonObject:
    return {name: value for name, value in fields.items() if is_value(name, value)}


def _fits(field: str) -> Callable[[Any], bool]:
    """Give what tells whether a field can have a value; all but a title may lack one."""
    may_lack = field != "title"
    return lambda value: (may_lack and value is None) or not misshapen({"title": "", field: value})
