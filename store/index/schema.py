"""The tables of the index, and whether a file has them.

The number of a paper's row is its place in the order of publication: the date, then the order
in which papers were added, backwards, then a count of its texts.  So FTS5, which gives rows in
the order of their numbers, gives the latest published first without sorting anything.
"""

from __future__ import annotations

import sqlite3

VERSION = 6
"""Of the tables; an index of another version is made anew."""

APPLICATION = 0x70646B78
"""Marks an SQLite file as an index of this program."""

BULK_BYTES = 64 << 20
"""How much FTS5 gathers in memory while many papers are put in, before it writes."""

DATE_BITS = 31
"""Below the date in the number of a row: 25 bits of order, 6 that count texts."""

BETWEEN = "\x1f"
"""Stands between names in one text."""

COLUMNS = ("title", "authors", "abstract", "organisations", "venue", "note", "tags")
"""What of a paper is searched."""

COLUMN_OF = {
    "title": "title",
    "author": "authors",
    "abstract": "abstract",
    "org": "organisations",
    "venue": "venue",
    "note": "note",
}
"""In which column the words of a query's field are."""

_TABLES = f"""
CREATE TABLE state(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE journal(name TEXT PRIMARY KEY, offset INTEGER, head BLOB, tail BLOB,
    bad_lines INTEGER) WITHOUT ROWID;
CREATE TABLE paper(
    row INTEGER PRIMARY KEY, seq INTEGER NOT NULL, id TEXT NOT NULL, day INTEGER, cats TEXT,
    score REAL, moment REAL, has INTEGER NOT NULL, read INTEGER NOT NULL,
    starred INTEGER NOT NULL, queued INTEGER NOT NULL, rating INTEGER, remarks INTEGER NOT NULL,
    digest INTEGER NOT NULL, content INTEGER NOT NULL
);
CREATE TABLE identity(key INTEGER NOT NULL, row INTEGER NOT NULL);
CREATE TABLE sorting(row INTEGER PRIMARY KEY, title TEXT, author TEXT, venue TEXT, cat TEXT,
    added TEXT);
CREATE TABLE remark(row INTEGER PRIMARY KEY, note TEXT NOT NULL, tags TEXT NOT NULL);
CREATE TABLE tag(name TEXT, row INTEGER, PRIMARY KEY(name, row)) WITHOUT ROWID;
CREATE TABLE identifier(value TEXT, kind TEXT, row INTEGER, PRIMARY KEY(value, kind, row))
    WITHOUT ROWID;
CREATE TABLE dead(row INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE text USING fts5(
    {", ".join(COLUMNS)}, content='', tokenize='ascii', prefix='1 2'
);
"""

_KEYS = """
CREATE UNIQUE INDEX IF NOT EXISTS paper_id ON paper(id);
CREATE INDEX IF NOT EXISTS paper_list ON paper(row, id, read);
CREATE INDEX IF NOT EXISTS paper_read ON paper(read);
CREATE INDEX IF NOT EXISTS paper_starred ON paper(row) WHERE starred = 1;
CREATE INDEX IF NOT EXISTS paper_queued ON paper(row) WHERE queued = 1;
CREATE INDEX IF NOT EXISTS paper_remarks ON paper(row) WHERE remarks > 0;
CREATE INDEX IF NOT EXISTS identity_key ON identity(key, row);
CREATE INDEX IF NOT EXISTS identity_row ON identity(row);
CREATE INDEX IF NOT EXISTS tag_row ON tag(row);
CREATE INDEX IF NOT EXISTS identifier_row ON identifier(row);
"""


def make(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, in the transaction that is open."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def drop(connection: sqlite3.Connection) -> None:
    """Take all tables away, in the transaction that is open."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE 'text\\_%' ESCAPE '\\'"
    ).fetchall()
    for (name,) in names:
        connection.execute(f'DROP TABLE "{name}"')


def add_keys(connection: sqlite3.Connection) -> None:
    """Make what finds rows quickly: after many were put in, which it would slow down."""
    for statement in _KEYS.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def drop_keys(connection: sqlite3.Connection) -> None:
    """Take away what finds rows quickly, before more are put in than are there."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for (name,) in names:
        connection.execute(f'DROP INDEX "{name}"')


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing is in a file."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(tables == 0)


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether a file is an index of this version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return (application, version) == (APPLICATION, VERSION)
