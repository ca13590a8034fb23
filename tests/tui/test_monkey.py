"""A thousand random things done at random sizes, to papers that want to be more than text.

``MONKEY_SEEDS="2 3 4" pytest -s tests/tui/test_monkey.py`` does others, and says how long the
longest step of the event loop took.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize

from store.care.doctor import examine
from store.importers.contract import Draft as PaperDraft
from store.library import Library
from tests.scenes.cells import cells, told
from tests.scenes.scene import hostile_papers
from tests.tui.monkey import Longest, Monkey, steps_measured
from tests.tui.reader import Reader, paper, reading
from tui.editor import Draft

SEEDS = [int(seed) for seed in os.environ.get("MONKEY_SEEDS", "1").split()]
DEEDS = 1_000
MOST_SECONDS = 1.0
"""Of the processor's time, between two of which keys are answered."""
ENDLESS = "word of it " * 2_000
ABOUT_PAPERS = {"twice", "split", "category"}
"""What is found of papers as they came."""


def edited(_screen: object, file: Draft) -> str:
    """Be the user's editor."""
    file.path.write_text(f"{file.path.read_text('utf-8')}edited\n", "utf-8")
    return file.text()


@pytest.fixture
def papers(
    folder: Path, tmp_path: Path, clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Fill a library from elsewhere, which undo does not take back; stand in for programs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.setattr("tui.screens.lending.Lending._edited", edited)
    (tmp_path / "papers.jsonl").write_text('{"title": "Another", "authors": ["Ada Writer"]}\n')
    endless = [paper(10, title=ENDLESS, abstract=ENDLESS), paper(11, authors=(ENDLESS,) * 9)]
    all_papers = [*hostile_papers(), *endless, *(paper(number) for number in range(12, 28))]
    with Library(folder, device="elsewhere", is_temporary=True) as library:
        drafts = (PaperDraft(one, at + 1) for at, one in enumerate(all_papers))
        return list(library.import_papers(drafts).added)


async def play(reader: Reader, monkey: Monkey, most: int, longest: Longest) -> int:
    """Do things until the program ends; give how many."""
    done, driver = 0, reader.app._driver
    assert isinstance(driver, HeadlessDriver)
    with steps_measured(longest):
        while done < most and reader.app.return_code is None:
            longest.now = monkey.burst()
            for event in longest.now:
                if isinstance(event, Resize):
                    driver._size = event.size
                reader.app.post_message(event)
            done += len(longest.now)
            await reader.pilot.pause()
    return done


async def go_home(reader: Reader) -> None:
    """Leave everything that is open, and show all papers from the first."""
    for _ in range(20):
        await reader.keys("escape")
    await reader.until(lambda: reader.app.screen is reader.screen)
    await reader.keys("0", "G", "g")
    await reader.until(reader.screen.is_list_true)
    reader.screen.say("")
    await reader.until(lambda: True)


def not_as_on_disk(reader: Reader) -> list[str]:
    """Give the papers that are shown otherwise than another program reads them."""
    deck = reader.screen.deck
    assert deck is not None
    with Library(reader.folder, read_only=True) as library:
        known = set(library)
        return [
            *(known ^ set(deck.library)),
            *(name for name in known if deck.marks(name) != library.marks(name)),
        ]


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_is_done_nothing_breaks_and_nothing_is_lost(
    folder: Path, papers: list[str], home: Path, seed: int
) -> None:
    monkey, longest, done, launches = Monkey(seed), Longest(), 0, 0
    while done < DEEDS:
        launches += 1
        async with reading(folder, monkey.size) as reader:
            done += await play(reader, monkey, DEEDS - done, longest)
            if reader.app.return_code is None:
                await go_home(reader)
                shown = told(cells(reader.app))
                assert not_as_on_disk(reader) == []
            assert reader.app.close_library() == []
    async with reading(folder, monkey.size) as reader:
        await go_home(reader)
        assert told(cells(reader.app)) == shown
    with Library(folder) as library:
        assert {found.kind for found in examine(library)} <= ABOUT_PAPERS
        kept = {*library, *(one.paper.id for one in library.trash())}
        assert set(papers) <= kept
    assert list(home.rglob("*.log")) == []
    print(
        f"seed {seed}: {done} deeds, {launches} launches, "
        f"longest step {longest.cpu:.3f} s of CPU, {longest.wall:.3f} s by the clock"
    )
    assert longest.cpu < MOST_SECONDS, longest.during
