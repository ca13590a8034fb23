"""The list of all tags, and their colours."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from store.change import Change
from store.library import Library
from tests.tui.reader import DEADLINE, Reader, fill, paper, reading
from tui.screens.choice import ChoiceScreen
from tui.screens.tag_picker import TagPicker
from tui.settings import Settings
from tui.tag_colours import COLOURS, TagColours, automatic
from tui.themes import builtin_folder, load_themes


async def open_tags(reader: Reader) -> TagPicker:
    await reader.keys("number_sign")
    await reader.until(lambda: isinstance(reader.app.screen, TagPicker))
    screen = reader.app.screen
    assert isinstance(screen, TagPicker)
    await reader.until(lambda: screen._order is not None)
    return screen


def tag(folder: Path, ids: list[str], *names: str) -> None:
    with Library(folder) as library:
        library.change(ids, Change(add_tags=names))


def row(reader: Reader, name: str) -> str:
    """Give the row of a tag, without its frame."""
    line = next(
        line for line in reader.text().splitlines() if f"#{name} " in line and "] #" in line
    )
    return " ".join(line.split("│")[1].split())


def told(reader: Reader, words: str) -> bool:
    return words in " ".join(reader.text().split())


async def test_every_tag_is_shown_with_its_papers_and_whether_this_one_has_it(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:3], "ml/rl")
    tag(folder, ids[1:3], "survey")
    async with reading(folder) as reader:
        await open_tags(reader)
        assert row(reader, "ml/rl") == f"[✓] #ml/rl 3 {automatic('ml/rl')}"
        assert row(reader, "survey") == f"[ ] #survey 2 {automatic('survey')}"
        assert told(reader, "Tags · Paper number 0")


async def test_enter_shows_the_papers_with_a_tag(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[2:4], "c++")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.pilot.press("enter")
        await reader.until(lambda: "1/2" in reader.text())
        assert reader.screen.filter_text == "tag:c++"


async def test_space_gives_a_tag_and_takes_it_and_the_list_stays(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[1:3], "survey")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.keys("space")
        await reader.until(lambda: row(reader, "survey").startswith("[✓] #survey 3"))
        assert reader.on_disk(ids[0]).tags == ("survey",)
        await reader.keys("space")
        await reader.until(lambda: row(reader, "survey").startswith("[ ] #survey 2"))
        assert reader.on_disk(ids[0]).tags == ()


async def test_a_tag_that_some_of_the_selected_have_is_given_to_all(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[1:2], "survey")
    async with reading(folder) as reader:
        await reader.keys("space", "space", "space")
        await open_tags(reader)
        assert told(reader, "Tags · 3 selected papers")
        assert row(reader, "survey").startswith("[–] #survey 1")
        await reader.keys("space")
        await reader.until(lambda: row(reader, "survey").startswith("[✓] #survey 3"))
        assert [reader.on_disk(one).tags for one in ids[:3]] == [("survey",)] * 3
        await reader.keys("space")
        await reader.until(lambda: row(reader, "survey").startswith("[ ] #survey 0"))
        await reader.keys("u")
        await reader.until(lambda: row(reader, "survey").startswith("[✓] #survey 3"))


async def test_typing_finds_a_tag_letters_do_nothing_else(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[:2], "deep-learning", "survey")
    tag(folder, ids[:1], "Dc")
    async with reading(folder) as reader:
        picker = await open_tags(reader)
        await reader.keys("slash", "D", "c")
        await reader.until(lambda: picker.tags.current == "dc")
        assert "#survey" not in reader.text().split("Tags ·")[1]
        await reader.keys("escape")
        await reader.until(lambda: row(reader, "survey"))
        await reader.keys(*"/", *"learn", "enter")
        await reader.until(lambda: reader.screen.filter_text == "tag:deep-learning")


async def test_what_was_typed_in_one_burst_with_enter_counts(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[:2], "deep-learning", "survey")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.pilot.press("slash", *"sur", "enter", "j")
        await reader.until(lambda: reader.current == ids[1])
        assert reader.screen.filter_text == "tag:survey"


async def test_a_name_that_no_tag_has_makes_a_new_one(folder: Path, ids: list[str]) -> None:
    async with reading(folder) as reader:
        await open_tags(reader)
        assert told(reader, "No paper has a tag yet.")
        await reader.keys("R", "D", "c", "space", "slash")
        await reader.type("Read Me")
        await reader.until(lambda: row(reader, "read-me").startswith("[ ] #read-me new"))
        await reader.keys("enter")
        await reader.until(lambda: row(reader, "read-me").startswith("[✓] #read-me 1"))
        assert reader.on_disk(ids[0]).tags == ("read-me",)
        await reader.keys("slash", "!")
        await reader.until(lambda: told(reader, "No tag is called so."))


async def test_a_tag_is_renamed_on_every_paper_and_one_undo_takes_it_back(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:3], "rl")
    Settings().put("tags", "rl", "green")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.keys("R", "end", "minus", *"two", "enter")
        await reader.until(lambda: told(reader, "Renamed the tag rl to rl-two on 3 papers; u"))
        await reader.until(lambda: row(reader, "rl-two") == "[✓] #rl-two 3 green")
        assert reader.on_disk(ids[2]).tags == ("rl-two",)
        await reader.keys("escape", "u")
        await reader.until(lambda: reader.on_disk(ids[2]).tags == ("rl",))


async def test_a_name_in_use_is_told_before_two_tags_become_one(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:3], "rl")
    tag(folder, ids[2:4], "ml")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.keys("R", *"ml", "enter")
        await reader.until(
            lambda: told(reader, "2 papers have ml already: Enter again merges rl into it.")
        )
        assert reader.on_disk(ids[0]).tags == ("rl",)
        await reader.keys("enter")
        await reader.until(lambda: told(reader, "Merged the tag rl into ml on 3 papers; u undoes"))
        await reader.until(lambda: row(reader, "ml").startswith("[✓] #ml 4"))
        assert "#rl " not in reader.text().split("Tags ·")[1].split("Merged")[0]
        await reader.keys("u")
        await reader.until(lambda: row(reader, "ml").startswith("[ ] #ml 2"))
        assert row(reader, "rl").startswith("[✓] #rl 3")


async def test_a_name_that_cannot_be_a_tag_stays_to_be_mended(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[:1], "rl")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.keys("R", "exclamation_mark", "enter")
        await reader.until(lambda: told(reader, "cannot be a tag"))
        await reader.keys("escape")
        assert isinstance(reader.app.screen, TagPicker)
        assert reader.on_disk(ids[0]).tags == ("rl",)


async def test_a_tag_is_deleted_from_every_paper_and_comes_back(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:3], "rl")
    tag(folder, ids[:1], "survey")
    async with reading(folder) as reader:
        await open_tags(reader)
        await reader.keys("D")
        await reader.until(lambda: told(reader, "Deleted the tag rl from 3 papers; u undoes it."))
        assert reader.on_disk(ids[1]).tags == ()
        await reader.keys("u")
        await reader.until(lambda: row(reader, "rl").startswith("[✓] #rl 3"))
        assert reader.on_disk(ids[1]).tags == ("rl",)


async def test_a_library_that_cannot_be_written_says_so_and_shows_what_is(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tag(folder, ids[1:2], "rl")
    async with reading(folder) as reader:
        assert reader.screen.library is not None
        reader.screen.library._ledger.read_only = True
        await open_tags(reader)
        await reader.keys("space")
        await reader.until(lambda: told(reader, "open for reading only"))
        await reader.until(lambda: row(reader, "rl").startswith("[ ] #rl 1"))


async def test_counting_tags_holds_up_nothing(
    folder: Path, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_count = threading.Event()
    tags = Library.tags

    def slowly(library: Library, *arguments: Any) -> dict[str, int]:
        may_count.wait(DEADLINE)
        return tags(library, *arguments)

    monkeypatch.setattr(Library, "tags", slowly)
    async with reading(folder) as reader:
        await reader.pilot.press("number_sign")
        await reader.until(lambda: "Counting…" in reader.text())
        await reader.pilot.press("escape", "j")
        await reader.until(lambda: reader.current == ids[1])
        may_count.set()


async def test_the_counts_follow_what_another_window_tags(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[:1], "rl")
    async with reading(folder) as reader:
        await open_tags(reader)
        tag(folder, ids[:3], "rl", "new-one")
        await reader.until(lambda: row(reader, "rl").startswith("[✓] #rl 3"))
        assert row(reader, "new-one").startswith("[✓] #new-one 3")


async def test_the_mouse_gives_a_tag_and_shows_its_papers(folder: Path, ids: list[str]) -> None:
    tag(folder, ids[1:4], "rl")
    tag(folder, ids[2:4], "survey")
    async with reading(folder) as reader:
        picker = await open_tags(reader)
        await reader.pilot.click(picker.tags, (1, 1))
        await reader.until(lambda: row(reader, "survey").startswith("[✓] #survey 3"))
        await reader.pilot.click(picker.tags, (8, 0))
        await reader.until(lambda: picker.tags.current == "rl")
        await reader.pilot.click(picker.tags, (8, 0))
        await reader.until(lambda: reader.screen.filter_text == "tag:rl")


@pytest.mark.parametrize("size", [(44, 12), (80, 24), (200, 60)])
async def test_ten_thousand_tags_long_and_wide_keep_their_columns(
    folder: Path, size: tuple[int, int]
) -> None:
    ids = fill(folder, [paper(1)])
    long = ["x" * 60, "强" * 60, "a" + "\u0301" * 59, "हिन्दी/" * 8]
    tag(folder, ids, *long, *(f"tag-{number}" for number in range(10_000)))
    async with reading(folder, size) as reader:
        picker = await open_tags(reader)
        await reader.keys("slash", "slash", "escape", "G")
        await reader.until(lambda: picker.tags.cursor == 10_003)
        strips = reader.app.screen._compositor.render_strips(reader.app.size)
        assert {strip.cell_length for strip in strips} == {size[0]}
        assert "…" in reader.text()
        await reader.keys("slash", *"9999")
        await reader.until(lambda: picker.tags.current == "tag-9999")


# -- colours


def test_a_tag_has_the_same_colour_everywhere_and_all_colours_are_used() -> None:
    assert automatic("rl") == automatic("rl") == "blue"
    assert {automatic(f"tag-{number}") for number in range(100)} == set(COLOURS)


def test_every_theme_has_every_colour() -> None:
    for theme in load_themes(builtin_folder(), Path("/nowhere"))[0]:
        assert len({theme.colours[f"tag-{colour}"] for colour in COLOURS}) == len(COLOURS)


def test_a_colour_is_written_in_the_place_of_the_one_before_however_the_tag_is_spelled() -> None:
    settings = Settings()
    settings.put("tags", "RL", "Red")
    colours = TagColours(settings)
    assert colours.of("rl") == "red"
    colours.choose("rl", "cyan")
    assert (colours.of("rl"), settings.table("tags")) == ("cyan", {"rl": "cyan"})
    colours.keep("rl", "planning")
    assert colours.chosen("planning") == "cyan"
    colours.choose("rl", "")
    assert (colours.of("rl"), colours.chosen("rl")) == (automatic("rl"), "")
    colours.choose("never", "")
    assert settings.table("tags") == {"planning": "cyan"}


def ink(reader: Reader, text: str) -> str:
    """Give the colour in which a text is drawn."""
    for strip in reader.app.screen._compositor.render_strips(reader.app.size)[::-1]:
        for found, style, _ in strip:
            if text in found and style and style.color:
                return str(style.color.get_truecolor().hex)
    raise AssertionError(text)


def colour(reader: Reader, name: str) -> str:
    return reader.app.theme_variables[f"tag-{name}"].lower()


async def test_a_colour_is_chosen_and_shown_wherever_the_tag_is(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:3], "survey")
    tag(folder, ids[1:3], "rl")
    async with reading(folder) as reader:
        assert ink(reader, "#survey") == colour(reader, automatic("survey"))
        await open_tags(reader)
        await reader.keys("c")
        await reader.until(lambda: isinstance(reader.app.screen, ChoiceScreen))
        assert told(reader, f"automatic {automatic('survey')}")
        await reader.keys("G", "enter")
        await reader.until(lambda: told(reader, "The tag survey is purple now."))
        assert row(reader, "survey") == "[✓] #survey 3 purple"
        await reader.keys("escape")
        await reader.until(lambda: ink(reader, "#survey") == colour(reader, "purple"))
    assert Settings().table("tags") == {"survey": "purple"}


async def test_settings_that_a_colour_cannot_be_written_to_are_told_of(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:1], "rl")
    path = Settings().path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("tags = 3\n")
    async with reading(folder) as reader:
        await open_tags(reader)
        assert told(reader, "Tags have the colours they come with")
        await reader.keys("c", "j", "enter")
        await reader.until(lambda: told(reader, "nothing was changed") or told(reader, "no table"))
    assert path.read_text() == "tags = 3\n"


async def test_a_wide_list_has_the_names_of_tags_and_a_narrow_one_their_sign(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:1], "survey", "x" * 60)
    tag(folder, ids[1:2], "强化学习" * 10)
    async with reading(folder, (200, 40)) as reader:
        first, second = reader.row("Paper number 0"), reader.row("Paper number 1")
        assert "#survey #xxxxxx" in first.split("│")[0]
        assert "#强化学习" in second
        assert first.index("Author0") == reader.row("Paper number 2").index("Author2")
        strips = reader.app.screen._compositor.render_strips(reader.app.size)
        assert {strip.cell_length for strip in strips} == {200}
        await reader.pilot.resize_terminal(120, 40)
        await reader.until(lambda: "#survey" not in reader.row("Paper number 0").split("│")[0])
        assert "#" in reader.row("Paper number 0").split("Paper")[0]


# -- asking for tags


async def test_tags_are_completed_with_those_there_are_sub_tags_too(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[1:2], "ml/rl")
    async with reading(folder) as reader:
        await reader.keys("t", *"ml")
        await reader.until(lambda: reader.screen.prompt.input._suggestion == "ml/rl")
        await reader.keys("tab", "enter")
        assert reader.on_disk(ids[0]).tags == ("ml/rl",)
        await reader.keys("f")
        await reader.type("tag:ml/")
        await reader.until(lambda: "ml/rl 2" in " ".join(reader.text().split()))
        await reader.keys("tab", "enter")
        await reader.until(lambda: "/2" in reader.text().splitlines()[-2])


async def test_asking_for_tags_gives_and_takes_on_all_that_are_selected(
    folder: Path, ids: list[str]
) -> None:
    tag(folder, ids[:1], "old")
    async with reading(folder) as reader:
        await reader.keys("space", "space", "t")
        assert told(reader, "tag 2 papers:")
        await reader.type("new -old")
        await reader.keys("enter")
        assert [reader.on_disk(one).tags for one in ids[:3]] == [("new",), ("new",), ()]
