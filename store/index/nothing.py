"""In the place of an index where none may be written."""

from __future__ import annotations

from store.index.hits import Hits, Part


class NoIndex:
    """In the place of an index where none may be written: it never knows anything."""

    def follow(self) -> bool:
        """Say that it is not up to date."""
        return False

    def catch_up(self, *_: object) -> bool:
        """Say that it is not up to date."""
        return False

    def begin(self) -> None:
        """Begin none."""

    def papers_are_saved(self) -> None:
        """Do nothing."""

    def drop_begun(self) -> None:
        """Do nothing."""

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

    def knowing(self, *_: object) -> None:
        """Give nothing."""

    def discard(self) -> bool:
        """Say that there was none."""
        return False

    def close(self) -> None:
        """Do nothing."""
