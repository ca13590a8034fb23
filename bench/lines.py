"""What the budgets are about, measured: each function gives rows for every size.

The program and its floor are measured in turns, so that what slows the machine down slows both.
"""

from __future__ import annotations

import gc
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import budget
from bench.asking import bare_queries, mark_samples
from bench.ground import FEW, Ground, apart, tell
from bench.session import Condition, NotSeenError
from bench.shown import Reader
from bench.table import Row
from bench.timing import Sample

_PARSE = "import json, sys\nfor line in open(sys.argv[1], 'rb'): json.loads(line)"
_PARSE_BIBTEX = "import bibtexparser, sys\nbibtexparser.parse_file(sys.argv[1])"
_MOST_BIBTEX = 10_000
"""The parser that is the floor needs minutes for more."""
_LOAD = "import click, sqlite3"
_HELD_PAUSE, _TYPED_PAUSE = 1 / 30, 1 / 20
_QUIET = 0.03


def _samples(sizes: list[int]) -> dict[int, Sample]:
    return {size: Sample() for size in sizes}


def _rounds(most: int, seconds: float, least: int = 1) -> Iterator[int]:
    """Count rounds, until there are enough of them or it takes too long."""
    end = time.perf_counter() + seconds
    for number in range(most):
        if number >= least and time.perf_counter() > end:
            return
        gc.collect()
        yield number


def _rows(what: str, samples: dict[int, Sample], sizes: list[int]) -> list[Row]:
    """Make rows; what was measured as size 0 is the floor."""
    floor = samples[0] if samples.get(0, Sample()).times else None
    return [Row(what, size, samples[size], floor) for size in sizes if samples[size].times]


def launching(ground: Ground) -> list[Row]:
    """Launch, and leave."""
    sizes = [0, *ground.all_sizes]
    launches, leavings = _samples(sizes), _samples(sizes)
    for _ in _rounds(ground.effort.launches, ground.effort.seconds, 3):
        for size in sizes:
            with ground.reader(size) if size else ground.floor() as shown:
                launches[size].times.append(shown.opened())
                shown.settle(0.25)
                leavings[size].times.append(shown.end("q"))
    few = launches[FEW].median
    over = [Row(budget.OVER_FEW, n, Sample([launches[n].median / few])) for n in ground.sizes]
    rows = _rows(budget.LAUNCH, launches, ground.sizes)
    return [*rows, *over, *_rows(budget.LEAVE, leavings, ground.sizes)]


def moving(ground: Ground) -> list[Row]:
    """Cursor keys: one by one, in a burst, held; and the memory after that."""
    effort, sizes = ground.effort, [0, *ground.sizes]
    keys, bursts, held, memory = (_samples(sizes) for _ in range(4))
    with ground.all_shown() as all_shown:
        for _ in _rounds(effort.keys, effort.seconds, 3):
            for size, shown in all_shown.items():
                keys[size].times.append(shown.step())
                shown.settle(_QUIET)
        for _ in _rounds(effort.bursts, effort.seconds):
            for size, shown in all_shown.items():
                bursts[size].times.append(shown.burst(effort.burst))
        for size, shown in all_shown.items():
            held[size].times += shown.paced(shown.run(effort.held), _HELD_PAUSE)
            shown.look_around(effort.pages)
            memory[size].times += shown.memory()
    return [
        *_rows(budget.KEY, keys, ground.sizes),
        *_rows(budget.BURST, bursts, ground.sizes),
        *_rows(budget.HELD, held, ground.sizes),
        *_rows(budget.MEMORY, memory, ground.sizes),
    ]


def marking(ground: Ground) -> list[Row]:
    """Marks: on the screen, in the journal, and by call."""
    effort, sizes = ground.effort, [0, *ground.sizes]
    drawn, written = _samples(sizes), _samples(sizes)
    with ground.all_shown() as all_shown:
        for number in _rounds(effort.keys, effort.seconds, 3):
            for size, shown in all_shown.items():
                if isinstance(shown, Reader):
                    case = _to_journal(ground.library(size), shown) if number % 2 else _drawn(shown)
                    (written if number % 2 else drawn)[size].times.append(case)
                    shown.settle(0.1)
                else:
                    drawn[size].times.append(shown.step())
                shown.step()
                shown.settle(_QUIET)
    rows = _rows(budget.MARK_DRAWN, drawn, ground.sizes)
    rows += _rows(budget.MARK_WRITTEN, written, ground.sizes)
    for size in ground.sizes:
        library = ground.library(size)
        mark, bare = apart(mark_samples, ground.folder, library, effort.keys, effort.seconds)
        rows.append(Row(budget.MARK_CALL, size, mark, bare))
    return rows


def _drawn(reader: Reader) -> float:
    return reader.time("s", reader.has_star(not reader.is_starred()))


def _to_journal(library: Path, reader: Reader) -> float:
    """Give the milliseconds from a key to bytes more in the journals of marks."""

    def size() -> int:
        return sum(path.stat().st_size for path in (library / "marks").glob("*.jsonl"))

    before = size()
    return reader.time("s", lambda _screen: size() > before, every=0.0005)


