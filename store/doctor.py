"""Looking a library over: what a reader should know about or attend to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.library import Library
from store.models import NO_MARKS, UNSURE_CATEGORY, UNSURE_SPLIT


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found."""

    kind: str
    """``line``, ``file``, ``field``, ``split``, ``category`` or ``marks``."""
    where: str
    """The paper's id, or the file and line."""
    message: str
    is_damage: bool
    """True where something was lost or cannot be read; False where it only wants a look."""


def examine(library: Library) -> Iterator[Finding]:
    """Give everything found, damage first."""
    for path, number, reason in library.bad_lines():
        place = f"{path.name}:{number}"
        yield Finding("line", place, f"This line was left out: {reason}.", True)
    for name, message in library.unreadable.items():
        yield Finding("file", name, message, True)
    for file, paper_id, name in library.misshapen():
        message = f"Its {name} is not what it should be and was left out."
        yield Finding("field", f"{file}: {paper_id}", message, True)
    deleted = {trashed.paper.id for trashed in library.trash()}
    for paper_id in sorted(library.marked_ids() - deleted):
        if paper_id not in library and library.marks(paper_id) != NO_MARKS:
            yield Finding("marks", paper_id, "There are marks for it, but no such paper.", False)
    for paper_id in library:
        paper = library.paper(paper_id)
        if UNSURE_SPLIT in paper.unsure:
            told = f"{paper.title} | {', '.join(paper.authors) or 'no authors'}"
            yield Finding("split", paper_id, f"Is this title and these authors? {told}", False)
        if UNSURE_CATEGORY in paper.unsure:
            told = ", ".join(paper.categories)
            yield Finding("category", paper_id, f"{told} is not a category arXiv lists.", False)
