"""Files and folders for their owner's eyes only, written so that a kill leaves no half of one.

Modes are given when something is made, never afterwards: no umask makes it wider, and at no
moment can another user open it.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

FILE, FOLDER = 0o600, 0o700

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Opens what does not exist yet; a link laid out in its place is not followed."""

_PIECE = 1 << 20


def make_folder(path: Path) -> None:
    """Make a folder and those it is in, unless there are such; on return the disk has them."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=FOLDER, exist_ok=True)
        sync_folder(path.parent)


def write_all(descriptor: int, parts: Iterable[bytes]) -> None:
    """Write every byte, however few the system takes at a time."""
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the disk has what was written to a file, and its length."""
    getattr(os, "fdatasync", os.fsync)(descriptor)


def write(path: Path, parts: Iterable[bytes], *, is_durable: bool = True) -> None:
    """Write a file that does not exist yet; on return the disk has it.

    Args:
        path: the file.
        parts: its content.
        is_durable: wait until the disk has it.

    Raises:
        OSError: it exists, or the disk did not take it.
    """
    descriptor = os.open(path, _NEW | getattr(os, "O_CLOEXEC", 0), FILE)
    try:
        write_all(descriptor, parts)
        if is_durable:
            sync(descriptor)
    finally:
        os.close(descriptor)


def append(path: Path, content: bytes) -> Path:
    """Add to a file's end; give the file.

    Raises:
        OSError: it is a link, or cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, FILE), "ab") as file:
        file.write(content)
    return path


def copy(source: Path, target: Path) -> None:
    """Copy a file to a place where there is none, with its time; on return the disk has it."""
    with source.open("rb") as file:
        state = os.fstat(file.fileno())
        write(target, pieces(file.fileno()))
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def pieces(descriptor: int) -> Iterator[bytes]:
    """Give what is left to read of a file, a piece at a time."""
    while part := os.read(descriptor, _PIECE):
        yield part


def draft_of(path: Path) -> Path:
    """Give the place where this thread writes what is to take a file's place."""
    return path.with_name(f".{path.name}.{threading.get_native_id()}.new")


def is_draft(name: str) -> bool:
    """Tell whether a file's name is one that `draft_of` gives: a killed process left it."""
    return name.startswith(".") and name.endswith(".new")


def replace(path: Path, parts: Iterable[bytes], *, is_durable: bool = True) -> None:
    """Put a file in the place of another, at once and whole; a link is replaced, not followed.

    Args:
        path: the file; it need not exist.
        parts: its content.
        is_durable: wait until the disk has it.

    Raises:
        OSError: the disk did not take it; the other is as it was.
    """
    draft = draft_of(path)
    draft.unlink(missing_ok=True)
    try:
        write(draft, parts, is_durable=is_durable)
        os.replace(draft, path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    if is_durable:
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
