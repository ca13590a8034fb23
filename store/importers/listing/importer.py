"""The listing format: three lines a paper, as copied from the page of a web feed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from store.importers.contract import REJECTED_TEXT_LIMIT, Context, Draft, Rejection
from store.importers.listing.address import code_address
from store.importers.listing.frame import Entry, Stray, framed
from store.importers.listing.header import parse_header
from store.importers.listing.line import undressed
from store.importers.listing.split import GluedEntry, Split, split_all
from store.models import UNSURE_CATEGORY, UNSURE_SPLIT, Paper

_ANY_DAY = date(2000, 1, 1)
_EVIDENCE = 20_000
"""Characters of an abstract that are told to the splitter."""

_PROGRESS_EVERY = 200
_FRAMED, _SPLIT = 0.1, 0.9
"""Shares of the work that are done when the entries are found, and when they are split."""


class ListingImporter:
    """Reads listings."""

    name = "listing"

    def recognises(self, text: str) -> bool:
        """Tell whether a whole line is category and date, glued, even a date that is none."""
        for raw in text.split("\n"):
            header = parse_header(undressed(raw)[0], _ANY_DAY)
            if header and not header.is_weak:
                return True
        return False

    def read(self, text: str, context: Context) -> Iterator[Draft | Rejection]:
        """Give every entry as a draft, or as a rejection with the reason.

        The whole listing is read before the first draft is given: what is plain in one entry
        helps to take another apart.
        """
        progress = _checkpoints(context)
        raws = text.split("\n")
        items: list[Entry | Stray] = []
        for item in framed(raws, context.today, lambda share: progress(share * _FRAMED)):
            items.append(item)
            if len(items) % _PROGRESS_EVERY == 0:
                progress(_FRAMED)
        entries = [item for item in items if isinstance(item, Entry)]
        splits = iter(
            split_all(
                [_glued(entry) for entry in entries],
                context.known_authors,
                lambda share: progress(_FRAMED + share * (_SPLIT - _FRAMED)),
            )
        )
        for count, item in enumerate(items):
            if count % _PROGRESS_EVERY == 0:
                progress(_SPLIT + (1 - _SPLIT) * count / len(items))
            if isinstance(item, Stray):
                yield _rejection(item, context.source)
            else:
                yield _draft(item, next(splits), context.source)
        progress(1.0)


def _checkpoints(context: Context) -> Callable[[float], None]:
    """Give the function to report progress with; the share it reports never falls."""
    highest = 0.0

    def report(share: float) -> None:
        nonlocal highest
        highest = max(highest, min(share, 1.0))
        context.progress(highest)

    return report


def _glued(entry: Entry) -> GluedEntry:
    byline = entry.byline
    return GluedEntry(byline.glued, byline.is_truncated, entry.abstract[:_EVIDENCE])


def _draft(entry: Entry, split: Split | None, source: str) -> Draft:
    """Make a paper of an entry; where no author was found the whole line is its title."""
    header, byline = entry.header, entry.byline
    unsure = []
    if split is None or not split.is_sure:
        unsure.append(UNSURE_SPLIT)
    if not header.is_known:
        unsure.append(UNSURE_CATEGORY)
    code = code_address(entry.abstract)
    paper = Paper(
        id="",
        title=split.title if split else byline.glued,
        authors=split.authors if split else (),
        authors_complete=not byline.is_truncated,
        abstract=entry.abstract,
        published=header.published,
        categories=(header.category,) if header.category else (),
        organisations=byline.organisations,
        score=header.score,
        identifiers={"code": code} if code else {},
        has_code=header.has_code,
        source=source,
        unsure=tuple(unsure),
    )
    return Draft(paper, entry.number + 1, header.year_inferred)


def _rejection(stray: Stray, source: str) -> Rejection:
    shown: list[str] = []
    room = REJECTED_TEXT_LIMIT
    for line in stray.lines:
        if room <= 0:
            break
        shown.append(line[:room])
        room -= len(line) + 1
    return Rejection(source, stray.number + 1, stray.reason, "\n".join(shown))
