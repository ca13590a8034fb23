"""Each command that copies or opens: what arrives in the clipboard and in the browser."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.person import Sit, at_prompt, no

PAGE = "https://example.org/0"


def test_the_commands_that_take_away(library: Path, tools: Path, sit: Sit) -> None:
    opened = tools / "opened"
    me = sit()
    me.open(" 1/51")
    me.do("paper.copy_link", "Link copied")
    me.finds(PAGE, me.terminal.copied)
    me.do("paper.cite", "BibTeX copied")
    me.finds("@misc{author02026paper,", me.terminal.copied)
    me.do("paper.copy", "Copy as", "Markdown link")
    me.press(*["down"] * 11, "enter")
    me.see(no("Copy as"), "Markdown link copied")
    me.finds(f"[Paper number 0: on things]({PAGE})", me.terminal.copied)

    me.do("link.next", "url: Enter or o opens it, y copies it.")
    me.do("link.next", "pdf: Enter or o opens it, y copies it.")
    me.do("link.previous", "url: Enter or o opens it, y copies it.")
    me.press("h")
    me.do("paper.open", "Opened in the browser.")
    me.finds(PAGE, opened.read_text)
    me.do("paper.open_read", "Marked read", "50 unread")
    me.do("paper.open_pdf", "Opened in the browser.")
    me.finds("\n".join([PAGE, PAGE, f"{PAGE}.pdf"]), opened.read_text)
    me.press("q")
    me.see(at_prompt)
    assert me.paper("author02026-paper-number-0")["read"]
