"""The program itself, in a process of its own on a real pseudo-terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.journal.lock import LOCK_SECONDS
from store.library import Library
from tests.tui.reader import DEADLINE, fill, paper

ROOT = Path(__file__).parents[2]
CLIPBOARD, CLEAR, TITLE = "\x1b]52;c;aGFja2Vk\x07", "\x1b[2J", "\x1b]0;hacked\x07"
SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|[()][0-9A-B])")


class Terminal:
    """The program's terminal: what it has written, and a way to type."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self.master = master
        self.process = process
        self.written = b""

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            with contextlib.suppress(OSError):  # the program has closed its end
                self.written += os.read(self.master, 65536)
        return bool(ready)

    def wait_for(self, text: str, after: int = 0, within: float = DEADLINE) -> None:
        """Wait until the program has drawn a text, whatever colours are in it."""
        end = time.monotonic() + within
        wanted = text.encode()
        while wanted not in SEQUENCE.sub(b"", self.written[after:]):
            assert time.monotonic() < end, f"{text!r} was never drawn: {self.written[-2000:]!r}"
            self.read(0.1)

    def wait_for_end(self) -> int:
        end = time.monotonic() + DEADLINE
        while self.process.poll() is None:
            assert time.monotonic() < end, "the program does not end"
            self.read(0.05)
        return self.process.wait()

    def hang_up(self) -> None:
        """Close it, as a window or a connection is closed."""
        os.close(self.master)
        self.master = -1


