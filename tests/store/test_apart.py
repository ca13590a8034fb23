"""A long file is read by another process, and nobody can tell but by the time it takes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from store import apart
from store.apart import Broken, read_apart, serve
from store.importers.bounded import read
from store.importers.contract import Context, Draft, Rejection
from store.importers.registry import importer_named
from store.importers.source import Source
from store.intake import read_entries
from store.library import Library
from store.preparing import prepared
from store.query import parse
from tests.store.backing_up import lines
from tests.store.making import draft, library

BIBTEX = r"""
@article{a, title = {Erd\H{o}s and $k$ cats}, author = {Lee, Ann and Wu, Bo}, year = 2020}
@article{b, title = {Broken
@misc{c, title = {Dogs}, author = {Kim, Cy and others}, doi = {10.1/x}, note = {ünï}}
@misc{d, author = {Nobody}}
"""
JSONL = (
    '{"title": "Cats \\ud800", "authors": ["Ann Lee"], "tags": ["x"], "note": "mine"}\n'
    "{no json}\n"
    '{"title": "Dogs", "identifiers": {"doi": "10.1/x"}, "score": 4.5, "year": 2020}\n'
)
LISTING = """94.9LGMar 11Code
A study of catsAnn Lee, Bo Wu et al. · mit
We study cats.
CLDec 20, 2022
Dogs using OLMoAnn Lee
We study dogs.
"""
TEXTS = {"bibtex": BIBTEX, "jsonl": JSONL, "listing": LISTING}
AUTHORS = ("Ann Lee", "Bo Wu")
"""Where the second title of the listing ends is known by these alone."""
TODAY = date(2026, 3, 12)

Entries = list[Draft | Rejection]


def source(text: str) -> Source:
    return Source("papers.txt", text.encode())


def context(**further: object) -> Context:
    return Context("papers.txt", TODAY, **further)  # type: ignore[arg-type]


def here(name: str, authors: tuple[str, ...] = ()) -> Entries:
    return list(read(importer_named(name), source(TEXTS[name]), context(known_authors=authors)))


def plain(entries: Entries) -> Entries:
    """Give entries without what was worked out of them."""
    return [replace(one, prepared=None) if isinstance(one, Draft) else one for one in entries]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("searched", [True, False])
def test_entries_are_those_that_are_read_here(name: str, searched: bool) -> None:
    found = list(read_apart(name, source(TEXTS[name]), context(), is_to_be_searched=searched))
    assert plain(found) == here(name)
    for one in found:
        if isinstance(one, Draft):
            assert one.prepared == prepared(one.paper, is_to_be_searched=searched)


def test_authors_that_the_library_knows_are_asked_for() -> None:
    found = read_apart(
        "listing", source(LISTING), context(known_authors=AUTHORS), is_to_be_searched=False
    )
    assert plain(list(found)) == here("listing", AUTHORS) != here("listing")


def test_the_other_process_answers_a_request_as_it_stands() -> None:
    asked, answers = BytesIO(), BytesIO()
    apart._write(asked, apart._Request("bibtex", "papers.txt", TODAY, False))
    apart._send(asked, memoryview(BIBTEX.encode()))
    asked.seek(0)
    serve(asked, answers)
    answers.seek(0)
    found: Entries = []
    while (told := apart._read(answers))[0] != apart.END:
        found += map(apart._entry, told[1][1] if told[0] == apart.ENTRIES else ())
    assert plain(found) == here("bibtex")


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every text count as a long one."""
    monkeypatch.setattr("store.intake.LONG", 0)


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("answers", range(4))
def test_one_that_is_killed_loses_no_entry(
    folder: Path, tmp_path: Path, answers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies = (
        "import os, signal, sys; sys.path[:] = {path!r}; from store import apart;"
        "apart._MOST_AT_ONCE = 1; write = apart._write; left = ["
        + str(answers)
        + "];\ndef dying(*told):\n    left[0] or os.kill(os.getpid(), signal.SIGKILL)\n"
        "    left[0] -= 1\n    write(*told)\n"
        "apart._write = dying; apart.main()"
    )
    monkeypatch.setattr(apart, "_BEGIN", dies)
    path = tmp_path / "papers.txt"
    path.write_text(BIBTEX, encoding="utf-8")
    with pytest.raises(Broken):
        list(read_apart("bibtex", source(BIBTEX), context(), is_to_be_searched=False))
    with library(folder) as opened:
        assert plain(read_entries(path, library=opened)) == here("bibtex")


@pytest.mark.usefixtures("long")
def test_one_that_is_killed_after_it_asked_for_authors_leaves_them_to_who_reads_on(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies = (
        "import os, signal, sys; sys.path[:] = {path!r}; from store import apart;"
        "write = apart._write;\ndef dying(stream, told):\n"
        "    told[0] == apart.ENTRIES and os.kill(os.getpid(), signal.SIGKILL)\n"
        "    write(stream, told)\n"
        "apart._write = dying; apart.main()"
    )
    monkeypatch.setattr(apart, "_BEGIN", dies)
    path = tmp_path / "papers.txt"
    path.write_text(LISTING, encoding="utf-8")
    with library(folder) as opened:
        opened.import_papers([draft("Cats", AUTHORS)])
        found = read_entries(path, library=opened, today=TODAY)
        assert plain(found) == here("listing", AUTHORS)


@pytest.mark.usefixtures("long")
@pytest.mark.parametrize("greeting", ["Welcome to this Python", "ÿÿÿÿÿÿÿÿ"])
def test_what_is_printed_while_it_begins_is_no_answer(
    folder: Path, tmp_path: Path, greeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = greeting.encode("latin-1")
    begin = f"import sys; sys.stdout.buffer.write({data!r}); sys.stdout.flush(); {apart._BEGIN}"
    monkeypatch.setattr(apart, "_BEGIN", begin)
    path = tmp_path / "papers.txt"
    path.write_text(BIBTEX, encoding="utf-8")
    with library(folder) as opened:
        assert plain(read_entries(path, library=opened)) == here("bibtex")


def test_papers_may_go_while_it_is_told_of_their_authors(folder: Path) -> None:
    with library(folder) as opened:
        first, second = opened.import_papers([draft("One"), draft("Two")]).added
        authors = opened.authors()
        assert next(authors)
        with library(folder) as other:
            other.delete([second])
        opened.refresh()
        assert list(authors) == []
        assert list(opened) == [first]


@pytest.mark.usefixtures("long")
def test_where_none_can_begin_files_are_read_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    path = tmp_path / "papers.txt"
    path.write_text(BIBTEX, encoding="utf-8")
    with library(folder) as opened:
        assert plain(read_entries(path, library=opened)) == here("bibtex")


class StoppedError(Exception):
    """Nobody wants the entries any more."""


@pytest.mark.parametrize("is_read_on", [False, True])
def test_it_ends_as_soon_as_nobody_wants_its_entries(
    is_read_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            begun.append(self)

    def stop(_share: float) -> None:
        raise StoppedError

    monkeypatch.setattr(subprocess, "Popen", Noted)
    endless = source(BIBTEX * 2000)
    if is_read_on:
        told = context()
        entries = read_apart("bibtex", endless, told, is_to_be_searched=False)
        next(entries)
        entries.close()  # type: ignore[attr-defined]
    else:
        with pytest.raises(StoppedError):
            next(read_apart("bibtex", endless, context(progress=stop), is_to_be_searched=False))
    (process,) = begun
    assert process.returncode is not None


def test_it_loads_no_module_of_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("import os; os._exit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [name for name in sys.path if name])
    assert list(read_apart("bibtex", source(BIBTEX), context(), is_to_be_searched=False))


def test_what_was_merged_comes_along(made: Library) -> None:
    made.merging.merge(["anon-x", "anon-y"])
    text = source("\n".join(lines(made)))
    found = list(read_apart("jsonl", text, context(), is_to_be_searched=False))
    assert plain(found) == list(read(importer_named("jsonl"), text, context()))
    assert any(isinstance(one, Draft) and one.merged for one in found)


def test_importing_what_it_read_is_importing_what_is_read_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.library.FEW", 2)  # so that the index is begun while it is read
    path = tmp_path / "papers.txt"
    path.write_text(BIBTEX, encoding="utf-8")
    reports: list[object] = []
    for name, least in (("here", 1 << 30), ("apart", 0)):
        monkeypatch.setattr("store.intake.LONG", least)
        with library(tmp_path / name) as opened:
            event = opened.import_papers(read_entries(path, library=opened))
            assert opened.catch_up()
            reports.append((event, [opened.paper(one) for one in opened]))
            assert len(opened.find(parse("cats OR dogs"))) == 2
            assert opened.import_papers(read_entries(path, library=opened)).added == ()
    assert reports[0] == reports[1]
