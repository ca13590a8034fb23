"""Reading one theme file, and saying what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from tui.themes.colour import COLOURS, PANES, ThemeFile

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_LONGEST_NAME = 40
_LARGEST_FILE = 65_536


class BrokenThemeError(Exception):
    """Why a file is no theme."""


def read_theme(path: Path) -> ThemeFile:
    """Read a theme.

    Raises:
        BrokenThemeError: the file cannot be read, or is no theme.
    """
    try:
        # Reading anything else might wait for ever (a pipe) or never end (a device).
        if not path.is_file():
            raise BrokenThemeError("it is not a file")
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            raise BrokenThemeError("it is too long for a theme")
        content = tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise BrokenThemeError(f"it cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise BrokenThemeError("it is not UTF-8 text") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BrokenThemeError(f"it is not TOML ({error})") from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise BrokenThemeError("a number in it is too long") from error
    return _theme(content, path)


def _theme(content: dict[str, Any], path: Path) -> ThemeFile:
    faults = list(_faults(content))
    if faults:
        rest = f" (and {len(faults) - 3} more)" if len(faults) > 3 else ""
        raise BrokenThemeError("; ".join(faults[:3]) + rest)
    colours = {key: _long(value) for key, value in content["colours"].items()}
    panes = {key: _long(value) for key, value in content.get("panes", {}).items()}
    colours |= {key: panes.get(key, colours[base]) for key, base in PANES.items()}
    return ThemeFile(content["name"], content["dark"], colours, path, content.get("about", ""))


def _faults(content: dict[str, Any]) -> Iterator[str]:
    yield from _unknown(content, ("name", "about", "dark", "colours", "panes"), "")
    name = content.get("name")
    if not isinstance(name, str):
        yield "'name' is missing" if name is None else "'name' is not a text"
    elif not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        yield "'name' is not made of small letters, digits and hyphens"
    about = content.get("about", "")
    if not isinstance(about, str) or not about.isprintable():
        yield "'about' is not a line of text"
    if not isinstance(content.get("dark"), bool):
        yield "'dark' is missing" if "dark" not in content else "'dark' is not true or false"
    for table, keys, needed in (("colours", COLOURS, COLOURS), ("panes", tuple(PANES), ())):
        yield from _table_faults(content.get(table, {}), table, keys, needed)


def _table_faults(
    values: Any, table: str, keys: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[str]:
    if not isinstance(values, dict):
        yield f"[{table}] is not a table"
        return
    yield from _unknown(values, keys, f" in [{table}]")
    for key in needed:
        if key not in values:
            yield f"{key!r} is missing in [{table}]"
    for key, value in values.items():
        if key in keys and not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            yield f'{key!r} in [{table}] is not a colour like "#2c4a7c"'


def _unknown(values: dict[str, Any], known: tuple[str, ...], place: str) -> Iterator[str]:
    for key in values:
        if key not in known:
            close = get_close_matches(key, known, 1)
            yield f"unknown {key!r}{place}" + (f", meant {close[0]!r}?" if close else "")


def _long(colour: str) -> str:
    """Write ``#abc`` as ``#aabbcc``, small."""
    short = colour.lower()
    return short if len(short) == 7 else "#" + "".join(2 * digit for digit in short[1:])
