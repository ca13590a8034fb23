"""Steps that bring a library written by an earlier version into the form of this one.

A step has a name that never changes, and is recorded in the library once it is done: a document
of the table ``migrations`` in the journal of papers.  Steps run in their order, before the first
change that is made to a library, never when it is only read; so every version reads the older
forms too.  Each step's marks are written before its papers and its record, so one that was
killed in between is done again: steps must stand that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from store.backup import Backups
from store.journal.line import Op
from store.journal.storage import JournalStorage

TABLE = "migrations"


class Changes(NamedTuple):
    """What a step writes."""

    papers: list[Op]
    marks: list[Op]
    """For this device's journal; their fields carry the stamp that the step was given."""


class Migration(NamedTuple):
    """One step."""

    name: str
    about: str
    """What it does, in words, in the past tense."""
    changes: Callable[[JournalStorage, JournalStorage, str], Changes]
    """Gives what is to be written, from papers, this device's marks and a stamp."""


MIGRATIONS: tuple[Migration, ...] = ()
"""Every step there ever was, the oldest first."""


def pending(papers: JournalStorage, steps: Sequence[Migration]) -> list[Migration]:
    """Give the steps that a library is yet to take."""
    done = papers.documents(TABLE)
    return [step for step in steps if step.name not in done]


def migrate(
    papers: JournalStorage,
    marks: JournalStorage,
    backups: Backups,
    steps: Sequence[Migration] | None = None,
) -> list[str]:
    """Take the steps that are to be taken; give their names.

    Args:
        papers: the journal of papers.
        marks: this device's journal of marks.
        backups: where the library is kept before the first step.
        steps: by default `MIGRATIONS`.

    Raises:
        BackupError: no backup could be made; no step was taken.
        WriteError: the disk did not take a step; those before it are done.
    """
    steps = MIGRATIONS if steps is None else steps
    if not pending(papers, steps):
        return []
    with marks.writing(), papers.writing():  # in the order in which every change takes them
        left = pending(papers, steps)  # another window may have been quicker
        if left:
            backups.make_if_changed()
        for step in left:
            _take(step, papers, marks)
    return [step.name for step in left]


def _take(step: Migration, papers: JournalStorage, marks: JournalStorage) -> None:
    stamp = marks.clock.tick()
    changes = step.changes(papers, marks, stamp)
    marks.commit(changes.marks, step.about, stamp, {"part": True})
    record: Op = ["put", TABLE, step.name, {"at": stamp}]
    papers.commit([*changes.papers, record], step.about, marks.clock.tick(), {"part": True})
