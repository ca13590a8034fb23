"""Changes to marks, as requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from store.errors import PaperdeckError
from store.marks import NOTE, TAG
from store.models import NO_MARKS, Marks, Paper
from store.tags import nearest_tag, tag


class Change(NamedTuple):
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
            PaperdeckError: the rating is none.
        """
        if self.rating is not None and not 1 <= self.rating <= 5:
            raise PaperdeckError("A rating is a whole number from 1 to 5.")
        plain = {
            name: getattr(self, name)
            for name in ("read", "starred", "queued", "rating", NOTE)
            if getattr(self, name) is not None
        }
        added = {f"{TAG}{tag(name)}": True for name in self.add_tags}
        removed = {f"{TAG}{tag(name)}": False for name in self.remove_tags}
        return plain | removed | added

    def applied(self, marks: Marks) -> Marks:
        """Give marks as this change leaves them.

        Raises:
            TagError: a tag to add cannot be one.
            PaperdeckError: the rating is none.
        """
        wanted = self.fields()
        tags = set(marks.tags)
        for name in [name for name in wanted if name.startswith(TAG)]:
            (tags.add if wanted.pop(name) else tags.discard)(name.removeprefix(TAG))
        return replace(marks, **wanted, tags=tuple(sorted(tags)))


_WORDS = {
    "read": ("Marked unread", "Marked read"),
    "starred": ("Unstarred", "Starred"),
    "queued": ("Unqueued", "Queued"),
}


def title_of(fields: Mapping[str, Any]) -> str:
    """Give what setting these fields does, in words, in the past tense."""
    parts = [pair[bool(fields[name])] for name, pair in _WORDS.items() if name in fields]
    if "rating" in fields:
        rating = fields["rating"]
        parts.append("Took the rating of" if rating is None else f"Rated {rating}")
    for word, value in (("Tagged", True), ("Untagged", False)):
        names = [
            f"#{name.removeprefix(TAG)}"
            for name, is_there in fields.items()
            if name.startswith(TAG) and bool(is_there) is value
        ]
        parts += [f"{word} {' '.join(names)}"] if names else []
    if NOTE in fields:
        parts.append("Noted" if fields[NOTE] else "Cleared the note of")
    return ", ".join([*parts[:1], *(part[0].lower() + part[1:] for part in parts[1:])])


def fields_of(marks: Marks) -> dict[str, Any]:
    """Give the fields that make these marks out of none.

    They may come from another program: what cannot be a tag becomes the nearest that can.
    """
    plain = {
        name: getattr(marks, name)
        for name in ("read", "starred", "queued", "rating", NOTE)
        if getattr(marks, name) != getattr(NO_MARKS, name)
    }
    tags = filter(None, map(nearest_tag, marks.tags))
    return plain | {f"{TAG}{name}": True for name in tags}


def marks_of(wanted: Mapping[str, Any]) -> Marks:
    """Give the marks that fields make out of none."""
    plain = {name: value for name, value in wanted.items() if not name.startswith(TAG)}
    tags = sorted(name.removeprefix(TAG) for name in wanted.keys() - plain.keys() if wanted[name])
    return replace(NO_MARKS, **plain, tags=tuple(tags))


class FieldChange(NamedTuple):
    """One field of one paper's marks, before and after."""

    paper_id: str
    name: str
    before: Any
    after: Any


def touched(changes: Sequence[FieldChange]) -> tuple[str, ...]:
    """Give the papers that changes are about."""
    return tuple(dict.fromkeys(change.paper_id for change in changes))


def told(changes: Sequence[FieldChange]) -> str:
    """Give what changes did, in words, and to what: one paper by its id, or how many."""
    if not changes:
        return "Changed nothing"
    title = title_of({change.name: change.after for change in changes})
    return f"{title} {counted(touched(changes))}"


def counted(ids: Sequence[str]) -> str:
    """Name papers: one by its id, several by their number."""
    return ids[0] if len(ids) == 1 else f"{len(ids):,} papers"


def edited_fields(before: Paper, after: Paper) -> dict[str, Any]:
    """Give the fields that an edit changed, with their new values."""
    return {
        part.name: getattr(after, part.name)
        for part in fields(Paper)
        if getattr(before, part.name) != getattr(after, part.name)
    }


def unite(one: Marks, other: Marks) -> Marks:
    """Give the marks of two papers that are one: what either has."""
    is_there = f"\n\n{other.note}\n\n" in f"\n\n{one.note}\n\n"
    notes = [one.note] if is_there else [one.note, other.note]
    return Marks(
        read=one.read or other.read,
        starred=one.starred or other.starred,
        queued=one.queued or other.queued,
        rating=max(one.rating or 0, other.rating or 0) or None,
        tags=tuple(sorted({*one.tags, *other.tags})),
        note="\n\n".join(filter(None, notes)),
    )
