"""What stands in the place of papers where a library has none."""

from __future__ import annotations

from rich.cells import cell_len

from tui.commands import CommandTable
from tui.widgets.paper_list import fit


def welcome(commands: CommandTable) -> str:
    """Say how to come to papers, by the keys that commands have."""
    lines = [
        (commands.key("app.import"), "imports a file of papers (a pasted listing, or JSON lines)"),
        (commands.key("app.import_sample"), "imports the sample that comes with paperdeck"),
    ]
    cells = max(cell_len(key) for key, _told in lines)
    help_key, close_key = commands.key("app.help"), commands.key("app.close")
    return "\n".join(
        [
            "This library is empty.",
            "",
            *(f"  {fit(key, cells)}    {told}" for key, told in lines),
            "",
            "or, from the shell:",
            "",
            "  paperdeck import FILE",
            "  paperdeck demo",
            "",
            f"{help_key}  shows every key      {close_key}  quits",
        ]
    )
