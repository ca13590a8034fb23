"""What a paper's document says of those that were merged into it by hand."""

from __future__ import annotations

from store.models import JsonObject, Paper
from store.record import from_document

MERGED = "merged"
"""Field of a document: what was merged into it, the last one at the end."""

HAD = "had"
"""Of such a part: the fields of the marks that it had when it was merged."""


def merged_ids(document: JsonObject) -> set[str]:
    """Give the ids of the papers that were merged into one, those merged into them too."""
    found: set[str] = set()
    for part in parts(document):
        found |= {part["id"], *merged_ids(part["paper"])}
    return found


def merged_texts(paper_id: str, document: JsonObject) -> list[Paper]:
    """Give what papers said that are one by hand, each by itself."""
    found: list[Paper] = []
    for part in parts(document):
        before = {name: pair[0] for name, pair in part["fields"].items()}
        found.append(from_document(paper_id, {**document, **before}))
        found.append(from_document(part["id"], part["paper"]))
        found += merged_texts(part["id"], part["paper"])
    return found


def parts(document: JsonObject) -> list[JsonObject]:
    """Give what was merged into a paper; what hands or other programs spoiled is left out."""
    found = document.get(MERGED)
    return [part for part in found if _is_part(part)] if isinstance(found, list) else []


def last_part(document: JsonObject) -> JsonObject | None:
    """Give what was merged into a paper last; None where nothing was."""
    found = parts(document)
    return found[-1] if found else None


def _is_part(part: object) -> bool:
    return (
        isinstance(part, dict)
        and isinstance(part.get("id"), str)
        and all(isinstance(part.get(name), dict) for name in ("paper", "fields", "marks"))
        and all(
            isinstance(pair, list) and len(pair) == 2
            for name in ("fields", "marks")
            for pair in part[name].values()
        )
    )
