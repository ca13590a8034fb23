"""The table of commands: everything a user can do, once.

Key bindings, the line of hints, the help screen and the command palette are made from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.key_names import key_label


class Command(NamedTuple):
    """One thing a user can do."""

    id: str
    """``scope.verb``; the screen's method is ``action_scope_verb``."""
    keys: tuple[str, ...]
    """As the terminal library names them; the first is the one shown."""
    title: str
    help: str
    group: str
    """Heading in the help screen."""
    hint: str = ""
    """Word in the line of hints; empty: not there."""
    is_told_key: bool = False
    """Whether its action is told which of its keys was pressed."""

    @property
    def action(self) -> str:
        """The name of its action."""
        return self.id.replace(".", "_")

    @property
    def key_labels(self) -> list[str]:
        """Its keys as they are printed; a row of them as its ends."""
        if self.is_told_key and self.keys:
            return [f"{key_label(self.keys[0])}–{key_label(self.keys[-1])}"]
        return [key_label(key) for key in self.keys]


_MOVE, _MARK, _TAKE, _FIND, _LOOK, _REST = (
    "Move",
    "Mark",
    "Take away",
    "Find",
    "Look",
    "Program",
)

COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "Down", "Next paper, or scroll the pane.", _MOVE),
    Command("move.up", ("k", "up"), "Up", "Previous paper, or scroll the pane.", _MOVE),
    Command(
        "move.next_unread", ("J",), "Next unread", "The next paper not read yet.", _MOVE, "unread"
    ),
    Command("move.previous_unread", ("K",), "Previous unread", "The one before.", _MOVE),
    Command("move.half_down", ("ctrl+d",), "Half a page down", "Half a page down.", _MOVE),
    Command("move.half_up", ("ctrl+u",), "Half a page up", "Half a page up.", _MOVE),
    Command("move.page_down", ("pagedown",), "Page down", "A page down.", _MOVE),
    Command("move.page_up", ("pageup",), "Page up", "A page up.", _MOVE),
    Command(
        "move.first", ("g", "home"), "First", "The first paper, or the top of the pane.", _MOVE
    ),
    Command("move.last", ("G", "end"), "Last", "The last paper, or the end of the pane.", _MOVE),
    Command(
        "list.select",
        ("space",),
        "Select",
        "Select, or not any more; other commands act on all selected.",
        _MARK,
        "select",
    ),
    Command(
        "list.select_shown", ("V",), "Select all shown", "Select all shown; again: none.", _MARK
    ),
    Command("paper.read", ("r",), "Read", "Mark read, or unread again.", _MARK, "read"),
    Command("paper.star", ("s",), "Star", "Star, or take the star away.", _MARK, "star"),
    Command(
        "paper.queue",
        ("b",),
        "Queue",
        "Put in the queue to read later, or take out.",
        _MARK,
        "queue",
    ),
    Command("paper.done", ("d",), "Done", "Mark read and go to the next unread.", _MARK, "done"),
    Command(
        "paper.tag", ("t",), "Tag", "Add tags; -tag takes one away. Tab completes.", _MARK, "tag"
    ),
    Command(
        "tag.manage",
        ("number_sign",),
        "Tags",
        "Every tag: give it, show its papers, rename, delete, colour.",
        _MARK,
    ),
    Command(
        "note.edit",
        ("e",),
        "Edit the note",
        "Write in the notes pane; Esc leaves, it is saved.",
        _MARK,
        "note",
    ),
    Command(
        "note.editor",
        ("E",),
        "Note in $EDITOR",
        "Write the note in your own editor, $VISUAL or $EDITOR.",
        _MARK,
        "editor",
    ),
    Command(
        "paper.repeat", ("full_stop",), "Repeat", "Do the last mark again, on this paper.", _MARK
    ),
    Command(
        "sweep.start",
        ("W",),
        "Sweep",
        "Go through what is new since the last sweep; in one, what came of it.",
        _MARK,
    ),
    Command("list.all_read", ("A",), "All read", "Mark every paper shown read.", _MARK),
    Command(
        "paper.delete", ("D",), "Delete", "Put in the trash; undo brings it back, marks too.", _MARK
    ),
    Command(
        "paper.merge",
        ("M",),
        "Merge",
        "Make the selected papers one, that under the cursor or the first; marks of all.",
        _MARK,
    ),
    Command(
        "paper.unmerge", ("U",), "Unmerge", "Take apart what was merged last into a paper.", _MARK
    ),
    Command("history.undo", ("u",), "Undo", "Take the last action back, any.", _MARK, "undo"),
    Command("history.redo", ("ctrl+r",), "Redo", "Do again what was taken back.", _MARK),
    Command("paper.copy_link", ("y",), "Copy link", "Copy the paper's address.", _TAKE, "link"),
    Command("paper.cite", ("c",), "Copy citation", "Copy a citation in your style.", _TAKE, "cite"),
    Command(
        "paper.copy",
        ("C",),
        "Copy as…",
        "Choose: any citation style, links, the title, your own formats.",
        _TAKE,
    ),
    Command(
        "link.next",
        ("right_square_bracket",),
        "Next link",
        "The paper's next identifier or link; Enter opens it, Copy link copies it.",
        _TAKE,
        "links",
    ),
    Command(
        "link.previous",
        ("left_square_bracket",),
        "Previous link",
        "The identifier or link before.",
        _TAKE,
    ),
    Command("paper.open", ("o",), "Open", "Open in the browser.", _TAKE, "open"),
    Command(
        "paper.open_read", ("O",), "Open and mark read", "Open in the browser, mark read.", _TAKE
    ),
    Command("paper.open_pdf", ("p",), "Open the PDF", "Open the PDF in the browser.", _TAKE, "PDF"),
    Command(
        "list.find",
        ("slash",),
        "Find",
        "Go to papers with these words, as you type.",
        _FIND,
        "find",
    ),
    Command("list.next_match", ("n",), "Next match", "The next paper found.", _FIND),
    Command("list.previous_match", ("N",), "Previous match", "The one found before.", _FIND),
    Command(
        "list.filter",
        ("f",),
        "Filter",
        "Show only papers a query finds; empty shows all.",
        _FIND,
        "filter",
    ),
    Command(
        "view.number",
        tuple("0123456789"),
        "View by number",
        "Show a view: 1 unread, 2 starred, 3 the queue…; 0 shows all.",
        _FIND,
        is_told_key=True,
    ),
    Command(
        "view.choose", ("v",), "Views", "Every view with its count; yours too.", _FIND, "views"
    ),
    Command("view.save", ("F",), "Save the view", "Save the filter as a view of yours.", _FIND),
    Command("list.sort", ("S",), "Sort", "Choose what the list is sorted by.", _FIND, "sort"),
    Command(
        "list.refresh",
        ("f5",),
        "Refresh",
        "Ask the filter again: what does not match any more goes.",
        _FIND,
    ),
    Command("pane.next", ("tab",), "Next pane", "Go to the next pane.", _LOOK),
    Command("pane.previous", ("shift+tab",), "Previous pane", "Go to the pane before.", _LOOK),
    Command("pane.list", ("h", "left"), "List", "Go to the list.", _LOOK, "list"),
    Command("pane.detail", ("l", "right", "enter"), "Detail", "Go to the paper.", _LOOK),
    Command("pane.zoom", ("z",), "Zoom", "Give the pane the whole screen, or back.", _LOOK, "zoom"),
    Command(
        "pane.list_larger",
        ("greater_than_sign",),
        "List larger",
        "Make the list wider, or higher; the mouse drags the border.",
        _LOOK,
    ),
    Command(
        "pane.list_smaller",
        ("less_than_sign",),
        "List smaller",
        "Make the list narrower, or lower.",
        _LOOK,
    ),
    Command("pane.note_larger", ("plus",), "Note larger", "Make the note higher.", _LOOK),
    Command("pane.note_smaller", ("minus",), "Note smaller", "Make the note lower.", _LOOK),
    Command(
        "pane.usual_sizes",
        ("equals_sign",),
        "Usual sizes",
        "Give the panes the sizes they come with.",
        _LOOK,
    ),
    Command(
        "paper.split",
        ("m",),
        "Title or author?",
        "Move the place between title and authors.",
        _LOOK,
    ),
    Command(
        "app.statistics",
        ("percent_sign",),
        "Statistics",
        "Figures and charts of the papers shown.",
        _LOOK,
    ),
    Command("app.theme", ("T",), "Theme", "Choose the colours.", _LOOK),
    Command(
        "app.import",
        ("i",),
        "Import",
        "Import a file, or what you paste; it shows first what comes of it.",
        _REST,
        "import",
    ),
    Command("app.export", ("x",), "Export", "Write the papers shown or selected to a file.", _REST),
    Command(
        "app.import_sample",
        ("I",),
        "Import the sample",
        "Import the papers that come along.",
        _REST,
        "sample",
    ),
    Command(
        "app.help",
        ("question_mark",),
        "Help",
        "The keys, those of the pane you are in first.",
        _REST,
        "help",
    ),
    Command(
        "app.help_here", ("f1",), "Help anywhere", "The same while you write, or in a box.", _REST
    ),
    Command("app.tour", (), "Tour", "What there is to do, on one page.", _REST),
    Command("app.palette", ("ctrl+p", "colon"), "Commands", "Every command by name.", _REST),
    Command(
        "app.back",
        ("escape",),
        "Back",
        "Leave what is open; clear the selection; drop the filter.",
        _REST,
    ),
    Command(
        "app.close", ("q",), "Quit", "Back, or quit from the list of all papers.", _REST, "quit"
    ),
    Command("app.suspend", ("ctrl+z",), "Suspend", "Back to the shell; fg returns.", _REST),
    Command("app.quit", ("ctrl+q",), "Quit at once", "Quit; everything is saved.", _REST),
)

GROUPS = (_MOVE, _MARK, _TAKE, _FIND, _LOOK, _REST)
"""The headings, in order."""


class CommandTable:
    """The commands with the keys they have, in the order they are shown.

    Args:
        commands: all of them.
    """

    def __init__(self, commands: Sequence[Command] = COMMANDS) -> None:
        self._by_id = {command.id: command for command in commands}

    def __iter__(self) -> Iterator[Command]:
        return iter(self._by_id.values())

    def get(self, name: str) -> Command | None:
        """Give the command of an id; None where there is none."""
        return self._by_id.get(name)

    def key(self, name: str) -> str:
        """Give the key of a command as it is printed, or how it is called where it has none."""
        command = self._by_id[name]
        if command.keys:
            return command.key_labels[0]
        palette = self._by_id["app.palette"]
        return " ".join([*palette.key_labels[:1], command.title])


USUAL_COMMANDS = CommandTable()
"""The commands with the keys they come with."""
