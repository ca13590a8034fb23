"""What every test has: a home of its own, so that nobody's settings or papers are touched."""

from __future__ import annotations

from pathlib import Path

import pytest

_OWN = (
    "PAPERDECK_LIBRARY",
    "PAPERDECK_DEBUG",
    "VISUAL",
    "EDITOR",
    "NO_COLOR",
    "BROWSER",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "TMUX",
    "SSH_CONNECTION",
    "SSH_TTY",
    "COLUMNS",
    "LINES",
)
_XDG = ("CONFIG", "DATA", "STATE", "CACHE")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in _XDG:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in _OWN:
        monkeypatch.delenv(name, raising=False)
    return folder
