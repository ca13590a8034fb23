"""TinyDB over a journal, through TinyDB's public methods."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB
from tests.store.making import journal

Open = Callable[[], TinyDB]


def stock(path: Path) -> TinyDB:
    """Give TinyDB's own table over our storage."""
    return TinyDB(path, storage=JournalStorage)


@pytest.fixture(params=[JournalDB, stock], ids=["ours", "stock"])
def handle(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Give what opens one and the same file, each time anew."""
    kind: Callable[[Path], TinyDB] = request.param
    return lambda: kind(tmp_path / "papers.jsonl")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "papers.jsonl"


def test_what_is_inserted_is_there_when_it_is_opened_again(handle: Open) -> None:
    assert handle().insert({"title": "A"}) == 1
    assert handle().insert_multiple([{"title": "B"}, {"title": "C"}]) == [2, 3]
    assert [(found.doc_id, found["title"]) for found in handle().all()] == [
        (1, "A"),
        (2, "B"),
        (3, "C"),
    ]


def test_an_update_changes_what_it_names_and_keeps_the_rest(handle: Open) -> None:
    handle().insert_multiple([{"title": "A", "n": 1}, {"title": "B", "n": 1}])
    assert handle().update({"n": 2}, where("title") == "B") == [2]
    assert handle().update(increment("n"), doc_ids=[1]) == [1]
    assert handle().update(delete("title"), doc_ids=[2]) == [2]
    assert handle().all() == [{"title": "A", "n": 2}, {"n": 2}]


def test_an_upsert_updates_what_is_there_and_inserts_what_is_not(handle: Open) -> None:
    assert handle().upsert({"title": "A", "n": 1}, where("title") == "A") == [1]
    assert handle().upsert({"title": "A", "n": 2}, where("title") == "A") == [1]
    assert handle().upsert(Document({"n": 9}, doc_id=7)) == [7]
    assert handle().all() == [{"title": "A", "n": 2}, {"n": 9}]


def test_what_is_removed_is_gone(handle: Open) -> None:
    handle().insert_multiple({"n": n} for n in range(4))
    assert handle().remove(where("n") == 1) == [2]
    assert handle().remove(doc_ids=[4]) == [4]
    assert handle().all() == [{"n": 0}, {"n": 2}]
    handle().truncate()
    assert handle().all() == []
    assert handle().insert({"n": 5}) == 1


def test_tables_are_kept_apart_and_dropped_one_by_one_or_all(handle: Open) -> None:
    database = handle()
    database.table("one").insert({"n": 1})
    database.table("two").insert({"n": 2})
    assert handle().tables() == {"one", "two"}
    handle().drop_table("one")
    assert handle().tables() == {"two"}
    assert len(handle().table("one")) == 0
    handle().drop_tables()
    assert handle().tables() == set()


def test_an_empty_table_that_is_to_persist_does(handle: Open) -> None:
    handle().table("later", persist_empty=True)
    assert handle().tables() == {"later"}


@pytest.mark.parametrize("change", ["update", "remove", "truncate", "drop_tables"])
def test_what_changes_nothing_writes_nothing(handle: Open, path: Path, change: str) -> None:
    handle().insert({"n": 1})
    handle().truncate()
    before = path.read_bytes()
    database = handle()
    if change == "update":
        database.update({"n": 2}, where("n") == 9)
    elif change == "remove":
        database.remove(where("n") == 9)
    elif change == "truncate":
        database.truncate()
    else:
        database.drop_tables()
        before = path.read_bytes()
        database.drop_tables()
    assert path.read_bytes() == before


def test_an_updater_that_raises_changes_nothing(handle: Open, path: Path) -> None:
    database = handle()
    database.insert_multiple({"n": n} for n in range(3))
    before = path.read_bytes()

    def halve(document: dict[str, int]) -> None:
        document["n"] = 12 // document["n"] if document["n"] < 2 else 1 // 0
        document["halved"] = 1

    with pytest.raises(ZeroDivisionError):
        database.update(halve)
    assert path.read_bytes() == before
    assert database.all() == handle().all() == [{"n": 0}, {"n": 1}, {"n": 2}]


def test_inserting_what_json_has_no_form_for_changes_nothing(handle: Open) -> None:
    database = handle()
    database.insert({"n": 1})
    with pytest.raises(TypeError):
        database.insert({"set": {1, 2}})
    with pytest.raises(ValueError):
        database.insert({"n": float("nan")})
    assert database.all() == handle().all() == [{"n": 1}]


@pytest.mark.parametrize("how", ["search", "get", "all", "iteration"])
def test_what_is_given_is_a_copy_that_may_be_changed(handle: Open, how: str) -> None:
    database = handle()
    database.insert({"authors": ["Ada"], "more": {"n": 1}})
    found: Any = None
    if how == "search":
        (found,) = database.search(where("authors").exists())
    elif how == "get":
        found = database.get(doc_id=1)
    else:
        (found,) = database.all() if how == "all" else iter(database)
    found["authors"].append("Eve")
    found["more"]["n"] = 2
    found["new"] = True
    assert database.all() == handle().all() == [{"authors": ["Ada"], "more": {"n": 1}}]


def test_a_repeated_search_gives_a_copy_too(path: Path) -> None:
    database = JournalDB(path)
    database.insert({"authors": ["Ada"]})
    for _ in range(2):
        (found,) = database.search(where("authors").exists())
        assert found == {"authors": ["Ada"]}
        found["authors"].append("Eve")


def test_what_was_inserted_may_be_changed_afterwards(handle: Open) -> None:
    database = handle()
    document = {"authors": ["Ada"]}
    database.insert(document)
    document["authors"].append("Eve")
    assert database.all() == [{"authors": ["Ada"]}]


def test_what_is_in_memory_is_what_would_be_read_again(handle: Open) -> None:
    database = handle()
    database.insert({1: ("a", "b"), "nested": {2: None}})
    assert database.all() == handle().all() == [{"1": ["a", "b"], "nested": {"2": None}}]


def test_two_handles_on_one_file_see_each_others_changes(path: Path) -> None:
    first, second = JournalDB(path), JournalDB(path)
    first.insert({"n": 1})
    query = where("n") > 0
    assert len(second.search(query)) == len(second) == 1
    first.insert({"n": 2})
    assert len(second.search(query)) == second.count(query) == 2
    second.update({"n": 0}, doc_ids=[1])
    assert [found.doc_id for found in first.search(query)] == [2]
    assert first.get(doc_id=1) == {"n": 0}


def test_two_handles_that_insert_in_turn_never_take_the_same_id(path: Path) -> None:
    first, second = JournalDB(path), JournalDB(path)
    ids = [database.insert({}) for _ in range(3) for database in (first, first, second, second)]
    ids += second.insert_multiple([{}, {}])
    ids += [first.upsert({"n": 1}, where("n") == 1)[0]]
    assert ids == list(range(1, 16))


def test_two_stock_tables_keep_what_the_other_wrote_meanwhile(path: Path) -> None:
    first, second = stock(path), stock(path)
    first.insert_multiple([{"n": 1}, {"n": 2}])

    def interrupted(document: dict[str, int]) -> None:
        second.update({"seen": True}, doc_ids=[2])
        second.insert(Document({"n": 3}, doc_id=9))
        document["n"] = 10

    first.update(interrupted, doc_ids=[1])
    assert stock(path).all() == [{"n": 10}, {"n": 2, "seen": True}, {"n": 3}]


def test_a_query_over_nested_fields_works_as_in_tinydb(handle: Open) -> None:
    handle().insert_multiple([{"ids": {"doi": "10.1/x"}}, {"ids": {}}, {}])
    found = handle().search(Query().ids.doi.matches(r"10\."))
    assert [document.doc_id for document in found] == [1]


def test_papers_whose_ids_are_words_are_read_as_well(path: Path) -> None:
    journal(path, [["put", "papers", "wang2022-cats", {"title": "Cats"}]])
    table = JournalDB(path).table("papers")
    assert {str(found.doc_id): found["title"] for found in table.all()} == {"wang2022-cats": "Cats"}
    table.update({"score": 3}, where("title") == "Cats")
    assert JournalDB(path).table("papers").all() == [{"title": "Cats", "score": 3}]
    assert table.insert({"title": "Dogs"}) == 1


def test_an_update_appends_the_same_few_bytes_at_10_documents_and_at_1000(tmp_path: Path) -> None:
    appended = []
    for count in (10, 1000):
        path = tmp_path / str(count)
        database = JournalDB(path)
        database.insert_multiple({"title": "x" * 200, "read": False} for _ in range(count))
        before = path.read_bytes()
        database.update({"read": True}, doc_ids=[7])
        after = path.read_bytes()
        assert after.startswith(before)
        appended.append(len(after) - len(before))
    assert appended[0] == appended[1] < 200


def test_one_insert_of_many_documents_is_one_line(path: Path) -> None:
    JournalDB(path).insert_multiple({"n": n} for n in range(100))
    header, *lines = path.read_bytes().splitlines()
    assert json.loads(header)["journal"] == "paperdeck"
    assert len(lines) == 1


def test_lines_are_stamped_in_the_order_they_were_written(path: Path) -> None:
    first, second = JournalDB(path), JournalDB(path)
    for database in (first, second, first, second):
        database.insert({})
    stamps = [json.loads(line)["at"] for line in path.read_bytes().splitlines()[1:]]
    assert stamps == sorted(set(stamps))


def test_a_line_that_is_there_again_does_not_undo_what_came_after_it(path: Path) -> None:
    journal = JournalStorage(path)
    for number in range(3):
        with journal.writing():
            journal.commit([["put", "t", "1", {"n": number}]], f"set {number}")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[1], *lines[1:3]]))
    for one in (journal, JournalStorage(path)):
        one.refresh()
        assert one.documents("t")["1"] == {"n": 2}
        assert one.bad_lines == []


def test_a_line_out_of_its_place_that_is_there_once_counts(path: Path) -> None:
    journal = JournalStorage(path)
    for number in range(3):
        with journal.writing():
            journal.commit([["put", "t", str(number), {}]], f"set {number}")
    header, *lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([header, lines[2], lines[0], lines[1]]))
    assert set(JournalStorage(path).documents("t")) == {"0", "1", "2"}
