"""The query language: text to a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import QueryError
from store.query import All, Either, Is, Node, Not, Query, Sort, Tag, Text, parse

A, B, C = Text("a"), Text("b"), Text("c")
A_TITLE, B_TITLE = Text("a", "title"), Text("b", "title")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", All(())),
        ("  \t\n", All(())),
        ("self", Text("self")),
        ("a b", All((A, B))),
        ('"value model"', Text("value model")),
        ('"not closed', Text("not closed")),
        ("-a", Not(A)),
        ('a -"b c"', All((A, Not(Text("b c"))))),
        ("a OR b", Either((A, B))),
        ("a b OR c", Either((All((A, B)), C))),
        ("a (b OR c)", All((A, Either((B, C))))),
        ("-(a OR b)", Not(Either((A, B)))),
        ("((a))", A),
        ("a or b", All((A, Text("or"), B))),
        ("tag:rl", Tag("rl")),
        ("TAG:RL", Tag("rl")),
        ("tag:#rl", Tag("rl")),
        ('tag:"Deep Learning"', Tag("deep-learning")),
        ("-tag:rl", Not(Tag("rl"))),
        ("is:unread", Is("unread")),
        ("IS:Unread", Is("unread")),
        ("self-instruct", Text("self-instruct")),
        ("GPT-4: a", All((Text("GPT-4:"), A))),
        ("Crystal: a", All((Text("Crystal"), A))),
        ("https://arxiv.org/abs/1", Text("https://arxiv.org/abs/1")),
        ("- a", A),
        ("a ? b", All((A, B))),
        ('a ""', A),
        ("c++", Text("c++")),
        ("a AND b", All((A, B))),
        ("a AND b OR c", Either((All((A, B)), C))),
        ("NOT a", Not(A)),
        ("a AND NOT (b OR c)", All((A, Not(Either((B, C)))))),
        ('a "AND" b', All((A, Text("AND"), B))),
        ('"NOT" a', All((Text("NOT"), A))),
        ("a and not b", All((A, Text("and"), Text("not"), B))),
        ("title:(a OR b)", Either((Text("a", "title"), Text("b", "title")))),
        ("c -tag:(rl b)", All((C, Not(All((Tag("rl"), Tag("b"))))))),
        ("title:(a (tag:rl OR b)) c", All((All((A_TITLE, Either((Tag("rl"), B_TITLE)))), C))),
        ("is:(unread OR starred)", Either((Is("unread"), Is("starred")))),
    ],
)
def test_a_text_is_understood(text: str, where: Node) -> None:
    assert parse(text) == Query(where)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:score", (Sort("score"),)),
        ("sort:-date a", (Sort("date", descending=True),)),
        ("a sort:Title sort:-added", (Sort("title"), Sort("added", descending=True))),
    ],
)
def test_the_order_may_stand_anywhere(text: str, sort: tuple[Sort, ...]) -> None:
    assert parse(text).sort == sort


def test_a_query_that_only_sorts_stands_for_every_paper() -> None:
    assert parse("sort:score").is_everything
    assert parse("sort:score AND a AND sort:date").where == A
    assert parse("").is_everything
    assert not parse("a").is_everything


@pytest.mark.parametrize(
    ("text", "marked", "message"),
    [
        ("a is:unred", "is:unred", "Did you mean is:unread?"),
        ("is:xyzzy", "is:xyzzy", "It may be read, unread, starred"),
        ("is:", "is:", "needs a value"),
        ('tag:""', 'tag:""', "needs a value"),
        ("a tag:!", "tag:!", "cannot be a tag"),
        ("sort:scroe", "sort:scroe", "Did you mean sort:score?"),
        ("a sort:-dat", "sort:-dat", "Did you mean sort:date?"),
        ("tga:rl", "tga:rl", "Did you mean tag:?"),
        ("a colour:red b", "colour:red", "Fields are title:, author:"),
        ("(a", "(", "not closed"),
        ("a (b (c)", "(", "not closed"),
        ("a) b", ")", "no bracket"),
        ("OR a", "OR", "something before"),
        ("a OR", "OR", "something after"),
        ("a OR OR b", "OR", "something after"),
        ("(a OR) b", "OR", "something after"),
        ("AND a", "AND", "something before"),
        ("a OR AND b", "AND", "something before"),
        ("a AND", "AND", "something after"),
        ("a AND AND b", "AND", "something after"),
        ("a AND OR b", "AND", "something after"),
        ("a NOT", "NOT", 'To find the word, write "NOT".'),
        ("NOT NOT a", "NOT", "something after"),
        ("a -OR b", "-", "something after"),
        ("NOT sort:date", "NOT", "sort:-field"),
        ("?", "?", "no letter or digit"),
        (":", ":", "no letter or digit"),
        ("-", "-", "no letter or digit"),
        ("* sort:date", "*", "no letter or digit"),
        ("a OR ?", "?", "no letter or digit"),
        ("? OR a", "?", "no letter or digit"),
        ("a (?)", "?", "no letter or digit"),
        ('a "!"', '"!"', "no letter or digit"),
        ('a title:"?"', 'title:"?"', "title: needs a word"),
        ("a title:(?)", "?", "no letter or digit"),
        ("a -?", "-", "something after"),
        ('""', '""', "nothing between these quotation marks"),
        ("a ()", "()", "nothing between these brackets"),
        ("title:()", "()", "nothing between these brackets"),
        ("title:(a", "(", "not closed"),
        ("a (sort:date)", "(sort:date)", "nothing between these brackets"),
        ("tag: rl", "tag:", "without a space: tag:rl."),
        ('title: "a b"', "title:", 'without a space: title:"a b".'),
        ("title: (a OR b)", "title:", "without a space: title:(…)"),
        ("sort: date", "sort:", "without a space: sort:date."),
        ("sort:(date)", "sort:", "needs a value after the colon."),
        ("a sort:-", "sort:-", "a field after the minus: date, title"),
        ("a id:b\udcff", "\udcff", "half of one"),
        ("--a", "-", "something after"),
        ("a -)", "-", "something after"),
        ('-""', "-", "something after"),
        ("-sort:date", "-", "sort:-field"),
        ("(" * 51 + "a" + ")" * 51, "(", "Too many brackets"),
    ],
)
def test_a_wrong_query_is_explained_with_the_place_marked(
    text: str, marked: str, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert message in str(error)
    assert error.text == text
    assert text[error.position : error.position + error.length] == marked


def test_the_bracket_that_is_marked_is_the_one_that_is_not_closed() -> None:
    with pytest.raises(QueryError) as caught:
        parse("(a) (b (c) d")
    assert caught.value.position == 4


PIECES = st.sampled_from(
    [
        "(",
        ")",
        "-",
        '"',
        ":",
        "OR",
        " AND ",
        "NOT ",
        "tag:",
        "is:",
        "sort:",
        "read",
        "-date",
        "a",
        " ",
        "#",
        "//",
        "é",
    ]
)


@settings(max_examples=500)
@given(st.lists(PIECES, max_size=12).map("".join) | st.text(st.characters(exclude_categories=())))
def test_any_text_is_a_query_or_an_error_with_a_place_inside_it(text: str) -> None:
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position < len(text)
        assert error.position + error.length <= len(text)


@settings(max_examples=500)
@given(st.lists(st.text(st.characters(categories=["Ll", "Nd"]), min_size=1), max_size=5))
def test_plain_words_are_always_understood(words: list[str]) -> None:
    nodes = tuple(map(Text, words))
    assert parse(" ".join(words)).where == (nodes[0] if len(nodes) == 1 else All(nodes))


def test_a_very_long_query_is_understood_in_no_time() -> None:
    assert isinstance(parse("a " * 20_000).where, All)
    with pytest.raises(QueryError):
        parse("(" * 20_000)
