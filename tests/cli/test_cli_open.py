"""`paperdeck` itself, queries that open the reader, and `paperdeck demo`."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from store.library import Library
from tests.cli.command import Runner
from tui.cli import reader
from tui.cli.program import near_command

_COMMANDS = (
    "demo",
    "import",
    "list",
    "show",
    "tags",
    "views",
    "stats",
    "mark",
    "note",
    "cite",
    "export",
    "merge",
    "split",
    "delete",
    "trash",
    "undo",
    "redo",
    "history",
    "doctor",
    "backup",
    "restore",
    "compact",
    "reindex",
    "themes",
    "keys",
    "config",
)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Stand in for the reader; gives what it was opened with."""
    calls: list[dict[str, object]] = []

    def run(path: Path, **options: object) -> int:
        del options["settings_before"]
        papers = len(Library(path)) if path.exists() else 0
        calls.append({"path": path, "papers": papers, **options})
        return 0

    app = types.ModuleType("tui.app")
    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.app", app)
    monkeypatch.setattr(reader, "is_terminal", lambda _stream: True)
    return calls


@pytest.mark.parametrize(
    ("arguments", "query"),
    [
        ([], ""),
        (["is:unread", "tag:rl"], "is:unread tag:rl"),
        (['"value model" -survey'], '"value model" -survey'),
        (["rl", "-survey"], "rl -survey"),
        (["-survey", "rl"], "-survey rl"),
        (["--", "list"], "list"),
        (["--", "imprt", "-x"], "imprt -x"),
        (["marl"], "marl"),
        (["important", "things"], "important things"),
    ],
)
def test_what_is_no_command_is_a_query(
    arguments: list[str],
    query: str,
    bare: Runner,
    opened: list[dict[str, object]],
    tmp_path: Path,
) -> None:
    done = bare("--library", tmp_path, *arguments)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert opened == [{"path": tmp_path, "papers": 0, "query": query, "is_demo": False}]


def test_the_library_may_follow_the_query(
    bare: Runner, opened: list[dict[str, object]], tmp_path: Path
) -> None:
    bare("rl", "--library", tmp_path)
    assert (opened[0]["path"], opened[0]["query"]) == (tmp_path, "rl")


@pytest.mark.parametrize(
    ("slip", "name"),
    [("imprt", "import"), ("lsit", "list"), ("notes", "note")],
)
def test_a_slip_in_a_commands_name_is_helped(
    slip: str, name: str, bare: Runner, opened: list[dict[str, object]]
) -> None:
    done = bare(slip, "x.txt")
    assert (done.status, opened) == (2, [])
    assert f"Did you mean {name}?" in done.err
    assert f"paperdeck -- {slip} x.txt" in done.err


@pytest.mark.parametrize("word", ["marl", "node", "slow", "mode", "important", "is:unread", "rl"])
def test_a_word_to_search_for_is_no_slip(word: str) -> None:
    assert near_command(word) is None


def test_a_file_alone_is_not_searched_for(
    bare: Runner, opened: list[dict[str, object]], tmp_path: Path
) -> None:
    file = tmp_path / "papers.txt"
    file.touch()
    done = bare(file)
    assert (done.status, opened) == (2, [])
    assert f"paperdeck import {file}" in done.err


def test_a_wrong_query_is_explained_before_anything_opens(
    bare: Runner, opened: list[dict[str, object]]
) -> None:
    done = bare("is:read", "(rl")
    assert (done.status, opened) == (2, [])
    assert "^" in done.err


def test_an_unknown_option_is_wrong_use(bare: Runner, opened: list[dict[str, object]]) -> None:
    done = bare("--versoin")
    assert (done.status, opened) == (2, [])
    assert "--version" in done.err


@pytest.mark.parametrize("arguments", [[], ["is:unread"], ["demo"]])
def test_without_a_terminal_it_says_so(arguments: list[str], bare: Runner) -> None:
    done = bare(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "needs a terminal" in done.err


def test_the_demo_opens_the_sample_in_a_library_that_is_gone_afterwards(
    bare: Runner, opened: list[dict[str, object]], home: Path
) -> None:
    done = bare("demo")
    assert (done.status, done.out) == (0, "")
    assert "paperdeck import FILE" in done.err
    (call,) = opened
    assert (call["papers"], call["is_demo"]) == (50, True)
    path = call["path"]
    assert isinstance(path, Path)
    assert not path.parent.exists()
    assert not list(home.rglob("papers.jsonl"))


def test_the_status_of_the_reader_is_the_programs(
    bare: Runner, opened: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["tui.app"], "run", lambda *_a, **_k: 1)
    assert bare().status == 1


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["list", "--help"], ["list", "-h"]])
def test_help_is_everywhere(arguments: list[str], bare: Runner) -> None:
    done = bare(*arguments)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Usage: paperdeck")


def test_help_names_every_command_and_no_other(bare: Runner) -> None:
    listed = bare("--help").out.split("Commands:\n")[1]
    names = [line.split()[0] for line in listed.splitlines() if line.startswith("  ")]
    assert names == [*_COMMANDS]
    for name in names:
        assert bare(name, "--help").out.startswith(f"Usage: paperdeck {name}")


def test_the_version_is_told(bare: Runner) -> None:
    done = bare("--version")
    assert done.status == 0
    assert done.out.startswith("paperdeck")
