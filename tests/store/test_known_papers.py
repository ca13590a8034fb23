"""What an import finds out from digests is what it finds out from the papers themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.identity import Known
from store.importers.contract import Draft
from store.importing import ImportPlan, known_papers, plan
from store.library import Library
from store.models import Paper
from store.record import content_digest, from_document, to_document
from tests.store.making import library

WORDS = st.sampled_from(["", "Cats", "cats", "Dogs, Birds", "Ünder\ud800", "a\x1fb", "x" * 300])
NAMES = st.lists(st.sampled_from(["A B", "C D", "E F", ""]), max_size=5).map(tuple)

PAPERS = st.builds(
    Paper,
    id=st.sampled_from(["", "my-cat"]),
    title=st.sampled_from(["Cats", "Cats:", "Dogs", "语言"]),
    authors=NAMES,
    authors_complete=st.booleans(),
    abstract=WORDS,
    published=st.sampled_from(["", "2024", "2024-02", "2024-02-29", "2023-02-28"]),
    categories=st.sampled_from([(), ("cs.CL",), ("cs.CL", "cs.LG")]),
    organisations=NAMES,
    venue=WORDS,
    score=st.sampled_from([None, 0.0, -0.0, 1.0, 2.5]),
    identifiers=st.dictionaries(
        st.sampled_from(["doi", "arxiv", "url", "pdf"]), st.sampled_from(["1", "2v1", "2v2"])
    ),
    has_code=st.booleans(),
    added=st.sampled_from(["", "2020-01-01T00:00:00Z"]),
    source=st.sampled_from(["", "a.txt", "b.txt"]),
    unsure=st.sampled_from([(), ("split",), ("category",), ("split", "category")]),
)
DRAFTS = st.lists(st.builds(Draft, PAPERS, st.just(1), st.booleans()), max_size=8)


class WithoutContents:
    """Finds papers, and leaves it to others to read them."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def candidates(self, names: Sequence[int]) -> Iterator[str]:
        return self._known.candidates(names)

    def content(self, paper_id: str) -> int | None:
        return None


def told(found: ImportPlan) -> tuple[Any, ...]:
    return (found.papers, list(found.papers), found.outcomes, found.merged, found.event())


def both(opened: Library, drafts: list[Draft]) -> tuple[ImportPlan, ImportPlan]:
    ledger = opened._ledger
    short = plan(drafts, ledger, "now")
    return short, plan(drafts, ledger, "now", WithoutContents(known_papers(ledger)))


@settings(max_examples=500)
@given(DRAFTS, DRAFTS, st.integers(0, 3))
def test_an_import_by_digests_is_an_import_by_reading(
    tmp_path_factory: pytest.TempPathFactory, before: list[Draft], after: list[Draft], gone: int
) -> None:
    folder = tmp_path_factory.mktemp("library")
    opened = library(folder)
    if before:
        added = opened.import_papers(before).added
        opened.delete(added[:gone]) if added[:gone] else None
    short, long = both(opened, [*before, *after])
    assert told(short) == told(long)
    shutil.rmtree(folder)


@settings(max_examples=500)
@given(PAPERS, PAPERS)
def test_papers_of_one_digest_say_the_same(one: Paper, other: Paper) -> None:
    bare = {"id": "", "added": "", "source": ""}
    if content_digest(one) == content_digest(other):
        assert replace(one, **bare) == replace(other, **bare)  # type: ignore[arg-type]


@settings(max_examples=500)
@given(PAPERS)
def test_a_paper_has_the_digest_that_it_has_when_it_is_read_again(paper: Paper) -> None:
    document = json.loads(json.dumps(to_document(replace(paper, source="elsewhere"))))
    assert content_digest(from_document("x", document)) == content_digest(paper)


_ASK = """
from store.identity import key_digest
from store.models import Paper
from store.record import content_digest
paper = Paper("x", "Ünder", ("A B",), score=2.5, identifiers={"url": "u", "doi": "d"})
print(content_digest(paper), key_digest("text:cats"))
"""


def test_digests_are_the_same_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", _ASK],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
