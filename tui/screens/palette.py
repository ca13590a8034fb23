"""The command palette: every command, found by its name."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from tui.commands import BY_ID, COMMANDS, Command, key_label
from tui.screens.box import Box, key
from tui.widgets.prompt_bar import LineInput
from tui.widgets.typing import typed_out

_HELP_WEIGHT = 0.7
_LABEL_CELLS = 32


def found(query: str) -> list[Command]:
    """Give the commands whose title or help matches, the best first; all of them for nothing."""
    if not query.strip():
        return list(COMMANDS)
    matcher = Matcher(query.strip())
    scores = [
        (max(matcher.match(_label(one)), matcher.match(one.help) * _HELP_WEIGHT), one)
        for one in COMMANDS
    ]
    best = sorted(scores, key=lambda pair: pair[0], reverse=True)
    return [one for score, one in best if score > 0]


def _label(command: Command) -> str:
    return f"{command.title}  ({', '.join(key_label(name) for name in command.keys)})"


class CommandPalette(Box[Command]):
    """Asks for a command; gives it, or None.

    What a key chooses is worked out from the text as it then is, never from a search under way.
    """

    BINDINGS = [
        key("escape,ctrl+c", "leave"),
        key("enter", "choose"),
        key("down,ctrl+n", "move('cursor_down')"),
        key("up,ctrl+p", "move('cursor_up')"),
        key("pagedown", "page(1)"),
        key("pageup", "page(-1)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._query: str | None = None
        """What the list shows the commands for."""

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text("Commands"), classes="box-title")
            yield LineInput(placeholder="a part of its name", compact=True)
            yield OptionList()
            yield Label(Text("Enter runs it · ↑ ↓ choose · Esc goes back"), classes="box-hint")

    def on_mount(self) -> None:
        """Show every command, ready to be typed at."""
        self.query_one(OptionList).can_focus = False
        self._fill()
        self.set_focus(self.query_one(Input))

    def _fill(self) -> None:
        query = self.query_one(Input).value
        if query == self._query:
            return
        self._query = query
        commands = self.query_one(OptionList)
        commands.clear_options()
        options = [Option(_prompt(one), id=one.id) for one in found(query)]
        commands.add_options(options or [Option("No command is called so.", disabled=True)])
        commands.highlighted = 0 if options else None

    async def _typed(self) -> OptionList:
        await typed_out(self.query_one(Input))
        self._fill()
        return self.query_one(OptionList)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self._fill()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run what the mouse points at."""
        event.stop()
        self.dismiss(BY_ID.get(event.option_id or ""))

    async def action_choose(self) -> None:
        """Run the command under the cursor."""
        commands = await self._typed()
        if commands.highlighted is not None:
            option = commands.get_option_at_index(commands.highlighted)
            self.dismiss(BY_ID.get(option.id or ""))

    async def action_move(self, step: str) -> None:
        """Go up or down."""
        commands = await self._typed()
        if commands.highlighted is not None:
            getattr(commands, f"action_{step}")()

    async def action_page(self, direction: int) -> None:
        """Go a page up or down."""
        commands = await self._typed()
        if commands.highlighted is not None:
            rows = max(commands.scrollable_content_region.height - 1, 1) * direction
            last = commands.option_count - 1
            commands.highlighted = max(0, min(commands.highlighted + rows, last))


def _prompt(command: Command) -> Text:
    label = _label(command).ljust(_LABEL_CELLS)
    return Text.assemble(label, ("  " + command.help, "dim"), no_wrap=True, overflow="ellipsis")
