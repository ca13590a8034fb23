"""How the marks of several devices become one."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.clock import Clock
from store.marks import NOTE, Field, Fields, is_sound, merge, new_note, note_heads, sound
from store.models import NO_MARKS, Marks

STAMPS = st.builds(
    "2026-11-23T12:00:{:02d}.000Z-{:04x}-{}".format,
    st.integers(0, 9),
    st.integers(0, 3),
    st.sampled_from("abc"),
)
NOTES = st.tuples(
    st.sampled_from(["", "x", "y"]), STAMPS, st.dictionaries(st.sampled_from("abc"), STAMPS)
).map(list)
FIELDS: st.SearchStrategy[dict[str, Field]] = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.tuples(st.booleans(), STAMPS).map(list)
            for name in ("read", "starred", "queued", "tag:rl", "tag:cats")
        },
        "rating": st.tuples(st.sampled_from([None, 1, 5]), STAMPS).map(list),
        NOTE: NOTES,
    },
)


class Device:
    """A device that keeps its own fields of one paper and sees those of others when told to."""

    def __init__(self, name: str) -> None:
        self.fields: dict[str, Field] = {}
        self.seen: dict[str, dict[str, Field]] = {}
        self.clock = Clock(name, now=lambda: 0)
        self.name = name

    @property
    def all(self) -> list[Fields]:
        return [self.fields, *self.seen.values()]

    @property
    def marks(self) -> Marks:
        return merge(self.all)

    def sync(self, other: Device) -> None:
        """Receive what another device has written and what it has received."""
        for name, fields in {**other.seen, other.name: other.fields}.items():
            if name != self.name:
                mine = self.seen.setdefault(name, {})
                for key, field in fields.items():
                    self.clock.seen(field[1])
                    # A device's file only grows: the later field is from the later copy.
                    if key not in mine or mine[key][1] < field[1]:
                        mine[key] = field

    def mark(self, name: str, value: Any) -> None:
        self.fields[name] = [value, self.clock.tick()]

    def note(self, text: str) -> None:
        self.fields[NOTE] = new_note(text, self.clock.tick(), note_heads(self.all), self.name)


def sync_all(*devices: Device) -> None:
    for _ in devices:
        for one in devices:
            for other in devices:
                if one is not other:
                    one.sync(other)


@pytest.fixture
def laptop() -> Device:
    return Device("laptop")


@pytest.fixture
def phone() -> Device:
    return Device("phone")


def test_a_paper_nobody_has_written_about_has_no_marks() -> None:
    assert merge([]) is NO_MARKS


def test_the_later_of_two_devices_counts_field_by_field(laptop: Device, phone: Device) -> None:
    laptop.mark("read", True)
    phone.sync(laptop)
    phone.mark("read", False)
    laptop.mark("starred", True)
    sync_all(laptop, phone)
    assert laptop.marks == phone.marks == Marks(read=False, starred=True)


def test_tags_given_apart_are_both_kept_and_one_taken_away_goes(
    laptop: Device, phone: Device
) -> None:
    laptop.mark("tag:rl", True)
    laptop.mark("tag:old", True)
    phone.mark("tag:cats", True)
    sync_all(laptop, phone)
    assert phone.marks.tags == ("cats", "old", "rl")
    phone.mark("tag:old", False)
    laptop.mark("tag:new", True)
    sync_all(laptop, phone)
    assert laptop.marks.tags == phone.marks.tags == ("cats", "new", "rl")


def test_a_note_written_after_seeing_the_other_replaces_it(laptop: Device, phone: Device) -> None:
    laptop.note("first")
    phone.sync(laptop)
    phone.note("second")
    sync_all(laptop, phone)
    assert laptop.marks.note == phone.marks.note == "second"


def test_of_a_note_edited_on_two_devices_apart_both_texts_are_kept(
    laptop: Device, phone: Device
) -> None:
    laptop.note("from the laptop")
    phone.note("from the phone")
    sync_all(laptop, phone)
    note = laptop.marks.note
    assert note == phone.marks.note
    assert "from the laptop" in note
    assert "from the phone" in note
    assert "<!-- laptop, 1970-01-01 00:00 -->" in note


def test_a_third_edit_that_saw_both_texts_replaces_them(laptop: Device, phone: Device) -> None:
    laptop.note("from the laptop")
    phone.note("from the phone")
    tablet = Device("tablet")
    sync_all(laptop, phone, tablet)
    tablet.note("both, put together")
    sync_all(laptop, phone, tablet)
    assert [d.marks.note for d in (laptop, phone, tablet)] == ["both, put together"] * 3


def test_a_third_edit_that_saw_only_one_text_replaces_only_that(
    laptop: Device, phone: Device
) -> None:
    laptop.note("from the laptop")
    phone.note("from the phone")
    tablet = Device("tablet")
    tablet.sync(phone)
    tablet.note("the phone's, improved")
    sync_all(laptop, phone, tablet)
    assert "from the laptop" in laptop.marks.note
    assert "the phone's, improved" in laptop.marks.note
    assert "from the phone" not in laptop.marks.note


def test_one_device_edits_again_and_again_and_one_text_remains(laptop: Device) -> None:
    for text in ("a", "b", "c"):
        laptop.note(text)
    assert laptop.marks.note == "c"


def test_an_old_copy_of_a_devices_own_file_does_not_bring_its_old_note_back(
    laptop: Device,
) -> None:
    laptop.note("old")
    copy = dict(laptop.fields)
    laptop.note("new")
    assert merge([copy, laptop.fields]).note == merge([laptop.fields, copy]).note == "new"


def test_the_same_text_written_on_two_devices_is_shown_once(laptop: Device, phone: Device) -> None:
    laptop.note("same")
    phone.note("same")
    sync_all(laptop, phone)
    assert laptop.marks.note == "same"


def test_a_note_cleared_on_one_device_and_edited_on_another_keeps_the_text(
    laptop: Device, phone: Device
) -> None:
    laptop.note("draft")
    sync_all(laptop, phone)
    laptop.note("")
    phone.note("draft, improved")
    sync_all(laptop, phone)
    assert laptop.marks.note == phone.marks.note == "draft, improved"


def test_notes_that_claim_to_have_seen_each_other_are_not_both_lost() -> None:
    late = "2026-12-31T00:00:00.000Z-0000-x"
    one = {NOTE: ["one", "2026-01-01T00:00:00.000Z-0000-a", {"b": late}]}
    two = {NOTE: ["two", "2026-01-02T00:00:00.000Z-0000-b", {"a": late}]}
    assert merge([one, two]).note == merge([two, one]).note == "two"


@settings(max_examples=1000)
@given(st.lists(FIELDS, max_size=4), st.randoms())
def test_any_order_of_devices_gives_the_same_marks(
    devices: list[Fields], order: random.Random
) -> None:
    shuffled = devices[:]
    order.shuffle(shuffled)
    assert merge(shuffled) == merge(devices)


@given(st.lists(FIELDS, max_size=4))
def test_a_device_counted_twice_changes_nothing(devices: list[Fields]) -> None:
    assert merge([*devices, *devices]) == merge(devices)


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_the_last_text_of_all_is_never_lost(devices: list[Fields]) -> None:
    notes = [fields[NOTE] for fields in devices if NOTE in fields]
    if notes:
        last = max(notes, key=lambda note: str(note[1]))
        equal = [note for note in notes if note[1] == last[1]]
        assert any(note in note_heads(devices) for note in equal)


NOW = "2026-11-23T12:00:00.000Z-0000-a"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("read", True),
        ("read", None),
        ("read", []),
        ("read", [True]),
        ("read", ["yes", NOW]),
        ("read", [1, NOW]),
        ("read", [True, "yesterday"]),
        ("read", [True, 5]),
        ("starred", {"value": True}),
        ("rating", ["5", NOW]),
        ("rating", [True, NOW]),
        ("rating", [9, NOW]),
        ("tag:rl", ["", NOW]),
        ("tag:", [True, NOW]),
        ("tag:\x1b[2J", [True, NOW]),
        ("tag:Not Kept So", [True, NOW]),
        ("note", ["text", NOW]),
        ("note", ["text", NOW, []]),
        ("note", ["text", NOW, {"b": 5}]),
        ("note", [None, NOW, {}]),
        ("note", "text"),
    ],
)
def test_a_field_of_the_wrong_shape_counts_as_absent(name: str, field: Any) -> None:
    assert not is_sound(name, field)
    assert merge([sound({name: field, "queued": [True, NOW]})]) == Marks(queued=True)


def test_fields_of_a_later_version_are_no_fault() -> None:
    assert is_sound("colour", "blue")
    assert merge([sound({"colour": "blue", "read": [True, NOW]})]) == Marks(read=True)
