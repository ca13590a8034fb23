"""What another text about a paper adds to it, and what a later version changes.

The rule: what is there is never replaced by something poorer.  Of two lists of authors the
complete one counts, then the longer, then the one with names written out; of two abstracts the
longer.  A title counts more than what stands for one (`store.untitled`), whoever gave it.  So the
order in which files are imported makes no difference, and importing them again changes nothing.
A later version has the last word: its title and abstract are taken, unless the abstract is cut
off, and those of an earlier one are not.  Later is what its source says is: a higher number of
arXiv's, or a later day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from store.identity import plain_doi, text_key, unversioned
from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Paper
from store.text.fold import bare
from store.text.latex import decoded
from store.text.person import short_family
from store.untitled import is_untitled, stand_in

_VERSION = re.compile(r"v([0-9]+)$")
_ENDS_OPEN = ("…", "...")
_DAY = 10
"""Characters of a date that is known to the day."""


def update(old: Paper, new: Paper, *, year_inferred: bool) -> Paper:
    """Give the library's paper with what another text about it adds.

    What the new text leaves out stays; the split of title and authors stays, since the reader
    may have moved it; a date without a year confirms the one that is there.

    Args:
        old: the library's paper.
        new: the same paper by the new text.
        year_inferred: the year of `new` was worked out, not read.

    Returns:
        The paper; its `previous` is another one where a later version says something else.
    """
    later = later_version(old, new, year_inferred=year_inferred)
    is_earlier = bool(later_version(new, old, year_inferred=year_inferred))
    fields: dict[str, Any] = {}
    for name in ("categories", "organisations", "venue"):
        fields[name] = getattr(new, name) or getattr(old, name)
    if is_earlier:
        fields["abstract"] = old.abstract or new.abstract
    else:
        fields["abstract"] = _abstract(old.abstract, new.abstract, is_later=bool(later))
    fields["published"] = _date(old.published, new.published, year_inferred=year_inferred)
    fields["score"] = old.score if new.score is None else new.score
    fields["has_code"] = old.has_code or new.has_code
    fields["identifiers"] = _union(old, new)
    split, was_untitled = old, is_untitled(old)
    if _is_same_line(new, old):
        fields["authors_complete"] = old.authors_complete or new.authors_complete
    else:
        fuller = _is_fuller(new, old)
        if fuller or _are_written_out(new, old):
            fields |= {"authors": new.authors, "authors_complete": new.authors_complete}
        if is_untitled(new):
            pass  # what stands for a title takes the place of none
        elif was_untitled:
            fields["title"], split = new.title, new
        elif (later or (fuller and not is_earlier)) and not _is_lead(new.title, old.title):
            fields["title"] = new.title
            split = new if fuller else old
    if later and not was_untitled and _says_otherwise(old, fields):
        fields["previous"] = {"title": old.title, "abstract": old.abstract, "by": later}
    flags = _flags(old, split=split, category=new if new.categories else old)
    paper = replace(old, **fields, unsure=flags)
    if was_untitled and paper.title == old.title:  # more may be known of where it stands
        return replace(paper, title=stand_in(paper) or old.title)
    return paper


def joined(kept: Paper, other: Paper) -> Paper:
    """Give a paper with what it lacks of another one, which is the same paper by a user's word."""
    fields: dict[str, Any] = {}
    for name in ("categories", "organisations", "venue", "published"):
        fields[name] = getattr(kept, name) or getattr(other, name)
    fields["abstract"] = _abstract(kept.abstract, other.abstract, is_later=False)
    fields["score"] = other.score if kept.score is None else kept.score
    fields["has_code"] = kept.has_code or other.has_code
    fields["identifiers"] = {**other.identifiers, **kept.identifiers}
    if not _is_same_line(other, kept) and (
        _is_fuller(other, kept) or _are_written_out(other, kept)
    ):
        fields |= {"authors": other.authors, "authors_complete": other.authors_complete}
    if is_untitled(kept) and not is_untitled(other):
        fields["title"] = other.title
    return replace(kept, **fields)


