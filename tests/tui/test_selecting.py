from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from store.change import Change
from store.index.hits import Hits
from store.library import Library
from tests.tui.reader import Reader, fill, paper, reading
from tui.deck import Deck
from tui.widgets.paper_list import PaperList


def selected(reader: Reader) -> list[int]:
    """Give the numbers of the papers that are drawn as selected."""
    lines = [line for line in reader.text().splitlines() if line.startswith("✓")]
    return [int(line.split("Paper number ")[1].split(":")[0]) for line in lines]


def status(reader: Reader) -> str:
    return reader.text().splitlines()[-2]


async def show(reader: Reader, query: str) -> None:
    """Filter the list."""
    await reader.keys("f", *["backspace"] * len(reader.screen.filter_text))
    await reader.type(query)
    await reader.keys("enter")
    await reader.until(lambda: reader.screen.filter_text == query and reader.screen.is_list_true())


async def test_space_selects_a_paper_and_goes_on_and_on_a_selected_one_takes_it_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "j", "space")
        assert selected(reader) == [0, 2]
        assert "2 selected · 6 unread · 4/6" in status(reader)
        assert reader.current == ids[3]
        await reader.keys("g", "space")
        assert selected(reader) == [2]
        assert "1 selected" in status(reader)


async def test_space_on_the_last_paper_stays_there(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("G", "space")
        assert reader.current == ids[5]
        assert "1 selected" in status(reader)
        await reader.keys("space")
        assert "selected" not in status(reader)


async def test_nothing_is_selected_in_an_empty_library(folder: Path) -> None:
    async with reading(folder) as reader:
        for key in ("space", "V"):
            await reader.keys(key)
            assert reader.said == "There is no paper here."
            await reader.keys("escape", "s", "D", "y", "o", "d", "full_stop", "t")
        assert not (folder / "papers.jsonl").exists()


async def test_capital_v_selects_all_shown_and_again_none(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "V")
        assert selected(reader) == [0, 1, 2, 3, 4, 5]
        assert reader.said == "Selected 6 papers; Esc clears it."
        await reader.keys("V")
        assert selected(reader) == []
        assert "selected" not in status(reader)


async def test_escape_clears_the_selection_before_it_drops_the_filter(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, query="is:unread") as reader:
        await reader.until(lambda: reader.screen.filter_text)
        await reader.keys("V", "escape")
        assert selected(reader) == []
        assert reader.screen.filter_text == "is:unread"
        await reader.keys("escape")
        assert not reader.screen.filter_text


async def test_escape_drops_what_was_found_before_it_clears_the_selection(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "slash")
        await reader.type("things")
        await reader.keys("enter", "escape")
        assert not reader.screen.matches
        assert selected(reader) == [0]
        await reader.keys("escape")
        assert selected(reader) == []


async def test_escape_drops_a_filter_that_hides_all_that_is_selected_and_then_clears_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space")
        await show(reader, "4th")
        await reader.keys("escape")
        assert not reader.screen.filter_text
        assert selected(reader) == [0]
        await reader.keys("escape")
        assert selected(reader) == []


@pytest.mark.parametrize(
    ("key", "mark"), [("s", "starred"), ("r", "read"), ("b", "queued"), ("d", "read")]
)
async def test_a_mark_is_set_for_all_selected_and_taken_back_as_one(
    folder: Path, ids: list[str], key: str, mark: str
) -> None:
    def on_disk(reader: Reader) -> list[bool]:
        return [getattr(reader.on_disk(name), mark) for name in ids]

    async with reading(folder) as reader:
        await reader.keys("space", "space", "space", key)
        assert on_disk(reader) == [True] * 3 + [False] * 3
        assert "3 papers; u undoes it." in reader.said
        assert selected(reader) == [0, 1, 2]
        await reader.keys("u")
        assert on_disk(reader) == [False] * 6


async def test_a_mark_that_some_have_is_given_to_all_and_one_that_all_have_is_taken_away(
    folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change([ids[1]], Change(starred=True))
    async with reading(folder) as reader:
        await reader.keys("space", "space", "space", "s")
        assert [reader.on_disk(name).starred for name in ids] == [True] * 3 + [False] * 3
        assert reader.said == "Starred 2 papers (1 was so already); u undoes it."
        await reader.keys("s")
        assert not any(reader.on_disk(name).starred for name in ids)
        assert reader.said == "Unstarred 3 papers; u undoes it."


async def test_a_mark_that_very_many_have_is_taken_away_from_all_of_them(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.marking._PORTION", 2)
    async with reading(folder) as reader:
        await reader.keys("V", "s")
        assert all(reader.on_disk(name).starred for name in ids)
        await reader.keys("s")
        assert not any(reader.on_disk(name).starred for name in ids)
        await reader.keys("j", "G", "escape", "s", "V", "s")
        assert all(reader.on_disk(name).starred for name in ids)


async def test_d_marks_the_selection_read_and_goes_to_an_unread_paper_outside_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "space", "space", "k", "k", "d")
        assert [reader.on_disk(name).read for name in ids] == [False, True, True] + [False] * 3
        assert reader.current == ids[3]
        await reader.keys("d")
        assert reader.said == "What is selected is read already; Esc clears the selection."
        assert reader.current == ids[3]
        assert not reader.on_disk(ids[3]).read


async def test_tags_and_the_last_mark_go_to_all_selected(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "space", "t")
        assert "tag 2 papers:" in reader.text()
        await reader.type("rl")
        await reader.keys("enter", "escape", "j", "space", "space", "full_stop")
        tagged = [reader.on_disk(name).tags == ("rl",) for name in ids]
        assert tagged == [True, True, False, True, True, False]
        await reader.keys("t")
        await reader.type("-rl")
        await reader.keys("enter")
        assert [bool(reader.on_disk(name).tags) for name in ids] == [True, True] + [False] * 4


async def test_a_note_is_that_of_the_paper_under_the_cursor(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "space", "e", "x", "escape")
        assert [reader.on_disk(name).note for name in ids] == ["", "", "x", "", "", ""]


async def test_selected_papers_are_deleted_as_one_and_come_back_unselected(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "j", "space", "D")
        await reader.until(lambda: "1/4" in reader.text() or "2/4" in reader.text())
        assert reader.said == "Deleted 2 papers; u undoes it."
        assert reader.current == ids[3]
        assert "selected" not in status(reader)
        await reader.keys("u")
        await reader.until(lambda: "/6" in reader.text())
        assert selected(reader) == []
        assert "selected" not in status(reader)


async def test_the_selection_survives_a_filter_and_what_it_hides_is_not_acted_on(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "space")
        await show(reader, "1th")
        assert selected(reader) == [1]
        assert "2 selected, 1 hidden" in status(reader)
        await reader.keys("s")
        await show(reader, "4th")
        assert "2 selected, 2 hidden" in status(reader)
        await reader.keys("b")
        await reader.keys("0")
        assert selected(reader) == [0, 1]
        assert "hidden" not in status(reader)
        assert [reader.on_disk(name).starred for name in ids] == [False, True] + [False] * 4
        assert [reader.on_disk(name).queued for name in ids] == [False] * 4 + [True, False]


async def test_all_of_two_filters_are_selected_one_after_the_other(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await show(reader, "1th")
        await reader.keys("V")
        await show(reader, "4th")
        await reader.keys("V")
        assert "2 selected, 1 hidden" in status(reader)
        await reader.keys("V")
        assert "1 selected, 1 hidden" in status(reader)
        await reader.keys("0")
        assert selected(reader) == [1]


async def test_the_selection_stays_with_its_papers_in_another_order(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "space")
        await show(reader, "sort:date")
        assert selected(reader) == [1, 0]


async def test_papers_deleted_in_another_window_are_selected_no_more(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("space", "space", "space")
        with Library(folder) as other:
            other.delete([ids[1]])
        await reader.until(lambda: "/5" in status(reader))
        assert selected(reader) == [0, 2]
        assert "2 selected ·" in status(reader)
        await reader.keys("s")
        assert reader.on_disk(ids[0]).starred
        assert reader.said == "Starred 2 papers; u undoes it."


async def test_papers_deleted_a_moment_ago_do_not_keep_the_others_from_being_marked(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        library = reader.screen.library
        assert library is not None

        def delete() -> None:
            with Library(folder) as other:
                other.delete([ids[1]])
            library.refresh()

        await reader.keys("space", "space", "space")
        reader.screen.writer.submit(delete, lambda _result, _error: None)
        await reader.screen.action_paper_star()
        await reader.until(lambda: reader.on_disk(ids[2]).starred)
        await reader.until(lambda: "/5" in status(reader))
        assert selected(reader) == [0, 2]


async def test_marks_of_a_selection_that_cannot_be_written_are_taken_off_the_screen(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        assert reader.screen.library is not None
        journal = folder / "marks" / f"{reader.screen.library.device}.jsonl"
        journal.mkdir(parents=True)
        await reader.keys("V", "s")
        assert "★" not in reader.text()
        assert journal.name in reader.said
        assert selected(reader) == [0, 1, 2, 3, 4, 5]


# -- the mouse


async def click(reader: Reader, row: int, **held: bool) -> None:
    """Click on a row of the list."""
    reader.screen.notes.leave()
    await reader.pilot.click(PaperList, offset=(20, row + 1), **held)
    await reader.pilot.pause()


async def test_a_click_moves_and_with_shift_or_alt_selects_what_is_between(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await click(reader, 1)
        assert reader.current == ids[1]
        assert selected(reader) == []
        await click(reader, 3, shift=True)
        assert reader.current == ids[3]
        assert selected(reader) == [1, 2, 3]
        await click(reader, 5)
        assert selected(reader) == [1, 2, 3]
        await click(reader, 4, meta=True)
        assert selected(reader) == [1, 2, 3, 4, 5]
        assert "5 selected" in status(reader)


async def test_a_click_with_ctrl_selects_one_and_takes_it_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await click(reader, 4, control=True)
        await click(reader, 2, control=True)
        assert selected(reader) == [2, 4]
        await click(reader, 4, control=True)
        assert selected(reader) == [2]
        assert reader.current == ids[4]


async def test_the_wheel_selects_nothing(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        pane = reader.screen.paper_list
        for shift, ctrl in ((False, False), (True, False), (False, True)):
            pane.post_message(MouseScrollDown(pane, 5, 3, 0, 1, 0, shift, False, ctrl))
            await reader.pilot.pause()
        assert selected(reader) == []
        assert reader.current == ids[0]


# -- a list of any length


def test_what_is_selected_is_counted_without_waiting_for_a_list_being_read(
    folder: Path, ids: list[str]
) -> None:
    def never() -> tuple[list[str], bytearray]:
        raise AssertionError("the rest was waited for")

    with Library(folder) as library:
        deck = Deck(library, ids)
        deck.selection.toggle(ids[1])
        assert deck.selected() == 1
        deck.show(Hits(ids[:3], bytearray(3), count=6, rest=never))
        assert deck.selected() is None
        deck.selection.toggle(ids[2])
        deck.show(ids[2:])
        assert deck.selected() == 1
        assert deck.targets() == [ids[2]]


@pytest.mark.parametrize("keys", ["Vs", "VD", "VA", "Vtrl\r"])
async def test_many_are_told_of_before_it_takes_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setattr("tui.screens.marking._MANY", 5)
    monkeypatch.setattr("tui.screens.history.MANY", 5)
    fill(folder, [paper(number) for number in range(6)])
    async with reading(folder) as reader:
        told: list[str] = []
        say: Callable[..., None] = reader.screen.status.say

        def listen(message: str, *, is_error: bool = False) -> None:
            told.append(message)
            say(message, is_error=is_error)

        monkeypatch.setattr(reader.screen.status, "say", listen)
        await reader.keys(*("enter" if key == "\r" else key for key in keys))
        await reader.until(lambda: "undoes it" in reader.said)
        assert any(message.endswith("ing 6 papers…") for message in told)
