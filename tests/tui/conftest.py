"""A library to read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.tui.reader import DEADLINE, fill, paper

_WAITS = (
    "store.journal.lock.LOCK_SECONDS",
    "tui.clipboard._TMUX_SECONDS",
    "tui.clipboard.desktop._SECONDS",
    "tui.clipboard.desktop._SOCKET_SECONDS",
    "tui.screens.box._READY_SECONDS",
    "tui.screens.completing._COMPLETE_SECONDS",
    "tui.screens.asking._ANSWER_SECONDS",
    "tui.screens.history._SHOWN_SECONDS",
    "tui.screens.importing._READ_SECONDS",
    "tui.screens.leaving._UNSEEN_SECONDS",
    "tui.screens.lending._SAVED_SECONDS",
    "tui.screens.tagging._COUNT_SECONDS",
    "tui.widgets.note_pane.SAVE_AFTER",
    "tui.widgets.typing._TYPED_OUT_SECONDS",
)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the reader give up nothing that a busy machine only takes its time for."""
    for name in _WAITS:
        monkeypatch.setattr(name, 2 * DEADLINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the place of a library that is not there yet."""
    return tmp_path / "library"


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """Fill the library with six papers; give their ids, the latest first."""
    return fill(folder, [paper(number) for number in range(6)])


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a tmux on the path that keeps what it is given; give the file it keeps it in."""
    kept = tmp_path / "kept"
    tool = tmp_path / "bin" / "tmux"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\ncat > "{kept}"\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    return kept
