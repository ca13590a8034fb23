"""``paperdeck config``."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.cli.command import Runner
from tui.settings import Settings
from tui.settings_check import example, problems


def write(text: str) -> Path:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_without_settings_everything_is_as_it_comes(bare: Runner) -> None:
    assert bare("config", "path").out == f"{Settings().path}\n"
    checked = bare("config", "check")
    assert (checked.status, checked.out) == (0, "")
    assert "everything is as it comes" in checked.err
    assert bare("config", "show").out == example()


def test_the_example_is_right_with_each_line_taken_as_it_is_told(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config.toml")
    settings.path.write_text(example())
    assert problems(settings) == []
    told = re.sub(r'^# (?=["a-z]+.* = )', "", example(), flags=re.MULTILINE)
    settings.path.write_text(told)
    assert len(settings.table("views")) == 2
    assert len(settings.table("keys")) == 3
    assert len(settings.table("copy")) == 2
    assert len(settings.table("tags")) == 2
    assert problems(settings) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n[veiws]\nx = 'y'\n", "line 2: nothing is set by veiws; did you mean views?"),
        (
            "zzz = 1\n",
            "line 1: nothing is set by zzz; there are ascii, background, columns, read_after, "
            "views, keys, copy, citation_style, citation_key, follow, tags.",
        ),
        ("theme = 'moss'\n", "a theme is chosen in the reader, by its command Theme."),
        ("[views]\nmine = 'athor:x'\n", "the query of the view mine is wrong: "),
        ("[views]\nmine = 3\n", "the view mine is no text"),
        ("[keys]\n'paper.strar' = 'x'\n", "there is no command paper.strar"),
        ("[copy]\nx = '{titel}'\n", "the format x: there is no {titel}"),
        ("[tags]\nrl = 'rde'\n", "[tags] the colour rde of rl is none; did you mean red?"),
        ("[tags]\nrl = 3\n", "there are red, yellow, green, cyan, blue, purple"),
        ("[tags]\n'!' = 'red'\n", "[tags] '!' cannot be a tag"),
        ("tags = 3\n", "tags is no table; write [tags] on a line"),
        ("[views\n", "cannot be understood"),
        (f"x = {'1' * 5000}\n", "cannot be understood: a number in it is too long."),
        ("[keys]\n'paper.star' = ['s', 'd']\n", "paper.star now, and no longer of paper.done"),
        ("columns = ['titel']\n", "columns: there is no column titel; did you mean title?"),
        ("columns = 'title'\n", "columns is no list of texts"),
    ],
)
def test_what_cannot_be_followed_is_told(bare: Runner, text: str, told: str) -> None:
    path = write(text)
    checked = bare("config", "check")
    assert checked.status == 1
    assert told in checked.out
    assert str(path) in checked.out


def test_settings_are_shown_without_what_a_terminal_would_act_on(bare: Runner) -> None:
    write('[views]\n"mine" = "a" # \x1b]0;hacked\x07\n')
    shown = bare("config", "show").out
    assert '"mine" = "a"' in shown
    assert "\x1b" not in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
@pytest.mark.parametrize("command", [["config", "check"], ["config", "show"], ["keys"], ["views"]])
def test_settings_that_are_a_pipe_are_not_waited_for(command: list[str], paperdeck: Runner) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    done = paperdeck(*command)
    assert done.status == 1
    assert f"{path} cannot be read: it is not a file." in done.out + done.err
