"""One journal on disk."""

from __future__ import annotations

import json
import os
import stat
import threading
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import LibraryError, NewerVersionError, ReadOnlyError, WriteError
from store.journal import lock as module
from store.journal.file import JournalFile
from store.journal.line import Batch, Op, batch_line, header, seal
from store.journal.span import Span


class Journal:
    """A journal file and what was read from it."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.titles: list[str] = []
        self.restarts = 0
        self.file = JournalFile(path, self._apply, self._restart, read_only=read_only)
        self.file.refresh()

    def _apply(self, batch: Batch, _spans: list[Span]) -> None:
        self.titles.append(batch.do)

    def _restart(self) -> None:
        self.titles.clear()
        self.restarts += 1

    def write(self, *titles: str) -> None:
        for title in titles:
            with self.file.writing():
                self.file.append(batch(title))


def batch(title: str) -> Batch:
    return Batch("2026-11-23T12:00:00.000Z-0000-x", title, [["table", "papers"]])


def line(title: str) -> bytes:
    return batch_line(batch(title))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "papers.jsonl"


def test_a_journal_need_not_exist_to_be_read_and_is_not_made_by_it(path: Path) -> None:
    assert Journal(path).titles == []
    assert list(path.parent.iterdir()) == []


def test_what_was_appended_is_there_in_order_when_it_is_opened_again(path: Path) -> None:
    Journal(path).write("one", "two", "three")
    assert Journal(path).titles == ["one", "two", "three"]
    assert path.read_bytes() == header() + line("one") + line("two") + line("three")


def test_one_append_writes_one_line_and_leaves_the_others_as_they_are(path: Path) -> None:
    journal = Journal(path)
    journal.write("one")
    before = path.read_bytes()
    journal.write("two")
    assert path.read_bytes() == before + line("two")


LONG = [["put", "papers", f"p{number}", {"abstract": "ü" * 1000}] for number in range(2000)]
"""Changes whose line is written in several pieces."""


def test_a_line_written_in_pieces_is_whole_and_its_changes_are_where_they_are_said_to_be(
    path: Path,
) -> None:
    journal = Journal(path)
    found: list[tuple[Op, Span]] = []
    journal.file._apply = lambda batch, spans: found.extend(zip(batch.ops, spans, strict=True))
    with journal.file.writing():
        journal.file.append(Batch("2026-11-23T12:00:00.000Z-0000-x", "long", LONG))
    data = path.read_bytes()
    assert [json.loads(data[at : at + size]) for _, (at, size, _) in found] == LONG
    assert [zlib.crc32(data[at : at + size]) for _, (at, size, _) in found] == [
        crc for _, (_, _, crc) in found
    ]
    journal.file._apply = journal._apply
    journal.write("next")
    assert Journal(path).titles == ["long", "next"]
    assert Journal(path).file.bad_lines == []
    assert Journal(path).file.progress == journal.file.progress


def test_a_change_that_cannot_be_written_leaves_nothing_of_those_before_it(path: Path) -> None:
    journal = Journal(path)
    journal.write("one")
    before = path.read_bytes()
    bad = [*LONG, ["put", "papers", "bad", {"score": float("nan")}]]
    with journal.file.writing(), pytest.raises(ValueError, match="JSON"):
        journal.file.append(Batch("2026-11-23T12:00:00.001Z-0000-x", "bad", bad))
    assert path.read_bytes() == before
    journal.write("two")
    assert Journal(path).titles == ["one", "two"]


def test_only_the_owner_can_read_a_journal_and_its_lock(path: Path) -> None:
    old = os.umask(0)
    try:
        Journal(path).write("one")
    finally:
        os.umask(old)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {"papers.jsonl": 0o600, ".papers.jsonl.lock": 0o600}


def test_what_another_one_appends_is_read_at_the_next_look(path: Path) -> None:
    first, second = Journal(path), Journal(path)
    second.write("one")
    assert (first.file.refresh(), first.titles) == (2, ["one"])
    second.write("two")
    assert (first.file.refresh(), first.titles) == (1, ["one", "two"])
    assert first.file.refresh() == 0


def test_two_that_write_in_turn_see_each_others_lines_before_their_own(path: Path) -> None:
    first, second = Journal(path), Journal(path)
    first.write("one")
    second.write("two")
    first.write("three")
    assert first.titles == Journal(path).titles == ["one", "two", "three"]


def test_a_line_without_its_line_end_counts_and_the_next_begins_on_a_line_of_its_own(
    path: Path,
) -> None:
    path.write_bytes(header() + line("one").rstrip(b"\n"))
    watching, journal = Journal(path), Journal(path)
    assert journal.titles == ["one"]
    journal.write("two")
    assert path.read_bytes() == header() + line("one") + line("two")
    with path.open("ab") as file:
        file.write(b"garbage\n")
    watching.file.refresh()
    assert watching.titles == ["one", "two"]
    assert [bad.number for bad in watching.file.bad_lines] == [4]


def test_a_line_that_is_still_being_written_is_read_once_it_is_whole(path: Path) -> None:
    Journal(path).write("one")
    journal = Journal(path)
    whole = line("two")
    with path.open("ab", buffering=0) as file:
        file.write(whole[:20])
        assert journal.file.refresh() == 0
        file.write(whole[20:])
    journal.file.refresh()
    assert journal.titles == ["one", "two"]
    assert journal.file.bad_lines == []


def test_a_bad_line_is_told_with_its_number_place_and_reason(path: Path) -> None:
    path.write_bytes(header() + line("one") + b"garbage\n\n" + line("two"))
    journal = Journal(path)
    assert journal.titles == ["one", "two"]
    (bad,) = journal.file.bad_lines
    assert (bad.number, bad.offset) == (3, len(header() + line("one")))
    assert "checksum" in bad.reason


@pytest.mark.parametrize("length", range(1, len(header())))
def test_a_header_cut_off_anywhere_is_mended_by_the_next_change(path: Path, length: int) -> None:
    path.write_bytes(header()[:length])
    journal = Journal(path)
    assert journal.titles == []
    journal.write("one")
    assert path.read_bytes() == header() + line("one")


def test_a_file_of_zeros_as_a_power_cut_leaves_it_is_mended(path: Path) -> None:
    path.write_bytes(bytes(300))
    Journal(path).write("one")
    assert path.read_bytes() == header() + line("one")


def test_zeros_after_the_last_line_are_mended(path: Path) -> None:
    path.write_bytes(header() + line("one") + bytes(300))
    journal = Journal(path)
    assert journal.titles == ["one"]
    journal.write("two")
    assert path.read_bytes() == header() + line("one") + line("two")


@pytest.mark.parametrize("text", ['{"title": "My paper"}', "[1, 2]", "my notes", "\n\n"])
def test_a_file_that_is_no_journal_is_never_written_to(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(LibraryError, match="not a paperdeck journal"):
        Journal(path)
    assert path.read_text() == text


def test_a_journal_that_has_become_another_file_is_not_written_to(path: Path) -> None:
    journal = Journal(path)
    path.write_text('{"title": "My paper"}')
    with pytest.raises(LibraryError, match="not a paperdeck journal"):
        journal.write("one")
    assert path.read_text() == '{"title": "My paper"}'


def test_a_newer_journal_is_neither_read_nor_written(path: Path) -> None:
    text = seal({"journal": "paperdeck", "version": 2, "generation": 0}) + line("one")
    path.write_bytes(text)
    with pytest.raises(NewerVersionError):
        Journal(path)
    assert path.read_bytes() == text


def test_a_file_that_a_sync_tool_put_in_its_place_with_more_lines_is_read_on(path: Path) -> None:
    journal = Journal(path)
    journal.write("one")
    other = path.with_name("incoming")
    other.write_bytes(path.read_bytes() + line("two"))
    other.replace(path)
    journal.write("three")
    assert journal.titles == Journal(path).titles == ["one", "two", "three"]
    assert journal.restarts == 0


def test_a_file_of_another_history_in_its_place_is_read_from_its_beginning(path: Path) -> None:
    journal = Journal(path)
    journal.write("one", "two")
    path.write_bytes(header() + line("uno") + b"garbage\n" + line("due") + line("tre"))
    journal.write("four")
    assert journal.titles == Journal(path).titles == ["uno", "due", "tre", "four"]
    assert [bad.number for bad in journal.file.bad_lines] == [3]


def test_an_older_copy_in_its_place_is_read_from_its_beginning(path: Path) -> None:
    journal = Journal(path)
    journal.write("one")
    old = path.read_bytes()
    journal.write("two")
    path.write_bytes(old)
    journal.file.refresh()
    assert journal.titles == ["one"]


@pytest.mark.parametrize("how", ["removed", "emptied"])
def test_a_journal_that_has_gone_is_told_and_not_begun_anew(path: Path, how: str) -> None:
    journal = Journal(path)
    journal.write("one")
    content = path.read_bytes()
    path.unlink()
    if how == "emptied":
        path.touch()
    with pytest.raises(LibraryError, match="Put"):
        journal.write("two")
    assert not path.exists() or not path.read_bytes()
    path.write_bytes(content)
    journal.write("two")
    assert journal.titles == ["one", "two"]


def test_a_journal_that_goes_in_the_moment_of_writing_does_not_come_back_without_its_beginning(
    path: Path,
) -> None:
    journal = Journal(path)
    journal.write("one")
    with journal.file.writing():
        path.write_bytes(header())
        with pytest.raises(WriteError, match="cut"):
            journal.file.append(batch("two"))
        path.unlink()
        with pytest.raises(WriteError):
            journal.file.append(batch("two"))
    assert not path.exists()
    assert journal.titles == ["one"]


def test_one_opened_for_reading_reads_on_and_refuses_to_write(path: Path) -> None:
    Journal(path).write("one")
    path.parent.joinpath(".papers.jsonl.lock").unlink()
    journal = Journal(path, read_only=True)
    with pytest.raises(ReadOnlyError, match="reading only"):
        journal.write("two")
    assert [file.name for file in path.parent.iterdir()] == ["papers.jsonl"]
    assert journal.titles == ["one"]


def test_a_batch_that_cannot_be_written_as_json_changes_nothing(path: Path) -> None:
    journal = Journal(path)
    journal.write("one")
    before = path.read_bytes()
    with journal.file.writing(), pytest.raises(ValueError):
        journal.file.append(Batch("", "bad", [["put", "t", "1", {"score": float("inf")}]]))
    assert (path.read_bytes(), journal.titles) == (before, ["one"])


def test_a_folder_in_place_of_a_journal_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(LibraryError, match=r"papers\.jsonl is not a file"):
        Journal(path)


def test_a_lock_that_another_keeps_is_waited_for_and_then_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    journal, other = Journal(path), Journal(path)
    refused: list[str] = []

    def attempt() -> None:
        try:
            other.write("two")
        except WriteError as error:
            refused.append(str(error))

    with journal.file.writing():
        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()
        journal.file.append(batch("one"))
    assert len(refused) == 1
    assert "locked" in refused[0]
    other.write("three")
    assert Journal(path).titles == ["one", "three"]


def test_threads_that_append_at_once_lose_nothing(path: Path) -> None:
    def append(number: int) -> None:
        Journal(path).write(*(f"{number}-{count}" for count in range(10)))

    threads = [threading.Thread(target=append, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal = Journal(path)
    assert sorted(journal.titles) == sorted(f"{a}-{b}" for a in range(4) for b in range(10))
    assert journal.file.bad_lines == []


def test_a_pipe_in_place_of_a_journal_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(LibraryError, match=r"papers\.jsonl is not a file"):
        Journal(path)


def test_once_a_lock_was_waited_for_in_vain_the_next_changes_wait_little(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0

    def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: now, sleep=sleep))
    journal, other = Journal(path), Journal(path)
    waited: list[float] = []
    with journal.file.writing():
        for _ in range(2):
            begun = now
            with pytest.raises(WriteError, match="locked"):
                other.write("two")
            waited.append(now - begun)
    assert waited == pytest.approx([module.LOCK_SECONDS, module.IMPATIENT_SECONDS], rel=0.1)
    other.write("three")
    assert Journal(path).titles == ["three"]


def test_a_foreign_end_is_kept_as_a_line_of_its_own_and_told(path: Path) -> None:
    Journal(path).write("one")
    with path.open("ab") as file:
        file.write(b"written by something else")
    journal = Journal(path)
    assert journal.file.unread_bytes() == 25
    journal.write("two")
    assert b"written by something else\n" in path.read_bytes()
    for one in (journal, Journal(path)):
        assert one.titles == ["one", "two"]
        assert [(bad.number, bad.size) for bad in one.file.bad_lines] == [(3, 26)]
    assert journal.file.unread_bytes() == 0


@pytest.mark.parametrize("length", [1, 5, 30, 60])
def test_a_cut_off_batch_at_the_end_is_replaced_by_the_next(path: Path, length: int) -> None:
    Journal(path).write("one")
    with path.open("ab") as file:
        file.write(line("two")[:length])
    Journal(path).write("three")
    assert path.read_bytes() == header() + line("one") + line("three")
