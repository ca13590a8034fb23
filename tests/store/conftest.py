"""What many tests of the library begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.library import Library
from tests.store.making import filled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give where a library may be made."""
    return tmp_path / "library"


@pytest.fixture
def made(folder: Path) -> Library:
    """Give a library of three papers."""
    return filled(folder)
