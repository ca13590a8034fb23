"""``note``: reading and writing the note of a paper."""

from __future__ import annotations

import click

from store.errors import PaperdeckError
from store.library import Library
from store.text.display import many_lines, one_line
from tui.cli import output
from tui.cli.option import library_option
from tui.cli.session import open_library
from tui.cli.suggestion import paper_of
from tui.editor import Draft


@click.command("note", short_help="Print or write the note of a paper.")
@click.argument("paper_id", metavar="ID")
@click.option("--append", metavar="TEXT", help="Add a line at the end.")
@click.option("--edit", is_flag=True, help="Open it in $VISUAL or $EDITOR.")
@click.option("--clear", is_flag=True, help="Remove it.")
@library_option
@click.pass_context
def note_command(
    context: click.Context, paper_id: str, append: str | None, edit: bool, clear: bool
) -> int:
    """Print the note of a paper, or write it."""
    asked = [name for name, is_asked in _asked(append, edit, clear) if is_asked]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(asked)} do not go together.", ctx=context)
    if append is not None and not append.strip():
        raise click.UsageError("--append needs some text.", ctx=context)
    with open_library(context, to_change=bool(asked)) as library:
        paper_of(library, paper_id)
        note = library.marks(paper_id).note
        if append is not None:
            _write(library, paper_id, f"{note}\n{append}" if note else append, note)
        elif clear:
            _write(library, paper_id, "", note)
        elif edit:
            _edit(library, paper_id, note)
        elif note:
            output.put(many_lines(note))
        else:
            output.tell(f"{one_line(paper_id)} has no note.")
    return 0


def _asked(append: str | None, edit: bool, clear: bool) -> tuple[tuple[str, bool], ...]:
    return ("--append", append is not None), ("--edit", edit), ("--clear", clear)


def _write(library: Library, paper_id: str, text: str, base: str) -> None:
    event = library.write_note(paper_id, text, base)
    output.put(f"{event.title}." if event.ids else "The note was so already; nothing was changed.")


def _edit(library: Library, paper_id: str, note: str) -> None:
    draft = Draft(note, library.folder.path, paper_id)
    try:
        text = draft.edit()
        if draft.is_changed and text != note:
            _write(library, paper_id, text, note)
        else:
            output.put("The note was left as it was.")
    except PaperdeckError as error:
        raise draft.failed(error) from error
    draft.discard()
