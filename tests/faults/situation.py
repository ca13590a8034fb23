"""What a fault may fall into: single changes, and streams of changes, by name.

Everything the library comes to do on disk belongs here: each test of faults goes through all
of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from store.change import Change
from store.library import Library
from store.models import Marks, Paper
from tests.store.making import draft, filled, library

PAPERS = "abcdefghijklmnopqrstuvwxyz"
X, Y, Z = "anon-x", "anon-y", "anon-z"
NOTE = "a note " * 300

Content = dict[str, tuple[Paper, Marks]]


def content(opened: Library) -> Content:
    """Give every paper with its marks."""
    return {name: (opened.paper(name), opened.marks(name)) for name in opened}


@dataclass(frozen=True)
class Situation:
    """A library, and one change of it."""

    prepare: Callable[[Path], object]
    act: Callable[[Library], object]


def _marked(folder: Path) -> Library:
    opened = filled(folder)
    opened.change([X, Y], Change(read=True, note="first"))
    return opened


def _torn(folder: Path) -> None:
    _marked(folder).change([Z], Change(note="cut off by a crash"))
    path = folder / "marks" / "laptop.jsonl"
    path.write_bytes(path.read_bytes()[:-30])


def _rename(opened: Library) -> None:
    opened.edit(replace(opened.paper(X), title="corrected"), "Corrected")


SITUATIONS = {
    "first mark": Situation(filled, lambda opened: opened.change([X], Change(starred=True))),
    "mark": Situation(_marked, lambda opened: opened.change([X], Change(starred=True))),
    "mark after a torn line": Situation(
        _torn, lambda opened: opened.change([X], Change(starred=True))
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
    "import with marks": Situation(
        _marked,
        lambda opened: opened.import_papers([draft("a", marks=Marks(starred=True, note="mine"))]),
    ),
    "correction": Situation(_marked, _rename),
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


STREAMS = {
    "mark": Stream(_tag, tags),
    "note": Stream(_note, _notes),
    "import": Stream(_import, _imported),
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
