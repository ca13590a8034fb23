"""What tells that an index holds something else than was put in."""

from __future__ import annotations

import sqlite3

_DAMAGE = frozenset(
    {
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_FORMAT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_SCHEMA,
    }
)
"""What SQLite says of a file that holds something else than was put in.

https://www.sqlite.org/rescode.html
"""

_LACKS = ("no such table", "no such column", "has no column", "vtable constructor failed")


def is_broken(error: sqlite3.DatabaseError) -> bool:
    """Tell whether an error comes of the file's content, and not of what was asked or others do."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:  # the module's own, about how it was called
        return False
    return code & 0xFF in _DAMAGE or any(word in str(error) for word in _LACKS)
