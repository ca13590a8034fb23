"""The name of this machine's own marks journal."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import platformdirs

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def device_name(folder: Path | None = None) -> str:
    """Give this machine's name, the same each time, made at the first call.

    It is kept outside the library, so that a library copied to another machine gets that
    machine's name; and it ends in a random part, since machines are often called alike.

    Args:
        folder: where it is kept; by default the platform's folder for a user's state.
    """
    folder = folder or platformdirs.user_state_path("paperdeck", appauthor=False)
    file = folder / "device"
    if name := _kept_name(file):
        return name
    import secrets  # noqa: PLC0415 - these are slow to load, and needed once on a machine
    import socket  # noqa: PLC0415
    from hashlib import blake2b  # noqa: PLC0415

    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().split(".")[0].lower()).strip("-")
    host = host[:30] or "device"
    name = f"{host}-{secrets.token_hex(2)}"
    try:
        _keep(name, file)
    except OSError:
        # Not kept, it must still be the same each time, or every start would make a journal.
        return f"{host}-{blake2b(str(folder).encode(), digest_size=2).hexdigest()}"
    return _kept_name(file) or name  # another process may have been quicker


def _kept_name(file: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        name = file.read_text("utf-8").strip()
        if _NAME.fullmatch(name):
            return name
    return ""


def _keep(name: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"device.{os.getpid()}")
    draft.write_text(f"{name}\n", "utf-8")
    try:
        os.link(draft, file)  # unlike a renaming it fails where another process was quicker
    except OSError:
        if not _kept_name(file):  # no name is in it, or this file system has no links
            draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
