"""A library that a newer version writes to while this one has it open."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.change import Change
from store.errors import NewerVersionError
from store.journal.line import seal
from tests.store.making import draft, files, filled, library

NEWER = seal({"journal": "paperdeck", "version": 2, "generation": 1})
A = "anon-x"


def put(path: Path, content: bytes) -> None:
    """Put a file in the place of another, as a sync tool does."""
    other = path.with_name("incoming")
    other.write_bytes(content)
    other.replace(path)


def test_it_is_not_written_to_and_what_was_read_stays_to_be_seen(tmp_path: Path) -> None:
    opened = filled(tmp_path)
    opened.change([A], Change(read=True))
    path = tmp_path / "marks" / "laptop.jsonl"
    put(path, NEWER + b'{"something":"new"}\n' * 9)
    before = files(tmp_path)
    for _ in range(2):
        with pytest.raises(NewerVersionError, match=r"laptop\.jsonl was written by a newer"):
            opened.change([A], Change(starred=True))
    with pytest.raises(NewerVersionError):
        opened.undo()
    assert files(tmp_path) == before
    assert opened.marks(A).read


def test_papers_of_a_newer_version_are_not_imported_into(tmp_path: Path) -> None:
    opened = filled(tmp_path)
    path = tmp_path / "papers.jsonl"
    content = path.read_bytes()
    put(path, NEWER)
    with pytest.raises(NewerVersionError):
        opened.import_papers([draft()])
    assert path.read_bytes() == NEWER
    assert opened.paper(A).title == "x"
    put(path, content)
    assert opened.import_papers([draft()]).added
    assert len(library(tmp_path)) == 4


def test_a_batch_with_fields_of_a_later_version_is_read(tmp_path: Path) -> None:
    filled(tmp_path)
    path = tmp_path / "papers.jsonl"
    batch = {"at": "", "do": "", "ops": [["set", "papers", A, {"title": "T", "x": 1}]], "why": 1}
    path.write_bytes(path.read_bytes() + seal(batch))
    assert library(tmp_path).paper(A).title == "T"
