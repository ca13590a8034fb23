from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reader import Reader, fill, paper, reading
from tui.screens.sorting import SortScreen


@pytest.fixture
def scored(folder: Path) -> list[str]:
    """Fill the library with papers of which the second latest has the highest score."""
    scores = [10.0, 90.0, None, 50.0]
    return fill(folder, [paper(number, score=score) for number, score in enumerate(scores)])


async def sort_by(reader: Reader, *keys: str) -> None:
    await reader.pilot.press("S")
    await reader.until(lambda: isinstance(reader.app.screen, SortScreen))
    await reader.pilot.press(*keys, "enter")
    await reader.until(lambda: not isinstance(reader.app.screen, SortScreen))
    await reader.until(reader.screen.is_list_true)


def order(reader: Reader) -> list[int]:
    lines = [line for line in reader.text().splitlines() if "Paper number" in line]
    return [int(line.split("Paper number ")[1][0]) for line in lines][:4]


SCORE = ("j",) * 4


async def test_the_list_is_sorted_and_says_how(folder: Path, scored: list[str]) -> None:
    async with reading(folder) as reader:
        await sort_by(reader, *SCORE)
        await reader.until(lambda: order(reader) == [1, 3, 0, 2])
        assert "─Papers · by score, highest first─" in reader.text()
        assert reader.current == scored[1]
        assert "all papers · by score, highest first" in reader.text().splitlines()[-2]


async def test_the_order_is_a_part_of_the_query_that_a_user_could_type(
    folder: Path, scored: list[str]
) -> None:
    async with reading(folder, query="is:unread sort:title") as reader:
        await reader.until(lambda: "Unread · by title, A to Z" in reader.text())
        await sort_by(reader, "g", *SCORE)
        await reader.until(lambda: "Unread · by score, highest first" in reader.text())
        await reader.keys("f")
        assert reader.screen.prompt.input.value == "is:unread sort:-score"


async def test_the_order_is_turned_round(folder: Path, scored: list[str]) -> None:
    async with reading(folder) as reader:
        await sort_by(reader, *SCORE, "r")
        await reader.until(lambda: order(reader) == [0, 3, 1, 2])
        assert "by score, lowest first" in reader.text()
        await sort_by(reader, "r")
        await reader.until(lambda: order(reader) == [1, 3, 0, 2])


async def test_unsorted_is_as_it_was(folder: Path, scored: list[str]) -> None:
    async with reading(folder, query="sort:-score") as reader:
        await reader.until(lambda: order(reader) == [1, 3, 0, 2])
        await sort_by(reader, "g")
        await reader.until(lambda: order(reader) == [0, 1, 2, 3])
        assert reader.screen.filter_text == ""


async def test_several_orders_are_told_in_words(folder: Path, scored: list[str]) -> None:
    async with reading(folder, query="sort:cat sort:date") as reader:
        await reader.until(lambda: "by category, A to Z, then oldest first" in reader.text())


@pytest.mark.parametrize("width", [80, 120])
async def test_a_long_query_is_cut_so_that_its_order_and_the_place_are_seen(
    width: int, folder: Path, scored: list[str]
) -> None:
    query = "number paper things neighbours about thing author:second sort:-score"
    async with reading(folder, size=(width, 24), query=query) as reader:
        await reader.until(lambda: reader.screen.filter_text)
        status = reader.text().splitlines()[-2]
        assert "by score, highest first" in status
        assert status.rstrip().endswith("4 unread · 3/4")
        assert status.startswith(" filter: number pa")


async def test_q_quits_from_the_list_of_all_papers_in_whatever_order(
    folder: Path, scored: list[str]
) -> None:
    async with reading(folder, query="sort:-score") as reader:
        await reader.until(lambda: order(reader) == [1, 3, 0, 2])
        await reader.pilot.press("q")
        assert await reader.end() == 0


async def test_where_the_cursor_is_to_go_is_forgotten_with_the_query_that_was_to_take_it_there(
    folder: Path, scored: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "j")
        begin = reader.screen._begin
        monkeypatch.setattr(reader.screen, "_begin", lambda *_: None)
        reader.screen.search("filter", "sort:-score", starts_at_top=True)
        monkeypatch.setattr(reader.screen, "_begin", begin)
        reader.screen.search("filter", "")
        await reader.until(reader.screen.is_list_true)
        assert reader.current == scored[2]
