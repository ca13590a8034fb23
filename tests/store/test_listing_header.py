from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.importers.category import COMPUTER_SCIENCE, category_of
from store.importers.listing import header as header_module
from store.importers.listing.header import LONGEST, Header, parse_header

TODAY = date(2026, 11, 23)
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


def parsed(line: str, today: date = TODAY) -> Header:
    header = parse_header(line, today)
    assert header, line
    return header


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CLDec 20, 2022Code", Header(None, "cs.CL", True, "2022-12-20", False, True)),
        ("94.9LGMar 11Code", Header(94.9, "cs.LG", True, "2026-03-11", True, True)),
        ("100.0SEApr 16", Header(100.0, "cs.SE", True, "2026-04-16", True)),
        ("87CLJan 2", Header(87.0, "cs.CL", True, "2026-01-02", True)),
        ("0.5CLJan 2", Header(0.5, "cs.CL", True, "2026-01-02", True)),
        ("94,9LGMar 11", Header(94.9, "cs.LG", True, "2026-03-11", True)),
        ("CVOct 3, 2023", Header(None, "cs.CV", True, "2023-10-03")),
    ],
)
def test_the_parts_are_taken_apart(line: str, expected: Header) -> None:
    assert parse_header(line, TODAY) == expected


@pytest.mark.parametrize(
    "line",
    [
        "CL Dec 20, 2022 Code",
        "cldec 20, 2022code",
        "CLDECEMBER 20, 2022CODE",
        "CLDecember 20 2022 Code",
        "CLDec. 20,2022 [Code]",
        "CLDec 20th, 2022 · Code",
        "cs.CLDec 20, 2022Code",
        "CS.cl Dec20, 2022Code",
    ],
)
def test_other_spellings_are_the_same(line: str) -> None:
    assert parsed(line) == parsed("CLDec 20, 2022Code")


@pytest.mark.parametrize("month", ["Sep", "Sept", "Sept.", "September", "sept"])
def test_september_has_three_names(month: str) -> None:
    assert parsed(f"CL{month} 5, 2021").published == "2021-09-05"


@pytest.mark.parametrize("category", sorted(COMPUTER_SCIENCE))
@pytest.mark.parametrize("month", MONTHS)
def test_every_class_is_told_from_every_month(category: str, month: str) -> None:
    for line in (f"{category}{month} 5, 2020", f"12.5{category}{month} 5, 2020Code"):
        header = parsed(line)
        assert (header.category, header.is_known) == (f"cs.{category}", True)
        assert header.published == f"2020-{MONTHS.index(month) + 1:02}-05"


@pytest.mark.parametrize(
    ("text", "category", "is_known"),
    [
        ("stat.ML", "stat.ML", True),
        ("STAT.ml", "stat.ML", True),
        ("eess.AS", "eess.AS", True),
        ("quant-ph", "quant-ph", True),
        ("cond-mat.mes-hall", "cond-mat.mes-hall", True),
        ("math.OC", "math.OC", True),
        ("XX", "cs.XX", False),
        ("NLP", "cs.NLP", False),
        ("stat.XX", "stat.XX", False),
        ("foo.BA", "foo.BA", False),
        ("math", "math", False),
    ],
)
def test_categories_of_other_archives_and_unknown_ones_are_kept(
    text: str, category: str, is_known: bool
) -> None:
    header = parsed(f"{text}Dec 1, 2020")
    assert (header.category, header.is_known) == (category, is_known)
    assert category_of(text) == (category, is_known)


