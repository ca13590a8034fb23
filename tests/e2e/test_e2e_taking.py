"""Each command that copies or opens: what arrives in the clipboard and in the browser."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.conftest import Sit
from tests.e2e.person import at_prompt, no

PAGE = "https://example.org/0"


def test_the_commands_that_take_away(library: Path, tools: Path, sit: Sit) -> None:
    me = sit()
    me.open(" 1/51")
    me.do("paper.copy_link", "Link copied")
    me.copied(PAGE)
    me.do("paper.cite", "BibTeX copied")
    me.copied("@misc{author02026paper,")
    me.do("paper.copy", "Copy as", "Markdown link")
    me.press("escape")
    me.see(no("Copy as"))

    me.do("link.next", "url: Enter or o opens it, y copies it.")
    me.do("link.next", "pdf: Enter or o opens it, y copies it.")
    me.do("link.previous", "url: Enter or o opens it, y copies it.")
    me.press("h")
    me.do("paper.open", "Opened in the browser.")
    assert opened(tools) == [PAGE]
    me.do("paper.open_read", "Marked read", "50 unread")
    me.do("paper.open_pdf", "Opened in the browser.")
    assert opened(tools) == [PAGE, PAGE, f"{PAGE}.pdf"]
    me.press("q")
    me.see(at_prompt)
    assert me.paper("author02026-paper-number-0")["read"]


def opened(tools: Path) -> list[str]:
    """Give the addresses that the browser was given."""
    return (tools / "opened").read_text("utf-8").splitlines()
