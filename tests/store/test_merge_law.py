"""The merge law: what any order, doubling, cutting or going back of journals may not change."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.marks import APART, NOTE, Fields, joined, merge, note_heads
from store.models import Marks
from tests.store.replica import DAY, Line, Replica, World, journals, marks_of, texts_of

EXAMPLES = settings(max_examples=1000)

WHICH = st.integers(0, 3)
SHARE = st.floats(0, 1)
WRITES = st.one_of(
    st.tuples(st.sampled_from(["read", "starred", "tag:rl", "tag:cats"]), st.booleans()),
    st.tuples(st.just("rating"), st.sampled_from([None, 1, 5])),
    st.tuples(st.just(NOTE), st.booleans()),
    st.tuples(st.just(NOTE), st.booleans()),
)
STEPS = st.one_of(
    st.tuples(st.just("write"), WHICH, WRITES),
    st.tuples(st.just("write"), WHICH, WRITES),
    st.tuples(st.just("receive"), WHICH, st.tuples(WHICH, SHARE)),
    st.tuples(st.just("restore"), WHICH, SHARE),
    st.tuples(st.just("restart"), WHICH, st.integers(-3, 3)),
)


def play(skews: list[int], steps: list[Any]) -> tuple[World, list[Replica]]:
    """Have devices edit apart, hear of each other in part, go back, and start again."""
    world = World()
    replicas = [Replica(f"d{n}", skew * DAY, world) for n, skew in enumerate(skews)]
    for what, which, how in steps:
        one = replicas[which % len(replicas)]
        if what == "write":
            name, value = how
            text = f"text{len(world.lines):02d}." if value else ""
            one.write(name, text if name == NOTE else value)
        elif what == "receive":
            other, share = replicas[how[0] % len(replicas)], how[1]
            one.receive(other.lines[: round(share * len(other.lines))])
        elif what == "restore":
            one.restore(round(how * len(one.lines)))
        else:
            one.start(how * DAY)
    return world, replicas


WORLDS = st.builds(
    play,
    st.lists(st.integers(-3, 3), min_size=2, max_size=4),
    st.lists(STEPS, min_size=3, max_size=25),
)
ORDER = st.builds(random.Random, st.integers(0, 999))


def strewn(lines: list[Line], order: random.Random) -> list[Line]:
    """Give lines in any order, some twice, some in a conflict copy of their journal."""
    found = [
        replace(line, device=line.device + order.choice(["", "", ".sync-conflict", " (copy)"]))
        for line in [*lines, *order.sample(lines, len(lines) // 2)]
    ]
    return order.sample(found, len(found))


@EXAMPLES
@given(WORLDS, ORDER)
def test_replicas_that_hold_the_same_lines_have_the_same_marks(
    made: tuple[World, list[Replica]], order: random.Random
) -> None:
    world, replicas = made
    whole = marks_of(world.lines)
    assert marks_of(strewn(world.lines, order) + world.lines) == whole
    for replica in replicas:
        replica.receive(order.sample(world.lines, len(world.lines)))
        assert marks_of(replica.lines) == whole


@EXAMPLES
@given(WORLDS, ORDER)
def test_the_value_with_the_greatest_stamp_is_never_lost(
    made: tuple[World, list[Replica]], order: random.Random
) -> None:
    world, _ = made
    marks = marks_of(strewn(world.lines, order) + world.lines[::-1])
    for name, values in world.greatest().items():
        kind, _, tag = name.partition(":")
        assert (tag in marks.tags if tag else getattr(marks, kind)) in values


@EXAMPLES
@given(WORLDS, ORDER)
def test_every_note_is_kept_that_no_other_notes_writer_had_seen_and_no_other(
    made: tuple[World, list[Replica]], order: random.Random
) -> None:
    world, _ = made
    marks = marks_of(strewn(world.lines, order) + world.lines)
    assert texts_of(marks) == world.texts()


@EXAMPLES
@given(WORLDS, ORDER)
def test_a_device_that_has_part_of_the_lines_misses_no_note_among_them(
    made: tuple[World, list[Replica]], order: random.Random
) -> None:
    world, _ = made
    part = order.sample(world.lines, order.randint(0, len(world.lines)))
    replaced = set().union(*(world.seen.get(line.number, ()) for line in part))
    kept = {line.value[0] for line in part if line.name == NOTE and line.number not in replaced}
    assert texts_of(marks_of(part)) == kept - {""}


@EXAMPLES
@given(WORLDS, ORDER)
def test_reading_line_by_line_and_journal_by_journal_come_to_the_same(
    made: tuple[World, list[Replica]], order: random.Random
) -> None:
    world, _ = made
    lines = strewn(world.lines, order)
    apart: Fields = {}
    for line in lines:
        apart = joined(apart, line.fields)
    assert merge([apart]) == merge([line.fields for line in lines]) == marks_of(lines)
    # A journal that was written anew, its fields as they are, is read like the old one.
    for said in journals(lines):
        apart = joined(said, apart)
    assert merge([apart]) == marks_of(lines)


# -- what the properties say, one by one


@pytest.fixture
def laptop() -> Replica:
    return Replica("laptop", 0, World())


def test_in_a_journal_put_together_from_two_versions_the_greatest_stamp_counts(
    laptop: Replica,
) -> None:
    laptop.write("read", True)
    laptop.restore(0)
    laptop.write("read", False)
    older, newer = laptop.world.lines
    assert marks_of([newer, older]) == marks_of([older, newer]) == Marks(read=False)


def test_a_restored_device_does_not_erase_the_note_it_lost(laptop: Replica) -> None:
    laptop.write(NOTE, "written before the backup")
    laptop.write(NOTE, "lost with the disk")
    laptop.restore(1)
    laptop.write(NOTE, "written since")
    assert texts_of(marks_of(laptop.world.lines)) == {"lost with the disk", "written since"}


def test_who_saw_one_of_a_devices_two_histories_has_not_seen_the_other(laptop: Replica) -> None:
    world = laptop.world
    laptop.write(NOTE, "lost with the disk")
    laptop.restore(0)
    laptop.write(NOTE, "written since")
    phone = Replica("phone", 0, world)
    phone.receive(world.lines[1:])
    phone.write(NOTE, "written since, improved")
    assert texts_of(marks_of(world.lines)) == {"lost with the disk", "written since, improved"}


def test_notes_written_apart_become_one_with_the_next_note_that_saw_them(laptop: Replica) -> None:
    world = laptop.world
    laptop.write(NOTE, "one")
    laptop.restore(0)
    laptop.write(NOTE, "two")
    laptop.receive(world.lines)
    (said,) = journals(world.lines)
    assert [note[0] for note in said[APART]] == ["one"]
    laptop.write(NOTE, "both")
    (said,) = journals(world.lines)
    assert [note[0] for note in note_heads([said])] == ["both"]
    assert APART not in said


def test_a_value_of_the_wrong_shape_replaces_nothing(laptop: Replica) -> None:
    laptop.write("read", True)
    laptop.write(NOTE, "mine")
    (said,) = journals(laptop.lines)
    late = "2999-01-01T00:00:00.000Z-0000-x"
    wrong: dict[str, Any] = {"read": ["yes", late], NOTE: [5, late, {}], APART: "x", "colour": 1}
    for mixed in (joined(said, wrong), joined(wrong, said)):
        assert merge([{name: field for name, field in mixed.items() if name != APART}]) == Marks(
            read=True, note="mine"
        )


def test_notes_of_the_first_version_are_replaced_by_those_that_saw_them(laptop: Replica) -> None:
    old = ["old", "2026-01-01T00:00:00.000Z-0000-laptop", {}]
    newer = ["newer", "2026-01-02T00:00:00.000Z-0000-laptop", {}]
    phone = ["phone", "2026-01-03T00:00:00.000Z-0000-phone", {"laptop": newer[1]}]
    assert merge([{NOTE: newer}, {NOTE: old}]).note == "newer"
    assert merge([{NOTE: newer}, {NOTE: phone}, {NOTE: old}]).note == "phone"
    laptop.lines = [Line(0, "laptop", NOTE, newer), Line(1, "phone", NOTE, phone)]
    laptop.world.seen = {0: set(), 1: set()}
    laptop.start(0)
    laptop.write(NOTE, "now")
    assert merge([{NOTE: old}, *journals(laptop.lines)]).note == "now"
