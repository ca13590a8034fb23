"""`paperdeck delete`, `paperdeck trash` and `paperdeck tags --rename`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from tests.cli.command import PAPER, SAMPLE, Runner

OTHER = "jang2023-personalized-soups"


def test_papers_are_deleted_by_id_and_by_query(paperdeck: Runner) -> None:
    paperdeck("mark", OTHER, "--tag", "rl", "--read")
    done = paperdeck("delete", PAPER, "tag:rl")
    assert (done.status, done.out) == (0, "Deleted 2 papers.\n")
    assert len(paperdeck("list").rows) == 48
    assert paperdeck("show", PAPER).status == 1
    assert [row.split()[0] for row in paperdeck("trash").rows] == [OTHER, PAPER]


def test_a_paper_nobody_has_is_not_deleted(paperdeck: Runner) -> None:
    done = paperdeck("delete", "no-such-paper-at-all")
    assert (done.status, done.out) == (1, "")
    assert len(paperdeck("list").rows) == 50


@pytest.mark.parametrize("query", ['"?"', ":", "*", "()", 'title:"?"', '""', "sort:date", "a OR !"])
def test_a_query_that_stands_for_every_paper_deletes_and_marks_none(
    query: str, paperdeck: Runner
) -> None:
    for arguments in (["delete"], ["mark", "--star"]):
        done = paperdeck(*arguments, "--", query)
        assert (done.status, done.out) == (2, "")
        assert query in done.err
    assert len(paperdeck("list", "-is:starred").rows) == 50


def test_what_was_deleted_is_undone(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    paperdeck("delete", PAPER)
    assert paperdeck("undo").out == f"Undid: deleted {PAPER}.\n"
    assert paperdeck("show", PAPER, "--json").objects[0]["starred"] is True
    assert paperdeck("trash").out == ""


def test_papers_are_taken_out_of_the_trash(paperdeck: Runner) -> None:
    paperdeck("delete", PAPER, OTHER)
    done = paperdeck("trash", "--restore", PAPER)
    assert (done.status, done.out) == (0, f"Took {PAPER} out of the trash.\n")
    assert [told["id"] for told in paperdeck("trash", "--json").objects] == [OTHER]
    assert paperdeck("show", PAPER).status == 0
    missing = paperdeck("trash", "--restore", "jang2023-personalised-soups")
    assert missing.status == 1
    assert f"Did you mean: {OTHER}?" in missing.err


def test_the_trash_is_listed_as_json(paperdeck: Runner) -> None:
    paperdeck("delete", PAPER)
    (told,) = paperdeck("trash", "--json").objects
    assert list(told) == ["id", "title", "deleted"]
    assert told["title"].startswith("Self-Instruct")


def test_the_columns_of_the_trash_stand_below_each_other(paperdeck: Runner) -> None:
    paperdeck("delete", PAPER, OTHER)
    rows = paperdeck("trash").rows
    assert PAPER in rows[0] + rows[1]
    assert len({row.index("  20") for row in rows}) == 1


def test_an_empty_trash_is_said_to_be(paperdeck: Runner) -> None:
    for arguments in (["trash"], ["trash", "--empty"]):
        done = paperdeck(*arguments)
        assert (done.status, done.out, done.err) == (0, "", "The trash is empty.\n")


def test_the_trash_is_emptied_only_when_that_is_said_outright(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    paperdeck("delete", PAPER)
    asked = paperdeck("trash", "--empty")
    assert (asked.status, asked.out) == (2, "")
    assert "--yes" in asked.err
    assert len(paperdeck("trash").rows) == 1
    done = paperdeck("trash", "--empty", "--yes")
    assert (done.status, done.out) == (0, f"Emptied the trash of {PAPER}.\n")
    assert paperdeck("trash").out == ""
    for told in ("for good", "changed again since"):
        refused = paperdeck("undo")
        assert refused.status == 1
        assert told in refused.err
    paperdeck("import", SAMPLE, "--today", "2026-11-23")
    assert paperdeck("show", PAPER, "--json").objects[0]["starred"] is False


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1)])
def test_at_a_terminal_it_is_asked(
    answer: str, left: int, paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    paperdeck("delete", PAPER)
    monkeypatch.setattr("tui.cli.output.is_terminal", lambda stream: stream is sys.stdin)
    monkeypatch.setattr(click.termui, "visible_prompt_func", lambda _prompt: answer.strip())
    done = paperdeck("trash", "--empty")
    assert done.status == left
    assert len(paperdeck("trash").rows) == left


@pytest.mark.parametrize(
    "arguments", [[PAPER], ["--restore"], ["--restore", "--empty", PAPER], ["--empty", PAPER]]
)
def test_wrong_use_of_the_trash_is_explained(arguments: list[str], paperdeck: Runner) -> None:
    done = paperdeck("trash", *arguments)
    assert (done.status, done.out) == (2, "")
    assert "--restore" in done.err


def test_an_import_leaves_deleted_papers_in_the_trash_and_says_so(paperdeck: Runner) -> None:
    paperdeck("delete", PAPER, OTHER)
    done = paperdeck("import", SAMPLE, "--today", "2026-11-23")
    assert done.out == "0 added, 0 updated, 48 unchanged.\n"
    assert "2 are in the trash and stay there" in done.err
    assert "paperdeck trash --restore" in done.err
    report = paperdeck("import", SAMPLE, "--json", "--today", "2026-11-23").objects[0]
    assert (report["trashed"], len(report["ids"])) == (2, 48)


# -- tags


def test_a_tag_is_renamed_and_that_can_be_undone(paperdeck: Runner, library: Path) -> None:
    paperdeck("mark", PAPER, OTHER, "--tag", "rl")
    done = paperdeck("tags", "--rename", "rl", "planning")
    assert done.out == "Renamed the tag rl to planning on 2 papers.\n"
    assert paperdeck("tags", "--json").objects == [{"tag": "planning", "papers": 2}]
    paperdeck("undo")
    assert paperdeck("tags", "--json").objects == [{"tag": "rl", "papers": 2}]


def test_a_tag_that_no_paper_has_cannot_be_renamed(paperdeck: Runner) -> None:
    done = paperdeck("tags", "--rename", "rl", "x")
    assert (done.status, done.out) == (1, "")
    assert "No paper has the tag rl." in done.err
    paperdeck("mark", PAPER, "--tag", "rl")
    assert "cannot be a tag" in paperdeck("tags", "--rename", "rl", "!").err
    assert "nothing was changed" in paperdeck("tags", "--rename", "rl", "RL").out
    assert paperdeck("tags", "--rename", "rl").status == 2
