"""A note being written, and what ends or holds up the program in the middle of it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from store.library import Library
from tests.tui.reader import DEADLINE, reading
from tests.tui.test_editor import kept, note_of, use
from tests.tui.test_terminal import Terminal, running

_FAILING = """
import sys
from tui.screens.triage import TriageScreen

async def fail(self):
    raise RuntimeError("nobody expected this")

TriageScreen.action_app_palette = fail
from tui.__main__ import main
sys.exit(main())
"""

_CONTINUED_IN_A_THREAD = """
import signal, sys, threading, time
main_thread = threading.get_ident()

def take():
    asleep = 0
    while asleep < 50:
        asleep = asleep + 1 if signal.SIGCONT in signal.sigpending() and is_asleep() else 0
        time.sleep(0.01)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCONT])

def is_asleep():
    return sys._current_frames()[main_thread].f_code.co_name == "select"

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCONT])
threading.Thread(target=take, daemon=True).start()
from tui.__main__ import main
sys.exit(main())
"""
"""Has another thread than the main one take the signal, once that sleeps."""


def wait_until_stopped(terminal: Terminal) -> None:
    """Wait until the program is stopped as a shell's jobs are."""
    end = time.monotonic() + DEADLINE
    while os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG) == (0, 0):
        assert time.monotonic() < end, "the program was not stopped"
        terminal.read(0.05)


@pytest.mark.parametrize("is_own", [True, False], ids=["a window", "a connection"])
def test_a_closed_terminal_saves_the_note_being_written(
    folder: Path, ids: list[str], is_own: bool
) -> None:
    with running("--library", str(folder), is_own=is_own) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("enot finis")
        terminal.wait_for("not finis")
        terminal.hang_up()
        terminal.process.wait(DEADLINE)
    assert note_of(folder, ids[0]) == "not finis"


def test_a_terminal_closed_while_the_editor_is_open_loses_nothing_that_it_saved(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(monkeypatch, tmp_path, 'echo "saved" >"$file"\necho OPEN\nread answer')
    with running("--library", str(folder), is_own=True) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("E")
        terminal.wait_for("OPEN")
        terminal.hang_up()
        terminal.process.wait(DEADLINE)
    assert note_of(folder, ids[0]) == "saved"
    assert [file.read_text() for file in kept(folder)] == ["saved\n"]


def test_a_note_is_on_disk_before_the_shell_has_the_terminal_and_goes_on_after_fg(
    folder: Path, ids: list[str]
) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("ehalf")
        terminal.wait_for("half")
        terminal.press("\x1b[<0;20;14M\x1b[<0;20;14m")  # a click into the paper
        terminal.press("\x1a")
        wait_until_stopped(terminal)
        assert note_of(folder, ids[0]) == "half"
        terminal.read(0)
        seen = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("Paper number 5", seen)
        terminal.press("s")
        terminal.wait_for("Starred", seen)
        terminal.press("e and more\x1b")
        terminal.wait_for("half and more", seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert note_of(folder, ids[0]) == "half and more"


def test_the_screen_comes_back_after_fg_whichever_thread_the_signal_wakes(
    folder: Path, ids: list[str]
) -> None:
    command = ("-c", _CONTINUED_IN_A_THREAD)
    with running("--library", str(folder), command=command) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("\x1a")
        wait_until_stopped(terminal)
        while terminal.read(0):
            pass  # all that was drawn before
        seen = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("Paper number 5", seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0


def test_a_program_stopped_from_outside_goes_on_with_the_note_as_it_was(
    folder: Path, ids: list[str]
) -> None:
    with running("--library", str(folder)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("ehalf")
        terminal.wait_for("half")
        terminal.process.send_signal(signal.SIGTSTP)
        wait_until_stopped(terminal)
        seen = len(terminal.written)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("half", seen)
        terminal.press(" and more\x1b")
        terminal.wait_for("Noted", seen)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert note_of(folder, ids[0]) == "half and more"


def test_what_nobody_expected_is_one_sentence_and_saves_the_note(
    folder: Path, ids: list[str]
) -> None:
    with running("--library", str(folder), command=("-c", _FAILING)) as terminal:
        terminal.wait_for("Paper number 0")
        terminal.press("eprecious")
        terminal.wait_for("precious")
        seen = len(terminal.written)
        terminal.press("\x10")
        assert terminal.wait_for_end() == 1
        terminal.wait_for("nobody expected this", seen)
        terminal.wait_for("paperdeck.log", seen)
    said = terminal.written[seen:].partition(b"Something went wrong")[2].decode()
    assert "Traceback" not in said
    log = Path(said.replace("\r\n", "").partition("the details are in ")[2].rstrip(". \r\n"))
    assert "nobody expected this" in log.read_text()
    assert note_of(folder, ids[0]) == "precious"


async def test_the_terminal_changes_its_size_at_any_moment_of_writing(
    folder: Path, ids: list[str]
) -> None:
    text = "words that are long enough to be wrapped"
    async with reading(folder) as reader:
        await reader.keys("e")
        sizes = ((40, 10), (200, 60), (20, 5), (1, 1), (100, 30))
        for number, word in enumerate(text.split()):
            await reader.type(f" {word}" if number else word)
            await reader.pilot.resize_terminal(*sizes[number % len(sizes)])
            assert reader.screen.focused is reader.screen.notes.editor
        await reader.pilot.resize_terminal(100, 30)
        await reader.until(lambda: text in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: "¶" in reader.row("Paper number 0"))
    with Library(folder) as library:
        assert library.marks(ids[0]).note == text


async def test_without_a_shell_to_go_back_to_that_is_said(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("ctrl+z")
        assert reader.said == "There is no shell to go back to here."
        await reader.keys("s")
        assert reader.said == f"Starred {ids[0]}."
