"""Whatever was merged, split, marked and changed: an import takes back what an export holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.care.doctor import examine
from store.change import Change
from store.errors import PaperdeckError
from store.library import Library
from store.models import Marks
from tests.store.backing_up import lines, taken_back
from tests.store.making import draft, library

TITLES = "vwxyz"
IDS = [f"anon-{title}" for title in TITLES]

Step = tuple[str, list[str]]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["merge", "merge", "merge", "split", "undo", "redo", "note", "star", "read", "import",
             "delete", "revise"]
        ),
        st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True),
    ),
    min_size=1,
    max_size=14,
)  # fmt: skip


def act(opened: Library, step: Step, number: int) -> None:
    """Do what a step says, where that can be done."""
    name, ids = step
    there = [one for one in ids if one in opened]
    titles = [one.removeprefix("anon-") for one in ids]
    match name:
        case "merge":
            opened.merging.merge(ids)
        case "split":
            opened.merging.split(ids[0])
        case "undo":
            opened.undo()
        case "redo":
            opened.redo()
        case "note" if there:
            opened.change(there[:1], Change(note=f"{opened.marks(there[0]).note} {number}"))
        case "star" if there:
            opened.change(there, Change(starred=True, rating=4, add_tags=(f"t{number}",)))
        case "read" if there:
            opened.change(there, Change(read=True))
        case "import":
            found = [draft(one, (), venue=f"V{number}", score=number * 1.0) for one in titles]
            opened.import_papers(found)
        case "revise":
            text, day = f"Another {number} text altogether.", f"2020-01-{number + 2:02}"
            opened.import_papers([draft(titles[0], (), abstract=text, published=day)])
        case "delete" if there:
            opened.delete(there[:1])


def made(folder: Path, wanted: list[Step]) -> Library:
    opened = library(folder)
    opened.import_papers(
        [
            draft(title, (), asked=f"anon-{title}", abstract=f"About {title}.",
                  published="2020-01-01", identifiers={"doi": f"10.1/{title}"})
            for title in TITLES
        ]
    )  # fmt: skip
    for number, step in enumerate(wanted):
        try:
            act(opened, step, number)
        except PaperdeckError:
            continue
    return opened


def all_split(opened: Library) -> dict[str, tuple[object, Marks]]:
    """Take apart what can be; give every paper and its marks."""
    while True:
        came = []
        for name in sorted(opened):
            try:
                came.append(opened.merging.split(name))
            except PaperdeckError:
                continue
        if not came:
            return {name: (opened.paper(name), opened.marks(name)) for name in opened}


@settings(max_examples=60, deadline=None)
@given(steps)
def test_an_empty_library_becomes_what_was_exported(wanted: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as place:
        first = made(Path(place) / "first", wanted)
        first.empty_trash()
        second = taken_back(first, Path(place) / "second")
        assert lines(second) == lines(first)
        assert [one.message for one in examine(second)] == []
        assert all_split(second) == all_split(first)
        again = [draft(title, (), identifiers={"doi": f"10.1/{title}"}) for title in TITLES]
        told = first.import_papers(again), second.import_papers(again)
        assert told[0] == told[1]
        assert lines(second) == lines(first)
