"""What an import would do, looked at before it is accepted."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from store.intake import read_entries
from store.library import Library
from tests.tui.previewing import is_shown, known, new, preview, rows
from tests.tui.reader import reading
from tui.screens import importing

MIXED = rows(
    new("Ant"),
    known(0),
    known(1, venue="NeurIPS", score=7),
    "this is no paper",
    new("Bee"),
    new("Ant", venue="ICML"),
)


def titles(folder: Path) -> list[str]:
    with Library(folder, read_only=True) as library:
        return [library.paper(name).title for name in library]


def journals(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*.jsonl")}


async def test_each_entry_has_a_row_with_its_sign_and_word(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, MIXED)
        assert "2 new, 1 update, 1 duplicate, 1 the same, 1 not understood" in reader.text()
        assert "3 of 3 papers taken · shown: what changes" in reader.text()
        assert "[✓] + new" in reader.row("Ant is new")
        assert "Paper number 1" in reader.row("[✓] ~ update")
        assert "! not understood" in reader.text()
        assert "= same" not in reader.text()
        await reader.keys("shift+tab")
        assert "shown: all" in reader.text()
        assert "    = same" in reader.row("= same")
        assert "line 2" in reader.row("= same")


async def test_what_is_under_the_cursor_is_explained(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, MIXED)
        assert "more.jsonl:1 · new, as writer-ant-new" in reader.text()
        await reader.keys("j")
        assert f"more.jsonl:3 · updates {ids[1]}" in reader.text()
        assert "venue: nothing → NeurIPS" in reader.text()
        assert "score: nothing → 7" in reader.text()
        await reader.keys("j")
        assert "more.jsonl:4: " in reader.text()
        assert "this is no paper" in reader.text()
        await reader.keys("G")
        assert "more.jsonl:6 · duplicate of line 1, adds to it" in reader.text()


async def test_enter_imports_everything_and_one_undo_takes_it_back(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.keys("enter")
        await reader.until(lambda: "2 added, 1 updated, 1 unchanged." in reader.said)
        assert reader.app.screen is reader.screen
        assert len(titles(folder)) == 8
        await reader.keys("u")
        assert "2 added, 1 updated" in reader.said
        assert len(titles(folder)) == 6
        with Library(folder, read_only=True) as library:
            assert library.paper(ids[1]).venue == ""


async def test_what_is_left_does_not_come_in_and_takes_its_duplicates_along(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.keys("space", "space")
        assert "1 of 3 papers taken" in reader.text()
        assert "[ ] = duplicate" in reader.text()
        await reader.keys("enter")
        await reader.until(lambda: "1 added, 0 updated, 1 unchanged." in reader.said)
        assert [title for title in titles(folder) if "new" in title] == ["Bee is new"]


async def test_with_nothing_taken_enter_imports_nothing_and_says_what_to_do(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    before = journals(folder)
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.keys("V", "enter")
        assert "Nothing is taken" in reader.text()
        assert is_shown(reader)()
        await reader.keys("V")
        assert "3 of 3 papers taken" in reader.text()
        await reader.keys("f", "V")
        assert "shown: new" in reader.text()
        assert "1 of 3 papers taken" in reader.text()
        await reader.keys("escape")
        await reader.until(lambda: "Nothing was imported" in reader.said)
    assert journals(folder) == before


async def test_after_leaving_it_the_next_import_can_begin(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.keys("q")
        await preview(reader, tmp_path, MIXED)
        await reader.keys("enter")
        await reader.until(lambda: "2 added" in reader.said)


async def test_with_nothing_new_there_is_no_box(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    before = journals(folder)
    (tmp_path / "again.jsonl").write_text(rows(known(0), known(1)))
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "again.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: reader.said == "Nothing new: 2 the same.")
        assert reader.app.screen is reader.screen
        (tmp_path / "again.jsonl").write_text(rows(known(0), "what is this"))
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "again.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: "again.jsonl:2" in reader.text())
        assert reader.said == "Nothing new: 1 the same, 1 not understood."
    assert journals(folder) == before


async def test_the_file_may_be_gone_when_it_is_accepted(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await preview(reader, tmp_path, MIXED)
        (tmp_path / "more.jsonl").unlink()
        await reader.keys("enter")
        await reader.until(lambda: "2 added, 1 updated" in reader.said)


async def test_what_another_window_imported_meanwhile_is_not_added_again(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder) as reader:
        await preview(reader, tmp_path, rows(new("Ant"), new("Bee")))
        with Library(folder) as other:
            other.import_papers(read_entries(tmp_path / "more.jsonl", library=other)[:1])
        await reader.keys("enter")
        await reader.until(lambda: "1 added, 0 updated, 1 unchanged." in reader.said)
    assert len(titles(folder)) == 8


async def test_esc_while_it_is_read_leaves_nothing_behind(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, may_go_on = importing._read, threading.Event()

    def held(source: Any, library: Library, progress: Any, *rest: Any) -> Any:
        progress(0.5)
        may_go_on.wait()
        return read(source, library, progress, *rest)

    monkeypatch.setattr(importing, "_read", held)
    monkeypatch.setattr(importing, "_READ_SECONDS", 0)
    (tmp_path / "more.jsonl").write_text(MIXED)
    before = journals(folder)
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "more.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: "Reading… 50% (Esc stops)" in reader.said)
        await reader.keys("escape")
        may_go_on.set()
        await reader.until(lambda: "nothing of it was kept" in reader.said)
        assert reader.app.screen is reader.screen
    assert journals(folder) == before


async def test_it_does_not_come_between_while_a_text_is_written(
    folder: Path, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, may_go_on = importing._read, threading.Event()

    def held(*arguments: Any) -> Any:
        may_go_on.wait()
        return read(*arguments)

    monkeypatch.setattr(importing, "_read", held)
    monkeypatch.setattr(importing, "_READ_SECONDS", 0)
    (tmp_path / "more.jsonl").write_text(MIXED)
    async with reading(folder) as reader:
        await reader.keys("i")
        reader.screen.prompt.input.value = str(tmp_path / "more.jsonl")
        await reader.keys("enter", "f")
        may_go_on.set()
        await reader.until(lambda: "i shows what would come of it" in reader.said)
        await reader.keys("escape", "i")
        await reader.until(is_shown(reader))
        await reader.keys("enter")
        await reader.until(lambda: "2 added" in reader.said)


async def test_texts_of_a_file_cannot_steer_the_terminal(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    bad = "\x1b[2J[bold]\u202e\x07"
    text = rows(
        new(f"Ant {bad}", venue=bad, abstract=bad, identifiers={f"a{bad}": bad}),
        known(1, venue=bad, identifiers={f"b{bad}": bad}),
        f"{bad} no paper",
    )
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, text)
        for key in ("j", "j", "k"):
            shown = reader.text()
            assert not {"\x1b", "\u202e", "\x07"} & set(shown)
            assert "[bold]" in shown
            await reader.keys(key)


async def test_any_number_of_rows_is_moved_in_and_filtered(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    text = rows(*(new(f"Ant {number}") for number in range(3000)), known(1, venue="NeurIPS"))
    async with reading(folder, (80, 24)) as reader:
        await preview(reader, tmp_path, text)
        assert "3,000 new, 1 update" in reader.text()
        await reader.keys("G")
        assert "[✓] ~ update" in reader.text()
        await reader.keys("f", "f")
        assert "shown: update" in reader.text()
        assert "Ant" not in reader.text().split("Import")[1]
        await reader.keys("f")
        assert "shown" in reader.text()


async def test_the_mouse_takes_leaves_and_goes_there(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.pilot.click("FateList", offset=(1, 1))
        assert "2 of 3 papers taken" in reader.text()
        assert f"updates {ids[1]}" in reader.text()
        await reader.pilot.click("FateList", offset=(30, 0))
        assert "2 of 3 papers taken" in reader.text()
        assert "new, as" in reader.text()


async def test_help_says_what_its_keys_do(folder: Path, ids: list[str], tmp_path: Path) -> None:
    async with reading(folder) as reader:
        await preview(reader, tmp_path, MIXED)
        await reader.keys("question_mark")
        await reader.until(lambda: "Here: what an import would do" in reader.text())
        await reader.keys("escape")
        await reader.until(is_shown(reader))


async def test_an_entry_of_a_megabyte_is_shown_cut(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    long = "on things " * 90_000
    title = f"Ant {long}"[:9_000]
    text = rows(new(title, abstract=long), known(1, abstract=long), f"{{{long}")
    async with reading(folder, (80, 24)) as reader:
        await preview(reader, tmp_path, text)
        for wanted in ("new, as", "updates", "more.jsonl:3: "):
            assert wanted in reader.text()
            await reader.keys("J", "K", "j")


async def test_a_paper_that_several_files_told_of_names_them(
    folder: Path, ids: list[str], tmp_path: Path
) -> None:
    async with reading(folder, (120, 40)) as reader:
        await preview(reader, tmp_path, rows(known(0, venue="NeurIPS")), "a.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: "1 updated" in reader.said)
        await preview(reader, tmp_path, rows(known(0, score=3)), "b.jsonl")
        await reader.keys("enter")
        await reader.until(lambda: "from a.jsonl, b.jsonl" in reader.text())