def _own_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def running(
    *arguments: str, command: Sequence[str] = ("-m", "tui"), is_own: bool = False
) -> Iterator[Terminal]:
    """Run the program on a terminal of 100 columns and 30 rows.

    Args:
        arguments: the program's.
        command: what Python runs.
        is_own: whether the terminal is the process's own, and sends it signals.
    """
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
    process = subprocess.Popen(
        [sys.executable, *command, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment,
        start_new_session=is_own,
        preexec_fn=_own_terminal if is_own else None,  # noqa: PLW1509 - it calls the system only
    )
    os.close(slave)
    terminal = Terminal(master, process)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        if terminal.master >= 0:
            os.close(master)


def test_marks_and_notes_are_there_after_a_kill(folder: Path, ids: list[str]) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("s")
        terminal.wait_for("Starred")
        terminal.press("tto-read\r")
        terminal.wait_for("Tagged #to-read")
        terminal.press("ekilled later\x1b")
        terminal.wait_for("Noted")
        terminal.process.send_signal(signal.SIGKILL)
    with Library(folder) as library:
        marks = library.marks(ids[0])
    assert (marks.starred, marks.tags, marks.note) == (True, ("to-read",), "killed later")
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("#to-read")
        terminal.wait_for("killed later")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_program_saves_the_note_being_written(
    folder: Path, ids: list[str], number: signal.Signals
) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("enot finis")
        terminal.wait_for("not finis")
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
    with Library(folder) as library:
        assert library.marks(ids[0]).note == "not finis"


def test_a_signal_prints_the_note_that_a_locked_journal_keeps_from_being_saved(
    folder: Path, ids: list[str]
) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        with Library(folder) as other, other.own_journals[1].writing():
            terminal.press("e")
            terminal.wait_for("saved as you")
            terminal.press("lost words")
            terminal.wait_for("lost words")
            begun = len(terminal.written)
            terminal.process.send_signal(signal.SIGTERM)
            while b"\x1b[?1049l" not in terminal.written[begun:]:
                assert terminal.read(DEADLINE)
            terminal.process.send_signal(signal.SIGHUP)  # a closed terminal sends several
            told = "This note was not saved:\r\nlost words"
            terminal.wait_for(told, after=begun, within=DEADLINE + LOCK_SECONDS)
    with Library(folder) as library:
        assert library.marks(ids[0]).note == ""


def test_nothing_a_paper_says_reaches_the_terminal_as_a_command(folder: Path) -> None:
    hostile = f"A{CLIPBOARD}B{CLEAR}C{TITLE}D\x9b2JE\u202eF"
    fill(folder, [paper(1, title=hostile, abstract=hostile, authors=(hostile,))])
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("A␛]52")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        terminal.read(0)
    assert b"hacked" not in terminal.written.replace(b"0;hacked\xe2\x90\x87", b"")
    assert CLIPBOARD.encode() not in terminal.written
    assert "\u202e".encode() not in terminal.written
    assert "\x9b".encode() not in terminal.written


def test_nothing_that_is_completed_reaches_the_terminal_as_a_command(folder: Path) -> None:
    hostile = f"x{CLEAR}{TITLE}\x9b2J"
    fill(folder, [paper(1, categories=(f"cs.{hostile}",), venue=hostile)])
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 1")
        terminal.press("fcat:cs.")
        terminal.wait_for("Tab cs.x")
        terminal.press("\t")
        terminal.wait_for("filter: cat:cs.x")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0
        terminal.read(0)
    assert TITLE.encode() not in terminal.written
    assert CLEAR.encode() not in terminal.written
    assert "\x9b".encode() not in terminal.written


def test_no_colour_reaches_the_terminal_with_no_color(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("jq")
        assert terminal.wait_for_end() == 0
    codes = re.findall(rb"\x1b\[([0-9;]*)m", terminal.written)
    assert codes
    for code in codes:
        assert not re.search(rb"(^|;)(3[0-8]|4[0-8]|9[0-7]|10[0-7])(;|$)", code)


def test_the_demo_opens_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running("demo") as terminal:
        terminal.wait_for("Scaling Test-Time Compute")
        terminal.press("sq")
        assert terminal.wait_for_end() == 0
    assert not list(tmp_path.glob("paperdeck-demo-*"))


def script(place: Path, text: str) -> Path:
    place.write_text(f"#!/bin/sh\n{text}")
    place.chmod(0o755)
    return place


def test_a_browser_of_the_terminal_gets_it_and_the_screen_comes_back(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = script(tmp_path / "w3m", 'echo "PAGE OF $1"\nread answer\necho "GOT $answer"\n')
    monkeypatch.setenv("BROWSER", str(browser))
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("O")
        terminal.wait_for("PAGE OF https://example.org/0")
        seen = len(terminal.written)
        terminal.press("jjq\r")
        terminal.wait_for("GOT jjq", seen)
        terminal.wait_for("Paper number 5", seen)
        terminal.wait_for("Marked read", seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_what_a_browser_prints_stays_off_the_screen_and_it_does_not_hold_up_the_end(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = tmp_path / "number"
    noise = f'echo NOISE; echo NOISE >&2; echo NOISE >/dev/tty; echo $$ >"{number}"; exec sleep 100'
    monkeypatch.setenv("BROWSER", str(script(tmp_path / "browser", noise)))
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("o")
        terminal.wait_for("Opened in the browser")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    os.kill(int(number.read_text()), signal.SIGKILL)
    assert b"NOISE" not in terminal.written


def test_an_import_that_is_being_read_does_not_hold_up_the_end(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    much = tmp_path / "much.txt"
    entry = "CLDec 20, 2022\nA Study of Reading {0} MachinesAda Writer, Bo Second\nWe look {0}.\n"
    much.write_text("".join(entry.format(number) for number in range(300_000)))
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press(f"i{much}\r")
        terminal.wait_for("(Esc stops)")  # a part of it is read
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    with Library(folder) as library:
        assert len(library) == len(ids)


def test_esc_and_a_letter_typed_quickly_are_both_done(folder: Path, ids: list[str]) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("ls")
        terminal.wait_for("Starred")
        terminal.press("\x1bfpaper\r")
        terminal.wait_for("filter: paper")
        terminal.press("\x1bb")
        terminal.wait_for("Queued")
        terminal.press("t\x1bC")
        terminal.wait_for("Copy as")
        terminal.press("\x1bG")
        terminal.wait_for("6/6")
        terminal.press("qq")
        assert terminal.wait_for_end() == 0
