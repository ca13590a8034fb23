"""What the prompt completes a line to: words, and names of files."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import Sequence

from textual.suggester import Suggester


class LastWord(Suggester):
    """Completes the last word of a line; a ``-`` before it is kept.

    Args:
        words: what it completes to, the likeliest first.
    """

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """Give the line with its last word complete, if there is a word for it."""
        before, gap, last = value.rpartition(" ")
        sign = "-" if last.startswith("-") else ""
        start = last.removeprefix("-").removeprefix("#").lower()
        taken = set(before.split())
        for word in self._words:
            if start and word.startswith(start) and word != start and word not in taken:
                return f"{before}{gap}{sign}{word}"
        return None


class FileName(Suggester):
    """Completes the name of a file as a shell does: as far as all that begin so agree."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Give the line with the file's name complete, if there is a file for it."""
        quote = value[:1] if value[:1] in {"'", '"'} else ""
        # In a thread: the folder may be on a slow disk.
        found = await asyncio.to_thread(_complete, value.removeprefix(quote))
        return f"{quote}{found}" if found else None


def _complete(text: str) -> str:
    """Give a longer text that a file's name begins with; empty: there is none."""
    folder, slash, start = text.rpartition("/")
    names = _names(os.path.expanduser(folder + slash) or ".", start) if text else []
    if not names:
        return ""
    name = _agreed(names[0], names[-1])
    # Where nothing more is common to all, the first is as good as any.
    name = name if name != start else names[0]
    return f"{folder}{slash}{name}" if name != start else ""


def _agreed(first: str, last: str) -> str:
    """Give what sorted names begin with, of which these are the first and the last."""
    pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(char for char, _ in pairs)


def _names(folder: str, start: str) -> list[str]:
    """Give the names in a folder that begin so, folders with a slash, hidden ones when asked."""
    try:
        with os.scandir(folder) as entries:
            return sorted(
                entry.name + "/" * entry.is_dir()
                for entry in entries
                if entry.name.startswith(start) and (start or not entry.name.startswith("."))
            )
    except (OSError, ValueError):
        return []
