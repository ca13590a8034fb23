from __future__ import annotations

from pathlib import Path

from store.index.hits import Hits
from store.library import Library
from tui.deck import Deck


def unread(names: list[str]) -> Hits:
    return Hits(names, bytearray(len(names)))


def test_a_list_that_is_still_being_read_is_not_waited_for_to_show_another(
    folder: Path, ids: list[str]
) -> None:
    def never() -> tuple[list[str], bytearray]:
        raise AssertionError("the rest was waited for")

    with Library(folder) as library:
        deck = Deck(library)
        deck.show(Hits(ids[:3], bytearray(3), count=6, rest=never))
        deck.cursor = 2
        deck.show(unread(ids[:2]), ids[2])
        assert deck.current == ids[1]


def test_many_places_are_found_in_a_list_as_a_few_are(folder: Path, ids: list[str]) -> None:
    with Library(folder) as library:
        deck = Deck(library, unread(ids))
        for _ in range(3):
            assert [deck.place(name) for name in ids] == list(range(6))
        deck.show(unread(ids[1:]))
        assert deck.place(ids[0]) is None
        assert deck.place(ids[5]) == 4
