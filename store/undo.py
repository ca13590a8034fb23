"""Taking marks back, and doing them again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

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
