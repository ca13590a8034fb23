"""The keys of the commands, as the user's settings have them.

``[keys]`` in ``config.toml`` gives commands other keys, or takes the habits of another program::

    [keys]
    preset = "newsboat"
    "paper.star" = ["s", "*"]
    "app.suspend" = []
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from store.text.display import one_line
from tui.commands import USUAL_COMMANDS, Command, CommandTable
from tui.key_names import KeyNameError, key_label, key_name
from tui.settings import Settings, SettingsError

TABLE, PRESET = "keys", "preset"

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "newsboat": {
            "move.next_unread": ("n",),
            "move.previous_unread": ("p",),
            "paper.read": ("N",),
            "list.next_match": ("right_square_bracket",),
            "list.previous_match": ("left_square_bracket",),
            "paper.open_pdf": ("P",),
            "link.next": ("greater_than_sign",),
            "link.previous": ("less_than_sign",),
            "pane.list_larger": ("right_curly_bracket",),
            "pane.list_smaller": ("left_curly_bracket",),
            "list.refresh": ("r", "f5"),
            "app.quit": ("ctrl+q", "Q"),
        }
    }
)
"""Habits of other programs: commands, and their keys."""

_FIXED = ("escape", "enter", "ctrl+c")
"""Keys that every dialog and text answers to: they stay what they are."""


class Keys(NamedTuple):
    """The commands, with the keys they have."""

    commands: CommandTable = USUAL_COMMANDS
    problems: tuple[str, ...] = ()
    """What of the settings was not followed, a sentence each."""


def keys_of(settings: Settings) -> Keys:
    """Give the commands with the keys that settings give them."""
    if settings.stamp() is None:
        return Keys()
    try:
        content = settings.value(TABLE)
    except SettingsError as error:
        return Keys(problems=(f"The keys are as they come: {error}",))
    remapping = Remapping(content)
    commands = remapping.commands()  # which finds more problems
    told = [settings.complaint(problem) for problem in remapping.problems]
    return Keys(commands, tuple(told))


class Remapping:
    """What settings say of keys, as far as it can be followed.

    Args:
        content: what stands under ``keys``: a table, or the name of a preset alone.
    """

    def __init__(self, content: Any) -> None:
        self.problems: list[str] = []
        """What was not followed."""
        table = {PRESET: content} if isinstance(content, str) else content or {}
        if not isinstance(table, dict):
            self.problems.append(f"{TABLE} is no table; write [{TABLE}] on a line")
            table = {}
        self._asked: dict[str, tuple[str, ...]] = {}
        self._read_preset(table.pop(PRESET, ""))
        for name, keys in _flat(table):
            self._read(name, keys)

    def _read_preset(self, name: object) -> None:
        if name in PRESETS:
            self._asked.update(PRESETS[str(name)])
        elif name:
            known = ", ".join(PRESETS)
            told = _shown(name) if isinstance(name, str) else "of such a name"
            self.problems.append(f"there is no preset {told}, but {known}")

    def _read(self, name: str, keys: object) -> None:
        command = USUAL_COMMANDS.get(name)
        if command is None:
            import difflib  # noqa: PLC0415 - only for a slip

            near = difflib.get_close_matches(name, [one.id for one in USUAL_COMMANDS], 1)
            meant = f"did you mean {near[0]}?" if near else "paperdeck keys names them all"
            self.problems.append(f"there is no command {_shown(name)}; {meant}")
        elif command.is_told_key:
            self.problems.append(f"{name} keeps its keys")
        elif isinstance(keys, str):
            self._ask(command, [keys] if keys else [])
        elif isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            self._ask(command, keys)
        else:
            self.problems.append(f'{name} wants a key such as "x", or a list of keys')

    def _ask(self, command: Command, keys: list[str]) -> None:
        found = []
        for key in keys:
            try:
                found.append(key_name(key))
            except KeyNameError as error:
                self.problems.append(f"{command.id}: {one_line(str(error))}")
        kept = [key for key in found if key not in _FIXED]
        stolen = sorted(set(found) & set(_FIXED) - set(command.keys))
        self.problems += [f"{command.id}: {key_label(key)} stays what it is" for key in stolen]
        if kept or not keys:
            self._asked[command.id] = tuple(dict.fromkeys(kept))

    def commands(self) -> CommandTable:
        """Give the commands with their keys.

        A key that several want is told of, and one that was the last of a command nobody asked
        other keys for.
        """
        owners: dict[str, str] = {}
        for name, keys in self._asked.items():
            for key in keys:
                if owners.setdefault(key, name) != name:
                    self.problems.append(
                        f"{key_label(key)} is wanted by {owners[key]} and {name}; "
                        f"{owners[key]} has it"
                    )
        return CommandTable([self._with_keys(command, owners) for command in USUAL_COMMANDS])

    def _with_keys(self, command: Command, owners: Mapping[str, str]) -> Command:
        asked = self._asked.get(command.id)
        if asked is not None:
            fixed = tuple(key for key in command.keys if key in _FIXED)
            own = tuple(key for key in asked if owners[key] == command.id)
            return command._replace(keys=own + fixed)
        left = tuple(key for key in command.keys if key not in owners)
        for key in command.keys if not left else ():
            told = f"{key_label(key)} is the key of {owners[key]} now"
            self.problems.append(
                f"{told}, and no longer of {command.id}, which has none left "
                f'(if it needs none: "{command.id}" = [])'
            )
        return command._replace(keys=left)


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give the entries of a table; TOML reads ``paper.star`` as a table in a table."""
    for scope, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{scope}.{verb}", keys) for verb, keys in value.items())
        else:
            yield scope, value


def _shown(name: object) -> str:
    return one_line(str(name))[:60]
