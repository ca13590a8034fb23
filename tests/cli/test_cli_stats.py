"""``stats``: figures, for people and for programs."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import PAPER, Runner


def test_figures_are_printed(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, "--read", "--tag", "rl")
    done = paperdeck("stats", "--limit", "2")
    assert done.status == 0
    assert [row.split() for row in done.rows[:3]] == [
        ["papers", "50"],
        ["unread", "49"],
        ["read", "1"],
    ]
    at = done.rows.index("Tags (papers, read)")
    assert done.rows[at + 1].split() == ["rl", "1", "1"]
    assert len(done.rows[done.rows.index("Categories (papers, read)") :]) > 3


def test_a_query_says_which_papers_count(paperdeck: Runner, library: Path) -> None:
    (found,) = paperdeck("stats", "is:read", "--json").objects
    assert (found["papers"], found["authors"]) == (0, [])
    assert paperdeck("stats", "is:nothing").status == 2


def test_programs_get_everything(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, "--read", "--star")
    (found,) = paperdeck("stats", "--json", "--limit", "1").objects
    assert (found["papers"], found["read"], found["starred"]) == (50, 1, 1)
    assert sum(found["added"].values()) == 50
    assert sum(found["read_on"].values()) == 1
    assert sum(found["published"].values()) == 50
    assert set(found["categories"][0]) == {"name", "papers", "read"}
    assert len(found["authors"]) == 1


def test_an_empty_library_says_how_to_begin(paperdeck: Runner, tmp_path: Path) -> None:
    done = paperdeck("stats", "--library", tmp_path / "new")
    assert (done.status, done.out) == (0, "")
    assert "paperdeck import" in done.err
