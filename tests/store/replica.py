"""Devices with copies of each other's lines about one paper, for the tests of the merge law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from store.clock import Clock
from store.marks import NOTE, Field, Fields, joined, merge, new_note, note_heads
from store.models import Marks

DAY = 86_400_000
NOON = 1_795_000_000_000


@dataclass(frozen=True)
class Line:
    """A change as a journal holds it."""

    number: int
    device: str
    name: str
    value: Field

    @property
    def fields(self) -> Fields:
        return {self.name: self.value}


@dataclass
class World:
    """Everything ever written, and, told apart from the law, who had seen what."""

    lines: list[Line] = field(default_factory=list)
    seen: dict[int, set[int]] = field(default_factory=dict)
    """Of each line about a note: those its writer had seen, at whatever remove."""
    now: int = NOON

    def time(self) -> int:
        return self.now

    def texts(self) -> set[str]:
        """Give the notes that nobody who wrote another one had seen."""
        replaced = set().union(*self.seen.values())
        kept = (line for line in self.lines if line.name == NOTE and line.number not in replaced)
        return {line.value[0] for line in kept if line.value[0]}

    def greatest(self) -> dict[str, list[Any]]:
        """Give the values with the greatest stamp of each other field."""
        found: dict[str, list[Any]] = {}
        for name in {line.name for line in self.lines} - {NOTE}:
            fields = [line.value for line in self.lines if line.name == name]
            last = max(value[1] for value in fields)
            found[name] = [value[0] for value in fields if value[1] == last]
        return found


class Replica:
    """A device with its own journal and whatever of the others' has arrived.

    Args:
        name: the device's.
        skew: how far its wall clock is off, in milliseconds.
        world: where it is.
    """

    def __init__(self, name: str, skew: int, world: World) -> None:
        self.name, self.world = name, world
        self.lines: list[Line] = []
        self.start(skew)

    def start(self, skew: int) -> None:
        """Open the library anew."""
        self.skew = skew
        self.clock = Clock(self.name, now=lambda: self.world.time() + skew)
        self.run, self.last = f"{self.name}.{len(self.world.lines)}", ""
        for line in self.lines:
            self.clock.seen(line.value[1])

    def write(self, name: str, value: Any) -> None:
        self.world.now += 1
        number = len(self.world.lines)
        stamp = self.clock.tick()
        made: Field = [value, stamp]
        if name == NOTE:
            made = self._note(value, stamp, number)
        line = Line(number, self.name, name, made)
        self.world.lines.append(line)
        self.lines.append(line)

    def _note(self, text: str, stamp: str, number: int) -> Field:
        heads = note_heads(journals(self.lines))
        if not any(head[2].get(self.run) == self.last for head in heads):
            self.run = f"{self.name}.{number}"
        self.last = stamp
        known = {line.number for line in self.lines if line.name == NOTE}
        self.world.seen[number] = known.union(*(self.world.seen[one] for one in known))
        return new_note(text, stamp, heads, self.run)

    def receive(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if line not in self.lines:
                self.lines.append(line)
                self.clock.seen(line.value[1])

    def restore(self, count: int) -> None:
        """Go back to the lines it once had, while others keep those it loses."""
        self.lines = self.lines[:count]


def journals(lines: Iterable[Line]) -> list[Fields]:
    """Give what each journal says, read in this order."""
    found: dict[str, Fields] = {}
    for line in lines:
        found[line.device] = joined(found.get(line.device, {}), line.fields)
    return list(found.values())


def marks_of(lines: Iterable[Line]) -> Marks:
    """Give the marks that journals of these lines make, read in this order."""
    return merge(journals(lines))


def texts_of(marks: Marks) -> set[str]:
    """Give the texts a note is made of."""
    return {line for line in marks.note.splitlines() if line and not line.startswith("<!--")}
