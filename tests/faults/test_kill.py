"""A window that is killed loses nothing it has said was written."""

from __future__ import annotations

import random
import signal
import threading
from pathlib import Path

import pytest

from store.doctor import examine
from tests.faults.child import PAPER, start
from tests.store.making import filled, library

KILLS = 25

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def test_a_mark_that_was_acknowledged_is_there_whenever_the_window_is_killed(
    tmp_path: Path,
) -> None:
    filled(tmp_path / "library")
    moments = random.Random(1)
    acknowledged: set[str] = set()
    for number in range(KILLS):
        child = start("mark", tmp_path / "library", f"r{number}", 100_000)
        assert child.stdout is not None
        first = child.stdout.readline()  # so the moment falls among its writes
        killer = threading.Timer(moments.uniform(0, 0.05), child.kill)
        killer.start()
        rest = child.stdout.read()
        killer.join()
        child.stdout.close()
        assert child.wait() == -signal.SIGKILL
        acknowledged.update((first + rest).decode().split())
        opened = library(tmp_path / "library")
        assert acknowledged <= set(opened.marks(PAPER).tags)
        assert list(examine(opened)) == []
    tags = library(tmp_path / "library").marks(PAPER).tags
    # At most the one it was writing when it died may be there without a word.
    assert len(tags) - len(acknowledged) <= KILLS
    assert len(acknowledged) > KILLS
