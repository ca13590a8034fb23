"""The measuring itself works; what it measures is not judged here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.__main__ import main


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
