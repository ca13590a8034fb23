"""``python -m bench store`` measures and prints one table."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import drafts, made_up, real
from bench.store import StoreBench
from bench.table import Row, machine, table

_QUICK_SIZES = [50, 200]


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(required=True)
    store = commands.add_parser("store", help="libraries, journals, and stock TinyDB beside them")
    store.add_argument("--sizes", default="1000,10000,100000", help="numbers of papers")
    store.add_argument("--quick", action="store_true", help="only see that it works")
    store.add_argument("--corpus", type=Path, help="JSON lines of real papers")
    store.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    store.add_argument("--folder", type=Path, help="measure on the disk of this folder")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the words ask for."""
    asked = _arguments(words)
    sizes = _QUICK_SIZES if asked.quick else [int(size) for size in asked.sizes.split(",")]
    rows: list[Row] = []
    for size in sizes:
        papers = real(asked.corpus) if asked.corpus else made_up()
        most, seconds = (3, 0.0) if asked.quick else (300, 20.0)
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            rows += StoreBench(Path(folder), drafts(papers, size), most, seconds).run()
    print(table(rows))
    if asked.json:
        figures = {"machine": machine(), "rows": [row.as_json() for row in rows]}
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
