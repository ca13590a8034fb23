"""Whatever is merged, split, taken back and imported, in whatever order: nothing is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from store.care.doctor import examine
from store.change import Change
from store.errors import PaperdeckError
from store.library import Library
from store.merged import merged_ids
from tests.store.making import draft, filled, library

TITLES = "vwxyz"
IDS = [f"anon-{title}" for title in TITLES]

Step = tuple[str, list[str]]

steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["merge", "merge", "split", "split", "undo", "redo", "note", "note", "star", "import",
             "delete", "take out", "reopen"]
        ),
        st.lists(st.sampled_from(IDS), min_size=2, max_size=4, unique=True),
    ),
    max_size=14,
)  # fmt: skip


def act(opened: Library, step: Step, number: int, noted: list[str]) -> None:
    """Do what a step says, where that can be done; take down what is noted."""
    name, ids = step
    there = [one for one in ids if one in opened]
    match name:
        case "merge":
            opened.merging.merge(ids)
        case "split":
            opened.merging.split(ids[0])
        case "undo" | "redo":
            event = opened.undo() if name == "undo" else opened.redo()
            if "noted" in event.title:
                noted[:] = [one for one in noted if one in seen(opened)]
        case "note" if there:
            text = f"note{number}."
            before = opened.marks(there[0]).note
            opened.change(there[:1], Change(note=f"{before} {text}".strip()))
            noted.append(text)
        case "star" if there:
            opened.change(there, Change(starred=True, add_tags=(f"t{number}",)))
        case "import":
            opened.import_papers([draft(one.removeprefix("anon-"), (), venue="V") for one in ids])
        case "delete" if there:
            opened.delete(there[:1])
        case "take out":
            opened.restore_from_trash([one.paper.id for one in opened.trash()])


def seen(opened: Library) -> str:
    """Give all notes of papers that are there or in the trash."""
    ids = [*opened, *(one.paper.id for one in opened.trash())]
    return "\n".join(opened.marks(name).note for name in ids)


@settings(max_examples=120, deadline=None)
@given(steps)
def test_no_sequence_loses_a_note_or_a_paper(wanted: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        filled(folder, TITLES, "another")
        opened = library(folder)
        noted: list[str] = []
        for number, step in enumerate(wanted):
            if step[0] == "reopen":
                opened = library(folder)
            try:
                act(opened, step, number, noted)
            except PaperdeckError:
                continue
            found = seen(opened)
            assert [one for one in noted if one not in found] == []
            trash = {one.paper.id for one in opened.trash()}
            assert set(IDS) <= {*opened, *trash} | opened.merged_ids()
            assert [one.message for one in examine(opened)] == []
        while any(map(merged_ids, dict(opened.own_journals[0].documents("papers")).values())):
            for name in list(opened):
                try:
                    opened.merging.split(name)
                except PaperdeckError:
                    continue
        found = seen(opened)
        assert [one for one in noted if one not in found] == []
        assert (
            set(IDS) <= {*opened, *(one.paper.id for one in opened.trash())} | opened.merged_ids()
        )
