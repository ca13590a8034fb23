"""`paperdeck export`."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.exporters.registry import EXPORTERS
from tests.cli.command import PAPER, Runner, command, environment


@pytest.mark.parametrize("name", EXPORTERS)
def test_papers_of_a_query_are_printed_in_any_format(paperdeck: Runner, name: str) -> None:
    done = paperdeck("export", "self-instruct", "--format", name)
    assert (done.status, done.err) == (0, "")
    assert "Self-Instruct" in done.out


def test_without_a_query_all_papers_are_written(paperdeck: Runner, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    done = paperdeck("export", "-o", path)
    assert (done.status, done.out) == (0, "")
    assert "50 papers written to" in done.err
    assert len(path.read_text("utf-8").splitlines()) == 50


def test_an_import_takes_an_export_back_with_every_mark(
    paperdeck: Runner, bare: Runner, tmp_path: Path
) -> None:
    paperdeck("mark", PAPER, "--star", "--tag", "rl")
    paperdeck("note", PAPER, "--append", "one\n\ntwo")
    path = tmp_path / "all.jsonl"
    paperdeck("export", "-o", path)
    other = ("--library", tmp_path / "other")
    assert bare(*other, "import", path).status == 0
    assert bare(*other, "list", "--json").objects == paperdeck("list", "--json").objects


def test_a_files_ending_tells_the_format_and_nothing_else_does(
    paperdeck: Runner, tmp_path: Path
) -> None:
    assert paperdeck("export", "-o", tmp_path / "refs.bib").status == 0
    assert (tmp_path / "refs.bib").read_text("utf-8").startswith("@")
    done = paperdeck("export", "-o", tmp_path / "refs.txt")
    assert done.status == 2
    assert "Name the format: --format bibtex, biblatex" in done.err
    assert paperdeck("export").status == 2


def test_a_file_that_is_there_is_replaced_and_that_is_said(
    paperdeck: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("before")
    done = paperdeck("export", "self-instruct", "-o", path)
    assert "in place of what it was" in done.err
    assert "before" not in path.read_text("utf-8")


def test_a_query_that_finds_nothing_leaves_the_file_as_it_is(
    paperdeck: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("before")
    done = paperdeck("export", "xylophone", "-o", path)
    assert done.status == 1
    assert "No paper has the id or matches the query: xylophone" in done.err
    assert path.read_text() == "before"


def test_papers_are_named_by_their_ids_too(paperdeck: Runner) -> None:
    done = paperdeck("export", PAPER, "--format", "csl-json")
    assert [one["custom"]["paperdeck-id"] for one in json.loads(done.out)] == [PAPER]


def test_a_folder_that_is_not_there_is_a_sentence(paperdeck: Runner, tmp_path: Path) -> None:
    done = paperdeck("export", "-o", tmp_path / "no" / "refs.bib")
    assert done.status == 1
    assert "nothing was exported" in done.err


def test_an_empty_library_tells_how_to_begin(bare: Runner, tmp_path: Path) -> None:
    done = bare("--library", tmp_path / "new", "export", "-o", tmp_path / "refs.bib")
    assert done.status == 1
    assert "paperdeck import" in done.err
    assert not (tmp_path / "refs.bib").exists()


def test_accents_of_latex_are_for_bibtex_only(paperdeck: Runner) -> None:
    done = paperdeck("export", "tulu", "--format", "bibtex", "--latex")
    assert r"T{\"U}LU" in done.out
    assert paperdeck("export", "--format", "ris", "--latex").status == 2


def test_marks_can_be_left_out(paperdeck: Runner) -> None:
    paperdeck("note", PAPER, "--append", "my own")
    assert "my own" in paperdeck("export", PAPER.split("-", 1)[1], "--format", "jsonl").out
    done = paperdeck("export", "--format", "jsonl", "--no-marks")
    assert "my own" not in done.out
    assert "starred" not in done.objects[0]


def test_ctrl_c_leaves_no_half_file(library: Path, tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from store import exporting\n"
        "from tui.__main__ import main\n"
        "def stop(parts):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return ''.join(parts).encode()\n"
        "exporting._encoded = stop\n"
        "sys.argv = ['paperdeck', *sys.argv[1:]]\n"
        "sys.exit(main())\n"
    )
    path = tmp_path / "out" / "refs.bib"
    path.parent.mkdir()
    path.write_text("before")
    arguments = command("--library", library, "export", "-o", path)[3:]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (130, -signal.SIGINT), done.stderr
    assert b"Stopped" in done.stderr
    assert [one.name for one in path.parent.iterdir()] == ["refs.bib"]
    assert path.read_text() == "before"
