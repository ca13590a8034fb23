"""Each command that finds, filters or sorts."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.person import Sit, no


def test_the_commands_that_find(library: Path, sit: Sit) -> None:
    me = sit()
    me.open(" 1/51")
    me.do("list.find", "words of title, authors, abstract, note")
    me.type("retrieval")
    me.see("Match 1 of ")
    me.press("enter")
    me.see("f filter", "›")
    me.do("list.next_match", "Match 2 of ")
    me.do("list.previous_match", "Match 1 of ")
    me.press("escape")
    me.see(no("›"))

    me.do("list.filter", "filter:", 'words "a phrase" -without')
    me.type("title:olmo")
    me.press("enter")
    me.see("Filtered", "1/2", no("Molmo"))
    me.do("view.save", "save view as:")
    me.type("the olmos")
    me.press("enter")
    me.see("The view the olmos (key 6) shows title:olmo.", "─the olmos")
    me.do("view.number", "Papers · newest first", "/51", key="0")
    me.do("view.number", "─the olmos", "1/2", key="6")
    me.do("view.choose", "Views", "title:olmo", "R renames yours")
    me.press("0")
    me.see("Papers · newest first", "/51")
    me.do("list.sort", "Enter sorts")
    me.press("j", "j", "enter")
    me.see("Papers · by title, A to Z")

    me.press("1", "r")
    me.see("─Unread", "50 unread", "/51")
    me.do("list.refresh", "50 unread", "/50")
