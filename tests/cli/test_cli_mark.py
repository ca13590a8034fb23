"""`paperdeck mark`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PAPER, Runner

OTHER = "jang2023-personalized-soups"


def marks(paperdeck: Runner, paper_id: str = PAPER) -> dict[str, object]:
    paper = paperdeck("show", paper_id, "--json").objects[0]
    return {name: paper[name] for name in ("read", "starred", "queued", "tags")}


@pytest.mark.parametrize(
    ("option", "undoing", "field"),
    [
        ("--read", "--unread", "read"),
        ("--star", "--unstar", "starred"),
        ("--queue", "--unqueue", "queued"),
    ],
)
def test_a_mark_is_set_and_taken_back(
    option: str, undoing: str, field: str, paperdeck: Runner
) -> None:
    assert paperdeck("mark", PAPER, option).status == 0
    assert marks(paperdeck)[field] is True
    assert paperdeck("mark", PAPER, undoing).status == 0
    assert marks(paperdeck)[field] is False


def test_tags_are_given_and_taken_several_at_once(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--tag", "rl", "--tag", "Deep Learning")
    assert marks(paperdeck)["tags"] == ["deep-learning", "rl"]
    paperdeck("mark", PAPER, "--untag", "rl", "--tag", "x")
    assert marks(paperdeck)["tags"] == ["deep-learning", "x"]


def test_several_ids_are_marked_in_one_step(paperdeck: Runner, library: Path) -> None:
    done = paperdeck("mark", PAPER, OTHER, "--star")
    assert "Starred 2 papers." in done.out
    assert len((next((library / "marks").glob("*.jsonl"))).read_text().splitlines()) == 2


def test_words_that_are_no_ids_are_one_query_beside_them(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "reinforcement", "search", "--star")
    starred = {paper["id"] for paper in paperdeck("list", "is:starred", "--json").objects}
    found = {p["id"] for p in paperdeck("list", "reinforcement search", "--json").objects}
    assert starred == found | {PAPER}


def test_what_matches_nothing_is_refused_and_nothing_is_marked(paperdeck: Runner) -> None:
    done = paperdeck("mark", PAPER, "xylophone", "--star")
    assert (done.status, done.out) == (1, "")
    assert "xylophone" in done.err
    assert marks(paperdeck)["starred"] is False


def test_a_mistyped_id_is_answered_with_the_nearest(paperdeck: Runner) -> None:
    assert PAPER in paperdeck("mark", "wang2022-self-instrct", "--star").err


def test_marking_again_changes_nothing_and_says_so(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    done = paperdeck("mark", PAPER, "--star")
    assert (done.status, done.out) == (0, "That paper was so already; nothing was changed.\n")


@pytest.mark.parametrize(
    "arguments", [[PAPER], [], ["--star"], ["", "--star"], [" ", "--star"], [PAPER, "--stra"]]
)
def test_wrong_use_ends_with_status_2_and_the_usage(
    arguments: list[str], paperdeck: Runner
) -> None:
    done = paperdeck("mark", *arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: paperdeck mark" in done.err


def test_a_tag_that_cannot_be_one_is_explained(paperdeck: Runner) -> None:
    done = paperdeck("mark", PAPER, "--tag", "!")
    assert (done.status, done.out) == (1, "")
    assert "cannot be a tag" in done.err


def test_an_option_may_stand_before_the_papers(paperdeck: Runner) -> None:
    assert paperdeck("mark", "--star", PAPER).status == 0
    assert marks(paperdeck)["starred"] is True
