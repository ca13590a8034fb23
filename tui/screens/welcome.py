"""What stands in the place of papers where there are none."""

from __future__ import annotations

from tui.commands import CommandTable


def welcome(commands: CommandTable) -> str:
    """Give what stands in the place of papers where there are none."""
    lines = [
        (commands.key("app.import"), "imports a file of papers (a pasted listing, or JSON lines)"),
        (commands.key("app.import_sample"), "imports the sample that comes with paperdeck"),
    ]
    help_key, close_key = commands.key("app.help"), commands.key("app.close")
    return "\n".join(
        [
            "This library is empty.",
            "",
            *(f"  {key:<5}{told}" for key, told in lines),
            "",
            "or, from the shell:",
            "",
            "  paperdeck import FILE",
            "  paperdeck demo",
            "",
            f"{help_key}  shows every key      {close_key}  quits",
        ]
    )
