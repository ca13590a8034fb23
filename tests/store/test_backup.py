"""Dated copies of the marks."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.backup import Backups
from store.change import Change
from store.errors import BackupError
from store.folder import Folder
from store.library import Library
from store.thinning import superfluous
from tests.store.making import NOW, draft, files, filled, library

A = "anon-x"


class Time:
    """A time that a test moves on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **parts: float) -> None:
        self.now += timedelta(**parts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a library with marks of two devices."""
    filled(tmp_path / "library").change([A], Change(read=True))
    library(tmp_path / "library", "phone").change([A], Change(starred=True))
    return tmp_path / "library"


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def backups(folder: Path, time: Time) -> Backups:
    return Backups(Folder(folder), time)


def names(backups: Backups) -> list[str]:
    return [backup.path.name for backup in backups.all()]


def test_a_backup_is_a_dated_folder_of_copies_of_all_marks(folder: Path, backups: Backups) -> None:
    made = backups.make()
    assert made.path == folder / "backups" / "marks-2026-11-23T120000Z"
    assert [file.name for file in made.files()] == ["laptop.jsonl", "phone.jsonl"]
    for file in made.files():
        assert file.read_bytes() == (folder / "marks" / file.name).read_bytes()
    assert backups.all() == [made]
    assert made.at == NOW


def test_a_backup_is_nobody_elses_to_read(folder: Path, backups: Backups) -> None:
    before = os.umask(0)
    try:
        made = backups.make()
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in made.files()} == {0o600}


def test_two_backups_in_one_second_are_two(backups: Backups) -> None:
    assert backups.make().path != backups.make().path
    assert names(backups) == ["marks-2026-11-23T120000Z", "marks-2026-11-23T120000Z-02"]


def test_todays_backup_is_made_once_and_only_where_marks_have_changed(
    folder: Path, time: Time
) -> None:
    opened = Library(folder, device="laptop", now=time)
    assert opened.back_up_if_due() == ""
    opened.change([A], Change(queued=True))
    opened.back_up_if_due()
    assert names(opened.backups) == ["marks-2026-11-23T120000Z"]
    time.pass_(days=1)
    opened.back_up_if_due()
    time.pass_(days=1)
    opened.back_up_if_due()
    assert names(opened.backups) == ["marks-2026-11-23T120000Z", "marks-2026-11-24T120000Z"]


def test_a_library_without_marks_and_one_opened_for_reading_get_none(
    tmp_path: Path, folder: Path
) -> None:
    assert filled(tmp_path / "other").back_up_if_due() == ""
    assert library(tmp_path / "nothing").back_up_if_due() == ""
    assert not (tmp_path / "nothing").exists()
    library(folder, read_only=True).back_up_if_due()
    assert not (folder / "backups").exists()
    assert not (tmp_path / "other" / "backups").exists()


def test_before_an_import_a_backup_is_made_where_marks_have_changed(folder: Path) -> None:
    opened = library(folder)
    marks = files(folder)
    opened.import_papers([draft("d", ())])
    (made,) = opened.backups.all()
    assert {f"marks/{file.name}": file.read_bytes() for file in made.files()}.items() <= (
        marks.items()
    )
    opened.import_papers([draft("e", ())])
    opened.import_papers([draft("e", ())])
    assert len(opened.backups.all()) == 1


def test_a_days_backup_that_fails_is_said_and_stops_nothing(folder: Path) -> None:
    (folder / "backups").write_text("no folder")
    opened = library(folder)
    assert "No backup could be made" in opened.back_up_if_due()
    assert opened.import_papers([draft("d", ())]).added == ("anon-d",)
    assert "No backup could be made" in opened.backups.failure
    with pytest.raises(BackupError, match=r"No backup could be made in .*backups"):
        opened.backups.make()


def test_a_journal_that_goes_while_it_is_looked_at_counts_as_a_change(
    folder: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.make()
    gone = [*Folder(folder).mark_files(), folder / "marks" / "gone.jsonl"]
    monkeypatch.setattr(Folder, "mark_files", lambda _folder: gone)
    assert backups.is_changed
    backups.attempt()
    assert "No backup could be made" in backups.failure


def test_what_a_killed_process_left_is_no_backup_and_goes_at_the_next(
    folder: Path, backups: Backups
) -> None:
    left = folder / "backups" / ".marks-2026-11-22T120000Z.new"
    left.mkdir(parents=True)
    (left / "laptop.jsonl").write_bytes(b"half")
    assert backups.all() == []
    backups.make()
    assert names(backups) == ["marks-2026-11-23T120000Z"]
    assert not left.exists()


def test_other_things_among_the_backups_are_no_backups_and_stay(
    folder: Path, backups: Backups
) -> None:
    for name in ("mine", "marks-yesterday", "marks-2026-11-23T120000Z-old"):
        (folder / "backups" / name).mkdir(parents=True)
    backups.make()
    assert len(backups.all()) == 1
    assert len(list((folder / "backups").glob("[!.]*"))) == 4


def test_papers_are_kept_too_where_that_is_asked_for_and_cost_no_room(
    folder: Path, backups: Backups
) -> None:
    made = backups.make(with_papers=True)
    kept = made.path / "papers.jsonl"
    assert kept.samefile(folder / "papers.jsonl")
    assert not backups.is_changed


def test_papers_are_copied_where_the_disk_has_no_links(
    folder: Path, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    kept = backups.make(with_papers=True).path / "papers.jsonl"
    assert kept.read_bytes() == (folder / "papers.jsonl").read_bytes()
    assert not kept.samefile(folder / "papers.jsonl")


def test_a_link_laid_out_among_the_marks_is_copied_and_none_is_written_through(
    tmp_path: Path, folder: Path, backups: Backups
) -> None:
    (tmp_path / "precious").write_text("precious")
    (folder / "backups").mkdir(mode=0o700)
    link = folder / "backups" / ".marks-2026-11-23T120000Z.new"
    link.symlink_to(tmp_path / "precious")
    assert backups.make().path.is_dir()
    assert (tmp_path / "precious").read_text() == "precious"


def test_old_backups_go_by_age(folder: Path, backups: Backups, time: Time) -> None:
    opened = library(folder)
    for _ in range(60):
        opened.change([A], Change(starred=not opened.marks(A).starred))
        backups.attempt(if_due=True)
        time.pass_(days=1)
    days = [(time.now - backup.at).days for backup in backups.all()]
    assert days[-14:] == list(range(14, 0, -1))
    older = [day for day in days if day > 14]
    assert 6 <= len(older) <= 8


def ages(kept: list[datetime], now: datetime) -> list[float]:
    return [(now - at) / timedelta(days=1) for at in kept]


TIMES = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)),
    unique=True,
    max_size=60,
)


@given(TIMES)
def test_thinning_keeps_the_newest_and_the_last_two_days_and_is_done_at_once(
    times: list[datetime],
) -> None:
    kept = sorted(set(times) - superfluous(times, NOW))
    assert superfluous(kept, NOW) == set()
    if times:
        assert max(times) in kept
    for at in times:
        if NOW - at <= timedelta(days=2):
            assert at in kept
    old = [at for at in kept[:-1] if NOW - at > timedelta(days=2)]
    assert all(age <= 366 for age in ages(old, NOW))
    days = [at.date() for at in old if NOW - at <= timedelta(days=14)]
    assert len(days) == len(set(days))
    weeks = [at.isocalendar()[:2] for at in old if 14 < (NOW - at) / timedelta(days=1) <= 56]
    assert len(weeks) == len(set(weeks))
    months = [(at.year, at.month) for at in old if NOW - at > timedelta(weeks=8)]
    assert len(months) == len(set(months))


@given(TIMES)
def test_each_day_week_and_month_that_had_a_backup_still_has_one(times: list[datetime]) -> None:
    kept = set(times) - superfluous(times, NOW)
    for at in times:
        age = NOW - at
        if age <= timedelta(days=14):
            assert any(other.date() == at.date() for other in kept)
        elif age <= timedelta(days=356):
            assert any(abs(other - at) <= timedelta(days=31) for other in kept)
