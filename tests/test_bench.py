"""The measuring itself works; what it measures is not judged here."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bench.__main__ import main
from bench.budget import BUDGETS, LAUNCH, MEMORY, verdicts
from bench.session import HAS_TERMINALS
from bench.table import Row
from bench.terminal import Screen
from bench.timing import Sample


@pytest.mark.parametrize("is_real", [False, True])
def test_one_command_prints_a_table_and_writes_the_figures(
    is_real: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"title": "Cats", "authors": ["Ada Lovelace"], "year": 2024}\n' * 3)
    words = ["store", "--quick", "--folder", str(tmp_path), "--json", str(tmp_path / "figures")]
    main([*words, "--corpus", str(corpus)] if is_real else words)
    printed = capsys.readouterr().out
    figures = json.loads((tmp_path / "figures").read_text())
    assert figures["machine"]["python"].startswith("3.")
    assert {row["size"] for row in figures["rows"]} == {50, 200}
    for row in figures["rows"]:
        assert row["what"] in printed
        assert row["p95_ms"] >= row["median_ms"] > 0
    marks = [row for row in figures["rows"] if row["what"] == "a mark"]
    assert all(row["ratio"] > 0 for row in marks)


@pytest.mark.skipif(not HAS_TERMINALS, reason="there are no pseudo-terminals")
def test_without_a_word_it_measures_every_line_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--quick", "--folder", str(tmp_path), "--json", str(tmp_path / "figures")]
    assert main(words) == 0, capsys.readouterr().out
    printed = capsys.readouterr().out
    rows = json.loads((tmp_path / "figures").read_text())["rows"]
    wanted = {budget.what for budget in BUDGETS}
    wanted -= set() if sys.platform == "linux" else {MEMORY}
    assert wanted <= {row["what"] for row in rows}
    assert all(what in printed for what in wanted)
    launches = [row for row in rows if row["what"] == LAUNCH]
    assert all(row["ratio"] > 0 for row in launches)


def test_a_screen_shows_what_is_written_where_it_is_written() -> None:
    answers = list[bytes]()
    screen = Screen(answers.append)
    screen.feed("\x1b[?2026$p\x1b[?2026h\x1b[2;3Hplain\x1b[1;31m日本".encode()[:-1])
    assert not screen.is_whole
    screen.feed("本".encode()[-1:] + b"\x1b[m!\x1b[?2026l")
    assert screen.is_whole
    assert screen.row(1).rstrip() == "  plain日本!"
    assert screen.look(1, 6, 8) == (["n", "日"], ["", ";1;31"])
    assert answers == [b"\x1b[?2026;2$y"]
    screen.feed(b"\x1b[?1049lgone")
    assert screen.text().strip() == screen.row(0).rstrip() == "gone"


def test_a_budget_is_met_or_missed_with_the_most_papers() -> None:
    def row(size: int, milliseconds: float) -> Row:
        return Row(LAUNCH, size, Sample([milliseconds]), Sample([100.0]))

    assert verdicts({10: row(10, 300), 20: row(20, 110)})[0] == "<= 1.2 x: 1.1 met"
    missed = verdicts({10: row(10, 100), 20: row(20, 130)})
    assert missed == ["<= 1.2 x: 1.3 MISSED", "growth <= 1.15: 1.3 MISSED"]


def test_where_there_are_no_terminals_it_says_what_runs_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bench.__main__.HAS_TERMINALS", False)
    assert main([]) == 1
    assert "only `python -m bench store` runs" in capsys.readouterr().err


def test_papers_that_are_one_and_that_only_look_so_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["identity", "--quick"]) == 0
    same, others = capsys.readouterr().out.split("other papers, merged")
    assert "title in capitals" in same
    (rate,) = [line.split()[-1] for line in others.splitlines() if line.split()[:1] == ["all"]]
    assert rate == "0.00%"
