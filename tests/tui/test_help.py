"""The help, the line of hints, the tour, and room for messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.reader import Reader, reading
from tui import guide
from tui.commands import USUAL_COMMANDS
from tui.screens.help import HelpScreen
from tui.screens.tour import TourScreen
from tui.screens.triage import TriageScreen
from tui.widgets.text_pane import TextPane


def hints(reader: Reader) -> str:
    """Give the last line."""
    return reader.text().splitlines()[-1].strip()


async def heading(reader: Reader) -> str:
    """Give what the help begins with."""
    await reader.until(lambda: isinstance(reader.app.screen, HelpScreen))
    await reader.until(lambda: reader.app.screen.query_one(TextPane).texts)
    return reader.app.screen.query_one(TextPane).texts[0].strip()


@pytest.mark.parametrize("name", ["Undo", "Redo", "Zoom", "Filter", "Delete", "Merge", "Theme"])
async def test_a_command_is_found_in_help_by_its_name(
    folder: Path, ids: list[str], name: str
) -> None:
    async with reading(folder, (80, 24)) as reader:
        await reader.keys("question_mark")
        await heading(reader)
        key = next(one.key_labels[0] for one in USUAL_COMMANDS if one.title == name)
        await reader.keys("slash")
        await reader.type(name.lower())
        await reader.keys("enter")
        for _ in range(8):
            if any(row.split()[:1] == [key] for row in reader.text().splitlines() if name in row):
                break
            await reader.keys("n")
        else:
            pytest.fail(f"{name} is not found")


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("question_mark",), "Here: the list"),
        (("l", "question_mark"), "Here: the paper"),
        (("tab", "tab", "question_mark"), "Here: the note"),
        (("e", "f1"), "Here: writing the note"),
        (("f", "f1"), "Here: a query"),
        (("slash", "f1"), "Here: a query"),
        (("t", "f1"), "Here: a line to fill in"),
        (("v", "question_mark"), "Here: the views"),
        (("S", "question_mark"), "Here: the order of the list"),
        (("C", "f1"), "Here: a choice"),
        (("m", "question_mark"), "Here: the place between title and authors"),
        (("colon", "f1"), "Here: all commands"),
        (("percent_sign", "question_mark"), "Here: the statistics"),
    ],
)
async def test_help_begins_with_where_the_keys_go(
    folder: Path, ids: list[str], keys: tuple[str, ...], told: str
) -> None:
    async with reading(folder, (80, 40)) as reader:
        for key in keys[:-1]:
            await reader.keys(key)
            await reader.pilot.pause()
        await reader.keys(keys[-1])
        assert await heading(reader) == told


async def test_help_leaves_a_query_being_typed_as_it_is(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("numb")
        await reader.keys("f1")
        assert await heading(reader) == "Here: a query"
        assert reader.app.screen.query_one(TextPane).texts.count("Queries") == 1
        await reader.keys("escape")
        await reader.type("er")
        assert reader.screen.prompt.input.value == "number"
        await reader.keys("question_mark")
        assert reader.screen.prompt.input.value == "number?"


async def test_what_is_looked_for_in_help_is_brought_in_sight(folder: Path, ids: list[str]) -> None:
    async with reading(folder, (80, 24)) as reader:
        await reader.keys("question_mark")
        await heading(reader)
        await reader.keys("slash")
        await reader.type("browser")
        await reader.until(lambda: "1 of 3" in reader.text())
        assert "Open in the browser." in reader.text()
        await reader.keys("enter", "n")
        await reader.until(lambda: "2 of 3" in reader.text())
        assert "mark read" in reader.text()
        await reader.keys("N", "N")
        await reader.until(lambda: "3 of 3" in reader.text())
        await reader.keys("slash")
        await reader.type("q?zz")
        await reader.until(lambda: "Not found" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "/ finds" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: isinstance(reader.app.screen, TriageScreen))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
async def test_what_keys_do_stands_beside_them_at_any_width(
    folder: Path, ids: list[str], width: int
) -> None:
    async with reading(folder, (width, 24)) as reader:
        await reader.keys("question_mark")
        await heading(reader)
        pane = reader.app.screen.query_one(TextPane)
        entries = [line for line in pane.texts if line.startswith("  ")]
        assert len(entries) > 60
        assert all(line[2:17].strip() == line[2:18].strip() or line[2] != " " for line in entries)
        assert all(line[2] != " " or not line[:18].strip() for line in entries)
        assert max(map(cell_len, pane.texts)) <= pane.scrollable_content_region.width


async def test_the_keys_hinted_at_are_those_of_the_pane(folder: Path, ids: list[str]) -> None:
    async with reading(folder, (120, 24)) as reader:
        assert hints(reader).startswith("? help  d done")
        await reader.keys("l")
        await reader.until(lambda: hints(reader).startswith("? help  ] links  o open"))
        await reader.keys("tab")
        await reader.until(lambda: hints(reader).startswith("? help  e note  E editor"))
        await reader.keys("e")
        await reader.until(lambda: hints(reader).startswith("Esc saves and leaves"))
        await reader.keys("escape", "t")
        await reader.until(lambda: hints(reader).startswith("Enter takes it  Tab completes"))
        await reader.keys("escape")
        await reader.until(lambda: hints(reader).startswith("? help  d done"))


@pytest.mark.parametrize("width", range(20, 130, 7))
async def test_no_hint_is_cut(folder: Path, ids: list[str], width: int) -> None:
    words = {command.hint for command in USUAL_COMMANDS if command.hint}
    async with reading(folder, (width, 24)) as reader:
        for key in ("h", "l", "tab"):
            await reader.keys(key)
            assert {hint.split(" ", 1)[1] for hint in hints(reader).split("  ")} <= words


# -- the tour


async def test_an_empty_library_shows_the_tour_once(folder: Path) -> None:
    async with reading(folder, (60, 18)) as reader:
        assert "This library is empty" in reader.text()
        assert all(step.told in reader.text() for step in guide.tour(USUAL_COMMANDS)[1:])
        await reader.keys("j")
    async with reading(folder, (60, 18)) as reader:
        assert "This library is empty" in reader.text()
        assert "write a note" not in reader.text()


async def test_the_tour_stands_in_the_way_of_no_key(folder: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("I")
        await reader.until(lambda: reader.said.startswith("50 added"))


@pytest.mark.parametrize("key", ["escape", "q", "x", "j", "enter", "f5"])
async def test_any_key_leaves_the_tour(folder: Path, ids: list[str], key: str) -> None:
    async with reading(folder, (60, 15)) as reader:
        await reader.keys("colon")
        await reader.type("tour")
        await reader.keys("enter")
        await reader.until(lambda: isinstance(reader.app.screen, TourScreen))
        await reader.until(lambda: "shows all keys" in reader.text())
        await reader.keys(key)
        await reader.until(lambda: isinstance(reader.app.screen, TriageScreen))
        assert reader.current == ids[0]


# -- messages


@pytest.mark.parametrize("length", [1, 6, 12, 30, 90])
async def test_an_error_and_the_counts_are_both_read_at_any_length(
    folder: Path, ids: list[str], length: int
) -> None:
    told = " ".join([*["something"] * length, "went wrong: do this instead."])
    async with reading(folder, (60, 15)) as reader:
        reader.screen.say(told, is_error=True)
        await reader.until(lambda: "do this instead." in " ".join(reader.text().split()))
        lines = reader.text().splitlines()
        assert "6 unread · 1/6" in lines[-2]
        assert sum("something" in line or "instead" in line for line in lines) <= 4
        await reader.keys("j")
        await reader.until(lambda: "6 unread · 2/6" in reader.text())
        reader.screen.say("")
        await reader.until(lambda: "all papers" in reader.text())


async def test_an_empty_library_is_told_the_keys_that_fill_it(folder: Path) -> None:
    async with reading(folder) as reader:
        assert hints(reader) == "? help  i import  I sample  u undo  q quit"
        await reader.keys("I")
        await reader.until(lambda: hints(reader).startswith("? help  d done"))


async def test_words_that_nothing_completes_have_the_keys_of_the_prompt_under_them(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("slash", *"neigh")
        await reader.until(lambda: hints(reader) == "Enter keeps it  Esc goes back  F1 help")
