"""The documents of a table, each decoded from the journal when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from json import loads
from typing import Any, Protocol

from store.journal.line import Batch, Op
from store.journal.span import Span
from store.models import JsonObject

Places = tuple[Span, ...]
"""Where the changes stand that a document is made of, the oldest first."""

Join = Callable[[JsonObject, JsonObject], JsonObject]
"""Makes of a document, and what one more line says of it, the document from then on."""

ReadAll = Callable[[Iterable[Span]], Mapping[Span, bytes]]
"""Gives the changes at places as they stand in the journal; raises what reading one does."""

_MANY_PLACES = 4
"""A document of more is kept once it is made."""
_MOST_KEPT = 64


def copied(value: Any) -> Any:
    """Give a copy of a value that came from JSON: `copy.deepcopy`, in a fraction of its time."""
    if isinstance(value, dict):
        return {name: copied(part) for name, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def _fields(text: bytes, name: bytes) -> bytes:
    """Give what a change says of a document, as text; all of it where that is not easily told.

    Args:
        text: the change.
        name: the document's id, as it stands between table and fields.
    """
    head, _, fields = text.partition(name)
    return fields if fields.startswith(b"{") and b"{" not in head else text


class Saved(Protocol):
    """What an earlier reading of the journal found: ids and places, in order."""

    @property
    def ids(self) -> list[str]:
        """The ids, in the order they were added."""

    def __len__(self) -> int:
        """Give how many there are."""

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a document."""

    def find(self, key: str) -> Places | None:
        """Give the places of a document, None where there is no such one."""

    def items(self) -> Iterable[tuple[str, Places]]:
        """Give every id and its places, in the order they were added."""


class _Nothing:
    """A table nothing was saved of."""

    ids: list[str] = []  # noqa: RUF012 - never changed

    def __len__(self) -> int:
        return 0

    def __contains__(self, _key: str) -> bool:
        return False

    def find(self, _key: str) -> Places | None:
        return None

    def items(self) -> Iterable[tuple[str, Places]]:
        return ()


NOTHING_SAVED = _Nothing()


