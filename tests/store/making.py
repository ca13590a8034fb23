"""Papers, libraries and journals for the tests of the store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.clock import Clock
from store.importers.contract import Draft
from store.journal.line import Batch, Op, batch_line, header
from store.library import Library
from store.models import Marks, Paper

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def draft(
    title: str = "Deep Learning for Cats",
    authors: tuple[str, ...] = ("Ada Lovelace",),
    *,
    asked: str = "",
    marks: Marks | None = None,
    year_inferred: bool = False,
    **fields: Any,
) -> Draft:
    """Give what an importer would give for a paper."""
    paper = Paper(id=asked, title=title, authors=authors, source="cats.txt", **fields)
    return Draft(paper, 1, year_inferred, marks)


def library(path: Path, device: str = "laptop", **options: Any) -> Library:
    """Open a library in a folder of the test's own."""
    return Library(path, device=device, now=lambda: NOW, **options)


def unwitnessed(path: Path, **options: Any) -> Library:
    """Open a library of whose marks there is no copy elsewhere, from which they would come back."""
    return library(path, is_temporary=True, **options)


def filled(path: Path, titles: str = "xyz", device: str = "laptop") -> Library:
    """Give a library with a paper for each letter, whose id is ``anon-x`` and so on."""
    made = library(path, device)
    made.import_papers([draft(title, ()) for title in titles])
    return made


def journal(path: Path, *batches: list[Op], at: str = "") -> Path:
    """Write a journal as another program might."""
    path.parent.mkdir(parents=True, exist_ok=True)
    clock = Clock("other", now=lambda: 1_700_000_000_000)
    lines = [batch_line(Batch(at or clock.tick(), "made", list(ops))) for ops in batches]
    path.write_bytes(header() + b"".join(lines))
    path.chmod(0o600)
    return path


def files(folder: Path) -> dict[str, bytes]:
    """Give the content of every journal of a library, its backups left out."""
    found = (file.relative_to(folder) for file in folder.rglob("*.jsonl") if file.is_file())
    return {str(file): (folder / file).read_bytes() for file in found if file.parts[0] != "backups"}
