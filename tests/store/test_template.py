"""Texts that users make up of a paper's fields."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.citations.template import FIELDS, TemplateError, check, fill
from store.models import Paper

PAPER = Paper(
    id="lovelace1843-notes",
    title="Notes\x1b[2J on {Engines}",
    authors=("Ada Lovelace", "L. F. Menabrea"),
    published="1843-09",
    venue="Taylor's Memoirs",
    identifiers={"url": "https://example.org/notes", "doi": "10.1000/182"},
)


def test_fields_are_put_in_and_what_is_lacking_is_left_empty() -> None:
    assert fill("[[{url}|{title}]] {author} ({year}) {pdf}.", PAPER) == (
        "[[https://example.org/notes|Notes[2J on {Engines}]] Lovelace (1843) ."
    )
    assert fill("{authors}", replace(PAPER, authors_complete=False)).endswith(" et al.")
    assert fill("{author}{year}", Paper(id="x", title="")) == ""


def test_braces_are_written_twice() -> None:
    assert fill("{{{year}}} {{x}}", PAPER) == "{1843} {x}"


def test_a_field_that_there_is_not_is_told_of() -> None:
    with pytest.raises(TemplateError, match=r"there is no \{titel\}; there are title, "):
        check("{titel}")


def test_every_field_gives_one_line() -> None:
    for name in FIELDS:
        assert "\n" not in fill(f"{{{name}}}", PAPER)
        assert "\x1b" not in fill(f"{{{name}}}", PAPER)
