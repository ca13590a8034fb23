"""The command palette: every command, found by its name."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from tui.commands import Command, CommandTable
from tui.guide import PALETTE
from tui.screens.box import Box, key, room_in_box
from tui.widgets.fitting import fit
from tui.widgets.prompt_bar import LineInput
from tui.widgets.typing import typed_out

_HELP_SCORE = 0.01
_MOST_LABEL = 32


def found(query: str, commands: CommandTable) -> list[Command]:
    """Give the commands whose title or help matches, the best first; all of them for nothing."""
    if not query.strip():
        return list(commands)
    query = query.strip()
    matcher = Matcher(query)

    def score(one: Command) -> float:
        in_help = query.lower() in one.help.lower()
        return matcher.match(_label(one)) or _HELP_SCORE * in_help

    scores = [(score(one), one) for one in commands]
    best = sorted(scores, key=lambda pair: pair[0], reverse=True)
    return [one for points, one in best if points > 0]


def _label(command: Command) -> str:
    keys = ", ".join(command.key_labels)
    return f"{command.title}  ({keys})" if keys else command.title


class CommandPalette(Box[Command]):
    """Asks for a command; gives it, or None.

    What a key chooses is worked out from the text as it then is, never from a search under way.
    """

    HELP = PALETTE
    BINDINGS = [
        key("escape,ctrl+c", "leave"),
        key("enter", "choose"),
        key("down,ctrl+n", "move('cursor_down')"),
        key("up,ctrl+p", "move('cursor_up')"),
        key("pagedown", "page(1)"),
        key("pageup", "page(-1)"),
    ]

    def __init__(self, commands: CommandTable) -> None:
        super().__init__()
        self._commands = commands
        self._cells = min(max(cell_len(_label(one)) for one in commands), _MOST_LABEL)
        """How wide names are."""
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
        options = [Option(self._prompt(one), id=one.id) for one in found(query, self._commands)]
        commands.add_options(options or [Option("No command is called so.", disabled=True)])
        commands.highlighted = 0 if options else None

    def _prompt(self, command: Command) -> Text:
        room = room_in_box(self.app.size.width)
        label = fit(_label(command), min(self._cells, room))
        return Text.assemble((label, "bold"), fit("  " + command.help, room - self._cells))

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
        self.dismiss(self._commands.get(event.option_id or ""))

    async def action_choose(self) -> None:
        """Run the command under the cursor."""
        commands = await self._typed()
        if commands.highlighted is not None:
            option = commands.get_option_at_index(commands.highlighted)
            self.dismiss(self._commands.get(option.id or ""))

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
