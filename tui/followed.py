"""Authors and words that the user follows: ``[follow]`` in ``config.toml``.

They stand out wherever they are shown::

    [follow]
    authors = ["Ada Lovelace"]
    keywords = ["active learning"]
"""

from __future__ import annotations

import re
from typing import NamedTuple

from store.text.display import one_line
from tui.settings import Settings, SettingsError

TABLE = "follow"
_NAMES = ("authors", "keywords")


class Followed(NamedTuple):
    """What is followed."""

    authors: re.Pattern[str] | None = None
    """Finds them in the names of authors."""
    keywords: re.Pattern[str] | None = None
    """Finds them in titles and abstracts."""
    problems: tuple[str, ...] = ()
    """What of the settings was not followed, a sentence each."""


def followed(settings: Settings) -> Followed:
    """Give what settings follow; whole words, however they are spelled in case and accents."""
    if settings.stamp() is None:
        return Followed()
    try:
        table = settings.table(TABLE)
    except SettingsError as error:
        return Followed(problems=(f"Nothing is followed: {error}",))
    if not table:
        return Followed()
    from tui.highlight import whole_words  # noqa: PLC0415 - most follow nobody

    problems: list[str] = []
    texts: dict[str, list[str]] = {name: [] for name in _NAMES}
    for name, value in table.items():
        if name not in texts:
            told = f"[{TABLE}] has {' and '.join(_NAMES)}, not {one_line(name)}"
        elif not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            told = f'{name} of [{TABLE}] is no list of texts; write {name} = ["…", "…"]'
        else:
            texts[name] = value
            continue
        problems.append(f"{settings.path}: {told}.")
    authors, keywords = (whole_words(texts[name]) for name in _NAMES)
    return Followed(authors, keywords, tuple(problems))
