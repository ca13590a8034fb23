"""What comes one by one, and is kept for who has to begin anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """What comes once, to be gone through as often as needed.

    Args:
        coming: it; an error that it raises is raised each time.
    """

    def __init__(self, coming: Iterable[_T]) -> None:
        self.given: list[_T] = []
        """What has come so far."""
        self._coming = iter(coming)
        self._error: Exception | None = None

    def __iter__(self) -> Iterator[_T]:
        at = 0
        while at < len(self.given) or self._has_more():
            yield self.given[at]
            at += 1

    def _has_more(self) -> bool:
        if self._error is not None:  # an iterator that has failed would be taken for one at its end
            raise self._error
        try:
            self.given.append(next(self._coming))
        except StopIteration:
            return False
        except Exception as error:
            self._error = error
            raise
        return True
