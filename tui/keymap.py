"""The commands as key bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.commands import Command, CommandTable


def binding(command: Command, key: str = "") -> Binding:
    """Give the binding of a command; its id is the command's, so that users may remap it.

    Every binding has priority: commands are then done in the order of the keys even when they
    arrive in one burst, and ``/`` has moved the focus before the next letter is delivered.  The
    screen's `check_action` leaves the keys to a text that is being written.

    Args:
        command: the command.
        key: one of its keys alone, of which its action is told.
    """
    return Binding(
        key or ",".join(command.keys),
        f"{command.action}('{key}')" if key else command.action,
        command.title,
        id=f"{command.id}.{key}" if key else command.id,
        show=False,
        priority=True,
        tooltip=command.help,
    )


def bindings(commands: CommandTable) -> list[BindingType]:
    """Give the bindings of every command that has a key."""
    return [
        binding(command, key)
        for command in commands
        if command.keys
        for key in (command.keys if command.is_told_key else ("",))
    ]
