"""The installed program, a library for it to open, and a terminal to use it in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from store.importers.contract import Draft
from store.library import Library
from tests.e2e.person import PROMPT, Person, Sit
from tests.e2e.terminal import TERMINALS, Pty, Tmux
from tests.tui.reader import paper
from tui.cli.opening import import_sample


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Give the sample's fifty papers, and before them one that has addresses."""
    folder = tmp_path / "library"
    import_sample(folder)
    identifiers = {
        "url": "https://example.org/0",
        "pdf": "https://example.org/0.pdf",
        "doi": "10.1000/zero",
    }
    # By another device, as the sample was: undo is for what is done in the test.
    with Library(folder, device="sample", is_temporary=True) as library:
        one = paper(0, published="2026-06-01", identifiers=identifiers)
        library.import_papers([Draft(one, 1)])
    return folder


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """Give a folder with a browser and an editor, which are a line of shell each.

    What the browser was given stands in the file ``opened``.
    """
    folder = tmp_path / "tools"
    folder.mkdir()
    (folder / "opened").touch()
    for name, line in (
        ("browser", f'echo "$1" >> "{folder}/opened"'),
        ("editor", 'for file; do :; done; echo "Written in an editor" > "$file"'),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def sit(tmp_path: Path, tools: Path) -> Iterator[Sit]:
    """Give what opens terminals; they are closed at the end."""
    programs = Path(sys.executable).parent
    assert (programs / "paperdeck").is_file(), "paperdeck is not installed: pip install -e '.[dev]'"
    environment = {name: value for name, value in os.environ.items() if name != "ENV"} | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PAPERDECK_LIBRARY": str(tmp_path / "library"),
        "PS1": f"{PROMPT} ",
        "SSH_TTY": "/dev/tty",  # as over a connection: the desktop's clipboard is left alone
        "BROWSER": str(tools / "browser"),
        "VISUAL": str(tools / "editor"),
    }
    with ExitStack() as stack:

        def sit(kind: type[Tmux | Pty] = TERMINALS[0]) -> Person:
            return Person(stack.enter_context(closing(kind(environment))), environment)

        yield sit
