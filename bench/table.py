"""What was measured: a table to read, and a file to compare."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.timing import Sample


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, measured with one number of papers."""

    what: str
    size: int
    sample: Sample
    floor: Sample | None = None
    """What it is measured against."""

    @property
    def ratio(self) -> float | None:
        """How many times the floor it takes, by the medians."""
        return self.sample.median / self.floor.median if self.floor else None

    def as_json(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "what": self.what,
            "size": self.size,
            "median_ms": round(self.sample.median, 4),
            "p95_ms": round(self.sample.p95, 4),
            "most_ms": round(max(self.sample.times), 4),
            "floor_ms": self.floor and round(self.floor.median, 4),
            "times": len(self.sample.times),
            "ratio": self.ratio and round(self.ratio, 3),
        }


def machine() -> dict[str, Any]:
    """Give what the measuring was done on, and when."""
    names = [
        line.partition(":")[2].strip()
        for line in _text(Path("/proc/cpuinfo")).splitlines()
        if line.startswith("model name")
    ]
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def growth(rows: Mapping[int, Row]) -> float | None:
    """Give how much more one thing costs with the most papers than with the fewest.

    Of what has a floor its ratio to it counts: the floor may grow, too.
    """
    most, fewest = rows[max(rows)], rows[min(rows)]
    if most.ratio and fewest.ratio:
        return most.ratio / fewest.ratio
    return most.sample.median / fewest.sample.median if fewest.sample.median else None


Verdicts = Callable[[Mapping[int, Row]], list[str]]


def table(rows: Sequence[Row], verdicts: Verdicts = lambda _rows: []) -> str:
    """Give a table of medians, p95 in brackets, ratios to the floor, and growth with size.

    Args:
        rows: what was measured.
        verdicts: what to say about one thing, from its rows by size.
    """
    sizes = sorted({row.size for row in rows})
    names = list(dict.fromkeys(row.what for row in rows))
    width = max(map(len, names))
    heads = [f"{f'{size:,} papers':>28}" for size in sizes]
    lines = [" ".join([f"{'ms: median (p95), x floor':{width}}", *heads, f"{'growth':>8}"])]
    for name in names:
        cells = {row.size: row for row in rows if row.what == name}
        shown = [_cell(cells.get(size)) for size in sizes]
        grown = growth(cells)
        told = f"{grown:7.2f}x" if grown else " " * 8
        lines.append(" ".join([f"{name:{width}}", *shown, told, " " + "; ".join(verdicts(cells))]))
    return "\n".join(line.rstrip() for line in lines)


def _cell(row: Row | None) -> str:
    if row is None:
        return " " * 28
    ratio = f"{row.ratio:6.2f}x" if row.ratio else ""
    digits = 3 if row.sample.median < 1000 else 0
    median, p95 = f"{row.sample.median:.{digits}f}", f"({row.sample.p95:.{digits}f})"
    return f"{median:>10} {p95:>9}{ratio:>8}"
