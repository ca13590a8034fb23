"""What our own lines say by ids: which papers are merged, and which are not the same.

The ids of a file may be those of other papers here.  So papers that are merged get ids that
nobody has, and what is told apart by ids is told by the ids that the papers have become.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from store.identity import apart_from, asked_id, keys, mint
from store.importers.contract import Draft
from store.merged import HAD, MERGED, parts
from store.models import NO_MARKS, JsonObject, Marks, Paper, Rejection
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

    Args:
        entries: of the file, gone through again where something was merged.
        is_taken: tells whether a paper of the library, or of this import, has an id.
    """

    def __init__(
        self, entries: Iterable[Draft | Rejection], is_taken: Callable[[str], bool]
    ) -> None:
        self._entries = entries
        self._is_papers = is_taken
        self._papers: dict[str, str] = {}
        self._merged: dict[str, str] = {}
        self._given: set[str] = set()
        """The ids of what is merged."""

    @cached_property
    def _asked(self) -> set[str]:
        return {entry.paper.id for entry in self._entries if isinstance(entry, Draft)}

    def is_taken(self, name: str) -> bool:
        """Tell whether a paper has an id, or one that is merged into another."""
        return name in self._given or self._is_papers(name)

    def is_now(self, file_id: str, paper_id: str) -> None:
        """Take note of what paper an entry is about."""
        if file_id:
            self._papers.setdefault(file_id, paper_id)

    def merged(self, draft: Draft, marks: dict[str, Marks]) -> list[JsonObject]:
        """Give what was merged into a paper as its document has it.

        Args:
            draft: the paper.
            marks: takes the marks of what was merged, which stay those of its id.
        """
        found: list[JsonObject] = []
        for part in draft.merged:
            paper = part.draft.paper
            name = self._name(paper)
            document = to_document(paper)
            if part.draft.merged:
                document[MERGED] = self.merged(part.draft, marks)
            if part.draft.marks is not None and part.draft.marks != NO_MARKS:
                marks[name] = part.draft.marks
            told = {"id": name, "paper": document, "marks": part.marks, HAD: part.had}
            found.append({**told, "fields": part.fields})
        return found

    def _name(self, paper: Paper) -> str:
        asked = asked_id(paper.id) if paper.id else ""
        name = asked if asked and not self._is_others(asked) else mint(paper, self._is_others)
        self._given.add(name)
        if paper.id:
            self._merged.setdefault(paper.id, name)
        return name

    def _is_others(self, name: str) -> bool:
        return name in self._asked or self.is_taken(name)

    def settled(
        self, paper_id: str, document: JsonObject, there: Callable[[str], JsonObject | None]
    ) -> JsonObject:
        """Give a paper's document with the ids that papers have here.

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
