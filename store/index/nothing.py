"""In the place of an index where none may be written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.index.hits import Hits, Part

if TYPE_CHECKING:
    from store.identity import Known
    from store.index.knowing import KnownPapers


class NoIndex:
    """In the place of an index where none may be written: it never knows anything."""

    def follow(self) -> bool:
        """Say that it is not up to date."""
        return False

    def catch_up(self, *_: object) -> bool:
        """Say that it is not up to date."""
        return False

    def find(self, *_: object, **__: object) -> Hits | None:
        """Give nothing."""
        return None

    def find_by_date(self, *_: object) -> Hits | None:
        """Give nothing."""
        return None

    def part(self, *_: object) -> Part | None:
        """Give nothing."""
        return None

    def count(self, *_: object) -> int | None:
        """Give nothing."""
        return None

    def completions(self, *_: object) -> list[tuple[str, int]] | None:
        """Give nothing."""
        return None

    def nearest(self, *_: object) -> list[str]:
        """Give nothing."""
        return []

    @contextlib.contextmanager
    def known(self, _trash: Known | None) -> Iterator[KnownPapers | None]:
        """Give nothing."""
        yield None

    def discard(self) -> bool:
        """Say that there was none."""
        return False

    def close(self) -> None:
        """Do nothing."""