def searching(ground: Ground) -> list[Row]:
    """Words typed letter by letter, each after the results of the one before, and at a pace."""
    rows = []
    for size in ground.sizes:
        queries = ground.facts[size].queries
        bare = apart(bare_queries, ground.library(size), queries, ground.effort.rounds)
        floor = bare if bare.times else None
        with ground.reader(size) as reader:
            reader.opened()
            reader.settle(0.3)
            for key, results, letters in (
                ("/", budget.FOUND, budget.FIND_LETTERS),
                ("f", budget.FILTERED, budget.FILTER_LETTERS),
            ):
                found, seen = _typing(ground, size, reader, key)
                rows += [Row(results, size, found, floor), Row(letters, size, seen)]
    return [row for row in rows if row.sample.times]


def _typing(ground: Ground, size: int, reader: Reader, key: str) -> tuple[Sample, Sample]:
    found, seen = Sample(), Sample()
    queries = list(ground.facts[size].queries.items())
    for number in _rounds(len(queries), ground.effort.seconds):
        query, counts = queries[number]
        text, counts = query[: ground.effort.letters], counts[: ground.effort.letters]
        reader.ask(key)
        for (letter, is_seen), many in zip(reader.letters(text), counts, strict=True):
            found.times += _time_results(reader, letter, is_seen, many)
        reader.leave()
        reader.ask(key)
        seen.times += reader.paced(reader.letters(text), _TYPED_PAUSE)
        reader.wait(reader.counts(counts[-1]), reader.last)
        reader.leave()
    return found, seen


def _time_results(reader: Reader, letter: str, is_seen: Condition, many: int) -> list[float]:
    """Give the milliseconds until results are shown, where they are others than before."""
    shows = reader.counts(many)
    was_so = shows(reader.screen)
    start = reader.press(letter)
    taken = reader.wait(lambda screen: is_seen(screen) and shows(screen), start)
    reader.settle(_QUIET)
    return [] if was_so else [taken]


def importing(ground: Ground) -> list[Row]:
    """Import, and import again."""
    rows = []
    for size in ground.sizes:
        first, parsed, again = Sample([ground.imported[size]]), Sample(), Sample()
        path, library = ground.file(size), ground.library(size)
        for _ in _rounds(ground.effort.rounds, ground.effort.seconds):
            parsed.times.append(ground.run([sys.executable, "-c", _PARSE, str(path)]))
            scratch = ground.folder / "scratch"
            first.times.append(ground.import_once(path, scratch))
            shutil.rmtree(scratch)
        # What was marked before is to be backed up once a day, and indexed, whoever comes first.
        ground.command("--library", library, "import", path)
        before = _files(library)
        for _ in _rounds(ground.effort.rounds, ground.effort.seconds):
            again.times.append(ground.command("--library", library, "import", path))
        written = {Path(name).name for name, _ in _files(library).items() ^ before.items()}
        if written:
            tell(f"importing again wrote {', '.join(sorted(written))}")
        rates = Sample([size / (taken / 1000) for taken in first.times])
        rows += [
            Row(budget.IMPORT, size, first, parsed),
            Row(budget.IMPORT_RATE, size, rates),
            Row(budget.IMPORT_AGAIN, size, again, first),
            Row(budget.WRITTEN_AGAIN, size, Sample([len(written)])),
        ]
    return rows


def importing_bibtex(ground: Ground) -> list[Row]:
    """Import BibTeX, written by the program's own export, and have its parser alone read it."""
    sizes = [size for size in ground.sizes if size <= _MOST_BIBTEX] or ground.all_sizes[:1]
    taken, parsed = _samples(sizes), _samples(sizes)
    for size in sizes:
        path, scratch = ground.folder / f"{size}.bib", ground.folder / "scratch"
        ground.command("--library", ground.library(size), "export", "--output", path)
        for _ in _rounds(ground.effort.rounds, ground.effort.seconds):
            parsed[size].times.append(ground.run([sys.executable, "-c", _PARSE_BIBTEX, str(path)]))
            taken[size].times.append(ground.import_once(path, scratch))
            shutil.rmtree(scratch)
    return [Row(budget.IMPORT_BIBTEX, size, taken[size], parsed[size]) for size in sizes]


def _files(library: Path) -> dict[str, tuple[int, int, int]]:
    """Give what tells whether a file of the library was written; hidden ones are no part of it."""
    found = {}
    for path in library.rglob("*"):
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith("-shm"):
            status = path.stat()
            found[str(path)] = (status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def listing(ground: Ground) -> list[Row]:
    """The command line."""
    sizes = [0, *ground.sizes]
    samples = _samples(sizes)
    for _ in _rounds(ground.effort.launches, ground.effort.seconds, 3):
        for size in sizes:
            if size:
                taken = ground.command("--library", ground.library(size), "list", "--limit", "20")
            else:
                taken = ground.run([sys.executable, "-c", _LOAD])
            samples[size].times.append(taken)
    return _rows(budget.LIST, samples, ground.sizes)


Group = Callable[[Ground], list[Row]]

GROUPS: dict[str, Group] = {
    "launch": launching,
    "keys": moving,
    "search": searching,
    "marks": marking,
    "import": importing,
    "bibtex": importing_bibtex,
    "list": listing,
}
"""By the name that ``--only`` takes."""


def measure(ground: Ground, names: list[str]) -> tuple[list[Row], list[str]]:
    """Measure groups of lines.

    Returns:
        The rows, and what went wrong.
    """
    rows, failures = list[Row](), list[str]()
    for name in names:
        tell(name)
        try:
            rows += GROUPS[name](ground)
        except NotSeenError as error:
            failures.append(f"{name}: {error}")
    return rows, failures
