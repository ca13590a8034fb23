"""The keys: as they come, as the settings have them, as they are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tui.reader import reading
from tui.commands import COMMANDS, USUAL_COMMANDS, CommandTable
from tui.key_names import KeyNameError, key_label, key_name
from tui.remapping import PRESETS, Remapping
from tui.settings import Settings

ROOT = Path(__file__).parents[2]


def settings(text: str) -> None:
    """Write the user's settings."""
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"),
        ("J", "J"),
        ("shift+j", "J"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("-", "minus"),
        ("Ctrl+D", "ctrl+d"),
        ("ctrl++", "ctrl+plus"),
        ("PgDn", "pagedown"),
        ("pagedown", "pagedown"),
        ("F5", "f5"),
        ("Space", "space"),
        ("é", "é"),
    ],
)
def test_keys_are_written_as_people_write_them(written: str, name: str) -> None:
    assert key_name(written) == name
    assert key_name(key_label(name)) == name


@pytest.mark.parametrize("written", ["", "xx", "alt+x", "ctrl+i", "super+q", "ctrl+"])
def test_what_no_terminal_sends_is_no_key(written: str) -> None:
    with pytest.raises(KeyNameError):
        key_name(written)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_is_printed_so_that_it_can_be_written_so(command: object) -> None:
    for key in command.keys:  # type: ignore[attr-defined]
        written = {"↓": "down", "↑": "up", "←": "left", "→": "right"}.get(
            key_label(key), key_label(key)
        )
        assert key_name(written) == key


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_takes_no_key_that_is_still_wanted(preset: str) -> None:
    remapping = Remapping(preset)
    commands = remapping.commands()
    assert remapping.problems == []
    taken = [key for command in commands for key in command.keys]
    assert len(taken) == len(set(taken))
    assert all(command.keys for command in commands if keys(USUAL_COMMANDS, command.id))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({"paper.strar": "x"}, "there is no command paper.strar; did you mean paper.star?"),
        ({"paper": {"star": "xx"}}, "paper.star: xx is no key"),
        ({"paper.star": 3}, 'paper.star wants a key such as "x", or a list of keys'),
        ({"paper.star": "x", "paper.read": "x"}, "x is wanted by paper.star and paper.read"),
        ({"paper.star": "r"}, "r is the key of paper.star now, and no longer of paper.read"),
        ({"paper.star": ["s", "d"]}, "d is the key of paper.star now, and no longer of paper.done"),
        ({"paper.star": ["j", "down"]}, "j is the key of paper.star now"),
        ({"preset": 16**6000}, "there is no preset of such a name, but newsboat"),
        ({"paper.star": "Esc"}, "paper.star: Esc stays what it is"),
        ({"view.number": "x"}, "view.number keeps its keys"),
        ("vim", "there is no preset vim, but newsboat"),
        (3, "keys is no table"),
    ],
)
def test_what_cannot_be_followed_is_told_by_name(content: object, told: str) -> None:
    remapping = Remapping(content)
    remapping.commands()
    assert any(problem.startswith(told) for problem in remapping.problems)


@pytest.mark.parametrize(
    "content",
    [
        {"paper.star": ["s", "d"], "paper.done": "w"},
        {"paper.star": ["s", "d"], "paper.done": []},
        {"paper.star": ["s", "down"]},
        {"paper.star": ["s", "5"]},
    ],
)
def test_a_key_may_be_taken_from_a_command_that_is_left_another_or_is_to_have_none(
    content: object,
) -> None:
    remapping = Remapping(content)
    remapping.commands()
    assert remapping.problems == []


def test_names_within_names_are_no_commands() -> None:
    deep: dict[str, object] = {}
    for _ in range(5000):
        deep = {"a": deep}
    assert Remapping(deep).problems == ["there is no command a.a; paperdeck keys names them all"]


def test_all_digits_may_be_taken_from_the_views() -> None:
    remapping = Remapping({"paper.star": list("0123456789")})
    labels = [command.key_labels for command in remapping.commands()]
    assert [] in labels
    assert len(remapping.problems) == 10


def test_a_command_may_have_no_key_and_keeps_those_that_must_stay() -> None:
    commands = Remapping({"app.back": [], "paper.star": "", "pane.detail": "x"}).commands()
    assert keys(commands, "app.back") == ("escape",)
    assert keys(commands, "paper.star") == ()
    assert keys(commands, "pane.detail") == ("x", "enter")
    assert commands.key("paper.star") == "Ctrl+P Star"


def keys(commands: CommandTable, name: str) -> tuple[str, ...]:
    command = commands.get(name)
    assert command is not None
    return command.keys


