"""What the program remembers by itself from one run to the next."""

from __future__ import annotations

import contextlib
import json
import threading
from pathlib import Path

from store.private import make_folder, replace

_PUTTING = threading.Lock()
"""Held while a text is added to the others: several threads do so."""


class Memory:
    """A few named texts in a file of the platform's folder for a user's state.

    Losing them does no harm, so a file that cannot be read or written is passed over.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is None:
            import platformdirs  # noqa: PLC0415

            folder = platformdirs.user_state_path("paperdeck", appauthor=False)
        self._file = folder / "memory.json"

    def _all(self) -> dict[str, str]:
        with contextlib.suppress(OSError, ValueError):
            content = json.loads(self._file.read_text("utf-8"))
            if isinstance(content, dict):
                return {str(key): str(value) for key, value in content.items()}
        return {}

    def get(self, name: str, default: str = "") -> str:
        """Give what is remembered under a name."""
        return self._all().get(name, default)

    def put(self, name: str, value: str) -> None:
        """Remember a text."""
        with _PUTTING, contextlib.suppress(OSError):
            content = self._all() | {name: value}
            make_folder(self._file.parent)
            replace(self._file, [json.dumps(content, indent=1).encode()])
