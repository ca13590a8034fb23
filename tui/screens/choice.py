"""A short list to choose one thing from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from store.text.display import one_line
from tui.screens.box import room_in_box
from tui.screens.list_box import ListBox
from tui.widgets.extract import MOST_IN_ROW
from tui.widgets.fitting import fit
from tui.workers import apart

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    id: str
    label: str
    detail: str = ""
    """What it would give, shown beside it."""
    sign: Style | None = None
    """How a sign before it is drawn; None: it has none."""


class ChoiceScreen(ListBox[str]):
    """Asks for one of several things; gives its id, or None.

    Args:
        title: what is asked.
        choices: the things.
        current: the id that is chosen now.
        preview: called with the id under the cursor, and at the end with `current` again
            where nothing was chosen.
        detail: gives what stands beside a thing that came without, where that takes a while;
            called with its id in a thread of its own, once the box is there.
    """

    class Detailed(Message, bubble=False):
        """It is known what stands beside a thing."""

        def __init__(self, place: int, detail: str) -> None:
            super().__init__()
            self.place = place
            self.detail = detail

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        current: str = "",
        preview: Callable[[str], None] | None = None,
        detail: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._current = current
        self._preview = preview
        self._has_signs = any(one.sign for one in choices)
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Give the box."""
        with Vertical(classes="box"):
            yield Label(Text(self._title), classes="box-title")
            yield OptionList(*(Option(self._prompt(one), id=one.id) for one in self._choices))
            yield Label(Text("Enter chooses · Esc goes back"), classes="box-hint")

    def _prompt(self, choice: Choice) -> Text:
        width = max(len(one.label) for one in self._choices)
        room = room_in_box(self.app.size.width) - width - len(_GAP)
        detail = fit(one_line(choice.detail[:MOST_IN_ROW]), room).rstrip() if choice.detail else ""
        sign = ("■ ", choice.sign) if choice.sign else "  " if self._has_signs else ""
        return Text.assemble(sign, (choice.label.ljust(width), "bold"), _GAP + detail)

    def on_mount(self) -> None:
        """Put the cursor on what is chosen now."""
        names = [one.id for one in self._choices]
        if self._current in names:
            self.options.highlighted = names.index(self._current)
        if self._detail is not None:
            apart("details", self._tell_details)

    def _tell_details(self) -> None:
        for place, one in enumerate(self._choices):
            if self._is_left:
                return
            if not one.detail and self._detail is not None:
                self.post_message(self.Detailed(place, self._detail(one.id)))

    def on_choice_screen_detailed(self, message: Detailed) -> None:
        """Show what stands beside a thing."""
        choice = replace(self._choices[message.place], detail=message.detail)
        self.options.replace_option_prompt_at_index(message.place, self._prompt(choice))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what choosing it would give."""
        if self._preview and event.option_id and self.is_current:
            self._preview(event.option_id)

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        if self.place is not None:
            self.dismiss(self._choices[self.place].id)

    def action_leave(self) -> None:
        """Choose nothing."""
        if self._preview and self._current:
            self._preview(self._current)
        self.dismiss(None)
