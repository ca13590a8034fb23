"""How the marks of several devices become one: the merge law.

A device writes, for each paper, fields such as ``read`` or ``tag:rl``, each a value with the
stamp of its change: ``{"read": [true, STAMP], "tag:rl": [true, STAMP]}``.  Of several devices'
values for a field the one with the greatest stamp counts, a register in the sense of
Shapiro, Preguiça, Baquero and Zawirski, "Conflict-free Replicated Data Types" (2011).  A tag
is a field of its own, so that two devices may add different tags.

A note is not a register: the later text must not erase one its writer never saw.  Its value
carries what the writer had seen, ``[text, STAMP, {DEVICE: STAMP}]``, a text counts unless
another writer had seen it, and of texts written apart both are kept.  The writer's own device
is among those seen: one that was put back from a backup writes apart from what it wrote before.

A journal is itself merged by this law, line by line, so that a line which is there twice, or
out of its place, changes nothing.

Files come from other programs and hands too: a value of the wrong shape counts as absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from store.clock import BEGINNING, device_of, is_stamp
from store.models import NO_MARKS, Marks
from store.tags import is_tag

Field = list[Any]
Fields = Mapping[str, Field]

TAG = "tag:"
NOTE = "note"
_FLAGS = frozenset({"read", "starred", "queued"})
_RATINGS = range(1, 6)


def is_sound(name: str, field: object) -> bool:
    """Tell whether a field has the shape this module expects; unknown names always have."""
    if not (name in _FLAGS or name in ("rating", NOTE) or name.startswith(TAG)):
        return True
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


def sound(fields: Mapping[str, Any]) -> Fields:
    """Give the fields without those of the wrong shape."""
    return {name: field for name, field in fields.items() if is_sound(name, field)}


def value_of(field: Field | None) -> Any:
    """Give a field's value; None where it was never set."""
    return field[0] if field else None


def latest(devices: Iterable[Fields], name: str) -> Field | None:
    """Give the field with the greatest stamp; of equal stamps, which only hands make, any one."""
    found = [fields[name] for fields in devices if name in fields]
    return max(found, key=lambda field: (field[1], repr(field[0])), default=None)


def _saw(note: Field, other: Field) -> bool:
    """Tell whether the writer of a note had seen another one."""
    if other[1] >= note[1]:  # also where a file says so: nobody sees what is not written yet
        return False
    device = device_of(other[1])
    if device == device_of(note[1]) and device not in note[2]:
        return True  # as 0.1.0 wrote it: it did not say, and had nearly always seen its own
    return bool(note[2].get(device, "") >= other[1])


def joined(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Give what one device wrote about a paper, from what two lines of its journal say."""
    kept = {
        name: field
        for name, field in old.items()
        if name in new and is_sound(name, field) and _is_later(field, new[name])
    }
    return {**old, **new, **kept}


def stamp_of(field: object) -> str:
    """Give when a field was written; nothing where it does not say."""
    if isinstance(field, list) and len(field) > 1 and is_stamp(field[1]):
        return str(field[1])
    return ""


def _is_later(field: object, other: object) -> bool:
    """Tell whether a field was written after another; one that tells no stamp says nothing."""
    return bool(stamp_of(other)) and stamp_of(field) > stamp_of(other)


def note_heads(devices: Iterable[Fields]) -> list[Field]:
    """Give the notes no other device's writer had seen, oldest first."""
    notes = [fields[NOTE] for fields in devices if NOTE in fields]
    heads = [note for note in notes if not any(_saw(other, note) for other in notes)]
    return sorted(heads, key=lambda note: (note[1], note[0]))


def note_text(heads: list[Field]) -> str:
    """Give one text for the notes that count."""
    texts = {head[0]: head[1] for head in heads if head[0]}
    if len(texts) < 2:
        return "".join(texts)
    return "\n\n".join(
        f"<!-- {device_of(stamp)}, {stamp[:16].replace('T', ' ')} -->\n{text}"
        for text, stamp in texts.items()
    )


def merge(devices: Iterable[Fields]) -> Marks:
    """Give the marks of one paper from what each device wrote about it."""
    devices = list(devices)
    if not devices:
        return NO_MARKS
    names = {name for fields in devices for name in fields}
    tags = sorted(
        name[len(TAG) :]
        for name in names
        if name.startswith(TAG) and value_of(latest(devices, name))
    )
    return Marks(
        read=bool(value_of(latest(devices, "read"))),
        starred=bool(value_of(latest(devices, "starred"))),
        queued=bool(value_of(latest(devices, "queued"))),
        rating=value_of(latest(devices, "rating")),
        tags=tuple(tags),
        note=note_text(note_heads(devices)),
    )


def new_note(text: str, stamp: str, heads: list[Field]) -> Field:
    """Give the field for a note written by someone who saw these heads."""
    seen: dict[str, str] = {}
    for head in heads:
        for device, when in [*head[2].items(), (device_of(head[1]), head[1])]:
            seen[device] = max(seen.get(device, ""), when)
    seen.setdefault(device_of(stamp), f"{BEGINNING}-{device_of(stamp)}")
    return [text, stamp, seen]
