from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from store.library import Library
from store.models import UNSURE_SPLIT
from tests.tui.reader import fill, paper, reading
from tui.app import PaperdeckApp
from tui.commands import COMMANDS, GROUPS, Command
from tui.memory import Memory
from tui.screens.choice import ChoiceScreen
from tui.screens.help import HelpScreen
from tui.screens.palette import CommandPalette
from tui.screens.split import SplitScreen
from tui.screens.triage import TriageScreen

LISTING = """\
CLDec 20, 2022Code
A Plain Study of Reading MachinesAda Writer, Bo Second, Cy Third et al. · some-lab
We look at reading machines and find that they read.
"""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_done_and_is_explained(command: Command) -> None:
    assert callable(getattr(TriageScreen, f"action_{command.action}"))
    assert command.help.endswith(".")
    assert command.group in GROUPS


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_no_command_has_only_a_key_that_multiplexers_take() -> None:
    for command in COMMANDS:
        assert not command.keys or set(command.keys) - {"ctrl+s", "ctrl+b", "ctrl+j"}


async def test_an_empty_library_explains_how_to_import_and_takes_the_sample(folder: Path) -> None:
    async with reading(folder) as reader:
        assert "This library is empty" in reader.text()
        await reader.keys("I")
        await reader.until(lambda: reader.screen.deck and len(reader.screen.deck.ids) == 50)
        assert reader.said.startswith("50 added")
        assert "Scaling Test-Time Compute" in reader.text()


async def test_i_imports_a_file_and_says_what_came_of_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LISTING)
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "list.txt")
        await reader.pilot.press("enter", "enter")
        await reader.until(lambda: "1 added" in reader.said)
        assert "A Plain Study of Reading Machines" in reader.text()
        assert "Ada Writer, Bo Second, Cy Third et al." in reader.text()


async def test_an_import_before_which_no_backup_could_be_made_says_so(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"title": "A Paper", "authors": ["Ada Writer"]}\n')
    async with reading(folder) as reader:
        await reader.keys("s")
        await reader.until(lambda: "Starred" in reader.said)
        shutil.rmtree(folder / "backups", ignore_errors=True)
        (folder / "backups").write_text("no folder")
        await reader.keys("i")
        await reader.type(str(file))
        await reader.keys("enter", "enter")
        await reader.until(lambda: "1 added" in reader.said)
        assert "No backup could be made" in reader.said


async def test_tab_completes_the_name_of_a_file_to_import(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "listing.txt").write_text(LISTING)
    (tmp_path / "downloads" / "listing.pdf").write_text("")
    (tmp_path / "downloads" / ".lock").write_text("")
    async with reading(folder) as reader:
        line = reader.screen.prompt.input
        await reader.keys("i")
        for typed, completed in (
            (f"{tmp_path}/dow", f"{tmp_path}/downloads/"),
            (f"{tmp_path}/downloads/l", f"{tmp_path}/downloads/listing."),
            (f"'{tmp_path}/downloads/listing.t", f"'{tmp_path}/downloads/listing.txt"),
        ):
            line.value = typed
            line.cursor_position = len(typed)
            await reader.until(lambda: line._suggestion)
            await reader.keys("tab")
            assert line.value == completed
        line.value += "'"
        await reader.keys("enter", "enter")
        await reader.until(lambda: "1 added" in reader.said)


async def test_a_file_that_cannot_be_imported_is_explained(folder: Path, tmp_path: Path) -> None:
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "missing.txt")
        await reader.pilot.press("enter")
        await reader.until(lambda: "missing.txt" in reader.said and "Reading" not in reader.said)
        await reader.keys("i")
        assert reader.screen.prompt.display


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["pipe", "/dev/zero"])
async def test_a_pipe_or_a_device_is_not_waited_for(
    folder: Path, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / name)
        await reader.pilot.press("enter")
        await reader.until(lambda: "a file is needed" in reader.said)
        assert "paperdeck import -" in reader.said
        assert reader.screen.prompt.display


async def test_entries_not_understood_are_shown(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LISTING + "CLFeb 30, 2022\nA Title by NobodyNo One\nText.\n")
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "list.txt")
        await reader.pilot.press("enter")
        await reader.until(lambda: "1 new, 1 not understood" in reader.text())
        await reader.keys("G")
        assert "list.txt:4" in reader.text()


