"""Small files of every format, and what is read of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store.importers.contract import BytesImporter, Context, Draft
from store.importers.registry import detect, importer_named
from store.importers.source import read_source
from store.record import to_document

FORMATS = Path(__file__).parents[1] / "data" / "formats"
FILES = sorted(path for path in FORMATS.glob("*/*") if path.suffix != ".expected")
UNRECOGNISED = frozenset({"notes.txt"})
"""Read only when it is said what they are."""


def outcome(path: Path) -> list[dict[str, Any]]:
    """Give what is read of a file: papers, and what was wrong, each with its line."""
    source = read_source(path)
    importer = importer_named(path.parent.name)
    context = Context(source.name, date(2026, 11, 23))
    read = importer.read_bytes if isinstance(importer, BytesImporter) else None
    entries = read(source.data, context) if read else importer.read(source.text, context)
    found: list[dict[str, Any]] = []
    for entry in entries:
        if isinstance(entry, Draft):
            document = to_document(entry.paper)
            assert document.pop("source") == path.name
            asked = {"asked": entry.paper.id} if entry.paper.id else {}
            found.append({"line": entry.line, **asked, **document})
            assert entry.marks is None
        else:
            assert entry.source == path.name
            found.append({"line": entry.line, "rejected": entry.reason})
    return found


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected").read_text("utf-8"))
    assert outcome(path) == expected


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name not in UNRECOGNISED], ids=name_of
)
def test_a_file_is_recognised(path: Path) -> None:
    assert detect(read_source(path).text).name == path.parent.name


def write_expected() -> None:
    """Write down what is read now, to be looked through by eye."""
    for path in FILES:
        rows = (json.dumps(row, ensure_ascii=False, indent=1) for row in outcome(path))
        path.with_suffix(".expected").write_text("[\n" + ",\n".join(rows) + "\n]\n", "utf-8")
