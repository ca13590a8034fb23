"""`paperdeck import`."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from store import importing
from store.importers.jsonl import JsonlImporter
from store.ledger import Ledger
from tests.cli.command import LISTING, SAMPLE, Runner
from tui.cli import output

BAD = """\
CLDec 20, 2022
Deep Learning for CatsAda Lovelace, Alan Turing
Cats are learned deeply.
CLFeb 31, 2023
An Impossible DayGrace Hopper
It never came.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new"


def journals(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.jsonl")}


def test_the_sample_is_imported_whole(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", SAMPLE, "--json", "--today", "2026-11-23")
    report = json.loads(done.out)
    assert (done.status, done.err) == (0, "")
    assert (report["added"], report["rejected"], len(report["ids"])) == (50, [], 50)
    assert {"updated", "unchanged", "merged"} < report.keys()
    dates = {p["published"] for p in bare("--library", folder, "list", "--json").objects}
    assert {"2026-03-11", "2026-04-03", "2026-04-16"} < dates


def test_importing_again_changes_nothing_and_writes_nothing(bare: Runner, folder: Path) -> None:
    bare("--library", folder, "import", SAMPLE, "--today", "2026-11-23")
    before = journals(folder)
    done = bare("--library", folder, "import", SAMPLE, "--today", "2026-11-23")
    assert (done.status, done.out) == (0, "0 added, 0 updated, 50 unchanged.\n")
    assert journals(folder) == before


def test_the_day_decides_the_year_of_a_date_without_one(bare: Runner, folder: Path) -> None:
    text = LISTING.replace("Mar 11, 2023", "Mar 11")
    bare("--library", folder, "import", "-", "--today", "2025-03-10", stdin=text)
    papers = bare("--library", folder, "list", "dogs", "--json").objects
    assert papers[0]["published"] == "2024-03-11"


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "23.11.2026"])
def test_a_day_that_is_none_is_wrong_use(day: str, bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", SAMPLE, "--today", day)
    assert done.status == 2
    assert "is no date" in done.err


def test_a_dry_run_reports_the_same_and_makes_nothing(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", SAMPLE, "--dry-run")
    *rows, counts = done.out.splitlines()
    assert (done.status, len(rows)) == (0, 50)
    assert counts == "50 would be added, 0 updated, 0 unchanged."
    assert not folder.exists()
    report = json.loads(bare("--library", folder, "import", SAMPLE, "--dry-run", "--json").out)
    assert report["added"] == 50


def test_a_dry_run_says_what_would_become_of_each_entry(
    bare: Runner, folder: Path, tmp_path: Path
) -> None:
    bare("--library", folder, "import", "-", stdin=LISTING)
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    known = {"title": "Deep Learning for Cats", "authors": ["Ada Lovelace", "Alan Turing"]}
    rows = [{**known, "venue": "NeurIPS", "score": 2}, known, {"title": "News"}]
    first.write_text("".join(f"{json.dumps(row)}\n" for row in [*rows, "?"]))
    second.write_text('{"title": "News", "year": 2024}\n')
    before = journals(folder)
    done = bare("--library", folder, "import", "--dry-run", first, second)
    told, new, same, counts = done.out.splitlines()
    paper = "lovelace2022-deep-learning-cats"
    assert told.split()[:3] == ["update", f"{first}:1", paper]
    assert told.endswith("  Deep Learning for Cats  (venue, score)")
    assert new.split() == ["new", f"{first}:3", "anon-news", "News"]
    assert same.split()[:3] == ["duplicate", f"{second}:1", "anon-news"]
    assert same.endswith(f"  News  (published; the same as {first}:3)")
    assert counts == "1 would be added, 1 updated, 0 unchanged."
    assert f"{first}:4: " in done.err
    assert journals(folder) == before
    told_all = json.loads(
        bare("--library", folder, "import", "--dry-run", "--json", first, second).out
    )["plan"]
    assert [(row["status"], row["source"], row["line"]) for row in told_all] == [
        ("update", str(first), 1),
        ("duplicate", str(first), 2),
        ("new", str(first), 3),
        ("rejected", str(first), 4),
        ("duplicate", str(second), 1),
    ]
    assert told_all[0]["changes"]["venue"] == {"from": "", "to": "NeurIPS"}
    assert told_all[1]["same_as"] == {"source": str(first), "line": 1}
    assert told_all[3]["reason"]


def test_a_dry_run_says_which_papers_would_be_unread_again(bare: Runner, folder: Path) -> None:
    def row(version: int, abstract: str) -> str:
        identifiers = {"arxiv": f"2303.01234v{version}"}
        return json.dumps({"title": "Cats", "abstract": abstract, "identifiers": identifiers})

    bare("--library", folder, "import", "-", stdin=row(1, "On three tasks."))
    later = row(2, "On five tasks and more.")
    trial = ("--library", folder, "import", "--dry-run")
    assert "unread again" not in bare(*trial, "-", stdin=later).out
    bare("--library", folder, "mark", "cats", "--read")
    assert "; unread again)" in bare(*trial, "-", stdin=later).out
    (told,) = json.loads(bare(*trial, "--json", "-", stdin=later).out)["plan"]
    assert told["unread_again"] is True


def test_the_rows_of_a_dry_run_fit_a_terminal_and_cannot_steer_it(
    bare: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "columns", lambda: 80)
    row = json.dumps({"title": "Cats \x1b[2J " + "on and on " * 30, "identifiers": {"a\x1b": "b"}})
    done = bare("--library", folder, "import", "--dry-run", "-", stdin=f"{row}\n{row}\n")
    assert "\x1b" not in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_standard_input_is_a_hyphen(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", "-", stdin=LISTING)
    assert (done.status, done.out) == (0, "2 added, 0 updated, 0 unchanged.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str, bare: Runner, folder: Path) -> None:
    text = LISTING.replace("Cats are", "Café cats are")
    bare("--library", folder, "import", "-", stdin=text.encode(encoding))
    papers = bare("--library", folder, "list", "cats", "--json").objects
    assert papers[0]["abstract"] == "Café cats are learned deeply."


def test_a_rejected_entry_is_told_with_its_place_reason_and_text_and_the_rest_is_there(
    bare: Runner, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(BAD)
    done = bare("--library", folder, "import", file)
    assert done.status == 1
    assert done.out == "1 added, 0 updated, 0 unchanged.\n"
    assert f"{file}:4: " in done.err
    assert "Feb 31" in done.err
    assert len(bare("--library", folder, "list").rows) == 1


def test_a_rejected_entry_is_in_the_json_report(bare: Runner, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(BAD)
    done = bare("--library", folder, "import", file, "--json")
    assert (done.status, done.err) == (1, "")
    (rejected,) = json.loads(done.out)["rejected"]
    assert (rejected["source"], rejected["line"]) == ("bad.txt", 4)
    assert rejected["reason"]
    assert "CLFeb 31, 2023" in rejected["text"]


def test_of_several_files_the_unreadable_are_told_and_the_others_imported(
    bare: Runner, folder: Path, tmp_path: Path
) -> None:
    good = tmp_path / "good.txt"
    good.write_text(LISTING)
    done = bare("--library", folder, "import", tmp_path / "missing.txt", good, tmp_path)
    assert (done.status, done.out) == (1, "2 added, 0 updated, 0 unchanged.\n")
    assert "missing.txt does not exist" in done.err
    assert "is a folder" in done.err


def test_an_unreadable_file_is_in_the_json_report_too(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", "missing.txt", "--json")
    report = json.loads(done.out)
    assert done.status == 1
    assert report["added"] == 0
    assert [(r["source"], r["line"]) for r in report["rejected"]] == [("missing.txt", 0)]


def test_several_files_are_one_batch(bare: Runner, folder: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text("".join(LISTING.splitlines(keepends=True)[:3]))
    second.write_text("".join(LISTING.splitlines(keepends=True)[3:]))
    bare("--library", folder, "import", first, second)
    assert len((folder / "papers.jsonl").read_text().splitlines()) == 2


def test_papers_to_look_at_are_counted_with_how_to_see_them(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", "-", stdin=LISTING.replace("CLDec", "QQDec"))
    assert done.status == 0
    assert "1 paper wants a look; see: paperdeck doctor, or paperdeck is:unsure" in done.err
    assert len(bare("--library", folder, "list", "is:unsure").rows) == 1


def test_json_lines_are_recognised_or_asked_for(bare: Runner, folder: Path) -> None:
    row = '{"title": "Cats", "authors": ["Ada Lovelace"], "year": 2020}\n'
    assert "1 added" in bare("--library", folder, "import", "-", stdin=row).out
    asked = bare("--library", folder, "import", "-", "--format", "jsonl", stdin=row)
    assert "1 unchanged" in asked.out


def test_a_format_that_is_not_there_names_those_that_are(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", SAMPLE, "--format", "word")
    assert done.status == 2
    assert "listing" in done.err
    assert "jsonl" in done.err


def test_ctrl_c_stops_it_and_nothing_was_imported(
    bare: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(JsonlImporter, "read_bytes", interrupted)
    done = bare("--library", folder, "import", "-", stdin='{"title": "Cats"}\n')
    assert (done.status, done.out) == (130, "")
    assert not folder.exists()


def test_without_a_terminal_no_bar_is_drawn_and_with_one_only_after_a_while(
    bare: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda _stream: True)
    monkeypatch.setenv("NO_COLOR", "1")
    done = bare("--library", folder, "import", SAMPLE)
    assert "█" not in done.err


def test_ctrl_c_while_papers_are_being_saved_comes_too_late(
    bare: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = importing.save

    def interrupted(found: importing.ImportPlan, ledger: Ledger) -> None:
        signal.raise_signal(signal.SIGINT)
        save(found, ledger)

    monkeypatch.setattr(importing, "save", interrupted)
    done = bare("--library", folder, "import", "-", stdin=LISTING)
    assert (done.status, done.out) == (0, "2 added, 0 updated, 0 unchanged.\n")
    assert "being saved already" in done.err
    assert len(bare("--library", folder, "list").rows) == 2


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system does not name its pipes")
def test_a_pipe_named_as_a_file_is_read(bare: Runner, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as file:
        file.write(LISTING)
    try:
        done = bare("--library", tmp_path / "library", "import", f"/dev/fd/{reading}")
    finally:
        os.close(reading)
    assert done.status == 0
    assert "2 added" in done.out + done.err


def test_at_a_terminal_it_is_told_how_to_see_what_came(
    bare: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "To see what was added today: paperdeck added:today"
    new, old = '{"title": "Ant"}', '{"title": "Bee", "added": "2020-01-02T03:04:05Z"}'
    assert told not in bare("import", "-", stdin='{"title": "Cat"}').err
    monkeypatch.setattr(output, "is_terminal", lambda stream: stream is sys.stdout)
    monkeypatch.setenv("NO_COLOR", "1")
    assert told not in bare("import", "--dry-run", "-", stdin=new).err
    assert told in bare("import", "-", stdin=new).err
    assert told not in bare("import", "-", stdin=new).err
    assert told not in bare("import", "-", stdin=old).err
    shown = {row.split()[0] for row in bare("list", "added:today").rows}
    assert shown == {"anon-cat", "anon-ant"}
