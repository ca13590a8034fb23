"""The panes' sizes: by keys, by the mouse, remembered."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.events import MouseMove
from textual.geometry import Region
from textual.widget import Widget

from tests.tui.reader import Reader, reading
from tui.memory import Memory
from tui.sizes import LIST, Sizes

WIDE, NARROW = (130, 40), (80, 40)


def size(reader: Reader, name: str) -> tuple[int, int]:
    """Give the width and height of a pane."""
    found: Widget = reader.screen.query_one(f"#{name}")
    return found.region.size


async def drag(reader: Reader, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag the mouse over the screen."""
    await reader.pilot.mouse_down(offset=start)
    await reader.pilot._post_mouse_events([MouseMove], None, end, button=1)
    await reader.pilot.mouse_up(offset=end)
    await reader.keys()


async def test_keys_make_the_list_wider_and_narrower(folder: Path, ids: list[str]) -> None:
    async with reading(folder, WIDE) as reader:
        before, _ = size(reader, "list")
        await reader.keys("greater_than_sign", "greater_than_sign")
        assert size(reader, "list")[0] == before + 4
        assert size(reader, "list")[0] + size(reader, "side")[0] == WIDE[0]
        await reader.keys("less_than_sign", "less_than_sign", "less_than_sign")
        assert size(reader, "list")[0] == before - 2


async def test_keys_make_the_list_higher_where_panes_are_stacked(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, NARROW) as reader:
        before = size(reader, "list")
        await reader.keys("greater_than_sign")
        assert size(reader, "list") == (before[0], before[1] + 1)


@pytest.mark.parametrize("screen", [WIDE, NARROW])
async def test_keys_make_the_note_higher_and_lower(
    folder: Path, ids: list[str], screen: tuple[int, int]
) -> None:
    async with reading(folder, screen) as reader:
        (_, note), (_, paper) = size(reader, "notes"), size(reader, "detail")
        await reader.keys(*["plus"] * 3, "minus")
        assert size(reader, "notes")[1] == note + 2
        assert size(reader, "detail")[1] == paper - 2


@pytest.mark.parametrize("screen", [WIDE, NARROW])
async def test_no_pane_is_made_so_small_that_nothing_is_seen_of_it(
    folder: Path, ids: list[str], screen: tuple[int, int]
) -> None:
    async with reading(folder, screen) as reader:
        await reader.keys(*["greater_than_sign"] * 60, *["plus"] * 60)
        assert "as large as can be" in reader.said
        assert min(size(reader, "side")) >= 3
        assert size(reader, "detail")[1] == 3
        await reader.keys(*["less_than_sign"] * 70, *["minus"] * 60)
        assert "as small as can be" in reader.said
        assert min(size(reader, "list")) >= 3
        assert size(reader, "notes")[1] == 2


async def test_sizes_are_remembered_for_each_layout(folder: Path, ids: list[str]) -> None:
    async with reading(folder, WIDE) as reader:
        await reader.keys("greater_than_sign", "plus")
        wide = size(reader, "list"), size(reader, "notes")
        await reader.pilot.resize_terminal(*NARROW)
        await reader.until(lambda: size(reader, "list")[0] == NARROW[0])
        await reader.keys("less_than_sign")
        narrow = size(reader, "list"), size(reader, "notes")
    async with reading(folder, WIDE) as reader:
        assert (size(reader, "list"), size(reader, "notes")) == wide
        await reader.pilot.resize_terminal(*NARROW)
        await reader.until(lambda: (size(reader, "list"), size(reader, "notes")) == narrow)


async def test_a_command_gives_the_usual_sizes_again(folder: Path, ids: list[str]) -> None:
    async with reading(folder, WIDE) as reader:
        usual = size(reader, "list"), size(reader, "notes")
        await reader.keys(*["greater_than_sign"] * 5, "plus", "equals_sign")
        assert (size(reader, "list"), size(reader, "notes")) == usual
        assert "usual sizes" in reader.said
    assert Sizes(Memory()).get("wide", LIST) is None


