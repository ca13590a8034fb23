"""Sweeps: going through what is new, leaving and going on, what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import Reader, paper, reading
from tui.answering import SWEEP
from tui.screens.choice import ChoiceScreen
from tui.screens.receipt import Receipt


async def begin(reader: Reader) -> None:
    await reader.keys("W")
    await reader.until(lambda: reader.screen.is_sweeping)


async def receipt(reader: Reader) -> None:
    await reader.until(lambda: isinstance(reader.app.screen, Receipt))


async def left(reader: Reader) -> None:
    """Wait until every box and the sweep itself are left."""
    await reader.until(lambda: reader.app.screen is reader.screen)
    await reader.until(lambda: not reader.screen.filter_text)


def add(folder: Path, *numbers: int) -> list[str]:
    with Library(folder) as library:
        return list(
            library.import_papers(Draft(paper(number), number + 1) for number in numbers).added
        )


async def test_a_sweep_shows_what_is_unread_and_how_far_it_is(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[0]], Change(read=True))
    async with reading(folder) as reader:
        await begin(reader)
        assert reader.said == "5 papers are new. d passes a paper; Esc leaves it, W ends it."
        assert "─Sweep: 0 of 5, 0 kept · newest first─" in reader.text()
        assert "Paper number 0" not in reader.text()
        assert reader.current == ids[1]
        await reader.keys("d", "s", "j", "j", "b")
        await reader.until(lambda: "─Sweep: 3 of 5, 2 kept" in reader.text())
        assert "Paper number 1" in reader.text()
        reader.screen.say("")
        await reader.until(lambda: " Sweep: 3 of 5, 2 kept" in reader.text().splitlines()[-2])
        await reader.keys("b")
        await reader.until(lambda: "─Sweep: 2 of 5, 1 kept" in reader.text())
        await reader.keys("u")
        await reader.until(lambda: "─Sweep: 3 of 5, 2 kept" in reader.text())


@pytest.mark.parametrize("key", ["escape", "q", "0", "2"])
async def test_it_is_left_and_gone_on_with_at_the_same_paper(
    folder: Path, ids: list[str], key: str
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("d", "j", "j", key)
        await reader.until(lambda: not reader.screen.is_sweeping)
        await reader.until(lambda: "The sweep waits at 1 of 6; W goes on." in reader.said)
    async with reading(folder) as reader:
        assert not reader.screen.filter_text
        await reader.keys("g")
        await begin(reader)
        assert reader.current == ids[3]
        assert "The sweep goes on, 5 of 6 left" in reader.said
        assert "─Sweep: 1 of 6, 0 kept" in reader.text()


async def test_quitting_in_a_sweep_keeps_its_place(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("j", "j", "ctrl+q")
        await reader.end()
    async with reading(folder) as reader:
        await begin(reader)
        assert reader.current == ids[2]


async def test_the_place_is_written_when_the_cursor_rests(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.sweeping._REST_SECONDS", 0.01)

    def place() -> str:
        with Library(folder, read_only=True) as library:
            running = library.sweeps.running()
            return running.at if running else ""

    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("j", "j")
        await reader.until(lambda: place() == ids[2])


async def test_papers_that_come_meanwhile_wait_for_the_next_sweep(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        new = add(folder, 7)
        await reader.until(lambda: "came in" in reader.said)
        assert "of 6," in reader.text()
        await reader.keys("f5")
        await reader.until(reader.screen.is_list_true)
        assert "Paper number 7" not in reader.text()
        await reader.keys("W")
        await receipt(reader)
        await reader.keys("enter")
        await left(reader)
        await begin(reader)
        assert reader.current == new[0]
        assert "─Sweep: 0 of 1, 0 kept" in reader.text()


async def test_nothing_new_says_when_the_last_sweep_was(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("W")
        await receipt(reader)
        await reader.keys("enter")
        await left(reader)
        await reader.keys("W")
        await reader.until(lambda: reader.said.startswith("Nothing new since the last sweep"))
        assert not reader.screen.filter_text


async def test_a_library_in_which_all_is_read_has_nothing_to_sweep(
    folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change(ids, Change(read=True))
    async with reading(folder) as reader:
        await reader.keys("W")
        await reader.until(lambda: reader.said == "Nothing to sweep: no paper is unread.")


async def test_done_with_the_last_paper_tells_what_came_of_it(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("s", "d", "b", "d", "t")
        await reader.type("rl")
        await reader.keys("enter", "d", "d", "d", "d")
        await receipt(reader)
        assert "Sweep of 6 papers: 3 kept, 3 passed, 0 left" in reader.text()
        assert "Kept: 1 starred, 1 queued, 1 tagged" in reader.text()
        await reader.keys("enter")
        await left(reader)
        assert reader.said == "Ended the sweep: 3 kept, 3 passed, 0 left."
        assert all(reader.on_disk(name).read for name in ids)
        await reader.keys("u")
        assert reader.said == f"Undid: marked read {ids[5]}."


async def test_keys_after_the_one_that_sums_up_are_for_the_receipt(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.pilot.press("s", "W", "enter", "j")
        await left(reader)
        await reader.until(lambda: reader.said.startswith("Ended the sweep: 1 kept, 0 passed"))


async def test_the_receipt_goes_back_to_the_sweep(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("j", "W")
        await receipt(reader)
        await reader.keys("escape")
        await reader.until(lambda: reader.app.screen is reader.screen)
        assert reader.screen.is_sweeping
        assert reader.current == ids[1]


async def test_a_sweep_is_undone_as_one_and_nothing_else(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("G", "b", "g")
        await begin(reader)
        await reader.keys("s", "d", "d", "W")
        await receipt(reader)
        with Library(folder) as other:
            other.change([ids[4]], Change(starred=True))
        await reader.keys("u")
        await reader.until(lambda: "Undo all marks made in this sweep" in reader.text())
        await reader.keys("enter")  # the choice that keeps them
        await reader.until(lambda: reader.app.screen is reader.screen)
        assert reader.on_disk(ids[0]).starred
        await reader.keys("W")
        await receipt(reader)
        await reader.keys("j", "j", "enter")
        await reader.until(lambda: type(reader.app.screen) is ChoiceScreen)
        await reader.keys("j", "enter")
        await reader.until(lambda: reader.said == "Undid: the sweep's marks on 2 papers.")
        assert not any(reader.on_disk(name).read for name in ids)
        assert not reader.on_disk(ids[0]).starred
        assert reader.on_disk(ids[5]).queued
        assert reader.on_disk(ids[4]).starred
        assert reader.screen.is_sweeping
        await reader.until(lambda: "─Sweep: 1 of 6, 1 kept" in reader.text())
        await reader.keys("ctrl+r")
        await reader.until(lambda: reader.said == "Did again: the sweep's marks on 2 papers.")
        assert reader.on_disk(ids[0]).starred
        assert reader.on_disk(ids[1]).read
        await reader.until(lambda: "─Sweep: 3 of 6, 2 kept" in reader.text())


async def test_an_undo_of_nothing_says_so(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("W")
        await receipt(reader)
        await reader.keys("u")
        await reader.until(lambda: type(reader.app.screen) is ChoiceScreen)
        await reader.keys("j", "enter")
        await reader.until(lambda: "Nothing was marked in this sweep" in reader.said)


async def test_what_is_marked_after_leaving_is_not_undone_with_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("s", "escape", "j", "s")
        await begin(reader)
        await reader.keys("W")
        await receipt(reader)
        await reader.keys("u")
        await reader.until(lambda: type(reader.app.screen) is ChoiceScreen)
        await reader.keys("j", "enter")
        await reader.until(lambda: f"Undid: the sweep's marks on {ids[0]}" in reader.said)
        assert reader.on_disk(ids[1]).starred


async def test_deleted_papers_leave_the_sweep_and_come_back_to_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("d", "D")
        await reader.until(lambda: "─Sweep: 1 of 5, 0 kept" in reader.text())
        await reader.keys("u")
        await reader.until(lambda: "─Sweep: 1 of 6, 0 kept" in reader.text())
        assert reader.screen.is_sweeping
        with Library(folder) as other:
            other.delete([ids[0]])
        await reader.until(lambda: "─Sweep: 0 of 5, 0 kept" in reader.text())


async def test_another_window_goes_on_with_the_same_sweep(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        with Library(folder) as other:
            sweep = other.sweeps.begin()
            assert sweep is not None
            other.change([ids[2]], Change(read=True))
            await reader.until(lambda: "─Sweep: 1 of 6, 0 kept" in reader.text())
            other.sweeps.end(sweep)
        await reader.keys("d")
        await reader.until(lambda: "─Sweep: 2 of 6, 0 kept" in reader.text())


async def test_a_filter_leaves_the_sweep_and_giving_it_up_comes_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("j", "f")
        assert reader.screen.prompt.input.value == ""
        await reader.type("4th")
        await reader.until(lambda: reader.current == ids[4])
        await reader.keys("escape")
        await reader.until(lambda: reader.screen.filter_text == SWEEP)
        assert reader.current == ids[1]
        await reader.keys("s", "W")
        await receipt(reader)
        assert "1 kept" in reader.text()


@pytest.mark.parametrize("key", ["S", "F", "percent_sign"])
async def test_what_is_for_queries_alone_says_so(folder: Path, ids: list[str], key: str) -> None:
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys(key)
        assert reader.said == "Not in a sweep: Esc leaves it, for later."
        assert reader.app.screen is reader.screen


async def test_finding_goes_through_the_sweep(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[0]], Change(read=True))
    async with reading(folder) as reader:
        await begin(reader)
        await reader.keys("slash")
        await reader.type("4th")
        await reader.until(lambda: reader.current == ids[4])
        await reader.keys("enter", "escape")
        assert reader.screen.is_sweeping


async def test_a_library_that_cannot_be_written_says_so(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        assert reader.screen.library is not None
        journal = folder / "marks" / f"{reader.screen.library.device}.jsonl"
        journal.mkdir(parents=True)
        await reader.keys("W")
        await reader.until(lambda: reader.screen.status.has_error)
        assert journal.name in reader.said
        assert not reader.screen.filter_text


async def test_a_narrow_screen_has_the_receipt_whole(folder: Path, ids: list[str]) -> None:
    async with reading(folder, size=(60, 15)) as reader:
        await begin(reader)
        await reader.keys("s", "W")
        await receipt(reader)
        for text in ("1 kept, 0 passed, 5 left", "End the sweep", "Go on", "Undo the sweep"):
            assert text in reader.text()
