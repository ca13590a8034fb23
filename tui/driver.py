"""Which driver of the terminal the reader uses: its own, where that is known to fit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import textual
from textual import constants

if TYPE_CHECKING:
    from textual.driver import Driver

CHECKED_WITH = ("8.2.8",)
"""Versions of Textual for whose driver and compositor ours are known to stand in."""


def driver_class(versions: tuple[str, ...] = CHECKED_WITH) -> type[Driver] | None:
    """Give our driver; None where Textual is to choose its own.

    Args:
        versions: those of Textual with which ours may be used.
    """
    if sys.platform == "win32" or constants.DRIVER is not None or not is_checked(versions):
        return None
    from tui.quick_driver import QuickDriver  # noqa: PLC0415 - it can be imported on POSIX only

    return QuickDriver


def is_checked(versions: tuple[str, ...] = CHECKED_WITH) -> bool:
    """Tell whether the Textual in use has one of the versions that ours is known to fit.

    It is read off the name of a folder: `importlib.metadata` would take a tenth of the time
    until the list is on the screen.
    """
    packages = Path(textual.__file__).parents[1]
    return any((packages / f"textual-{version}.dist-info").is_dir() for version in versions)
