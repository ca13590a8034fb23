"""That nothing is left out: no command, and no kind of terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.person import Sit, at_prompt
from tests.e2e.terminal import TERMINALS, Pty, Tmux
from tui.commands import COMMANDS

_DONE = re.compile(r'\.do\(\s*"([a-z_.]+)"')


def test_every_command_is_done_in_a_terminal() -> None:
    sources = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_e2e_*.py")]
    done = {name for source in sources for name in _DONE.findall(source)}
    assert sorted({command.id for command in COMMANDS} - done) == []
    assert sorted(done - {command.id for command in COMMANDS}) == []


@pytest.mark.parametrize("kind", TERMINALS, ids=lambda kind: kind.__name__)
def test_each_kind_of_terminal_shows_copies_stops_and_goes_on(
    library: Path, sit: Sit, kind: type[Tmux | Pty]
) -> None:
    me = sit(kind)
    me.open(" 1/51", "Paper number 0")
    me.do("paper.star", "Starred", "★")
    me.do("paper.copy_link", "Link copied")
    me.finds("https://example.org/0", me.terminal.copied)
    me.do("move.last", " 51/51", key="end")
    me.do("move.half_up", lambda screen: " 51/51" not in screen)
    me.do("app.suspend", "Stopped", at_prompt)
    me.type("fg")
    me.press("enter")
    me.see("/51", "Super-NaturalInstructions")
    me.do("app.close", at_prompt)
    assert me.paper("author02026-paper-number-0")["starred"]
