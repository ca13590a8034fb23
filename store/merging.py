"""Papers made one by hand, and taken apart again.

A paper keeps what was merged into it, documents and all, in a field of its own: so a
merge can be taken apart whenever, on any machine.  What was decided about a paper that went into
another stays in the journal of marks, and counts again when it comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from store.change import counted, fields_of, marks_of, unite
from store.errors import PaperdeckError, UnknownPaperError
from store.events import PapersEdited
from store.identity import apart_from, keys
from store.ledger import Ledger, Wanted
from store.marks import NOTE, TAG
from store.merged import HAD, MERGED, last_part, parts
from store.models import NO_MARKS, JsonObject, Marks, Paper
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
            WriteError: the papers are as they were; the first may have the others' marks already.
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
                theirs = self._marks(other)
                united = unite(marks, theirs)
                part = {
                    "id": other,
                    "paper": _known(papers.get(other), other),
                    "marks": changed(marks, united),
                    HAD: fields_of(theirs),
                }
                document, marks = _with(document, kept, part), united
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
            back = {paper_id: wanted}
            if name != part["id"]:  # the marks that count again are those of another paper
                back[name] = part.get(HAD, {})
            title = f"Split {name} from {paper_id}"
            self._write({paper_id: kept, name: other}, back, title, are_first=False)
        return PapersEdited((paper_id, name), title, came=(name,))

    def _free(self, name: str) -> str:
        number, found = 2, name
        while found in self._ledger.papers or found in self._ledger.trash:
            found, number = f"{name}-{number}", number + 1
        return found

    def late(self) -> dict[str, tuple[str, Marks]]:
        """Give what was decided about merged papers after all, by their ids.

        Another device may have marked one of them without knowing that it is one with another.

        Returns:
            The paper that each is one with, and the marks that it has got since.
        """
        return {
            name: (paper_id, marks)
            for paper_id, document in list(self._ledger.papers.items())
            for name, marks in self._late(document)
        }

    def _late(self, document: JsonObject) -> Iterator[tuple[str, Marks]]:
        for part in parts(document):
            yield from self._late(part["paper"])
            name, had = part["id"], part.get(HAD)
            if isinstance(had, dict) and name not in self._ledger.papers:
                now = fields_of(self._marks(name))
                new = {field: value for field, value in now.items() if had.get(field) != value}
                marks = marks_of(new)
                if marks != NO_MARKS:
                    yield name, marks

    def take_late(self) -> tuple[str, ...]:
        """Give papers what was decided later about those merged into them, as one action.

        Returns:
            The papers that it was decided about.

        Raises:
            WriteError: nothing was changed.
        """
        with self._ledger.writing():
            late = self.late()
            wanted: dict[str, JsonObject | None] = {}
            marks: dict[str, Marks] = {}
            for paper_id, found in late.values():
                marks[paper_id] = unite(marks.get(paper_id) or self._marks(paper_id), found)
                wanted[paper_id] = self._seen(self._ledger.papers[paper_id])
            if late:
                title = f"Took later marks of {counted(list(late))} that were merged"
                fields = {name: fields_of(found) for name, found in marks.items()}
                self._write(wanted, fields, title)
        return tuple(late)

    def _seen(self, document: JsonObject) -> JsonObject:
        """Give a document that knows the marks that what was merged into it has now."""
        seen = [
            {**part, "paper": self._seen(part["paper"]), HAD: fields_of(self._marks(part["id"]))}
            for part in parts(document)
        ]
        return {**document, MERGED: seen} if seen else document

    def _write(
        self,
        papers: Wanted,
        marks: Mapping[str, Mapping[str, Any]],
        title: str,
        *,
        are_first: bool = True,
    ) -> None:
        """Write both halves; whenever it stops, no mark is without a paper that has it."""
        with self._ledger.writing():
            is_new = any(
                self._ledger.device_marks.current(name, field) != value
                for name, values in marks.items()
                for field, value in values.items()
            )
            at = self._ledger.clock.tick() if is_new else ""
            about: JsonObject = {"part": True}
            if are_first:
                self._ledger.write_marks(marks, lambda _changes: title, about, at)
            self._ledger.write_papers(papers, title, {"marks": at} if at else {})
            if not are_first:
                self._ledger.write_marks(marks, lambda _changes: title, about, at)


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


def _with(document: JsonObject, kept: str, part: JsonObject) -> JsonObject:
    """Give the document of a paper that another one was merged into."""
    paper, theirs = from_document(kept, document), from_document(part["id"], part["paper"])
    one = joined(paper, theirs)
    mine = keys(one)
    found = [name for name in keys(theirs) if name not in mine]
    own = {*mine, *found, apart_from(kept), apart_from(theirs.id)}
    apart = [name for name in dict.fromkeys([*paper.apart, *theirs.apart]) if name not in own]
    one = replace(one, aliases=(*paper.aliases, *found), apart=tuple(apart))
    new = to_document(one, document)
    fields = {
        name: [document.get(name), new.get(name)]
        for name in document.keys() | new.keys()
        if document.get(name) != new.get(name)
    }
    return {**new, MERGED: [*parts(document), {**part, "fields": fields}]}


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
