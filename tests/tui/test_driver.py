"""The reader's own driver of the terminal, on a real one."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.tui.reader import DEADLINE
from tests.tui.test_terminal import ROOT, Terminal, running, script
from tui.driver import driver_class


@contextmanager
def started(code: str) -> Iterator[Terminal]:
    """Run a program of a few lines on a terminal."""
    master, slave = pty.openpty()
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environment
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def settings(terminal: Terminal) -> list[Any]:
    return termios.tcgetattr(terminal.master)


def wait_until_keys_are_taken(terminal: Terminal, before: list[Any]) -> None:
    end = time.monotonic() + DEADLINE
    while settings(terminal) == before:
        assert time.monotonic() < end, "the terminal was never taken"
        time.sleep(0.001)


@pytest.mark.parametrize("keys", ["q", "\x03", "\x11", "jq"])
def test_the_terminal_is_as_it_was_after_the_end(folder: Path, ids: list[str], keys: str) -> None:
    with running("--library", str(folder)) as terminal:
        before = settings(terminal)
        terminal.wait_for("Paper number 0")
        assert settings(terminal) != before
        terminal.press(keys)
        assert terminal.wait_for_end() == 0
        assert settings(terminal) == before


def test_the_terminal_is_as_it_was_where_the_library_cannot_be_opened(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no library")
    with running("--library", str(place)) as terminal:
        before = settings(terminal)
        terminal.wait_for("is a file")
        assert terminal.wait_for_end() == 1
        assert settings(terminal) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_as_it_was_after_a_signal_while_the_reader_loads(
    folder: Path, ids: list[str], number: signal.Signals
) -> None:
    with running("--library", str(folder)) as terminal:
        before = settings(terminal)
        wait_until_keys_are_taken(terminal, before)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert settings(terminal) == before


def test_keys_typed_while_the_reader_loads_are_done_and_not_shown(
    folder: Path, ids: list[str]
) -> None:
    with running("--library", str(folder)) as terminal:
        wait_until_keys_are_taken(terminal, settings(terminal))
        terminal.press("jj\rhtearly\r")
        terminal.wait_for("Tagged #early")
        terminal.wait_for("3/6")
        shown = terminal.written.index(b"\x1b[?1049h")
        assert b"early" not in terminal.written[:shown]


needs_own_driver = pytest.mark.skipif(
    driver_class() is None, reason="Textual's own driver takes Esc and such a key for one"
)


@needs_own_driver
@pytest.mark.parametrize("key", ["\r", "\t"])
def test_esc_and_another_key_in_one_burst_are_both_done(
    folder: Path, ids: list[str], key: str
) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("fpaper\r")
        terminal.wait_for("filter: paper")
        seen = len(terminal.written)
        terminal.press(f"\x1b{key}")
        terminal.wait_for("all papers", seen)


@needs_own_driver
@pytest.mark.parametrize("key", ["8", "9"])
def test_esc_and_a_digit_in_one_burst_are_both_done(folder: Path, ids: list[str], key: str) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("f")
        terminal.wait_for("filter:")
        terminal.press(f"\x1b{key}")
        terminal.wait_for(f"{key} shows no view yet")


def test_a_paste_keeps_what_looks_like_keys(folder: Path, ids: list[str]) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("t\x1b[200~one\x1b[201~\r")
        terminal.wait_for("Tagged #one")


def test_what_is_no_text_does_not_end_the_reader(folder: Path, ids: list[str]) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        os.write(terminal.master, b"\xff\xfe")
        terminal.press("s")
        terminal.wait_for("Starred")


def test_the_terminal_is_given_away_and_taken_back_again_and_again(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = script(tmp_path / "w3m", 'stty -a\necho "PAGE"\nread answer\n')
    monkeypatch.setenv("BROWSER", str(browser))
    with running("--library", str(folder)) as terminal:
        before = settings(terminal)
        terminal.wait_for("Paper number 0")
        for _ in range(3):
            seen = len(terminal.written)
            terminal.press("o")
            terminal.wait_for("PAGE", seen)
            assert b" echo " in terminal.written[seen:]
            assert settings(terminal) == before
            terminal.press("\r")
            terminal.wait_for("Shown in", seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert settings(terminal) == before


def test_another_version_of_textual_has_its_own_driver() -> None:
    assert driver_class(("0.0.1",)) is None
    assert driver_class(()) is None


def test_the_reader_works_as_well_with_the_driver_of_textual(folder: Path, ids: list[str]) -> None:
    code = (
        "import sys, tui.driver; tui.driver.CHECKED_WITH = ()\n"
        "tui.driver.driver_class.__defaults__ = ((),)\n"
        f"sys.argv[1:] = ['--library', {str(folder)!r}]\n"
        "from tui.__main__ import main; main()"
    )
    with started(code) as terminal:
        before = settings(terminal)
        terminal.wait_for("Paper number 0")
        terminal.press("s")
        terminal.wait_for("Starred")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert settings(terminal) == before
