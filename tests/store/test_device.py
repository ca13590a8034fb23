"""The name under which this machine writes into a library."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import platformdirs
import pytest

from store.change import Change
from store.device import device_name
from store.library import Library
from tests.store.making import draft

ROOT = Path(__file__).resolve().parents[2]
HERE = Path("library")


def kept(folder: Path) -> list[Path]:
    """Give the files that names are kept in."""
    return list((folder / "devices").iterdir())


def test_a_machine_is_called_the_same_each_time() -> None:
    name = device_name(HERE)
    assert device_name(HERE) == name
    assert re.fullmatch("[a-z0-9-]+-[0-9a-f]{4}", name)


def test_the_name_is_kept_in_the_users_state_folder_and_nothing_else_is() -> None:
    name = device_name(HERE)
    folder = platformdirs.user_state_path("paperdeck", appauthor=False)
    assert [file.name for file in folder.iterdir()] == ["devices"]
    (file,) = kept(folder)
    assert file.read_text() == f"{name}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_nobody_else_can_read_the_name() -> None:
    device_name(HERE)
    (file,) = kept(platformdirs.user_state_path("paperdeck", appauthor=False))
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)]
    assert modes == [0o600, 0o700]


def test_two_machines_are_called_differently(tmp_path: Path) -> None:
    assert len({device_name(HERE, tmp_path / str(number)) for number in range(5)}) > 1


def test_two_places_on_a_machine_are_called_differently_however_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one").mkdir()
    (tmp_path / "link").symlink_to("one")
    one = device_name(tmp_path / "one", tmp_path / "state")
    assert device_name(Path("one"), tmp_path / "state") == one
    assert device_name(tmp_path / "link", tmp_path / "state") == one
    assert device_name(tmp_path / "two", tmp_path / "state") != one


def test_a_copy_of_a_library_gets_a_journal_of_its_own_and_both_end_up_equal(
    tmp_path: Path,
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    first = Library(one)
    first.import_papers([draft("x", ())])
    first.change(["anon-x"], Change(read=True))
    shutil.copytree(one, two)
    second = Library(two)
    second.change(["anon-x"], Change(starred=True, note="second"))
    first.change(["anon-x"], Change(queued=True, note="first"))
    assert first.device != second.device
    for source, target in ((one, two), (two, one)):
        for file in (source / "marks").glob(f"{Library(source).device}.jsonl"):
            shutil.copy(file, target / "marks")
    marks = Library(one).marks("anon-x")
    assert Library(two).marks("anon-x") == marks
    assert (marks.read, marks.starred, marks.queued) == (True, True, True)
    assert "first" in marks.note
    assert "second" in marks.note


def test_the_name_that_a_machine_had_for_all_libraries_stays_with_the_first_it_fits(
    tmp_path: Path,
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    (state / "device").write_text("laptop-0a1b\n")
    for name in ("old", "copy"):
        (tmp_path / name / "marks").mkdir(parents=True)
        (tmp_path / name / "marks" / "laptop-0a1b.jsonl").write_bytes(b"")
    assert device_name(tmp_path / "unmarked", state) != "laptop-0a1b"
    assert device_name(tmp_path / "old", state) == "laptop-0a1b"
    assert device_name(tmp_path / "copy", state) != "laptop-0a1b"
    assert device_name(tmp_path / "old", state) == "laptop-0a1b"


@pytest.mark.parametrize("content", [b"", b"../../etc\n", b"Two words\n", b"\xff\xfe", b"x" * 500])
def test_a_spoilt_name_is_replaced_and_then_kept(tmp_path: Path, content: bytes) -> None:
    device_name(HERE, tmp_path)
    (file,) = kept(tmp_path)
    file.write_bytes(content)
    name = device_name(HERE, tmp_path)
    assert re.fullmatch("[a-z0-9-]+", name)
    assert device_name(HERE, tmp_path) == name


def test_where_it_cannot_be_kept_it_is_still_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    name = device_name(HERE, tmp_path / "file")
    assert device_name(HERE, tmp_path / "file") == name
    assert device_name(Path("other"), tmp_path / "file") != name


def test_processes_that_start_at_once_agree_on_the_name(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, store.device as d;"
        "print(d.device_name(pathlib.Path('library'), pathlib.Path(sys.argv[1])))"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    started = [
        subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, text=True) for _ in range(4)
    ]
    names = {process.communicate()[0] for process in started}
    assert len(names) == 1
    (file,) = kept(tmp_path)
    assert names == {file.read_text()}


def test_threads_that_start_at_once_agree_on_the_name(tmp_path: Path) -> None:
    names: list[str] = []
    threads = [
        threading.Thread(target=lambda: names.append(device_name(HERE, tmp_path))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1
