"""Files that sync tools lay beside a journal which two machines changed, or brought half."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from store.change import Change
from store.clock import device_of
from store.conflict_copy import original_of
from store.doctor import examine
from store.folder import Folder
from store.journal.line import Op
from store.library import Library
from store.models import Marks
from store.repair import repair
from tests.store.making import draft, files, filled, journal, library

A, B = "anon-x", "anon-y"
NAMES = [
    "{}.sync-conflict-20261124-101010-ABCDEFG.jsonl",
    "{} (conflicted copy 2026-11-24).jsonl",
    "{} (conflicted copy 2026-11-24 101010).jsonl",
    "{} (Someone's conflicted copy 2026-11-24).jsonl",
    "{} (Ünï's conflicted copy).jsonl",
    "{} (1).jsonl",
    "{} 2.jsonl",
    "{} copy.jsonl",
    "{} - Copy (2).jsonl",
    "{} (1).sync-conflict-20261124-101010-ABCDEFG.jsonl",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stem", ["papers", "laptop-0a1b", "host-2"])
def test_a_copy_is_known_by_its_name(name: str, stem: str) -> None:
    assert original_of(name.format(stem)) == f"{stem}.jsonl"


@pytest.mark.parametrize(
    "name", ["papers.jsonl", "laptop-0a1b.jsonl", "my old phone.jsonl", "host-2.jsonl", "2.jsonl"]
)
def test_a_journal_is_no_copy(name: str) -> None:
    assert original_of(name) == ""


@pytest.fixture(autouse=True)
def no_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have no copy of what it wrote, as one that was set up anew."""
    monkeypatch.setattr("store.library.witness_file", lambda *_: None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "library").change([A], Change(read=True, note="first"))
    return tmp_path / "library"


def forked(folder: Path) -> tuple[bytes, bytes]:
    """Let a device write on, be put back to what it was, and write something else.

    Gives the journals of before and after it was put back.
    """
    path = folder / "marks" / "laptop.jsonl"
    old = path.read_bytes()
    library(folder).change([A], Change(starred=True, add_tags=("one",), note="before"))
    before = path.read_bytes()
    path.write_bytes(old)
    library(folder).change([A], Change(queued=True, add_tags=("two",), note="after"))
    return before, path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_marks_in_a_copy_count_and_it_is_neither_written_nor_a_device(
    folder: Path, name: str
) -> None:
    copy, _own = forked(folder)
    path = folder / "marks" / name.format("laptop")
    path.write_bytes(copy)
    opened = library(folder)
    marks = opened.marks(A)
    assert (marks.read, marks.starred, marks.queued) == (True, True, True)
    assert marks.tags == ("one", "two")
    opened.change([A, B], Change(rating=3))
    opened.backups.make()
    assert path.read_bytes() == copy
    assert Folder(folder).devices() == ["laptop"]
    assert library(folder).device == "laptop"


def test_a_device_put_back_from_a_backup_does_not_erase_the_note_it_wrote_before(
    folder: Path,
) -> None:
    copy, _own = forked(folder)
    (folder / "marks" / "laptop (1).jsonl").write_bytes(copy)
    opened = library(folder)
    note = opened.marks(A).note
    assert "before" in note
    assert "after" in note
    assert "first" not in note
    opened.write_note(A, "both, in one", note)
    assert library(folder).marks(A).note == "both, in one"


def test_it_is_the_same_whichever_of_the_two_files_keeps_the_name(folder: Path) -> None:
    found = []
    for own, copy in itertools.permutations(forked(folder)):
        (folder / "marks" / "laptop.jsonl").write_bytes(own)
        (folder / "marks" / "laptop.sync-conflict-20261124-101010-A.jsonl").write_bytes(copy)
        found.append(library(folder, read_only=True).marks(A))
    assert found[0] == found[1]


def test_a_device_never_gives_a_stamp_again_that_any_file_has_of_it(folder: Path) -> None:
    at = "2030-01-01T00:00:00.000Z-0007-laptop"
    for name in ("laptop (1).jsonl", "phone.jsonl"):
        path = folder / "marks" / name
        journal(path, [["set", "marks", B, {"read": [True, at]}]], at=at)
        library(folder).change([A], Change(starred=True))
        line = (folder / "marks" / "laptop.jsonl").read_bytes().splitlines()[-1]
        assert at.encode() < line.split(b'"at":"')[1].split(b'"')[0]
        library(folder).change([A], Change(starred=False))
        path.unlink()
    assert device_of(at) == "laptop"


