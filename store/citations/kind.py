"""What kind of publication a paper is, by the names that CSL has for kinds."""

from __future__ import annotations

from collections.abc import Mapping

from store.citations.field import venue
from store.citations.venue import is_journal
from store.models import Paper

_NAMES = (
    "article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case "
    "legislation manuscript map motion_picture musical_score pamphlet patent performance "
    "periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage"
)
_KINDS = frozenset(_NAMES.split())
"""Those of the specification (1.0.2) but the ones that the venue tells."""

_IN_VENUES = frozenset({"article-journal", "paper-conference"})


def kind(paper: Paper) -> str:
    """Give the kind of a paper.

    Returns:
        What its source called it, such as ``book`` or ``thesis``; otherwise ``article-journal``
        for what is in a journal by its name or because it is in an issue, ``paper-conference``
        for another venue, and ``article``, which is a preprint, for what has none: some styles
        leave out what is said to be less.
    """
    named = paper.identifiers.get("type", "")
    if named in _KINDS:
        return named
    if name := venue(paper):
        if named in _IN_VENUES:
            return named
        is_in_issue = bool(paper.identifiers.get("issue"))
        return "article-journal" if is_in_issue or is_journal(name) else "paper-conference"
    return "article"


def with_kind(identifiers: Mapping[str, str], venue: str, named: str) -> Mapping[str, str]:
    """Give a paper's identifiers with its kind where they and its venue would tell another.

    Args:
        identifiers: of the paper.
        venue: where it was published.
        named: the kind that its source calls it.
    """
    if not venue or named not in _IN_VENUES:
        return identifiers
    if kind(Paper("", "", venue=venue, identifiers=identifiers)) == named:
        return identifiers
    return {**identifiers, "type": named}
