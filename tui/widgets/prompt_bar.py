"""The bar that asks for a line of text: words to find, a query, tags, a file."""

from __future__ import annotations

from collections.abc import Sequence

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Paste
from textual.geometry import Size
from textual.message import Message
from textual.suggester import Suggester, SuggestionReady
from textual.widget import Widget
from textual.widgets import Input, Label
from textual.widgets.input import Selection

from store.text.display import one_line, to_copy
from tui.proposal import Proposal
from tui.widgets.typing import TextField

_LONGEST_LINE = 2000
"""Characters of a paste that may still be the name of a file."""
_MOST_PASTED = 20_000
"""Characters of a paste that a line takes: megabytes in one line would stop the keys for long."""


class _Part(Highlighter):
    """Draws a part of a text in a style."""

    def __init__(self, start: int, end: int, style: Style) -> None:
        self._part = (start, end)
        self._style = style

    def highlight(self, text: Text) -> None:
        """Draw it."""
        text.stylize(self._style, *self._part)


def _typable(text: str) -> str:
    """Give a text without what a terminal would act on: an input draws what it holds."""
    return to_copy(" ".join(text.splitlines()).replace("\t", " "))


class LineInput(TextField, Input):
    """An input that takes a paste of several lines as one line, and marks what is wrong in it."""

    COMPONENT_CLASSES = {"line-input--wrong"}

    class TextPasted(Message):
        """A text was pasted that is too much for a line."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    takes_text = False
    """Whether a paste of several lines, or of a very long one, is told of and not written here."""

    @property
    def content_width(self) -> int:
        """How wide the text is, or the input where that is wider.

        As long as this stays the same, a letter has nothing laid out anew but is only drawn.
        """
        return max(super().content_width, self.scrollable_content_region.width)

    def on_resize(self) -> None:
        """Have the width that a letter is held to, so that the first one changes nothing either."""
        self.set_reactive(Widget.virtual_size, Size(self.content_width, 1))

    def mark_wrong(self, start: int, end: int) -> None:
        """Show what is wrong; a part without length shows nothing."""
        if (start, end) == (0, 0) and self.highlighter is None:
            return
        style = self.get_component_rich_style("line-input--wrong", partial=True)
        self.highlighter = _Part(start, end, style) if end > start else None
        if self.is_wrong:  # what it may go on to is not to stand beside what is wrong
            self.post_message(SuggestionReady(self.value, self.value))
        self.refresh()

    @property
    def is_wrong(self) -> bool:
        """Whether it shows that something is wrong in it."""
        return self.highlighter is not None

    def validate_value(self, value: str) -> str:
        """Give what it may hold of a text; papers and files may be called anything."""
        return value if value.isprintable() else _typable(value)

    async def _on_suggestion_ready(self, event: SuggestionReady) -> None:
        if not event.suggestion.isprintable():  # drawn as it is
            event.prevent_default()

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        text = event.text.strip()
        if self.takes_text and (len(text) > _LONGEST_LINE or len(text.splitlines()) > 1):
            self.post_message(self.TextPasted(event.text))
        else:
            self.insert_text_at_cursor(" ".join(text[:_MOST_PASTED].split()))


class PromptBar(Horizontal):
    """Hidden until it asks for something."""

    class Changed(Message):
        """The text has changed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.purpose = ""
        self._proposals: Sequence[Proposal] = ()
        self._offered: Sequence[Proposal] = ()
        """Those of which one was taken."""
        self._taken = 0
        """Which."""

    def compose(self) -> ComposeResult:
        """Give the label and the input."""
        yield Label("", markup=False)
        yield LineInput(select_on_focus=False, compact=True)

    def on_mount(self) -> None:
        """Begin hidden."""
        self.display = False

    @property
    def input(self) -> LineInput:
        """Where the text is."""
        return self.query_one(LineInput)

    def ask(
        self,
        purpose: str,
        label: str,
        text: str = "",
        completing: Suggester | None = None,
        hint: str = "",
    ) -> None:
        """Ask for a line.

        Args:
            purpose: what its messages carry.
            label: what stands before it.
            text: what stands in it at first.
            completing: what Tab completes it to.
            hint: what stands in it while it is empty.
        """
        self.purpose = purpose
        self._proposals = self._offered = ()
        self.query_one(Label).update(label)
        field = self.input
        field.takes_text = False
        field.mark_wrong(0, 0)
        field.suggester = completing
        field.placeholder = one_line(hint)
        with field.prevent(Input.Changed):
            field.value = text
        # Typing replaces what stands there; the cursor keys go on with it.
        field.selection = Selection(0, len(text))
        self.display = True
        self.screen.set_focus(field)

    def close(self) -> tuple[str, str]:
        """Hide; give the purpose and the text.

        Keys then go to the screen at once, not to an input nobody sees.
        """
        purpose, self.purpose = self.purpose, ""
        self.screen.set_focus(None)
        self.display = False
        return purpose, self.input.value

    def propose(self, proposals: Sequence[Proposal]) -> None:
        """Say what Tab is to complete the text to: the first, which is shown in it if it can be."""
        field = self.input
        self._proposals = proposals
        if proposals and not field.is_wrong and proposals[0].text.startswith(field.value):
            field.post_message(SuggestionReady(field.value, proposals[0].text))

    def complete(self, step: int = 1) -> None:
        """Take the suggestion, where there is one; where one was just taken, another of them.

        Args:
            step: 1 for the next of them, -1 for the one before.
        """
        field = self.input
        if self.taken:
            self._taken = (self._taken + step) % len(self._offered)
        elif self._proposals:
            self._offered, self._taken = self._proposals, 0
        else:
            if field.cursor_position == len(field.value):
                field.action_cursor_right()
            return
        field.value = self._offered[self._taken].text
        field.cursor_position = len(field.value)

    @property
    def taken(self) -> Sequence[Proposal]:
        """What the text was completed from, what was taken first; empty where it goes on."""
        offered, place = self._offered, self._taken
        text = offered[place].text if offered else ""
        if len(offered) < 2 or text != self.input.value or text.endswith(":"):
            return ()
        return [*offered[place:], *offered[:place]]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        self._proposals = ()
        if self.purpose:
            self.post_message(self.Changed(self.purpose, event.value))
