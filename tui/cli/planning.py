"""What an import would do, an entry a line, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from store.fate import REJECTED, Fate
from store.models import JsonObject
from store.text.display import one_line
from store.text.latex import decoded
from tui.cli import output
from tui.cli.cell import cut, pad, width
from tui.fate_text import WORDS, fields_told

_MOST_PLACE, _MOST_ID = 40, 48
_LEAST_TITLE = 20
_MOST_FIELDS = 30


def put_plan(fates: Sequence[Fate], places: Sequence[str]) -> None:
    """Print a line for each entry that would change anything.

    Args:
        fates: what would become of all entries.
        places: for each its file, as the user wrote it.
    """
    wanted = [number for number, fate in enumerate(fates) if fate.is_change]
    where = {number: f"{one_line(places[number])}:{fates[number].line}" for number in wanted}
    columns = output.columns()
    ids = [one_line(fates[number].paper_id) for number in wanted]
    cells = (
        max((len(WORDS[fates[number].status]) for number in wanted), default=0),
        min(max(map(width, where.values()), default=0), _MOST_PLACE),
        min(max(map(width, ids), default=0), _MOST_ID),
    )
    for number, paper_id in zip(wanted, ids, strict=True):
        fate = fates[number]
        parts = (WORDS[fate.status], where[number], paper_id)
        head = "  ".join(pad(part, room) for part, room in zip(parts, cells, strict=True))
        fields = one_line(fields_told(fate))
        if fate.first is not None:
            fields += f"; the same as {one_line(places[fate.first])}:{fates[fate.first].line}"
        if fate.is_unread_again:
            fields += "; unread again"
        title, tail = one_line(decoded(fate.title)), f"  ({fields})" if fields else ""
        if columns is not None:
            tail = f"  ({cut(fields, _MOST_FIELDS)})" if fields else ""
            title = cut(title, max(columns - width(head) - width(tail) - 2, _LEAST_TITLE))
        output.put(f"{head}  {title}{tail}")


def plan_report(fates: Sequence[Fate], places: Sequence[str]) -> list[JsonObject]:
    """Give what would become of each entry as ``import --dry-run --json`` prints it."""
    return [_report(number, fates, places) for number in range(len(fates))]


def _report(number: int, fates: Sequence[Fate], places: Sequence[str]) -> JsonObject:
    fate = fates[number]
    told: JsonObject = {"status": fate.status, "source": places[number], "line": fate.line}
    if fate.status == REJECTED:
        return {**told, "reason": fate.reason}
    if fate.first is not None:
        told["same_as"] = {"source": places[fate.first], "line": fates[fate.first].line}
    if fate.differences:
        told["changes"] = {
            one.name: {"from": one.before, "to": one.after} for one in fate.differences
        }
    if fate.is_unread_again:
        told["unread_again"] = True
    return {**told, "id": fate.paper_id, "title": fate.title}
