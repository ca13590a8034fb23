"""What the terminal can show, and what the user wants of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color

from tests.tui.reader import Reader, fill, paper, reading
from tui.drawing import Drawing, drawing, is_without_unicode
from tui.filters import BackgroundFilter, in_ascii
from tui.settings import Settings


def settle(text: str) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def grounds(reader: Reader) -> set[str | None]:
    """The backgrounds on the screen; None is the terminal's own."""
    rows = reader.app.screen._compositor.render_strips(reader.app.size)
    return {
        style.bgcolor.get_truecolor().hex if style and style.bgcolor else None
        for strip in rows
        for _, style, _ in strip
    }


@pytest.mark.parametrize(
    ("environment", "is_plain"),
    [
        ({}, False),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "C.utf8"}, False),
        ({"LC_CTYPE": "UTF-8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "de_DE.UTF-8", "LC_CTYPE": "POSIX"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, False),
    ],
)
def test_a_locale_tells_whether_there_is_unicode(
    environment: dict[str, str], is_plain: bool
) -> None:
    assert is_without_unicode(environment) == is_plain


def test_the_settings_have_the_last_word_on_signs() -> None:
    settle("ascii = false\n")
    assert drawing(Settings(), {"LC_ALL": "C"}) == (Drawing(), [])
    settle("ascii = true\n")
    assert drawing(Settings(), {"LANG": "C.UTF-8"}) == (Drawing(is_ascii=True), [])


@given(st.text())
def test_ascii_is_as_wide_as_what_it_stands_for(text: str) -> None:
    plain = in_ascii(text)
    assert plain.isascii()
    if text.isprintable():
        assert cell_len(plain) == cell_len(text)


def test_letters_lose_their_accents_and_signs_stay_apart() -> None:
    assert in_ascii("Müller, Łukasz “x” – 東京 ½…") == 'Muller, Lukasz "x" - ???? 1.'
    assert len({in_ascii(sign) for sign in "●★»¶#?"}) == 6


async def test_without_unicode_every_screen_is_of_ascii(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    fill(folder, [paper(1, title="Schrödinger’s 猫")])
    async with reading(folder) as reader:
        assert "Schrodinger's ??" in reader.text()
        for keys in (("s", "e"), ("escape",), ("question_mark",), ("escape", "T"), ("escape", "v")):
            await reader.keys(*keys)
            assert reader.text().isascii()
        await reader.keys("escape")
        assert "o* " in reader.row("Schrodinger")


def ground_of(reader: Reader) -> str:
    return Color.parse(reader.app.theme_variables["background"]).hex.lower()


def test_a_background_is_known_however_its_colour_was_written() -> None:
    filter_ = BackgroundFilter()
    filter_.ground = ColorTriplet(22, 24, 29)
    colours = [RichColor.from_rgb(22, 24, 29), RichColor.parse("#16181D"), RichColor.parse("red")]
    segments = [Segment("x", RichStyle(bold=True, bgcolor=colour)) for colour in colours]
    styles = [style for _, style, _ in filter_.apply(segments, Color(0, 0, 0))]
    assert [style.bgcolor for style in styles if style] == [None, None, colours[2]]
    assert all(style.bold for style in styles if style)


async def test_the_terminals_background_is_left_where_asked(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        usual = ground_of(reader)
        assert usual in grounds(reader)
    settle('background = "terminal"\n')
    async with reading(folder) as reader:
        assert usual not in grounds(reader)
        assert None in grounds(reader)
        cursor = reader.app.theme_variables["cursor-background"]
        assert cursor in grounds(reader)
        await reader.keys("T", "j")
        await reader.keys("enter")
        assert ground_of(reader) not in grounds(reader)
        await reader.keys("question_mark")
        assert ground_of(reader) not in grounds(reader)


async def test_what_cannot_be_followed_is_told(folder: Path, ids: list[str]) -> None:
    settle('ascii = "yes"\nbackground = "blue"\n')
    async with reading(folder, size=(200, 30)) as reader:
        await reader.until(lambda: "ascii is either true or false" in reader.said)
        assert 'background is either "terminal" or "theme"' in reader.said
