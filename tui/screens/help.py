"""The help: the keys, those of where one is first, and the query language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import Input, Label

from tui.commands import CommandTable
from tui.guide import Entry, sections
from tui.screens.box import Box, key
from tui.widgets.prompt_bar import LineInput
from tui.widgets.text_pane import TextPane
from tui.widgets.typing import typed_out
from tui.widgets.wrapping import Hanging, Paragraph

_KEYS_CELLS = 16
_HINT = "j k scroll · / finds · Esc goes back"
_AFTER = 2
"""Lines that stay in sight over what was found."""


class HelpScreen(Box[None]):
    """Shows what can be done, and finds words in it.

    Args:
        commands: with the keys they have.
        place: where one is; see `tui.guide`.
    """

    COMPONENT_CLASSES = {"help--key", "help--heading", "help--found"}

    BINDINGS = [
        key("escape,ctrl+c", "back"),
        key("enter", "enter"),
        key("q,question_mark,f1", "leave"),
        key("j,down", "scroll(1)"),
        key("k,up", "scroll(-1)"),
        key("pagedown,ctrl+d,space", "scroll(10)"),
        key("pageup,ctrl+u", "scroll(-10)"),
        key("g,home", "scroll(-10000)"),
        key("G,end", "scroll(10000)"),
        key("slash", "find"),
        key("n", "step(1)"),
        key("N", "step(-1)"),
    ]

    def __init__(self, commands: CommandTable, place: str = "") -> None:
        super().__init__()
        self._commands = commands
        self._place = place
        self._pattern: re.Pattern[str] | None = None
        self._texts: list[str] = []
        """The paragraphs, without colours."""
        self._found: list[int] = []
        """The numbers of those with what is looked for."""
        self._at = 0
        """Which of them is in sight."""

    def compose(self) -> ComposeResult:
        """Give the page."""
        yield Label(Text("paperdeck: help"), classes="page-title")
        yield TextPane(id="help-text")
        yield LineInput(placeholder="words to find in this page", compact=True, id="help-find")
        yield Label(Text(_HINT), classes="page-hint")

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(Input).display = False
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.query(TextPane):  # or it was left before it was drawn
            self._fill()
            self.query_one(TextPane).focus()

    def _fill(self) -> None:
        paragraphs: list[Paragraph] = []
        self._texts = []
        for section in sections(self._place, self._commands):
            self._add(paragraphs, Text(section.heading, self._style("heading")), section.heading)
            for entry in section.entries:
                for paragraph in self._lines(entry):
                    self._add(paragraphs, paragraph, f"{entry.keys} {entry.told}")
            self._add(paragraphs, Text(), "")
        pane = self.query_one(TextPane)
        pane.show_soon(lambda: paragraphs, keep_place=True)
        pane.show_now()

    def _add(self, paragraphs: list[Paragraph], paragraph: Paragraph, text: str) -> None:
        if isinstance(paragraph, Text):
            self._mark(paragraph)
        paragraphs.append(paragraph)
        self._texts.append(text)

    def _lines(self, entry: Entry) -> Sequence[Paragraph]:
        """Give an entry: what the keys do in a column of its own, beside or under them."""
        blanks = Segment(" " * (_KEYS_CELLS + 2))
        told = Text(entry.told)
        self._mark(told)
        if len(entry.keys) < _KEYS_CELLS:
            keys = Segment(f"  {entry.keys.ljust(_KEYS_CELLS)}", self._style("key"))
            return [Hanging(keys, blanks, told)]
        return [Text(f"  {entry.keys}", self._style("key")), Hanging(blanks, blanks, told)]

    def _mark(self, text: Text) -> None:
        if self._pattern is not None:
            text.highlight_regex(self._pattern, self._style("found"))

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"help--{name}", partial=True)

    # -- finding

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focused, Input)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are the words' own while they are typed."""
        if self._is_typing and action not in ("back", "enter"):
            return False
        return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Ask for words."""
        field = self.query_one(Input)
        field.value = ""
        field.display = True
        self.set_focus(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is found, the first at once."""
        event.stop()
        if self._is_typing:
            self._look_for(event.value)

    def _look_for(self, text: str) -> None:
        words = text.strip()
        self._pattern = re.compile(re.escape(words), re.IGNORECASE) if words else None
        self._fill()
        self._found, last = [], None
        for number, one in enumerate(self._texts):
            if self._pattern is not None and self._pattern.search(one) and one != last:
                self._found.append(number)  # keys that stand in a line of their own count once
            last = one
        self._at = 0
        if words:
            self._show()
        else:
            self._say(_HINT)

    def _show(self) -> None:
        if not self._found:
            self._say("Not found; Esc shows the keys again." if self._is_typing else _HINT)
            return
        pane = self.query_one(TextPane)
        line = pane.line_of(self._found[self._at])
        pane.scroll_to(y=max(0, line - _AFTER), animate=False, immediate=True)
        self._say(f"{self._at + 1} of {len(self._found)} · n next · N previous · Esc goes back")

    def _say(self, told: str) -> None:
        self.query_one(".page-hint", Label).update(Text(told))

    def action_step(self, step: int) -> None:
        """Go to the next of what was found."""
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show()
        else:
            self._say("/ finds words in this page.")

    async def action_enter(self) -> None:
        """Keep what was found; scroll, where nothing is being typed."""
        if self._is_typing:
            await typed_out(self.focused)
            self._end_typing()
        else:
            self.action_scroll(1)

    async def action_back(self) -> None:
        """Look for nothing any more, or leave."""
        if self._is_typing:
            await typed_out(self.focused)
            self._end_typing()
            self._look_for("")
        else:
            self.action_leave()

    def _end_typing(self) -> None:
        self._look_for(self.query_one(Input).value)  # its own message may still be on its way
        self.query_one(Input).display = False
        self.query_one(TextPane).focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll."""
        pane = self.query_one(TextPane)
        pane.scroll_to(y=pane.scroll_offset.y + lines, animate=False, immediate=True)
