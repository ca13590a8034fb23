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
    with contextlib.suppress(OSError, UnicodeDecodeError):
        name = file.read_text("utf-8").strip()
        if _NAME.fullmatch(name):
            return name
    import secrets  # noqa: PLC0415 - both are slow to load, and needed once on a machine
    import socket  # noqa: PLC0415

    host = re.sub(r"[^a-z0-9]+", "-", socket.gethostname().split(".")[0].lower()).strip("-")
    name = f"{host[:30] or 'device'}-{secrets.token_hex(2)}"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"device.{os.getpid()}"
        draft.write_text(f"{name}\n", "utf-8")
        draft.replace(file)
    return name
