"""What was measured: a table to read, and a file to compare."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
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


def table(rows: Sequence[Row]) -> str:
    """Give a table of medians, p95 in brackets, ratios to the floor, and growth with size."""
    sizes = sorted({row.size for row in rows})
    names = list(dict.fromkeys(row.what for row in rows))
    width = max(map(len, names))
    heads = [f"{f'{size:,} papers':>28}" for size in sizes]
    lines = [" ".join([f"{'ms: median (p95), x floor':{width}}", *heads, f"{'growth':>8}"])]
    for name in names:
        cells = {row.size: row for row in rows if row.what == name}
        shown = [_cell(cells.get(size)) for size in sizes]
        growth = cells[max(cells)].sample.median / cells[min(cells)].sample.median
        lines.append(" ".join([f"{name:{width}}", *shown, f"{growth:7.2f}x"]))
    return "\n".join(lines)


def _cell(row: Row | None) -> str:
    if row is None:
        return " " * 28
    ratio = f"{row.ratio:6.2f}x" if row.ratio else ""
    return f"{row.sample.median:10.3f} {f'({row.sample.p95:.3f})':>9}{ratio:>8}"
