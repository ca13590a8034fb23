"""A library to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.reader import fill, paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the place of a library that is not there yet."""
    return tmp_path / "library"


@pytest.fixture
def ids(folder: Path) -> list[str]:
    """Fill the library with six papers; give their ids, the latest first."""
    return fill(folder, [paper(number) for number in range(6)])
