"""What our own lines say by ids: which papers are merged, and which are not the same.

The ids of a file may be those of other papers here.  So papers that are merged get ids that
nobody has, and what is told apart by ids is told by the ids that the papers have become.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from store.identity import apart_from, asked_id, keys, mint
from store.importers.contract import Draft
from store.merged import HAD, MERGED, parts
from store.models import NO_MARKS, JsonObject, Marks, Paper
from store.record import from_document, to_document
from store.sameness import is_told_apart

_BY_ID = apart_from("")


def are_apart(other: Paper, mine: Paper, file_id: str) -> bool:
    """Tell whether an entry is not a paper that it looks like, by the word of either's user.

    Args:
        other: the paper.
        mine: the entry.
        file_id: the id of `other` in the file of the entry, if it came by it.
    """
    if other.apart and mine.id and apart_from(mine.id) in other.apart:
        return True
    if not mine.apart:
        return False
    if file_id and apart_from(file_id) in mine.apart:
        return True
    # A paper that both were merged into has all keys of the entry, and those of the other too.
    return is_told_apart(mine, other) and not set(keys(mine)) <= set(keys(other))


class OwnLines:
    """The ids of a file, and what they are in a library.

    What is merged gets its ids last: they are left to all others that ask for them.

    Args:
        is_taken: tells whether a paper of the library, or of this import, has an id.
    """

    def __init__(self, is_taken: Callable[[str], bool]) -> None:
        self._is_taken = is_taken
        self._papers: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._given: set[str] = set()
        """The ids of what is merged."""
        self._drafts: dict[str, Draft] = {}
        """The papers that something is merged into."""

    def is_now(self, file_id: str, paper_id: str) -> None:
        """Take note of what paper an entry is about."""
        if file_id:
            self._papers.setdefault(file_id, paper_id)

    def merged(self, paper_id: str, draft: Draft) -> list[JsonObject]:
        """Give what was merged into a paper as its document has it, with the ids of the file."""
        self._drafts[paper_id] = draft
        return _documents(draft, lambda part: part.paper.id)

    def _named_part(self, draft: Draft, marks: dict[str, Marks]) -> str:
        """Give the id of what is merged, and take note of the marks that stay those of it."""
        paper = draft.paper
        asked = asked_id(paper.id) if paper.id else ""
        name = asked if asked and not self._is_others(asked) else mint(paper, self._is_others)
        self._given.add(name)
        if paper.id:
            self._merged.setdefault(paper.id, name)
        if draft.marks is not None and draft.marks != NO_MARKS:
            marks[name] = draft.marks
        return name

    def _is_others(self, name: str) -> bool:
        return name in self._given or self._is_taken(name)

    def name_merged(self, papers: dict[str, JsonObject], marks: dict[str, Marks]) -> None:
        """Give ids to what is merged, all other papers having theirs.

        Args:
            papers: the documents of the papers that come.
            marks: takes the marks of what is merged.
        """
        for paper_id, draft in self._drafts.items():
            found = _documents(draft, lambda part: self._named_part(part, marks))
            papers[paper_id] = {**papers[paper_id], MERGED: found}

    def settled(
        self, paper_id: str, document: JsonObject, there: Callable[[str], JsonObject | None]
    ) -> JsonObject:
        """Give a paper's document with what it is not told by the ids that papers have here.

        Args:
            paper_id: the paper's.
            document: its document, with the ids of the file.
            there: gives the document of a paper of an id, one in the trash too.
        """
        paper = from_document(paper_id, document)

        def named(names: list[str] | None) -> list[str] | None:
            return names and list(self._named(paper, names, there))

        found = dict(document)
        if "apart" in document:
            found["apart"] = named(document["apart"])
        if merged := parts(document):
            found[MERGED] = [
                {
                    **part,
                    "paper": self.settled(part["id"], part["paper"], there),
                    "fields": {
                        name: list(map(named, pair)) if name == "apart" else pair
                        for name, pair in part["fields"].items()
                    },
                }
                for part in merged
            ]
        return found

    def _named(
        self, paper: Paper, names: list[str], there: Callable[[str], JsonObject | None]
    ) -> Iterator[str]:
        for name in names:
            given = name.removeprefix(_BY_ID)
            if given == name:
                yield name
                continue
            now = self._papers.get(given) or self._merged.get(given)
            if now is None:  # not of this file: another paper may have that id here
                other = there(given)
                is_other = other is not None and not is_told_apart(
                    paper, from_document(given, other)
                )
                now = paper.id if is_other or given in self._given else given
            if now != paper.id:
                yield apart_from(now)


def _documents(draft: Draft, name_of: Callable[[Draft], str]) -> list[JsonObject]:
    found: list[JsonObject] = []
    for part in draft.merged:
        told: JsonObject = {"id": name_of(part.draft), "paper": to_document(part.draft.paper)}
        if part.draft.merged:
            told["paper"][MERGED] = _documents(part.draft, name_of)
        found.append({**told, "marks": part.marks, HAD: part.had, "fields": part.fields})
    return found
