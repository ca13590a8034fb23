"""Libraries of earlier versions, and the steps that change them."""

from __future__ import annotations

import json
import shutil
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest

from store import migrations
from store.care.doctor import examine
from store.change import Change
from store.errors import BackupError
from store.library import Library
from store.migrations import Changes, Migration, migrate
from store.record import to_json
from tests.store.making import filled, library

DATA = Path(__file__).resolve().parents[1] / "data"
OLD = sorted(DATA.glob("library-*.*[0-9]"))
A = "anon-x"


@pytest.fixture(params=OLD, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a copy of a library of each earlier version, with the modes it had."""
    folder = tmp_path / "library"
    shutil.copytree(request.param, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    shutil.copy(request.param.with_name(f"{request.param.name}.list"), tmp_path / "list")
    return folder


def expected(old: Path) -> dict[str, dict[str, Any]]:
    """Give the papers and marks that the version itself printed."""
    rows = (old.parent / "list").read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, rows)}


def shown(opened: Library) -> dict[str, dict[str, Any]]:
    return {name: to_json(opened.paper(name), opened.marks(name)) for name in opened.find_all()}


def test_there_is_a_library_of_the_first_version() -> None:
    assert [path.name for path in OLD][:1] == ["library-0.1.0"]


def test_every_paper_and_mark_of_an_earlier_version_is_read(old: Path) -> None:
    found = shown(Library(old))
    assert found == expected(old)
    assert list(found) == list(expected(old))
    assert not [finding for finding in examine(library(old)) if finding.is_damage]


def test_reading_it_writes_nothing(old: Path) -> None:
    before = {path: path.read_bytes() for path in old.rglob("*.jsonl")}
    shown(Library(old))
    assert {path: path.read_bytes() for path in old.rglob("*.jsonl")} == before


@pytest.mark.parametrize("device", [None, "laptop-0a1b"])
def test_it_is_written_on_and_its_own_lines_stay_as_they_are(old: Path, device: str | None) -> None:
    before = {path: path.read_bytes() for path in old.rglob("*.jsonl")}
    opened = Library(old, device=device)
    ids = list(opened)
    note = opened.marks(ids[0]).note
    opened.change(ids, Change(read=False, add_tags=("later",)))
    opened.write_note(ids[0], "written later", note)
    wanted = expected(old)
    for row in wanted.values():
        row |= {"read": False, "tags": sorted([*row["tags"], "later"])}
    wanted[ids[0]]["note"] = "written later"
    assert shown(Library(old)) == wanted
    for path, content in before.items():
        assert path.read_bytes().startswith(content)


# -- what the version of 0.1.0 makes of it: its rules, as it had them


def read_as_0_1_0(path: Path) -> dict[str, dict[str, Any]]:
    """Give the tables of a journal; raise where 0.1.0 would refuse or leave a line out."""
    tables: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(keepends=True)):
        body, seal, rest = line.rpartition(b',"crc":"')
        assert seal
        assert rest == b'%08x"}\n' % zlib.crc32(body)
        content = json.loads(line)
        if not number:
            assert content["journal"] == "paperdeck"
            assert isinstance(content["version"], int)
            assert content["version"] <= 1
            continue
        assert isinstance(content["at"], str)
        assert isinstance(content["do"], str)
        for kind, table, *rest_ in content["ops"]:
            assert (kind, len(rest_)) in {("put", 2), ("set", 2), ("del", 1), ("table", 0),
                                          ("drop", 0)}  # fmt: skip
            documents = tables.setdefault(table, {})
            if kind == "put":
                documents[rest_[0]] = rest_[1]
            elif kind == "set":
                documents[rest_[0]] = {**documents.get(rest_[0], {}), **rest_[1]}
            elif kind == "del":
                documents.pop(rest_[0], None)
    return tables


def test_version_0_1_0_still_reads_what_this_one_writes(old: Path) -> None:
    opened = Library(old, device="tablet-1")
    ids = list(opened)
    opened.change(
        [ids[0], ids[2]], Change(queued=True, rating=1, add_tags=("later",), note="later")
    )
    papers = read_as_0_1_0(old / "papers.jsonl")["papers"]
    assert set(papers) == set(ids)
    own = read_as_0_1_0(old / "marks" / "tablet-1.jsonl")["marks"][ids[0]]
    for name in ("queued", "rating", "tag:later", "note"):
        assert own[name][1].endswith("-tablet-1")
    text, _stamp, seen = own["note"]
    assert text == "later"
    assert all(isinstance(stamp, str) and stamp[10] == "T" for stamp in seen.values())
    for path in (old / "marks").glob("*.jsonl"):
        read_as_0_1_0(path)


# -- steps


def step(name: str, log: list[str] | None = None) -> Migration:
    """Give a step that tags a paper and names itself as the venue of every one."""

    def changes(papers: Any, _marks: Any, at: str) -> Changes:
        if log is not None:
            log.append(name)
        return Changes(
            [["set", "papers", paper, {"venue": name}] for paper in papers.documents("papers")],
            [["set", "marks", A, {f"tag:{name}": [True, at]}]],
        )

    return Migration(name, f"Brought up to {name}", changes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "library").change([A], Change(read=True))
    return tmp_path / "library"


def run(folder: Path, *steps: Migration) -> list[str]:
    opened = library(folder)
    return migrate(*opened.own_journals, opened.backups, steps)


def test_steps_are_taken_in_their_order_once_after_a_backup(folder: Path) -> None:
    log: list[str] = []
    marks = (folder / "marks" / "laptop.jsonl").read_bytes()
    assert run(folder, step("one", log)) == ["one"]
    assert run(folder, step("one", log), step("two", log), step("three", log)) == ["two", "three"]
    assert run(folder, step("one", log), step("two", log), step("three", log)) == []
    assert log == ["one", "two", "three"]
    opened = library(folder)
    assert opened.paper(A).venue == "three"
    assert opened.marks(A).tags == ("one", "three", "two")
    first = opened.backups.all()[0]
    assert (first.path / "laptop.jsonl").read_bytes() == marks


def test_steps_are_taken_at_the_first_change_and_not_by_looking(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (step("one"),))
    before = (folder / "papers.jsonl").read_bytes()
    opened = library(folder)
    assert opened.paper(A).venue == ""
    assert (folder / "papers.jsonl").read_bytes() == before
    opened.change([A], Change(starred=True))
    assert opened.paper(A).venue == library(folder).paper(A).venue == "one"


def test_another_window_does_not_take_a_step_again(folder: Path) -> None:
    log: list[str] = []
    first, second = library(folder), library(folder)
    for opened in (first, second):
        migrate(*opened.own_journals, opened.backups, [step("one", log)])
    assert log == ["one"]


def test_a_step_and_a_change_in_another_window_do_not_wait_for_each_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.journal.lock.LOCK_SECONDS", 20)
    first, second = library(folder), library(folder)
    done: list[str] = []

    def take() -> None:
        done.extend(migrate(*second.own_journals, second.backups, [step("one")]))

    papers, marks = first.own_journals
    thread = threading.Thread(target=take)
    with marks.writing():
        thread.start()
        thread.join(0.1)  # it is waiting for the marks by now
        with papers.writing():
            assert not done
    thread.join()
    assert done == ["one"]


def test_without_a_backup_no_step_is_taken(folder: Path) -> None:
    (folder / "backups").write_text("no folder")
    with pytest.raises(BackupError):
        run(folder, step("one"))
    assert library(folder).paper(A).venue == ""


def test_a_step_is_part_of_no_action_that_could_be_undone(folder: Path) -> None:
    run(folder, step("one"))
    for name in ("papers.jsonl", "marks/laptop.jsonl"):
        assert json.loads((folder / name).read_bytes().splitlines()[-1])["part"] is True
