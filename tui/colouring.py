"""Themes, and how the screen is drawn in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.color_triplet import ColorTriplet
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter

from tui.drawing import drawing
from tui.memory import Memory
from tui.settings import Settings
from tui.themes import (
    DEFAULT_THEME,
    VARIABLE_DEFAULTS,
    ThemeFile,
    builtin_folder,
    load_themes,
    theme_named,
    user_folder,
)

if TYPE_CHECKING:
    from tui.filters import BackgroundFilter


class Colouring(App[int]):
    """A program in the colours of a theme, as far as the terminal can show them.

    Args:
        driver: of the terminal; None: Textual's own.
        settings: the user's.
    """

    def __init__(self, driver: type[Driver] | None, settings: Settings) -> None:
        # Without colours nothing but bold, dim, underline and reverse is to reach the terminal.
        self._is_plain = bool(os.environ.get("NO_COLOR"))
        self._own_filters: list[LineFilter] = []
        self._background: BackgroundFilter | None = None
        super().__init__(driver, ansi_color=True if self._is_plain else None)
        self._memory = Memory()
        self.looks_problems = [*self._set_drawing(settings), *self._set_first_theme()]
        """What is wrong with themes, and with how the screen is to be drawn."""

    def _set_drawing(self, settings: Settings) -> list[str]:
        wanted, problems = drawing(settings)
        if wanted.has_terminal_background or wanted.is_ascii:
            from tui.filters import AsciiFilter, BackgroundFilter  # noqa: PLC0415 - rarely needed

            if wanted.has_terminal_background and not self._is_plain:
                self._background = BackgroundFilter()
                self._own_filters.append(self._background)
            if wanted.is_ascii:
                self._own_filters.append(AsciiFilter())
        return problems

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Give what lines go through before they are written."""
        return [*super().get_line_filters(), *self._own_filters]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours of the panes for a theme that does not name them."""
        return dict(VARIABLE_DEFAULTS)

    def _set_first_theme(self) -> list[str]:
        """Set the colours before any style sheet is read, so that each is read once.

        Returns:
            What is wrong with themes.
        """
        wanted = self._memory.get("theme", DEFAULT_THEME)
        theme, problems = theme_named(wanted, builtin_folder(), user_folder())
        if theme is not None:
            self.register_theme(theme.theme(no_color=self._is_plain))
            self.set_reactive(App.theme, theme.name)
            self.set_class(theme.dark, "-dark-mode", update=False)
            self.set_class(not theme.dark, "-light-mode", update=False)
            self.stylesheet.set_variables(self.get_css_variables())
            self._take_background()
        return [str(problem) for problem in problems]

    def watch_theme(self) -> None:
        """Know the background of another theme."""
        self._take_background()

    def _take_background(self) -> None:
        ground = self.current_theme.background
        if self._background is not None and ground is not None:
            self._background.ground = ColorTriplet(*Color.parse(ground).rgb)

    def know_themes(self) -> list[ThemeFile]:
        """Read all themes; the first frame needs one of them only."""
        themes, _problems = load_themes(builtin_folder(), user_folder())
        for theme in themes:
            self.register_theme(theme.theme(no_color=self._is_plain))
        return themes

    def action_choose_theme(self) -> None:
        """Choose the colours, each shown as the cursor comes to it."""
        from tui.screens.choice import Choice, ChoiceScreen  # noqa: PLC0415

        themes = self.know_themes()

        def preview(name: str) -> None:
            self.theme = name

        def chosen(name: str | None) -> None:
            if name is not None:
                self.theme = name
                self._memory.put("theme", name)

        choices = [Choice(theme.name, theme.name, theme.about) for theme in themes]
        self.push_screen(
            ChoiceScreen("Theme", choices, current=self.theme, preview=preview), chosen
        )
