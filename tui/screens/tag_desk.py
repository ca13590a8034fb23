"""What a picker of tags is told, and can have done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from tui.tag_colours import TagColours


class Counts(NamedTuple):
    """How often there is each tag."""

    papers: Mapping[str, int]
    """How many papers have it, the most used first."""
    held: Mapping[str, int]
    """How many of the papers in question."""


class TagDesk(NamedTuple):
    """What a picker can have done."""

    title: str
    """What papers are in question, in words."""
    asked: int
    """How many."""
    counts: Callable[[Callable[[], bool]], Counts]
    """Counts, in a thread; is given what says whether nobody waits any more."""
    colours: TagColours
    toggle: Callable[[str], Awaitable[bool]]
    """Gives a tag to the papers in question, or takes it; tells whether they have it now."""
    rename: Callable[[str, str], None]
    delete: Callable[[str], None]
    colour: Callable[[str, str], None]
    """Chooses a tag's colour; none: the automatic one."""
    undo: Callable[[], Awaitable[object]]
    said: Callable[[], str]
    """Gives what the main screen says: this box may lie over it."""
