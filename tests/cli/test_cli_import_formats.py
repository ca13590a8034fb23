"""``import`` of what other programs export."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import SAMPLE, Runner, environment

FORMATS = Path(__file__).parents[1] / "data" / "formats"

HEAVY = ("bibtexparser", "pylatexenc", "rispy", "yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.mark.parametrize(
    ("file", "added", "rejected"),
    [
        ("bibtex/exports.bib", 5, 0),
        ("bibtex/broken.bib", 3, 4),
        ("bibtex/untitled.bib", 12, 0),
        ("ris/dialects.ris", 6, 1),
        ("ris/untitled.ris", 3, 1),
        ("csl-json/zotero.json", 5, 3),
        ("arxiv/atom.xml", 2, 5),
        ("arxiv/rss.xml", 2, 0),
        ("yaml/pandoc.yaml", 4, 1),
        ("yaml/papis.yaml", 3, 1),
        ("yaml/broken.yaml", 4, 4),
        ("ids/list.txt", 11, 0),
    ],
)
def test_a_file_of_another_program_is_imported_but_for_what_is_wrong_in_it(
    file: str, added: int, rejected: int, bare: Runner, folder: Path
) -> None:
    done = bare("--library", folder, "import", FORMATS / file, "--json")
    (report,) = done.objects
    assert (report["added"], len(report["rejected"])) == (added, rejected)
    assert done.status == (1 if rejected else 0)
    assert all(entry["line"] and entry["reason"] for entry in report["rejected"])
    again = bare("--library", folder, "import", FORMATS / file, "--json").objects[0]
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, added)


def test_what_is_wrong_is_told_with_file_line_and_reason(bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", FORMATS / "bibtex" / "broken.bib")
    assert done.out == "3 added, 0 updated, 0 unchanged.\n"
    assert "broken.bib:5: the entry does not end: a brace" in done.err
    assert "@article{unclosed," in done.err
    assert "broken.bib:12: the entry has no title" in done.err


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json", "arxiv", "yaml"])
def test_a_file_that_is_said_to_be_what_it_is_not(name: str, bare: Runner, folder: Path) -> None:
    done = bare("--library", folder, "import", SAMPLE, "--format", name)
    assert done.status == 1
    assert f"has no paper in the format {name}" in done.err or "is not valid " in done.err


def test_an_id_is_completed_by_a_file_that_tells_more(bare: Runner, folder: Path) -> None:
    bare("--library", folder, "import", "-", stdin="https://arxiv.org/abs/2212.10560\n")
    (stub,) = bare("--library", folder, "list", "--json").objects
    assert (stub["id"], stub["title"]) == ("arxiv-2212-10560", "arXiv:2212.10560")
    feed = FORMATS / "arxiv" / "atom.xml"
    assert "1 added, 1 updated" in bare("--library", folder, "import", feed).out
    (whole,) = bare("--library", folder, "list", "arxiv:2212.10560", "--json").objects
    assert whole["id"] == stub["id"]
    assert whole["title"].startswith("A Title of α")
    assert whole["authors_complete"]
    bare("--library", folder, "import", "-", stdin="2212.10560\n")
    (after,) = bare("--library", folder, "list", "arxiv:2212.10560", "--json").objects
    assert (after["title"], after["authors"]) == (whole["title"], whole["authors"])


def test_the_same_paper_of_two_programs_is_one(bare: Runner, folder: Path) -> None:
    files = ("ris/dialects.ris", "csl-json/crossref.json")  # both have the DOI 10.1000/182
    bare("--library", folder, "import", *(FORMATS / file for file in files))
    assert len(bare("--library", folder, "list", "doi:10.1000/182").rows) == 1


def test_bibtex_that_is_printed_is_read_again(bare: Runner, folder: Path) -> None:
    bare("--library", folder, "import", SAMPLE, "--today", "2026-11-23")
    cited = bare("--library", folder, "cite", "year:2000..", "--style", "bibtex").out
    report = bare("--library", folder, "import", "-", "--json", stdin=cited).objects[0]
    assert report["rejected"] == []
    assert (report["added"], report["updated"], report["unchanged"]) == (0, 0, 50)


def test_only_what_a_file_needs_is_loaded(folder: Path) -> None:
    def loaded(*words: str) -> set[str]:
        paperdeck = [sys.executable, "-X", "importtime", "-m", "tui", "--library", str(folder)]
        done = subprocess.run(
            [*paperdeck, *words],
            capture_output=True,
            text=True,
            env=environment(),
            timeout=120,
            check=False,
        )
        modules = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "store.library" in modules
        return modules.intersection(HEAVY)

    plain = folder.parent / "plain.bib"
    plain.write_text("@misc{a, title = {A {B} \\& C}}\n", "utf-8")
    assert loaded("import", str(plain)) == set()
    assert loaded("list") == set()
    assert "yaml" in loaded("import", str(FORMATS / "yaml" / "papis.yaml"))
    assert "rispy" in loaded("import", str(FORMATS / "ris" / "dialects.ris"))
    assert "bibtexparser" in loaded("import", str(FORMATS / "bibtex" / "broken.bib"))


@pytest.mark.parametrize(
    "file", ["bibtex/exports.bib", "bibtex/untitled.bib", "csl-json/zotero.json"]
)
def test_a_backup_of_papers_of_every_kind_is_known_for_paperdecks_own(
    file: str, bare: Runner, folder: Path, tmp_path: Path
) -> None:
    bare("--library", folder, "import", FORMATS / file)
    bare("--library", folder, "mark", "year:1000..3000", "--tag", "kept", "--star")
    backup = tmp_path / "backup.jsonl"
    bare("--library", folder, "export", "--format", "jsonl", "-o", backup)
    bare("--library", tmp_path / "other", "import", backup)
    again = tmp_path / "again.jsonl"
    bare("--library", tmp_path / "other", "export", "--format", "jsonl", "-o", again)
    assert again.read_text("utf-8") == backup.read_text("utf-8")
