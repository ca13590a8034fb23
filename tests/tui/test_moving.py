from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from store.change import Change
from store.library import Library
from tests.tui.reader import fill, paper, reading


async def test_a_key_that_does_nothing_says_where_the_keys_are(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "w")
        assert reader.said == "w does nothing; ? shows the keys."
        await reader.keys("X")
        assert reader.said == "X does nothing; ? shows the keys."
        await reader.keys("e", "x", "space", "y", "escape")
        assert "does nothing" not in reader.said
        await reader.keys("slash", "x", "space", "y")
        assert "does nothing" not in reader.said


async def test_j_and_k_move_the_cursor_and_the_detail_with_it(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "j", "k")
        assert reader.current == ids[1]
        assert "About the 1th thing" in reader.text()


async def test_the_cursor_stops_at_both_ends(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("k")
        assert reader.current == ids[0]
        await reader.keys("G", "j")
        assert reader.current == ids[-1]
        await reader.keys("g")
        assert reader.current == ids[0]


async def test_arrows_home_and_end_do_the_same(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("down", "down", "up")
        assert reader.current == ids[1]
        await reader.keys("end")
        assert reader.current == ids[-1]
        await reader.keys("home")
        assert reader.current == ids[0]


async def test_pages_move_by_what_is_on_the_screen_and_keep_the_cursor_in_sight(
    folder: Path,
) -> None:
    ids = fill(
        folder, [paper(1, title=f"Title {number:03d}", identifiers={}) for number in range(200)]
    )
    async with reading(folder) as reader:
        page = reader.screen.paper_list.size.height - 1
        half, at = page // 2, 0
        assert half > 3
        for key, rows in (
            ("pagedown", page),
            ("pagedown", page),
            ("ctrl+d", half),
            ("pageup", -page),
            ("ctrl+u", -half),
        ):
            await reader.keys(key)
            at += rows
            assert reader.current == ids[at]
            assert any(f"Title {at:03d}" in line for line in reader.text().splitlines())


async def test_capital_j_and_k_go_to_unread_papers_and_round_the_end(
    folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change([ids[1], ids[2]], Change(read=True))
    async with reading(folder) as reader:
        await reader.keys("J")
        assert reader.current == ids[3]
        await reader.keys("K")
        assert reader.current == ids[0]
        await reader.keys("K")
        assert reader.current == ids[5]
        assert "other end" in reader.said


async def test_the_reader_opens_on_the_first_unread_paper(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[0], ids[1]], Change(read=True))
    async with reading(folder) as reader:
        assert reader.current == ids[2]


async def test_moving_scrolls_the_pane_that_has_the_focus(folder: Path) -> None:
    ids = fill(folder, [paper(1, abstract="word " * 2000), paper(2)])
    async with reading(folder) as reader:
        await reader.keys("l", "j", "j")
        assert reader.current == ids[0]
        assert reader.screen.detail.scroll_offset.y == 2
        await reader.keys("h", "j")
        assert reader.current == ids[1]
        assert reader.screen.detail.scroll_offset.y == 0


async def test_the_mouse_chooses_a_row_and_the_wheel_marks_nothing(
    folder: Path,
) -> None:
    ids = fill(folder, [paper(1, title=f"Title {number}", identifiers={}) for number in range(90)])
    async with reading(folder) as reader:
        await reader.pilot.click("#list", offset=(12, 4))
        await reader.until(lambda: reader.current == ids[3])
        wheel = MouseScrollDown(None, 5, 5, 0, 1, 0, False, False, False)
        for _ in range(3):
            reader.screen.paper_list.post_message(wheel)
        await reader.until(lambda: reader.screen.paper_list.scroll_offset.y > 0)
        assert reader.current == ids[3]
        assert not any(reader.on_disk(name).read for name in ids)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (250, 80)])
async def test_at_every_size_list_and_paper_are_on_the_screen(
    folder: Path, ids: list[str], size: tuple[int, int]
) -> None:
    async with reading(folder, size) as reader:
        text = reader.text()
        assert len(text.splitlines()) == size[1]
        assert text.count("Paper number 0") == 2  # in the list and in the detail
        assert f"1/{len(ids)}" in text


async def test_wide_panes_are_beside_each_other_and_narrow_ones_stacked(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, (120, 40)) as reader:
        assert reader.screen.detail.region.x > 0
        await reader.pilot.resize_terminal(80, 24)
        await reader.until(lambda: reader.screen.detail.region.x == 0)
        assert reader.screen.detail.region.y > reader.screen.paper_list.region.y


async def test_z_gives_a_pane_the_whole_screen_and_back(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("l", "z")
        assert not reader.screen.paper_list.display
        await reader.keys("escape")
        assert reader.screen.paper_list.display


async def test_tab_goes_round_the_panes(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        seen = []
        for _ in range(3):
            await reader.keys("tab")
            seen.append(reader.screen.focused)
        assert seen == [
            reader.screen.detail,
            reader.screen.notes.view,
            reader.screen.paper_list,
        ]


async def test_shift_tab_goes_round_the_other_way(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        seen = []
        for _ in range(3):
            await reader.keys("shift+tab")
            seen.append(reader.screen.focused)
        assert seen == [
            reader.screen.notes.view,
            reader.screen.detail,
            reader.screen.paper_list,
        ]


async def test_on_a_low_screen_the_note_is_shown_when_one_goes_there(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, (60, 15)) as reader:
        assert "No note" not in reader.text()
        await reader.keys("tab", "tab")
        await reader.until(lambda: reader.screen.focused is reader.screen.notes.view)
        assert "No note" in reader.text()
        await reader.keys("tab")
        await reader.until(lambda: "No note" not in reader.text())


async def test_no_letter_of_a_long_text_is_hidden_by_the_scroll_bar(folder: Path) -> None:
    words = [f"w{number:03d}" for number in range(400)]
    fill(folder, [paper(1, abstract="short"), paper(2, abstract=" ".join(words))])
    async with reading(folder, (120, 120)) as reader:
        await reader.keys("j")
        text = reader.text()
        assert [word for word in words if word in text] == words
        await reader.pilot.resize_terminal(120, 20)
        seen = set()
        await reader.keys("l")
        for _ in range(60):
            text = reader.text()
            seen |= {word for word in words if word in text}
            await reader.keys("j")
        assert seen == set(words)
