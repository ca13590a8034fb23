"""Measure what the budgets are about, and print one table.

``python -m bench`` measures everything; ``python -m bench store`` libraries and journals alone,
beside stock TinyDB; ``python -m bench identity`` how often papers are taken for one that are two,
and for two that are one.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import drafts, rows
from bench.session import HAS_TERMINALS, NO_TERMINALS
from bench.store import StoreBench
from bench.table import Row, Verdicts, machine, table

_QUICK_SIZES = {"all": [50], "store": [50, 200]}


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["all", "store", "identity"], default="all")
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of papers")
    parser.add_argument("--quick", action="store_true", help="only see that it works")
    parser.add_argument("--corpus", type=Path, help="JSON lines of real papers")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--folder", type=Path, help="measure on the disk of this folder")
    parser.add_argument(
        "--only",
        metavar="NAME,...",
        help="launch, keys, search, marks, import, bibtex, list",
    )
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Measure what the words ask for; give the exit status."""
    asked = _arguments(words)
    sizes = [int(size) for size in asked.sizes.split(",")]
    sizes = _QUICK_SIZES.get(asked.what, []) if asked.quick else sizes
    if asked.what == "identity":
        from bench.identity import run  # noqa: PLC0415 - it takes no time of the others

        print(run(asked.corpus, 50 if asked.quick else 2000))
        return 0
    if asked.what == "store":
        return _report(asked, _store(asked, sizes), [])
    if not HAS_TERMINALS:
        print(NO_TERMINALS, file=sys.stderr)
        return 1
    return _everything(asked, sizes)


def _store(asked: argparse.Namespace, sizes: list[int]) -> list[Row]:
    found: list[Row] = []
    for size in sizes:
        most, seconds = (3, 0.0) if asked.quick else (300, 20.0)
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            papers = drafts(rows(asked.corpus), size)
            found += StoreBench(Path(folder), papers, most, seconds).run()
    return found


def _everything(asked: argparse.Namespace, sizes: list[int]) -> int:
    # They need terminals, which there are not everywhere.
    from bench.budget import verdicts  # noqa: PLC0415
    from bench.ground import QUICK, Effort, Ground  # noqa: PLC0415
    from bench.lines import GROUPS, measure  # noqa: PLC0415

    names = asked.only.split(",") if asked.only else list(GROUPS)
    if unknown := set(names) - set(GROUPS):
        print(f"--only takes {', '.join(GROUPS)}, not {', '.join(unknown)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        ground = Ground(Path(folder), sizes, asked.corpus, QUICK if asked.quick else Effort())
        ground.build()
        found, failures = measure(ground, names)
    return _report(asked, found, failures, (lambda _rows: []) if asked.quick else verdicts)


def _report(
    asked: argparse.Namespace,
    found: list[Row],
    failures: list[str],
    verdicts: Verdicts = lambda _rows: [],
) -> int:
    print(table(found, verdicts))
    for failure in failures:
        print(f"\nNot measured: {failure}")
    if asked.json:
        figures = {
            "machine": machine(),
            "rows": [row.as_json() for row in found],
            "failures": failures,
        }
        asked.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