async def test_commands_have_the_keys_that_the_settings_give_them(
    folder: Path, ids: list[str]
) -> None:
    settings('[keys]\npaper.star = ["x", "*"]\n"history.undo" = "ctrl+y"\n')
    async with reading(folder) as reader:
        await reader.keys("s")
        assert not reader.on_disk(ids[0]).starred
        await reader.keys("x")
        assert reader.on_disk(ids[0]).starred
        await reader.keys("asterisk", "D")
        assert "Ctrl+Y undoes it" in reader.said
        await reader.keys("question_mark")
        await reader.until(lambda: "x *" in reader.text())


async def test_newsboats_habits_are_a_setting(folder: Path, ids: list[str]) -> None:
    settings('keys = "newsboat"\n')
    async with reading(folder) as reader:
        await reader.keys("N")
        assert reader.on_disk(ids[0]).read
        await reader.keys("n")
        assert reader.current == ids[1]
        await reader.keys("n", "p")
        assert reader.current == ids[1]


async def test_keys_that_are_not_understood_are_told_of_at_the_start(
    folder: Path, ids: list[str]
) -> None:
    settings('[keys]\n"paper.strar" = "x"\n')
    async with reading(folder) as reader:
        await reader.until(lambda: "paper.strar" in reader.said)
        await reader.keys("s")
        assert reader.on_disk(ids[0]).starred


async def test_of_several_mistakes_the_first_is_told_and_where_the_others_are(
    folder: Path, ids: list[str]
) -> None:
    settings('read_aftr = 5\n[keys]\n"paper.strar" = "x"\n"paper.don" = "y"\n')
    async with reading(folder) as reader:
        await reader.until(lambda: "did you mean paper.star?" in reader.said)
        assert reader.said.endswith("paper.star? paperdeck config check tells 2 more.")


async def test_a_name_that_sets_nothing_is_told_of_at_the_start(
    folder: Path, ids: list[str]
) -> None:
    settings("read_aftr = 5\n")
    async with reading(folder) as reader:
        await reader.until(lambda: reader.said.endswith("did you mean read_after?"))


async def test_a_command_that_lost_its_only_key_is_told_of_at_the_start(
    folder: Path, ids: list[str]
) -> None:
    settings('[keys]\n"paper.star" = ["s", "d"]\n')
    async with reading(folder) as reader:
        await reader.until(lambda: "d is the key of paper.star now" in reader.said)
        assert "no longer of paper.done" in reader.said


async def test_messages_name_the_keys_that_the_settings_give(folder: Path, ids: list[str]) -> None:
    settings(
        '[keys]\n"note.edit" = "E"\n"list.find" = "w"\n"list.filter" = "W"\n'
        '"paper.copy_link" = []\n'
    )
    async with reading(folder) as reader:
        await reader.until(lambda: "No note. E writes one." in reader.text())
        await reader.keys("n")
        assert reader.said == "Nothing to step through: w finds."
        await reader.keys("F")
        assert reader.said == "Every paper is shown already: filter first (W), then save."


async def test_an_empty_library_names_the_keys_that_the_settings_give(folder: Path) -> None:
    settings('[keys]\n"app.import" = "ctrl+o"\n"app.import_sample" = []\n')
    async with reading(folder) as reader:
        await reader.until(lambda: "This library is empty." in reader.text())
        assert "Ctrl+O                    imports a file" in reader.text()
        assert "Ctrl+P Import the sample  imports the sample" in reader.text()


async def test_tab_completes_what_is_asked_for_whatever_it_does_elsewhere(
    folder: Path, ids: list[str]
) -> None:
    settings('[keys]\n"pane.next" = "x"\n"paper.star" = "tab"\n')
    async with reading(folder) as reader:
        await reader.keys("f")
        await reader.type("is:st")
        await reader.keys("tab")
        assert reader.screen.prompt.input.value == "is:starred"
        await reader.keys("x")
        assert reader.screen.prompt.input.value == "is:starredx"
        await reader.keys("escape", "tab")
        assert reader.on_disk(ids[0]).starred


async def test_the_keys_are_as_they_come_where_the_settings_cannot_be_read(
    folder: Path, ids: list[str]
) -> None:
    settings("[keys\n")
    async with reading(folder) as reader:
        await reader.until(lambda: "The keys are as they come" in reader.said)
        await reader.keys("s")
        assert reader.on_disk(ids[0]).starred


def test_every_key_in_the_readme_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    labels = {key_label(key) for command in COMMANDS for key in command.keys}
    assert told
    assert told <= labels
