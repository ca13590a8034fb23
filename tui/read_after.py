"""After what time a paper that is looked at counts as read: ``read_after`` in ``config.toml``."""

from __future__ import annotations

from typing import Any

from tui.settings import Settings, SettingsError

READ_AFTER = "read_after"
"""The setting: seconds; 0, as it comes, for never."""

_MOST = 86_400


def read_after(settings: Settings) -> tuple[float, list[str]]:
    """Give the seconds, 0 for never, and what of the settings cannot be followed."""
    if settings.stamp() is None:
        return 0.0, []
    try:
        value = settings.value(READ_AFTER)
    except SettingsError:  # told by whoever reads the keys
        value = None
    if value is None:
        return 0.0, []
    if not _is_time(value):
        told = f"{READ_AFTER} is a number of seconds, a day at most; 0 is never."
        return 0.0, [f"{settings.path}: {told}"]
    return float(value), []


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST
