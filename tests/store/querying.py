"""Random conditions of queries."""

from __future__ import annotations

from hypothesis import strategies as st

from store.errors import QueryError
from store.query import PARTS, STATES, TEXT_FIELDS, All, Either, Node, Not, parse

_RELATION = st.sampled_from(["", ">", ">=", "<", "<="])
_DAYS = st.sampled_from(["2024", "2024-06", "2024-06-01", "2023-12-31", "7d", "2y", "today"])
_NUMBERS = st.sampled_from(["0", "90", "94.5", "-1", "2024", "3"])


def _parsed(text: str) -> Node | None:
    try:
        return parse(text).where
    except QueryError:  # not every mixture is a query
        return None


def _ranges(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(_RELATION, values).map("".join),
        st.tuples(values, st.just(".."), values).map("".join),
    )


def nodes(words: list[str], tags: list[str], identifiers: list[str]) -> st.SearchStrategy[Node]:
    """Give trees of conditions about these words, tags and identifiers."""
    word = st.one_of(
        st.sampled_from(words),
        st.sampled_from(words).map(lambda text: text[:2]),
        st.lists(st.sampled_from(words), min_size=2, max_size=3).map(" ".join),
    )
    leaves = st.one_of(
        word.map(lambda text: f'"{text}"'),
        st.tuples(st.sampled_from(TEXT_FIELDS), word).map(lambda pair: f'{pair[0]}:"{pair[1]}"'),
        st.sampled_from(STATES).map(lambda state: f"is:{state}"),
        st.sampled_from(PARTS).map(lambda part: f"has:{part}"),
        st.sampled_from(tags).map(lambda tag: f'tag:"{tag}"'),
        st.sampled_from(["cs", "CL", "cs.CL", "stat"]).map(lambda name: f"cat:{name}"),
        st.tuples(st.sampled_from(["id", "doi", "arxiv"]), st.sampled_from(identifiers)).map(
            ":".join
        ),
        st.tuples(st.sampled_from(["year", "score", "rating"]), _ranges(_NUMBERS)).map(":".join),
        st.tuples(st.sampled_from(["date", "added"]), _ranges(_DAYS)).map(":".join),
    )
    parsed: st.SearchStrategy[Node] = leaves.map(_parsed).filter(lambda node: node is not None)  # type: ignore[assignment]
    return st.recursive(
        parsed,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts))),
        ),
        max_leaves=6,
    )
