"""Taking marks back, and doing them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from store.change import title_of
from store.models import Paper


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one paper's marks, before and after."""

    paper_id: str
    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Step:
    """One user action."""

    title: str
    fields: tuple[FieldChange, ...] = ()
    papers: tuple[tuple[Paper, Paper], ...] = ()
    """Papers edited: before and after."""


@dataclass(slots=True)
class UndoStack:
    """The actions of this session, those taken back included."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Record an action; what was taken back before it cannot be done again."""
        self.done.append(step)
        self.undone.clear()


def touched(changes: Sequence[FieldChange]) -> tuple[str, ...]:
    """Give the papers that changes are about."""
    return tuple(dict.fromkeys(change.paper_id for change in changes))


def told(changes: Sequence[FieldChange]) -> str:
    """Give what changes did, in words, and to what: one paper by its id, or how many."""
    if not changes:
        return "Changed nothing"
    title = title_of({change.name: change.after for change in changes})
    ids = touched(changes)
    return f"{title} {ids[0]}" if len(ids) == 1 else f"{title} {len(ids)} papers"


def edited_fields(before: Paper, after: Paper) -> dict[str, Any]:
    """Give the fields that an edit changed, with their new values."""
    return {
        part.name: getattr(after, part.name)
        for part in fields(Paper)
        if getattr(before, part.name) != getattr(after, part.name)
    }


def is_as_edited(paper: Paper, before: Paper, after: Paper) -> bool:
    """Tell whether a paper still has, in what an edit changed, what the edit made of it."""
    return all(
        getattr(paper, name) == value for name, value in edited_fields(before, after).items()
    )
