"""What a sync tool's copy of the journal of papers holds that the library lacks."""

from __future__ import annotations

from collections.abc import Mapping

from store.identity import Identities, key_digests, mint
from store.library import Library
from store.models import JsonObject, Paper
from store.record import from_document
from store.sameness import is_same
from store.text.fold import bare


def missing_papers(library: Library, documents: Mapping[str, JsonObject]) -> dict[str, JsonObject]:
    """Give the documents of papers that a library lacks, each under the id it is to have.

    A paper in the trash is not lacking.  One that the library has under another id is taken all
    the same where there are marks for its own: the doctor then tells that it is there twice.
    """
    known = Identities()
    for paper_id in library:
        known.add(key_digests(library.paper(paper_id)), paper_id)
    trash, marked = library.own_journals[0].documents("trash"), library.marked_ids()
    gone = trash.keys() | library.merged_ids()
    found: dict[str, JsonObject] = {}

    def paper_of(name: str) -> Paper:
        return library.paper(name) if name in library else from_document(name, found[name])

    def is_taken(name: str) -> bool:
        return name in library or name in found or name in trash

    for paper_id, document in documents.items():
        paper = from_document(paper_id, document)
        names = key_digests(paper)
        has_home = any(is_same(paper_of(name), paper) for name in known.candidates(names))
        if paper_id in gone or (has_home and (is_taken(paper_id) or paper_id not in marked)):
            continue
        if is_taken(paper_id):
            if paper_id in library and _is_same(paper, library.paper(paper_id)):
                continue
            paper_id = mint(paper, is_taken)  # noqa: PLW2901
        found[paper_id] = document
        known.add(names, paper_id)
    return found


def _is_same(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of one id are the same paper, told at different length."""
    return bare(one.title) == bare(other.title)