class Documents(Mapping[str, JsonObject]):
    """A table: ids to documents, in the order they were added.

    Reading is safe from any thread while one thread changes it.  What is given is made for the
    caller, who may change it.

    Args:
        read: gives the change at a place; raises KeyError where it is not there any more.
        saved: what is known of it from an earlier reading.
        join: see `JournalStorage`.
        read_all: reads many places at once; by default they are read one by one.
    """

    def __init__(
        self,
        read: Callable[[Span], Op],
        saved: Saved = NOTHING_SAVED,
        join: Join | None = None,
        read_all: ReadAll | None = None,
    ) -> None:
        self._read = read
        self._read_all = read_all
        self._saved = saved
        self._join = join
        self._made: dict[str, tuple[Places, JsonObject]] = {}
        """Documents of many places, as they were made last."""
        self._changed: dict[str, Places] = {}
        """Of documents that were saved."""
        self._added: dict[str, Places] = {}
        self._gone: set[str] = set()
        """Those saved that are not there any more, or not at their place."""

    def places(self, key: str) -> Places | None:
        """Give where the changes stand that a document is made of, None where there is none."""
        found = self._added.get(key) or self._changed.get(key)
        if found is None and key not in self._gone:
            found = self._saved.find(key)
        return found

    def all_places(self) -> Iterator[tuple[str, Places]]:
        """Give every id, in the order they were added, and what `places` gives of it."""
        changed, gone = self._changed, self._gone
        for key, places in self._saved.items():
            if key not in gone:
                yield key, changed.get(key, places)
        yield from self._added.items()

    def __getitem__(self, key: str) -> JsonObject:
        places = self.places(key)
        if places is None:
            raise KeyError(key)
        if len(places) > _MANY_PLACES:
            return self._of_many(key, places)
        return self._joined(self._read(places[0])[3], places[1:])

    def some(self, keys: Iterable[str]) -> dict[str, JsonObject]:
        """Give those documents that there are of some ids, what stands together read at once.

        Those of which the same was written are one object, which nobody may change.
        """
        found = {key: places for key in keys if (places := self.places(key))}
        if len(found) < 2 or self._read_all is None:
            return {key: self[key] for key in found}
        texts = self._read_all(place for places in found.values() for place in places)
        made: dict[tuple[bytes, ...], JsonObject] = {}
        documents: dict[str, JsonObject] = {}
        for key, places in found.items():
            name = b'","%s",' % key.encode("utf-8", "surrogatepass")
            fields = tuple([_fields(texts[place], name) for place in places])
            document = made.get(fields)
            if document is None:
                first, *others = [loads(texts[place])[3] for place in places]
                document = made[fields] = self._all_joined(first, others)
            documents[key] = document
        return documents

    def _joined(self, document: JsonObject, places: Places) -> JsonObject:
        return self._all_joined(document, (self._read(place)[3] for place in places))

    def _all_joined(self, document: JsonObject, others: Iterable[JsonObject]) -> JsonObject:
        for more in others:
            document = self._join(document, more) if self._join else {**document, **more}
        return document

    def _of_many(self, key: str, places: Places) -> JsonObject:
        """Make a document of what it was made of last, and what came to it since."""
        known, document = self._made.get(key, ((), {}))
        if not known or places[: len(known)] != known:
            known, document = places[:1], self._read(places[0])[3]
        document = self._joined(document, places[len(known) :])
        if len(self._made) >= _MOST_KEPT:
            self._made = {}
        self._made[key] = (places, document)
        made: JsonObject = copied(document)
        return made

    def get(self, key: str, default: Any = None) -> Any:
        """Give a document, or something else where there is none."""
        if key not in self:  # an error raised and caught takes longer than all the rest
            return default
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        return key in self._added or (
            key not in self._gone and (key in self._changed or key in self._saved)
        )

    def __iter__(self) -> Iterator[str]:
        """Give the ids as they are now, whatever changes meanwhile."""
        gone = self._gone
        saved = self._saved.ids
        kept = [key for key in saved if key not in gone] if gone else saved
        return iter([*kept, *list(self._added)])

    def __len__(self) -> int:
        return len(self._saved) - len(self._gone) + len(self._added)

    # -- changes, by one thread at a time

    def put(self, key: str, place: Span) -> None:
        """Set a document to what stands at a place; where documents are joined, as `add`."""
        if self._join:
            self.add(key, place)
        else:
            self._set(key, (place,))

    def add(self, key: str, place: Span) -> None:
        """Add to a document the fields that stand at a place; make it where there is none."""
        self._set(key, (*(self.places(key) or ()), place))

    def _set(self, key: str, places: Places) -> None:
        if key not in self._added and key not in self._gone and self._saved.find(key):
            self._changed[key] = places
        else:
            self._added[key] = places

    def remove(self, key: str) -> None:
        """Take a document away, if there is one."""
        if self._added.pop(key, None) is None and self._saved.find(key):
            self._gone.add(key)
            self._changed.pop(key, None)


class Tables(dict[str, Documents]):
    """The tables of a journal, by name, as far as its batches were applied.

    Args:
        read: as for `Documents`.
        saved: what is known of each table from an earlier reading.
        join: see `JournalStorage`.
        read_all: as for `Documents`.
    """

    def __init__(
        self,
        read: Callable[[Span], Op],
        saved: Mapping[str, Saved] | None = None,
        join: Join | None = None,
        read_all: ReadAll | None = None,
    ) -> None:
        super().__init__()
        self._made_of = (join, read_all)
        self._read = read
        for name, table in (saved or {}).items():
            self[name] = Documents(read, table, join, read_all)

    def apply(self, batch: Batch, spans: list[Span]) -> None:
        """Apply a batch whose changes stand at these places."""
        for op, span in zip(batch.ops, spans, strict=True):
            kind, table = op[0], op[1]
            if kind == "drop":
                self.pop(table, None)
                continue
            documents = self.get(table)
            if documents is None:
                documents = self[table] = Documents(self._read, NOTHING_SAVED, *self._made_of)
            if kind == "put":
                documents.put(op[2], span)
            elif kind == "set":
                documents.add(op[2], span)
            elif kind == "del":
                documents.remove(op[2])
