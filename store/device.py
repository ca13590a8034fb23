"""The name under which this machine writes marks into a library."""

from __future__ import annotations

import contextlib
import os
import re
import zlib
from pathlib import Path

import platformdirs

from store.folder import Folder
from store.private import draft_of, make_folder, write

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def device_name(library: Path, folder: Path | None = None) -> str:
    """Give this machine's name for a library, the same each time, made at the first call.

    It is kept outside the library, for each place on this machine apart: so a copy of a library
    gets a journal of its own, on whatever machine it is. It ends in a random part, since
    machines are often called alike.

    Args:
        library: the library's folder; it need not exist.
        folder: where names are kept; by default the platform's folder for a user's state.
    """
    folder = folder or platformdirs.user_state_path("paperdeck", appauthor=False)
    place = os.fsencode(library.resolve())
    file = folder / "devices" / _key(library)
    if name := _kept_name(file):
        return name
    _take_over(folder / "device", file, library)
    if name := _kept_name(file):
        return name
    import secrets  # noqa: PLC0415 - slow to load, and needed once for a library

    host = _host()
    name = f"{host}-{secrets.token_hex(2)}"
    try:
        _keep(name, file)
    except OSError:
        # Not kept, it must still be the same each time, or every start would make a journal.
        return f"{host}-{zlib.crc32(place + os.fsencode(folder)):08x}"
    return _kept_name(file) or name  # another process may have been quicker


def witness_file(library: Path, device: str) -> Path:
    """Give where a copy is kept of what a device writes into a library; see `store.witness`."""
    folder = platformdirs.user_state_path("paperdeck", appauthor=False)
    return folder / "devices" / f"{_key(library)}-{device}.jsonl"


def _key(library: Path) -> str:
    place = os.fsencode(library.resolve())
    return f"{zlib.crc32(place):08x}{zlib.adler32(place):08x}"


def _host() -> str:
    import socket  # noqa: PLC0415 - slow to load, and needed once for a library

    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().split(".")[0].lower())
    return host[:30].strip("-") or "device"


def _kept_name(file: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        name = file.read_text("utf-8").strip()
        if _NAME.fullmatch(name):
            return name
    return ""


def _take_over(old: Path, file: Path, library: Path) -> None:
    """Let the one name a machine had for all its libraries be that of the first one it fits.

    The file itself is moved, so that of several processes and libraries one gets it.
    """
    name = _kept_name(old)
    if name and Folder(library).marks(name).is_file():
        with contextlib.suppress(OSError):
            make_folder(file.parent)
            old.rename(file)


def _keep(name: str, file: Path) -> None:
    make_folder(file.parent)
    draft = draft_of(file)
    draft.unlink(missing_ok=True)
    write(draft, [f"{name}\n".encode()])
    try:
        os.link(draft, file)  # unlike a renaming it fails where another process was quicker
    except OSError:
        if not _kept_name(file):  # no name is in it, or this file system has no links
            draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
