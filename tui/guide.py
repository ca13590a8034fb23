"""What the help says: first of the pane one is in, then of everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len

from tui.commands import GROUPS, CommandTable

LIST, PAPER, NOTE, WRITING, ASKED, QUERY = "list", "paper", "note", "writing", "asked", "query"
"""Where one can be: the panes, a note being written, a line that asks for a text or a query."""

CHOICE, VIEWS, SORT, STATISTICS, PALETTE, SPLIT, TEXT, PREVIEW = (
    "choice",
    "views",
    "sort",
    "statistics",
    "palette",
    "split",
    "text",
    "preview",
)
"""The boxes and pages that lie over the panes."""


class Entry(NamedTuple):
    """A line of the help."""

    keys: str
    told: str


class Section(NamedTuple):
    """A part of the help."""

    heading: str
    entries: Sequence[Entry]


_PANES: Mapping[str, tuple[str, Sequence[str]]] = MappingProxyType(
    {
        LIST: (
            "Here: the list",
            (
                "move.down",
                "move.up",
                "move.next_unread",
                "paper.done",
                "paper.read",
                "paper.star",
                "paper.queue",
                "paper.tag",
                "note.edit",
                "list.select",
                "list.find",
                "list.filter",
                "history.undo",
                "pane.detail",
                "pane.next",
            ),
        ),
        PAPER: (
            "Here: the paper",
            (
                "move.down",
                "move.up",
                "move.page_down",
                "link.next",
                "link.previous",
                "paper.open",
                "paper.open_pdf",
                "paper.copy_link",
                "paper.cite",
                "paper.split",
                "pane.zoom",
                "pane.list",
                "pane.next",
            ),
        ),
        NOTE: (
            "Here: the note",
            (
                "note.edit",
                "note.editor",
                "move.down",
                "move.up",
                "pane.note_larger",
                "pane.note_smaller",
                "pane.zoom",
                "pane.list",
                "pane.next",
            ),
        ),
    }
)
"""The commands that are wanted most in each pane."""

_LIST_KEYS = (
    Entry("j k ↓ ↑", "Down and up; Ctrl+D, Ctrl+U, PgDn, PgUp by ten; g and G to the ends."),
    Entry("Enter Space", "Choose what is under the cursor."),
    Entry("Esc q", "Go back and change nothing."),
)
_PAGE_KEYS = (
    Entry("j k ↓ ↑", "Scroll; Ctrl+D, Ctrl+U, PgDn, PgUp by ten; g and G to the ends."),
    Entry("Esc q", "Go back."),
)
_QUERY_KEYS = (
    Entry("Enter", "Keep what is shown."),
    Entry("Tab", "Complete the field, or its value, to what the line below says."),
    Entry("Esc", "Go back to what was shown before."),
)
_ELSEWHERE: Mapping[str, tuple[str, Sequence[Entry]]] = MappingProxyType(
    {
        WRITING: (
            "Here: writing the note",
            (
                Entry("Esc", "Leave; the note is saved. It is saved every few seconds, too."),
                Entry("Tab", "Indent."),
                Entry("Ctrl+Z Ctrl+Y", "Undo and redo what was written."),
                Entry("Ctrl+C Ctrl+X", "Copy and cut what is selected; Ctrl+V pastes."),
                Entry("# ## - 1. >", "Headings, lists and quotations, as Markdown has them."),
                Entry("**x** *x* `x`", "Bold, italic, code; [text](address) is a link."),
            ),
        ),
        ASKED: (
            "Here: a line to fill in",
            (
                Entry("Enter", "Take what is written."),
                Entry("Tab", "Complete it, where something is proposed."),
                Entry("-tag", "Where tags are asked for: take this one away. Spaces part tags."),
                Entry("Esc", "Go back and change nothing."),
            ),
        ),
        QUERY: ("Here: a query", _QUERY_KEYS),
        CHOICE: ("Here: a choice", _LIST_KEYS),
        VIEWS: (
            "Here: the views",
            (
                *_LIST_KEYS,
                Entry("0–9", "Show the view with this number."),
                Entry("R D", "Rename or delete a view of your own."),
            ),
        ),
        SORT: (
            "Here: the order of the list",
            (*_LIST_KEYS, Entry("r ← →", "Turn the order under the cursor round.")),
        ),
        STATISTICS: (
            "Here: the statistics",
            (*_PAGE_KEYS, Entry("Tab Shift+Tab", "Go to the next chart, or the one before.")),
        ),
        PALETTE: (
            "Here: all commands",
            (
                Entry("letters", "A part of the name; the best are first."),
                Entry("↓ ↑ PgDn PgUp", "Go down and up."),
                Entry("Enter", "Run the command."),
                Entry("Esc", "Go back."),
            ),
        ),
        SPLIT: (
            "Here: the place between title and authors",
            (
                Entry("← → h l", "Go to the next place where the authors may begin."),
                Entry("H L Shift+← →", "Move it by one letter."),
                Entry("Enter", "Keep it so; undo takes it back."),
                Entry("Esc q", "Go back and change nothing."),
            ),
        ),
        TEXT: ("Here: a text", _PAGE_KEYS),
        PREVIEW: (
            "Here: what an import would do",
            (
                _LIST_KEYS[0],
                Entry("Enter", "Import what is taken; undo takes all of it back."),
                Entry("Space V", "Take or leave the paper; all that are shown."),
                Entry("f Tab", "Show what changes, then each kind by itself, then all."),
                Entry("J K", "Scroll what is said of the entry under the cursor."),
                Entry("Esc q", "Go back and import nothing."),
            ),
        ),
    }
)
"""Keys that are nobody's commands, by where they act."""

