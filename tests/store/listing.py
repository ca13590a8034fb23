"""Listings as the tests read them."""

from __future__ import annotations

from datetime import date

from store.importers.contract import Context, Draft, Rejection
from store.importers.listing.importer import ListingImporter

TODAY = date(2026, 11, 23)

FURNITURE = [
    "Load more",
    "Sort by: Newest",
    "Sign in",
    "Page 2 of 10",
    "© 2024 Example Inc. All rights reserved.",
    "Previous Next",
    "50 papers",
    "1.2k",
    "# Trending papers",
    "3 comments",
    "Dec 20, 2022",
    "Home · About · Blog",
    "---",
    "★★★",
    "We use cookies to improve this site.",
]


def read(text: str, today: date = TODAY) -> list[Draft | Rejection]:
    return list(ListingImporter().read(text, Context("feed.txt", today)))
