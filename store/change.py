"""Changes to marks, as requests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.marks import NOTE, TAG
from store.models import NO_MARKS, Marks
from store.tags import tag


@dataclass(frozen=True, slots=True)
class Change:
    """What to change about the marks of some papers; None leaves a field as it is."""

    read: bool | None = None
    starred: bool | None = None
    queued: bool | None = None
    rating: int | None = None
    note: str | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()

    def fields(self) -> dict[str, Any]:
        """Give the fields it sets, with their values.

        Raises:
            TagError: a tag to add cannot be one.
        """
        plain = {
            name: getattr(self, name)
            for name in ("read", "starred", "queued", "rating", NOTE)
            if getattr(self, name) is not None
        }
        added = {f"{TAG}{tag(name)}": True for name in self.add_tags}
        removed = {f"{TAG}{tag(name)}": False for name in self.remove_tags}
        return plain | removed | added

    def title(self) -> str:
        """Give what it does, in words, in the past tense."""
        words = {
            "read": ("Marked unread", "Marked read"),
            "starred": ("Unstarred", "Starred"),
            "queued": ("Unqueued", "Queued"),
        }
        parts = [
            pair[getattr(self, name)]
            for name, pair in words.items()
            if getattr(self, name) is not None
        ]
        parts += [f"Rated {self.rating}"] if self.rating is not None else []
        parts += [f"Tagged {', '.join(self.add_tags)}"] if self.add_tags else []
        parts += [f"Untagged {', '.join(self.remove_tags)}"] if self.remove_tags else []
        parts += ["Noted" if self.note else "Cleared the note of"] if self.note is not None else []
        return ", ".join([*parts[:1], *(part[0].lower() + part[1:] for part in parts[1:])])


def counted(title: str, ids: Sequence[str]) -> str:
    """Give a title with what it was done to: one id, or how many papers."""
    return f"{title} {ids[0]}" if len(ids) == 1 else f"{title} {len(ids)} papers"


def fields_of(marks: Marks) -> dict[str, Any]:
    """Give the fields that make these marks out of none."""
    plain = {
        name: getattr(marks, name)
        for name in ("read", "starred", "queued", "rating", NOTE)
        if getattr(marks, name) != getattr(NO_MARKS, name)
    }
    return plain | {f"{TAG}{tag(name)}": True for name in marks.tags}
