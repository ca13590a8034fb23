"""Looking a library over: what a reader should know about or attend to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from store.care.finding import Finding
from store.care.housekeeping import examine_folder
from store.identity import Identities, apart_from, key_digests
from store.library import Library
from store.models import NO_MARKS, UNSURE_CATEGORY, UNSURE_SPLIT, Paper
from store.sameness import is_same


def examine(library: Library, now: datetime | None = None) -> Iterator[Finding]:
    """Give everything found, damage first.

    Args:
        library: the library.
        now: the time, by which clocks are judged.
    """
    library.reread()
    yield from _damage(library)
    yield from examine_folder(library, now or datetime.now(UTC))
    deleted = {trashed.paper.id for trashed in library.trash()} | library.merged_ids()
    for paper_id in sorted(library.marked_ids() - deleted):
        if paper_id not in library and library.marks(paper_id) != NO_MARKS:
            yield Finding("marks", paper_id, "There are marks for it, but no such paper.", False)
    for name, (paper_id, _marks) in library.merging.late().items():
        told = f"It was marked again, though it is one with {paper_id}; a repair adds these marks."
        yield Finding("marks", name, told, False)
    yield from _twice(library)
    yield from _guesses(library)


def _damage(library: Library) -> Iterator[Finding]:
    for path, number, reason in library.bad_lines():
        place = f"{path.name}:{number}"
        yield Finding("line", place, f"This line was left out: {reason}.", True)
    for name, message in library.unreadable.items():
        yield Finding("file", name, message, True)
    for file, paper_id, name in library.misshapen():
        message = f"Its {name} is not what it should be and was left out."
        yield Finding("field", f"{file}: {paper_id}", message, True)


def _twice(library: Library) -> Iterator[Finding]:
    """Give each paper that an earlier one seems to be as well."""
    known = Identities()
    for paper_id in library:
        paper = library.paper(paper_id)
        names = key_digests(paper)
        for other in dict.fromkeys(known.candidates(names)):
            if _is_twice(library.paper(other), paper):
                told = f"It seems to be the same paper as {other}; paperdeck merge makes them one."
                yield Finding("twice", paper_id, told, False)
                break
        known.add(names, paper_id)


def _is_twice(one: Paper, other: Paper) -> bool:
    is_told_apart = apart_from(other.id) in one.apart or apart_from(one.id) in other.apart
    return not is_told_apart and is_same(one, other) and is_same(other, one)


def _guesses(library: Library) -> Iterator[Finding]:
    for paper_id in library:
        paper = library.paper(paper_id)
        if UNSURE_SPLIT in paper.unsure:
            told = f"{paper.title} | {', '.join(paper.authors) or 'no authors'}"
            yield Finding("split", paper_id, f"Is this title and these authors? {told}", False)
        if UNSURE_CATEGORY in paper.unsure:
            told = ", ".join(paper.categories)
            yield Finding("category", paper_id, f"{told} is not a category arXiv lists.", False)
