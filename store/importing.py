"""What an import changes: worked out before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from store.change import fields_of, unite
from store.events import PapersImported
from store.fate import (
    DUPLICATE,
    NEW,
    REJECTED,
    SAME,
    TRASHED,
    UPDATE,
    Difference,
    Fate,
    differences,
)
from store.identity import Identities, Known, asked_id, key_digests, keys, mint
from store.importers.bounded import each_part
from store.importers.contract import Draft
from store.ledger import Ledger
from store.merged import MERGED, merged_ids, merged_texts
from store.models import NO_MARKS, Fresh, JsonObject, Marks, Paper, Rejection
from store.own_lines import OwnLines, are_apart
from store.record import content_digest, from_document, to_document
from store.renewal import update
from store.sameness import is_same, is_told_apart
from store.sources import with_sources
from store.untitled import bridges

ADDED, UPDATED, UNCHANGED = "added", "updated", "unchanged"

_TOLD_EVERY = 500
"""Entries between two words on how far it is."""


@dataclass(slots=True)
class ImportPlan:
    """The papers an import adds and changes, and what it reports."""

    papers: dict[str, JsonObject] = field(default_factory=dict)
    """The documents of those to write, added or changed."""
    added: dict[str, Fresh] = field(default_factory=dict)
    """Those that are added, as they will be, so that the index need not read them."""
    marks: dict[str, Marks] = field(default_factory=dict)
    """Marks that came with papers the library did not have."""
    outcomes: dict[str, str] = field(default_factory=dict)
    """What becomes of each paper the entries are about."""
    merged: list[str] = field(default_factory=list)
    """Papers of entries that were about the same paper as one before."""
    rejected: list[Rejection] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    """What becomes of each entry, in their order."""
    revised: list[str] = field(default_factory=list)
    """Papers that a later version has changed: they are unread again."""
    texts: dict[str, list[Paper]] = field(default_factory=dict)
    """What entries said of each paper that was there before them."""
    file_ids: dict[str, str] = field(default_factory=dict)
    """The ids that papers have in the file that adds them."""
    stand: tuple[object, ...] = ()
    """The journals it was worked out for; see `store.ledger.Ledger.stand`."""

    @property
    def entries(self) -> list[Draft | Rejection]:
        """The entries it is of, in their order."""
        return [fate.entry for fate in self.fates]

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
            unsure=tuple(name for name in added if self.papers[name].get("unsure")),
            revised=tuple(dict.fromkeys(self.revised)),
        )


def plan(
    entries: Sequence[Draft | Rejection],
    ledger: Ledger,
    added: str,
    known: Known | None = None,
    progress: Callable[[float], object] = lambda _share: None,
) -> ImportPlan:
    """Work out what an import changes.

    Args:
        entries: what the importer gave.
        ledger: the library's journals.
        added: when, for those that are added.
        known: knows the papers of the journals; by default they are all read.
        progress: called now and then with the share done, 0 to 1; may raise to cancel.
    """
    result = ImportPlan()
    known = known or known_papers(ledger)
    identities = Identities(known)
    is_taken = _taken(result, ledger)
    lines = OwnLines(is_taken)

    def is_here(draft: Draft) -> bool:
        names = key_digests(draft.paper)
        others = [name for name in identities.candidates(names) if name not in result.added]
        return bool(_same_paper(others, draft, result, ledger, known)[0])

    first: dict[str, int] = {}
    for number, entry in enumerate(_told(entries, progress)):
        if isinstance(entry, Rejection):
            result.rejected.append(entry)
            result.fates.append(Fate(REJECTED, entry))
            continue
        names = key_digests(entry.paper)
        candidates = identities.candidates(names)
        found, is_there, says_the_same = _same_paper(candidates, entry, result, ledger, known)
        status, changed, is_unread_again = SAME, tuple[Difference, ...](), False
        if not found:
            status, new = NEW, entry
            if entry.merged and any(is_here(part.draft) for part in each_part(entry)):
                # What was merged there is a paper of its own here, and stays one.
                alone = replace(entry.paper, aliases=())
                names = key_digests(alone)
                new = replace(entry, paper=alone, merged=())
            paper = _add(result, new, is_taken, added, lines)
            found = paper.id
            result.added[found] = Fresh(paper, names, number)
        elif not is_there:
            status = result.outcomes[found] = TRASHED
        elif says_the_same:
            _keep(result, found)
        else:
            result.texts.setdefault(found, []).append(entry.paper)
            changed, is_unread_again = _update(result, entry, found, ledger)
            status = UPDATE if changed else SAME
        identities.add(names, found)
        lines.is_now(entry.paper.id, found)
        before = first.setdefault(found, number)
        if before == number or status == TRASHED:
            result.fates.append(Fate(status, entry, found, changed, None, is_unread_again))
        else:
            result.fates.append(Fate(DUPLICATE, entry, found, changed, before, is_unread_again))
            if found in result.added and entry.marks is not None:
                marks = unite(result.marks.get(found, NO_MARKS), entry.marks)
                result.marks |= {found: marks} if marks != NO_MARKS else {}
    _settle(result, ledger, lines)
    return result


def _settle(result: ImportPlan, ledger: Ledger, lines: OwnLines) -> None:
    """Have what is told apart by ids told by the ids that papers have here."""

    def there(name: str) -> JsonObject | None:
        return result.papers.get(name) or ledger.papers.get(name) or ledger.trash.get(name)

    lines.name_merged(result.papers, result.marks)
    for name, fresh in result.added.items():
        document = result.papers[name]
        if "apart" in document or MERGED in document:
            result.papers[name] = lines.settled(name, document, there)
            paper = from_document(name, result.papers[name])
            result.added[name] = fresh._replace(paper=paper)


def _taken(result: ImportPlan, ledger: Ledger) -> Callable[[str], bool]:
    """Give what tells whether there is a paper of an id, or was."""
    papers, trash = ledger.papers, ledger.trash

    gone: set[str] = set()

    def is_taken(name: str) -> bool:
        if name in result.papers or name in papers or name in trash:
            return True
        if not ledger.device_marks.fields(name):
            return False
        if not gone:  # looked for only where it matters: all papers are read for it
            gone.update(
                ("", *chain.from_iterable(map(merged_ids, chain(papers.values(), trash.values()))))
            )
        return name in gone  # or it would get the marks of what was merged

    return is_taken


def _told(
    entries: Sequence[Draft | Rejection], progress: Callable[[float], object]
) -> Iterator[Draft | Rejection]:
    for number, entry in enumerate(entries):
        if number % _TOLD_EVERY == 0:
            progress(number / len(entries))
        yield entry


def _same_paper(
    candidates: Iterable[str], draft: Draft, result: ImportPlan, ledger: Ledger, known: Known
) -> tuple[str, bool, bool]:
    """Give which of some papers an entry is about, the closest.

    Returns:
        Its id, empty where it is none of them; whether it is there, and not in the trash; whether
        it says the same.
    """
    found: dict[str, tuple[bool, ...]] = {}
    content, papers = 0, ledger.papers
    for name in candidates:
        content = content or content_digest(draft.paper)
        is_there = name in papers or name in result.papers
        is_written = is_there and name not in result.papers
        if is_written and not draft.paper.apart and known.content(name) == content:
            return name, True, True
        document = result.papers.get(name) or papers.get(name) or ledger.trash.get(name)
        if document is not None and name not in found:
            other, has_year = from_document(name, document), not draft.year_inferred
            if are_apart(other, draft.paper, result.file_ids.get(name, "")):
                continue
            says_the_same = content_digest(other) == content
            texts = [*merged_texts(name, document), *result.texts.get(name, ())]
            told = (other, *bridges(texts, other, draft.paper))
            if says_the_same or (
                not is_told_apart(other, draft.paper)
                and any(is_same(one, draft.paper, has_year=has_year) for one in told)
            ):
                is_closer = set(keys(draft.paper)).issubset(keys(other))
                has_abstract = other.abstract == draft.paper.abstract
                found[name] = (is_there, says_the_same, is_closer, has_abstract)
    best = max(found, key=found.__getitem__, default="")
    is_there, says_the_same = found[best][:2] if best else (False, False)
    return best, is_there, says_the_same


def known_papers(ledger: Ledger) -> Known:
    """Give what finds the papers of a library; those in the trash come after the others."""
    identities = Identities()
    for paper_id, document in ledger.papers.items():
        paper = from_document(paper_id, document)
        identities.add(key_digests(paper), paper_id, content_digest(paper))
    _add_trash(identities, ledger)
    return identities


def known_trash(ledger: Ledger) -> Known | None:
    """Give what finds the papers in the trash; None where it is empty."""
    if not ledger.trash:
        return None
    identities = Identities()
    _add_trash(identities, ledger)
    return identities


def _add_trash(identities: Identities, ledger: Ledger) -> None:
    for paper_id, document in ledger.trash.items():
        identities.add(key_digests(from_document(paper_id, document)), paper_id)


def save(found: ImportPlan, ledger: Ledger) -> None:
    """Write an import, as one action.

    Raises:
        WriteError: nothing was imported.
    """
    about = {}
    # Marks first: without their papers they do no harm, and the next try finds them.
    if found.marks or found.revised:
        wanted = {
            paper_id: _not_there_yet(paper_id, fields_of(marks), ledger)
            for paper_id, marks in found.marks.items()
        }
        wanted |= {paper_id: {"read": False} for paper_id in found.revised}
        written = ledger.write_marks(wanted, lambda _changes: found.title(), {"part": True})
        about = {"marks": written.at} if written.at else {}
    ledger.write_papers(found.papers, found.title(), about)


def _texts(previous: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in previous.items() if name != "by"}


def _not_there_yet(paper_id: str, fields: JsonObject, ledger: Ledger) -> JsonObject:
    """Give the fields that have no value yet: a paper that was lost may have marks all the same."""
    empty = (False, None, "")
    current = ledger.device_marks.current
    return {name: value for name, value in fields.items() if current(paper_id, name) in empty}


def _add(
    result: ImportPlan, draft: Draft, is_taken: Callable[[str], bool], added: str, lines: OwnLines
) -> Paper:
    paper = draft.paper
    asked = asked_id(paper.id) if paper.id else ""
    name = asked if asked and not is_taken(asked) else mint(paper, is_taken)
    if paper.id:
        result.file_ids[name] = paper.id
    paper = _as_added(paper, name, paper.added or added)
    document = result.papers[name] = to_document(paper)
    if draft.merged:
        document[MERGED] = lines.merged(name, draft)
    result.outcomes[name] = ADDED
    if draft.marks is not None and draft.marks != NO_MARKS:
        result.marks[name] = draft.marks
    return paper


def _as_added(paper: Paper, name: str, added: str) -> Paper:
    # In the order of the fields, which takes a third of the time of `dataclasses.replace`.
    return Paper(
        name,
        paper.title,
        paper.authors,
        paper.authors_complete,
        paper.abstract,
        paper.published,
        paper.categories,
        paper.organisations,
        paper.venue,
        paper.score,
        paper.identifiers,
        paper.has_code,
        added,
        paper.source,
        paper.unsure,
        later_sources=paper.later_sources,
        previous=paper.previous,
        aliases=paper.aliases,
        apart=paper.apart,
    )


def _keep(result: ImportPlan, paper_id: str) -> None:
    """Take note of an entry that says nothing new."""
    if paper_id in result.outcomes:
        result.merged.append(paper_id)
    else:
        result.outcomes[paper_id] = UNCHANGED


def _update(
    result: ImportPlan, draft: Draft, paper_id: str, ledger: Ledger
) -> tuple[tuple[Difference, ...], bool]:
    """Take what an entry adds to a paper; give what is not as it was, and if its read mark goes."""
    document = result.papers.get(paper_id) or ledger.papers[paper_id]
    old = from_document(paper_id, document)
    paper = update(old, draft.paper, year_inferred=draft.year_inferred)
    is_unread_again = False
    if paper.previous != old.previous:
        if result.outcomes.get(paper_id) == ADDED:  # nobody has seen it as it was
            paper = replace(paper, previous={})
        else:
            result.revised.append(paper_id)
            is_unread_again = bool(ledger.device_marks.current(paper_id, "read"))
            # What was read last is what it is compared with.
            if old.previous and not is_unread_again:
                paper = replace(paper, previous={**paper.previous, **_texts(old.previous)})
    if paper == old:
        _keep(result, paper_id)
        return (), False
    changed = differences(old, paper)
    paper = with_sources(paper, draft.paper)
    if paper_id in result.outcomes:
        result.merged.append(paper_id)
    result.papers[paper_id] = to_document(paper, document)
    if fresh := result.added.get(paper_id):
        result.added[paper_id] = Fresh(paper, key_digests(paper), fresh.number, is_changed=True)
    if result.outcomes.get(paper_id) != ADDED:
        result.outcomes[paper_id] = UPDATED
    return changed, is_unread_again
