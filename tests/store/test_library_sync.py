"""Two windows on one library, and several devices."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from store.change import Change
from store.errors import UnknownPaperError
from store.library import Library
from store.models import NO_MARKS, Marks
from store.query import parse
from tests.store.making import draft, filled, journal, library

A, B, C = "anon-x", "anon-y", "anon-z"
ALL = [A, B, C]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def made(folder: Path) -> Library:
    """Give a library of three papers."""
    return filled(folder)


# -- two windows, two devices


def test_another_windows_changes_are_seen_after_a_look(made: Library, folder: Path) -> None:
    other = library(folder)
    other.change([A], Change(read=True))
    other.import_papers([draft("d", ())])
    assert made.marks(A) == NO_MARKS
    assert made.refresh() is True
    assert made.marks(A).read
    assert made.paper("anon-d").title == "d"
    assert made.refresh() is False


def test_windows_that_write_in_turn_keep_each_others_changes(made: Library, folder: Path) -> None:
    other = library(folder)
    for number in range(3):
        made.change([A], Change(add_tags=(f"m{number}",)))
        other.change([A], Change(add_tags=(f"o{number}",), read=number % 2 == 0))
    tags = ("m0", "m1", "m2", "o0", "o1", "o2")
    assert library(folder).marks(A) == other.marks(A) == Marks(read=True, tags=tags)


def test_another_devices_journal_is_merged_and_never_written_to(
    made: Library, folder: Path
) -> None:
    phone = library(folder, "phone")
    phone.change([A], Change(starred=True, note="from the phone"))
    before = (folder / "marks" / "phone.jsonl").read_bytes()
    opened = library(folder, "laptop")
    opened.change([A], Change(starred=False, queued=True))
    assert opened.marks(A) == Marks(queued=True, note="from the phone")
    assert (folder / "marks" / "phone.jsonl").read_bytes() == before


def test_a_device_whose_journal_arrives_while_a_window_is_open_is_seen(
    made: Library, folder: Path
) -> None:
    assert made.marks(A) == NO_MARKS
    library(folder, "phone").change([A], Change(read=True))
    assert made.refresh() is True
    assert made.marks(A).read


def test_a_devices_journal_that_a_sync_tool_replaces_is_read_on(
    made: Library, folder: Path, tmp_path: Path
) -> None:
    phone = library(folder, "phone")
    phone.change([A], Change(read=True))
    path, incoming = folder / "marks" / "phone.jsonl", tmp_path / "incoming"
    before = path.read_bytes()
    phone.change([A, B], Change(starred=True))
    incoming.write_bytes(path.read_bytes())
    path.write_bytes(before)
    opened = library(folder)
    assert opened.marks(A) == Marks(read=True)
    incoming.replace(path)
    assert opened.refresh() is True
    assert opened.marks(A) == Marks(read=True, starred=True)
    assert opened.marks(B) == Marks(starred=True)


def test_a_devices_journal_of_another_history_replaces_what_was_read(
    made: Library, folder: Path
) -> None:
    path = folder / "marks" / "phone.jsonl"
    stamp = "2026-01-01T00:00:00.000Z-0000-phone"
    journal(path, [["set", "marks", A, {"read": [True, stamp]}]])
    opened = library(folder)
    assert opened.marks(A).read
    journal(path, [["set", "marks", B, {"read": [True, stamp]}]], at=stamp)
    assert opened.refresh() is True
    assert (opened.marks(A).read, opened.marks(B).read) == (False, True)


def test_papers_of_another_history_replace_what_was_read(made: Library, folder: Path) -> None:
    assert [made.paper(name).title for name in (A, B)] == ["x", "y"]
    journal(folder / "papers.jsonl", [["put", "papers", A, {"title": "restored"}]])
    made.change([A], Change(read=True))
    assert made.refresh() is True
    assert made.paper(A).title == "restored"
    assert list(made) == made.find(parse("restored")) == [A]
    with pytest.raises(UnknownPaperError):
        made.paper(B)


def test_another_devices_journal_that_goes_away_is_reported_and_nothing_else_stops(
    made: Library, folder: Path
) -> None:
    library(folder, "phone").change([A], Change(read=True))
    made.refresh()
    (folder / "marks" / "phone.jsonl").unlink()
    made.refresh()
    assert "phone.jsonl" in made.unreadable
    assert made.change([B], Change(read=True)).ids == (B,)
    assert made.marks(A).read


@pytest.mark.parametrize("content", [b"not a journal\n", b'{"title": "x"}', b"\xff\xfe\x00"])
def test_another_devices_broken_file_is_reported_and_the_rest_is_usable(
    made: Library, folder: Path, content: bytes
) -> None:
    (folder / "marks" / "phone.jsonl").write_bytes(content)
    opened = library(folder)
    assert list(opened.unreadable) == ["phone.jsonl"]
    opened.change([A], Change(read=True))
    assert (folder / "marks" / "phone.jsonl").read_bytes() == content


def test_hidden_files_among_the_marks_are_no_devices(made: Library, folder: Path) -> None:
    (folder / "marks" / "._phone.jsonl").write_bytes(b"\x00\x05\x16\x07")
    assert library(folder).unreadable == {}


def test_a_stamp_from_the_future_is_overtaken_by_the_next_change(
    made: Library, folder: Path
) -> None:
    stamp = "2099-01-01T00:00:00.000Z-0000-phone"
    fields = {"read": [True, stamp], "starred": [True, stamp]}
    # The batch itself says an earlier time: only its field is from the future.
    journal(folder / "marks" / "phone.jsonl", [["set", "marks", A, fields]])
    opened = library(folder)
    opened.change([A], Change(read=False))
    assert library(folder).marks(A) == opened.marks(A) == Marks(starred=True)


@pytest.mark.parametrize("at", ["", "yesterday", "9999-12-31T23:59:59.999Z-ffff-x", "zzz"])
def test_a_hand_written_stamp_stops_nothing(made: Library, folder: Path, at: str) -> None:
    fields = {"read": [True, at], "note": ["x", at, {}], "tag:rl": [True, at]}
    journal(folder / "marks" / "phone.jsonl", [["set", "marks", A, fields]], at=at)
    opened = library(folder)
    assert opened.marks(A) == NO_MARKS
    assert opened.change([A], Change(read=True, note="mine")).ids == (A,)
    assert library(folder).marks(A) == Marks(read=True, note="mine")


def test_fields_of_the_wrong_shape_in_another_devices_journal_stop_nothing(
    made: Library, folder: Path
) -> None:
    path = folder / "marks" / "phone.jsonl"
    wrong = {"read": True, "note": ["x"], "rating": ["five", 5], "tag:\x1b": 1, "starred": None}
    good = {"queued": [True, "2026-01-01T00:00:00.000Z-0000-phone"]}
    journal(path, [["set", "marks", A, {**wrong, **good}]])
    opened = library(folder)
    assert opened.marks(A) == Marks(queued=True)
    assert opened.find(parse("is:queued")) == [A]
    assert opened.tags() == {}
    opened.change(ALL, Change(read=True, note="n", rating=3))
    assert opened.marks(A) == Marks(read=True, queued=True, note="n", rating=3)


def test_papers_of_the_wrong_shape_stop_nothing(folder: Path) -> None:
    journal(
        folder / "papers.jsonl",
        [["put", "papers", "x", {"title": 5, "authors": "Ada", "published": 7, "score": "9"}]],
        [["put", "papers", "y", {}]],
        [["put", "papers", "z", {"title": "Z", "published": "2024", "identifiers": 1}]],
    )
    opened = library(folder)
    assert opened.find_all() == opened.find(parse("")) == ["z", "x", "y"]
    for order in ("date", "-date", "title", "author", "score", "-added"):
        assert len(opened.find(parse(f"sort:{order}"))) == 3
    assert [opened.paper(name).title for name in ("x", "y", "z")] == ["", "", "Z"]
    assert opened.import_papers([draft("Z", (), score=1.0)]).updated == ("z",)
    assert library(folder).paper("z").score == 1.0


# -- notes


def test_a_note_is_written_and_cleared(made: Library, folder: Path) -> None:
    assert made.write_note(A, "first", "").title == "Noted anon-x"
    assert made.write_note(A, "second", "first").ids == (A,)
    assert library(folder).marks(A).note == "second"
    made.write_note(A, "", "second")
    assert library(folder).marks(A).note == ""


def test_a_note_does_not_erase_what_another_window_wrote_meanwhile(
    made: Library, folder: Path
) -> None:
    made.write_note(A, "old", "")
    other = library(folder)
    other.write_note(A, "from the other window", "old")
    made.write_note(A, "from this window", "old")
    note = library(folder).marks(A).note
    assert "from the other window" in note
    assert "from this window" in note
    assert "old" not in note


def test_a_note_cleared_here_and_rewritten_in_another_window_keeps_the_new_text(
    made: Library, folder: Path
) -> None:
    made.write_note(A, "old", "")
    library(folder).write_note(A, "new", "old")
    made.write_note(A, "", "old")
    assert library(folder).marks(A).note == "new"


def test_the_same_text_in_two_windows_is_one_note(made: Library, folder: Path) -> None:
    library(folder).write_note(A, "same", "")
    assert made.write_note(A, "same", "").ids == ()
    assert made.marks(A).note == "same"


def test_notes_of_two_windows_written_at_once_are_all_kept(made: Library, folder: Path) -> None:
    def write(number: int) -> None:
        opened = library(folder)
        for count in range(5):
            base = opened.marks(A).note
            opened.write_note(A, f"{base}<{number}.{count}>", base)

    threads = [threading.Thread(target=write, args=[number]) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    note = library(folder).marks(A).note
    assert all(f"<{number}.{count}>" in note for number in range(3) for count in range(5))
