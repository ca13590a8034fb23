"""How the marks of several devices become one: the merge law.

A device writes, for each paper, fields such as ``read`` or ``tag:rl``, each a value with the
stamp of its change: ``{"read": [true, STAMP], "tag:rl": [true, STAMP]}``.  Of all values ever
written for a field the one with the greatest stamp counts, wherever it stands in whichever
file, a register in the sense of Shapiro, Preguiça, Baquero and Zawirski, "Conflict-free
Replicated Data Types" (2011).  A tag is a field of its own, so that two devices may add
different tags.

A note is not a register: the later text must not erase one its writer never saw.  Its value
carries what the writer had seen, itself included, ``[text, STAMP, {RUN: STAMP}]``.  A run is
what one opened library writes about one paper, note upon note: whoever saw one of a run has
seen those before it.  A device is no run: restored from a backup, or copied, it goes on in two
ways that have not seen each other.  A text counts unless the writer of another had seen it, and
of texts written apart all are kept.

Version 0.1.0 took a device for a run and left the writer's own out.

Files come from other programs and hands too: a value of the wrong shape counts as absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from store.clock import device_of, is_stamp
from store.models import NO_MARKS, Marks
from store.tags import is_tag

Field = list[Any]
Fields = Mapping[str, Field]

TAG = "tag:"
NOTE = "note"
APART = "notes"
"""Where one journal holds notes that were written apart: all of them but the latest."""
_FLAGS = frozenset({"read", "starred", "queued"})
_REGISTERS = _FLAGS | {"rating"}
_RATINGS = range(1, 6)
_ANY_STAMP = "2000-01-01T00:00:00.000Z-0000-x"


def _is_known(name: str) -> bool:
    return name in _FLAGS or name in ("rating", NOTE, APART) or name.startswith(TAG)


def is_sound(name: str, field: object) -> bool:
    """Tell whether a field has the shape this module expects; unknown names always have."""
    if not _is_known(name):
        return True
    if name == APART:
        return isinstance(field, list) and all(is_sound(NOTE, note) for note in field)
    if not isinstance(field, list) or len(field) < 2 or not is_stamp(field[1]):
        return False
    value = field[0]
    if name == "rating":
        return value is None or (type(value) is int and value in _RATINGS)
    if name == NOTE:
        seen = field[2] if len(field) > 2 else None
        return (
            isinstance(value, str) and isinstance(seen, dict) and all(map(is_stamp, seen.values()))
        )
    return isinstance(value, bool) and (name in _FLAGS or is_tag(name[len(TAG) :]))


def is_value(name: str, value: object) -> bool:
    """Tell whether a field of marks can have a value."""
    return _is_known(name) and name != APART and is_sound(name, [value, _ANY_STAMP, {}])


def sound(fields: Mapping[str, Any]) -> Fields:
    """Give the fields without those of the wrong shape."""
    return {name: field for name, field in fields.items() if is_sound(name, field)}


def stamp_of(field: object) -> str:
    """Give when a field was written; nothing where it does not say."""
    if isinstance(field, list) and len(field) > 1 and is_stamp(field[1]):
        return str(field[1])
    return ""


def value_of(field: Field | None) -> Any:
    """Give a field's value; None where it was never set."""
    return field[0] if field else None


def _rank(field: Field) -> tuple[str, str]:
    # Equal stamps are made by hands, and by a device that was restored while its clock lagged.
    return field[1], repr(field)


def _stamp(field: Field) -> str:
    return str(field[1])


def latest(devices: Iterable[Fields], name: str) -> Field | None:
    """Give the field with the greatest stamp; of equal stamps always the same one."""
    return max((fields[name] for fields in devices if name in fields), key=_rank, default=None)


def _run_of(note: Field) -> str | None:
    """Give the run a note belongs to; None for one of version 0.1.0."""
    return next((run for run, stamp in note[2].items() if stamp == note[1]), None)


