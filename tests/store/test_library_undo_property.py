"""Undo and redo against a plain model: a stack of snapshots."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from store.change import Change
from store.errors import PaperdeckError
from store.events import PapersDeleted, PapersEdited, PapersImported, PapersMarked
from store.library import Library
from store.models import NO_MARKS, Marks
from tests.store.making import draft, library

TITLES = "uvwxyz"
IDS = [f"anon-{title}" for title in TITLES]

Snapshot = dict[str, Any]

windows = st.integers(0, 1)
papers = st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True)
words = st.sampled_from(["", "a", "b", "a b"])
flags = st.sampled_from([None, None, True, False])
tags = st.lists(st.sampled_from(["rl", "nlp", "x"]), max_size=2).map(tuple)


class UndoAgainstSnapshots(RuleBasedStateMachine):
    """Two windows of one device on one library."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.folder = Path(self.place.name) / "library"
        self.windows = [library(self.folder), library(self.folder)]
        self.done: list[Snapshot] = []
        """What was before each action that can be taken back."""
        self.undone: list[Snapshot] = []
        self.draft = ("", "")
        """Paper and name of the editing that the last action belongs to."""
        self.before_draft: Snapshot = {}
        self.nothings = 0
        """Editings that left a note as it had been."""
        self.state = self.seen(self.windows[0])

    def teardown(self) -> None:
        self.place.cleanup()

    @staticmethod
    def seen(opened: Library) -> Snapshot:
        marks = {name: opened.marks(name) for name in opened.marked_ids()}
        return {
            "papers": {name: opened.paper(name) for name in opened},
            "marks": {name: one for name, one in marks.items() if one != NO_MARKS},
            "trash": {one.paper.id: one.paper for one in opened.trash()},
        }

    def window(self, number: int) -> Library:
        self.windows[number].refresh()
        return self.windows[number]

    def acted(
        self,
        opened: Library,
        event: PapersMarked | PapersEdited | PapersDeleted | PapersImported,
        draft_name: tuple[str, str] = ("", ""),
    ) -> None:
        """Record what an action did, as a person would who takes photographs."""
        after = self.seen(opened)
        if isinstance(event, PapersImported):
            changes_something = bool(event.added or event.updated)
        else:
            changes_something = bool(event.ids)
        assert changes_something == (after != self.state)
        if changes_something:
            self.undone.clear()
            if draft_name[1] and draft_name == self.draft:
                self.edited_on(after)
            else:
                self.before_draft = self.state
                self.done.append(self.state)
            self.draft = draft_name
            self.state = after

    def edited_on(self, after: Snapshot) -> None:
        """Record one more save of an editing: an action only if it comes to something."""
        was_nothing, is_nothing = self.state == self.before_draft, after == self.before_draft
        self.nothings += is_nothing - was_nothing
        if is_nothing:
            self.done.pop()
        elif was_nothing:
            self.done.append(self.before_draft)

    @initialize()
    def fill(self) -> None:
        opened = self.window(0)
        self.acted(opened, opened.import_papers([draft(title, ()) for title in "xyz"]))

    @rule(number=windows, ids=papers, read=flags, starred=flags, add=tags, remove=tags)
    def mark(  # noqa: PLR0917 - an argument for each choice
        self,
        number: int,
        ids: list[str],
        read: bool | None,
        starred: bool | None,
        add: tuple[str, ...],
        remove: tuple[str, ...],
    ) -> None:
        opened = self.window(number)
        change = Change(read=read, starred=starred, add_tags=add, remove_tags=remove)
        self.acted(opened, opened.change([name for name in ids if name in opened], change))

    @rule(
        number=windows,
        paper_id=st.sampled_from(IDS[3:]),
        texts=st.lists(words, min_size=1, max_size=3),
        name=st.sampled_from("de"),
    )
    def note(self, number: int, paper_id: str, texts: list[str], name: str) -> None:
        opened = self.window(number)
        for text in texts if paper_id in opened else ():
            base = opened.marks(paper_id).note
            # A name is of one editing, and so of one paper.
            event = opened.write_note(paper_id, text, base, f"{name}-{paper_id}")
            self.acted(opened, event, (paper_id, f"{name}-{paper_id}"))

    @rule(number=windows, old=st.sampled_from(["rl", "nlp"]), new=st.sampled_from(["rl", "x"]))
    def rename(self, number: int, old: str, new: str) -> None:
        opened = self.window(number)
        try:
            event = opened.rename_tag(old, new)
        except PaperdeckError:
            assert not any(old in marks.tags for marks in self.state["marks"].values())
        else:
            self.acted(opened, event)

    @rule(number=windows, titles=st.lists(st.sampled_from(TITLES), max_size=3), venue=words)
    def bring(self, number: int, titles: list[str], venue: str) -> None:
        opened = self.window(number)
        marks = Marks(queued=True, tags=("came",))
        drafts = [draft(title, (), venue=venue, marks=marks) for title in titles]
        self.acted(opened, opened.import_papers(drafts))

    @rule(number=windows, paper_id=st.sampled_from(IDS), venue=words, abstract=words)
    def correct(self, number: int, paper_id: str, venue: str, abstract: str) -> None:
        opened = self.window(number)
        if paper_id in opened:
            new = replace(opened.paper(paper_id), venue=venue, abstract=abstract)
            self.acted(opened, opened.edit(new, "Corrected it"))

    @rule(number=windows, ids=papers)
    def delete(self, number: int, ids: list[str]) -> None:
        opened = self.window(number)
        if ids := [name for name in ids if name in opened]:
            self.acted(opened, opened.delete(ids))

    @rule(number=windows, ids=papers)
    def take_out(self, number: int, ids: list[str]) -> None:
        opened = self.window(number)
        if ids := [name for name in ids if name in self.state["trash"]]:
            self.acted(opened, opened.restore_from_trash(ids))

    @rule(number=windows, times=st.integers(1, 4))
    def undo(self, number: int, times: int) -> None:
        for _ in range(times):
            self.draft = ("", "")
            if not self.done:
                with pytest.raises(PaperdeckError, match="nothing to undo"):
                    self.windows[number].undo()
                return
            assert self.windows[number].undo().ids
            self.undone.append(self.state)
            self.state = self.done.pop()

    @rule(number=windows, times=st.integers(1, 4))
    def redo(self, number: int, times: int) -> None:
        for _ in range(times):
            if not self.undone:
                with pytest.raises(PaperdeckError, match="nothing to do again"):
                    self.windows[number].redo()
                return
            self.draft = ("", "")
            assert self.windows[number].redo().ids
            self.done.append(self.state)
            self.state = self.undone.pop()

    @rule(number=windows)
    def reopen(self, number: int) -> None:
        self.windows[number] = library(self.folder)

    @invariant()
    def every_window_shows_what_the_snapshots_say(self) -> None:
        for opened in self.windows:
            opened.refresh()
            assert self.seen(opened) == self.state

    @invariant()
    def the_history_has_each_action_once(self) -> None:
        if self.folder.exists():
            standing = [entry for entry in self.windows[0].history() if not entry.is_undone]
            assert len(standing) == len(self.done) + self.nothings


TestUndoAgainstSnapshots = UndoAgainstSnapshots.TestCase
TestUndoAgainstSnapshots.settings = settings(max_examples=120, stateful_step_count=30)
