"""What an import changes: worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from store.change import fields_of
from store.events import PapersImported
from store.identity import Identities, asked_id, keys, mint, update
from store.importers.contract import Draft
from store.ledger import Ledger
from store.models import JsonObject, Marks, Paper, Rejection
from store.record import from_document, to_document

ADDED, UPDATED, UNCHANGED, TRASHED = "added", "updated", "unchanged", "trashed"


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
        counts = ((count, len(self.ids(count))) for count in (ADDED, UPDATED))
        return f"Imported papers: {', '.join(f'{many} {word}' for word, many in counts if many)}"

    def event(self) -> PapersImported:
        """Give the report."""
        added = self.ids(ADDED)
        return PapersImported(
            added=added,
            updated=self.ids(UPDATED),
            unchanged=self.ids(UNCHANGED),
            merged=tuple(self.merged),
            trashed=self.ids(TRASHED),
            rejected=tuple(self.rejected),
            unsure=tuple(name for name in added if self.papers[name].unsure),
        )


def plan(entries: Iterable[Draft | Rejection], ledger: Ledger, added: str) -> ImportPlan:
    """Work out what an import changes.

    Args:
        entries: what the importer gave.
        ledger: the library's journals.
        added: when, for those that are added.
    """
    result = ImportPlan()
    identities = _identities(ledger)

    def is_taken(name: str) -> bool:
        return name in result.papers or name in ledger.papers or name in ledger.trash

    for entry in entries:
        if isinstance(entry, Rejection):
            result.rejected.append(entry)
            continue
        names = keys(entry.paper)
        known = identities.find(names)
        if known is None:
            known = _add(result, entry, is_taken, added)
        elif known in result.papers:
            _update(result, entry, result.papers[known])
        elif known in ledger.papers:
            _update(result, entry, from_document(known, ledger.papers[known]))
        else:
            result.outcomes[known] = TRASHED
        identities.add(names, known)
    return result


def _identities(ledger: Ledger) -> Identities:
    """Give what finds the papers of a library; those in the trash come after the others."""
    identities = Identities()
    for table in (ledger.papers, ledger.trash):
        for paper_id, document in list(table.items()):
            identities.add(keys(from_document(paper_id, document)), paper_id)
    return identities


def save(found: ImportPlan, ledger: Ledger) -> None:
    """Write an import, as one action.

    Raises:
        WriteError: nothing was imported.
    """
    about = {}
    # Marks first: without their papers they do no harm, and the next try finds them.
    if found.marks:
        wanted = {
            paper_id: _not_there_yet(paper_id, fields_of(marks), ledger)
            for paper_id, marks in found.marks.items()
        }
        written = ledger.write_marks(wanted, lambda _changes: found.title(), {"part": True})
        about = {"marks": written.at} if written.at else {}
    documents = {
        name: to_document(paper, ledger.papers.get(name)) for name, paper in found.papers.items()
    }
    ledger.write_papers(documents, found.title(), about)


def _not_there_yet(paper_id: str, fields: JsonObject, ledger: Ledger) -> JsonObject:
    """Give the fields that have no value yet: a paper that was lost may have marks all the same."""
    empty = (False, None, "")
    current = ledger.device_marks.current
    return {name: value for name, value in fields.items() if current(paper_id, name) in empty}


def _add(result: ImportPlan, draft: Draft, is_taken: Callable[[str], bool], added: str) -> str:
    asked = asked_id(draft.paper.id)
    name = asked if asked and not is_taken(asked) else mint(draft.paper, is_taken)
    result.papers[name] = replace(draft.paper, id=name, added=draft.paper.added or added)
    result.outcomes[name] = ADDED
    if draft.marks is not None and draft.marks != Marks():
        result.marks[name] = draft.marks
    return name


def _update(result: ImportPlan, draft: Draft, old: Paper) -> None:
    if old.id in result.outcomes:
        result.merged.append(old.id)
    paper = update(old, draft.paper, year_inferred=draft.year_inferred)
    if paper == old:
        result.outcomes.setdefault(old.id, UNCHANGED)
        return
    result.papers[old.id] = paper
    if result.outcomes.get(old.id) != ADDED:
        result.outcomes[old.id] = UPDATED