def later_version(old: Paper, new: Paper, *, year_inferred: bool) -> str:
    """Give what names the version that a text is of, where its source says that it is later.

    Dates that are known to the month or the year tell of another source, not of a version.
    """
    before, after = _number(old), _number(new)
    if before and after:
        return f"version {after}" if after > before else ""
    if year_inferred or not len(old.published) == len(new.published) == _DAY:
        return ""
    return f"the version of {new.published}" if new.published > old.published else ""


def _number(paper: Paper) -> int:
    found = _VERSION.search(paper.identifiers.get("arxiv", "").strip())
    return int(found[1]) if found else 0


def _says_otherwise(old: Paper, fields: Mapping[str, Any]) -> bool:
    """Tell whether title or abstract have other words, and not only other signs or LaTeX."""
    if not old.authors and not old.authors_complete:  # an id alone is no text
        return False
    if not is_same_text(fields.get("title", old.title), old.title):
        return True
    abstract = old.abstract
    if not abstract or abstract.rstrip().endswith(_ENDS_OPEN):  # it is only told whole now
        return False
    return not is_same_text(fields["abstract"], abstract)


def is_same_text(one: str, other: str) -> bool:
    """Tell whether texts have the same letters and digits, LaTeX decoded."""
    return one == other or bare(decoded(one)) == bare(decoded(other))


def _abstract(old: str, new: str, *, is_later: bool) -> str:
    if not new or not old or old.startswith(new):
        return old or new
    if is_later:
        is_cut = new.rstrip().endswith(_ENDS_OPEN) or 2 * len(new) < len(old)
        return old if is_cut else new
    return new if len(new) > len(old) else old


def _is_lead(title: str, whole: str) -> bool:
    """Tell whether a title is another one without its subtitle."""
    return ":" in whole and is_same_text(title, whole.partition(":")[0])


def _flags(old: Paper, *, split: Paper, category: Paper) -> tuple[str, ...]:
    """Give what is unsure: each guess comes with the text that it was taken from."""
    tellers = {UNSURE_SPLIT: split, UNSURE_CATEGORY: category}
    kept = [flag for flag in old.unsure if flag in tellers.get(flag, old).unsure]
    return (*kept, *(name for name in tellers if name in tellers[name].unsure and name not in kept))


def _union(old: Paper, new: Paper) -> dict[str, str]:
    found = {
        **old.identifiers,
        **{kind: value for kind, value in new.identifiers.items() if value},
    }
    if plain_doi(old) and not plain_doi(new):  # arXiv's own DOI says no more than its id
        found["doi"] = old.identifiers["doi"]
    if _number(old) > _number(new) and unversioned(old):
        found["arxiv"] = old.identifiers["arxiv"]
    return found


def _is_same_line(new: Paper, old: Paper) -> bool:
    """Tell whether title and authors, run together, are the same: only the split may differ."""
    if (new.title, new.authors) == (old.title, old.authors):
        return True
    return text_key(new.title, new.authors) == text_key(old.title, old.authors)


def _is_fuller(new: Paper, old: Paper) -> bool:
    more = len(new.authors) - len(old.authors)
    return more >= 0 and (new.authors_complete, more) > (old.authors_complete, 0)


def _are_written_out(new: Paper, old: Paper) -> bool:
    """Tell whether a list names the same people, and more of their names."""
    if len(new.authors) != len(old.authors) or new.authors_complete < old.authors_complete:
        return False
    if sum(map(len, new.authors)) <= sum(map(len, old.authors)):
        return False
    return [*map(short_family, new.authors)] == [*map(short_family, old.authors)]


def _date(old: str, new: str, *, year_inferred: bool) -> str:
    if not new or old.startswith(new):
        return old
    if year_inferred and old:
        told = old[:4] + new[4:]
        if old.startswith(told) or (told.startswith(old) and _is_day(told)):
            return max(old, told)  # the longer one
    return new


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
