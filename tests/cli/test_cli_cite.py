"""`paperdeck cite`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import tui.clipboard
from tests.cli.command import PAPER, Runner
from tui.settings import Settings


def test_a_citation_is_printed_as_bibtex(paperdeck: Runner) -> None:
    done = paperdeck("cite", PAPER)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("@")
    assert "Wang, Yizhong" in done.out


def test_a_style_is_chosen_by_name(paperdeck: Runner) -> None:
    done = paperdeck("cite", PAPER, "--style", "APA")
    assert done.out.startswith("Wang, Y.")
    assert len(done.rows) == 1


def test_all_papers_of_a_query_are_cited(paperdeck: Runner) -> None:
    assert len(paperdeck("cite", "reinforcement", "--style", "apa").rows) == (
        len(paperdeck("list", "reinforcement").rows)
    )


def test_an_unknown_style_names_those_most_alike(paperdeck: Runner) -> None:
    done = paperdeck("cite", PAPER, "--style", "vancuver")
    assert done.status == 2
    assert "did you mean" in done.err
    assert "vancouver" in done.err


def test_what_matches_nothing_is_a_sentence(paperdeck: Runner) -> None:
    done = paperdeck("cite", "xylophone")
    assert (done.status, done.out) == (1, "")
    assert "xylophone" in done.err


def test_a_copy_says_which_way_it_went(paperdeck: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(tui.clipboard, "terminal_writer", lambda: written.append)
    monkeypatch.setenv("TERM", "xterm")
    done = paperdeck("cite", PAPER, "--copy")
    assert (done.status, done.out) == (0, "")
    assert "The citation was copied through the terminal" in done.err
    assert written[0].startswith("\x1b]52;")


def test_where_nothing_can_be_copied_the_text_is_printed(
    paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.clipboard, "terminal_writer", lambda: None)
    done = paperdeck("cite", PAPER, "--copy")
    assert done.status == 1
    assert done.out == paperdeck("cite", PAPER).out
    assert "Not copied" in done.err


@pytest.mark.parametrize(("form", "part"), [("--html", "<i>arXiv</i>"), ("--markdown", "*arXiv*")])
def test_citations_have_typefaces_where_they_are_asked_for(
    bare: Runner, tmp_path: Path, form: str, part: str
) -> None:
    row = {"title": "Cats", "authors": ["Ada Lovelace"], "identifiers": {"arxiv": "2212.10560"}}
    bare("--library", tmp_path / "l", "import", "-", stdin=json.dumps(row))
    done = bare("--library", tmp_path / "l", "cite", "cats", "--style", "ieee", form)
    assert done.status == 0
    assert part in done.out


def test_bibtex_has_no_typefaces(paperdeck: Runner) -> None:
    done = paperdeck("cite", PAPER, "--html")
    assert done.status == 2
    assert "choose a --style" in done.err


def test_the_settings_tell_the_usual_style_and_the_keys(paperdeck: Runner) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('citation_style = "ieee"\ncitation_key = "{author}:{yy}"\n', "utf-8")
    assert paperdeck("cite", PAPER).out.startswith("[1] Y. Wang")
    assert "{wang:22," in paperdeck("cite", PAPER, "--style", "bibtex").out
    assert paperdeck("config", "check").status == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('citation_style = "vancuver"', "did you mean vancouver"),
        ("citation_style = 3", "citation_style is no text"),
        ('citation_key = "{autor}"', "there is no {autor}"),
        ("citation_key = []", "it is no text"),
    ],
)
def test_settings_that_no_citation_can_follow_are_told(
    paperdeck: Runner, line: str, told: str
) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line, "utf-8")
    done = paperdeck("cite", PAPER)
    assert done.status == 1
    assert told in done.err
    done = paperdeck("config", "check")
    assert done.status == 1
    assert told in done.out + done.err


def test_ones_own_style_is_found_in_the_settings_folder(paperdeck: Runner) -> None:
    folder = Settings().path.parent / "styles"
    folder.mkdir(parents=True)
    (folder / "Mine.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        '<bibliography><layout prefix="* "><text variable="title"/></layout></bibliography>'
        "</style>",
        "utf-8",
    )
    assert paperdeck("cite", PAPER, "--style", "Mine").out.startswith("* Self-Instruct")


def test_a_key_is_the_same_whatever_is_cited_with_the_paper(bare: Runner, tmp_path: Path) -> None:
    rows = [
        {"title": f"Cats {n}", "authors": ["Ada Lovelace"], "year": 2020} for n in ("one", "two")
    ]
    library = ("--library", tmp_path / "l")
    bare(*library, "import", "-", stdin="\n".join(map(json.dumps, rows)))
    first, second = bare(*library, "list", "sort:title").rows
    assert "{lovelace2020cats," in bare(*library, "cite", first.split()[0]).out
    assert "{lovelace2020catsa," in bare(*library, "cite", second.split()[0]).out
    both = bare(*library, "cite", "cats").out
    assert "{lovelace2020cats," in both
    assert "{lovelace2020catsa," in both
