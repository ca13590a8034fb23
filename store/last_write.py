"""When papers were last written here, so that an older file in their journal's place is noticed.

A program that copies folders may put an older ``papers.jsonl`` in a newer one's place, without a
word.  What it lacks cannot be told from the file itself.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from store.clock import is_stamp
from store.private import make_folder, replace


class LastWrite:
    """The stamp of the last change of papers that this machine knows of.

    Args:
        path: where it is kept, outside the library; None for nowhere.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def note(self, stamp: str) -> None:
        """Take note of the last change."""
        if self._path is not None and is_stamp(stamp):
            with contextlib.suppress(OSError):  # it only serves to notice a loss
                make_folder(self._path.parent)
                replace(self._path, [stamp.encode()], is_durable=False)

    def missing_since(self, stamp: str) -> str:
        """Give until when there were changes later than a stamp; nothing where there were none."""
        if self._path is None or not stamp:
            return ""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            known = self._path.read_text("utf-8")
            if is_stamp(known) and known > stamp:
                return known
        return ""
