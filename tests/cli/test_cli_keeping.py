"""`paperdeck backup`, `paperdeck restore` and `paperdeck doctor --repair`."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import PAPER, Runner
from tui.fault import record
from tui.memory import Memory


def backups(library: Path) -> list[Path]:
    place = library / "backups"
    return sorted(place.glob("marks-*")) if place.exists() else []


def marked(paperdeck: Runner) -> dict[str, object]:
    return paperdeck("show", PAPER, "--json").objects[0]


def test_a_backup_is_made_and_its_place_is_told(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, "--read")
    done = paperdeck("backup")
    assert done.status == 0
    assert done.out == f"{backups(library)[-1]}\n"
    assert re.fullmatch(r"marks-\d{4}-\d\d-\d\dT\d{6}Z(-\d\d)?", Path(done.out.strip()).name)


def test_without_marks_there_is_nothing_to_make_a_backup_of(
    paperdeck: Runner, library: Path
) -> None:
    done = paperdeck("backup")
    assert done.status == 1
    assert "no marks" in done.err
    assert not backups(library)


def test_compacting_changes_sizes_and_nothing_else(paperdeck: Runner, library: Path) -> None:
    for _ in range(20):
        paperdeck("mark", PAPER, "--star")
        paperdeck("mark", PAPER, "--unstar")
    paperdeck("mark", PAPER, "--tag", "rl")
    before = paperdeck("list", "--json").out
    done = paperdeck("compact")
    assert (done.status, done.err) == (0, "")
    assert done.rows[0].startswith("papers.jsonl: ")
    assert paperdeck("list", "--json").out == before
    assert len(backups(library)) > 0
    assert paperdeck("undo").status == 0
    assert marked(paperdeck)["tags"] == []


def test_an_empty_library_has_nothing_to_compact(paperdeck: Runner, tmp_path: Path) -> None:
    done = paperdeck("--library", str(tmp_path / "none"), "compact")
    assert (done.status, done.out) == (0, "")
    assert "nothing to compact" in done.err


def test_the_backups_are_listed_the_newest_first(paperdeck: Runner, library: Path) -> None:
    assert paperdeck("backup", "--list").out == ""
    paperdeck("mark", PAPER, "--read")
    paperdeck("backup")
    rows = paperdeck("backup", "--list").rows
    names = [row.split()[0] for row in rows]
    assert names == [path.name for path in reversed(backups(library))]
    assert len(names) == 2
    assert rows[0].endswith("1 file, 1 kB")
    first = paperdeck("backup", "--list", "--json").objects[0]
    assert first.keys() == {"name", "at", "path", "files", "bytes"}
    assert (first["name"], first["path"]) == (names[0], str(backups(library)[-1]))
    assert paperdeck("backup", "--json").status == 2


def test_the_first_change_of_a_day_is_followed_by_a_backup_and_no_other_is(
    paperdeck: Runner, library: Path
) -> None:
    paperdeck("list")
    assert not backups(library)
    paperdeck("mark", PAPER, "--read")
    (made,) = backups(library)
    (journal,) = (library / "marks").glob("*.jsonl")
    assert (made / journal.name).read_bytes() == journal.read_bytes()
    paperdeck("mark", PAPER, "--star")
    paperdeck("note", PAPER, "--append", "x")
    assert backups(library) == [made]


def test_a_days_backup_that_fails_is_said_and_the_change_is_made(
    paperdeck: Runner, library: Path
) -> None:
    (library / "backups").write_text("no folder")
    done = paperdeck("mark", PAPER, "--read")
    assert done.status == 0
    assert done.err.count("No backup could be made") == 1
    assert "done all the same" in done.err
    assert marked(paperdeck)["read"] is True
    assert paperdeck("backup").status == 1


def test_marks_are_put_back(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, "--read", "--tag", "rl")
    name = backups(library)[0].name
    paperdeck("mark", PAPER, "--unread", "--untag", "rl", "--star")
    looked = paperdeck("restore", name, "--dry-run")
    assert looked.out == f"{PAPER}: Marked read, unstarred, tagged rl\n"
    assert "1 paper" in looked.err
    assert marked(paperdeck)["starred"] is True
    done = paperdeck("restore", name)
    assert re.fullmatch(
        r"Restored marks of \d{4}-\d\d-\d\d \d\d:\d\d: 1 paper changed\.\n", done.out
    )
    found = marked(paperdeck)
    assert (found["read"], found["starred"], found["tags"]) == (True, False, ["rl"])
    assert len(backups(library)) == 2
    assert "nothing was changed" in paperdeck("restore", name).out


def test_marks_are_put_back_from_a_file_anywhere(
    paperdeck: Runner, library: Path, tmp_path: Path
) -> None:
    paperdeck("mark", PAPER, "--read")
    (journal,) = (library / "marks").glob("*.jsonl")
    shutil.copy(journal, tmp_path / "kept.jsonl")
    journal.unlink()
    assert marked(paperdeck)["read"] is False
    assert paperdeck("restore", tmp_path / "kept.jsonl").status == 0
    assert marked(paperdeck)["read"] is True


def test_exactly_restored_other_papers_lose_their_marks(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, "--read")
    name = backups(library)[0].name
    other = next(row["id"] for row in paperdeck("list", "--json").objects if row["id"] != PAPER)
    paperdeck("mark", other, "--star")
    paperdeck("restore", name)
    assert paperdeck("list", "is:starred").rows
    paperdeck("restore", name, "--exact")
    assert not paperdeck("list", "is:starred").rows


def test_what_is_no_backup_is_one_sentence(paperdeck: Runner) -> None:
    done = paperdeck("restore", "yesterday")
    assert (done.status, done.out) == (1, "")
    assert "paperdeck backup --list" in done.err


def test_a_damaged_library_is_mended_and_the_second_time_there_is_nothing_to_do(
    paperdeck: Runner, library: Path
) -> None:
    paperdeck("mark", PAPER, "--read")
    path = library / "papers.jsonl"
    with path.open("ab") as file:
        file.write(b"garbage\n")
    assert paperdeck("doctor").status == 1
    done = paperdeck("doctor", "--repair")
    assert done.status == 0
    assert "Moved 1 unreadable line of papers.jsonl to quarantine" in done.out
    assert done.rows[-1] == "Nothing is left to report."
    (kept,) = (library / "quarantine").glob("papers.jsonl-*.txt")
    assert kept.read_bytes() == b"garbage\n"
    again = paperdeck("doctor", "--repair")
    assert again.rows == ["There was nothing to mend.", "Nothing is left to report."]
    assert len(paperdeck("list").rows) == 50


def test_what_cannot_be_mended_is_still_reported_and_the_status_says_so(
    paperdeck: Runner, library: Path
) -> None:
    (library / "marks" / "phone.jsonl").write_text("not a journal\n")
    done = paperdeck("doctor", "--repair", "--json")
    assert done.status == 1
    assert [found["where"] for found in done.objects] == ["phone.jsonl"]
    assert "Kept other users" in done.err


@pytest.fixture
def loose_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
@pytest.mark.usefixtures("loose_umask")
def test_nobody_else_may_read_anything_the_program_makes_whatever_the_umask(
    bare: Runner, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "deep" / "library"
    listing = "CLDec 20, 2022\nCats at PlayAda Lovelace\nText.\n"
    bare("--library", library, "import", "-", stdin=listing)
    name = bare("--library", library, "list", "--json").objects[0]["id"]
    bare("--library", library, "mark", name, "--read")
    editor = tmp_path / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'a').write('note')\n")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    assert bare("--library", library, "note", name, "--edit").status == 0
    bare("--library", library, "backup")
    with (library / "papers.jsonl").open("ab") as file:
        file.write(b"garbage\n")
    bare("--library", library, "doctor", "--repair")
    bare("--library", library, "restore", "marks-")
    Memory().put("theme", "paper-dark")
    record(ValueError("odd"))
    made = [library, *library.rglob("*"), library.parent, *(home / "state").rglob("*")]
    assert len(made) > 15
    for path in made:
        wanted = 0o700 if path.is_dir() else 0o600
        assert (path, oct(stat.S_IMODE(path.stat().st_mode))) == (path, oct(wanted))
    assert bare("--library", library, "doctor").out == "Nothing to report.\n"
