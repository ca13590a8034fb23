from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from store.change import Change
from store.library import Library
from tests.tui.reader import fill, paper, reading

HOSTILE = {
    "brackets": ("[RETRACTED] On [b]bold[/b] claims", "[RETRACTED] On [b]bold[/b] claims"),
    "an action": ("[@click=app.quit]quit[/] now", "[@click=app.quit]quit[/] now"),
    "a lone bracket": ("[/] and [[", "[/] and [["),
    "a clipboard sequence": ("a\x1b]52;c;aGk=\x07b", "a␛]52;c;aGk=␇b"),
    "a clear screen": ("a\x1b[2J\x1b[Hb", "a␛[2J␛[Hb"),
    "an 8-bit sequence": ("a\x9b2Jb", "a�2Jb"),
    "an override": ("abc \u202edcba\u202c x", "abc ‹RLO›dcba‹PDF› x"),
    "line breaks": ("one\ntwo\r\nthree", "one two three"),
}

CONTROLS = {"\x1b", "\x9b", "\x07", "\u202e"}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_title_is_shown_literally_in_list_and_detail(folder: Path, name: str) -> None:
    title, shown = HOSTILE[name]
    fill(folder, [paper(1, title=title, abstract=title, authors=(title,)), paper(2)])
    async with reading(folder) as reader:
        text = reader.text()
        assert text.count(shown) >= 3
        assert not set(text) & {"\x1b", "\x9b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    "title",
    [
        "大規模言語モデルの評価",
        "👩\u200d🔬 and ❤\ufe0f and 🇩🇪 and 1\ufe0f\u20e3",
        "e\u0301te\u0301",
        "שלום עולם",
        "한국어 모델",
    ],
)
async def test_wide_and_joined_characters_keep_every_row_as_wide_as_the_screen(
    folder: Path, title: str
) -> None:
    fill(folder, [paper(1, title=title * 20), paper(2, title=title), paper(3)])
    for size in ((60, 15), (81, 24), (120, 40)):
        async with reading(folder, size) as reader:
            for line in reader.text().splitlines():
                assert cell_len(line) == size[0]
                assert sum(cell_len(char) for char in line) == size[0]


@pytest.mark.parametrize(
    "text", [HOSTILE[name][0] for name in HOSTILE if "\x1b" in HOSTILE[name][0]]
)
async def test_the_prompt_draws_nothing_that_a_terminal_would_act_on(
    folder: Path, text: str, tmp_path: Path
) -> None:
    fill(folder, [paper(1, categories=(f"cs.{text}",), venue=text), paper(2)])
    (tmp_path / f"file{text.replace('/', '')}").touch()
    async with reading(folder, query=f"title:{text}") as reader:
        for keys in ("f", "f", f"i{tmp_path}/fi"):
            await reader.type(keys)
            await reader.until(lambda: reader.screen.prompt.display)
            await reader.keys("tab")
            assert not CONTROLS & set(reader.text() + reader.screen.prompt.input.value)
            await reader.keys("escape")
        await reader.type("fcat:cs.")
        await reader.until(reader.screen._proposed.is_set)
        await reader.keys("tab")
        assert not CONTROLS & set(reader.text() + reader.screen.prompt.input.value)


async def test_a_long_title_is_cut_between_characters_with_an_ellipsis(folder: Path) -> None:
    fill(folder, [paper(1, title="長" * 200), paper(2)])
    async with reading(folder, (80, 24)) as reader:
        assert "長…" in reader.text()


async def test_a_paper_without_anything_but_a_title_is_shown(folder: Path) -> None:
    fill(folder, [paper(1, title="", authors=(), abstract="", published="", categories=())])
    async with reading(folder) as reader:
        assert "(no title)" in reader.text()
        assert "(no authors)" in reader.text()
        assert "(no abstract)" in reader.text()


async def test_kinds_of_identifiers_and_notes_being_edited_are_shown_literally(
    folder: Path,
) -> None:
    bad = "x\x1b]52;c;aGk=\x07\x1b[2J\x9b"
    (paper_id,) = fill(folder, [paper(1, identifiers={bad: "v"})])
    with Library(folder) as library:
        library.change([paper_id], Change(note=bad))
    async with reading(folder, (120, 40)) as reader:
        assert not set(reader.text()) & CONTROLS
        await reader.keys("e")
        await reader.until(lambda: reader.screen.notes.editor)
        assert not set(reader.text()) & CONTROLS
        await reader.keys("escape")
        assert reader.on_disk(paper_id).note == bad