_SIGNS = Section(
    "Signs in the list",
    (
        Entry("✓ ›", "Selected; found."),
        Entry("● ★ »", "Unread; starred; queued to read later."),
        Entry("¶ #", "Has a note; has tags."),
        Entry("?", "The importer was not sure where the title ends."),
    ),
)

_LANGUAGE = Section(
    "Queries",
    (
        Entry("self instruct", "Both words, anywhere; a word is found by how it begins."),
        Entry('"value model"', "A phrase."),
        Entry("-survey", "Papers without it; - may stand before anything."),
        Entry("rl OR planning", "Either; parentheses group: (rl OR planning) -robot."),
        Entry("title:x", "There alone; so author: abstract: note: org: venue:."),
        Entry("tag:rl cat:cs.CL", "With this tag; of this category."),
        Entry("id: doi: arxiv:", "The paper with this identifier."),
        Entry("year:2022..2024", "From, to; also year:2023, score:>90, rating:>=4."),
        Entry("date:>=2024-06", "Published since; date:<7d: younger than 7 days; d, w, m, y."),
        Entry("added:<1d", "Imported in the last day."),
        Entry("is:unread", "So is:read is:starred is:queued is:unsure."),
        Entry("has:note", "So has:tags has:code has:pdf has:doi has:abstract."),
        Entry("sort:-score", "Great first; so date, title, author, added, rating, venue, cat."),
    ),
)


def sections(place: str, commands: CommandTable) -> list[Section]:
    """Give the help, that of a place first.

    Args:
        place: where one is.
        commands: with the keys they have.
    """
    by_group = [
        Section(group, [_entry(one.id, commands) for one in commands if one.group == group])
        for group in GROUPS
    ]
    found = [_here(place, commands), *by_group, _SIGNS]
    found.insert(1 if place == QUERY else len(found), _LANGUAGE)
    return found


def _here(place: str, commands: CommandTable) -> Section:
    if place in _ELSEWHERE:
        return Section(*_ELSEWHERE[place])
    heading, names = _PANES.get(place) or _PANES[LIST]
    return Section(heading, [_entry(name, commands) for name in names])


def _entry(name: str, commands: CommandTable) -> Entry:
    command = commands.get(name)
    assert command is not None
    told, name = command.help, command.title
    # Whoever looks for undo or zoom finds the key, in whatever words it is explained.
    if name.split()[0].lower() not in told.lower():
        told = f"{name}: {told[0].lower()}{told[1:]}"
    return Entry(" ".join(command.key_labels), told)


def tour(commands: CommandTable) -> list[Entry]:
    """Give the few steps from a file of papers to what one takes from them."""
    key = commands.key
    return [
        Entry(
            f"{key('app.import')} {key('app.import_sample')}",
            "import a file of papers, or the sample",
        ),
        Entry(
            f"{key('move.down')} {key('move.up')} {key('paper.done')}",
            "next, previous; done: read, then the next",
        ),
        Entry(
            f"{key('paper.star')} {key('paper.tag')} {key('note.edit')}",
            "star, tag, write a note; Esc saves it",
        ),
        Entry(
            f"{key('list.find')} {key('list.filter')} {key('view.choose')}",
            "find words, filter by a query, views",
        ),
        Entry(
            f"{key('paper.open')} {key('paper.copy_link')} {key('paper.cite')}",
            "open it, copy its link or its citation",
        ),
    ]


def welcome(commands: CommandTable, *, with_tour: bool) -> str:
    """Give what an empty library says: how papers come in, and, if told to, what to do then."""
    lines = [
        Entry(commands.key("app.import"), "imports a file of papers, or what you paste"),
        Entry(commands.key("app.import_sample"), "imports the sample that comes with paperdeck"),
    ]
    then = tour(commands)[1:] if with_tour else []
    close_key = commands.key("app.close")
    last = Entry(commands.key("app.help"), f"shows every key; {close_key} quits")
    cells = max(cell_len(entry.keys) for entry in [*lines, *then, last])

    def steps(entries: Sequence[Entry]) -> list[str]:
        blanks = [" " * (cells - cell_len(entry.keys)) for entry in entries]
        return [f"  {one.keys}{gap}  {one.told}" for one, gap in zip(entries, blanks, strict=True)]

    return "\n".join(
        [
            "This library is empty.",
            "",
            *steps(lines),
            *(["", "Then, in the list:", "", *steps(then)] if then else []),
            "",
            *steps([last]),
            "",
            "or, from the shell:",
            "",
            "  paperdeck import FILE",
            "  paperdeck demo",
        ]
    )
