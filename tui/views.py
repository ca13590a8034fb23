"""Views: queries with a name, ours and the user's own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from store import query as language
from store.errors import PaperdeckError, QueryError
from store.query import Query
from store.text.display import one_line
from tui.settings import Settings, SettingsError

TABLE = "views"
"""The table of the settings in which the user's own stand, a line each: ``name = "query"``."""

_LONGEST_NAME = 40
_EXAMPLE = '"to discuss" = "tag:discuss is:unread"'


class ViewError(PaperdeckError):
    """A view cannot be called so, or is not there."""


class View(NamedTuple):
    """A named query."""

    name: str
    query: str
    key: str = ""
    """The digit that shows it; empty: none is left."""
    is_own: bool = False
    """Whether it stands in the user's settings."""


ALL = View("All papers", "", "0")

BUILT_IN = (
    View("Unread", "is:unread", "1"),
    View("Starred", "is:starred", "2"),
    View("Queue", "is:queued", "3"),
    View("Today", "added:<1d", "4"),
    View("With notes", "has:note", "5"),
)


_Stamp = tuple[int, int] | str | None
"""What is another when the settings were changed."""


class _Known:
    """What the settings said at one moment; never changed, so that any thread may look at it.

    Args:
        stamp: of the settings.
        views: all there were.
        problems: what was wrong with them.
    """

    def __init__(self, stamp: _Stamp, views: Sequence[View], problems: Sequence[str] = ()) -> None:
        self.stamp = stamp
        self.views = views
        self.problems = problems

    @cached_property
    def queries(self) -> list[tuple[View, Query]]:
        """The views whose query can be understood."""
        return list(_parsed(self.views))


class Views:
    """All views, in the order of their keys.

    One of the user's that is called like one of ours takes its place; the others have the keys
    that are left.

    Args:
        settings: where the user's own stand.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or Settings()
        self._known = _Known("never looked", (ALL, *BUILT_IN))

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with the settings, a sentence each."""
        return self._known.problems

    def all(self) -> Sequence[View]:
        """Give the views as they are now; the file is read where it has changed."""
        return self._now().views

    def _now(self) -> _Known:
        stamp = self._settings.stamp()
        known = self._known
        if stamp != known.stamp:
            self._known = known = self._read(stamp)
        return known

    def _read(self, stamp: _Stamp) -> _Known:
        problems: list[str] = []
        own: dict[str, str] = {}
        try:
            table = self._settings.table(TABLE)
        except SettingsError as error:
            table = {}
            problems.append(f"Your own views are not shown: {error}")
        for name, query in table.items():
            if isinstance(query, str):
                own[name] = query
            else:
                told = f"the view {one_line(name)} is no text"
                problems.append(f"{self._settings.path}: {told}; write {_EXAMPLE}.")
        return _Known(stamp, _numbered(own), problems)

    def with_key(self, key: str) -> View | None:
        """Give the view of a digit."""
        return next((view for view in self.all() if view.key == key), None)

    def called(self, name: str) -> View | None:
        """Give the view of a name, in whatever case."""
        wanted = name.strip().casefold()
        return next((view for view in self.all() if view.name.casefold() == wanted), None)

    def of(self, query: Query) -> View | None:
        """Give the view that finds what a query finds, in whatever order; one in its order first.

        Only what is written alike is known to be the same.
        """
        same = [(view, known) for view, known in self._now().queries if known.where == query.where]
        exact = (view for view, known in same if known.sort == query.sort)
        likely = same[0][0] if same and not query.is_everything else None
        return next(exact, likely)

    def save(self, name: str, query: str) -> str:
        """Save a query under a name; give what was done, in words.

        Raises:
            PaperdeckError: nothing was changed.
        """
        name = checked_name(name)
        if not query.strip():
            raise ViewError("Every paper is shown already: filter first, then save.")
        language.parse(query)
        before = self.called(name)
        name = before.name if before else name
        self._settings.put(TABLE, name, query.strip())
        is_other = before is not None and before.query != query.strip()
        was = f"; it was {before.query}" if before and is_other else ""
        return f"{self._named(name)} shows {query.strip()}{was}."

    def rename(self, name: str, wanted: str) -> str:
        """Give one of the user's views another name; give what was done, in words.

        Called like one of ours it takes its place, as one that is saved does.

        Raises:
            PaperdeckError: nothing was changed.
        """
        view, wanted = self.check_rename(name, wanted)
        other = self.called(wanted)
        is_ours = other is not None and not other.is_own
        self._settings.put(TABLE, wanted, view.query, before=view.name)
        told = f"The view {one_line(view.name)} is called {one_line(wanted)} now"
        return f"{told}, in the place of the one that comes along." if is_ours else f"{told}."

    def check_rename(self, name: str, wanted: str) -> tuple[View, str]:
        """Give one of the user's views, and the other name as it would have it.

        Raises:
            ViewError: it cannot have it; says why.
        """
        view, wanted = self._own(name), checked_name(wanted)
        other = self.called(wanted)
        if other is None or other.name == view.name:
            return view, wanted
        if other.is_own:
            raise ViewError(f"There is a view {one_line(other.name)} already: choose another name.")
        return view, other.name

    def delete(self, name: str) -> str:
        """Delete one of the user's views; give what was done, in words.

        Raises:
            PaperdeckError: nothing was changed.
        """
        view = self._own(name)
        self._settings.put(TABLE, view.name, None)
        return f"The view {one_line(view.name)} is deleted; it was {one_line(view.query)}"

    def _named(self, name: str) -> str:
        view = self.called(name)
        key = f" (key {view.key})" if view and view.key else ""
        return f"The view {one_line(name)}{key}"

    def _own(self, name: str) -> View:
        view = self.called(name)
        if view is None:
            from difflib import get_close_matches  # noqa: PLC0415 - only for what was mistyped

            near = get_close_matches(name, [one.name for one in self.all()], 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise ViewError(f"There is no view {one_line(name)}.{hint}")
        if not view.is_own:
            raise ViewError(f"{view.name} comes with paperdeck; only your own can be changed.")
        return view


def checked_name(name: str) -> str:
    """Give a name as a view may have it.

    Raises:
        ViewError: it cannot have it.
    """
    name = " ".join(name.split())
    if not name:
        raise ViewError("A view needs a name.")
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise ViewError(f"A view's name has {_LONGEST_NAME} characters at most, on one line.")
    if name.casefold() == ALL.name.casefold():
        raise ViewError(f"{ALL.name} is the list without a filter: choose another name.")
    return name


def _parsed(views: Iterable[View]) -> Iterator[tuple[View, Query]]:
    for view in views:
        with contextlib.suppress(QueryError):  # told when it is chosen
            yield view, language.parse(view.query)


def _numbered(own: Mapping[str, str]) -> list[View]:
    """Give all views, each with its key, or none where none is left."""
    left, found = dict(own), [ALL]
    for view in BUILT_IN:
        name = next((one for one in left if one.casefold() == view.name.casefold()), None)
        found.append(View(name, left.pop(name), view.key, True) if name else view)
    keys = iter("6789")
    return [*found, *(View(name, left[name], next(keys, ""), True) for name in left)]
