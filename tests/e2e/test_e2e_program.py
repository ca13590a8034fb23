"""Each command about the program itself: what is looked at, brought in, left."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.person import Person, Sit, at_prompt, no


def leave(me: Person, gone: str) -> None:
    """Leave what lies over the list."""
    me.press("escape")
    me.see(no(gone), "f filter")


def test_the_commands_that_show_something_else(library: Path, sit: Sit) -> None:
    me = sit()
    me.open(" 1/51")
    me.do("paper.split", "Where does the first author begin?")
    me.press("L", "enter")
    me.see("Corrected author02026-paper-number-0.", "Paper number 0: on thingsA")
    me.do("app.statistics", "Statistics: all papers", "In all", "Papers added")
    leave(me, "Statistics")
    me.do("app.theme", "Theme", "high-contrast")
    leave(me, "high-contrast")
    me.do("app.help", "paperdeck: help", "Here: the list")
    leave(me, "paperdeck: help")
    me.press("slash")
    me.see("words of title")
    me.do("app.help_here", "paperdeck: help", "Here: a query")
    me.press("escape")
    me.see(no("paperdeck: help"), "words of title")
    leave(me, "words of title")
    me.do("app.tour", "What there is to do", "Any key goes back")
    leave(me, "What there is to do")
    me.do("app.palette", "a part of its name", "Enter runs it")
    me.type("half a page")
    me.see("Half a page down")
    me.press("enter")
    me.see(no("a part of its name"), no(" 1/51"))


def test_the_commands_about_the_program(tmp_path: Path, sit: Sit) -> None:
    mine, exported = tmp_path / "mine.jsonl", tmp_path / "all.jsonl"
    mine.write_text('{"title": "A Paper of Mine", "authors": ["Ada Writer"], "year": 2026}\n')
    me = sit()
    me.open("This library is empty.")
    me.do("app.import_sample", "50 added, 0 updated, 0 unchanged.", "/50")
    me.do("app.import", "import: a file")
    me.type(str(mine))
    me.press("enter")
    me.see("Enter imports", "A Paper of Mine")
    me.press("enter")
    me.see("1 added", "/51", "A Paper of Mine")
    me.do("app.export", "Export 51 papers as")
    me.press("G", "enter")
    me.see("export 51 papers to file:")
    me.type(str(exported))
    me.press("enter")
    me.see("51 papers written to")
    rows = [json.loads(line) for line in exported.read_text("utf-8").splitlines()]
    assert len(rows) == 51

    me.press("V")
    me.see("Selected 51 papers", "✓")
    me.do("app.back", no("✓"), no("elected"))
    me.do("app.suspend", "Stopped", at_prompt)
    me.type("fg")
    me.press("enter")
    me.see("A Paper of Mine", "/51")
    me.do("app.close", at_prompt)
    me.open("A Paper of Mine", "/51")
    me.do("app.quit", at_prompt)
    me.type("echo status $?")
    me.press("enter")
    me.see("status 0")
