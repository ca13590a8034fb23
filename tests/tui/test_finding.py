from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from store.library import Library
from store.query import Query
from tests.tui.reader import DEADLINE, Reader, fill, paper, reading


async def find(reader: Reader, text: str) -> None:
    await reader.keys("slash")
    await reader.type(text)
    await reader.until(lambda: not reader.screen.workers._workers)


async def test_the_cursor_goes_to_the_first_match_as_one_types(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await find(reader, "3th")
        await reader.until(lambda: reader.current == ids[3])
        assert reader.said == "Match 1 of 1."
        await reader.keys("enter")
        assert reader.current == ids[3]


async def test_esc_goes_back_to_where_one_was(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("j")
        await find(reader, "3th")
        await reader.until(lambda: reader.current == ids[3])
        await reader.keys("escape")
        assert reader.current == ids[1]


async def test_n_and_capital_n_step_through_the_matches(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await find(reader, "thing")
        await reader.keys("enter", "n", "n")
        assert reader.current == ids[2]
        assert reader.said == "Match 3 of 6."
        await reader.keys("N")
        assert reader.current == ids[1]
        await reader.keys("N", "N")
        assert reader.current == ids[5]


async def test_finding_nothing_says_so_and_moves_nowhere(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await find(reader, "zebra")
        await reader.until(lambda: "Nothing found" in reader.said)
        assert reader.current == ids[0]


async def test_a_filter_shows_only_what_it_finds(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("s", "f")
        await reader.type("is:starred")
        await reader.keys("enter")
        await reader.until(lambda: "1/1" in reader.text())
        assert "Paper number 1" not in reader.text()
        reader.screen.say("")
        await reader.until(lambda: "Starred  " in reader.text().splitlines()[-2])


async def test_esc_drops_a_filter_and_the_cursor_stays_on_its_paper(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, query="4th") as reader:
        await reader.until(lambda: reader.current == ids[4])
        await reader.keys("escape")
        await reader.until(lambda: "/6" in reader.text())
        assert reader.current == ids[4]


async def test_a_filter_that_finds_nothing_says_how_to_go_on(folder: Path, ids: list[str]) -> None:
    async with reading(folder, query="zebra") as reader:
        await reader.until(lambda: "No paper matches" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "Paper number 0" in reader.text())


async def test_a_wrong_query_is_explained_and_the_last_result_stays(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("4th")
        await reader.until(lambda: "1/1" in reader.text())
        await reader.keys("space", "left_parenthesis")
        assert "bracket is not closed" in reader.said
        assert "1/1" in reader.text()
        await reader.keys("escape")
        await reader.until(lambda: "/6" in reader.text())


async def test_n_without_a_search_says_how_to_find(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("n")
        assert "/ finds" in reader.said


async def test_what_was_found_is_marked_in_list_and_paper(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await find(reader, "3th")
        await reader.until(lambda: "Match 1" in reader.said)
        assert reader.row("Paper number 3").startswith("›")
        assert not reader.row("Paper number 2").startswith("›")
        await reader.keys("enter", "escape")
        assert not reader.row("Paper number 3").startswith("›")


async def test_a_slow_filter_says_so_only_until_it_is_answered(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_slow = threading.Event()
    find = Library.find

    def slowly(library: Library, query: Query, *arguments: Any, **named: Any) -> Sequence[str]:
        if not query.is_everything:
            is_slow.wait(DEADLINE)
        return find(library, query, *arguments, **named)

    monkeypatch.setattr(Library, "find", slowly)
    monkeypatch.setattr("tui.screens.asking._ANSWER_SECONDS", 0.1)
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("is:unread")
        reader.app.post_message(Key("enter", None))
        await reader.until(lambda: reader.said == "Filtering…")
        is_slow.set()
        await reader.until(lambda: reader.screen.filter_text == "is:unread")
        await reader.until(lambda: not reader.said)


async def test_esc_while_a_filter_is_typed_goes_back_to_where_one_was(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("j", "j", "j", "f")
        await reader.type("5th")
        await reader.until(lambda: "1/1" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "4/6" in reader.text())
        assert reader.current == ids[3]


async def test_the_cursor_of_a_filter_being_typed_stands_on_what_fits_best(folder: Path) -> None:
    (best, _) = fill(
        folder,
        [
            paper(0, title="Swin"),
            paper(1, title="Swinging things", abstract="As Swin is not.", published="2020"),
        ],
    )
    async with reading(folder) as reader:
        await reader.keys("j", "f")
        await reader.type("swin")
        await reader.until(lambda: reader.screen.filter_text == "swin")
        assert reader.current == best


async def test_from_the_midst_of_a_long_list_the_next_match_is_told_by_its_number(
    folder: Path,
) -> None:
    names = fill(
        folder,
        [
            paper(n, title=f"Paper {'even' if n % 2 == 0 else 'odd'}", published=f"{2900 - n}")
            for n in range(1400)
        ],
    )
    async with reading(folder) as reader:
        reader.screen.move_to(701)
        await find(reader, "even")
        await reader.until(lambda: reader.said == "Match 352 of 700.")
        assert reader.current == names[702]
        await reader.keys("enter", "N")
        assert (reader.current, reader.said) == (names[700], "Match 351 of 700.")
        await reader.until(lambda: len(reader.screen.matches) == 700)
        await reader.keys("G", "n")
        assert (reader.current, reader.said) == (names[0], "Match 1 of 700.")


async def test_the_first_matches_are_shown_while_the_others_are_looked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, [paper(n, title="Even", published=f"{2900 - n}") for n in range(700)])
    may_go_on = threading.Event()
    found = Library.find_by_date

    def slowly(library: Library, *more: Any) -> Any:
        may_go_on.wait(DEADLINE)
        return found(library, *more)

    monkeypatch.setattr(Library, "find_by_date", slowly)
    async with reading(folder) as reader:
        reader.screen.move_to(350)
        await reader.keys("slash", "e")
        await reader.until(lambda: reader.said == "Match 351 of 700.")
        assert len(reader.screen.matches) == 300
        may_go_on.set()
        await reader.until(lambda: len(reader.screen.matches) == 700)
        assert reader.said == "Match 351 of 700."


async def test_where_no_match_comes_after_the_cursor_it_goes_to_the_first(folder: Path) -> None:
    names = fill(
        folder,
        [
            paper(n, title="Early" if n < 500 else "Late", published=f"{2900 - n}")
            for n in range(700)
        ],
    )
    async with reading(folder) as reader:
        reader.screen.move_to(650)
        await find(reader, "early")
        await reader.until(lambda: reader.said == "Match 1 of 500.")
        assert reader.current == names[0]
