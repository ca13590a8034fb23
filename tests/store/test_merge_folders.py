"""The merge law on disk: journals that arrive late, cut, doubled, or as conflict copies."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from store.change import Change
from store.doctor import examine
from store.journal.line import header
from store.library import Library
from store.marks import NOTE
from store.models import Marks
from tests.store.making import filled
from tests.store.replica import DAY, NOON, texts_of

PAPER = "anon-x"
CHANGES = [
    Change(read=True),
    Change(read=False, rating=4),
    Change(add_tags=("rl",), rating=2),
    Change(remove_tags=("rl",)),
]


class Site:
    """A device with a copy of the library in a folder of its own, and a window open on it."""

    def __init__(self, folder: Path, device: str) -> None:
        self.folder, self.device = folder, device
        self.open()

    def open(self) -> None:
        self.window = Library(self.folder, device=self.device)

    def journal(self, name: str) -> Path:
        return self.folder / "marks" / f"{name}.jsonl"

    def afresh(self) -> Library:
        return Library(self.folder, device=self.device, read_only=True)

    def check(self) -> None:
        """Check that looking again comes to the same as opening the folder."""
        self.window.refresh()
        opened = self.afresh()
        assert self.window.marks(PAPER) == opened.marks(PAPER)
        assert self.window.unreadable == opened.unreadable


class World:
    """Sites, every line ever acknowledged, and who had seen which note."""

    def __init__(self, folder: Path, count: int, chance: random.Random) -> None:
        self.chance = chance
        self.written: dict[str, list[bytes]] = {}
        self.seen: dict[str, set[str]] = {}
        self.cleared: set[str] = set()
        with at_noon():
            filled(folder / "0")
        for number in range(1, count):
            shutil.copytree(folder / "0", folder / str(number))
        self.sites = [Site(folder / str(number), f"d{number}") for number in range(count)]

    def write(self, site: Site) -> None:
        before = self._lines(site)
        if self.chance.random() < 0.5:
            self._note(site)
        else:
            site.window.change([PAPER], self.chance.choice(CHANGES))
        gained = [line for line in self._lines(site) if line not in before]
        self.written.setdefault(site.device, []).extend(gained)
        site.check()

    def _lines(self, site: Site) -> list[bytes]:
        path = site.journal(site.device)
        return path.read_bytes().splitlines(keepends=True)[1:] if path.exists() else []

    def _note(self, site: Site) -> None:
        site.window.refresh()
        base = site.window.marks(PAPER).note
        seen = texts_of(site.window.marks(PAPER))
        before = seen.union(*(self.seen[text] for text in seen))
        if seen and self.chance.random() < 0.2:
            self.cleared |= before
            site.window.write_note(PAPER, "", base)
        else:
            text = f"note{len(self.seen):02d}."
            self.seen[text] = before
            site.window.write_note(PAPER, text, base)

    def deliver(self, site: Site) -> None:
        """Bring a journal from elsewhere, in one of the ways that programs have."""
        name, content = self._version()
        if content is None:
            return
        path = site.journal(name)
        way = self.chance.choice(["whole", "cut", "copy", "joined", "doubled"])
        if way == "cut":
            content = content[: self.chance.randint(1, len(content))]
        elif way == "copy":
            path = site.journal(f"{name}.sync-conflict-20261123-12000{self.chance.randint(0, 9)}")
        elif way == "joined" and path.exists() and b"\n" in path.read_bytes():
            content = path.read_bytes() + content.partition(b"\n")[2]
        elif way == "doubled":
            content += content.partition(b"\n")[2]
        path.write_bytes(content)
        site.check()

    def _version(self) -> tuple[str, bytes | None]:
        name, lines = self.chance.choice([*self.written.items()] or [("d0", [])])
        if not lines:
            return name, None
        start = self.chance.choice([0, 0, self.chance.randrange(len(lines))])
        return name, header() + b"".join(lines[start : self.chance.randint(1, len(lines))])

    def deliver_everything(self, site: Site) -> None:
        """Give a site every line there ever was, in any order, some of them twice."""
        for path in (site.folder / "marks").glob("*.jsonl"):
            path.unlink()
        for name, lines in self.written.items():
            several = [*lines, *self.chance.sample(lines, len(lines) // 2)]
            self.chance.shuffle(several)
            cut = self.chance.randint(0, len(several))
            for file, part in ((name, several[:cut]), (f"{name} (1)", several[cut:])):
                site.journal(file).write_bytes(header() + b"".join(part))
        site.open()

    def greatest(self) -> dict[str, Any]:
        """Give the value with the greatest stamp of each field but the note."""
        ops = [json.loads(line)["ops"] for lines in self.written.values() for line in lines]
        fields = sorted(
            (value[1], name, value[0]) for (op,) in ops for name, value in op[3].items()
        )
        return {name: value for _, name, value in fields if name != NOTE}

    def texts(self) -> set[str]:
        """Give the notes nobody had seen who wrote or cleared one."""
        return self.seen.keys() - self.cleared.union(*self.seen.values())


def at_noon(later: int = 0) -> AbstractContextManager[Any]:
    """Have every clock show a time so many milliseconds after a certain noon."""
    return patch("store.clock.time.time_ns", lambda: (NOON + later) * 1_000_000)


def play(world: World, steps: int) -> None:
    """Let sites edit apart, with clocks days apart, and hear of each other in any way."""
    skews = {site.device: world.chance.randint(-3, 3) * DAY for site in world.sites}
    for step in range(steps):
        site = world.chance.choice(world.sites)
        what = world.chance.choice(["write", "write", "deliver", "open"])
        with at_noon(step + skews[site.device]):
            if what == "open":
                site.open()
            else:
                getattr(world, what)(site)


@settings(max_examples=80)
@given(st.integers(2, 4), st.integers(5, 30), st.integers(0, 1 << 30))
def test_folders_that_hold_the_same_lines_show_the_same_and_nothing_is_lost(
    count: int, steps: int, seed: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), count, random.Random(seed))
        play(world, steps)
        shown: list[Marks] = []
        for site in world.sites:
            world.deliver_everything(site)
            site.check()
            shown.append(site.window.marks(PAPER))
            assert [f for f in examine(site.window) if f.is_damage] == []
        assert all(marks == shown[0] for marks in shown)
        for name, value in world.greatest().items():
            kind, _, tag = name.partition(":")
            assert (tag in shown[0].tags if tag else getattr(shown[0], kind)) == value
        assert texts_of(shown[0]) == world.texts()
