"""Files and libraries that cannot be used: one sentence, status 1, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.line import seal
from tests.cli.command import LISTING, PAPER, SAMPLE, Outcome, Runner, command, environment

_DROP_CAPABILITIES = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert libc.prctl(24, capability, 0, 0, 0) == 0  # PR_CAPBSET_DROP
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes permission bits count for root as they do for anyone else."""


def run_bound_by_permissions(*arguments: str | Path) -> Outcome:
    words = command(*arguments)
    if sys.platform == "linux" and os.geteuid() == 0:
        words = [sys.executable, "-c", _DROP_CAPABILITIES, *words]
    done = subprocess.run(
        words, capture_output=True, text=True, env=environment(), timeout=120, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def assert_one_sentence(done: Outcome, *told: str) -> None:
    assert (done.status, done.out) == (1, "")
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("paperdeck: ")
    for text in told:
        assert text in done.err


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_missing_file(bare: Runner, tmp_path: Path) -> None:
    done = bare("--library", tmp_path / "l", "import", tmp_path / "none.txt")
    assert_one_sentence(done, "none.txt does not exist")
    assert not (tmp_path / "l").exists()


def test_a_folder(bare: Runner, tmp_path: Path) -> None:
    assert_one_sentence(bare("--library", tmp_path / "l", "import", tmp_path), "is a folder")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)) * 8]
)
def test_a_binary_file(content: bytes, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "x.bin"
    file.write_bytes(content)
    done = bare("--library", tmp_path / "l", "import", file)
    assert_one_sentence(done, "x.bin", "not text")
    assert not (tmp_path / "l").exists()


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file(content: bytes, bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(content)
    assert_one_sentence(bare("--library", tmp_path / "l", "import", file), "is empty")


def test_a_file_of_another_format(bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "refs.enw"
    file.write_text("%0 Journal Article\n%T Cats\n%A Someone\n")
    assert_one_sentence(bare("--library", tmp_path / "l", "import", file), "EndNote (Refer)")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no permission bits")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(LISTING)
    file.chmod(0)
    done = run_bound_by_permissions("--library", tmp_path / "l", "import", file)
    assert_one_sentence(done, "secret.txt may not be read")
    assert not (tmp_path / "l").exists()


def _folder_is_locked(library: Path) -> None:
    (library / "marks").chmod(0o500)
    library.chmod(0o500)


def _files_are_locked(library: Path) -> None:
    for file in library.rglob("*.jsonl"):
        file.chmod(0o400)


def journals(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.endswith(".jsonl")}


@pytest.mark.skipif(os.name != "posix", reason="Windows has no permission bits")
@pytest.mark.parametrize("lock", [_folder_is_locked, _files_are_locked])
@pytest.mark.parametrize(
    "arguments",
    [["import", "FILE"], ["mark", PAPER, "--star"], ["note", PAPER, "--append", "x"]],
    ids=lambda words: str(words[0]),
)
def test_a_read_only_library(
    lock: Callable[[Path], None],
    arguments: list[str],
    library: Path,
    tmp_path: Path,
    paperdeck: Runner,
) -> None:
    file = tmp_path / "new.txt"
    file.write_text(LISTING)
    paperdeck("mark", PAPER, "--queue")  # so that there is a journal of marks
    before = snapshot(library)
    lock(library)
    try:
        words = [str(file) if word == "FILE" else word for word in arguments]
        done = run_bound_by_permissions("--library", library, *words)
        listed = run_bound_by_permissions("--library", library, "list")
    finally:
        for folder in (library, library / "marks"):
            folder.chmod(0o700)
    assert_one_sentence(done, "cannot be written")
    assert journals(snapshot(library)) == journals(before)
    assert (listed.status, len(listed.rows)) == (0, 50)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no permission bits")
def test_a_library_whose_place_cannot_be_made(tmp_path: Path) -> None:
    parent = tmp_path / "locked"
    parent.mkdir(mode=0o500)
    done = run_bound_by_permissions("--library", parent / "library", "import", SAMPLE)
    assert_one_sentence(done, "cannot be written")


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["import", str(SAMPLE)], ["mark", PAPER, "--star"], ["doctor"], ["tags"]],
)
def test_a_library_of_a_newer_version(
    arguments: list[str], paperdeck: Runner, library: Path
) -> None:
    journal = library / "papers.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[0] = seal({"journal": "paperdeck", "version": 99, "generation": 0})
    journal.write_bytes(b"".join(lines))
    before = snapshot(library)
    assert_one_sentence(paperdeck(*arguments), "newer paperdeck", "Install the newer version")
    assert snapshot(library) == before


@pytest.mark.parametrize("arguments", [["list"], ["import", str(SAMPLE)], ["tags"]])
def test_a_library_that_is_a_file(arguments: list[str], bare: Runner, tmp_path: Path) -> None:
    file = tmp_path / "library"
    file.write_text("text")
    assert_one_sentence(bare("--library", file, *arguments), "is a file")
    assert file.read_text() == "text"


def test_a_folder_that_holds_other_things(bare: Runner, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    assert_one_sentence(bare("--library", tmp_path, "import", SAMPLE), "no paperdeck library")
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_library_whose_papers_are_no_journal(bare: Runner, tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text('{"title": "Cats"}\n')
    assert_one_sentence(bare("--library", tmp_path, "list"), "is not a paperdeck journal")


def test_a_name_with_escape_sequences_is_shown_as_pictures(bare: Runner, tmp_path: Path) -> None:
    done = bare("--library", tmp_path / "l", "import", "no\x1b[2Jsuch.txt")
    assert done.status == 1
    assert "\x1b" not in done.err
