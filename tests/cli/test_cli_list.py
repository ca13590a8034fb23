"""`paperdeck list`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.command import LISTING, PAPER, SAMPLE, Runner
from tui.cli import output
from tui.cli.cell import width


def test_every_paper_is_on_a_line_of_its_own_the_latest_first(paperdeck: Runner) -> None:
    done = paperdeck("list")
    assert (done.status, done.err, len(done.rows)) == (0, "", 50)
    dates = [row.split()[1] for row in done.rows]
    assert dates == sorted(dates, reverse=True)


def test_columns_stand_below_each_other_and_hold_no_tab(paperdeck: Runner) -> None:
    rows = paperdeck("list").rows
    assert len({row.index("●") for row in rows}) == 1
    assert not any("\t" in row for row in rows)


def test_without_a_terminal_nothing_is_cut_and_nothing_coloured(paperdeck: Runner) -> None:
    done = paperdeck("list", "superintelligence OR art", "--sort", "title")
    assert "…" not in done.out
    assert "\x1b" not in done.out


def test_a_query_of_several_words_is_one_query(paperdeck: Runner) -> None:
    both, one = paperdeck("list", "reinforcement", "search"), paperdeck("list", "reinforcement")
    assert 0 < len(both.rows) < len(one.rows) < 50


def test_a_word_with_a_hyphen_before_it_excludes(paperdeck: Runner) -> None:
    all_of, rest = paperdeck("list", "language"), paperdeck("list", "language", "-instruct")
    assert 0 < len(rest.rows) < len(all_of.rows)
    assert not any(PAPER in row for row in rest.rows)


def test_the_signs_tell_what_was_done(paperdeck: Runner) -> None:
    assert "●" in paperdeck("list", "self-instruct").out
    paperdeck("mark", PAPER, "--read", "--star", "--queue", "--tag", "rl")
    paperdeck("note", PAPER, "--append", "text")
    row = next(row for row in paperdeck("list").rows if PAPER in row)
    assert "★»¶#" in row
    assert "●" not in row


def test_limit_gives_the_first(paperdeck: Runner) -> None:
    everything = paperdeck("list", "--json").rows
    assert paperdeck("list", "--limit", "3", "--json").rows == everything[:3]
    assert paperdeck("list", "--limit", "0").out == ""


@pytest.mark.parametrize("number", ["-1", "x", "1.5"])
def test_a_limit_that_is_no_number_is_explained(number: str, paperdeck: Runner) -> None:
    for command in ("list", "history"):
        done = paperdeck(command, "--limit", number)
        assert (done.status, done.out) == (2, "")
        assert f"'{number}' is no number of lines. Write it as 20." in done.err


def test_sort_orders_by_a_field_and_a_hyphen_turns_it_round(paperdeck: Runner) -> None:
    titles = [paper["title"] for paper in paperdeck("list", "--sort", "title", "--json").objects]
    turned = [paper["title"] for paper in paperdeck("list", "--sort", "-title", "--json").objects]
    assert titles == sorted(titles, key=str.casefold)
    assert turned == titles[::-1]


def test_the_option_sort_wins_over_one_in_the_query(paperdeck: Runner) -> None:
    assert paperdeck("list", "sort:date", "--sort", "title").out == (
        paperdeck("list", "--sort", "title").out
    )


def test_an_unknown_field_to_sort_by_names_those_there_are(paperdeck: Runner) -> None:
    done = paperdeck("list", "--sort", "colour")
    assert done.status == 2
    assert "date, title, author" in done.err


def test_json_is_an_object_a_line_with_every_field(paperdeck: Runner) -> None:
    papers = {paper["id"]: paper for paper in paperdeck("list", "--json").objects}
    assert len(papers) == 50
    assert papers[PAPER]["authors"] == ["Yizhong Wang", "Yeganeh Kordi", "Swaroop Mishra"]
    assert papers[PAPER]["authors_complete"] is False
    assert papers[PAPER]["published"] == "2022-12-20"
    assert papers[PAPER]["categories"] == ["cs.CL"]
    assert papers[PAPER]["has_code"] is True
    assert papers[PAPER]["organisations"] == ["allen-ai", "uw"]


def test_what_it_prints_as_json_can_be_imported_again(
    paperdeck: Runner, bare: Runner, tmp_path: Path
) -> None:
    paperdeck("mark", PAPER, "--star", "--tag", "rl")
    printed = paperdeck("list", "--json").out
    assert bare("--library", tmp_path / "copy", "import", "-", stdin=printed).status == 0
    again = bare("--library", tmp_path / "copy", "list", "--json").out
    assert [json.loads(row) for row in again.splitlines()] == (
        [json.loads(row) for row in printed.splitlines()]
    )


def test_a_query_that_finds_nothing_prints_nothing_and_says_so(paperdeck: Runner) -> None:
    done = paperdeck("list", "xylophone")
    assert (done.status, done.out) == (0, "")
    assert done.err == "No paper matches the query: xylophone.\n"


def test_a_slip_in_a_field_is_told_though_other_fields_have_the_word(bare: Runner) -> None:
    papers = [{"title": f"On the CVRP {n}", "venue": "CVPR", "authors": [f"A{n}"]} for n in "123"]
    bare("import", "-", stdin="\n".join(map(json.dumps, papers)))
    done = bare("list", "venue:cvrp")
    assert done.err == "No paper matches the query: venue:cvrp. Did you mean cvpr?\n"


def test_a_slip_that_a_paper_shares_is_told_where_the_right_word_finds_more(bare: Runner) -> None:
    papers = [{"title": f"Symbolic reasoning {n}", "authors": [f"A{n}"]} for n in "123"]
    papers.append({"title": "On raesoning", "authors": ["B"]})
    bare("import", "-", stdin="\n".join(map(json.dumps, papers)))
    assert "On raesoning" in bare("list", "raesoning").out
    done = bare("list", "symbolic raesoning")
    assert done.err.endswith("symbolic raesoning. Did you mean reasoning?\n")
    late = bare("list", "on the very many ways of symbolic raesoning")
    assert late.err.endswith("raesoning.\n")
    late = bare("list", "symbolic reasoning symb symbo symbol symboli resaoning")
    assert late.err.endswith("Did you mean reasoning?\n")
    nothing = bare("list", "xylophone raesoning")
    assert nothing.err == "No paper matches the query: xylophone raesoning.\n"


def test_a_year_among_words_is_told_to_be_a_field(bare: Runner) -> None:
    papers = [{"title": "Cats", "authors": ["Ann Lee"], "published": "2017-05-01"}]
    bare("import", "-", stdin="\n".join(map(json.dumps, papers)))
    assert bare("list", "lee 2017").err.endswith("lee 2017. Did you mean year:2017?\n")
    assert bare("list", "lee 2018").err == "No paper matches the query: lee 2018.\n"
    wrong = bare("list", "2017 year:2017 title:lee")
    assert wrong.status == 0
    assert "Did you mean" not in wrong.err


@pytest.mark.parametrize("field", ["", "id:", "cat:", "doi:", "arxiv:", "title:", "tag:"])
def test_an_argument_that_is_not_utf_8_is_a_wrong_query(field: str, paperdeck: Runner) -> None:
    done = paperdeck("list", f"{field}a\udcff")
    assert (done.status, done.out) == (2, "")
    assert "no UTF-8" in done.err


def test_a_library_that_does_not_exist_is_empty_and_is_not_made(
    bare: Runner, tmp_path: Path
) -> None:
    done = bare("list", "--library", tmp_path / "none")
    assert (done.status, done.out) == (0, "")
    assert "paperdeck import FILE" in done.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [["show", "x"], ["note", "x"], ["cite", "x"], ["mark", "x", "--read"], ["delete", "x"]],
)
def test_where_there_are_no_papers_an_id_is_not_blamed(
    arguments: list[str], bare: Runner, tmp_path: Path
) -> None:
    done = bare("--library", tmp_path / "misspelt", *arguments)
    assert (done.status, done.out) == (1, "")
    assert f"There are no papers in {tmp_path / 'misspelt'} yet" in done.err


def test_doctor_says_that_it_found_no_papers(bare: Runner, tmp_path: Path) -> None:
    done = bare("--library", tmp_path / "misspelt", "doctor")
    assert done.status == 0
    assert f"There are no papers in {tmp_path / 'misspelt'} yet" in done.err


def test_a_wrong_query_is_shown_with_the_place_marked(paperdeck: Runner) -> None:
    done = paperdeck("list", "rl sort:dat")
    assert (done.status, done.out) == (2, "")
    assert "Did you mean sort:date?" in done.err
    assert done.err.splitlines()[1:] == ["  rl sort:dat", "     ^^^^^^^^"]


def test_the_place_is_counted_in_cells(paperdeck: Runner) -> None:
    lines = paperdeck("list", "語 sort:dat").err.splitlines()
    assert lines[-1] == "     ^^^^^^^^"


def test_an_option_it_does_not_have_is_no_part_of_the_query(paperdeck: Runner) -> None:
    done = paperdeck("list", "--jsn")
    assert done.status == 2
    assert "Did you mean '--json'?" in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["list", "--", "--limit"], "What follows -- is a query: write --limit before it."),
        (["mark", "--star", "--", "--unread"], "write --unread before it."),
        (["list", "--version"], "--version stands right after paperdeck, before any other word."),
    ],
)
def test_an_option_in_the_wrong_place_is_told_where_it_belongs(
    arguments: list[str], told: str, paperdeck: Runner
) -> None:
    done = paperdeck(*arguments)
    assert done.status == 2
    assert told in done.err


@pytest.mark.parametrize("columns", [60, 80, 250])
def test_on_a_terminal_no_line_is_wider_than_it(
    columns: int, paperdeck: Runner, bare: Runner, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = LISTING.replace("Dogs at Play", "狗" * 200).replace("Cats", "\U0001f431" * 60)
    bare("--library", library, "import", "-", stdin=wide)
    monkeypatch.setattr(output, "columns", lambda: columns)
    widths = [width(row) for row in paperdeck("list").rows]
    assert max(widths) <= columns
    assert max(widths) >= columns - 1


def test_on_a_terminal_it_is_coloured_unless_the_user_wants_none(
    paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda _stream: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("WT_SESSION", "1")
    assert "\x1b[" in paperdeck("list").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in paperdeck("list").out


HOSTILE = """\
CLDec 20, 2022
Clear \x1b[2Jthe \x1b]52;c;aGk=\x07screen \u202eback [@click=app.quit]Ada Lovelace
An \x1b[31mabstract.
"""


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["doctor"]])
def test_no_character_of_a_paper_reaches_the_terminal_as_a_command(
    arguments: list[str], bare: Runner, tmp_path: Path
) -> None:
    bare("--library", tmp_path / "l", "import", "-", stdin=HOSTILE)
    done = bare("--library", tmp_path / "l", *arguments)
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out + done.err)
    if arguments == ["list"]:
        assert "␛[2J" in done.out
        assert "[@click=app.quit]" in done.out


def test_the_library_may_be_named_before_the_command_after_it_or_by_the_environment(
    bare: Runner, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bare("--library", library, "list", "--limit", "1")
    after = bare("list", "--limit", "1", "--library", library)
    monkeypatch.setenv("PAPERDECK_LIBRARY", str(library))
    by_environment = bare("list", "--limit", "1")
    assert before.out == after.out == by_environment.out != ""
    assert bare("list", "--library", tmp_path / "other").out == ""
    assert bare("--library", tmp_path / "other", "list", "--library", library).out != ""


def test_the_home_sign_in_the_name_of_a_library_is_the_home(
    bare: Runner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERDECK_LIBRARY", "~/papers")
    assert bare("import", SAMPLE).status == 0
    assert (home / "papers" / "papers.jsonl").exists()


@pytest.mark.skipif(os.name != "posix", reason="the place is another on other systems")
def test_without_a_name_it_is_in_the_users_data_folder(bare: Runner, home: Path) -> None:
    bare("import", SAMPLE)
    assert next(home.rglob("papers.jsonl")).parent.name == "paperdeck"


def test_a_damaged_library_says_what_tells_more(paperdeck: Runner, library: Path) -> None:
    with (library / "papers.jsonl").open("ab") as journal:
        journal.write(b'{"at":"x"}\n')
    done = paperdeck("list")
    assert (done.status, len(done.rows)) == (0, 50)
    assert "paperdeck doctor" in done.err


def test_a_person_is_told_how_many_there_are(
    paperdeck: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paperdeck("list").err == ""
    monkeypatch.setattr(output, "is_terminal", lambda _stream: True)
    assert paperdeck("list").err == "50 papers.\n"
    assert paperdeck("list", "self-instruct").err == "1 paper.\n"
    assert paperdeck("list", "--json").err == ""
    assert paperdeck("list", "--limit", "3").err == ""