def test_a_half_synced_copy_is_read_as_far_as_it_goes_and_is_no_fault(folder: Path) -> None:
    copy, _own = forked(folder)
    path = folder / "marks" / "laptop (1).jsonl"
    for length in range(len(copy)):
        path.write_bytes(copy[:length])
        path.chmod(0o600)
        opened = library(folder)
        assert opened.marks(A).queued
        assert opened.marks(A).starred is (length >= len(copy) - 1)
        assert not [found for found in examine(opened) if found.is_damage]


def test_a_copy_that_arrives_or_goes_while_a_window_is_open_is_noticed(folder: Path) -> None:
    copy, _own = forked(folder)
    opened = library(folder)
    assert not opened.marks(A).starred
    path = folder / "marks" / "laptop (1).jsonl"
    path.write_bytes(copy)
    assert opened.refresh()
    assert opened.marks(A).starred
    path.unlink()
    assert opened.refresh()
    assert opened.marks(A) == library(folder).marks(A)
    assert opened.unreadable == {}


def test_lines_that_are_there_twice_or_out_of_place_change_nothing(folder: Path) -> None:
    path = folder / "marks" / "laptop.jsonl"
    for change in (Change(read=False), Change(add_tags=("rl",)), Change(note="last", rating=2)):
        library(folder).change([A], change)
    header, *lines = path.read_bytes().splitlines(keepends=True)
    marks = library(folder).marks(A)
    assert marks == Marks(tags=("rl",), note="last", rating=2)
    for order in itertools.permutations(lines):
        path.write_bytes(header + b"".join(order))
        assert library(folder).marks(A) == marks
        path.write_bytes(header + b"".join([*lines, *order]))
        assert library(folder).marks(A) == marks


def test_a_clock_that_is_days_ahead_gives_the_same_in_any_order_of_arrival(
    folder: Path,
) -> None:
    late = "2027-01-01T00:00:00.000Z-0000-phone"
    fields = {"read": [False, late], "starred": [True, late], "note": ["phone", late, {}]}
    journal(folder.parent / "phone.jsonl", [["set", "marks", A, fields]], at=late)
    early = "2026-01-01T00:00:00.000Z-0000-tablet"
    fields = {"read": [True, early], "starred": [False, early], "note": ["tablet", early, {}]}
    journal(folder.parent / "tablet.jsonl", [["set", "marks", A, fields]], at=early)
    own = library(folder)
    found = []
    for order in itertools.permutations(["phone.jsonl", "tablet.jsonl"]):
        for name in order:
            shutil.copy(folder.parent / name, folder / "marks")
            own.refresh()
        found.append((own.marks(A), library(folder, read_only=True).marks(A)))
        for name in order:
            (folder / "marks" / name).unlink()
        own = library(folder)
    assert len({str(marks) for pair in found for marks in pair}) == 1
    assert {"phone", "tablet", "first"} <= set(found[0][0].note.split())


# -- copies of the papers


def with_copy(folder: Path, titles: str, name: str = "papers (1).jsonl") -> Path:
    """Lay a copy of the papers beside them: of a library that had these more."""
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    library(other).import_papers([draft(title, ()) for title in titles])
    shutil.move(other / "papers.jsonl", folder / name)
    shutil.rmtree(other)
    return folder / name


@pytest.mark.parametrize("name", NAMES)
def test_papers_that_only_a_copy_has_are_reported_and_taken_in_by_a_repair(
    folder: Path, name: str
) -> None:
    path = with_copy(folder, "vw", name.format("papers"))
    content = path.read_bytes()
    assert [(f.kind, f.where) for f in examine(library(folder))] == [("copy", path.name)]
    before = files(folder)["papers.jsonl"]
    done = repair(library(folder))
    assert f"Took in 2 papers of {path.name}." in done
    opened = library(folder)
    assert set(opened) == {A, B, "anon-z", "anon-v", "anon-w"}
    assert (folder / "quarantine" / path.name).read_bytes() == content
    assert not path.exists()
    after = files(folder)["papers.jsonl"]
    assert after.startswith(before)
    assert after[len(before) :].count(b"\n") == 1
    assert list(examine(opened)) == []
    assert repair(library(folder)) == []


