"""What a query finds, and in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.errors import SearchCancelled
from store.matching import Entry
from store.models import Marks, Paper
from store.query import parse
from store.search import find, text_of
from store.text.fold import words

PAPERS = {
    "muller": Paper("", "Über Müller's Value Models", ("Jürgen Müller",), published="2023-05-01"),
    "rl": Paper(
        "",
        "Deep Reinforcement Learning",
        ("Ada Lovelace", "Łukasz Kaiser"),
        abstract="A model of value. We study planning.",
        published="2024",
        score=3.5,
        added="2026-01-02T00:00:00Z",
        organisations=("deepmind",),
    ),
    "cjk": Paper("", "大规模语言模型综述", ("王小明",), published="2022-12-20", score=94.0),
    "plain": Paper("", "a plain survey", unsure=("split",)),
    "math": Paper("", "ℝ-valued ﬁelds in C++", ("Zoë van der Berg",), score=-1.0),
}
MARKS = {
    "rl": Marks(read=True, starred=True, rating=2, tags=("planning/rl", "rl"), note="Très bon!"),
    "cjk": Marks(queued=True, rating=5, tags=("read-later",)),
}


def found(query: str) -> list[str]:
    entries = (
        Entry(replace(paper, id=name), MARKS.get(name, Marks()), text_of(paper))
        for name, paper in PAPERS.items()
    )
    return find(parse(query), entries)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("reinforcement", {"rl"}),
        ("REINF", {"rl"}),
        ("inforcement", set()),  # the beginning of a word only
        ("muller", {"muller"}),
        ("MÜLLER", {"muller"}),
        ("mu\u0308ller", {"muller"}),
        ("uber", {"muller"}),
        ("lukasz", {"rl"}),
        ("r valued fields", {"math"}),
        ("zoe", {"math"}),
        ("deepmind", {"rl"}),
        ("value model", {"muller", "rl"}),
        ('"value model"', {"muller"}),
        ('"value models"', {"muller"}),
        ('"model value"', set()),
        ('"model of val"', {"rl"}),
        ('"learning ada"', set()),  # the end of the title and the first author
        ("self-instruct", set()),
        ("value-models", {"muller"}),
        ("-value", {"cjk", "plain", "math"} - {"math"}),
        ("model -planning", {"muller"}),
        ("survey OR muller", {"plain", "muller"}),
        ("value (muller OR planning)", {"muller", "rl"}),
        ("-(muller OR survey OR value)", {"cjk"}),
        ("语言", {"cjk"}),
        ("模型综述", {"cjk"}),
        ("小明", {"cjk"}),
        ("语型", set()),
        ("tres", {"rl"}),
        ("read-later", {"cjk"}),
        ("planning", {"rl"}),
        ("tag:rl", {"rl"}),
        ("tag:r", set()),
        ("tag:planning/rl", {"rl"}),
        ("-tag:rl", {"muller", "cjk", "plain", "math"}),
        ("is:read", {"rl"}),
        ("is:unread is:queued", {"cjk"}),
        ("is:starred", {"rl"}),
        ("-is:unread", {"rl"}),
        ("is:unsure", {"plain"}),
        ("c++", {"math"}),
        ("c++ !", {"math"}),
        ("xylophone", set()),
        ("", set(PAPERS)),
    ],
)
def test_a_query_finds(query: str, ids: set[str]) -> None:
    assert set(found(query)) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["rl", "muller", "cjk", "plain", "math"]),
        ("sort:date", ["cjk", "muller", "rl", "plain", "math"]),
        ("sort:-date", ["rl", "muller", "cjk", "plain", "math"]),
        ("sort:title", ["plain", "rl", "math", "muller", "cjk"]),
        ("sort:-title", ["cjk", "muller", "math", "rl", "plain"]),
        ("sort:author", ["math", "rl", "muller", "cjk", "plain"]),
        ("sort:score", ["math", "rl", "cjk", "muller", "plain"]),
        ("sort:-score", ["cjk", "rl", "math", "muller", "plain"]),
        ("sort:added", ["rl", "muller", "cjk", "plain", "math"]),
        ("sort:-rating", ["cjk", "rl", "muller", "plain", "math"]),
        ("sort:rating", ["rl", "cjk", "muller", "plain", "math"]),
        ("sort:id", sorted(PAPERS)),
        ("sort:-id", sorted(PAPERS, reverse=True)),
    ],
)
def test_papers_come_in_order_those_without_the_field_last(query: str, ids: list[str]) -> None:
    assert found(query) == ids


def test_the_second_field_orders_what_the_first_leaves_equal() -> None:
    papers = {"b1": 1.0, "a2": 2.0, "a1": 1.0, "b2": 2.0}
    entries = [Entry(Paper(name, name, score=score), Marks(), "") for name, score in papers.items()]
    assert find(parse("sort:-score sort:title"), entries) == ["a2", "b2", "a1", "b1"]


def test_an_author_without_a_name_does_not_stop_the_sorting() -> None:
    entries = [Entry(Paper(name, "x", (name,)), Marks(), "") for name in (" ", "B", "", "A")]
    assert find(parse("sort:author"), entries) == ["A", "B", " ", ""]


def test_a_search_that_nobody_waits_for_is_given_up() -> None:
    asked = []
    entries = (Entry(Paper(str(n), "x"), Marks(), " x") for n in range(100_000))

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) == 3

    with pytest.raises(SearchCancelled):
        find(parse("x"), entries, is_cancelled)
    assert int(next(entries).paper.id) < 5000


def test_thai_is_found_inside_a_run_of_letters() -> None:
    paper = Paper("a", "การเรียนรู้ของเครื่อง")
    entries = [Entry(paper, Marks(), text_of(paper))]
    assert find(parse("เครื่อง"), entries) == ["a"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hello, World_wide!", " hello world wide"),
        ("", " "),
        ("…", " "),
        ("𝐱²™ K ℝ", " x2tm k r"),
        ("Straße", " strasse"),
        ("ŁÓDŹ Ørsted Æther", " lodz orsted aether"),
        ("İstanbul ısı", " istanbul isi"),
    ],
)
def test_words_are_folded(text: str, folded: str) -> None:
    assert words(text) == folded
