"""What looking a library over finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found."""

    kind: str
    """``line``, ``file``, ``field``, ``tail``, ``copy``, ``stamp``, ``mode``, ``foreign``,
    ``marks``, ``twice``, ``split`` or ``category``."""
    where: str
    """The paper's id, or the file and line."""
    message: str
    is_damage: bool
    """True where something was lost or cannot be read; False where it only wants a look."""
