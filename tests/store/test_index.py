"""The index: made, caught up, thrown away, damaged; what it finds and in what order."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from store.change import Change
from store.errors import ReadOnlyError, SearchCancelled
from store.index import schema
from store.index.spelling import distance
from store.journal.storage import JournalStorage
from store.library import Library
from store.models import Paper
from store.query import parse
from tests.store.making import draft, journal, library


def ids(opened: Library, query: str) -> list[str]:
    return list(opened.find(parse(query)))


def holds(path: Path, count: int) -> bool:
    """Tell whether a file is an index of so many papers."""
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("SELECT count(*) FROM paper").fetchone()
        return schema.is_current(connection) and bool(found == (count,))
    finally:
        connection.close()


@pytest.fixture
def opened(folder: Path) -> Library:
    made = library(folder)
    made.import_papers(
        [
            draft("Attention Is All You Need", ("Ashish Vaswani",), published="2017-06-12"),
            draft("Retrieval-Augmented Generation", ("Patrick Lewis",), published="2020-05"),
            draft(
                "A Survey",
                ("Ada Attention",),
                abstract="Of attention and of retrieval augmented things.",
                published="2023",
            ),
            draft("GPT-4 and C++ in 3D: 语言模型", ("Łukasz Öztürk",), abstract="α-stable ﬁelds."),
        ]
    )
    assert made.catch_up()
    return made


ATTENTION, RAG, SURVEY, GPT = (
    "vaswani2017-attention-all-you",
    "lewis2020-retrieval-augmented-generation",
    "attention2023-survey",
    "ozturk-gpt-4-c",
)


def test_a_word_of_the_title_weighs_more_than_one_of_an_author_or_the_abstract(
    opened: Library,
) -> None:
    found = opened.find(parse("attention"))
    assert (list(found), found.order) == ([ATTENTION, SURVEY], "relevance")
    assert ids(opened, "retrieval augmented") == [RAG, SURVEY]


def test_a_title_that_begins_so_and_whole_words_come_first(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers(
            [
                draft("All the attention you need is swinging", ("A B",)),
                draft("Swinging and swinging", ("C D",)),
                draft("Backbones", ("E F",), abstract="We use Swin as it is."),
                draft("Attention is all you need", ("G H",)),
            ]
        )
        assert ids(opened, "attention is all you need")[0] == "h-attention-all-you"
        assert ids(opened, "attention is all y")[0] == "h-attention-all-you"
        assert ids(opened, "swin")[-1] == "b-all-attention-you"


def test_without_words_the_latest_published_come_first(opened: Library) -> None:
    found = opened.find(parse("is:unread"))
    assert (list(found), found.order) == ([SURVEY, RAG, ATTENTION, GPT], "newest")


def test_a_query_that_says_an_order_has_it(opened: Library) -> None:
    assert ids(opened, "attention sort:-date") == [SURVEY, ATTENTION]
    assert ids(opened, "sort:date") == [ATTENTION, RAG, SURVEY, GPT]


@pytest.mark.parametrize(
    "query",
    [
        "gpt-4",
        "GPT 4",
        "c++",
        "C",
        "3d",
        "模型",
        "语言 模型",
        "α",
        "lukasz",
        "oztu",
        "fields",
        "gpt4 OR gpt-4",
    ],
)
def test_signs_accents_and_scripts_are_no_hindrance(opened: Library, query: str) -> None:
    assert ids(opened, query) == [GPT]


@pytest.mark.parametrize("query", ["c#", "模语", "gpt-5"])
def test_what_is_not_there_is_not_found(opened: Library, query: str) -> None:
    assert ids(opened, query) == []


def test_notes_and_tags_are_searched_as_they_are_now(opened: Library) -> None:
    opened.change([ATTENTION], Change(note="Must compare", add_tags=("to-teach",)))
    assert ids(opened, "must compare teach") == [ATTENTION]
    opened.change([ATTENTION], Change(note="done", remove_tags=("to-teach",)))
    assert ids(opened, "compare") == ids(opened, "teach") == []
    assert ids(opened, "note:done") == [ATTENTION]


def test_it_is_made_anew_where_it_was_deleted_while_in_use(opened: Library) -> None:
    assert ids(opened, "survey") == [SURVEY]
    for file in opened.folder.path.glob("index.sqlite3*"):
        file.unlink()
    assert ids(opened, "survey") == [SURVEY]
    opened.change([SURVEY], Change(starred=True))
    assert ids(opened, "is:starred") == [SURVEY]
    opened.close()
    assert holds(opened.folder.index, 4)


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_it_is_made_anew_where_it_is_no_index(opened: Library, content: bytes) -> None:
    opened.close()
    opened.folder.index.write_bytes(content)
    with library(opened.folder.path) as again:
        assert ids(again, "survey") == [SURVEY]
        assert again.is_indexed()


def test_it_is_made_anew_where_it_was_overwritten_while_in_use(opened: Library) -> None:
    assert ids(opened, "survey") == [SURVEY]
    size = opened.folder.index.stat().st_size
    opened.folder.index.write_bytes(b"\xff" * max(size, 8192))
    (opened.folder.path / "index.sqlite3-wal").write_bytes(b"")
    opened.change([SURVEY], Change(note="after the damage"))
    assert ids(opened, "damage") == [SURVEY]
    assert ids(opened, "survey") == [SURVEY]
    opened.close()
    with library(opened.folder.path) as again:
        assert ids(again, "survey") == [SURVEY]
        assert again.is_indexed()


@pytest.mark.parametrize("version", [0, schema.VERSION - 1, schema.VERSION + 1])
def test_it_is_made_anew_where_another_version_made_it(opened: Library, version: int) -> None:
    opened.close()
    connection = sqlite3.connect(opened.folder.index)
    connection.execute("DELETE FROM paper")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    with library(opened.folder.path) as again:
        assert ids(again, "survey") == [SURVEY]
    assert holds(opened.folder.index, 4)


def test_what_others_wrote_since_is_caught_up_on_opening(opened: Library, folder: Path) -> None:
    assert len(opened.find_all()) == 4
    with library(folder, "phone") as phone:
        phone.change([RAG], Change(starred=True, note="from the phone"))
    opened.close()
    with library(folder) as again:
        assert ids(again, "phone is:starred") == [RAG]


def test_a_journal_of_marks_that_goes_takes_its_marks_along(opened: Library, folder: Path) -> None:
    with library(folder, "phone") as phone:
        phone.change([RAG], Change(starred=True))
    with library(folder) as again:
        assert ids(again, "is:starred") == [RAG]
    (folder / "marks" / "phone.jsonl").unlink()
    with library(folder) as later:
        assert ids(later, "is:starred") == []


def test_a_read_only_library_is_searched_without_one(opened: Library, folder: Path) -> None:
    opened.close()
    for file in folder.glob("index.sqlite3*"):
        file.unlink()
    with library(folder, read_only=True) as looked_at:
        assert ids(looked_at, "survey") == [SURVEY]
    assert not list(folder.glob("index.sqlite3*"))


def test_of_a_read_only_library_none_is_made(opened: Library, folder: Path) -> None:
    opened.close()
    with library(folder, read_only=True) as closed, pytest.raises(ReadOnlyError):
        closed.reindex()


@pytest.mark.parametrize("added", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "yesterday"])
def test_a_time_that_is_none_matches_no_range_with_an_index_or_without(
    folder: Path, added: str
) -> None:
    with library(folder) as made:
        made.import_papers([draft("Cats")])
        papers, _marks = made.own_journals
        papers.commit([["put", "papers", "odd", {"title": "Dogs", "added": added}]], "made")
        found = ids(made, "added:<1000d")
    with library(folder, read_only=True) as closed:
        assert ids(closed, "added:<1000d") == found


def test_where_the_index_cannot_be_written_papers_are_found_all_the_same(
    opened: Library, folder: Path
) -> None:
    opened.close()
    for file in folder.glob("index.sqlite3*"):
        file.unlink()
    (folder / "index.sqlite3").mkdir()
    with library(folder) as again:
        assert ids(again, "survey") == [SURVEY]


def test_making_it_tells_how_far_it_is_and_can_be_given_up(opened: Library) -> None:
    told: list[tuple[int, int]] = []
    assert opened.reindex(lambda done, count: told.append((done, count))) == 4
    assert told[-1] == (4, 4)
    opened.folder.index.unlink()
    with pytest.raises(SearchCancelled):
        opened.catch_up(is_cancelled=lambda: True)
    assert ids(opened, "survey") == [SURVEY]


def test_a_search_that_nobody_waits_for_ends(opened: Library) -> None:
    with pytest.raises(SearchCancelled):
        opened.find(parse("attention"), lambda: True)


def test_while_it_is_being_made_papers_are_found_all_the_same(opened: Library) -> None:
    is_begun, may_go_on = threading.Event(), threading.Event()

    def wait(_done: int, _count: int) -> None:
        is_begun.set()
        may_go_on.wait(120)

    making = threading.Thread(target=opened.reindex, args=(wait,))
    making.start()
    assert is_begun.wait(120)
    try:
        assert ids(opened, "survey") == [SURVEY]
        assert len(opened.find_all()) == 4
    finally:
        may_go_on.set()
        making.join()
    assert opened.is_indexed()


def test_many_are_put_in_together_and_found(folder: Path) -> None:
    with library(folder) as many:
        many.import_papers([draft(f"Paper {n}", (f"A{n} B",)) for n in range(2500)])
        many.import_papers([draft(f"Later {n}", (f"C{n} D",)) for n in range(2500)])
        many.catch_up()
        assert len(many.find(parse("paper"))) == len(many.find(parse("later"))) == 2500
        assert list(many.find(parse("id:b-paper sort:id")))[:2] == ["b-paper-0", "b-paper-1"]


def test_the_first_of_many_are_given_before_the_rest(folder: Path) -> None:
    with library(folder) as many:
        many.import_papers([draft(f"Paper {n}", (f"A{n} B",)) for n in range(1000)])
        begun = []
        found = many.find_all(lambda hits: begun.append((len(hits), len(hits.first))))
        assert begun == [(1000, 200)]
        assert found.is_whole
        assert len(set(found)) == 1000


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("retreival", "retrieval"), ("atention", "attention"), ("zurvey", "survey"), ("xyzzy", None)],
)
def test_words_spelled_nearly_so_are_offered(folder: Path, word: str, wanted: str | None) -> None:
    with library(folder) as opened:
        opened.import_papers(
            [draft(f"Retrieval, attention: survey {n}", (f"A{n} B",)) for n in range(4)]
        )
        assert opened.nearest(word)[:1] == ([wanted] if wanted else [])


def test_words_of_a_field_are_offered_for_a_slip_in_it_whatever_is_spelled_so_elsewhere(
    folder: Path,
) -> None:
    with library(folder) as opened:
        opened.import_papers(
            [draft(f"Cover {n}", (f"A{n} B",), venue="CVPR") for n in range(3)]
            + [draft(f"On the CVRP {n}", (f"C{n} D",), abstract="CVRS") for n in range(3)]
        )
        assert opened.nearest("cvrp", 3, "venue") == ["cvpr"]
        assert opened.nearest("cvrp", 3, "author") == []
        assert opened.nearest("cvpr", 3) == ["cvrp"]


def test_words_and_names_are_completed_with_how_many_papers_have_them(opened: Library) -> None:
    opened.change([RAG, SURVEY], Change(add_tags=("rl", "rlhf")))
    opened.change([RAG], Change(remove_tags=("rlhf",)))
    assert opened.completions("tag", "R") == [("rl", 2), ("rlhf", 1)]
    assert opened.completions("author", "vas") == [("vaswani", 1)]
    assert opened.completions("author", "Öz") == [("ozturk", 1)]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("form", "from", 1), ("cat", "cats", 1), ("cat", "bat", 1), ("cat", "dog", 3), ("a", "a", 0)],
)
def test_distances(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 2) == min(steps, 3) == distance(other, one, 2)


def test_a_paper_keeps_its_place_where_it_changes_as_the_next_is_added(folder: Path) -> None:
    with library(folder) as opened:
        opened.import_papers([draft("Gone", ("A B",)), draft("Stays", ("C D",))])
        assert len(ids(opened, "")) == 2
        opened.delete([next(iter(opened))])
        assert len(ids(opened, "stays")) == 1
        opened.import_papers(
            [draft("Stays", ("C D",), published="2024"), draft("Stays too", published="2024")]
        )
        assert ids(opened, "stays sort:date") == list(opened)


def test_an_undated_paper_is_the_last(opened: Library) -> None:
    opened.import_papers([draft("Undated", ("E F",))])
    assert list(opened.find_all())[-1] == "f-undated"
    assert isinstance(opened.paper("f-undated"), Paper)


def test_a_search_does_not_wait_until_all_that_was_written_since_is_read_again(
    opened: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ids(opened, "is:starred") == []
    Library(folder).change(list(opened.find_all()), Change(starred=True))
    opened.news()
    monkeypatch.setattr("store.index.catching._FEW_BYTES", 100)
    with monkeypatch.context() as reading:
        reading.setattr(JournalStorage, "changed_since", lambda *_: pytest.fail("was read"))
        assert len(ids(opened, "is:starred")) == 4
    opened.catch_up()
    assert ids(opened, "is:starred") == [SURVEY, RAG, ATTENTION, GPT]


def test_what_it_was_written_by_is_not_left_beside_it(opened: Library) -> None:
    with library(opened.folder.path) as reader:
        assert ids(reader, "survey") == [SURVEY]
        opened.reindex()
        assert Path(f"{opened.folder.index}-wal").stat().st_size == 0
        assert ids(reader, "survey") == [SURVEY]


def test_an_id_with_any_character_is_found_as_it_is(folder: Path) -> None:
    odd = ["one\x1ftwo", 'three, "four"\nfive', "six"]
    journal(
        folder / "papers.jsonl",
        [
            ["set", "papers", name, {"title": f"Common {n}", "published": f"202{n}"}]
            for n, name in enumerate(odd)
        ],
    )
    with library(folder) as made:
        assert ids(made, "common sort:date") == odd
        assert made.is_indexed()
        made.change(["six"], Change(read=True))
        hits = made.find_by_date(parse("common"))
        assert (list(hits), list(hits.read)) == (odd[::-1], [1, 0, 0])
