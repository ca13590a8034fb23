"""What a person never asks for, and what must not cost anything all the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.events import Key

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from tests.tui.reader import Reader, fill, paper, reading
from tests.tui.test_burst import burst
from tui.app import PaperdeckApp
from tui.widgets import note_pane


def ends_in(reader: Reader, paper_id: str, text: str) -> bool:
    """Tell whether a note on disk ends in a text."""
    return reader.on_disk(paper_id).note.endswith(text)


def block_writing(reader: Reader) -> Path:
    """Put a folder where the journal of marks has to be; give it."""
    assert reader.screen.library is not None
    journal = reader.folder / "marks" / f"{reader.screen.library.device}.jsonl"
    journal.mkdir(parents=True)
    return journal


async def test_a_note_that_cannot_be_saved_stays_in_its_editor_until_it_can(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        journal = block_writing(reader)
        await reader.keys("e")
        await reader.type("precious")
        await reader.keys("escape")
        await reader.until(lambda: "unsaved" in reader.said)
        assert "precious" in reader.text()
        journal.rmdir()
        await reader.keys("x", "escape")
        assert reader.on_disk(ids[0]).note == "preciousx"


async def test_esc_leads_out_of_a_note_that_cannot_be_saved(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        block_writing(reader)
        await reader.keys("e")
        await reader.type("lost")
        await reader.keys("escape")
        await reader.until(lambda: "unsaved" in reader.said)
        await reader.keys("escape", "j")
        assert reader.current == ids[1]


async def test_quitting_with_a_note_that_cannot_be_saved_asks_twice_and_gives_the_text(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        block_writing(reader)
        await reader.keys("e")
        await reader.type("precious")
        await reader.pilot.press("ctrl+q")
        await reader.until(lambda: "once more" in reader.said)
        assert reader.app.return_code is None
        await reader.pilot.press("ctrl+q")
        await reader.end()
        assert any("precious" in text for text in reader.app.close_library())


async def test_what_another_window_wrote_is_kept_once_however_often_a_note_is_saved(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(note_pane, "SAVE_AFTER", 0.01)
    async with reading(folder) as reader:
        await reader.keys("e")
        with Library(folder) as other:
            other.change([ids[0]], Change(note="theirs"))
        for text in ("a", "ab", "abc"):
            await reader.keys(text[-1])
            await reader.until(partial(ends_in, reader, ids[0], text))
        note = reader.on_disk(ids[0]).note
        assert note.count("theirs") == 1
        assert note.count("written in another window") == 1
        assert note.endswith("\nabc")


async def test_tab_in_a_note_is_text(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await reader.keys("e", "tab")
        await reader.type("drs")
        await reader.keys("escape")
        assert reader.on_disk(ids[0]).note.strip() == "drs"
        assert not reader.on_disk(ids[0]).read


async def test_esc_and_a_letter_that_a_terminal_took_for_alt_are_both_done(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("e")
        await reader.type("done")
        reader.app.post_message(Key("alt+s", "s"))
        await reader.until(lambda: reader.on_disk(ids[0]).starred)
        assert reader.on_disk(ids[0]).note == "done"


async def test_marks_around_an_undo_in_one_burst_end_as_they_would_one_by_one(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await burst(reader, "rurjsus")
        await reader.until(lambda: reader.on_disk(ids[1]).starred)
        assert reader.on_disk(ids[0]).read


async def test_keys_typed_before_the_library_is_open_are_done_when_it_is(
    folder: Path, ids: list[str]
) -> None:
    app = PaperdeckApp(folder)
    try:
        async with app.run_test() as pilot:
            reader = Reader(app, pilot, folder)
            await reader.until(lambda: app.screen_stack)
            library, app._library = app._library, None
            for key in "js":
                app.post_message(Key(key, key))
            await pilot.pause()
            assert not reader.on_disk(ids[1]).starred
            await reader.until(lambda: reader.screen.deck)
            app._library = library or reader.screen.library
            app._replay()
            await reader.until(lambda: reader.on_disk(ids[1]).starred)
    finally:
        app.close_library()


async def test_the_sample_never_touches_a_library_that_has_papers(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("I")
        assert "empty library" in reader.said
        assert reader.screen.deck is not None
        assert len(reader.screen.deck.library) == len(ids)


async def test_f5_shows_papers_another_window_imported(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        with Library(folder) as other:
            other.import_papers([Draft(paper(9, title="A newcomer"), 1)])
        await reader.keys("f5")
        await reader.until(lambda: "A newcomer" in reader.text())


async def test_finding_goes_on_while_a_filter_shrinks_the_list(folder: Path) -> None:
    fill(folder, [paper(number) for number in range(20)])
    async with reading(folder) as reader:
        await reader.keys("G")
        await burst(reader, "f2th\n/thing\n")
        await reader.until(lambda: "/1" in reader.text() or "/2" in reader.text())
        assert "2th thing" in reader.text()


async def test_a_new_filter_begins_at_its_first_paper_and_leaving_it_goes_back(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("G", "f")
        await reader.type("zebra")
        await reader.keys("enter")
        await reader.until(lambda: "0/0" in reader.text())
        await reader.keys("escape")
        await reader.until(lambda: reader.current == ids[-1])


async def test_another_theme_recolours_every_pane_at_once(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        reader.app.know_themes()
        reader.app.theme = "paper-light"
        await reader.pilot.pause()
        variables = reader.app.theme_variables
        wanted = variables["text-unread"].lower()
        drawn = reader.screen.detail.render_line(0)
        colours = {seg.style.color.name for seg in drawn if seg.style and seg.style.color}
        await reader.until(lambda: True)
        assert wanted in {name.lower() for name in colours}


async def test_a_wrong_answer_stays_in_the_prompt_to_be_mended(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder) as reader:
        await reader.keys("t")
        await reader.type("good -")
        await reader.keys("enter")
        assert reader.screen.prompt.input.value == "good -"
        await reader.keys("backspace", "enter")
        assert reader.on_disk(ids[0]).tags == ("good",)


async def test_a_long_error_is_shown_whole(folder: Path, ids: list[str]) -> None:
    async with reading(folder, (60, 15)) as reader:
        await reader.keys("f")
        await reader.type("is:foo")
        await reader.until(lambda: reader.screen.status.size.height > 1)
        assert "unsure" in reader.text().replace("\n", "")
