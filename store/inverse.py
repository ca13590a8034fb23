"""Working out what takes a batch back, from the batch itself and what is there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store import marks as law
from store.device_marks import MARKS
from store.journal.line import Batch, Op
from store.ledger import PAPERS, TRASH
from store.marks import Fields
from store.models import JsonObject
from store.trash import thrown

_TOGETHER = frozenset({"title", "authors", "authors_complete", "unsure"})
"""Fields of a paper that make sense together only: they are put back together or not at all."""


Net = dict[str, dict[str, tuple[Any, Any]]]
"""Papers to fields of their marks to the values before and after."""


@dataclass(frozen=True, slots=True)
class PapersBack:
    """Documents as they are to be, by id; None for one that is to go."""

    papers: dict[str, JsonObject | None] = field(default_factory=dict)
    trash: dict[str, JsonObject | None] = field(default_factory=dict)


def marks_back(
    net: Net, fields_of: Callable[[Iterable[str]], Iterable[tuple[str, Sequence[Fields]]]]
) -> dict[str, dict[str, Any]]:
    """Give the marks that take changes back where they are still as those left them.

    Args:
        net: the changes; see `net_marks`.
        fields_of: gives papers with what each device has written about them by now.
    """
    wanted: dict[str, dict[str, Any]] = {}
    for paper_id, found in fields_of(net):
        values = {
            name: old
            for name, (old, new) in net[paper_id].items()
            if law.current(found, name) == new
        }
        if values:
            wanted[paper_id] = values
    return wanted


def come_to_nothing(batches: Sequence[Batch]) -> bool:
    """Tell whether the saves of an editing left a note as it had been before the first."""
    return len(batches) > 1 and not any(map(_is_of_papers, batches)) and not net_marks(batches)


def _is_of_papers(batch: Batch) -> bool:
    return any(op[1] != MARKS for op in batch.ops)


def net_marks(batches: Iterable[Batch]) -> Net:
    """Give what batches, the last first, changed of marks all in all."""
    found: Net = {}
    for batch in batches:
        for paper_id, name, old, new in _field_changes(batch):
            fields = found.setdefault(paper_id, {})
            _old, left = fields.get(name, (None, new))
            fields[name] = (old, left)
    for paper_id, fields in list(found.items()):
        for name in [name for name, (old, new) in fields.items() if old == new]:
            del fields[name]
        if not fields:
            del found[paper_id]
    return found


def _field_changes(batch: Batch) -> Iterator[tuple[str, str, Any, Any]]:
    """Give the changes of marks whose old value is known: paper, field, before and after."""
    for kind, paper_id, values, was in _recorded(batch, MARKS):
        if kind != "set" or not isinstance(was, dict):
            continue
        for name, value in values.items():
            if name in was and isinstance(value, list) and len(value) > 1:
                old = was[name]
                if law.is_sound(name, value) and law.is_sound(name, [old, value[1], {}]):
                    yield paper_id, name, old, value[0]


def _recorded(batch: Batch, table: str) -> Iterator[tuple[str, str, JsonObject, Any]]:
    """Give the changes of a table that tell what they replaced: kind, id, document, that."""
    was = batch.about.get("was")
    for op in batch.ops:
        if isinstance(was, dict) and op[1] == table and len(op) > 2 and op[2] in was:
            yield op[0], op[2], op[3] if len(op) > 3 else {}, was[op[2]]


def papers_back(
    batches: Iterable[Batch],
    papers: Mapping[str, JsonObject],
    trash: Mapping[str, JsonObject],
    when: str,
) -> PapersBack:
    """Give the papers that take batches back where they are still as those left them.

    Args:
        batches: of an action; one of them at most changes papers.
        papers: the papers as they are now.
        trash: the deleted ones.
        when: the time, for those that are deleted again.
    """
    back = PapersBack()
    for batch in batches:
        moved = _moved(batch.ops)
        for kind, paper_id, document, was in _recorded(batch, PAPERS):
            now, move = papers.get(paper_id), moved.get(paper_id)
            if kind == "del":
                is_left = now is None and (paper_id in trash) == (move == "put")
                if is_left and isinstance(was, dict):
                    back.papers[paper_id] = was
                    if move:
                        back.trash[paper_id] = None
            elif was is None:
                if now == document:
                    back.papers[paper_id] = None
                    if move:
                        back.trash[paper_id] = thrown(document, when)
            elif now is not None and isinstance(was, dict):
                old = _with_fields_back(now, document, was, is_whole=kind == "put")
                if old != now:
                    back.papers[paper_id] = old
    return back


def _moved(ops: Iterable[Op]) -> dict[str, str]:
    """Give the papers that went into the trash, ``put``, or came out of it, ``del``."""
    return {op[2]: op[0] for op in ops if op[1] == TRASH and len(op) > 2}


def _with_fields_back(
    now: JsonObject, after: JsonObject, before: JsonObject, *, is_whole: bool
) -> JsonObject:
    """Give a document with those fields as they were that are as a change left them."""
    names = after.keys() | before.keys() if is_whole else after.keys()
    changed = {name for name in names if after.get(name) != before.get(name)}
    left = {name for name in changed if now.get(name) == after.get(name)}
    if (changed - left) & _TOGETHER:
        left -= _TOGETHER
    put_back = {name: before[name] for name in left if before.get(name) is not None}
    return {name: value for name, value in now.items() if name not in left} | put_back
