"""What an import changes: worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from store.events import PapersImported
from store.identity import Identities, mint, update
from store.importers.contract import Draft
from store.models import Marks, Paper, Rejection


@dataclass(slots=True)
class ImportPlan:
    """The papers an import adds and changes, and what it reports."""

    papers: dict[str, Paper] = field(default_factory=dict)
    """Those to write, added or changed."""
    marks: dict[str, Marks] = field(default_factory=dict)
    """Marks that came with papers the library did not have."""
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def event(self) -> PapersImported:
        """Give the report."""
        unsure = (name for name in self.added if self.papers[name].unsure)
        return PapersImported(
            added=tuple(self.added),
            updated=tuple(self.updated),
            unchanged=tuple(dict.fromkeys(self.unchanged)),
            rejected=tuple(self.rejected),
            unsure=tuple(unsure),
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
        known = identities.find(entry.paper)
        if known is None:
            _add(result, entry, is_taken, identities, added)
        else:
            _update(result, entry, result.papers.get(known) or paper(known))
    return result


def _add(
    result: ImportPlan,
    draft: Draft,
    is_taken: Callable[[str], bool],
    identities: Identities,
    added: str,
) -> None:
    asked = draft.paper.id
    name = asked if asked and not is_taken(asked) else mint(draft.paper, is_taken)
    paper = replace(draft.paper, id=name, added=draft.paper.added or added)
    result.papers[name] = paper
    result.added.append(name)
    identities.add(paper)
    if draft.marks is not None and draft.marks != Marks():
        result.marks[name] = draft.marks


def _update(result: ImportPlan, draft: Draft, old: Paper | None) -> None:
    if old is None:  # only where the library lost a paper between two looks
        return
    paper = update(old, draft.paper, year_inferred=draft.year_inferred)
    if paper == old:
        result.unchanged.append(old.id)
        return
    result.papers[old.id] = paper
    if old.id not in result.added and old.id not in result.updated:
        result.updated.append(old.id)
