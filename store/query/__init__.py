"""The query language: the same in the search bar, in views and on the command line.

What is not needed for every paper is loaded when it is first asked for; who wants to begin without
it imports this module instead of names from it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from store.query.query import EVERYTHING, All, Query, Sort
from store.query.word import FIELDS, OPERATORS, PARTS, SORT_FIELDS, STATES, TEXT_FIELDS

if TYPE_CHECKING:
    from store.query.parser import parse
    from store.query.printer import printed
    from store.query.tree import (
        Age,
        Between,
        Bound,
        Category,
        Either,
        Has,
        Is,
        Known,
        Node,
        Not,
        Tag,
        Text,
        wanted_texts,
    )

__all__ = [
    "EVERYTHING",
    "FIELDS",
    "OPERATORS",
    "PARTS",
    "SORT_FIELDS",
    "STATES",
    "TEXT_FIELDS",
    "Age",
    "All",
    "Between",
    "Bound",
    "Category",
    "Either",
    "Has",
    "Is",
    "Known",
    "Node",
    "Not",
    "Query",
    "Sort",
    "Tag",
    "Text",
    "parse",
    "printed",
    "wanted_texts",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = {"parse": "parser", "printed": "printer"}.get(name, "tree")
    return getattr(import_module(f"{__name__}.{module}"), name)
