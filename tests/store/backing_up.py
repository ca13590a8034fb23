"""A library as JSON lines, and what comes of them in another one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from store.exporters.registry import EXPORTERS
from store.exporting import Wishes, exported
from store.importers.contract import Context, Draft, Rejection
from store.importers.jsonl import JsonlImporter
from store.library import Library
from tests.store.making import library


def lines(opened: Library, *, has_marks: bool = True) -> list[str]:
    """Give what an export has of each paper, in the order of their ids."""
    wishes = Wishes(EXPORTERS["jsonl"], has_marks=has_marks)
    text = b"".join(exported(opened, list(opened), wishes)).decode()
    return sorted(text.splitlines())


def rows(opened: Library) -> dict[str, dict[str, Any]]:
    """Give the same as objects, by their ids."""
    return {row["id"]: row for row in map(json.loads, lines(opened))}


def read(*given: str | dict[str, Any]) -> list[Draft | Rejection]:
    """Give what an import reads of lines."""
    told = [one if isinstance(one, str) else json.dumps(one) for one in given]
    return list(JsonlImporter().read("\n".join(told), Context("backup.jsonl", date(2026, 11, 28))))


def taken_back(opened: Library, folder: Path) -> Library:
    """Give a new library with all that was exported of another one."""
    made = library(folder, "another")
    event = made.import_papers(read(*lines(opened)))
    assert event.rejected == ()
    return made
