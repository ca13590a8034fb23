"""Looking the settings over: what is in them that cannot be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from importlib.resources import files

from store import query as language
from store.errors import QueryError
from store.text.display import one_line
from tui import columns, drawing, followed, formats, read_after, remapping, tag_colours, views
from tui.settings import NAMES, Settings, SettingsError


def problems(settings: Settings) -> list[str]:
    """Give what is wrong with settings, a sentence each; nothing where there are none."""
    try:
        settings.names()
    except SettingsError as error:
        return [str(error)]
    found = unknown(settings)
    found += drawing.drawing(settings)[1]
    found += read_after.read_after(settings)[1]
    found += columns.columns_of(settings).problems
    found += _of_views(settings)
    found += remapping.keys_of(settings).problems
    found += formats.copy_formats(settings)[1]
    found += formats.citing_problems(settings)
    found += followed.followed(settings).problems
    found += tag_colours.TagColours(settings).problems
    return found


def unknown(settings: Settings) -> list[str]:
    """Give what is wrong with names that set nothing, a sentence each."""
    return [_unknown(settings, name) for name in settings.unknown()]


def _unknown(settings: Settings, name: str) -> str:
    near = get_close_matches(name, NAMES, 1)
    known = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}."
    if name == "theme":
        known = "a theme is chosen in the reader, by its command Theme."
    at = next(
        (number for number, line in enumerate(settings.lines(), 1) if _tells(line, name)), None
    )
    place = f"line {at}: " if at else ""
    return f"{settings.path}: {place}nothing is set by {one_line(name)}; {known}"


def _tells(line: str, name: str) -> bool:
    return bool(re.match(rf'\s*\[*\s*"?{re.escape(name)}\b', line))


def _of_views(settings: Settings) -> Iterator[str]:
    known = views.Views(settings)
    for view in known.all():
        try:
            language.parse(view.query)
        except QueryError as error:
            yield f"{settings.path}: the query of the view {one_line(view.name)} is wrong: {error}"
    yield from known.problems


def example() -> str:
    """Give settings in which everything there is to set is explained."""
    return files("tui").joinpath("example.toml").read_text("utf-8")
