"""Keys that arrive all at once, as over a slow line or from a paste, mean what they mean one
by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.reader import Reader, reading

NAMES = {
    " ": "space",
    "\n": "enter",
    "\x1b": "escape",
    "/": "slash",
    "-": "minus",
    ":": "colon",
    "?": "question_mark",
    "\x11": "ctrl+q",
    "\x7f": "backspace",
    "\x15": "ctrl+u",
    "\x01": "home",
}


async def burst(reader: Reader, text: str) -> None:
    """Hand the program keys in one go, as its driver does with what it read from a terminal."""
    for char in text:
        printable = char if char.isprintable() else None
        reader.app.post_message(Key(NAMES.get(char, char), printable))
    await reader.pilot.pause()
    await reader.until(lambda: not reader.screen.writer.waiting)


async def test_a_tag_a_note_and_marks_in_one_burst(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await burst(reader, "jstrl planning\nemy note\x1bjd")
        await reader.until(lambda: reader.on_disk(ids[2]).read)
        marks = reader.on_disk(ids[1])
        assert marks.tags == ("planning", "rl")
        assert marks.note == "my note"
        assert marks.starred
        assert not marks.read


async def test_a_search_and_what_follows_it_in_one_burst(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await burst(reader, "/4th\nb")
        await reader.until(lambda: any(reader.on_disk(name).queued for name in ids))
        assert not any(reader.on_disk(name).read for name in ids)


async def test_quitting_in_the_same_burst_as_a_note_keeps_the_note(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "ejust this\x1b")
        reader.app.post_message(Key("q", "q"))
        await reader.end()
    async with reading(folder) as reader:
        assert reader.on_disk(ids[0]).note == "just this"


async def test_esc_from_a_note_and_z_in_one_burst_zooms_the_list(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "lea note\x1bz")
        await reader.until(lambda: reader.screen.focused is reader.screen.paper_list)
        assert reader.screen.has_class("-zoomed")
        assert not reader.screen.has_class("-on-detail")


async def test_a_note_after_many_moves_in_one_burst_is_of_the_paper_moved_to(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "jkjjjemine\x1bkks")
        await reader.until(lambda: reader.on_disk(ids[1]).starred)
        assert [reader.on_disk(name).note for name in ids] == ["", "", "", "mine", "", ""]


async def test_after_many_moves_in_one_burst_everything_shows_the_last(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "j" * 200 + "k")
        await reader.until(lambda: "About the 4th thing" in reader.text())
        assert "5/6" in reader.text()
        assert reader.current == ids[4]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("abc\x7f\x7fd", "ad"),
        ("wrong\x154th", "4th"),
        ("4th\x01number ", "number 4th"),
    ],
)
async def test_letters_do_not_overtake_keys_that_edit(
    folder: Path, ids: list[str], typed: str, text: str
) -> None:
    async with reading(folder) as reader:
        await burst(reader, f"f{typed}")
        await reader.until(lambda: reader.screen.prompt.input.value == text)


async def test_letters_of_a_note_do_not_overtake_keys_that_edit(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "eabc\x7f\x7fd\x1b")
        await reader.until(lambda: reader.on_disk(ids[0]).note == "ad")
