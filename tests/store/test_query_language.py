"""The query language: every field, printed and understood again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import QueryError
from store.matching import Entry
from store.models import Marks, Paper
from store.query import (
    FIELDS,
    PARTS,
    SORT_FIELDS,
    STATES,
    TEXT_FIELDS,
    All,
    Either,
    Node,
    Not,
    Query,
    parse,
    printed,
)
from store.search import find, text_of

TODAY = date(2026, 11, 24)

PAPERS = {
    "wang2022-self-instruct": Paper(
        "",
        "Self-Instruct: Aligning Models",
        ("Yizhong Wang", "Jürgen Müller"),
        abstract="We teach a value model.",
        published="2022-12-20",
        categories=("cs.CL", "cs.LG"),
        organisations=("allen-ai",),
        venue="ACL",
        score=94.9,
        identifiers={"doi": "10.1/ABC", "arxiv": "2212.10560v2", "url": "https://a.org"},
        added="2026-11-23T18:00:00Z",
    ),
    "lee2024-plans": Paper(
        "",
        "Value of Plans",
        ("Ann Lee",),
        published="2024",
        categories=("stat.ML",),
        score=90.0,
        has_code=True,
        added="2026-11-01T12:00:00Z",
    ),
    "kim2024-june": Paper("", "In June", ("Bo Kim",), published="2024-06", score=-1.5),
    "new": Paper("", "Fresh", published="2026-11-20"),
    "bare": Paper("", "Nothing Known"),
}
MARKS = {
    "lee2024-plans": Marks(read=True, rating=4, tags=("rl",), note="A fine plan."),
    "new": Marks(starred=True, rating=5),
}


def found(query: str) -> set[str]:
    entries = (
        Entry(
            Paper(name, *(getattr(paper, part) for part in Paper.__slots__[1:])),
            MARKS.get(name, Marks()),
            text_of(paper),
        )
        for name, paper in PAPERS.items()
    )
    return set(find(parse(query), entries, today=TODAY))


WANG, LEE, KIM = "wang2022-self-instruct", "lee2024-plans", "kim2024-june"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("title:value", {LEE}),
        ("abstract:value", {WANG}),
        ('abstract:"value model"', {WANG}),
        ("title:self-instruct", {WANG}),
        ("author:muller", {WANG}),
        ('author:"yizhong wang"', {WANG}),
        ("author:value", set()),
        ("note:plan", {LEE}),
        ("org:allen", {WANG}),
        ("venue:acl", {WANG}),
        ("cat:cs.cl", {WANG}),
        ("cat:CL", {WANG}),
        ("cat:cs", {WANG}),
        ("cat:c", set()),
        ("cat:stat -tag:rl", set()),
        ("id:wang2022", {WANG}),
        ("id:self", set()),
        ("doi:10.1/abc", {WANG}),
        ("doi:https://doi.org/10.1/ABC", {WANG}),
        ("doi:10.1", set()),
        ("arxiv:2212.10560", {WANG}),
        ("arxiv:https://arxiv.org/abs/2212.10560v1", {WANG}),
        ("year:2024", {LEE, KIM}),
        ("year:2022..2024", {WANG, LEE, KIM}),
        ("year:..2022", {WANG}),
        ("year:>2022", {LEE, KIM, "new"}),
        ("date:2024", {LEE, KIM}),
        ("date:2024-06", {KIM}),
        ("date:>=2024-06", {KIM, "new"}),
        ("date:>2024-06", {"new"}),
        ("date:<2024-06", {WANG, LEE}),
        ("date:<=2024-6", {WANG, LEE, KIM}),
        ("date:2022-12-20..2024-01", {WANG, LEE}),
        ("date:<7d", {"new"}),
        ("date:<4d", set()),
        ("date:<=4d", {"new"}),
        ("date:>1y", {WANG, LEE, KIM}),
        ("date:1d..1w", {"new"}),
        ("date:1w..1d", {"new"}),
        ("date:2024-06..2024", {KIM}),
        ("date:2024..2024-06", {LEE, KIM}),
        ("title:(fresh OR plans)", {"new", LEE}),
        ("year:(2022 OR 2024) NOT title:plans", {WANG, KIM}),
        ("date:today", set()),
        ("added:<2d", {WANG}),
        ("added:>1w", {LEE}),
        ("score:>90", {WANG}),
        ("score:>=90", {WANG, LEE}),
        ("score:-1.5", {KIM}),
        ("score:<0", {KIM}),
        ("rating:>=4", {LEE, "new"}),
        ("rating:5", {"new"}),
        ("has:note", {LEE}),
        ("has:tags", {LEE}),
        ("has:code", {LEE}),
        ("has:pdf", {WANG}),
        ("has:doi", {WANG}),
        ("has:abstract", {WANG}),
        ("-has:abstract year:2024", {LEE, KIM}),
        ("is:starred OR score:>94", {"new", WANG}),
    ],
)
def test_every_field_finds_what_it_names(query: str, ids: set[str]) -> None:
    assert found(query) == ids


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("athor:lee", "athor:lee", "Did you mean author:?"),
        ("a year:soon", "year:soon", "soon is not a number. Write year:2023, year:>=2023 or"),
        ("a score:20x", "score:20x", "20x is not a number. Write score:90, score:>90 or"),
        ("score:>", "score:>", "There is no number after >. Write score:90"),
        ("rating:<>4", "rating:<>4", "Compare by >, >=, < or <=."),
        ("a year:2024..2022", "year:2024..2022", "write year:2022..2024."),
        ("score:9..-1", "score:9..-1", "9 comes after -1: write score:-1..9."),
        ("date:2024-07..2024-06-30", "date:2024-07..2024-06-30", "date:2024-06-30..2024-07."),
        ("year:..", "year:..", "needs a beginning or an end"),
        ("date:2024-13", "date:2024-13", "not a date. Write date:2024"),
        ("date:7days", "date:7days", "not a date"),
        ("has:pfd", "has:pfd", "Did you mean has:pdf?"),
        ("arxiv:v2", "arxiv:v2", "no identifier"),
        ("title:", "title:", "needs a value"),
    ],
)
def test_a_wrong_value_is_explained(text: str, marked: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert message in str(error)
    assert text[error.position : error.position + error.length] == marked


WORDS = st.text(st.characters(exclude_characters='"'), min_size=1, max_size=6) | st.sampled_from(
    [
        "self",
        "GPT-4",
        "c++",
        "OR",
        "AND",
        "NOT",
        "?",
        "-a",
        "a:b",
        "title:x",
        "(",
        "論文",
        "//",
        "a b",
    ]
)
NUMBERS = st.integers(-3, 3000).map(str) | st.decimals(-9, 99, places=3, allow_nan=False).map(str)
DAYS = st.dates(date(1, 1, 1), date(9000, 1, 1)).map(lambda day: day.isoformat()) | st.sampled_from(
    ["2024", "2024-06", "2024-6-1", "7d", "2w", "3m", "1y", "today"]
)


def ranges(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    relation = st.sampled_from(["", "=", ">", ">=", "<", "<="])
    return st.one_of(
        st.tuples(relation, values).map("".join),
        st.tuples(values, st.just(".."), values).map("".join),
        values.map(lambda value: f"{value}.."),
        values.map(lambda value: f"..{value}"),
    )


CONDITIONS = st.one_of(
    WORDS.map(lambda word: f'"{word}"'),
    st.tuples(st.sampled_from(TEXT_FIELDS), WORDS).map(lambda pair: f'{pair[0]}:"{pair[1]}"'),
    st.sampled_from(STATES).map(lambda state: f"is:{state}"),
    st.sampled_from(PARTS).map(lambda part: f"has:{part}"),
    st.sampled_from(["tag:rl", "cat:cs.CL", "id:x-1", "doi:10.1/a", "arxiv:2401.1v2"]),
    st.tuples(st.sampled_from(["year", "score", "rating"]), ranges(NUMBERS)).map(":".join),
    st.tuples(st.sampled_from(["date", "added"]), ranges(DAYS)).map(":".join),
)
TEXTS = st.recursive(
    CONDITIONS,
    lambda inner: st.one_of(
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-({text})"),
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
    ),
    max_leaves=8,
)
ORDERS = st.lists(
    st.tuples(st.sampled_from(["sort:", "sort:-"]), st.sampled_from(SORT_FIELDS)).map("".join),
    max_size=2,
)


@settings(max_examples=600)
@given(TEXTS, ORDERS)
def test_a_printed_query_stands_for_the_same_again(text: str, order: list[str]) -> None:
    try:
        query = parse(" ".join([text, *order]))
    except QueryError:  # of blank words nothing is left to be negated or chosen from
        return
    assert parse(printed(query)) == query


PIECES = st.sampled_from(
    [*(f"{name}:" for name in FIELDS), *'()-":<>=. ', "..", "OR ", "AND ", "NOT ", "2024", "é"]
)


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=10).map("".join))
def test_whatever_is_understood_can_be_printed_and_asked(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.position < len(text)
        return
    assert parse(printed(query)) == query
    entry = Entry(PAPERS[WANG], Marks(), text_of(PAPERS[WANG]))
    assert (
        len(find(query, [entry], today=TODAY))
        + len(find(Query(Not(query.where)), [entry], today=TODAY))
        == 1
    )


LEAVES = st.sampled_from([parse(text).where for text in ("value", "year:2024", "is:read", "-a")])
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Either(tuple(nodes))),
    ),
    max_leaves=10,
)


@settings(max_examples=500)
@given(TREES)
def test_any_tree_can_be_printed(tree: Node) -> None:
    assert parse(printed(Query(tree))).where == tree


@settings(max_examples=500)
@given(st.integers(0, 4000), st.integers(0, 60))
def test_younger_than_and_at_least_as_old_as_divide_the_papers(back: int, age: int) -> None:
    day = (TODAY - timedelta(days=back)).isoformat()
    entry = Entry(Paper("x", "t", published=day), Marks(), " t")
    younger = find(parse(f"date:<{age}d"), [entry], today=TODAY)
    older = find(parse(f"date:>={age}d"), [entry], today=TODAY)
    assert len(younger) + len(older) == 1
    assert bool(younger) == (back < age)
