"""Asking an index: what matches, in order; how many; what a value may go on to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from store.completion import class_of, likeliest
from store.errors import SearchCancelled
from store.index.hits import NEWEST, RELEVANCE, SORTED, Hits, Part
from store.index.schema import BETWEEN, DATE_BITS

if TYPE_CHECKING:
    from store.query import Query, Sort

FIRST = 200
"""So many ids are given at once; more than a screen shows."""

MOST_RANKED = 5000
"""So many papers are put in the order of relevance in the time between two keys."""

_MOST_PHRASES = 60
"""Of a query with more words and phrases papers are not ranked: bm25 looks each of them up in the
whole index, and then in each paper, and cannot be given up meanwhile."""

_WEIGHTS = "10.0, 5.0, 1.0, 2.0, 2.0, 3.0, 6.0"
"""Of title, authors, abstract, organisations, venue, note, tags."""

_LIKELY = " - {} * (text.rowid IN (SELECT rowid FROM text WHERE text MATCH ?))"

_WORTH = (8, 4, 8)
"""What the signs that a paper was meant are worth: a rare word in the title is worth about 8."""

_STEPS = 50_000
"""Steps of the database between two looks whether anybody still waits: some milliseconds.

Each look takes the interpreter from the thread that draws the screen."""

_PORTION = 1 << 16
"""Characters that are taken apart at once, so that the thread that draws can come between."""

_BYTES_OF_DIGITS = bytes.maketrans(b"01", b"\0\1")

_WITHOUT_DEAD = "text.rowid NOT IN (SELECT dead.row FROM dead)"

_SORTS = {
    "score": "paper.score",
    "rating": "paper.rating",
    "id": "paper.id",
    "title": "sorting.title",
    "author": "sorting.author",
    "venue": "sorting.venue",
    "cat": "sorting.cat",
    "added": "sorting.added",
}

_DATE = f"paper.row >> {DATE_BITS}"

Cancelled = Callable[[], bool]

Began = Callable[[list[str], bytearray, int, str], Hits]
"""Makes of the first ids, whether those are read, the number of all, and the order, what is
shown while all are being read."""


class Asked(NamedTuple):
    """A query as it is put to the database; by default every paper."""

    match: str = ""
    """For FTS5; empty where words do not come into it."""
    where: str = "1"
    """On the row of the paper."""
    values: tuple[Any, ...] = ()
    """For the question marks of `where`."""
    likely: tuple[str, ...] = ()
    """For FTS5: what makes it likelier that a paper is the one that was meant."""
    phrases: int = 0
    """How many words and phrases `match` asks for."""


def _asked(query: Query, today: date) -> Asked:
    if query.is_everything:
        return Asked()
    # The first screen shows every paper, mostly: it need not wait for what other queries need.
    from store.index.condition import asked  # noqa: PLC0415

    return asked(query, today)


class Answer(NamedTuple):
    """A query as SQL: of what table, on what condition, in what order."""

    source: str
    where: str
    values: tuple[Any, ...]
    order: str
    told: str
    """The order, by the names of `store.index.hits`."""
    row: str
    """What the number of a paper's row is called."""


