"""Papers made one by hand, and taken apart again.

A paper keeps what was merged into it, documents and all, in a field of its own: so a
merge can be taken apart whenever, on any machine.  What was decided about a paper that went into
another stays in the journal of marks, and counts again when it comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from store.change import counted
from store.errors import PaperdeckError, UnknownPaperError
from store.events import PapersEdited
from store.identity import apart_from, keys
from store.ledger import Ledger
from store.marks import NOTE, TAG
from store.merged import MERGED, last_part, parts
from store.models import JsonObject, Marks, Paper
from store.record import from_document, to_document
from store.renewal import joined

MOST = 20
"""So many papers at most are one: more were hardly selected for that."""


class Merging:
    """Makes papers one, and takes them apart.

    Args:
        ledger: the library's journals.
        marks: gives the marks of a paper.
    """

    def __init__(self, ledger: Ledger, marks: Callable[[str], Marks]) -> None:
        self._ledger = ledger
        self._marks = marks

    def merge(self, ids: Sequence[str]) -> PapersEdited:
        """Make papers one, the first of them, with what it lacks of the others and all their marks.

        Raises:
            UnknownPaperError: the library has no paper of one of the ids.
            PaperdeckError: it is one paper only, or too many.
            WriteError: nothing was changed.
        """
        kept, *others = dict.fromkeys(ids)
        if not others:
            raise PaperdeckError(f"{kept} alone cannot be merged: name the other papers too.")
        if len(others) >= MOST:
            raise PaperdeckError(f"{len(others) + 1:,} papers are hardly one; {MOST} are the most.")
        title = f"Merged {counted(others)} into {kept}"
        with self._ledger.writing():
            papers = self._ledger.papers
            document, marks = _known(papers.get(kept), kept), self._marks(kept)
            before = marks
            for other in others:
                united = unite(marks, self._marks(other))
                fields = changed(marks, united)
                document = _with(document, kept, other, _known(papers.get(other), other), fields)
                marks = united
            wanted = {name: after for name, (_before, after) in changed(before, marks).items()}
            self._write({kept: document, **dict.fromkeys(others)}, {kept: wanted}, title)
        return PapersEdited((kept, *others), title, gone=tuple(others))

    def split(self, paper_id: str) -> PapersEdited:
        """Take out of a paper what was merged into it last; imports keep the two apart then.

        Raises:
            UnknownPaperError: the library has no paper of this id.
            PaperdeckError: nothing was merged into it.
            WriteError: nothing was changed.
        """
        with self._ledger.writing():
            document = _known(self._ledger.papers.get(paper_id), paper_id)
            part = last_part(document)
            if part is None:
                raise PaperdeckError(f"Nothing was merged into {paper_id}, so it cannot be split.")
            name = self._free(part["id"])
            kept, other = _apart(paper_id, document, name, part)
            marks = self._ledger.device_marks
            wanted = {
                field: before
                for field, (before, after) in part["marks"].items()
                if marks.current(paper_id, field) == after
            }
            title = f"Split {name} from {paper_id}"
            self._write({paper_id: kept, name: other}, {paper_id: wanted}, title)
        return PapersEdited((paper_id, name), title, came=(name,))

    def _free(self, name: str) -> str:
        number, found = 2, name
        while found in self._ledger.papers or found in self._ledger.trash:
            found, number = f"{name}-{number}", number + 1
        return found

    def _write(
        self,
        papers: dict[str, JsonObject | None],
        marks: dict[str, dict[str, Any]],
        title: str,
    ) -> None:
        written = self._ledger.write_marks(marks, lambda _changes: title, {"part": True})
        about = {"marks": written.at} if written.at else {}
        self._ledger.write_papers(papers, title, about)


def unite(one: Marks, other: Marks) -> Marks:
    """Give the marks of two papers that are one: what either has."""
    notes = [one.note, other.note] if other.note not in one.note else [one.note]
    return Marks(
        read=one.read or other.read,
        starred=one.starred or other.starred,
        queued=one.queued or other.queued,
        rating=max(one.rating or 0, other.rating or 0) or None,
        tags=tuple(sorted({*one.tags, *other.tags})),
        note="\n\n".join(filter(None, notes)),
    )


def changed(before: Marks, after: Marks) -> dict[str, list[Any]]:
    """Give the fields that make united marks out of others, each with its value before."""
    found = {
        name: [getattr(before, name), getattr(after, name)]
        for name in ("read", "starred", "queued", "rating", NOTE)
        if getattr(before, name) != getattr(after, name)
    }
    return found | {f"{TAG}{name}": [False, True] for name in after.tags if name not in before.tags}


def _known(document: JsonObject | None, paper_id: str) -> JsonObject:
    if document is None:
        raise UnknownPaperError(f"There is no paper {paper_id!a} in this library.")
    return document


def _with(
    document: JsonObject, kept: str, other: str, other_document: JsonObject, marks: JsonObject
) -> JsonObject:
    """Give the document of a paper that another one was merged into."""
    paper, theirs = from_document(kept, document), from_document(other, other_document)
    one = joined(paper, theirs)
    mine = keys(one)
    found = [name for name in keys(theirs) if name not in mine]
    new = to_document(replace(one, aliases=(*paper.aliases, *found)), document)
    fields = {
        name: [document.get(name), new.get(name)]
        for name in document.keys() | new.keys()
        if document.get(name) != new.get(name)
    }
    part = {"id": other, "paper": other_document, "fields": fields, "marks": marks}
    return {**new, MERGED: [*parts(document), part]}


def _apart(
    paper_id: str, document: JsonObject, name: str, part: JsonObject
) -> tuple[JsonObject, JsonObject]:
    """Give the documents of a paper and of what comes out of it, each told of the other.

    What was changed since the merge stays as it is.
    """
    kept = dict(document)
    kept.pop(MERGED, None)
    if left := parts(document)[:-1]:
        kept[MERGED] = left
    for field, (before, after) in part["fields"].items():
        now = kept.get(field)
        if isinstance(now, dict) and isinstance(after, dict):
            old = _entries_back(now, before or {}, after) or None
        else:
            old = before if now == after else now
        kept[field] = old
        if old is None:
            del kept[field]
    mine, theirs = from_document(paper_id, kept), from_document(name, part["paper"])
    return (
        to_document(_told_apart(mine, theirs), kept),
        to_document(_told_apart(theirs, mine), part["paper"]),
    )


def _entries_back(now: JsonObject, before: JsonObject, after: JsonObject) -> JsonObject:
    """Give a table with those entries as they were before that are as they were after."""
    left = {
        kind for kind in after if now.get(kind) == after[kind] and before.get(kind) != after[kind]
    }
    back = {kind: before[kind] for kind in left if kind in before}
    return {kind: value for kind, value in now.items() if kind not in left} | back


def _told_apart(paper: Paper, other: Paper) -> Paper:
    own = keys(paper)
    found = [name for name in (apart_from(other.id), *keys(other)) if name not in own]
    return replace(paper, apart=tuple(dict.fromkeys([*paper.apart, *found])))