def _saw(note: Field, other: Field) -> bool:
    """Tell whether the writer of a note had seen another one."""
    if other[1] >= note[1]:  # also where a file says so: nobody sees what is not written yet
        return False
    run = _run_of(other)
    if run is None:
        run = device_of(other[1])
        if run == device_of(note[1]) and _run_of(note) is None:
            return True
    return bool(note[2].get(run, "") >= other[1])


def _notes(fields: Fields) -> list[Field]:
    return [*([fields[NOTE]] if NOTE in fields else []), *fields.get(APART, [])]


def note_heads(devices: Iterable[Fields]) -> list[Field]:
    """Give the notes no other note's writer had seen, oldest first, each once."""
    notes: list[Field] = []
    for note in (note for fields in devices for note in _notes(fields)):
        if note not in notes:
            notes.append(note)
    heads = [note for note in notes if not any(_saw(other, note) for other in notes)]
    return sorted(heads, key=_rank)


def joined(old: Fields, more: Fields) -> dict[str, Any]:
    """Give what a journal says of a paper, from what it said so far and what one more line does.

    A journal may hold lines twice and in any order: its device was restored from an older copy,
    or a program put two versions of it together.
    """
    found = {**old, **more}
    for name in (old.keys() & more.keys()) - {NOTE, APART}:
        found[name] = _later(name, old[name], more[name])
    if _notes_of(old) and _notes_of(more):
        heads = note_heads([sound(_notes_of(old)), sound(_notes_of(more))])
        found.pop(APART, None)
        if heads:
            found[NOTE] = heads[-1]
        if heads[1:]:
            found[APART] = heads[:-1]
    return found


def _notes_of(fields: Fields) -> Fields:
    return {name: fields[name] for name in (NOTE, APART) if name in fields}


def _later(name: str, old: Field, more: Field) -> Field:
    if not _is_known(name) or not is_sound(name, old):
        return more
    if not is_sound(name, more):
        return old
    return max(old, more, key=_rank) if old[1] == more[1] else max(old, more, key=_stamp)


def note_text(heads: list[Field]) -> str:
    """Give one text for the notes that count."""
    texts = {head[0]: head[1] for head in heads if head[0]}
    if len(texts) < 2:
        return "".join(texts)
    return "\n\n".join(
        f"<!-- {device_of(stamp)}, {stamp[:16].replace('T', ' ')} -->\n{text}"
        for text, stamp in texts.items()
    )


def current(devices: Sequence[Fields], name: str) -> Any:
    """Give the value of a field from what each device wrote about a paper."""
    if name == NOTE:
        return note_text(note_heads(devices))
    field = devices[0].get(name) if len(devices) == 1 else latest(devices, name)
    return value_of(field) if field or name == "rating" else False


def merge(devices: Iterable[Fields]) -> Marks:
    """Give the marks of one paper from what each device wrote about it."""
    devices = list(devices)
    if not devices:
        return NO_MARKS
    names = {name for fields in devices for name in fields}
    values = {
        name: value_of(devices[0][name] if len(devices) == 1 else latest(devices, name))
        for name in names
        if name in _REGISTERS or name.startswith(TAG)
    }
    tags = [name[len(TAG) :] for name in values.keys() - _REGISTERS if values[name]]
    return Marks(
        read=bool(values.get("read")),
        starred=bool(values.get("starred")),
        queued=bool(values.get("queued")),
        rating=values.get("rating"),
        tags=tuple(sorted(tags)),
        note="" if names.isdisjoint((NOTE, APART)) else note_text(note_heads(devices)),
    )


def new_note(text: str, stamp: str, heads: list[Field], run: str) -> Field:
    """Give the field for a note written by someone who saw these heads.

    Args:
        text: the note.
        stamp: later than those of the heads.
        heads: what its writer saw.
        run: the run it goes on with, whose last note is among what the heads had seen, or one
            that nobody else has.
    """
    seen: dict[str, str] = {}
    for head in heads:
        own = {} if _run_of(head) else {device_of(head[1]): head[1]}
        for other, when in [*head[2].items(), *own.items()]:
            seen[other] = max(seen.get(other, ""), when)
    return [text, stamp, {**seen, run: stamp}]
