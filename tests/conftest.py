"""What every test has: a home of its own, so that nobody's settings or papers are touched."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from store.library import Library

# How long an example takes says how busy the machine is, not whether the program is right.
_ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", _ANY_MACHINE)
# The same examples each time, so that a change is not refused for what was there before it.
settings.register_profile("gate", _ANY_MACHINE, derandomize=True)
settings.load_profile("gate")

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
    "LC_ALL",
    "LC_CTYPE",
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
    monkeypatch.setenv("LANG", "C.UTF-8")
    return folder


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the libraries that the test leaves open, as the end of a process would."""
    still_open: dict[int, Library] = {}
    opens, closes = Library.__init__, Library.close

    def opened(library: Library, *args: Any, **named: Any) -> None:
        opens(library, *args, **named)
        still_open[id(library)] = library

    def closed(library: Library) -> None:
        closes(library)
        still_open.pop(id(library), None)

    monkeypatch.setattr(Library, "__init__", opened)
    monkeypatch.setattr(Library, "close", closed)
    yield
    for library in list(still_open.values()):
        library.close()


_NOBODY = 65534


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """Give a folder that every user may enter."""
    folder = tmp_path / "open"
    folder.mkdir()
    for place in (folder, *folder.parents[:4]):
        with contextlib.suppress(PermissionError):
            place.chmod(place.stat().st_mode | 0o055)
    return folder


@contextlib.contextmanager
def without_privileges() -> Iterator[None]:
    """Be a user whom permissions bind, as root is not."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
