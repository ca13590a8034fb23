"""The words of the query language: fields, states, and what may stand after each."""

from __future__ import annotations

OPERATORS = ("AND", "OR", "NOT")
"""Words that join others, in capitals and without quotation marks."""

TEXT_FIELDS = ("title", "author", "abstract", "note", "org", "venue")
"""Fields that are searched for words."""

ID_FIELDS = ("id", "doi", "arxiv")
"""Fields that are compared as a whole."""

NUMBER_FIELDS = ("year", "score", "rating")
DATE_FIELDS = ("date", "added")

STATES = ("read", "unread", "starred", "queued", "unsure")
"""What ``is:`` knows."""

PARTS = ("note", "tags", "abstract", "code", "pdf", "doi", "arxiv", "url")
"""What ``has:`` knows."""

SORT_FIELDS = ("date", "title", "author", "score", "added", "rating", "venue", "cat", "id")
"""What ``sort:`` knows; a ``-`` before it means from great to small."""

FIELDS = (
    *TEXT_FIELDS,
    "tag",
    "cat",
    *ID_FIELDS,
    *NUMBER_FIELDS,
    *DATE_FIELDS,
    "is",
    "has",
    "sort",
)
"""What may stand before a colon."""
