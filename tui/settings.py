"""The user's settings: ``config.toml`` in the platform's folder for a user's configuration.

People write this file by hand.  So a change made here touches the one line it is about, all else
stays letter for letter, and it is made only where the file then says what it is meant to say.
"""

from __future__ import annotations

import json
import re
import stat
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from store.errors import PaperdeckError
from store.journal.lock import WriteLock
from store.private import make_folder, replace

NAMES = (
    "ascii",
    "background",
    "columns",
    "read_after",
    "views",
    "keys",
    "copy",
    "citation_style",
    "citation_key",
    "follow",
    "tags",
)
"""All that may stand at the top of the file; the modules that read it know what it means."""

_LARGEST_FILE = 1 << 20
_HEADER = re.compile(r"\s*\[")


class SettingsError(PaperdeckError):
    """The settings cannot be read, or not be changed."""


class Settings:
    """The tables of ``config.toml``; each is read when asked for, so that no window is behind.

    Args:
        path: the file; it need not exist.
    """

    def __init__(self, path: Path | None = None) -> None:
        folder = platformdirs.user_config_path("paperdeck", appauthor=False)
        self.path = path or folder / "config.toml"

    def stamp(self) -> tuple[int, int] | None:
        """Give what tells whether the file has changed; None where there is none."""
        try:
            state = self.path.stat()
        except OSError:
            return None
        return state.st_mtime_ns, state.st_size

    def value(self, name: str) -> Any:
        """Give what stands under a name; None where nothing does.

        Raises:
            SettingsError: the file cannot be read; says why, and where.
        """
        return self._parsed(self._text()).get(name)

    def complaint(self, problem: str) -> str:
        """Give what is wrong in the file as a sentence that says where the file is."""
        return f"{self.path}: {problem}{'' if problem.endswith('?') else '.'}"

    def names(self) -> list[str]:
        """Give the names at the top of the file.

        Raises:
            SettingsError: the file cannot be read; says why, and where.
        """
        return list(self._parsed(self._text()))

    def unknown(self) -> list[str]:
        """Give the names at the top of the file that set nothing; none where it cannot be read."""
        try:
            return [name for name in self.names() if name not in NAMES]
        except SettingsError:  # which whoever reads one of them tells
            return []

    def lines(self) -> list[str]:
        """Give the file's lines.

        Raises:
            SettingsError: the file cannot be read.
        """
        return self._text().removeprefix("\ufeff").splitlines()

    def table(self, name: str) -> dict[str, Any]:
        """Give what stands in a table.

        Raises:
            SettingsError: the file cannot be read; says why, and where.
        """
        return self._table(self._parsed(self._text()), name)

    def _table(self, content: dict[str, Any], name: str) -> dict[str, Any]:
        found = content.get(name, {})
        if not isinstance(found, dict):
            raise SettingsError(f"{self.path}: {name} is no table; write [{name}] on a line.")
        return found

    def put(self, table: str, name: str, value: str | None, before: str = "") -> None:
        """Set a text of a table; other windows may do so at the same time.

        Args:
            table: the table, which need not be there.
            name: the name of the text.
            value: the text; None takes the line away.
            before: the name that it had, where it gets another one.

        Raises:
            PaperdeckError: nothing was changed; says why.
        """
        try:
            make_folder(self.path.parent)
            # Where the file is a link, as those do who keep their settings elsewhere, it stays one.
            path = self.path.resolve()
            with WriteLock(path).held():
                changed = self._changed(self._text(), table, (name, value), before or name)
                replace(path, [changed.encode()])
        except OSError as error:
            raise SettingsError(
                f"{self.path} cannot be written ({error.strerror}); nothing was changed."
            ) from error

    def _text(self) -> str:
        try:
            # Reading anything else might wait for ever (a pipe) or never end (a device).
            if not stat.S_ISREG(self.path.stat().st_mode):
                raise SettingsError(f"{self.path} cannot be read: it is not a file.")
            with self.path.open("rb") as file:
                data = file.read(_LARGEST_FILE + 1)
            if len(data) > _LARGEST_FILE:
                raise SettingsError(f"{self.path} is too long to be settings.")
            return data.decode("utf-8")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise SettingsError(f"{self.path} cannot be read ({error.strerror}).") from error
        except UnicodeDecodeError as error:
            raise SettingsError(f"{self.path} is not UTF-8 text.") from error

    def _parsed(self, text: str) -> dict[str, Any]:
        try:
            return tomllib.loads(text.removeprefix("\ufeff"))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise SettingsError(f"{self.path} cannot be understood: {error}.") from error
        except ValueError as error:  # Python reads no number of thousands of digits
            told = "a number in it is too long"
            raise SettingsError(f"{self.path} cannot be understood: {told}.") from error

    def _changed(self, text: str, table: str, entry: tuple[str, str | None], before: str) -> str:
        """Give the file's text with one entry changed."""
        name, value = entry
        wanted = self._parsed(text)
        values = dict(self._table(wanted, table))
        values.pop(before, None)
        if value is not None:
            values[name] = value
        changed = _edited(text.split("\n"), table, entry, before)
        # What a person wrote in another way than ours, over several lines say, is left to them.
        try:
            is_right = self._parsed(changed) == {**wanted, table: values}
        except (SettingsError, RecursionError):
            is_right = False
        if not is_right:
            raise SettingsError(
                f"[{table}] in {self.path} is written in a way that only its writer should "
                "change; nothing was changed."
            )
        return changed


def _edited(lines: Sequence[str], table: str, entry: tuple[str, str | None], before: str) -> str:
    name, value = entry
    line = [] if value is None else [f"{_quoted(name)} = {_quoted(value)}"]
    start = next((place for place, one in enumerate(lines) if _heads(one, table)), None)
    if start is None:
        gap = [] if len(lines) < 2 else [""] if lines[-1] == "" else ["", ""]
        head = list(lines[:-1]) if lines[-1] == "" else list(lines)
        return "\n".join([*head, *gap, f"[{table}]", *line, ""])
    inside = range(start + 1, len(lines))
    end = next((place for place in inside if _HEADER.match(lines[place])), len(lines))
    for place in range(start + 1, end):
        if _name_of(lines[place]) == before:
            return "\n".join([*lines[:place], *line, *lines[place + 1 :]])
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    rest = list(lines[end:]) or [""]
    return "\n".join([*lines[:end], *line, *rest])


def _heads(line: str, table: str) -> bool:
    return bool(_HEADER.match(line)) and _loaded(line) == {table: {}}


def _name_of(line: str) -> str | None:
    """Give the name of what a line sets, where it is whole by itself."""
    found = _loaded(line)
    return next(iter(found)) if len(found) == 1 else None


def _loaded(line: str) -> dict[str, Any]:
    try:
        return tomllib.loads(line.strip().removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return {}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
