"""What a theme is made of: the keys of its file, and what Textual gets of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.theme import Theme

COLOURS = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
)
"""Keys of ``[colours]``: what Textual builds its own widgets' colours from."""

PANES: Mapping[str, str] = {
    "border-line": "secondary",
    "border-focus": "primary",
    "cursor-background": "primary",
    "cursor-foreground": "background",
    "cursor-blurred-background": "panel",
    "cursor-blurred-foreground": "foreground",
    "text-read": "foreground",
    "text-unread": "foreground",
    "mark-star": "warning",
    "mark-queue": "primary",
    "mark-tag": "secondary",
    "mark-note": "success",
    "mark-selected": "accent",
    "mark-follow": "success",
    "match-background": "accent",
    "match-foreground": "background",
    "status-background": "panel",
    "status-foreground": "foreground",
    "status-error": "error",
    "hint-key": "accent",
}
"""Keys of ``[panes]``, and the colour each one is where a theme leaves it out."""

_TEXTUAL: Mapping[str, str] = {
    "block-cursor-background": "cursor-background",
    "block-cursor-foreground": "cursor-foreground",
    "block-cursor-blurred-background": "cursor-blurred-background",
    "block-cursor-blurred-foreground": "cursor-blurred-foreground",
    "border": "border-focus",
    "border-blurred": "border-line",
    "footer-background": "status-background",
    "footer-foreground": "status-foreground",
    "footer-description-foreground": "status-foreground",
    "footer-key-foreground": "hint-key",
    "foreground-muted": "text-read",
    "input-cursor-background": "foreground",
    "input-cursor-foreground": "background",
    "input-selection-background": "match-background",
    "input-selection-foreground": "match-foreground",
    "scrollbar": "border-line",
    "scrollbar-active": "border-focus",
    "scrollbar-background": "panel",
    "scrollbar-hover": "border-focus",
    "screen-selection-background": "match-background",
    "screen-selection-foreground": "match-foreground",
    "text-muted": "text-read",
    "text-disabled": "text-read",
}
"""Textual's own variables: what it derives has less contrast than a theme asks for."""

_NO_COLOR: Mapping[str, str] = {
    # Underlined, not reversed: in Textual 8.2.8 `Widget.get_visual_style`, which lists and
    # inputs draw with, loses "reverse".
    "block-cursor-text-style": "bold underline",
    "block-cursor-blurred-text-style": "underline",
    "input-cursor-text-style": "underline",
}
"""Variables of Textual's own widgets where only the text's style can mark a place."""

VARIABLE_DEFAULTS: Mapping[str, str] = {
    key: "#000000" if key.endswith("-background") else "#ffffff" for key in PANES
}
"""For ``App.get_theme_variable_defaults``: style sheets can be read before a theme is set."""


class ThemeFile(NamedTuple):
    """A theme as its file has it."""

    name: str
    dark: bool
    colours: Mapping[str, str]
    """Every key of `COLOURS` and `PANES` to ``#rrggbb``."""
    path: Path
    about: str = ""

    def variables(self) -> dict[str, str]:
        """Give the variables Textual does not make out of the ten colours."""
        panes = {key: self.colours[key] for key in PANES}
        return {**panes, **{key: self.colours[value] for key, value in _TEXTUAL.items()}}

    def theme(self, no_color: bool = False) -> Theme:
        """Give the theme to register with a Textual app.

        Args:
            no_color: the colours will not be seen, so cursors are underlined too.
        """
        from textual.theme import Theme  # noqa: PLC0415 - the command line does without Textual

        theme = Theme(
            name=self.name,
            primary=self.colours["primary"],
            dark=self.dark,
            variables={**self.variables(), **(_NO_COLOR if no_color else {})},
        )
        for key in COLOURS:
            setattr(theme, key, self.colours[key])
        return theme
