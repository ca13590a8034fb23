"""Fixtures of the command line's tests."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.command import SAMPLE, Outcome, Runner
from tui.cli.program import run


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the developer's own clipboard and terminal out of it."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Run a command line on whatever library it names."""

    def call(*arguments: str | Path, stdin: str | bytes = "") -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))
        status = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Outcome(status, out, err)

    return call


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a library of the bundled sample, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    arguments = ["--library", str(folder), "import", str(SAMPLE), "--today", "2026-11-23"]
    assert run(arguments) == 0
    return folder


@pytest.fixture
def library(sample_library: Path, tmp_path: Path) -> Path:
    """Give a library of the bundled sample's 50 papers."""
    folder = tmp_path / "library"
    shutil.copytree(sample_library, folder)
    return folder


@pytest.fixture
def paperdeck(bare: Runner, library: Path) -> Runner:
    """Run a command line on a library of the sample."""

    def call(*arguments: str | Path, stdin: str | bytes = "") -> Outcome:
        return bare("--library", library, *arguments, stdin=stdin)

    return call
