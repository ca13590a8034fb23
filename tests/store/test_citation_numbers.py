"""Volumes, issues and pages in citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.citations.csl.cite import cite
from store.citations.csl.number import first, is_numeric, is_several, written
from store.models import Paper

PAPER = Paper("a", "Title", ("Ann Lee",), published="2021", venue="Journal of Tests")


@pytest.mark.parametrize(
    ("pages", "given", "expected"),
    [
        ("", "101-8", "101–8"),
        ("", "e101-e110", "e101–e110"),
        ("", "1-3, 7-9", "1–3, 7–9"),
        ("", "iii-xii", "iii–xii"),
        ("", "e1009", "e1009"),
        ("", "1--9", "1–9"),
        ("expanded", "101-8", "101–108"),
        ("expanded", "109-9", "109–9"),
        ("expanded", "S1-S12", "S1–S12"),
        ("minimal", "1000-1008", "1000–8"),
        ("minimal", "S1-S12", "S1–12"),
        ("minimal-two", "101-8", "101–08"),
        ("minimal-two", "1000-1008", "1000–08"),
        ("minimal-two", "11:1-11:37", "11:1–11:37"),
        ("chicago", "101-108", "101–8"),
        ("chicago", "100-104", "100–104"),
        ("chicago-15", "1189-1232", "1189–1232"),
        ("chicago-16", "1189-1232", "1189–232"),
        ("chicago-16", "13999-14004", "13999–4004"),
        ("chicago-16", "99-101", "99–101"),
    ],
)
def test_the_last_page_is_as_short_as_the_style_wants_it(
    pages: str, given: str, expected: str
) -> None:
    assert written(given, pages=pages) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4-5", "4–5"),
        ("1 & 2", "1 & 2"),
        ("061102", "061102"),
        ("Suppl 1", "Suppl 1"),
        ("B-C", "B-C"),
        ("Spring-Summer", "Spring-Summer"),
        ("", ""),
    ],
)
def test_a_range_of_numbers_has_a_dash_and_a_name_keeps_its_hyphen(
    text: str, expected: str
) -> None:
    assert written(text) == expected


def test_more_numbers_than_one_are_told_from_one() -> None:
    assert all(map(is_several, ["1-9", "iii–xii", "1, 2", "3 & 4", "11:1-11:37", "e1-e9"]))
    assert not any(map(is_several, ["12", "1:2", "12(3)", "1/2", "Part A", "e1009", ""]))


def test_numbers_may_have_letters_and_stand_in_ranges() -> None:
    assert all(map(is_numeric, ["12", "S2", "2b", "3–4", "1, 2", "1/2", "iii-xii"]))
    assert not any(map(is_numeric, ["XII", "Suppl 1", "Spring", "1.2.3 beta", ""]))


def test_the_first_page_is_what_stands_before_the_dash() -> None:
    assert [first(one) for one in ("12-15", "e7", "1–3, 7", "3 & 4")] == ["12", "e7", "1", "3"]


@pytest.mark.parametrize(
    ("style", "places", "expected"),
    [
        ("apa", {"volume": "1", "issue": "1-2", "pages": "523-32"}, "1(1–2), 523–532."),
        (
            "mla",
            {"volume": "1", "issue": "1-2", "pages": "iii-xii"},
            "nos. 1–2, 2021, pp. iii–xii.",
        ),
        ("ieee", {"volume": "116", "issue": "061102"}, "vol. 116, no. 061102, 2021."),
        ("ieee", {"issue": "1", "pages": "pp. 12-15"}, "no. 1, pp. 12–15, 2021."),
        ("chicago", {"volume": "1", "issue": "2", "pages": "1189-1232"}, "1 (2): 1189–232."),
    ],
)
def test_styles_write_volumes_issues_and_pages(
    style: str, places: dict[str, str], expected: str
) -> None:
    assert cite([replace(PAPER, identifiers=places)], style).text.endswith(expected)