async def test_the_place_between_title_and_authors_can_be_moved(folder: Path) -> None:
    (paper_id,) = fill(
        folder,
        [
            paper(
                1,
                title="A Study of Markov",
                authors=("Chains Ada Writer", "Bo Second"),
                unsure=(UNSURE_SPLIT,),
            )
        ],
    )
    async with reading(folder) as reader:
        assert "m moves it" in reader.text()
        await reader.keys("m")
        await reader.until(lambda: isinstance(reader.app.screen, SplitScreen))
        await reader.pilot.press(*["shift+right"] * len("Chains "), "enter")
        await reader.until(lambda: "Corrected" in reader.said)
        with Library(folder) as library:
            found = library.paper(paper_id)
            assert found.title == "A Study of MarkovChains"
            assert found.authors == ("Ada Writer", "Bo Second")
            assert not found.unsure
        await reader.keys("u")
        with Library(folder) as library:
            assert library.paper(paper_id).title == "A Study of Markov"


async def test_the_theme_is_previewed_chosen_and_remembered(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        before = reader.app.theme
        await reader.keys("T")
        await reader.until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        await reader.pilot.press("down")
        await reader.until(lambda: reader.app.theme != before)
        await reader.pilot.press("escape")
        await reader.until(lambda: reader.app.theme == before)
        await reader.keys("T")
        await reader.until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        await reader.pilot.press("down", "enter")
        await reader.until(lambda: reader.app.theme != before)
        chosen = reader.app.theme
    assert Memory().get("theme") == chosen
    async with reading(folder) as reader:
        assert reader.app.theme == chosen


async def test_lines_of_help_are_not_broken_on_a_narrow_screen(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, (80, 24)) as reader:
        await reader.keys("question_mark")
        await reader.until(lambda: "next paper" in reader.text())
        await reader.keys("G")
        await reader.until(lambda: "sort:-score" in reader.text())
        await reader.keys("escape", "m")
        await reader.until(lambda: "Enter accepts · Esc back" in reader.text())


@pytest.mark.parametrize(("theme", "least"), [("high-contrast", 7.0), ("paper-light", 4.5)])
@pytest.mark.parametrize("keys", ["T", "C", "colon", "e"])
async def test_what_is_opened_can_be_read_in_every_theme(
    folder: Path, ids: list[str], theme: str, least: float, keys: str
) -> None:
    async with reading(folder, (80, 24)) as reader:
        reader.app.know_themes()
        reader.app.theme = theme
        await reader.keys(keys)
        await reader.pilot.pause()
        opened = reader.app.screen.query(".box").results()
        shown = next(opened, reader.screen.notes)
        assert [text for text, contrast in reader.contrasts(shown.region) if contrast < least] == []


async def test_a_broken_theme_is_named_and_left_out(
    folder: Path, ids: list[str], home: Path
) -> None:
    themes = home / "config" / "paperdeck" / "themes"
    themes.mkdir(parents=True)
    (themes / "mine.toml").write_text("name = ")
    async with reading(folder) as reader:
        await reader.until(lambda: "mine.toml" in reader.said)


async def test_help_names_every_command(folder: Path, ids: list[str]) -> None:
    async with reading(folder, (100, 150)) as reader:
        await reader.keys("question_mark")
        await reader.until(lambda: isinstance(reader.app.screen, HelpScreen))
        await reader.until(lambda: COMMANDS[0].help[1:] in reader.text())
        text = reader.text()
        assert all(command.help[1:40] in text for command in COMMANDS)
        assert all(command.title.split()[0].lower() in text.lower() for command in COMMANDS)
        await reader.pilot.press("escape")
        await reader.until(lambda: isinstance(reader.app.screen, TriageScreen))


async def test_the_palette_runs_a_command_by_its_name(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.pilot.press("colon")
        await reader.until(lambda: isinstance(reader.app.screen, CommandPalette))
        await reader.pilot.press(*"star")
        await reader.until(lambda: "Star  (s)" in reader.text())
        await reader.pilot.press("enter")
        await reader.until(lambda: reader.on_disk(ids[0]).starred)


async def test_q_leaves_a_filter_first_and_then_the_program(folder: Path, ids: list[str]) -> None:
    async with reading(folder, query="4th") as reader:
        await reader.until(lambda: reader.screen.filter_text)
        await reader.keys("q")
        await reader.until(lambda: not reader.screen.filter_text)
        await reader.pilot.press("q")
        assert await reader.end() == 0


async def test_a_library_that_cannot_be_opened_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no library")
    app = PaperdeckApp(tmp_path / "file")
    try:
        async with app.run_test() as pilot:
            while app.is_running and not app.failure:
                await pilot.pause()
    finally:
        app.close_library()
    assert "is a file" in app.failure
    assert app.return_code == 1


def test_no_two_parts_of_the_main_screen_call_different_things_alike() -> None:
    parts = [one for one in TriageScreen.__mro__ if one.__module__.startswith("tui.screens")]
    names = [
        name
        for one in parts
        for name, value in vars(one).items()
        if callable(value) and name.startswith("_") and not name.startswith("__")
    ]
    assert [name for name in set(names) if names.count(name) > 1] == []
