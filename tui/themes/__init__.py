"""Themes: colours in TOML files, ours in the folder ``themes``, the user's in the settings.

A theme file, complete (``paper-dark.toml`` has it with comments)::

    name = "my-theme"            # small letters, digits, hyphens
    about = "What it is like"    # optional, shown by `paperdeck themes`
    dark = true                  # whether the background is dark

    [colours]                    # all ten, as "#rgb" or "#rrggbb"
    primary = "#86b6ff"
    ...

    [panes]                      # each may be left out: it is then one of the colours above
    cursor-background = "#2c4a7c"
    ...

`COLOURS` and `PANES` list the keys. Everything on the cursor row is drawn in
``cursor-foreground``, so the marks need no contrast with ``cursor-background``. Style sheets
use the keys of both tables as variables: ``$primary``, ``$cursor-background``.

A user's theme replaces ours of the same name. A broken file is reported and skipped. Textual
is imported only when a theme is made for it, so that the command line can list themes.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from tui.themes.colour import COLOURS, PANES, VARIABLE_DEFAULTS, ThemeFile
from tui.themes.file import BrokenThemeError, read_theme

__all__ = [
    "COLOURS",
    "DEFAULT_THEME",
    "PANES",
    "VARIABLE_DEFAULTS",
    "ThemeFile",
    "ThemeProblem",
    "builtin_folder",
    "load_themes",
    "theme_named",
    "user_folder",
]

DEFAULT_THEME = "paper-dark"


class ThemeProblem(NamedTuple):
    """A theme file that cannot be used."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"The theme {self.path.name} is left out: {self.reason}."


def builtin_folder() -> Path:
    """Give the folder of our own themes, in a source tree and in an installation alike."""
    return Path(__file__).resolve().parents[2] / "themes"


def user_folder() -> Path:
    """Give the folder of the user's themes; it need not exist."""
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_config_path("paperdeck", appauthor=False) / "themes"


def load_themes(builtin: Path, user: Path) -> tuple[list[ThemeFile], list[ThemeProblem]]:
    """Read all themes.

    Args:
        builtin: the folder of our own.
        user: the folder of the user's, which replace ours of the same name.

    Returns:
        The usable themes by name, and what is wrong with the other files.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[ThemeProblem] = []
    for folder in (builtin, user):
        here: dict[str, ThemeFile] = {}
        for path in _files(folder, problems):
            try:
                theme = read_theme(path)
                if theme.name in here:
                    other = here[theme.name].path.name
                    raise BrokenThemeError(f"{other} has the name {theme.name!r} already")
                here[theme.name] = theme
            except BrokenThemeError as error:
                problems.append(ThemeProblem(path, str(error)))
        themes |= here
    return [themes[name] for name in sorted(themes)], problems


def theme_named(
    name: str, builtin: Path, user: Path
) -> tuple[ThemeFile | None, list[ThemeProblem]]:
    """Give the theme of a name, or another where there is none.

    Where the user has no themes, only that one's file is read.

    Args:
        name: the theme's.
        builtin: the folder of our own themes, each in a file of its name.
        user: the folder of the user's.

    Returns:
        The theme, and what is wrong with files that were read; no theme where none is usable.
    """
    problems: list[ThemeProblem] = []
    if not _files(user, problems) and not problems:
        with contextlib.suppress(BrokenThemeError):
            theme = read_theme(builtin / f"{name}.toml")
            if theme.name == name:
                return theme, []
    themes, problems = load_themes(builtin, user)
    return next((one for one in themes if one.name == name), next(iter(themes), None)), problems


def _files(folder: Path, problems: list[ThemeProblem]) -> list[Path]:
    try:
        # An editor's hidden files are not the user's themes.
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix == ".toml" and not path.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(ThemeProblem(folder, f"the folder cannot be read ({error.strerror})"))
        return []
