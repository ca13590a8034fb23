"""`paperdeck undo`, `redo` and `history`."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from store.change import Change
from store.library import Library
from tests.cli.command import LISTING, PAPER, Runner

OTHER = "jang2023-personalized-soups"


def shown(paperdeck: Runner, name: str) -> object:
    return paperdeck("show", PAPER, "--json").objects[0][name]


def test_marks_and_notes_of_other_commands_are_taken_back_in_turn(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    paperdeck("note", PAPER, "--append", "a thought")
    done = paperdeck("undo")
    assert (done.status, done.out, done.err) == (0, f"Undid: noted {PAPER}.\n", "")
    assert (shown(paperdeck, "note"), shown(paperdeck, "starred")) == ("", True)
    assert paperdeck("undo").out == f"Undid: starred {PAPER}.\n"
    assert paperdeck("redo").out == f"Did again: starred {PAPER}.\n"
    assert paperdeck("redo").out == f"Did again: noted {PAPER}.\n"
    assert (shown(paperdeck, "note"), shown(paperdeck, "starred")) == ("a thought", True)


def test_an_import_is_taken_back_and_done_again(paperdeck: Runner) -> None:
    paperdeck("import", "-", stdin=LISTING)
    assert len(paperdeck("list").rows) == 52
    assert paperdeck("undo").out == "Undid: imported papers: 2 added.\n"
    assert len(paperdeck("list").rows) == 50
    assert paperdeck("redo").status == 0
    assert len(paperdeck("list").rows) == 52


@pytest.mark.parametrize(
    ("name", "told"),
    [("undo", "There is nothing to undo."), ("redo", "There is nothing to do again.")],
)
def test_with_nothing_to_do_it_says_so(name: str, told: str, bare: Runner, tmp_path: Path) -> None:
    done = bare("--library", tmp_path / "new", name)
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert not (tmp_path / "new").exists()


def test_the_history_tells_what_was_done_the_last_first(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    paperdeck("mark", OTHER, "--read")
    paperdeck("undo")
    rows = paperdeck("history").rows
    assert [row[18:] for row in rows[:2]] == [
        f"Marked read {OTHER} (undone)",
        f"Starred {PAPER}",
    ]
    assert rows[2].endswith("Imported papers: 50 added")
    assert datetime.fromisoformat(rows[0][:16]).year >= 2024
    assert paperdeck("history", "--limit", "1").rows == rows[:1]
    assert paperdeck("history", "--limit", "0").out == ""


def test_the_history_is_there_as_json_and_names_the_device(
    paperdeck: Runner, library: Path
) -> None:
    Library(library, device="phone").change([PAPER], Change(read=True))
    told = paperdeck("history", "--json").objects
    assert list(told[0]) == ["at", "time", "device", "what", "undone"]
    assert (told[0]["device"], told[0]["what"], told[0]["undone"]) == (
        "phone",
        f"Marked read {PAPER}",
        False,
    )
    assert told[0]["at"].endswith("-phone")
    assert datetime.fromisoformat(told[0]["time"]).tzinfo is not None
    assert paperdeck("history").rows[0][18:] == f"phone: Marked read {PAPER}"


def test_a_title_in_the_history_cannot_do_anything_to_the_terminal(
    bare: Runner, tmp_path: Path
) -> None:
    line = {"id": "x\x1b[31m", "title": "T", "tags": ["a"]}
    bare("--library", tmp_path / "l", "import", "-", stdin=json.dumps(line))
    with Library(tmp_path / "l") as opened:
        paper = opened.paper(next(iter(opened)))
        opened.edit(type(paper)(paper.id, "New"), "Corrected \x1b[2J\nit")
    done = bare("--library", tmp_path / "l", "history")
    assert "\x1b" not in done.out
    assert len(done.rows) == 2


def test_the_history_of_no_library_is_empty(bare: Runner, tmp_path: Path) -> None:
    assert bare("--library", tmp_path / "new", "history").out == ""