@pytest.mark.parametrize(
    ("day", "today", "published"),
    [
        ("Nov 23", date(2026, 11, 23), "2026-11-23"),
        ("Nov 24", date(2026, 11, 23), "2025-11-24"),
        ("Jan 1", date(2026, 1, 1), "2026-01-01"),
        ("Dec 31", date(2026, 1, 1), "2025-12-31"),
        ("Feb 29", date(2026, 11, 23), "2024-02-29"),
        ("Feb 29", date(2024, 2, 29), "2024-02-29"),
        ("Feb 29", date(2024, 2, 28), "2020-02-29"),
        ("Feb 29", date(1903, 1, 1), "1896-02-29"),
    ],
)
def test_without_a_year_it_is_the_last_such_day(day: str, today: date, published: str) -> None:
    header = parsed(f"CL{day}", today)
    assert (header.published, header.year_inferred) == (published, True)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("CLFeb 30", "Feb 30"),
        ("CLFeb 29, 2023", "Feb 29 in 2023"),
        ("CLJun 31, 2022", "Jun 31"),
        ("CLDec 0, 2022", "Dec 0"),
        ("CLDec 32, 2022", "Dec 32"),
        ("CLDec 202022", "Dec 202022"),
        ("CLFoo 20, 2022", "month Foo"),
        ("94.9CLDez 3Code", "month Dez"),
        ("CLDec 20, 0000", "year 0000"),
        ("CLDec 20, 1022", "year 1022"),
        ("CLDec 20, 22", "year 22"),
        ("CLDec 20, 20222", "year 20222"),
        ("CLDec 20, 9999", "future"),
        ("CLNov 25, 2027", "future"),
    ],
)
def test_an_impossible_date_is_a_problem_that_is_named(line: str, word: str) -> None:
    header = parsed(line)
    assert word in header.problem
    assert not header.published


@pytest.mark.parametrize("day", ["Nov 24, 2026", "Dec 20, 2026", "Nov 24, 2027"])
def test_a_date_up_to_a_year_ahead_is_taken(day: str) -> None:
    assert not parsed(f"CL{day}").problem


def test_a_month_and_a_year_are_a_date() -> None:
    assert parsed("CLDec 2022Code").published == "2022-12"


@pytest.mark.parametrize(
    "line", ["Dec 20, 2022Code", "94.9Mar 11", "94.9LG", "CL", "CL2022", "LGCode"]
)
def test_half_a_header_is_a_weak_one(line: str) -> None:
    assert parsed(line).is_weak


@pytest.mark.parametrize(
    "line",
    [
        "",
        "AIMar 3 is the day on which it began",
        "In AIMar 3",
        "On May 3",
        "to May 3, 2022",
        "Updated May 3",
        "Sunday May 3",
        "in May 2022",
        "AIModel 3",
        "Code",
        "CODE",
        "ai",
        "CL99999",
        "Dec",
        "3",
        "ＣＬDec 20",
        "CLDec ２０, 2022",
    ],
)
def test_other_lines_are_no_headers(line: str) -> None:
    assert parse_header(line, TODAY) is None


def test_no_pattern_sees_more_than_a_header_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern = pattern

        def fullmatch(self, text: str) -> re.Match[str] | None:
            assert len(text) <= LONGEST
            return self.pattern.fullmatch(text)

    for name in ("_HEADER", "_ODD_MONTH", "_UNDATED"):
        monkeypatch.setattr(header_module, name, Strict(getattr(header_module, name)))
    assert parse_header("CL" * 5_000_000, TODAY) is None
    assert parse_header("1" * LONGEST, TODAY) is None


@given(st.text(alphabet="CLcsML.- DecMayFb0123456789,ode·", max_size=70), st.dates())
def test_any_line_is_a_header_or_none(line: str, today: date) -> None:
    header = parse_header(line, today)
    if header and header.published and header.year_inferred:
        assert date.fromisoformat(header.published) <= today


@given(st.dates(min_value=date(1800, 1, 1), max_value=TODAY), st.booleans())
def test_any_day_with_its_year_is_read_back(day: date, has_code: bool) -> None:
    line = f"CL{MONTHS[day.month - 1]} {day.day}, {day.year}{'Code' * has_code}"
    assert parsed(line) == Header(None, "cs.CL", True, day.isoformat(), False, has_code)
