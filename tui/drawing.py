"""What the terminal can show, and what the user wants of it: signs, and whose background."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from tui.settings import Settings, SettingsError

ASCII, BACKGROUND = "ascii", "background"
"""Names of settings."""

_TERMINAL, _THEME = "terminal", "theme"


class Drawing(NamedTuple):
    """How the screen is drawn."""

    is_ascii: bool = False
    """Nothing but ASCII reaches the terminal."""
    has_terminal_background: bool = False
    """Where a theme has its background, the terminal has its own."""


def drawing(
    settings: Settings, environment: Mapping[str, str] = os.environ
) -> tuple[Drawing, list[str]]:
    """Give how the screen is to be drawn, and what of the settings cannot be followed.

    Args:
        settings: the user's.
        environment: whose locale tells what the terminal can show, where the settings do not.
    """
    try:
        ascii_told, background = settings.value(ASCII), settings.value(BACKGROUND)
    except SettingsError:  # told by whoever reads the keys
        ascii_told = background = None
    found = Drawing(
        ascii_told if isinstance(ascii_told, bool) else is_without_unicode(environment),
        background == _TERMINAL,
    )
    return found, [
        f"{settings.path}: {problem}"
        for problem in (_of_ascii(ascii_told), _of_background(background))
        if problem
    ]


def _of_ascii(value: Any) -> str:
    return "" if value is None or isinstance(value, bool) else f"{ASCII} is either true or false."


def _of_background(value: Any) -> str:
    if value is None or value in (_TERMINAL, _THEME):
        return ""
    return f'{BACKGROUND} is either "{_TERMINAL}" or "{_THEME}".'


def is_without_unicode(environment: Mapping[str, str]) -> bool:
    """Tell whether a locale says that the terminal shows no Unicode.

    One that says nothing at all, as in most containers, is no such locale.
    """
    whole = environment.get("LC_ALL", "")
    kind, language = environment.get("LC_CTYPE", ""), environment.get("LANG", "")
    if not whole and _is_plain(language) and kind in ("C.UTF-8", "C.utf8", "UTF-8"):
        # Python itself sets this where there is but LANG=C (PEP 538).
        kind = ""
    told = whole or kind or language
    return bool(told) and "utf8" not in told.lower().replace("-", "")


def _is_plain(locale: str) -> bool:
    return locale in ("C", "POSIX")
