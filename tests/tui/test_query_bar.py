"""Typing a query: what it may go on to, what is wrong with it, what to try instead."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.events import Paste

from store.change import Change
from store.library import Library
from tests.tui.reader import DEADLINE, Reader, reading
from tui.screens.triage import TriageScreen


def hints(reader: Reader) -> str:
    return reader.text().splitlines()[-1].strip()


def typed(reader: Reader) -> str:
    return reader.screen.prompt.input.value


def wrong_part(reader: Reader) -> str:
    """Give what is underlined in the prompt."""
    strip = reader.screen.prompt.input.render_line(0)
    return "".join(part.text for part in strip if (part.style or Style()).underline)


async def test_a_field_is_completed_by_tab(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("rl -auth")
        await reader.until(lambda: hints(reader) == "Tab author:")
        await reader.keys("tab")
        assert typed(reader) == "rl -author:"


async def test_before_anything_is_typed_the_fields_are_shown(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.until(lambda: hints(reader).startswith("fields title:  author:"))
        await reader.keys("tab")
        assert typed(reader) == ""
        await reader.keys("escape")
        assert hints(reader).startswith("? help")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("is:st", "is:starred"),
        ("has:a", "has:abstract"),
        ("sort:-sc", "sort:-score"),
        ("(added:<7", "(added:<7d"),
        ("tag:sc", "tag:scaling"),
        ("author:sec", "author:second"),
        ("cat:cs.", "cat:cs.cl"),
        ("cat:c", "cat:cs"),
        ("athor:x", "author:x"),
    ],
)
async def test_values_are_completed_by_tab(
    text: str, whole: str, folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change(ids[:2], Change(add_tags=("scaling",)))
    async with reading(folder) as reader:
        await reader.keys("f")
        reader.screen.prompt.input.value = text
        reader.screen.prompt.input.cursor_position = len(text)
        await reader.until(lambda: hints(reader).startswith("Tab "))
        await reader.keys("tab")
        assert typed(reader) == whole


async def test_values_are_shown_with_how_many_papers_have_them(
    folder: Path, ids: list[str]
) -> None:
    with Library(folder) as library:
        library.change(ids[:2], Change(add_tags=("scaling",)))
        library.change(ids[:1], Change(add_tags=("safety",)))
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("tag:")
        await reader.until(lambda: hints(reader) == "Tab scaling 2  safety 1")


async def test_tab_waits_for_what_the_library_is_asked(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, may_answer = threading.Event(), threading.Event()
    completions, helped = Library.completions, TriageScreen.helped

    def slowly(library: Library, *arguments: Any) -> list[tuple[str, int]]:
        asked.set()
        may_answer.wait(DEADLINE)
        return completions(library, *arguments)

    async def helped_in_vain_at_first(screen: TriageScreen) -> None:
        asyncio.get_running_loop().call_soon(may_answer.set)
        await helped(screen)

    monkeypatch.setattr(Library, "completions", slowly)
    monkeypatch.setattr(TriageScreen, "helped", helped_in_vain_at_first)
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("author:sec")
        await reader.until(asked.is_set)
        await reader.keys("tab")
        await reader.until(lambda: typed(reader) == "author:second")


async def test_letters_typed_at_once_ask_the_library_once_or_twice_not_each(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    typed_so_far: list[str] = []
    may_answer = threading.Event()
    help_on = TriageScreen.help_on

    def noted(screen: TriageScreen, text: str) -> None:
        help_on(screen, text)
        typed_so_far.append(text)

    def slowly(_library: Library, _field: str, word: str, _most: int) -> list[tuple[str, int]]:
        asked.append(word)
        may_answer.wait(DEADLINE)
        return [(f"{word}x", 1)]

    monkeypatch.setattr(Library, "completions", slowly)
    monkeypatch.setattr(TriageScreen, "help_on", noted)
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("author:second")
        await reader.until(lambda: typed_so_far[-1:] == ["author:second"])
        may_answer.set()
        await reader.until(lambda: hints(reader) == "Tab secondx 1")
        assert asked[-1] == "second"
        assert len(asked) <= 2


async def test_help_that_comes_late_is_not_for_what_was_typed_since(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.type("faug")
        reader.screen.help_on("au")
        await reader.keys("tab")
        assert reader.screen.prompt.input.value == "aug"
        assert "aughor" not in reader.text()


async def test_megabytes_that_are_pasted_do_not_stop_the_keys(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("slash")
        reader.screen.prompt.input.post_message(Paste("things " * 1_000_000))
        await reader.pilot.pause()
        assert 0 < len(reader.screen.prompt.input.value) <= 20_000
        await reader.keys("escape")
        assert not reader.screen.prompt.display


async def test_ctrl_c_leaves_the_prompt(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.type("fabc")
        await reader.keys("ctrl+c")
        assert not reader.screen.prompt.display
        assert reader.app.return_code is None


async def test_what_is_wrong_is_marked_where_it_stands_and_mended_by_tab(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("4th athor:x")
        await reader.until(lambda: wrong_part(reader) == "athor:x")
        assert reader.said.startswith("athor: is not a field. Did you mean author:?")
        assert reader.screen.status.has_error
        await reader.keys("tab")
        await reader.until(lambda: typed(reader) == "4th author:x")
        await reader.until(lambda: not wrong_part(reader) and not reader.said)


async def test_what_is_only_unfinished_is_no_error_until_enter(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("4th is:unrea")
        await reader.until(lambda: "Did you mean is:unread?" in reader.said)
        assert not reader.screen.status.has_error
        assert not wrong_part(reader)
        await reader.keys("enter")
        assert reader.screen.status.has_error
        assert wrong_part(reader) == "is:unrea"
        assert reader.screen.prompt.display
        await reader.until(lambda: lines_of(reader)[-3].split() == ["filter:", "4th", "is:unrea"])


@pytest.mark.parametrize("text", ['4th "', "4th -", '4th -"', '"', "-", "- ", "?", "4th OR -"])
async def test_signs_on_the_way_to_a_word_are_no_fault_until_enter(
    text: str, folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type(text)
        await reader.until(lambda: typed(reader) == text)
        await reader.until(reader.screen.is_list_true)
        assert not reader.said
        assert not wrong_part(reader)


@pytest.mark.parametrize("text", ["4th OR ", "4th AND ", "4th NOT ", "4th NOT"])
async def test_after_an_operator_more_is_waited_for(
    text: str, folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type(text)
        await reader.until(lambda: "needs something after it" in reader.said)
        assert not reader.screen.status.has_error
        assert "note:" not in reader.text()
        await reader.keys("enter")
        assert reader.screen.status.has_error


async def test_a_filter_without_a_word_is_told_at_enter(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.type("f?")
        await reader.keys("enter")
        await reader.until(lambda: "no letter or digit here to look for" in reader.said)
        assert reader.screen.status.has_error
        assert wrong_part(reader) == "?"
        await reader.type("4th")
        await reader.keys("enter")
        await reader.until(lambda: "1/1" in reader.text())


async def test_a_word_that_no_paper_has_is_mended_by_tab(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    near = {"numbre": ["number", "numb"]}
    monkeypatch.setattr(
        Library, "nearest", lambda _library, word, _most=3, _field="": near.get(word, [])
    )
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("paper numbre")
        await reader.until(lambda: reader.said == "Nothing found. Did you mean number or numb?")
        await reader.keys("tab")
        await reader.until(lambda: reader.said == "Match 1 of 6.")
        assert typed(reader) == "paper number"


async def test_of_several_slips_the_likeliest_of_each_is_told_as_tab_writes_it(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    near = {"papre": ["paper", "papers"], "numbre": ["number", "numb"]}
    monkeypatch.setattr(
        Library, "nearest", lambda _library, word, _most=3, _field="": near.get(word, [])
    )
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("papre numbre")
        await reader.until(lambda: reader.said == "Nothing found. Did you mean paper and number?")
        await reader.keys("tab")
        await reader.until(lambda: reader.said == "Match 1 of 6.")
        assert typed(reader) == "paper number"


async def test_a_year_among_words_is_offered_as_a_year(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("author3 2024")
        await reader.until(lambda: "Did you mean year:2024?" in reader.text())
        await reader.keys("tab", "enter")
        await reader.until(lambda: reader.screen.filter_text == "author3 year:2024")
        await reader.until(lambda: "1/1" in reader.text())


async def test_a_filter_that_finds_nothing_asks_what_was_meant(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "nearest", lambda _library, _word, _most=3, _field="": ["number"])
    async with reading(folder, query="numbre") as reader:
        await reader.until(lambda: "Did you mean number?" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "1/6" in reader.text())


async def test_what_is_found_elsewhere_only_is_said_to_be_there(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, query="4th") as reader:
        await reader.until(lambda: "1/1" in reader.text())
        await reader.keys("slash")
        await reader.type("3th")
        await reader.until(lambda: "Nothing found in this list" in reader.said)
        assert reader.said == "Nothing found in this list; 1 is in the library: f finds there."


def lines_of(reader: Reader) -> list[str]:
    return reader.text().splitlines()


async def test_tab_again_goes_on_to_the_next_of_what_was_offered(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("is:")
        await reader.keys("tab")
        offered = hints(reader)
        first = reader.screen.prompt.input.value
        await reader.keys("tab")
        second = reader.screen.prompt.input.value
        assert first != second
        assert first.startswith("is:")
        assert second.startswith("is:")
        await reader.keys("shift+tab")
        assert reader.screen.prompt.input.value == first
        assert hints(reader) == offered
        await reader.keys("backspace")
        await reader.until(lambda: reader.screen.prompt.input.value == first[:-1])
        await reader.keys("tab")
        assert reader.screen.prompt.input.value == first


async def test_what_is_offered_instead_does_not_stand_behind_what_was_typed(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("slash")
        await reader.type("nieghbours")
        await reader.until(lambda: "neighbours" in hints(reader))
        assert "/ nieghbours " in reader.text()
        await reader.keys("tab")
        assert reader.screen.prompt.input.value == "neighbours"


async def test_typing_replaces_the_filter_there_is_and_a_cursor_key_goes_on_with_it(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("4th")
        await reader.keys("enter")
        await reader.until(lambda: reader.screen.filter_text == "4th")
        await reader.keys("f")
        assert "Right or End goes on" in reader.said
        await reader.keys("end")
        await reader.type(" thing")
        await reader.keys("enter")
        await reader.until(lambda: reader.screen.filter_text == "4th thing")
        await reader.keys("f")
        await reader.type("3th")
        assert not reader.said
        await reader.keys("enter")
        await reader.until(lambda: reader.screen.filter_text == "3th")


async def test_the_best_stands_under_the_cursor_also_where_enter_comes_before_the_answer(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("G")
        reader.screen.search("filter", "number")
        await reader.until(lambda: reader.screen.filter_text == "number")
        assert reader.screen.deck is not None
        assert reader.screen.deck.cursor == 0
