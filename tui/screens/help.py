"""The help screen: every command with its keys."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Label

from tui.commands import GROUPS, Command, CommandTable
from tui.screens.box import Box, key
from tui.widgets.text_pane import TextPane

_KEYS_CELLS = 16

SIGNS = "● unread   ★ starred   » queued   ¶ has a note   # has tags   ? title unsure"
QUERY = (
    'Queries:  words anywhere   "a phrase"   -without   this OR that   (…)   title:x author:x '
    "abstract:x note:x org:x venue:x   tag:x cat:cs.CL id:x doi:x arxiv:x   year:2022..2024 "
    "score:>90 rating:>=4 date:<7d added:<1d   is:unread is:read is:starred is:queued is:unsure   "
    "has:note has:tags has:code has:pdf has:doi has:abstract   sort:-date sort:title sort:score"
)


class HelpScreen(Box[None]):
    """Shows the table of commands."""

    COMPONENT_CLASSES = {"help--key", "help--heading"}

    BINDINGS = [
        key("escape,q,question_mark,ctrl+c", "leave"),
        key("j,down,enter", "scroll(1)"),
        key("k,up", "scroll(-1)"),
        key("pagedown,ctrl+d,space", "scroll(10)"),
        key("pageup,ctrl+u", "scroll(-10)"),
        key("g,home", "scroll(-10000)"),
        key("G,end", "scroll(10000)"),
    ]

    def __init__(self, commands: CommandTable) -> None:
        super().__init__()
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Give the page."""
        yield Label(Text("paperdeck: keys"), classes="page-title")
        yield TextPane(id="help-text")
        yield Label(Text("j k scroll · Esc goes back"), classes="page-hint")

    def on_mount(self) -> None:
        """Fill the page."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query(TextPane):  # left before it was drawn
            return
        key = self.get_component_rich_style("help--key", partial=True)
        heading = self.get_component_rich_style("help--heading", partial=True)
        lines: list[Text] = []
        for group in GROUPS:
            lines.append(Text(group, heading))
            lines += [_line(one, key) for one in self._commands if one.group == group]
            lines.append(Text())
        lines += [Text("Signs in the list", heading), Text(SIGNS), Text(), Text(QUERY)]
        pane = self.query_one(TextPane)
        pane.show(lines)
        pane.focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll."""
        pane = self.query_one(TextPane)
        pane.scroll_to(y=pane.scroll_offset.y + lines, animate=False, immediate=True)


def _line(command: Command, style: object) -> Text:
    keys = " ".join(command.key_labels)
    gap = " " * max(_KEYS_CELLS - len(keys), 2)
    return Text.assemble("  ", (keys, style), gap, command.help)  # type: ignore[arg-type]