def test_a_copy_whose_papers_are_all_there_is_only_moved(folder: Path) -> None:
    path = with_copy(folder, "")
    before = files(folder)["papers.jsonl"]
    repair(library(folder))
    assert files(folder)["papers.jsonl"] == before
    assert (folder / "quarantine" / path.name).exists()


def test_a_paper_in_the_trash_is_not_taken_in_again(folder: Path) -> None:
    with_copy(folder, "v")
    opened = library(folder)
    papers, _marks = opened.own_journals
    with papers.writing():
        ops: list[Op] = [
            ["del", "papers", A],
            ["put", "trash", A, {"title": "x", "deleted": "2026"}],
        ]
        papers.commit(ops, "Deleted")
    repair(library(folder))
    assert set(library(folder)) == {B, "anon-z", "anon-v"}


def test_another_paper_of_the_same_id_is_taken_in_under_an_id_of_its_own(folder: Path) -> None:
    journal(
        folder / "papers (1).jsonl",
        [["put", "papers", A, {"title": "Something else", "authors": ["Ada Writer"]}]],
    )
    repair(library(folder))
    opened = library(folder)
    assert opened.paper(A).title == "x"
    assert opened.paper("writer-something-else").title == "Something else"


def test_the_same_paper_under_another_id_is_taken_in_only_where_it_has_marks(
    folder: Path,
) -> None:
    stamp = "2026-01-01T00:00:00.000Z-0000-phone"
    journal(folder / "marks" / "phone.jsonl", [["set", "marks", "x-2", {"read": [True, stamp]}]])
    ops = [["put", "papers", name, {"title": "x"}] for name in ("x-1", "x-2")]
    journal(folder / "papers (1).jsonl", ops)
    repair(library(folder))
    opened = library(folder)
    assert "x-1" not in opened
    assert opened.marks("x-2").read
    assert [f.where for f in examine(opened) if f.kind == "twice"] == ["x-2"]


def test_a_copy_that_is_still_coming_is_taken_in_as_far_as_it_goes_and_stays(
    folder: Path,
) -> None:
    path = with_copy(folder, "v")
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"at":"2026')
    repair(library(folder))
    assert "anon-v" in library(folder)
    assert path.exists()
    assert repair(library(folder)) == []


@pytest.mark.parametrize("content", [b"hello\n", b'{"journal":"paperdeck","version":99}\n'])
def test_a_copy_that_is_no_journal_this_version_knows_is_left(folder: Path, content: bytes) -> None:
    (folder / "papers (1).jsonl").write_bytes(content)
    repair(library(folder))
    assert (folder / "papers (1).jsonl").read_bytes() == content


def test_a_copy_of_marks_goes_once_all_its_lines_are_in_the_journal(folder: Path) -> None:
    copy, own = forked(folder)
    stays = folder / "marks" / "laptop (1).jsonl"
    goes = folder / "marks" / "laptop (2).jsonl"
    stays.write_bytes(copy)
    goes.write_bytes(b"".join(own.splitlines(keepends=True)[:2]))
    before = library(folder).marks(A)
    repair(library(folder))
    assert stays.exists()
    assert not goes.exists()
    assert (folder / "quarantine" / goes.name).exists()
    assert library(folder).marks(A) == before
    assert repair(library(folder)) == []


def test_a_window_goes_on_while_a_repair_takes_copies_away(folder: Path) -> None:
    path = with_copy(folder, "v")
    shutil.copy(folder / "marks" / "laptop.jsonl", folder / "marks" / "laptop (1).jsonl")
    window = Library(folder, device="laptop")
    assert not path.name.startswith(".")
    repair(library(folder))
    assert window.refresh()
    assert window.unreadable == {}
    assert "anon-v" in window
    window.change(["anon-v"], Change(read=True))
    assert library(folder).marks("anon-v").read
