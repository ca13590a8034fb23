"""Papers of a library to files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.citing import keys_of
from store.exporters.registry import EXPORTERS
from store.exporting import ExportError, Wishes, exported, write_file
from store.intake import read_entries
from store.library import Library
from store.models import JsonObject, Marks, Paper
from tests.store.making import draft, library

WISHES = Wishes(EXPORTERS["jsonl"])
WITH_KEYS = Wishes(EXPORTERS["csl-json"])


def filled(path: Path, count: int = 3) -> Library:
    """Give a library of papers by the same author, of the same year."""
    made = library(path)
    made.import_papers(
        draft(f"Cats {number}", published="2020", marks=Marks(note=f"note {number}", tags=("x",)))
        for number in range(count)
    )
    return made


def test_a_library_comes_back_whole_from_its_json_lines(tmp_path: Path) -> None:
    with filled(tmp_path / "one") as one, library(tmp_path / "two") as two:
        path = tmp_path / "all.jsonl"
        write_file(path, exported(one, list(one), WISHES))
        entries = read_entries(path, library=two)
        two.import_papers(entries)
        assert list(two) == list(one)
        for name in one:
            assert two.paper(name) == one.paper(name)
            assert two.marks(name) == one.marks(name)


def test_a_key_stays_with_its_paper(tmp_path: Path) -> None:
    with filled(tmp_path) as made:
        first, second, third = made
        keys = keys_of(made, [third, second, first])
        assert keys == {
            first: "lovelace2020cats",
            second: "lovelace2020catsa",
            third: "lovelace2020catsb",
        }
        assert keys_of(made, [third]) == {third: "lovelace2020catsb"}
        made.import_papers([draft("Cats before", published="2020")])
        assert keys_of(made, [second]) == {second: "lovelace2020catsa"}
        assert keys_of(made, list(made), "{year}{word}")[third] == "anon2020catsb"


def test_the_words_of_an_author_without_end_are_not_searched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library(tmp_path) as made:
        endless = "word of it " * 1_000
        (paper_id,) = made.import_papers(
            [draft("Cats", published="2020", authors=(endless,))]
        ).added
        monkeypatch.setattr(Library, "find", None)
        assert keys_of(made, [paper_id])[paper_id].endswith("2020cats")


@pytest.mark.parametrize("authors", [(), ("",), ('A "B" C',), ("王义中",)])
def test_papers_whose_author_cannot_be_searched_for_have_keys_too(
    tmp_path: Path, authors: tuple[str, ...]
) -> None:
    with library(tmp_path) as made:
        made.import_papers([draft("Cats one", authors), draft("Cats two", authors)])
        first, second = made
        (key,) = keys_of(made, [second]).values()
        assert key == keys_of(made, [first])[first] + "a"


def test_papers_that_are_gone_meanwhile_are_left_out(tmp_path: Path) -> None:
    with filled(tmp_path) as made:
        ids = list(made)
        made.delete([ids[1]])
        text = b"".join(exported(made, ids, WISHES)).decode()
        assert [f'"id": "{name}"' in text for name in ids] == [True, False, True]


def test_it_is_told_how_far_an_export_is_and_it_can_be_stopped(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise Stopped

    path = tmp_path / "out.jsonl"
    path.write_text("before")
    with filled(tmp_path / "l", 250) as made, pytest.raises(Stopped):
        write_file(path, exported(made, list(made), WISHES, stop))
    assert shares == sorted(shares)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["out.jsonl"]


def test_papers_are_read_one_after_the_other(tmp_path: Path) -> None:
    with filled(tmp_path, 200) as made:
        long = replace(made.paper(next(iter(made))), abstract="x" * 2000)
        read: list[str] = []

        class Watched:
            def __getattr__(self, name: str) -> object:
                return getattr(made, name)

            def __iter__(self) -> Iterator[str]:
                return iter(made)

            def paper(self, name: str) -> Paper:
                read.append(name)
                return replace(long, id=name)

            def paper_and_merged(self, name: str) -> tuple[Paper, list[JsonObject]]:
                return self.paper(name), []

        pieces = exported(Watched(), list(made), WITH_KEYS)  # type: ignore[arg-type]
        next(pieces)
        # All once for their keys, and of them only some again.
        assert 200 < len(read) < 300


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    path.write_text("before")
    path.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(path)
    write_file(link, iter([b"after"]))
    assert path.read_text() == "after"
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.bib"
    usual = tmp_path / "usual"
    usual.touch()
    write_file(path, iter([b"x"]))
    assert path.stat().st_mode == usual.stat().st_mode


def test_a_place_that_takes_no_file_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "no" / "out.bib", tmp_path):
        with pytest.raises(ExportError, match="nothing was exported"):
            write_file(path, iter([b"x"]))


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(pipe, iter([b"one", b"two"]))
        assert os.read(reader, 100) == b"onetwo"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_every_format_writes_a_library(tmp_path: Path) -> None:
    with filled(tmp_path) as made:
        for exporter in EXPORTERS.values():
            text = b"".join(exported(made, list(made), Wishes(exporter))).decode()
            assert all(f"Cats {number}" in text for number in range(3))
