from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.cli.command import PAPER, Runner
from tui.settings import Settings


def test_the_views_are_printed_with_what_each_finds(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star")
    Settings().put("views", "to discuss", "tag:discuss sort:-score")
    done = paperdeck("views")
    assert done.status == 0
    assert [row.split() for row in done.rows][:3] == [
        ["0", "All", "papers", "50"],
        ["1", "Unread", "50", "is:unread"],
        ["2", "Starred", "1", "is:starred"],
    ]
    assert done.rows[-1] == "6  to discuss        0  tag:discuss sort:-score"


def test_as_json_they_are_an_object_a_line(paperdeck: Runner) -> None:
    found = paperdeck("views", "--json").objects
    assert found[1] == {
        "key": "1",
        "name": "Unread",
        "query": "is:unread",
        "papers": 50,
        "own": False,
    }


def test_a_wrong_view_is_told_of_and_the_others_are_printed(paperdeck: Runner) -> None:
    settings = Settings()
    settings.put("views", "mine", "athor:x")
    settings.path.write_text(settings.path.read_text() + "count = 3\n")
    done = paperdeck("views")
    assert done.status == 1
    assert len(done.rows) == 7
    assert "the view count is no text" in done.err
    assert "The query of the view mine is wrong: athor: is not a field." in done.err


def test_settings_that_cannot_be_read_leave_the_views_that_come_along(paperdeck: Runner) -> None:
    settings = Settings()
    settings.path.parent.mkdir(parents=True)
    settings.path.write_text("[views\n")
    done = paperdeck("views")
    assert (done.status, len(done.rows)) == (1, 6)
    assert "config.toml cannot be understood" in done.err
    assert "line 1" in done.err


def test_a_view_of_ones_own_takes_the_place_and_key_of_one_that_comes_along(
    paperdeck: Runner,
) -> None:
    Settings().put("views", "Today", "added:<7d")
    rows = paperdeck("views").rows
    assert [row.split() for row in rows if "Today" in row] == [["4", "Today", "50", "added:<7d"]]
    assert len(rows) == 6


def test_a_query_that_finds_nothing_names_the_nearest_words(
    paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = {"instrct": ["instruct"]}
    monkeypatch.setattr(
        Library, "nearest", lambda _library, word, _most=3, _field="": near.get(word, [])
    )
    done = paperdeck("list", "instrct")
    assert (done.status, done.out) == (0, "")
    assert done.err == "No paper matches the query: instrct. Did you mean instruct?\n"


def test_the_index_is_made_anew(paperdeck: Runner, library: Path) -> None:
    done = paperdeck("reindex")
    assert (done.status, done.out) == (0, "The index is made anew: 50 papers.\n")
    assert len(paperdeck("list").rows) == 50
