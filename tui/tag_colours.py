"""The colours of tags: one by the name, or what ``[tags]`` in ``config.toml`` says.

::

    [tags]
    "to-discuss" = "red"

A colour tells nothing by itself: wherever it is, the tag's name is too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zlib import crc32

from store.errors import PaperdeckError
from store.tags import TagError, tag
from store.text.display import one_line
from tui.settings import Settings, SettingsError

TABLE = "tags"

COLOURS = ("red", "yellow", "green", "cyan", "blue", "purple")
"""The colours there are; a theme has each as ``tag-red`` and so on."""


class _Known(NamedTuple):
    """What the settings said."""

    colours: Mapping[str, str] = {}
    written: Mapping[str, str] = {}
    """How each tag is written there."""
    problems: tuple[str, ...] = ()


def automatic(name: str) -> str:
    """Give the colour of a tag that nobody has chosen one for; always the same."""
    return COLOURS[crc32(name.encode()) % len(COLOURS)]


class TagColours:
    """Which tag has which colour; the settings are read when a tag is first drawn.

    Args:
        settings: where the user's own choices stand.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._known: _Known | None = None

    def look_again(self) -> None:
        """Read the settings anew when they are next needed: somebody may have changed them."""
        self._known = None

    def of(self, name: str) -> str:
        """Give the name of a tag's colour, one of `COLOURS`."""
        return self.chosen(name) or automatic(name)

    def chosen(self, name: str) -> str:
        """Give the colour that the user chose for a tag; empty: none."""
        return self._read().colours.get(name, "")

    @property
    def problems(self) -> tuple[str, ...]:
        """What of the settings is not followed, a sentence each."""
        return self._read().problems

    def choose(self, name: str, colour: str) -> None:
        """Write down which colour a tag has; none: the automatic one.

        Raises:
            PaperdeckError: nothing was changed; says why.
        """
        self.look_again()
        before = self._read().written.get(name, name)
        if colour or name in self._read().written:
            self._settings.put(TABLE, name, colour or None, before)
        self.look_again()

    def keep(self, old: str, new: str) -> None:
        """Have a tag that got another name keep its colour, unless that one has its own.

        The old name keeps it too: the renaming may be undone.

        Raises:
            PaperdeckError: nothing was changed; says why.
        """
        self.look_again()
        if not self.chosen(new) and (colour := self.chosen(old)):
            self.choose(new, colour)

    def _read(self) -> _Known:
        known = self._known
        if known is None:
            self._known = known = _read(self._settings)
        return known


def _read(settings: Settings) -> _Known:
    if settings.stamp() is None:
        return _Known()
    try:
        table = settings.table(TABLE)
    except SettingsError as error:
        return _Known(problems=(f"Tags have the colours they come with: {error}",))
    colours: dict[str, str] = {}
    written: dict[str, str] = {}
    problems: list[str] = []
    for name, value in table.items():
        try:
            kept = tag(name)
            written[kept] = name
            colours[kept] = _colour(name, value)
        except PaperdeckError as error:
            problems.append(f"{settings.path}: [{TABLE}] {str(error).rstrip('.')}.")
    return _Known(colours, written, tuple(problems))


def _colour(name: str, value: object) -> str:
    text = value.strip().lower() if isinstance(value, str) else ""
    if text in COLOURS:
        return text
    from difflib import get_close_matches  # noqa: PLC0415 - only for what was mistyped

    near = get_close_matches(text, COLOURS, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(COLOURS)}"
    told = one_line(str(value))[:20]
    raise TagError(f"the colour {told} of {one_line(name)} is none; {hint}")
