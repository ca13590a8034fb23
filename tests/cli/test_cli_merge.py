"""`paperdeck merge` and `paperdeck split`."""

from __future__ import annotations

from tests.cli.command import PAPER, Runner

OTHER = "jang2023-personalized-soups"


def test_papers_are_made_one_and_taken_apart(paperdeck: Runner) -> None:
    paperdeck("mark", OTHER, "--star", "--tag", "rl")
    done = paperdeck("merge", PAPER, OTHER)
    assert (done.status, done.out) == (0, f"Merged {OTHER} into {PAPER}.\n")
    assert len(paperdeck("list").rows) == 49
    (paper,) = paperdeck("show", PAPER, "--json").objects
    assert (paper["starred"], paper["tags"]) == (True, ["rl"])
    done = paperdeck("split", PAPER)
    assert (done.status, done.out) == (0, f"Split {OTHER} from {PAPER}.\n")
    assert [paperdeck("show", name, "--json").objects[0]["starred"] for name in (PAPER, OTHER)] == [
        False,
        True,
    ]


def test_a_merge_is_undone(paperdeck: Runner) -> None:
    paperdeck("merge", PAPER, OTHER)
    assert paperdeck("undo").out == f"Undid: merged {OTHER} into {PAPER}.\n"
    assert len(paperdeck("list").rows) == 50


def test_what_cannot_be_merged_or_split_is_told(paperdeck: Runner) -> None:
    assert paperdeck("merge", PAPER).status == 2
    done = paperdeck("merge", PAPER, f"{OTHER}x")
    assert (done.status, f"There is no paper {OTHER}x" in done.err) == (1, True)
    done = paperdeck("merge", PAPER, PAPER)
    assert (done.status, "alone cannot be merged" in done.err) == (1, True)
    done = paperdeck("split", PAPER)
    assert (done.status, "Nothing was merged into" in done.err) == (1, True)
    assert len(paperdeck("list").rows) == 50
