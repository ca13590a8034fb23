"""Each command that moves, and each that is about the panes."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.person import Sit, no

LINKS, FILTER = "] links", "f filter"
"""Hints that only the paper has, and only the list."""


def place(screen: str) -> int:
    """Give where in the list the cursor is; 0 while nothing tells."""
    found = re.search(r"(\d+)/51", screen)
    return int(found[1]) if found else 0


def edge(screen: str) -> int:
    """Give the column between the list and what is beside it."""
    return screen.splitlines()[3].find("│")


def note_row(screen: str) -> int:
    """Give the row in which the note begins."""
    return next((y for y, row in enumerate(screen.splitlines()) if "─Note" in row), 0)


def test_the_commands_that_move(library: Path, sit: Sit) -> None:
    me = sit()
    me.open(" 1/51")
    me.do("move.down", " 2/51", "et al.")
    me.do("move.down", " 3/51", key="down")
    me.do("move.up", " 2/51")
    me.do("move.up", " 1/51", key="up")
    half = place(me.do("move.half_down", lambda screen: place(screen) > 5))
    me.do("move.half_up", " 1/51")
    me.do("move.page_down", lambda screen: place(screen) > 2 * half - 3)
    me.do("move.page_up", " 1/51")
    me.do("move.last", " 51/51")
    me.do("move.first", " 1/51")
    me.do("move.last", " 51/51", key="end")
    me.do("move.first", " 1/51", key="home")
    me.press("j", "r", "j", "r", "k", "k")
    me.see("49 unread · 1/51")
    me.do("move.next_unread", " 4/51")
    me.do("move.previous_unread", " 1/51")
    me.do("move.previous_unread", " 51/51", "Went round")


def test_the_commands_about_panes(library: Path, sit: Sit) -> None:
    me = sit()
    me.open(" 1/51")
    me.do("pane.next", LINKS)
    me.do("pane.next", "E editor")
    me.do("pane.previous", LINKS)
    me.do("pane.list", FILTER)
    me.do("pane.detail", LINKS)
    me.do("pane.zoom", no("Papers · newest first"), no("─Note"), "Paper number 0")
    me.do("pane.zoom", "Papers · newest first", "─Note")
    me.do("pane.list", FILTER, key="left")
    me.do("pane.detail", LINKS, key="enter")
    me.do("pane.list", FILTER)

    screen = me.see(lambda screen: note_row(screen) and edge(screen) > 0)
    usual, row = edge(screen), note_row(screen)
    me.do("pane.list_larger", lambda screen: edge(screen) == usual + 2)
    me.do("pane.list_smaller", lambda screen: edge(screen) == usual)
    me.do("pane.note_larger", lambda screen: note_row(screen) == row - 1)
    me.do("pane.note_smaller", lambda screen: note_row(screen) == row)
    me.do("pane.list_larger", lambda screen: edge(screen) == usual + 2)
    me.do("pane.usual_sizes", lambda screen: edge(screen) == usual, "their usual sizes")
