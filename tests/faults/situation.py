"""What a fault may fall into: single changes, and streams of changes, by name.

Everything the library comes to do on disk belongs here: each test of faults goes through all
of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from store.change import Change
from store.journal.compaction import compact
from store.journal.storage import JournalStorage
from store.library import Library
from store.marks import joined
from store.models import Marks
from tests.store.making import draft, filled, library

PAPERS = "abcdefghijklmnopqrstuvwxyz"
X, Y, Z = "anon-x", "anon-y", "anon-z"
NOTE = "a note " * 300

Content = dict[str, object]


def content(opened: Library) -> Content:
    """Give every paper with its marks, and what is in the trash."""
    papers = {name: (opened.paper(name), opened.marks(name)) for name in opened}
    return {**papers, "trash": {found.paper.id for found in opened.trash()}}


@dataclass(frozen=True)
class Situation:
    """A library, and one change of it."""

    prepare: Callable[[Path], object]
    act: Callable[[Library], object]
    is_one_batch: bool = True
    """Whether it is not at all where it could not be done wholly."""


def _marked(folder: Path) -> Library:
    opened = filled(folder)
    opened.change([X, Y], Change(read=True, note="first"))
    return opened


def _torn(folder: Path, *, is_witnessed: bool) -> None:
    opened = _marked(folder)
    opened.change([Z], Change(note="cut off by a crash"))
    path = folder / "marks" / "laptop.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    if not is_witnessed:
        assert opened.folder.witness
        opened.folder.witness.unlink()


def _correct(opened: Library) -> None:
    opened.edit(replace(opened.paper(X), title="corrected"), "Corrected")


def import_marked(opened: Library) -> None:
    """Import a paper that brings its marks."""
    opened.import_papers([draft("a", marks=Marks(starred=True, note="mine"))])


def _after(act: Callable[[Library], object]) -> Callable[[Path], None]:
    """Give what prepares a library in which something was done."""

    def prepare(folder: Path) -> None:
        _marked(folder)
        act(library(folder))

    return prepare


def _compact(opened: Library) -> None:
    folder = opened.folder
    for path, join in ((folder.papers, None), (folder.marks(opened.device), joined)):
        compact(JournalStorage(path, join=join), batches=1)
    opened.refresh()


SITUATIONS = {
    "first mark": Situation(filled, lambda opened: opened.change([X], Change(starred=True))),
    "mark": Situation(_marked, lambda opened: opened.change([X], Change(starred=True))),
    "mark after a torn line": Situation(
        partial(_torn, is_witnessed=False), lambda opened: opened.change([X], Change(starred=True))
    ),
    "mark after a torn line of which there is a copy": Situation(
        partial(_torn, is_witnessed=True), lambda opened: opened.change([X], Change(starred=True))
    ),
    "marks of several": Situation(
        _marked, lambda opened: opened.change([X, Y, Z], Change(queued=True, add_tags=("rl",)))
    ),
    "note": Situation(_marked, lambda opened: opened.write_note(X, NOTE, "first")),
    "first import": Situation(
        lambda _: None, lambda opened: opened.import_papers([draft("a"), draft("b")])
    ),
    "import": Situation(
        _marked, lambda opened: opened.import_papers([draft(f"long{n}") for n in range(30)])
    ),
    "import with marks": Situation(_marked, import_marked),
    "correction": Situation(_marked, _correct),
    "renaming of a tag": Situation(
        _after(lambda opened: opened.change([X, Y], Change(add_tags=("rl",)))),
        lambda opened: opened.rename_tag("rl", "ml"),
    ),
    "deletion": Situation(_marked, lambda opened: opened.delete([X, Z])),
    "return from the trash": Situation(
        _after(lambda opened: opened.delete([X, Z])),
        lambda opened: opened.restore_from_trash([X]),
    ),
    "emptying of the trash": Situation(
        _after(lambda opened: opened.delete([X, Z])),
        lambda opened: opened.empty_trash(),
        is_one_batch=False,  # the marks go after the papers
    ),
    "undo of marks": Situation(_marked, lambda opened: opened.undo()),
    "undo of an import": Situation(
        _after(lambda opened: opened.import_papers([draft("a")])), lambda opened: opened.undo()
    ),
    "undo of a correction": Situation(_after(_correct), lambda opened: opened.undo()),
    "redo": Situation(_after(lambda opened: opened.undo()), lambda opened: opened.redo()),
    "compaction": Situation(_after(_correct), _compact),
}
"""By name; a library is opened between what prepares it and the act."""


@dataclass(frozen=True)
class Stream:
    """Changes numbered from 0, made one after the other."""

    act: Callable[[Library, int], object]
    found: Callable[[Library], set[int]]
    """Gives the numbers of the changes that are there."""


def _tag(opened: Library, number: int) -> None:
    papers = list(opened)
    opened.change([papers[number % len(papers)]], Change(add_tags=(f"t{number}",)))


def tags(opened: Library) -> set[int]:
    """Give the numbers of tags."""
    return {int(tag[1:]) for name in opened for tag in opened.marks(name).tags}


def _note(opened: Library, number: int) -> None:
    opened.write_note(X, f"{NOTE}{number}", opened.marks(X).note)


def _notes(opened: Library) -> set[int]:
    text = opened.marks(X).note.removeprefix(NOTE)
    return set(range(int(text) + 1)) if text else set()


_TOGETHER = 5


def _import(opened: Library, number: int) -> None:
    opened.import_papers(
        draft(f"paper n{number}k{k}", asked=f"n-{number}-{k}") for k in range(_TOGETHER)
    )


def _imported(opened: Library) -> set[int]:
    ids = [name for name in opened if name.startswith("n-")]
    whole = {number for number in range(len(ids)) if f"n-{number}-0" in opened}
    assert len(ids) == _TOGETHER * len(whole), "part of an import is there"
    return whole


def _tag_and_compact(opened: Library, number: int) -> None:
    _tag(opened, number)
    if number % 5 == 0:
        _compact(opened)


def _tag_and_back_up(opened: Library, number: int) -> None:
    _tag(opened, number)
    if number % 5 == 0:
        opened.backups.make(with_papers=True)


STREAMS = {
    "mark": Stream(_tag, tags),
    "note": Stream(_note, _notes),
    "import": Stream(_import, _imported),
    "compact": Stream(_tag_and_compact, tags),
    "backup": Stream(_tag_and_back_up, tags),
}


def prepared(name: str, folder: Path) -> tuple[Content, Content]:
    """Prepare a library for a change; give its content before the change and after it."""
    situation = SITUATIONS[name]
    contents: list[Content] = []
    for place in (folder, folder.with_name("done")):
        situation.prepare(place)
        contents.append(content(library(place)))
    opened = library(folder.with_name("done"))
    situation.act(opened)
    return contents[0], content(library(folder.with_name("done")))
