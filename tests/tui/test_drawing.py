"""What stands on the terminal after keys is what drawing everything anew puts there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._wrap import divide_line

from bench.session import Session
from bench.terminal import ROWS, Screen
from tests.tui.reader import fill, paper
from tui.widgets.wrapping import breaks

COUNT = 90
WORDS = "a word, ünïcode 漢字 and somewhat-longer-ones (x) "
DRAGGED = "\x1b[<0;67;10M\x1b[<32;70;10M\x1b[<32;81;11M\x1b[<0;81;11m"
"""The mouse takes the border of the list to the right."""
Picture = list[list[tuple[str, str]]]


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    """Open the reader, in a process of its own, on papers of all lengths."""
    fill(
        folder,
        [
            paper(
                number,
                title=f"Paper number {number}: {'漢字 ' * (number % 40)}on things",
                abstract=WORDS * (number * 7 % 60) + "x" * (number % 13 * 20),
                published=f"{2024 - number}-03" + ("-05" if number > 60 else ""),
            )
            for number in range(COUNT)
        ],
    )
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    environment = {name: value for name, value in environment.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "tui", "--library", str(folder)]
    with Session(command, environment) as session:
        session.wait(lambda screen: f"1/{COUNT}" in screen.text(), session.begun)
        yield session


def picture(screen: Screen) -> Picture:
    """Give all characters and their colours."""
    return [list(zip(*screen.look(y), strict=True)) for y in range(ROWS)]


def differences(one: Picture, other: Picture) -> list[str]:
    """Tell where two differ."""
    return [
        f"{y}:{x} {a!r} {b!r}"
        for y, (row, other_row) in enumerate(zip(one, other, strict=True))
        for x, (a, b) in enumerate(zip(row, other_row, strict=True))
        if a != b
    ]


def press(session: Session, keys: str, shown: str) -> None:
    """Press keys and wait until something is shown."""
    session.wait(lambda screen: shown in screen.text(), session.press(keys))


def drawn_anew(session: Session) -> Picture:
    """Have everything drawn; give what then stands on the screen."""
    before = session.screen.row(1)
    session.wait(lambda screen: screen.row(1) != before, session.press("?"))
    session.wait(lambda screen: screen.row(1) == before, session.press("\x1b"))
    return picture(session.screen)


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("jjjjkj", "5/90"),
        ("j" * 40, "41/90"),
        ("j" * 60 + "k" * 45, "16/90"),
        ("G", "90/90"),
        ("Gggj", "2/90"),
        ("\x04\x04\x15j", "20/90"),
        ("j" * 50 + "s", "Starred"),
        ("jjtrl planning\r", "Tagged"),
        ("/things\rnnn", "4/90"),
        ("j" * 45 + "ljjj", "46/90"),
        ("jjjeshort\x1bjj", "Noted"),
        ("fword sort:title\rjjj", "4/"),
        ("z" + "j" * 45, "46/90"),
        ("  jj \x1b   j ", "11/90"),
        ("V" + "j" * 40 + "  ", "43/90"),
        ("jj]]", "opens it"),
        ("jj>>>++jj<-=j", "6/90"),
        (f"jj{DRAGGED}jj", "5/90"),
    ],
)
def test_keys_leave_the_screen_as_drawing_it_anew_does(
    session: Session, keys: str, shown: str
) -> None:
    for key in [keys[: len(keys) // 2], keys[len(keys) // 2 :]]:
        session.press(key)
        session.settle(0.2)
    session.wait(lambda screen: shown in screen.text(), session.begun)
    session.settle(0.2)
    before = picture(session.screen)
    assert "\n".join(differences(before, drawn_anew(session))) == ""


@pytest.mark.parametrize(
    ("keys", "shown"),
    [("fthings", "1/90"), ("f漢字", "/8"), ("/things", "Match 1 of 90"), ("fathor:x", "author")],
)
def test_letters_of_a_query_leave_the_screen_as_drawing_it_anew_does(
    session: Session, keys: str, shown: str
) -> None:
    for key in keys:
        session.press(key)
        session.settle(0.1)
    session.wait(lambda screen: shown in screen.text(), session.begun)
    session.settle(0.2)
    before, prompt = picture(session.screen), ROWS - 3
    press(session, "\x10", "Commands")
    session.wait(lambda screen: "Commands" not in screen.text(), session.press("\x1b"))
    after = picture(session.screen)
    before[prompt] = after[prompt]  # where a cursor blinks
    assert "\n".join(differences(before, after)) == ""


def test_a_key_after_another_theme_leaves_the_screen_as_drawing_it_anew_does(
    session: Session,
) -> None:
    press(session, "jj", f"3/{COUNT}")
    press(session, "T", "Theme")
    press(session, "j\r", f"3/{COUNT}")
    session.settle(0.2)
    press(session, "jj", f"5/{COUNT}")
    session.settle(0.2)
    before = picture(session.screen)
    assert "\n".join(differences(before, drawn_anew(session))) == ""


@given(st.text("ab  cé漢 "), st.integers(2, 12))
def test_lines_are_broken_where_rich_breaks_them(text: str, width: int) -> None:
    assert breaks(text, width) == divide_line(text, width)
