"""What is found while a query is typed, and what of the screen is drawn for it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.screen import Screen

from store import query as language
from store.library import Library
from store.query import Query
from tests.tui.reader import Reader, fill, paper, reading
from tui import answering
from tui.highlight import Highlight
from tui.messages import Search
from tui.pace import Pace


def typed(reader: Reader) -> str:
    return reader.screen.prompt.input.value


async def test_words_are_marked_with_their_accents_and_only_in_their_field(folder: Path) -> None:
    fill(folder, [paper(0, title="Müller on muller", authors=("Max Müller", "Ann Other"))])
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("author:muller")
        await reader.until(lambda: reader.said == "Match 1 of 1.")
        await reader.until(lambda: marked(reader) == ["Müller"])
        await reader.keys("escape", "slash")
        await reader.type("title:muller")
        await reader.until(lambda: marked(reader) == ["Müller", "muller"])


def marked(reader: Reader) -> list[str]:
    """Give what is drawn in the paper as found."""
    detail = reader.screen.detail
    colour = detail.get_component_rich_style("paper-detail--match", partial=True).bgcolor
    lines = [detail.render_line(y) for y in range(detail.size.height)]
    return [
        part.text for line in lines for part in line if part.style and part.style.bgcolor == colour
    ]


async def test_a_find_is_given_up_for_the_next_letter(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given_up: list[str] = []
    answered = answering.answered

    def watched(library: Library, asked: Search, is_cancelled: Any, *more: Any) -> Any:
        try:
            while asked.text != "3th" and not is_cancelled():
                threading.Event().wait(0.001)
            return answered(library, asked, is_cancelled, *more)
        finally:
            if is_cancelled():
                given_up.append(asked.text)

    monkeypatch.setattr(answering, "answered", watched)
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("3th")
        await reader.until(lambda: reader.said == "Match 1 of 1.")
        assert reader.current == ids[3]
        await reader.until(lambda: "3" in given_up)


async def test_the_cursor_is_in_sight_when_a_filter_is_dropped(folder: Path) -> None:
    names = fill(folder, [paper(n, title=f"Paper {n}", published="2020") for n in range(50)])
    async with reading(folder, query="40") as reader:
        await reader.until(lambda: "1/1" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "/50" in reader.text())
        place = names.index(reader.current or "")
        top = reader.screen.paper_list.scroll_offset.y
        assert top <= place < top + reader.screen.paper_list.page


async def test_letters_typed_at_once_are_answered_once_when_no_more_come(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[str] = []
    found = Library.find

    def watched(library: Library, query: Query, *more: Any, **named: Any) -> Any:
        answered.append(language.printed(query))
        return found(library, query, *more, **named)

    monkeypatch.setattr(Library, "find", watched)
    monkeypatch.setattr(Pace, "pause", lambda _pace: 0.2)
    async with reading(folder) as reader:
        answered.clear()
        await reader.keys("f")
        await reader.type("number")
        await reader.until(lambda: reader.screen.filter_text == "number")
        assert answered == ["number"]


async def test_enter_does_not_lose_a_search_that_waits_for_more_letters(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pace, "pause", lambda _pace: 0.2)
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("4th")
        await reader.keys("enter", "n")
        await reader.until(lambda: reader.current == ids[4])
        await reader.keys("f")
        await reader.type("3th")
        await reader.keys("enter")
        await reader.until(lambda: "1/1" in reader.text())
        assert reader.current == ids[3]


async def test_of_a_text_too_long_for_the_prompt_the_end_is_seen(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("a" * 90 + "xyz")
        await reader.until(lambda: "xyz" in reader.text())
        await reader.keys(*["backspace"] * 91)
        await reader.until(lambda: typed(reader) == "aa")
        await reader.until(lambda: "/ aa" in map(str.strip, reader.text().splitlines()))


async def test_a_letter_has_nothing_laid_out_anew(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[None] = []
    lay_out = Compositor.reflow

    def watched(*all_of_it: Any) -> Any:
        laid_out.append(None)
        return lay_out(*all_of_it)

    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("thin")
        await reader.until(lambda: reader.said == "Match 1 of 6.")
        await reader.pilot.pause()
        monkeypatch.setattr(Compositor, "reflow", watched)
        await reader.type("g")
        await reader.until(lambda: reader.said == "Match 1 of 6.")
        assert typed(reader) == "thing"
        assert not laid_out


async def test_asking_for_a_query_and_leaving_it_has_the_screen_laid_out_once_each(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(folder) as reader:
        screen = reader.screen
        laid_out: list[None] = []
        refresh_layout = Screen._refresh_layout

        def counted(one: Screen[None], *arguments: Any, **named: Any) -> None:
            laid_out.append(None)
            refresh_layout(one, *arguments, **named)

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        for key in ("f", "escape"):
            laid_out.clear()
            await reader.keys(key)
            await reader.until(lambda key=key: screen.prompt.display == (key == "f"))  # type: ignore[misc]
            for _ in range(5):
                await reader.pilot.pause()
            assert len(laid_out) == 1


async def test_names_of_languages_and_words_amid_others_are_marked_as_they_are_found(
    folder: Path,
) -> None:
    fill(folder, [paper(0, title="A C++ chat on 大语言模型 in C", abstract="", authors=("A B",))])
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.pilot.press("c", "plus", "plus")
        await reader.until(lambda: marked(reader) == ["C++"])
        await reader.keys("escape", "slash")
        await reader.pilot.press("模", "型")
        await reader.until(lambda: "".join(marked(reader)) == "模型")


def test_of_a_query_without_end_only_its_first_words_are_marked() -> None:
    words = [f"{number:04}word" for number in range(5000)]
    pattern = Highlight(language.parse(" OR ".join(words + words))).of("title")
    assert pattern is not None
    assert pattern.findall("0000word 0001word 4999word") == ["0000word", "0001word"]
    assert len(pattern.pattern) < 20_000
