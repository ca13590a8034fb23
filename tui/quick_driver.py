"""Textual's driver for Linux and macOS, without its waits: for the end, and for what Esc begins."""

from __future__ import annotations

import os
import re
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any

from textual import constants
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_ESC_SECONDS = 0.025
"""After an Esc alone for so long it is the key, and not the beginning of another key."""

_MOST_READ = 4096

_AFTER_ESC = re.compile("(?<=\x1b)(?=[\t\r\n 0-9])")
"""Between Esc and a key that no sequence has there: they were two keys."""


class QuickDriver(LinuxDriver):
    """Reads keys in a thread that can be woken.

    Textual's own thread looks every tenth of a second whether it is to end, or an Esc is to be
    taken for the key.  This one waits for the terminal, for a pipe, and for the very moment at
    which an Esc is one.

    Args:
        app: the program; what its `settings_before` has, if anything, are the terminal's settings
            to leave behind at the end, for one whose settings were changed before.
        debug: write down what is read.
        mouse: have the mouse reported.
        size: of the terminal; None: ask it.
    """

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # A signal may be taken by any thread, and its handler is called by this one, which sleeps
        # until something wakes it: after fg no key would.  The loop has all signals wake it now.
        self._loop.add_signal_handler(signal.SIGCONT, lambda: None)
        signal.signal(signal.SIGCONT, self._sigcont_application)
        self._settings_before: list[Any] | None = getattr(app, "settings_before", None)
        self._wake: int | None = None
        """Where something is written for the thread to end."""
        self._woken = -1
        self._is_lent = False
        """Whether another program has the terminal."""
        self._read: list[Message] | None = None
        """What the thread has read and not handed over; None while it waits."""

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._is_lent = False
        self._woken, self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self._settings_before is not None:
            self.attrs_before = self._settings_before

    def close(self) -> None:
        """Write no more, until the terminal is taken again."""
        super().close()
        self._is_lent = True

    def write(self, data: str) -> None:
        """Write to the terminal; nothing while another program has it."""
        if not self._is_lent:
            super().write(data)

    def disable_input(self) -> None:
        """Read no more."""
        wake, self._wake = self._wake, None
        if wake is None:
            return
        os.write(wake, b"\n")
        super().disable_input()
        os.close(wake)
        os.close(self._woken)

    def run_input_thread(self) -> None:
        """Read keys until woken."""
        reading = _Reading(XTermParser(self._debug))
        woken = self._woken
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while True:
                ready = {key.fd for key, _ in selector.select(reading.patience())}
                data = self._typed() if self.fileno in ready else None
                self._read = []
                for message in reading.messages(data):
                    self.process_message(message)
                self._hand_over()
                if woken in ready:
                    return
                if data == b"":  # nobody types any more; looking on would only keep it busy
                    selector.unregister(self.fileno)

    def _typed(self) -> bytes:
        """Give what was typed; nothing where nobody types any more.

        A terminal is closed then.  Its own processes are sent a signal, and others are not, as
        behind a connection: they end in the same way.
        """
        try:
            data = os.read(self.fileno, _MOST_READ)
        except OSError:
            data = b""
        if not data and self.input_tty:
            os.kill(os.getpid(), signal.SIGHUP)
        return data

    def send_message(self, message: Message) -> None:
        """Take a message for the program; those of one burst are handed over together."""
        if self._read is None:
            super().send_message(message)
        else:
            self._read.append(message)

    def _hand_over(self) -> None:
        """Put in the program's queue what was read, and wake it once for all of it."""
        read, self._read = self._read, None
        if read:
            self._loop.call_soon_threadsafe(self._post, read)

    def _post(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._app.post_message(message)


class _Reading:
    """Makes messages out of what is read."""

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._esc_until: float | None = None
        """When the Esc that was read last is the key."""
        self._is_esc = False
        """Whether nothing came after that Esc."""
        self._is_pasting = False

    def patience(self) -> float | None:
        """Give how long to wait for what comes next; None: for ever."""
        return None if self._esc_until is None else max(self._esc_until - monotonic(), 0)

    def messages(self, data: bytes | None) -> Iterator[Message]:
        """Give the messages of what was read, or, with nothing read, of waiting for it."""
        text = self._decode(data) if data else ""
        if not text:
            if self._esc_until is not None and monotonic() >= self._esc_until:
                yield from self._escaped()
            return
        before = "\x1b" if self._is_esc and self._esc_until is not None else ""
        if self._is_pasting or BRACKETED_PASTE_START in text:
            parts = [before + text]
        else:
            parts = _AFTER_ESC.split(before + text)
        parts[0] = parts[0][len(before) :]
        for number, part in enumerate(parts):
            if number:
                yield from self._escaped()
            yield from self._parser.feed(part) if part else ()
        start, end = text.rfind(BRACKETED_PASTE_START), text.rfind(BRACKETED_PASTE_END)
        if start != end:
            self._is_pasting = start > end
        self._is_esc = text.endswith("\x1b")
        is_open = self._parser._timeout_time is not None
        self._esc_until = monotonic() + self._patience_with_esc() if is_open else None

    def _patience_with_esc(self) -> float:
        is_ours = self._is_esc and "ESCDELAY" not in os.environ
        return _ESC_SECONDS if is_ours else constants.ESCAPE_DELAY

    def _escaped(self) -> Iterator[Message]:
        """Take what was read for keys, an Esc for the key."""
        self._esc_until = None
        if self._parser._timeout_time is not None:
            self._parser._timeout_time = 0
            yield from self._parser.tick()