async def test_a_terminal_resized_below_a_box_has_the_panes_of_its_width(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, WIDE) as reader:
        await reader.keys("greater_than_sign", "T")
        await reader.pilot.resize_terminal(*NARROW)
        await reader.keys("escape")
        await reader.until(lambda: size(reader, "list")[0] == NARROW[0])


async def test_the_mouse_drags_the_border_beside_the_list(folder: Path, ids: list[str]) -> None:
    async with reading(folder, WIDE) as reader:
        at = reader.screen.query_one("#side").region.x
        await drag(reader, (at, 10), (at + 9, 14))
        assert size(reader, "list")[0] == at + 9
        await drag(reader, (at + 9, 10), (3, 14))
        assert size(reader, "list")[0] == 24
    assert Sizes(Memory()).get("wide", LIST) == (24, WIDE[0])


@pytest.mark.parametrize("screen", [WIDE, NARROW])
async def test_the_mouse_drags_the_border_over_the_note(
    folder: Path, ids: list[str], screen: tuple[int, int]
) -> None:
    async with reading(folder, screen) as reader:
        region: Region = reader.screen.notes.region
        await drag(reader, (region.x + 20, region.y), (region.x + 5, region.y - 4))
        assert size(reader, "notes")[1] == region.height + 4


async def test_the_mouse_drags_the_border_under_the_list(folder: Path, ids: list[str]) -> None:
    async with reading(folder, NARROW) as reader:
        at = reader.screen.detail.region.y
        await drag(reader, (30, at), (20, at + 3))
        assert size(reader, "list")[1] == at + 3
        assert reader.current == ids[0]


async def test_a_border_is_let_go_of_where_the_button_is_up_already(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, WIDE) as reader:
        at = reader.screen.query_one("#side").region.x
        await reader.pilot.mouse_down(offset=(at, 10))
        await reader.pilot.hover(offset=(at + 5, 10))
        await reader.pilot.hover(offset=(at + 9, 10))
        assert size(reader, "list")[0] == at
        assert reader.app.mouse_captured is None


async def test_a_zoomed_pane_has_the_whole_screen_whatever_its_size(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, WIDE) as reader:
        await reader.keys("less_than_sign", "plus", "z")
        assert size(reader, "list")[0] == WIDE[0]
        await reader.keys("greater_than_sign")
        assert "z shows all panes again" in reader.said
        await reader.keys("z", "l", "z")
        assert size(reader, "detail") == (WIDE[0], WIDE[1] - 2)


async def test_a_note_that_is_written_has_half_of_the_side_at_least(
    folder: Path, ids: list[str]
) -> None:
    async with reading(folder, WIDE) as reader:
        await reader.keys(*["minus"] * 9, "e")
        await reader.until(lambda: size(reader, "notes")[1] == size(reader, "side")[1] // 2)
        await reader.keys("escape")
        await reader.until(lambda: size(reader, "notes")[1] < 5)


async def test_a_storm_of_sizes_leaves_panes_that_fill_the_screen(
    folder: Path, ids: list[str]
) -> None:
    chance = Random(4)
    keys = ["greater_than_sign", "less_than_sign", "plus", "minus", "z", "tab", "j", "equals_sign"]
    async with reading(folder, WIDE) as reader:
        for _ in range(30):
            await reader.pilot.resize_terminal(chance.randrange(4, 200), chance.randrange(3, 60))
            await reader.keys(*chance.choices(keys, k=4))
        await reader.keys("escape", "escape", "h")
        await reader.pilot.resize_terminal(*WIDE)
        await reader.until(lambda: size(reader, "list")[1] == WIDE[1] - 2)
        assert size(reader, "list")[0] + size(reader, "side")[0] == WIDE[0]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"wide.list": 3}', '{"wide.list": [0, 9]}', '{"wide.list": [9, 9]}']
)
def test_sizes_that_are_none_are_not_taken(text: str) -> None:
    Memory().put("panes", text)
    assert Sizes(Memory()).get("wide", LIST) is None
