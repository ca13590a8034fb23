"""`paperdeck show` and `paperdeck tags`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PAPER, Runner
from tui.cli import output
from tui.cli.cell import width
from tui.cli.suggestion import nearest_ids
from tui.settings import Settings


def test_a_page_tells_all_there_is_about_a_paper(paperdeck: Runner) -> None:
    paperdeck("mark", PAPER, "--star", "--tag", "rl")
    paperdeck("note", PAPER, "--append", "read this twice")
    done = paperdeck("show", PAPER)
    assert (done.status, done.err) == (0, "")
    assert done.rows[0].startswith("Self-Instruct: Aligning Language Models")
    assert done.rows[1] == "Yizhong Wang, Yeganeh Kordi, Swaroop Mishra et al."
    for told in (PAPER, "2022-12-20", "cs.CL", "code", "allen-ai, uw", "unread · starred · #rl"):
        assert told in done.out
    assert done.out.endswith("Note\nread this twice\n")


def test_json_is_the_paper_as_list_prints_it(paperdeck: Runner) -> None:
    listed = {paper["id"]: paper for paper in paperdeck("list", "--json").objects}
    assert paperdeck("show", PAPER, "--json").objects == [listed[PAPER]]


def test_on_a_terminal_text_is_wrapped_and_elsewhere_it_is_not(
    paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert max(map(width, paperdeck("show", PAPER).rows)) > 200
    monkeypatch.setattr(output, "columns", lambda: 40)
    assert max(map(width, paperdeck("show", PAPER).rows)) <= 48  # the address of its code is whole


@pytest.mark.parametrize("command", ["show", "note"])
@pytest.mark.parametrize(
    "wrong", ["wang2022", "self-instruct", "wang2022-self-instrct", "WANG2022-Self-Instruct"]
)
def test_an_unknown_id_is_answered_with_the_nearest(
    command: str, wrong: str, paperdeck: Runner
) -> None:
    done = paperdeck(command, wrong)
    assert (done.status, done.out) == (1, "")
    assert f"There is no paper {wrong}" in done.err
    assert PAPER in done.err.split("Did you mean: ")[1]


def test_an_id_like_no_other_is_only_said_to_be_unknown(paperdeck: Runner) -> None:
    done = paperdeck("show", "xyzzy")
    assert done.status == 1
    assert "Did you mean" not in done.err


def test_the_nearest_of_very_many_ids_are_found_at_once() -> None:
    ids = [f"author{number % 100}-paper-{number}" for number in range(100_000)]
    assert nearest_ids(ids, "author7-papre-5007")
    assert nearest_ids(ids, "paper-99999") == ["author99-paper-99999"]
    assert nearest_ids(ids, " ") == []


def test_tags_are_counted_the_most_used_first(paperdeck: Runner) -> None:
    paperdeck("mark", "reinforcement", "--tag", "rl")
    paperdeck("mark", PAPER, "--tag", "tuning")
    rows = paperdeck("tags").rows
    assert rows[0].split()[0] == "rl"
    assert rows[1].split() == ["tuning", "1"]
    assert paperdeck("tags", "--json").objects[1] == {"tag": "tuning", "papers": 1}


def test_without_tags_it_says_how_to_give_one(
    paperdeck: Runner, bare: Runner, tmp_path: Path
) -> None:
    done = paperdeck("tags")
    assert (done.status, done.out) == (0, "")
    assert "--tag" in done.err
    assert "paperdeck import" in bare("tags", "--library", tmp_path / "none").err


def test_latex_is_printed_as_text_and_kept_in_json(paperdeck: Runner, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"title": "Fast $k$-means in $O(n^2)$", "authors": ["Paul Erd\\\\H{o}s"]}\n')
    (name,) = paperdeck("import", str(file), "--json").objects[0]["ids"]
    page = paperdeck("show", name)
    assert page.rows[:2] == ["Fast k-means in O(n²)", "Paul Erdős"]
    assert "Fast k-means in O(n²)" in paperdeck("list", "author:erdos").out
    (kept,) = paperdeck("list", "author:erdos", "--json").objects
    assert (kept["title"], kept["authors"]) == ("Fast $k$-means in $O(n^2)$", [r"Paul Erd\H{o}s"])


def test_what_to_press_in_the_reader_is_the_key_of_the_settings(
    bare: Runner, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    bare("--library", library, "import", "-", stdin="CLDec 20, 2022Code\nOne of ThemAda\nCats.\n")
    paper = bare("--library", library, "list", "is:unsure").rows[0].split()[0]
    assert "In the reader, m moves it." in bare("--library", library, "show", paper).out
    Settings().put("keys", "paper.split", "M")
    assert "In the reader, M moves it." in bare("--library", library, "show", paper).out


def test_the_files_that_told_of_a_paper_are_named(bare: Runner, tmp_path: Path) -> None:
    for name, row in (("a", '"title": "Cats"'), ("b", '"title": "Cats", "year": 2020')):
        (tmp_path / f"{name}.jsonl").write_text(f"{{{row}}}\n")
        bare("--library", tmp_path / "library", "import", tmp_path / f"{name}.jsonl")
    show = "--library", tmp_path / "library", "show", "anon-cats"
    assert "imported from a.jsonl, b.jsonl" in bare(*show).rows
    assert bare(*show, "--json").objects[0]["sources"] == ["a.jsonl", "b.jsonl"]
