"""What a query stands for: a tree of conditions.

A tree says nothing of how it is evaluated; see `store.search`.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.query.query import All


@dataclass(frozen=True, slots=True)
class Text:
    """A word, matched at the beginning of any word, or a phrase of several."""

    text: str
    field: str = ""
    """One of `store.query.TEXT_FIELDS`; empty for anywhere."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Papers with this tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Category:
    """Papers of a category, named whole (``cs.CL``) or by either part (``cs``, ``CL``)."""

    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """Papers known under an identifier."""

    kind: str
    """``id``, ``doi`` or ``arxiv``."""
    value: str


@dataclass(frozen=True, slots=True)
class Is:
    """Papers in one of `store.query.STATES`."""

    state: str


@dataclass(frozen=True, slots=True)
class Has:
    """Papers that have something of `store.query.PARTS`."""

    part: str


@dataclass(frozen=True, slots=True)
class Age:
    """A day, as so many days, weeks, months or years before today."""

    count: int
    unit: str
    """``d``, ``w``, ``m`` (30 days) or ``y`` (365 days)."""


Value = float | str | Age
"""A number; a date, ``2024``, ``2024-06`` or ``2024-06-01``; or a day before today."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range."""

    value: Value
    is_included: bool = True


@dataclass(frozen=True, slots=True)
class Between:
    """Papers whose year, date, score or the like is in a range; one end at least is there."""

    field: str
    low: Bound | None = None
    high: Bound | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Papers that do not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class Either:
    """Papers that match one part at least."""

    nodes: tuple[Node, ...]


Node = Text | Tag | Category | Known | Is | Has | Between | Not | All | Either


def wanted_texts(node: Node) -> tuple[Text, ...]:
    """Give the words and phrases that papers must or may hold, for showing where they are."""
    match node:
        case Text():
            return (node,)
        case All(nodes) | Either(nodes):
            return tuple(text for part in nodes for text in wanted_texts(part))
    return ()
