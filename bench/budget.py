"""The budgets: how much each thing may cost with 100,000 papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.table import Row, growth

LAUNCH = "launch to the list"
OVER_FEW = "launch, times the one with 50 papers"
LEAVE = "quit key to prompt"
KEY = "cursor key to list and detail"
BURST = "200 keys at once, settled"
HELD = "key held at 30/s, lag"
FOUND = "find: letter to results"
FIND_LETTERS = "find: letter to itself, at 20/s"
FILTERED = "filter: letter to results"
FILTER_LETTERS = "filter: letter to itself, at 20/s"
MARK_DRAWN = "mark: key to its row"
MARK_WRITTEN = "mark: key to its line in the journal"
MARK_CALL = "mark: call to durable"
MEMORY = "resident memory, MB"
IMPORT = "import of JSON lines"
IMPORT_RATE = "import of JSON lines, papers/s"
IMPORT_BIBTEX = "import of BibTeX"
IMPORT_AGAIN = "import of the same file again"
WRITTEN_AGAIN = "import again: files written"
LIST = "command line: list --limit 20"

_FRAME = 1000 / 60

Rows = Mapping[int, Row]
"""Of one thing, by number of papers."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit."""

    what: str
    text: str
    limit: float
    figure: Callable[[Row, Rows], float | None]
    """What is held to the limit, of the row with the most papers."""
    is_least: bool = False
    """It is to be no less, rather than no more."""

    def verdict(self, rows: Rows) -> str:
        """Say whether it is met, with the figure."""
        figure = self.figure(rows[max(rows)], rows)
        if figure is None:
            return "not measured"
        is_met = figure >= self.limit if self.is_least else figure <= self.limit
        return f"{self.text}: {figure:,.4g} {'met' if is_met else 'MISSED'}"


def _ratio(row: Row, _rows: Rows) -> float | None:
    return row.ratio


def _ratio_p95(row: Row, _rows: Rows) -> float | None:
    return row.sample.p95 / row.floor.p95 if row.floor else None


def _median(row: Row, _rows: Rows) -> float:
    return row.sample.median


def _p95(row: Row, _rows: Rows) -> float:
    return row.sample.p95


def _longest(row: Row, _rows: Rows) -> float:
    return max(row.sample.times)


def _growth(_row: Row, rows: Rows) -> float | None:
    return growth(rows)


def _flat(what: str) -> Budget:
    return Budget(what, "growth <= 1.15", 1.15, _growth)


BUDGETS = (
    Budget(LAUNCH, "<= 1.2 x", 1.2, _ratio),
    _flat(LAUNCH),
    Budget(OVER_FEW, "<= 1.1", 1.1, _median),
    Budget(LEAVE, "<= 3 x", 3, _ratio),
    Budget(KEY, "p95 <= 4 x", 4, _ratio_p95),
    _flat(KEY),
    Budget(BURST, "<= 120 ms", 120, _median),
    Budget(FOUND, "p95 <= 50 ms", 50, _p95),
    Budget(FIND_LETTERS, "longest <= 30 ms", 30, _longest),
    Budget(FILTERED, "p95 <= 50 ms", 50, _p95),
    Budget(FILTER_LETTERS, "longest <= 30 ms", 30, _longest),
    Budget(MARK_DRAWN, "<= one frame, 16.7 ms", _FRAME, _median),
    Budget(MARK_CALL, "<= 2 x", 2, _ratio),
    _flat(MARK_CALL),
    Budget(MEMORY, "<= 90", 90, _median),
    Budget(IMPORT_RATE, ">= 15,000", 15_000, _median, is_least=True),
    Budget(IMPORT_BIBTEX, "<= 1.5 x", 1.5, _ratio),
    Budget(IMPORT_AGAIN, "<= 1/3 x", 1 / 3, _ratio),
    Budget(WRITTEN_AGAIN, "none", 0, _median),
    Budget(LIST, "<= 2 x", 2, _ratio),
)


def verdicts(rows: Rows) -> list[str]:
    """Say what the budgets make of one thing."""
    what = next(iter(rows.values())).what
    return [budget.verdict(rows) for budget in BUDGETS if budget.what == what]
