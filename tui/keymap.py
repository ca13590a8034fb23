"""The commands as key bindings."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.commands import COMMANDS, Command


def binding(command: Command) -> Binding:
    """Give the binding of a command; its id is the command's, so that users may remap it.

    Every binding has priority: commands are then done in the order of the keys even when they
    arrive in one burst, and ``/`` has moved the focus before the next letter is delivered.  The
    screen's `check_action` leaves the keys to a text that is being written.
    """
    return Binding(
        ",".join(command.keys),
        command.action,
        command.title,
        id=command.id,
        show=False,
        priority=True,
        tooltip=command.help,
    )


def bindings() -> list[BindingType]:
    """Give the bindings of every command."""
    return [binding(command) for command in COMMANDS]
