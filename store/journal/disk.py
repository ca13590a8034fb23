"""A journal's file on the disk: opened, made durable, and what to say where that fails."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from store.errors import LibraryError, ReadOnlyError, WriteError

_BINARY = getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
"""A pipe in place of a file is not waited for."""


def is_full(error: OSError) -> bool:
    """Tell whether an error says that there is no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_failure(path: Path, error: OSError) -> LibraryError:
    """Give what to tell the user when writing a file failed."""
    if is_full(error):
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
