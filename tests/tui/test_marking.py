from __future__ import annotations

from pathlib import Path

from store.change import Change
from store.library import Library
from tests.tui.reader import reading


async def test_s_r_and_b_mark_on_the_screen_and_on_disk(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "r", "b")
        row = reader.row("Paper number 0")
        assert "★" in row
        assert "»" in row
        assert "●" not in row
        marks = reader.on_disk(ids[0])
        assert (marks.read, marks.starred, marks.queued) == (True, True, True)


async def test_the_same_key_takes_a_mark_away_again(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "s")
        assert "★" not in reader.row("Paper number 0")
        assert not reader.on_disk(ids[0]).starred


async def test_d_marks_read_and_goes_to_the_next_unread(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[1]], Change(read=True))
    async with reading(folder) as reader:
        await reader.keys("d")
        assert reader.on_disk(ids[0]).read
        assert reader.current == ids[2]


async def test_d_on_the_last_unread_says_that_none_is_left(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change(ids[1:], Change(read=True))
    async with reading(folder) as reader:
        await reader.keys("d")
        assert reader.on_disk(ids[0]).read
        assert reader.current == ids[0]


async def test_tags_are_added_and_taken_away(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("rl deep-learning")
        await reader.keys("enter")
        assert reader.on_disk(ids[0]).tags == ("deep-learning", "rl")
        assert "#rl" in reader.text()
        await reader.keys("t")
        await reader.type("-rl")
        await reader.keys("enter")
        assert reader.on_disk(ids[0]).tags == ("deep-learning",)


async def test_tab_completes_a_tag_that_is_in_use(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[3]], Change(add_tags=("retrieval",)))
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("re")
        await reader.until(lambda: reader.screen.prompt.input._suggestion)
        await reader.keys("tab", "enter")
        assert reader.on_disk(ids[0]).tags == ("retrieval",)


async def test_a_text_that_cannot_be_a_tag_is_explained(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("**")
        await reader.keys("enter")
        assert "cannot be a tag" in reader.said
        assert not reader.on_disk(ids[0]).tags


async def test_dot_repeats_the_last_mark_on_another_paper(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("rl")
        await reader.keys("enter", "j", "full_stop")
        assert reader.on_disk(ids[1]).tags == ("rl",)


async def test_dot_without_a_mark_to_repeat_says_so(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("full_stop")
        assert "No mark to repeat" in reader.said


async def test_all_shown_are_marked_read_at_once_and_taken_back_at_once(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("A")
        assert "6 papers" in reader.said
        assert all(reader.on_disk(name).read for name in ids)
        await reader.keys("u")
        assert not any(reader.on_disk(name).read for name in ids)


async def test_undo_names_what_it_took_back_and_goes_there(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "j", "j", "u")
        assert reader.said == f"Undid: starred {ids[0]}."
        assert reader.current == ids[0]
        assert not reader.on_disk(ids[0]).starred
        await reader.keys("ctrl+r")
        assert reader.on_disk(ids[0]).starred


async def test_undo_with_nothing_done_says_so(folder: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("u")
        assert reader.said == "There is nothing to undo."


async def test_a_paper_read_stays_in_a_filter_for_unread_ones(folder: Path, ids: list[str]) -> None:
    async with reading(folder, query="is:unread") as reader:
        await reader.until(lambda: reader.screen.filter_text == "is:unread")
        await reader.keys("r")
        assert "Paper number 0" in reader.text()
        await reader.keys("f5")
        await reader.until(lambda: "Paper number 0" not in reader.text())


async def test_a_mark_that_cannot_be_written_is_taken_off_the_screen_and_explained(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        assert reader.screen.library is not None
        journal = folder / "marks" / f"{reader.screen.library.device}.jsonl"
        journal.mkdir(parents=True)  # nothing can be appended to a folder
        await reader.keys("s")
        assert "★" not in reader.row("Paper number 0")
        assert journal.name in reader.said
        journal.rmdir()
        await reader.keys("s")
        assert reader.on_disk(ids[0]).starred


async def test_marks_of_an_empty_list_do_nothing(folder: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "r", "d", "t", "e", "y", "full_stop", "A", "J", "G")
        assert not (folder / "papers.jsonl").exists()
