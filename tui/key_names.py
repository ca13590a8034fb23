"""Keys: how people write them, how the terminal library names them, how they are printed."""

from __future__ import annotations

import string
import unicodedata

_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""The terminal library's own names of characters, where they are not Unicode's."""

_PRINTED = {
    "space": "Space",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "enter": "Enter",
    "escape": "Esc",
    "insert": "Ins",
    "delete": "Del",
    "backspace": "Backspace",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}

_MODIFIERS = ("ctrl", "shift")

_SENT_AS = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+left_square_bracket": "Esc"}
"""Keys that no terminal tells from others."""


def _character_name(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


_CHARACTERS = {_character_name(one): one for one in string.punctuation}

_WRITTEN = {
    **{printed.lower(): name for name, printed in _PRINTED.items()},
    **{name: name for name in [*_PRINTED, *_CHARACTERS]},
}
"""Names people write, in small letters, and the terminal library's."""


class KeyNameError(ValueError):
    """Something is no key."""


def key_name(written: str) -> str:
    """Give the terminal library's name of a key: ``question_mark`` for ``?``.

    Args:
        written: as a person writes it: ``J``, ``?``, ``Ctrl+D``, ``PgDn``, ``F5``.

    Raises:
        KeyNameError: there is no such key, or none that terminals tell from others; says why.
    """
    *modifiers, last = _parted(written.strip())
    names = [modifier.lower() for modifier in modifiers]
    wrong = next((name for name in names if name not in _MODIFIERS), None)
    if wrong is not None:
        raise KeyNameError(f"{written}: keys with {wrong} are not told apart by all terminals")
    base = last if len(last) == 1 and not modifiers else last.lower()
    name = _character_name(base) if len(base) == 1 else _WRITTEN.get(base, "")
    if not name:
        raise KeyNameError(f"{written} is no key")
    if names == ["shift"] and len(base) == 1 and base.isalpha():
        return base.upper()
    found = "+".join([*sorted(names), name])
    if found in _SENT_AS:
        raise KeyNameError(f"{written} is sent by terminals as {_SENT_AS[found]}")
    return found


def _parted(written: str) -> list[str]:
    if written == "+" or written.endswith("++"):
        return [*filter(None, written[:-1].split("+")), "+"]
    return written.split("+")


def key_label(key: str) -> str:
    """Give a key as it is printed: ``ctrl+d`` as ``Ctrl+D``."""
    *modifiers, last = key.split("+")
    last = _PRINTED.get(last) or _CHARACTERS.get(last, last)
    last = last.upper() if modifiers and len(last) == 1 else last
    return "+".join([*(name.capitalize() for name in modifiers), last])
