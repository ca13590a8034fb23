"""The lock of what is being written, by the system's own means and by filelock's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store.errors import WriteError
from store.journal import lock as module
from store.journal.lock import WriteLock


@pytest.fixture(params=["own", "filelock"])
def path(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "filelock":
        monkeypatch.setattr(module, "fcntl", None)
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    return tmp_path / "papers.jsonl"


def test_of_two_that_write_one_waits_until_the_other_is_done(path: Path) -> None:
    one, other = WriteLock(path), WriteLock(path)
    with one.held(), pytest.raises(WriteError, match=r"keeps papers\.jsonl locked"), other.held():
        pass
    with other.held():
        pass


def test_its_file_is_for_the_owner_only(path: Path) -> None:
    with WriteLock(path).held():
        place = path.with_name(".papers.jsonl.lock")
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
