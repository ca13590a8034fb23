"""The names that sync tools give to a file which two machines changed at once."""

from __future__ import annotations

import re

_COPY = re.compile(
    r"(?P<original>.+?)"
    r"(?:"
    r"\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[0-9A-Z]+)?"  # Syncthing
    r"| \([^()]*conflicted copy[^()]*\)"  # Dropbox, Nextcloud
    r"|(?: - copy| copy)?(?: \([0-9]+\)| [0-9]+)"  # Google Drive, iCloud, file browsers
    r"|(?: - copy| copy)"
    r")\.jsonl",
    re.IGNORECASE,
)


def original_of(name: str) -> str:
    """Give the name of the journal that a file is a copy of; empty where it is no copy.

    Machines have no spaces or dots in their names, so no machine's own journal is meant by it.
    """
    found = _COPY.fullmatch(name)
    if not found:
        return ""
    original = f"{found['original']}.jsonl"
    return original_of(original) or original  # a copy of a copy
