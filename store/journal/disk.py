"""Bytes on the disk: written whole, made durable, and what to say where that fails."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from store.errors import LibraryError, ReadOnlyError, WriteError

_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""A pipe in place of a file is not waited for."""


def write_failure(path: Path, error: OSError) -> LibraryError:
    """Give what to tell the user when writing a file failed."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return WriteError(
            f"No room left to write {path.name}: the last change was not saved. "
            "Free some space, then do it again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnlyError(f"{path.parent} cannot be written: {error.strerror}.")
    return WriteError(f"{path.name} could not be written ({error.strerror}); nothing was changed.")


def open_file(path: Path, flags: int) -> int:
    """Open a file and give its descriptor; nothing but a file is opened.

    Raises:
        LibraryError: it is a folder, a pipe or a device.
        OSError: it cannot be opened.
    """
    descriptor = os.open(path, flags | _BINARY | _AT_ONCE, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise LibraryError(f"{path} is not a file. Move it away, or put back a copy of the file.")
    return descriptor


def write_all(descriptor: int, parts: Iterable[bytes]) -> None:
    """Write every byte, however few the system takes at a time."""
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def sync(descriptor: int) -> None:
    """Return when the disk has what was written to a file, and its length."""
    getattr(os, "fdatasync", os.fsync)(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the entries of a folder durable, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace_file(path: Path, parts: Iterable[bytes], *, is_durable: bool = True) -> None:
    """Put another file in the place of one, whole or not at all.

    Args:
        path: the file; it need not exist.
        parts: its content.
        is_durable: wait until the disk has it.

    Raises:
        OSError: nothing was changed.
    """
    draft = path.with_name(f".{path.name.lstrip('.')}.{os.getpid()}.draft")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()  # of a process of the same number that was killed
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_LINK, 0o600)
    try:
        try:
            write_all(descriptor, parts)
            if is_durable:
                sync(descriptor)
        finally:
            os.close(descriptor)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    if is_durable:
        sync_folder(path.parent)
