from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.library import Library
from tests.tui.reader import DEADLINE, Reader, reading
from tui.screens.view_list import ViewScreen
from tui.settings import Settings
from tui.views import Views


async def filtered(reader: Reader, text: str) -> None:
    await reader.keys("f")
    await reader.type(text)
    await reader.keys("enter")
    await reader.until(lambda: reader.screen.filter_text == text)


async def open_views(reader: Reader) -> ViewScreen:
    await reader.keys("v")
    await reader.until(lambda: isinstance(reader.app.screen, ViewScreen))
    await reader.until(lambda: "…" not in reader.text())
    screen = reader.app.screen
    assert isinstance(screen, ViewScreen)
    return screen


def own_views() -> dict[str, str]:
    return {view.name: view.query for view in Views().all() if view.is_own}


async def test_a_number_shows_its_view_by_name_and_0_shows_all(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "2")
        await reader.until(lambda: "1/1" in reader.text())
        assert "─Starred · newest first─" in reader.text()
        reader.screen.say("")
        await reader.until(lambda: " Starred  " in reader.text().splitlines()[-2])
        await reader.keys("0")
        await reader.until(lambda: "1/6" in reader.text())
        assert "─Papers · newest first─" in reader.text()


async def test_keys_after_a_number_act_on_the_list_it_gives(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        library.change([ids[3]], Change(starred=True))
    async with reading(folder) as reader:
        await reader.keys("2", "r")
        await reader.until(lambda: reader.on_disk(ids[3]).read)
        assert not reader.on_disk(ids[0]).read


async def test_what_is_read_in_a_view_stays_until_it_is_asked_again(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("1", "r")
        await reader.until(lambda: "5 unread · 1/6" in reader.text())
        await reader.keys("1")
        await reader.until(lambda: "5 unread · 1/5" in reader.text())


async def test_what_was_read_stays_in_its_place_while_a_deleted_paper_comes_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        reader.screen.unfollow()  # what the watch hears must not be needed
        await reader.keys("1", "d", "d", "D", "r")
        await reader.until(lambda: "2 unread · 3/5" in reader.text())
        await reader.keys("u", "u")
        await reader.until(lambda: "4 unread · 3/6" in reader.text())
        assert reader.current == ids[2]
        shown = [line for line in reader.text().splitlines() if "Paper number" in line][:6]
        assert [line.split("Paper number ")[1][0] for line in shown] == list("012345")


async def test_what_was_read_stays_when_papers_are_imported(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text('{"title": "A newcomer", "published": "2024-03-01"}\n')
    async with reading(folder) as reader:
        await reader.keys("1", "d", "d", "i")
        await reader.type(str(file))
        await reader.keys("enter", "enter")
        await reader.until(lambda: "5 unread · 7/7" in reader.text())
        await reader.keys("g", "f5")
        await reader.until(lambda: "5 unread · 1/5" in reader.text())


async def test_a_number_without_a_view_says_how_to_have_one(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("8")
        assert reader.said == "8 shows no view yet: F saves the filter as one."
        assert "1/6" in reader.text()


async def test_digits_are_text_while_a_text_is_written(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await filtered(reader, "3th")
        await reader.until(lambda: reader.current == ids[3])


async def test_a_filter_is_saved_as_a_view_with_a_key_of_its_own(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await filtered(reader, "4th")
        await reader.keys("F")
        await reader.type("fourth one")
        await reader.keys("enter")
        await reader.until(lambda: "─fourth one · by relevance─" in reader.text())
        assert reader.said == "The view fourth one (key 6) shows 4th."
        await reader.keys("0", "6")
        await reader.until(lambda: reader.screen.filter_text == "4th")
    assert own_views() == {"fourth one": "4th"}


async def test_without_a_filter_there_is_nothing_to_save(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("F")
        assert "filter first (f)" in reader.said
        assert not reader.screen.prompt.display


async def test_a_view_saved_under_its_name_again_says_what_it_was(
    folder: Path, ids: list[str]
) -> None:
    Settings().put("views", "mine", "3th")
    async with reading(folder) as reader:
        await filtered(reader, "4th")
        await reader.keys("F")
        await reader.type("mine")
        await reader.keys("enter")
        await reader.until(lambda: reader.said)
        assert reader.said == "The view mine (key 6) shows 4th; it was 3th."


async def test_all_views_are_shown_with_their_counts(folder: Path, ids: list[str]) -> None:
    Settings().put("views", "mine", "3th OR 4th")
    with Library(folder) as library:
        library.change(ids[:2], Change(starred=True))
    async with reading(folder) as reader:
        await open_views(reader)
        rows = {
            " ".join(line.split("│")[1].split())
            for line in reader.text().splitlines()[5:25]
            if line.count("│") >= 2
        }
        assert {"0 All papers 6", "1 Unread is:unread 6", "2 Starred is:starred 2"} <= rows
        assert "6 mine 3th OR 4th 2" in rows


async def test_the_counts_follow_what_another_window_marks(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await open_views(reader)
        assert "is:starred" in reader.text()
        with Library(folder) as other:
            other.change(ids[:3], Change(starred=True))
        await reader.until(
            lambda: reader.row("is:starred").split("is:starred")[1].split()[0] == "3"
        )


async def test_counting_holds_up_nothing(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_count = threading.Event()
    count = Library.count

    def slowly(library: Library, *arguments: Any) -> int:
        may_count.wait(DEADLINE)
        return count(library, *arguments)

    monkeypatch.setattr(Library, "count", slowly)
    async with reading(folder) as reader:
        await reader.keys("v")
        await reader.until(lambda: isinstance(reader.app.screen, ViewScreen))
        await reader.pilot.press("2")
        await reader.until(lambda: reader.screen.view_name == "Starred")
        may_count.set()


async def test_a_view_is_renamed_and_deleted_from_the_list(folder: Path, ids: list[str]) -> None:
    Settings().put("views", "mine", "3th")
    async with reading(folder) as reader:
        await open_views(reader)
        await reader.pilot.press("G", "R")
        await reader.until(lambda: reader.screen.prompt.display)
        await reader.keys("end")
        await reader.type(" own")
        await reader.keys("enter")
        await reader.until(lambda: reader.said)
        assert reader.said == "The view mine is called mine own now."
        assert own_views() == {"mine own": "3th"}
        await open_views(reader)
        await reader.pilot.press("G", "D")
        await reader.until(lambda: "deleted" in reader.said)
        assert reader.said == "The view mine own is deleted; it was 3th"
        assert own_views() == {}


async def test_views_that_come_along_cannot_be_deleted(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await open_views(reader)
        await reader.pilot.press("j", "D")
        await reader.until(lambda: reader.said)
        assert reader.said.startswith("Unread comes with paperdeck")


async def test_settings_that_cannot_be_read_are_told_of_and_never_written_over(
    folder: Path, ids: list[str]
) -> None:
    settings = Settings()
    settings.put("views", "mine", "3th")
    broken = settings.path.read_text() + "views = oops\n"
    settings.path.write_text(broken)
    async with reading(folder) as reader:
        await reader.keys("v")
        await reader.until(lambda: isinstance(reader.app.screen, ViewScreen))
        await reader.pilot.press("escape")
        assert "config.toml cannot be understood" in reader.said
        assert "line 3" in reader.said
        await filtered(reader, "4th")
        await reader.keys("F")
        await reader.type("another")
        await reader.keys("enter")
        await reader.until(lambda: reader.screen.status.has_error)
    assert settings.path.read_text() == broken


async def test_a_view_with_a_wrong_query_says_so_and_what_is_shown_stays(
    folder: Path, ids: list[str]
) -> None:
    Settings().put("views", "mine", "athor:x")
    async with reading(folder) as reader:
        await reader.keys("6")
        await reader.until(lambda: "Did you mean author:?" in reader.said)
        assert "Paper number 5" in reader.text()


async def test_what_another_window_saved_is_there_at_once(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("6")
        assert "no view yet" in reader.said
        Settings().put("views", "mine", "3th")
        await reader.keys("6")
        await reader.until(lambda: reader.screen.view_name == "mine")


async def test_a_view_with_a_hostile_name_is_drawn_harmlessly(folder: Path, ids: list[str]) -> None:
    Settings().put("views", "[/b]\x1b[2J[@b]", "3th")
    async with reading(folder) as reader:
        await reader.keys("6")
        await reader.until(lambda: "[/b]␛[2J[@b]" in reader.text())
        await open_views(reader)
        assert "\x1b" not in reader.text()


async def test_a_view_that_only_sorts_has_its_name_over_the_list(
    folder: Path, ids: list[str]
) -> None:
    Settings().put("views", "by title", "sort:title")
    async with reading(folder) as reader:
        await reader.keys("6")
        await reader.until(lambda: "─by title · by title, A to Z─" in reader.text())
        await reader.until(lambda: " by title · by title, A" in reader.text().splitlines()[-2])
        await reader.keys("0")
        await reader.until(lambda: "─Papers · newest first─" in reader.text())


async def rename(reader: Reader, name: str) -> None:
    """Rename the last view there is."""
    await open_views(reader)
    await reader.pilot.press("G", "R")
    await reader.until(lambda: reader.screen.prompt.display)
    await reader.type(name)
    await reader.keys("enter")


async def test_a_name_that_another_view_has_stays_where_it_can_be_mended(
    folder: Path, ids: list[str]
) -> None:
    Settings().put("views", "mine", "3th")
    Settings().put("views", "other", "4th")
    async with reading(folder) as reader:
        await rename(reader, "Mine")
        assert reader.said == "There is a view mine already: choose another name."
        assert reader.screen.prompt.display
        assert reader.screen.prompt.input.value == "Mine"
        await reader.keys("2", "enter")
        await reader.until(lambda: reader.said == "The view other is called Mine2 now.")
    assert own_views() == {"mine": "3th", "Mine2": "4th"}


async def test_a_view_renamed_like_one_that_comes_along_takes_its_place(
    folder: Path, ids: list[str]
) -> None:
    Settings().put("views", "mine", "3th")
    async with reading(folder) as reader:
        await rename(reader, "unread")
        told = "The view mine is called Unread now, in the place of the one that comes along."
        await reader.until(lambda: reader.said == told)
        assert own_views() == {"Unread": "3th"}
        await reader.keys("1")
        await reader.until(lambda: reader.screen.filter_text == "3th")
