"""Changes are put into a journal as the encoder of JSON would put them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.journal.encoding import encoded, encoded_change

TEXT = st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(
    ["", '"', "\\", '","', '":"', "\x1f", "\x7f", "\u2028"]
)
VALUES = st.recursive(
    TEXT
    | st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(TEXT, min_size=1, max_size=3), VALUES)
def test_a_change_is_encoded_as_any_value_is(names: list[str], fields: Any) -> None:
    assert encoded_change([*names, fields]) == encoded([*names, fields])


@given(VALUES)
def test_what_is_encoded_is_read_back(value: Any) -> None:
    assert json.dumps(json.loads(encoded(value))) == json.dumps(json.loads(json.dumps(value)))


@pytest.mark.parametrize("fields", [{1: "a"}, {None: "b"}, {True: ["c"]}, {"a": ("b", "c")}, {}])
def test_names_and_lists_of_other_kinds_are_written_as_the_encoder_writes_them(fields: Any) -> None:
    assert encoded_change(["put", fields]) == encoded(["put", fields])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("-inf")]])
def test_a_number_that_json_has_no_form_for_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="JSON"):
        encoded_change(["put", "papers", "a", {"title": "A", "score": value}])
