"""Looking whether another program has written to the library."""

from __future__ import annotations

import threading
from collections.abc import Callable

from store.folder import Folder, Stand

LOOK_SECONDS = 0.5
"""How often."""


class Watch:
    """A thread that looks at the sizes of a library's journals.

    Args:
        folder: the library's.
        changed: called in that thread when a journal is another; the next look waits until what
            it gives is set.
    """

    def __init__(self, folder: Folder, changed: Callable[[], threading.Event]) -> None:
        self._folder = folder
        self._changed = changed
        self._ended = threading.Event()
        self._stand: Stand = ()  # so that what was written since the library was read is seen
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()

    def look_again(self) -> None:
        """Call at the next look whatever it sees: what was written could not be read."""
        self._stand = ()

    def _run(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            stand = self._folder.stand()
            if stand != self._stand:
                self._stand = stand
                done = self._changed()
                while not (done.wait(LOOK_SECONDS) or self._ended.is_set()):
                    pass
