"""``backup``, ``restore``: copies of marks, put back; ``compact``, ``reindex``: files made anew."""

from __future__ import annotations

import click

from store.backup import Backup, Backups
from store.care.restore import plan_restore, restore
from store.change import title_of
from store.errors import PaperdeckError
from store.library import Library
from store.record import json_line
from store.text.display import one_line
from tui.cli import output
from tui.cli.option import json_option, library_option, library_path
from tui.cli.progress import Progress
from tui.cli.session import open_library


@click.command("backup", short_help="Copy all marks into the library's backups.")
@click.option("--list", "is_list", is_flag=True, help="Show the backups there are.")
@json_option("With --list: one JSON object a line: name, at, path, files, bytes.")
@library_option
@click.pass_context
def backup_command(context: click.Context, is_list: bool, as_json: bool) -> int:
    """Make a backup of all marks now, and print where it is.

    One is also made each day that marks change, and before imports and repairs. Of old ones
    fewer are kept: one a day for two weeks, one a week for eight, one a month for a year.
    """
    if as_json and not is_list:
        raise click.UsageError("--json goes with --list.", ctx=context)
    if is_list:
        with Library(library_path(context)) as library:
            _show(library.backups, as_json=as_json)
        return 0
    with open_library(context, to_change=True, backs_up=False) as library:
        if not library.folder.mark_files():
            raise PaperdeckError("There are no marks to make a backup of yet.")
        output.put(one_line(str(library.backups.make().path)))
    return 0


def _show(backups: Backups, *, as_json: bool) -> None:
    made = backups.all()
    if not made and not as_json:
        output.tell("There are no backups yet. To make one: paperdeck backup")
    for backup in reversed(made):
        sizes = [file.stat().st_size for file in backup.files()]
        output.put(_json(backup, sizes) if as_json else _line(backup, sizes))


def _json(backup: Backup, sizes: list[int]) -> str:
    return json_line(
        {
            "name": backup.path.name,
            "at": f"{backup.at:%Y-%m-%dT%H:%M:%SZ}",
            "path": str(backup.path),
            "files": len(sizes),
            "bytes": sum(sizes),
        }
    )


def _line(backup: Backup, sizes: list[int]) -> str:
    name = output.paint(one_line(backup.path.name), output.CYAN)
    files = "1 file" if len(sizes) == 1 else f"{len(sizes)} files"
    return f"{name}  {files}, {max(sum(sizes) // 1000, 1)} kB"


@click.command("restore", short_help="Put marks back as a backup has them.")
@click.argument("source", metavar="NAME|FILE")
@click.option("--exact", is_flag=True, help="Papers the backup has no marks of lose theirs.")
@click.option("--dry-run", is_flag=True, help="Say what it would change; change nothing.")
@library_option
@click.pass_context
def restore_command(context: click.Context, source: str, exact: bool, dry_run: bool) -> int:
    """Put the marks of all papers back as a backup has them.

    NAME is one of those that "paperdeck backup --list" shows, or its beginning; FILE is a
    folder or zip archive of journals, or one journal, from anywhere. A backup of what is there
    is made before, and it can be undone like any change.
    """
    with open_library(context, to_change=not dry_run, backs_up=False) as library:
        planned = plan_restore(library, source, exact=exact)
        if dry_run:
            for paper_id, fields in planned.wanted.items():
                output.put(one_line(f"{paper_id}: {title_of(fields)}"))
            output.tell(f"It would change the marks of {_count(len(planned.wanted))}.")
            return 0
        event = restore(library, planned)
    if event.ids:
        output.put(f"{event.title}: {_count(len(event.ids))} changed.")
    else:
        output.put("The marks were so already; nothing was changed.")
    return 0


@click.command("compact", short_help="Write the journals anew, without what is no longer true.")
@library_option
@click.pass_context
def compact_command(context: click.Context) -> int:
    """Write the journals of papers and of this machine's marks anew.

    Papers and marks stay as they are, and so does what was done last; what was done before can
    no longer be undone. A backup is made before.
    """
    with open_library(context, to_change=True, backs_up=False) as library:
        sizes = library.compact()
    for name, size in sizes.items():
        output.put(one_line(f"{name}: {_size(size.before)} before, {_size(size.after)} now"))
    if not sizes:
        output.tell("There is nothing to compact yet.")
    return 0


@click.command("reindex", short_help="Make the search index anew.")
@library_option
@click.pass_context
def reindex_command(context: click.Context) -> int:
    """Make the search index anew from the journals.

    It is made by itself where it is missing or damaged; this is for making sure. Nothing but
    the index is changed.
    """
    with open_library(context, to_change=True, backs_up=False) as library, Progress() as progress:
        progress.what = "of the papers"
        count = library.reindex(lambda done, every: progress(done / max(every, 1)))
    output.put(f"The index is made anew: {_count(count)}.")
    return 0


def _size(number: int) -> str:
    return f"{max(number // 1000, 1):,} kB"


def _count(number: int) -> str:
    return "1 paper" if number == 1 else f"{number} papers"
