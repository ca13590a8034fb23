"""`paperdeck cite`."""

from __future__ import annotations

import pytest

import tui.clipboard
from tests.cli.command import PAPER, Runner


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


def test_an_unknown_style_names_those_there_are(paperdeck: Runner) -> None:
    done = paperdeck("cite", PAPER, "--style", "vancouver")
    assert done.status == 2
    assert "bibtex" in done.err


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
