"""What an import changes: worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from store.events import PapersImported
from store.identity import Identities, asked_id, keys, mint, update
from store.importers.contract import Draft
from store.models import Marks, Paper, Rejection

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"


@dataclass(slots=True)
class ImportPlan:
    """The papers an import adds and changes, and what it reports."""

    papers: dict[str, Paper] = field(default_factory=dict)
    """Those to write, added or changed."""
    marks: dict[str, Marks] = field(default_factory=dict)
    """Marks that came with papers the library did not have."""
    outcomes: dict[str, str] = field(default_factory=dict)
    """What becomes of each paper the entries are about."""
    merged: list[str] = field(default_factory=list)
    """Papers of entries that were about the same paper as one before."""
    rejected: list[Rejection] = field(default_factory=list)

    def ids(self, outcome: str) -> tuple[str, ...]:
        """Give the papers of one outcome."""
        return tuple(name for name, found in self.outcomes.items() if found == outcome)

    def title(self) -> str:
        """Give what it does, in words."""
        return f"Import {len(self.ids(ADDED))} papers, update {len(self.ids(UPDATED))}"

    def event(self) -> PapersImported:
        """Give the report."""
        added = self.ids(ADDED)
        return PapersImported(
            added=added,
            updated=self.ids(UPDATED),
            unchanged=self.ids(UNCHANGED),
            merged=tuple(self.merged),
            rejected=tuple(self.rejected),
            unsure=tuple(name for name in added if self.papers[name].unsure),
        )


def plan(
    entries: Iterable[Draft | Rejection],
    identities: Identities,
    paper: Callable[[str], Paper | None],
    added: str,
) -> ImportPlan:
    """Work out what an import changes.

    Args:
        entries: what the importer gave.
        identities: finds papers of the library; those added become findable in it.
        paper: gives the library's paper of an id, or None.
        added: when, for those that are added.
    """
    result = ImportPlan()

    def is_taken(name: str) -> bool:
        return name in result.papers or paper(name) is not None

    for entry in entries:
        if isinstance(entry, Rejection):
            result.rejected.append(entry)
            continue
        names = keys(entry.paper)
        known = identities.find(names)
        if known is None:
            known = _add(result, entry, is_taken, added)
        else:
            _update(result, entry, result.papers.get(known) or paper(known))
        identities.add(names, known)
    return result


def _add(result: ImportPlan, draft: Draft, is_taken: Callable[[str], bool], added: str) -> str:
    asked = asked_id(draft.paper.id)
    name = asked if asked and not is_taken(asked) else mint(draft.paper, is_taken)
    result.papers[name] = replace(draft.paper, id=name, added=draft.paper.added or added)
    result.outcomes[name] = ADDED
    if draft.marks is not None and draft.marks != Marks():
        result.marks[name] = draft.marks
    return name


def _update(result: ImportPlan, draft: Draft, old: Paper | None) -> None:
    if old is None:  # only where the library lost a paper between two looks
        return
    if old.id in result.outcomes:
        result.merged.append(old.id)
    paper = update(old, draft.paper, year_inferred=draft.year_inferred)
    if paper == old:
        result.outcomes.setdefault(old.id, UNCHANGED)
        return
    result.papers[old.id] = paper
    if result.outcomes.get(old.id) != ADDED:
        result.outcomes[old.id] = UPDATED
