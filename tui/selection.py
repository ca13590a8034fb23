"""Which papers are selected: commands act on these instead of the one under the cursor."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence


class Selection:
    """The papers that are selected, shown or not.

    How many of them the list shows is counted once and then kept true, so that selecting one
    costs the same in a list of any length.
    """

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._count: int | None = 0
        """How many of them the list shows; None: they are to be counted."""

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, paper_id: object) -> bool:
        return paper_id in self._ids

    def add(self, shown: Iterable[str]) -> None:
        """Select papers of the list that is shown."""
        before = len(self._ids)
        self._ids.update(shown)
        self._change_count(len(self._ids) - before)

    def remove(self, shown: Iterable[str]) -> None:
        """Have papers of the list that is shown not selected."""
        before = len(self._ids)
        self._ids.difference_update(shown)
        self._change_count(len(self._ids) - before)

    def _change_count(self, by: int) -> None:
        if self._count is not None:
            self._count += by

    def toggle(self, paper_id: str) -> None:
        """Select a paper of the list that is shown, or not any more."""
        if paper_id in self._ids:
            self.remove([paper_id])
        else:
            self.add([paper_id])

    def clear(self) -> None:
        """Select nothing."""
        self._ids.clear()
        self._count = 0

    def drop(self, gone: Iterable[str]) -> None:
        """Forget papers that are gone."""
        self._ids.difference_update(gone)
        self.recount()

    def keep(self, there: Container[str]) -> None:
        """Forget the papers that are not there any more."""
        self.drop([name for name in self._ids if name not in there])

    def among(self, shown: Sequence[str]) -> list[str]:
        """Give those of a list, in its order."""
        return list(filter(self._ids.__contains__, shown)) if self._ids else []

    def recount(self) -> None:
        """Take note that the list is another."""
        self._count = None

    def count(self, shown: Sequence[str]) -> int:
        """Give how many of the list that is shown they are."""
        if self._count is None:
            self._count = sum(map(self._ids.__contains__, shown)) if self._ids else 0
        return self._count
