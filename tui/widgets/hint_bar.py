"""The last line: which keys do what, or what a query may go on to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from store.text.display import one_line
from tui import guide
from tui.commands import CommandTable
from tui.proposal import Proposal
from tui.widgets.fitting import fit

_ORDERS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        guide.LIST: (
            "app.help",
            "paper.done",
            "paper.star",
            "paper.tag",
            "note.edit",
            "app.close",
            "list.find",
            "paper.cite",
            "paper.copy_link",
            "list.filter",
            "view.choose",
            "history.undo",
            "paper.read",
            "paper.queue",
            "move.next_unread",
            "list.sort",
            "list.select",
            "app.import",
        ),
        guide.PAPER: (
            "app.help",
            "link.next",
            "paper.open",
            "paper.open_pdf",
            "paper.copy_link",
            "pane.list",
            "paper.cite",
            "pane.zoom",
            "paper.done",
            "paper.star",
            "paper.tag",
            "note.edit",
            "history.undo",
        ),
        guide.NOTE: (
            "app.help",
            "note.edit",
            "note.editor",
            "pane.list",
            "pane.zoom",
            "history.undo",
        ),
    }
)
"""What is hinted at in each pane, the most needed first."""

_EMPTY = ("app.help", "app.import", "app.import_sample", "history.undo", "app.close")
"""The same of a list in a library without papers."""

_TYPING: Mapping[str, Sequence[tuple[str, str]]] = MappingProxyType(
    {
        guide.WRITING: (("Esc", "saves and leaves"), ("Ctrl+Z", "undo"), ("Tab", "indents")),
        guide.ASKED: (("Enter", "takes it"), ("Tab", "completes"), ("Esc", "goes back")),
        guide.QUERY: (("Enter", "keeps it"), ("Esc", "goes back")),
    }
)
"""The same where letters are written."""

_MOST_LABEL = 40


class HintBar(Widget):
    """As many keys, with a word each, as there is room for.

    While a query is being typed, when these keys are letters: what it may go on to.
    """

    COMPONENT_CLASSES = {"hint-bar--key"}

    DEFAULT_CSS = "HintBar { height: 1; }"

    def __init__(self, commands: CommandTable, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands = commands
        self._proposals: Sequence[Proposal] | None = None
        self._label = ""
        self._place = guide.LIST
        self._is_empty = False

    def show_place(self, place: str) -> None:
        """Show the keys of where one is; see `tui.guide`."""
        if place != self._place:
            self._place = place
            self.refresh()

    def show_empty(self, is_empty: bool) -> None:
        """Show the keys of a library that has no papers, or those of one that has."""
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self.refresh()

    def propose(self, proposals: Sequence[Proposal] | None, label: str = "") -> None:
        """Show what a query may go on to; None shows the keys again.

        Args:
            proposals: the first is what Tab takes.
            label: what stands before them.
        """
        if (proposals, label) != (self._proposals, self._label):
            self._proposals, self._label = proposals, label
            self.refresh()

    def render(self) -> Text:
        """Give the line."""
        style = self.get_component_rich_style("hint-bar--key", partial=True)
        line = Text(" ", no_wrap=True)
        if self._proposals is not None:
            return self._proposed(line, style)
        for key, word in self._hints():
            if line.cell_len + cell_len(key) + cell_len(word) + 3 <= self.size.width:
                line.append(key, style).append(f" {word}  ")
        return line

    def _hints(self) -> Iterator[tuple[str, str]]:
        """Give keys, each with a word, the most needed first."""
        typing = _TYPING.get(self._place)
        if typing is not None:
            yield from typing
            yield self._commands.key("app.help_here"), "help"
            return
        is_empty = self._is_empty and self._place == guide.LIST
        for name in _EMPTY if is_empty else _ORDERS.get(self._place, _ORDERS[guide.LIST]):
            command = self._commands.get(name)
            if command is not None and command.keys:
                yield command.key_labels[0], command.hint

    def _proposed(self, line: Text, style: Style) -> Text:
        for number, one in enumerate(self._proposals or ()):
            label = fit(one_line(one.label), min(cell_len(one.label), _MOST_LABEL))
            count = f" {one.count:,}" if one.count else ""
            if not number:
                line.append(f"{self._label} ", style)
            if line.cell_len + cell_len(label + count) + 2 > self.size.width:
                break
            line.append(label, "bold" if not number else "").append(f"{count}  ")
        return line
