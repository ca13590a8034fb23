"""Makes the library that tests of migrations open, as the version that is run writes one.

    python -m tests.data.make_library tests/data/library-0.1.0

``library-0.1.0.list`` is what that version's ``paperdeck list --json`` prints of it.

A folder made once is never made again: it stands for what that version left on people's disks.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from store.change import Change
from store.importers.contract import Draft
from store.library import Library
from store.models import Marks, Paper

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def draft(title: str, *authors: str, marks: Marks | None = None, **fields: Any) -> Draft:
    """Give a made-up paper as an importer would."""
    paper = Paper(id="", title=title, authors=authors, source="made-up.txt", **fields)
    return Draft(paper, 1, False, marks)


PAPERS = [
    draft(
        "A Study of Reading Machines",
        "Ada Writer",
        "Bo Second",
        abstract="Machines that read, read.",
        published="2024-03-11",
        categories=("cs.CL",),
        organisations=("some-lab",),
        score=94.5,
        identifiers={"arxiv": "2403.00001v2", "doi": "10.5555/made.up.1"},
        has_code=True,
    ),
    draft("Größer werden: Ünïcode und Maß", "Jörg Müller", published="2023", venue="Made Up 23"),
    draft("貓的深度學習", "王小明", published="2022-12", authors_complete=False),
    draft("Is This a Title? Nobody Knows", "No One", unsure=("split",)),
    draft("No Authors at All", abstract='With "quotes", \\ and a line\nbreak.'),
    draft("Tagged Elsewhere", "Eve Third", marks=Marks(tags=("from-file",), note="came along")),
]


def make(folder: Path) -> None:
    """Make the library: papers, and marks of two devices that have seen each other's."""
    laptop = Library(folder, device="laptop-0a1b", now=lambda: NOW)
    laptop.import_papers(PAPERS)
    ids = list(laptop)
    laptop.change(ids[:4], Change(read=True))
    laptop.change([ids[0]], Change(starred=True, rating=5, add_tags=("rl", "größe"), note="one"))
    laptop.change([ids[1]], Change(queued=True, add_tags=("rl",)))
    laptop.change([ids[2]], Change(note="written on the laptop"))
    phone = Library(folder, device="phone-9f8e", now=lambda: NOW)
    phone.change([ids[0]], Change(remove_tags=("rl",), note="one, improved"))
    phone.change([ids[1]], Change(read=False, starred=True))
    laptop.write_note(ids[4], "line one\nline two: ünï", "")
    phone_apart = Library(folder, device="phone-9f8e", now=lambda: NOW)
    phone_apart.change([ids[3]], Change(rating=2))
    edited = replace(laptop.paper(ids[3]), title="Is This a Title?", unsure=())
    laptop.edit(edited, "Moved the place between title and authors")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
