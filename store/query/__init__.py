"""The query language: the same in the search bar, in views and on the command line."""

from store.query.parser import parse
from store.query.printer import printed
from store.query.tree import (
    Age,
    All,
    Between,
    Bound,
    Category,
    Either,
    Has,
    Is,
    Known,
    Node,
    Not,
    Query,
    Sort,
    Tag,
    Text,
    wanted_texts,
)
from store.query.word import FIELDS, PARTS, SORT_FIELDS, STATES, TEXT_FIELDS

__all__ = [
    "FIELDS",
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
