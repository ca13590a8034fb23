"""Opening a journal without reading all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from store.journal import storage as module
from store.journal.file import JournalFile
from store.journal.places import place_file
from store.journal.storage import JournalStorage

TABLE = "papers"


@pytest.fixture(autouse=True)
def soon_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save places after every change."""
    monkeypatch.setattr(module, "SAVE_BYTES", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "papers.jsonl"


def filled(path: Path, count: int = 20) -> dict[str, object]:
    """Write a journal of a few documents; give what is in it."""
    journal = JournalStorage(path)
    with journal.writing():
        for number in range(count):
            journal.commit([["put", TABLE, f"p{number}", {"title": f"Schrödinger {number}"}]], "p")
    with journal.writing():
        journal.commit([["set", TABLE, "p3", {"year": 2024}]], "set")
        journal.commit([["del", TABLE, "p4"]], "delete")
    return dict(journal.documents(TABLE))


def test_what_was_saved_need_not_be_read_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = filled(path)
    lines: list[bytes] = []
    take = JournalFile._take

    def noted(self: JournalFile, line: bytes) -> bool:
        lines.append(line)
        return take(self, line)

    monkeypatch.setattr(JournalFile, "_take", noted)
    opened = JournalStorage(path)
    assert lines == []
    assert dict(opened.documents(TABLE)) == known
    assert list(opened.documents(TABLE)) == list(known)


def test_what_was_appended_after_it_was_saved_is_read(path: Path) -> None:
    filled(path)
    saved = place_file(path).read_bytes()
    other = JournalStorage(path)
    with other.writing():
        other.commit([["set", TABLE, "p1", {"year": 1}], ["del", TABLE, "p2"]], "change")
        other.commit([["put", TABLE, "p4", {"title": "back"}]], "put")
    place_file(path).write_bytes(saved)
    opened = JournalStorage(path)
    assert dict(opened.documents(TABLE)) == dict(other.documents(TABLE))
    assert list(opened.documents(TABLE))[-1] == "p4"
    assert len(opened.documents(TABLE)) == len(list(opened.documents(TABLE)))


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "other", "gone"])
def test_saved_places_that_are_damaged_cost_nothing_but_time(path: Path, damage: str) -> None:
    known = filled(path)
    file = place_file(path)
    data = file.read_bytes()
    if damage == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif damage == "flip":
        file.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
    elif damage == "empty":
        file.write_bytes(b"")
    elif damage == "other":
        filled(path.with_name("other.jsonl"), 30)
        place_file(path.with_name("other.jsonl")).replace(file)
    else:
        file.unlink()
    assert dict(JournalStorage(path).documents(TABLE)) == known


def test_a_bad_line_found_earlier_is_still_told(path: Path) -> None:
    known = filled(path)
    with path.open("ab") as file:
        file.write(b"garbage\n")
    first = JournalStorage(path)
    with first.writing():
        first.commit([["set", TABLE, "p1", {"year": 1}]], "change")
    again = JournalStorage(path)
    assert [bad.reason for bad in again.bad_lines] == [bad.reason for bad in first.bad_lines] != []
    assert len(again.documents(TABLE)) == len(known)


def test_a_document_altered_on_the_disk_is_never_shown_and_is_told_at_the_next_look(
    path: Path,
) -> None:
    known = filled(path)
    opened = JournalStorage(path)
    data = path.read_bytes()
    at = data.index(b"dinger 7")
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"D")
    with pytest.raises(KeyError):
        opened.documents(TABLE)["p7"]
    assert opened.documents(TABLE)["p8"] == known["p8"]
    opened.refresh()
    assert "p7" not in opened.documents(TABLE)
    assert len(opened.bad_lines) == 1
    assert opened.documents(TABLE)["p8"] == known["p8"]


def test_a_file_put_in_its_place_is_read_while_the_old_one_is_still_shown(path: Path) -> None:
    known = filled(path)
    opened = JournalStorage(path)
    shown = opened.documents(TABLE)
    incoming = path.with_name("incoming.jsonl")
    other = filled(incoming, 9)
    incoming.replace(path)
    assert dict(shown) == known
    opened.refresh()
    assert dict(opened.documents(TABLE)) == other


def test_one_opened_for_reading_saves_nothing(path: Path) -> None:
    known = filled(path)
    place_file(path).unlink()
    assert dict(JournalStorage(path, read_only=True).documents(TABLE)) == known
    assert not place_file(path).exists()


def test_a_folder_that_takes_no_more_files_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = filled(path)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "refused")

    monkeypatch.setattr("store.journal.places.replace", refuse)
    opened = JournalStorage(path)
    with opened.writing():
        opened.commit([["set", TABLE, "p1", {"year": 1}]], "change")
    assert opened.documents(TABLE)["p1"] != known["p1"]


KEYS = st.sampled_from(["a", "b", "c", "ü", "論文", "\ud800", ""])
DOCUMENTS = st.dictionaries(st.sampled_from("xyzö"), st.integers(0, 9) | st.text(max_size=3))


@settings(max_examples=50)
@given(st.lists(st.tuples(KEYS, DOCUMENTS), max_size=20))
def test_any_ids_and_documents_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, dict[str, object]]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "x.jsonl"
    journal = JournalStorage(path)
    with journal.writing():
        journal.commit([["put", TABLE, key, document] for key, document in changes], "put")
    journal.refresh()
    opened = JournalStorage(path)
    assert list(opened.documents(TABLE).items()) == list(dict(changes).items())


def test_any_changes_give_what_a_dict_gives_however_often_it_is_opened_anew(
    tmp_path: Path,
) -> None:
    class Changes(RuleBasedStateMachine):
        count = 0

        def __init__(self) -> None:
            super().__init__()
            Changes.count += 1
            self.path = tmp_path / f"{Changes.count}.jsonl"
            self.journal = JournalStorage(self.path)
            self.model: dict[str, dict[str, object]] = {}

        def write(self, *op: object) -> None:
            with self.journal.writing():
                self.journal.commit([list(op)], "change")

        @rule(key=KEYS, document=DOCUMENTS)
        def put(self, key: str, document: dict[str, object]) -> None:
            self.write("put", TABLE, key, document)
            self.model[key] = document

        @rule(key=KEYS, document=DOCUMENTS)
        def add(self, key: str, document: dict[str, object]) -> None:
            self.write("set", TABLE, key, document)
            self.model[key] = {**self.model.get(key, {}), **document}

        @rule(key=KEYS)
        def remove(self, key: str) -> None:
            self.write("del", TABLE, key)
            self.model.pop(key, None)

        @rule()
        def drop(self) -> None:
            self.write("drop", TABLE)
            self.model = {}

        @rule()
        def reopen(self) -> None:
            self.journal = JournalStorage(self.path)

        @rule()
        def look_elsewhere(self) -> None:
            other = JournalStorage(self.path)
            with other.writing():
                other.commit([["put", TABLE, "elsewhere", {}]], "change")
            self.model.setdefault("elsewhere", {})
            self.model["elsewhere"] = {}
            self.journal.refresh()

        @invariant()
        def is_equal(self) -> None:
            documents = self.journal.documents(TABLE)
            assert list(documents.items()) == list(self.model.items())
            assert len(documents) == len(self.model)
            assert all(key in documents for key in self.model)

    run_state_machine_as_test(
        Changes, settings=settings(max_examples=60, stateful_step_count=20, deadline=None)
    )
