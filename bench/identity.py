"""How often two texts about one paper are taken for two, and two papers for one.

Pairs are made of real papers: the same one written otherwise, and others that look alike.  Then
the whole corpus is gone through for papers that are taken for one, and what speaks against it.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from bench.corpus import drafts, rows
from store.importers.contract import Draft
from store.importing import plan
from store.library import Library
from store.models import Paper
from store.text.fold import bare, fold
from store.text.latex_writing import to_latex
from store.text.person import parse_person

Pair = tuple[Paper, Paper]
Make = Callable[[Paper, Paper], Pair | None]
"""Of a paper and another one a pair; None where the paper does not lend itself to it."""


class Outcome(NamedTuple):
    """What came of the pairs of a kind."""

    kind: str
    is_same: bool
    pairs: int
    wrong: int


def run(corpus: Path | None, count: int) -> str:
    """Give the table of all kinds, and what was found in the corpus itself.

    Args:
        corpus: JSON lines of real papers; without it they are made up.
        count: how many papers pairs are made of.
    """
    papers = [draft.paper for draft in drafts(rows(corpus), _lines(corpus, count))]
    chosen = _sample(papers, count)
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library") as library:
        found = [
            _tried(library, kind, make, is_same, chosen)
            for is_same, kinds in ((True, SAME), (False, ALIKE))
            for kind, make in kinds.items()
        ]
        return "\n".join([*_table(found), "", *_natural(library, papers)])


def _lines(corpus: Path | None, count: int) -> int:
    if corpus is None:
        return 2 * count
    with corpus.open("rb") as file:
        return sum(1 for _ in file)


def _sample(papers: Sequence[Paper], count: int) -> list[Paper]:
    seen: dict[str, int] = {}
    for paper in papers:
        seen[bare(paper.title)] = seen.get(bare(paper.title), 0) + 1
    fit = [
        replace(paper, identifiers={}, venue="")
        for paper in papers
        if seen[bare(paper.title)] == 1
        and len(set(paper.authors)) == len(paper.authors) > 1
        and len(paper.abstract) > 400
        and len(paper.title.split()) > 3
        and paper.published
    ]
    return random.Random(7).sample(fit, min(count, len(fit)))


def _tried(
    library: Library, kind: str, make: Make, is_same: bool, papers: Sequence[Paper]
) -> Outcome:
    pairs = [pair for one in pairwise([*papers, papers[0]]) if (pair := make(*one))]
    ledger = library._ledger  # to ask the index of an empty library costs a hundred times as much
    wrong = 0
    for pair in pairs:
        outcomes = plan([Draft(paper, 1) for paper in pair], ledger, "").outcomes
        wrong += (len(outcomes) == 1) is not is_same
    return Outcome(kind, is_same, len(pairs), wrong)


def _table(found: Iterable[Outcome]) -> Iterator[str]:
    for is_same, head in ((True, "the same paper, missed"), (False, "other papers, merged")):
        yield f"{head:55} {'pairs':>7} {'wrong':>7} {'rate':>8}"
        own = [one for one in found if one.is_same is is_same]
        for one in [
            *own,
            Outcome("all", is_same, sum(o.pairs for o in own), sum(o.wrong for o in own)),
        ]:
            rate = 100 * one.wrong / one.pairs if one.pairs else 0.0
            yield f"  {one.kind:53} {one.pairs:7,} {one.wrong:7,} {rate:7.2f}%"


def _natural(library: Library, papers: Sequence[Paper]) -> Iterator[str]:
    """Tell which papers of the corpus itself are taken for one."""
    entries = [Draft(paper, number) for number, paper in enumerate(papers)]
    found = plan(entries, library._ledger, "")
    twice = Counter(found.merged)
    yield f"{len(papers):,} papers of the corpus; taken for one with another: {len(found.merged):,}"
    first = {name: papers[fresh.number] for name, fresh in found.added.items()}
    for name in twice:
        for one in (first[name], *found.texts.get(name, ())):
            yield f"  {one.title} | {', '.join(one.authors[:3])} | {one.published} {one.venue}"


# -- the same paper, written otherwise


def _other(**changes: Callable[[Paper], object]) -> Make:
    def make(paper: Paper, _: Paper) -> Pair | None:
        new = replace(paper, **{name: change(paper) for name, change in changes.items()})  # type: ignore[arg-type]
        return None if new == paper else (paper, new)

    return make


def _initials(paper: Paper) -> tuple[str, ...]:
    people = map(parse_person, paper.authors)
    return tuple(
        " ".join([*(f"{word[0]}." for word in one.given.split()), one.surname]) for one in people
    )


def _inverted(paper: Paper) -> tuple[str, ...]:
    return tuple(parse_person(name).inverted for name in paper.authors)


def _vancouver(paper: Paper) -> tuple[str, ...]:
    people = map(parse_person, paper.authors)
    return tuple(
        f"{one.surname} {''.join(word[0] for word in one.given.split())}".strip() for one in people
    )


_BRITISH = {
    "ization": "isation", "izing": "ising", "ized": "ised", "ize": "ise", "color": "colour",
    "behavior": "behaviour", "modeling": "modelling", "labeled": "labelled", "center": "centre",
    "neighbor": "neighbour", "analyz": "analys", "catalog": "catalogue",
}  # fmt: skip


def _british(paper: Paper) -> str:
    title = paper.title
    for american, british in _BRITISH.items():
        title = re.sub(f"{american}(?!ue)", british, title)
    return title


def _latex(paper: Paper) -> str:
    first, _, rest = to_latex(paper.title).partition(" ")
    return rf"{{\em {first}}} {rest}".replace("0", "$0$")


def _no_subtitle(paper: Paper) -> str:
    lead, colon, _ = paper.title.partition(": ")
    return lead if colon and len(lead) > 3 else paper.title


def _published(paper: Paper, _: Paper) -> Pair:
    arxiv = replace(paper, identifiers={"arxiv": "2101.00001v1"}, published="2020-12-30")
    doi = {"doi": "10.1145/1234.5678", "url": "https://dl.acm.org/doi/10.1145/1234.5678"}
    return arxiv, replace(paper, identifiers=doi, published="2021", abstract="", venue="CHI")


def _arxiv_doi(paper: Paper, _: Paper) -> Pair:
    return (
        replace(paper, title="An earlier title", identifiers={"arxiv": "2101.00001v1"}),
        replace(paper, identifiers={"doi": "10.48550/arXiv.2101.00001"}),
    )


def _glued(paper: Paper, _other: Paper) -> Pair:
    head, _, last = paper.title.rpartition(" ")
    authors = (f"{last}{paper.authors[0]}", *paper.authors[1:3])
    return (
        replace(paper, authors=paper.authors[:3], authors_complete=len(paper.authors) <= 3),
        replace(paper, title=head, authors=authors, authors_complete=len(paper.authors) <= 3),
    )


def _everything(paper: Paper, _: Paper) -> Pair:
    return paper, replace(
        paper,
        title=paper.title.upper().replace("-", " "),
        authors=_initials(paper)[:1],
        authors_complete=False,
        abstract="",
    )


SAME: dict[str, Make] = {
    "title in capitals": _other(title=lambda p: p.title.upper()),
    "other punctuation, no hyphens": _other(
        title=lambda p: p.title.replace("-", " ").replace(": ", " – ").replace(",", "") + "."
    ),
    "LaTeX": _other(title=_latex, authors=lambda p: tuple(map(to_latex, p.authors))),
    "accents dropped": _other(
        title=lambda p: p.title if p.title.isascii() else fold(p.title),
        authors=lambda p: tuple(n if n.isascii() else fold(n).title() for n in p.authors),
    ),
    "and as &": _other(title=lambda p: p.title.replace(" and ", " & ")),
    "British spelling": _other(title=_british),
    "initials": _other(authors=_initials),
    "Family, Given": _other(authors=_inverted),
    "Family GM": _other(authors=_vancouver),
    "et al. after one": _other(authors=lambda p: p.authors[:1], authors_complete=lambda _: False),
    "et al. after three": _other(
        authors=lambda p: p.authors[:3], authors_complete=lambda p: len(p.authors) <= 3
    ),
    "no abstract, no year": _other(abstract=lambda _: "", published=lambda _: ""),
    "no subtitle": _other(title=_no_subtitle),
    "no subtitle, no abstract": lambda p, _: (
        (p, replace(p, title=_no_subtitle(p), abstract="")) if _no_subtitle(p) != p.title else None
    ),
    "arXiv v1, and published with a DOI": _published,
    "arXiv id, and arXiv's DOI, renamed": _arxiv_doi,
    "a listing, split a word too early": _glued,
    "capitals, one initial et al., no abstract": _everything,
}


# -- others that look alike


def _titles(first: Callable[[str], str], second: Callable[[str], str], **changes: object) -> Make:
    def make(paper: Paper, _: Paper) -> Pair:
        paper = replace(paper, abstract="", **changes)  # type: ignore[arg-type]
        return (
            replace(paper, title=first(paper.title)),
            replace(paper, title=second(paper.title)),
        )

    return make


def _as_it_is(title: str) -> str:
    return title


def _namesake(paper: Paper, other: Paper) -> Pair | None:
    family = parse_person(paper.authors[0]).family
    given = parse_person(other.authors[0]).given
    if not given or bare(given)[:1] == bare(parse_person(paper.authors[0]).given)[:1]:
        return None
    return replace(paper, abstract=""), replace(
        paper, abstract="", authors=(f"{given} {family}", *other.authors[1:])
    )


def _alone(paper: Paper, other: Paper) -> Pair | None:
    pair = _namesake(paper, other)
    return pair and (pair[0], replace(pair[1], authors=pair[1].authors[:1]))


def _with_numbers(kind: str, first: str, second: str) -> Make:
    def make(paper: Paper, _: Paper) -> Pair:
        return (
            replace(paper, abstract="", identifiers={kind: first}),
            replace(paper, identifiers={kind: second}),
        )

    return make


def _same_address(paper: Paper, other: Paper) -> Pair:
    address = {"url": "https://conference.example/2021/papers"}
    return replace(paper, identifiers=address), replace(other, identifiers=address)


def _volume(paper: Paper, other: Paper) -> Pair:
    doi = {"doi": "10.1007/978-3-030-00000-0"}
    return replace(paper, identifiers=doi), replace(other, identifiers=doi)


def _one_word(paper: Paper, other: Paper) -> Pair | None:
    found, new = paper.title.split(), max(other.title.split(), key=len)
    place = max(range(len(found)), key=lambda at: len(found[at]))
    if bare(found[place]) == bare(new):
        return None
    found[place] = new
    return replace(paper, abstract=""), replace(paper, title=" ".join(found), abstract="")


def _next_year(paper: Paper, other: Paper) -> Pair:
    return paper, replace(paper, abstract=other.abstract, published=str((paper.year or 2000) + 1))


def _editorial(paper: Paper, _: Paper) -> Pair:
    one = replace(paper, title="Editorial", authors=paper.authors[:1], abstract="")
    return one, replace(one, published=str((paper.year or 2000) + 1))


def _two_subtitles(paper: Paper, other: Paper) -> Pair:
    lead = paper.title.partition(":")[0]
    return (
        replace(paper, title=f"{lead}: {other.title}"),
        replace(paper, title=f"{lead}: {paper.abstract[:60]}", abstract=other.abstract),
    )


ALIKE: dict[str, Make] = {
    "Part I, Part II": _titles(lambda t: f"{t}: Part I", lambda t: f"{t}: Part II"),
    "the first part without a number": _titles(_as_it_is, lambda t: f"{t} II"),
    "numerals 1, 2": _titles(lambda t: f"{t} 1", lambda t: f"{t} 2"),
    "versions 2.0, 3": _titles(lambda t: f"{t} 2.0", lambda t: f"{t} 3"),
    "versions 2.0, 20": _titles(lambda t: f"{t} 2.0", lambda t: f"{t} 20"),
    "C, C++": _titles(lambda t: f"C for {t}", lambda t: f"C++ for {t}"),
    "the same title by others": lambda p, o: (
        replace(p, abstract=""),
        replace(p, authors=o.authors, abstract=""),
    ),
    "by a namesake and others": _namesake,
    "by a namesake alone": _alone,
    "a reply to it, by the same": _titles(_as_it_is, lambda t: f"A Reply to {t}"),
    "its supplement": _titles(_as_it_is, lambda t: f"{t}: Supplementary Material"),
    "a second look at it": _titles(_as_it_is, lambda t: f"{t}: A Second Look"),
    "a second look at it, other abstract": lambda p, o: (
        p,
        replace(p, title=f"{p.title}: In the Large", abstract=o.abstract),
    ),
    "two subtitles of one system": _two_subtitles,
    "one word of the title is another": _one_word,
    "the same title a year later, other abstract": _next_year,
    "editorials by one author": _editorial,
    "other DOIs": _with_numbers("doi", "10.1145/1.1", "10.1145/1.2"),
    "other arXiv ids": _with_numbers("arxiv", "2101.00001", "2102.00002v2"),
    "the address of a conference": _same_address,
    "the DOI of a volume": _volume,
}
