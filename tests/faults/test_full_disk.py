"""A disk that is full: a limit on the size of files, which the system enforces at each write."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.care.doctor import examine
from store.change import Change
from store.errors import PaperdeckError, WriteError
from store.models import NO_MARKS
from tests.faults.disk import Refusal, faulty
from tests.faults.situation import NOTE, PAPERS, SITUATIONS, content, import_marked, prepared
from tests.store.making import draft, files, filled, library

resource = pytest.importorskip("resource")

A = "anon-x"
TOLD = "No room left to write .* Free some space|No space left|File too large"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    filled(tmp_path / "library").change([A], Change(read=True))
    return tmp_path / "library"


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_change_that_does_not_fit_is_told_and_nothing_is_lost_whatever_fits_of_it(
    name: str, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    before, after = prepared(name, folder)
    sizes = {file: len(data) for file, data in files(folder).items()}
    done = {file: len(data) for file, data in files(tmp_path / "done").items()}
    whole = max(size for file, size in done.items() if sizes.get(file) != size)
    opened = library(folder)
    for room in range(0, whole, max(whole // 40, 1)):
        with room_for(room), pytest.raises(PaperdeckError) as caught:
            SITUATIONS[name].act(opened)
        assert re.search(TOLD, str(caught.value))
        assert content(opened) == content(library(folder)) == before
    SITUATIONS[name].act(opened)
    assert content(opened) == content(library(folder)) == after
    assert [finding for finding in examine(opened) if finding.is_damage] == []


@pytest.mark.parametrize("name", SITUATIONS)
def test_at_whichever_call_the_disk_is_full_the_change_can_be_made_later(
    name: str, tmp_path: Path
) -> None:
    for number in range(1000):
        folder = tmp_path / str(number) / "library"
        before, after = prepared(name, folder)
        opened = library(folder)
        refusal = Refusal(number)
        with faulty(refusal):
            try:
                SITUATIONS[name].act(opened)
            except PaperdeckError as error:
                assert re.search(TOLD, str(error))
                is_done = content(library(folder)) != before
                assert not (is_done and SITUATIONS[name].is_one_batch)
            else:
                is_done = True
        if not refusal.is_over:
            break
        if not is_done:
            assert content(opened) == before
            SITUATIONS[name].act(opened)
        assert content(opened) == content(library(folder)) == after
    assert number > 2


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[], None]]:
    """Give what frees a full disk at a folder: a file system of its own where this user may mount
    one, otherwise a limit on the size of files."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "paperdeck-test", str(folder)]
    if (
        shutil.which("mount")
        and not subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        filler = folder / "filler"
        filler.write_bytes(bytes(24_000))
        try:
            yield filler.unlink
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
    else:
        with room_for(20_000):
            yield lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, resource.getrlimit(resource.RLIMIT_FSIZE)[1:] * 2
            )


def test_a_library_that_filled_its_disk_has_all_it_said_was_written_and_goes_on_with_room(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk") as free:
        folder = tmp_path / "disk" / "library"
        opened = filled(folder, PAPERS)
        written: list[str] = []
        with pytest.raises(WriteError, match="No room left"):
            while len(written) < 10_000:
                text = f"{NOTE}{len(written)}"
                opened.write_note(A, text, opened.marks(A).note)
                written.append(text)
        assert written
        for _ in range(3):
            assert opened.marks(A).note == library(folder).marks(A).note == written[-1]
            with pytest.raises(WriteError, match="No room left"):
                opened.import_papers([draft(NOTE * 200)])
        free()
        opened.change([A], Change(starred=True))
        again = library(folder)
        assert (again.marks(A).note, again.marks(A).starred) == (written[-1], True)
        assert [finding for finding in examine(again) if finding.is_damage] == []


def test_the_index_gives_its_room_to_what_is_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as free:
        free()
        folder = tmp_path / "disk" / "library"
        opened = filled(folder, PAPERS)
        (folder / "index.sqlite3").write_bytes(bytes(40_000))
        opened.change([A], Change(note=NOTE * 10))
        assert library(folder).marks(A).note == NOTE * 10
        assert list(opened.find_all()) == list(library(folder).find_all())


def test_the_first_mark_of_a_device_leaves_no_broken_journal_behind(folder: Path) -> None:
    for room in range(0, 300, 13):
        opened = library(folder, "phone")
        with room_for(room), pytest.raises(WriteError):
            opened.change([A], Change(note=NOTE))
        assert list(examine(library(folder, "phone"))) == []
    library(folder, "phone").change([A], Change(note=NOTE))
    assert library(folder).marks(A).note == NOTE


def test_undo_that_does_not_fit_can_be_tried_again(folder: Path) -> None:
    opened = library(folder)
    opened.change([A], Change(note=NOTE))
    opened.change([A], Change(note="x"))
    with room_for(100), pytest.raises(WriteError):
        opened.undo()
    assert opened.marks(A).note == "x"
    opened.undo()
    assert library(folder).marks(A).note == NOTE


def test_undo_of_an_import_that_does_not_fit_leaves_the_paper_its_marks(folder: Path) -> None:
    opened = library(folder)
    opened.import_papers([draft(f"long{n}") for n in range(30)])
    import_marked(opened)
    before = content(opened)
    size = len(files(folder)["papers.jsonl"])
    with room_for(size), pytest.raises(WriteError):
        opened.undo()
    assert content(opened) == content(library(folder)) == before


def test_another_window_goes_on_where_the_first_ran_out_of_room(folder: Path) -> None:
    opened = library(folder)
    with room_for(0), pytest.raises(WriteError):
        opened.change([A], Change(starred=True))
    library(folder).change([A], Change(queued=True))
    opened.change(["anon-y"], Change(read=True))
    again = library(folder)
    assert (again.marks(A).queued, again.marks("anon-y").read) == (True, True)
    assert again.marks("anon-z") == NO_MARKS


def test_a_mark_that_the_disk_does_not_confirm_is_told_and_taken_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    before = files(folder)
    opened = library(folder)
    with monkeypatch.context() as disk:
        disk.setattr("store.journal.file.sync", fail)
        with pytest.raises(WriteError, match=r"laptop\.jsonl could not be written"):
            opened.change([A], Change(starred=True))
    assert files(folder) == before
    assert not opened.marks(A).starred
    opened.change([A], Change(starred=True))
    assert library(folder).marks(A).starred
