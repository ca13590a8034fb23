"""A window that is killed loses nothing it has said was written."""

from __future__ import annotations

import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.care.doctor import examine
from tests.faults.ground import Ground, ground
from tests.faults.situation import PAPERS, SITUATIONS, STREAMS, content, prepared
from tests.store.making import filled, library

KILLS = 200
"""In all, at calls drawn by chance, the same each time."""
ROUND = 10
"""Kills that fall on one library, each mended by the next window."""
WHENS = ("before", "middle", "after", "unplugged")

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


@pytest.fixture(scope="module")
def killing() -> Iterator[Ground]:
    with ground() as found:
        yield found


@pytest.mark.parametrize("name", STREAMS)
def test_what_was_acknowledged_is_there_whenever_the_window_is_killed(
    name: str, killing: Ground, tmp_path: Path
) -> None:
    chance = random.Random(name)
    for number in range(KILLS // len(STREAMS) + 1):
        folder = tmp_path / str(number // ROUND)
        if number % ROUND == 0:
            filled(folder, PAPERS)
            there: set[int] = set()
        moment = (chance.randrange(60), chance.choice(("before", "middle", "after")))
        victim = killing.stream(name, folder, len(there), *moment)
        assert victim.was_killed
        acknowledged = there | {int(word) for word in victim.told}
        opened = library(folder)
        there = STREAMS[name].found(opened)
        assert victim.told
        assert acknowledged <= there
        # At most the one it was writing when it died is there without a word.
        assert there <= acknowledged | {len(acknowledged)}
        assert [finding for finding in examine(opened) if finding.is_damage] == []


@pytest.mark.parametrize("when", WHENS)
@pytest.mark.parametrize("name", SITUATIONS)
def test_a_change_is_whole_or_absent_at_whichever_call_the_window_is_killed(
    name: str, when: str, killing: Ground, tmp_path: Path
) -> None:
    sound = tmp_path / "sound"
    before, after = prepared(name, sound)
    for number in range(1000):
        folder = tmp_path / str(number)
        if sound.exists():
            shutil.copytree(sound, folder)
        victim = killing.single(name, folder, number, when)
        opened = library(folder)
        found = content(opened)
        assert found == after or (found == before and not victim.told)
        assert [finding for finding in examine(opened) if finding.is_damage] == []
        if not victim.was_killed:
            break
        if found == before:
            SITUATIONS[name].act(opened)
        assert content(opened) == content(library(folder)) == after
    assert victim.told == ["done"]
    assert number >= 2
