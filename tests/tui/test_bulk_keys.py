"""Keys are answered while many papers are being marked."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store.change import Change
from store.library import Library
from tests.tui.reader import reading


async def test_keys_act_while_an_undo_takes_long(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(folder) as library:
        library.change(ids, Change(read=True))
    gate = threading.Event()
    undo = Library.undo

    def slow(library: Library) -> object:
        gate.wait()
        return undo(library)

    monkeypatch.setattr(Library, "undo", slow)
    monkeypatch.setattr("tui.screens.history._SHOWN_SECONDS", 0.01)
    async with reading(folder) as reader:
        try:
            await reader.pilot.press("u", "j", "j")
            await reader.until(lambda: reader.current == ids[2])
            assert reader.said == "Undoing…"
            assert reader.screen.writer.waiting
            await reader.pilot.press("q")
            await reader.until(lambda: "Still saving a change" in reader.said)
        finally:
            gate.set()
        await reader.end()
    with Library(folder, read_only=True) as library:
        assert not any(library.marks(name).read for name in ids)


async def test_what_another_window_marks_by_the_thousand_is_not_looked_at_one_by_one(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.deck.MANY", 2)
    monkeypatch.setattr("tui.screens.following.MANY", 2)
    asked: list[str] = []
    marks = Library.marks

    def counted(library: Library, paper_id: str) -> object:
        asked.append(paper_id)
        return marks(library, paper_id)

    async with reading(folder) as reader:
        assert reader.screen.deck is not None
        assert reader.screen.deck.unread() == len(ids)
        with Library(folder) as library:
            library.change(ids, Change(read=True))
        await reader.until(lambda: reader.screen.deck and not reader.screen.deck.unread())
        monkeypatch.setattr(Library, "marks", counted)
        reader.screen.deck.changed(ids, dict.fromkeys(ids, True))
        assert (reader.screen.deck.unread(), asked) == (0, [])


async def test_marks_on_their_way_count_before_what_was_told_of_papers(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.deck.MANY", 2)
    async with reading(folder) as reader:
        deck = reader.screen.deck
        assert deck is not None
        deck.expect(ids[:3], Change(read=True))
        deck.changed(ids, dict.fromkeys(ids, False))
        assert deck.unread_ids() == ids[3:]
        deck.settled(ids[:3], is_made=False)
        assert deck.unread_ids() == ids
        deck.expect(ids[:3], Change(read=True))
        deck.settled(ids[:3])
        assert deck.unread_ids() == ids[3:]


async def test_what_is_undone_by_the_thousand_counts_at_once(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("tui.deck", "tui.screens.history", "tui.screens.base"):
        monkeypatch.setattr(f"{module}.MANY", 2)
    monkeypatch.setattr(Library, "news", lambda _library: None)
    async with reading(folder) as reader:
        deck = reader.screen.deck
        assert deck is not None
        await reader.keys("V", "G", "r")
        await reader.until(lambda: deck.unread() == 0)
        await reader.keys("u")
        await reader.until(lambda: reader.said.startswith("Undid"))
        assert deck.unread() == len(ids)
        await reader.keys("ctrl+r")
        await reader.until(lambda: reader.said.startswith("Did again"))
        assert deck.unread() == 0