class Asking:
    """Asks one connection.

    Args:
        connection: to an index.
        is_cancelled: asked now and then; where it says so the database gives up.

    Raises:
        SearchCancelled: by every method, where `is_cancelled` said so.
    """

    def __init__(self, connection: sqlite3.Connection, is_cancelled: Cancelled) -> None:
        self.connection = connection
        self._is_cancelled = is_cancelled

    def _all(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        if self._is_cancelled():
            raise SearchCancelled("The search was given up.")
        self.connection.set_progress_handler(self._is_cancelled, _STEPS)
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if self._is_cancelled() and "interrupted" in str(error):
                raise SearchCancelled("The search was given up.") from None
            raise
        finally:
            self.connection.set_progress_handler(None, 0)

    def _number(self, sql: str, values: tuple[Any, ...] = ()) -> int:
        return int(self._all(sql, values)[0][0])

    def count(self, query: Query, today: date) -> int:
        """Give how many papers match."""
        return self._count(_asked(query, today))

    def _count(self, found: Asked) -> int:
        source, where, values = self._source(found, is_counted=True)
        return self._number(f"SELECT count(*) FROM {source} WHERE {where}", values)

    def _source(
        self, found: Asked, *, is_counted: bool = False
    ) -> tuple[str, str, tuple[Any, ...]]:
        """Give what is looked through, on what condition."""
        if not found.match:
            return "paper", found.where, tuple(found.values)
        values = (found.match, *found.values)
        if is_counted and found.where == "1":  # what papers they are does not matter
            return "text", f"text MATCH ?{self._alive()}", (found.match,)
        joined = "text CROSS JOIN paper ON paper.row = text.rowid"
        return joined, f"text MATCH ? AND ({found.where})", values

    def _alive(self) -> str:
        has_dead = self._number("SELECT EXISTS(SELECT 1 FROM dead)")
        return f" AND {_WITHOUT_DEAD}" if has_dead else ""

    def answer(self, query: Query, today: date) -> tuple[Answer, int]:
        """Give how a query is answered, and by how many papers."""
        found = _asked(query, today)
        count = self._count(found)
        answer = self._by_date(found)
        if query.sort:
            joins, order = _order(query.sort)
            source = f"{answer.source}{joins}"
            return answer._replace(source=source, order=order, told=SORTED), count
        if found.match and count <= MOST_RANKED and found.phrases <= _MOST_PHRASES:
            # FTS5's bm25 is that of Robertson and Zaragoza, the smaller the better.
            likely = "".join(_LIKELY.format(worth) for worth in _WORTH[: len(found.likely)])
            order = f"bm25(text, {_WEIGHTS}){likely}, paper.row DESC"
            values = (*answer.values, *found.likely)
            return answer._replace(values=values, order=order, told=RELEVANCE), count
        return answer, count

    def _by_date(self, found: Asked) -> Answer:
        source, where, values = self._source(found)
        row = "text.rowid" if found.match else "paper.row"
        return Answer(source, where, values, f"{row} DESC", NEWEST, row)

    def rows(self, answer: Answer, most: int = -1) -> tuple[list[str], bytearray]:
        """Give the ids of an answer, so many at most, and of each paper whether it is read.

        The database makes one text of them all: it lets go of the interpreter for as long as a
        statement runs up to its next row, and so nobody waits for it while it gathers.
        """
        found = (
            f"SELECT paper.id AS id, paper.read AS read FROM {answer.source} "
            f"WHERE {answer.where} ORDER BY {answer.order} LIMIT ?"
        )
        values = (*answer.values, most)
        ((count, names, read),) = self._all(
            f"SELECT count(*), group_concat(id, '{BETWEEN}'), group_concat(read, '') "
            f"FROM ({found})",
            values,
        )
        ids = list(_parts(names or ""))
        if len(ids) == count:
            return ids, bytearray((read or "").encode().translate(_BYTES_OF_DIGITS))
        rows = self._all(found, values)  # what stands between ids stands in one
        return [row[0] for row in rows], bytearray(row[1] for row in rows)

    def hits(
        self,
        query: Query,
        today: date,
        most: int | None = None,
        began: Began | None = None,
    ) -> Hits:
        """Give what matches.

        Args:
            query: what, in what order.
            today: what ages are counted from.
            most: give so many at most.
            began: takes the first of them, and how many there are, while all are being read.
        """
        answer, count = self.answer(query, today)
        if most is not None:
            return self._read(answer, most)
        # Where papers are ranked, all of them are for the first.
        if began is None or count <= FIRST or answer.told == RELEVANCE:
            return self._read(answer)
        hits = began(*self.rows(answer, FIRST), count, answer.told)
        hits.take(*self.rows(answer))
        return hits

    def by_date(self, query: Query, today: date) -> Hits:
        """Give what matches, the latest published first, whatever order the query asks for."""
        return self._read(self._by_date(_asked(query, today)))

    def part(self, query: Query, today: date, start: str, most: int) -> Part:
        """Give a part of what `by_date` gives, from the place of a paper on."""
        found = _asked(query, today)
        (row,) = self._all("SELECT row FROM paper WHERE id = ?", (start,)) or [(0,)]
        source, where, values = self._source(found, is_counted=True)
        answer = self._by_date(found)
        ((count, later),) = self._all(
            f"SELECT count(*), count(nullif({answer.row} <= ?, 1)) FROM {source} WHERE {where}",
            (*row, *values),
        )
        rest = answer._replace(
            where=f"({answer.where}) AND {answer.row} <= ?",
            values=(*answer.values, *row),
        )
        return Part(self._read(rest, most), later, count)

    def _read(self, answer: Answer, most: int = -1) -> Hits:
        return Hits(*self.rows(answer, most), order=answer.told)

    # -- what words and names there are

    def tags(self, beginning: str, most: int) -> list[tuple[str, int]]:
        """Give tags that begin so, with the number of papers that have each."""
        return self._all(
            "SELECT tag.name, count(*) FROM tag WHERE substr(tag.name, 1, ?) = ? "
            "GROUP BY tag.name ORDER BY 2 DESC, 1 LIMIT ?",
            (len(beginning), beginning, most),
        )

    def categories(self, beginning: str, most: int) -> list[tuple[str, int]]:
        """Give categories that begin so, with the number of papers of each."""
        counts: dict[str, int] = {}
        classes: set[str] = set()
        rows = self._all("SELECT paper.cats, count(*) FROM paper WHERE cats <> '' GROUP BY cats")
        for names, count in rows:
            for name in names.strip(BETWEEN).split(BETWEEN):
                classes.add(class_of(name))
                if name.startswith(beginning):
                    counts[name] = counts.get(name, 0) + count
        return likeliest(counts, classes)[:most]

    def words(self, column: str, beginning: str, most: int) -> list[tuple[str, int]]:
        """Give words of a column that begin so, with the number of papers that have each."""
        self._vocabulary()
        found = self._all(
            "SELECT term, doc FROM temp.columns WHERE term >= ? AND term < ? AND col = ? "
            "ORDER BY doc DESC, term LIMIT ?",
            (beginning, _after(beginning), column, most),
        )
        counts = [(term, self.alive(term, column, count)) for term, count in found]
        return sorted((one for one in counts if one[1]), key=lambda one: (-one[1], one[0]))

    def alive(self, term: str, column: str = "", count: int = 1) -> int:
        """Give how many papers have a word that are still there, of as many that had it.

        Args:
            term: the word.
            column: where; empty: anywhere.
            count: how many have it, where the words of papers that are gone count as well.
        """
        return self.having(term, column) if self._alive() else count

    def having(self, term: str, column: str = "") -> int:
        """Give how many papers have a word, in a column or anywhere."""
        where = f"{{{column}}} : " if column else ""
        match = f'{where}"{term}"'
        return self._number(
            f"SELECT count(*) FROM text WHERE text MATCH ?{self._alive()}", (match,)
        )

    def vocabulary(self, least: int, beginning: str = "") -> list[tuple[str, int]]:
        """Give words that so many papers have at least, each with how many."""
        self._vocabulary()
        return self._all(
            "SELECT term, doc FROM temp.terms WHERE term >= ? AND term < ? AND doc >= ?",
            (beginning, _after(beginning), least),
        )

    def _vocabulary(self) -> None:
        for name, kind in (("terms", "row"), ("columns", "col")):
            self.connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} "
                f"USING fts5vocab(main, text, {kind})"
            )


def _parts(text: str) -> Iterator[str]:
    """Give what stands between separators; nothing for an empty text."""
    start = 0
    while start < len(text):
        end = text.find(BETWEEN, start + _PORTION)
        end = len(text) if end < 0 else end
        yield from text[start:end].split(BETWEEN)
        start = end + 1


def _after(beginning: str) -> str:
    """Give a text that comes after all that begin so."""
    return beginning + "\U0010ffff"


def _order(sort: tuple[Sort, ...]) -> tuple[str, str]:
    """Give the tables that an order needs, and the order; what is not known comes last."""
    parts: list[str] = []
    for rule in sort:
        direction = " DESC" if rule.descending else ""
        if rule.field == "date":
            parts += [f"({_DATE}) = 0", f"{_DATE}{direction}"]
        else:
            column = _SORTS[rule.field]
            parts += [f"{column} IS NULL", f"{column}{direction}"]
    joins = " JOIN sorting ON sorting.row = paper.row" if "sorting." in str(parts) else ""
    return joins, ", ".join([*parts, "paper.seq"])
