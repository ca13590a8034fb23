"""Damages real files at random and has every importer read them.

    python -m tests.fuzz --seconds 60 [--seed 1] [--files FOLDER] [FORMAT ...]

Each format is read for so many seconds of the processor's time. Whatever the damage, an importer
must come to its end soon, raise nothing, and keep the good entries before and after it. What breaks
this is written to a file, and the status is 1. It is no part of the tests: it needs minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import random
import sys
import tempfile
import time
import traceback
from datetime import date
from pathlib import Path

from store.errors import SourceError
from store.importers.bounded import bounded
from store.importers.contract import BytesImporter, Context, Draft
from store.importers.registry import IMPORTERS, detect
from store.importers.source import read_source
from store.record import misshapen, to_document

FORMATS = Path(__file__).parent / "data" / "formats"
SAMPLE = Path(__file__).resolve().parents[1] / "store" / "data" / "sample.txt"

GOOD = {
    "bibtex": "\n@article{good,\n  title = {A Good Entry},\n  author = {Ada Lovelace}\n}\n",
    "ris": "\nTY  - JOUR\nTI  - A Good Entry\nAU  - Lovelace, Ada\nER  - \n",
    "csl-json": '\n{"title": "A Good Entry", "author": [{"family": "Lovelace"}]}\n',
    "arxiv": "\n<entry><title>A Good Entry</title><name>Ada Lovelace</name></entry>\n",
    "jsonl": '\n{"title": "A Good Entry", "authors": ["Ada Lovelace"]}\n',
    "listing": "\nCLDec 20, 2022Code\nA Good EntryAda Lovelace, Alan Turing\nThings are done.\n\n",
    "ids": "\n2401.00001\n",
    "yaml": "\n---\ntitle: A Good Entry\nauthor: Lovelace, Ada\nyear: 2020\n...\n",
}
KEPT = {"ids": "arXiv:2401.00001"}
HIDES = (b"<!--", b"<![CDATA[", b"\xff\xfe", b"\xfe\xff")
"""What may rightly hide all that follows, or change how it is read."""

SIGNS = [bytes([sign]) for sign in b"{}[]()<>\"'\\@#$%&,;:=-~^_/| \t\n\r\0\x1b"] + [
    text.encode("utf-8", "surrogatepass")
    for text in (
        *"\u2028\ufeff\ud800\U0001f600\u202e\u0301", "@article{", "crossref = {", "\\'{", "{\\",
        "$\\", " and ", "TY  - ", "ER  - ", "\nAU  - ", '"title": ', "null", "1e999", "-0", "[[[",
        '{"',
        "<entry>", "</title>", "&lt;", "&x;", "<a:b ", " et al.", "CLDec 20, 2022\n", " · ",
        "\n- ", ": |\n", "&a ", "*a", "!!python/name:os.system ", "references:\n", "---\n",
        "arXiv:", "10.1000/", "https://", "9" * 40,
    )
]  # fmt: skip
SLOW = 3.0
"""Seconds that a file of a hundred kilobytes may take at most."""


def damaged(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Give one of some files with a few of its bytes gone, doubled, moved or replaced."""
    data = bytearray(chance.choice(seeds))
    if len(data) > 4000:
        start = chance.randrange(len(data) - 3000)
        data = data[start : start + chance.randrange(100, 3000)]
    for _ in range(chance.choice((1, 1, 2, 4, 8, 30))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 8, 40, 300)))
        match chance.randrange(6):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end] * chance.choice((1, 2, 50))
            case 2:
                data[at:at] = chance.choice(SIGNS) * chance.choice((1, 1, 1, 3, 400))
            case 3:
                data[at:end] = chance.choice(SIGNS)
            case 4:
                other = chance.choice(seeds)
                start = chance.randrange(len(other) + 1)
                data[at:end] = other[start : start + chance.choice((5, 40, 400))]
            case _:
                del data[at : None if chance.random() < 0.1 else at + 1]
    for hiding in HIDES:
        data = data.replace(hiding, b"")
    return bytes(data[:100_000])


def complaint(name: str, data: bytes, file: Path) -> str:
    """Read a file as a format; give what went wrong, or nothing."""
    file.write_bytes(data)
    began = time.process_time()
    faulthandler.dump_traceback_later(60, exit=True)
    try:
        return _read(name, file) or _slowness(time.process_time() - began)
    except SourceError:
        return ""  # refused as a whole, with a sentence
    except Exception:
        return traceback.format_exc()
    finally:
        faulthandler.cancel_dump_traceback_later()


def _slowness(seconds: float) -> str:
    return f"it took {seconds:.1f} s" if seconds > SLOW else ""


def _read(name: str, file: Path) -> str:
    source = read_source(file)
    importer, context = IMPORTERS[name], Context(source.name, date(2026, 11, 23))
    if isinstance(importer, BytesImporter):
        entries = importer.read_bytes(source.data, context)
    else:
        entries = importer.read(source.text, context)
    lines, kept = source.text.count("\n") + 1, 0
    for entry in bounded(entries, source.name):
        if not 1 <= entry.line <= lines:
            return f"line {entry.line} of {lines}"
        if isinstance(entry, Draft):
            document = to_document(entry.paper)
            if not entry.paper.title or misshapen(document):
                return f"misshapen: {document}"
            kept += entry.paper.title == KEPT.get(name, "A Good Entry")
        elif not entry.reason:
            return "a rejection without a reason"
    with contextlib.suppress(SourceError):
        detect(source.text)
    return "" if kept >= 2 else f"only {kept} of 2 good entries are kept"


def fuzz(name: str, seconds: float, seed: int, seeds: list[bytes]) -> int:
    """Read damaged files for so long; give how many broke something."""
    chance, failures, count = random.Random(f"{seed} {name}"), 0, 0
    end = time.process_time() + seconds
    good = GOOD[name].encode()
    with tempfile.TemporaryDirectory() as folder:
        while time.process_time() < end and failures < 20:
            count += 1
            data = good + damaged(chance, seeds) + b"\n" + good
            if told := complaint(name, data, Path(folder) / "damaged.txt"):
                failures += 1
                kept = Path(tempfile.gettempdir()) / f"paperdeck-{name}-{seed}-{count}.txt"
                kept.write_bytes(data)
                print(f"{kept}: {told.strip()}", flush=True)
    print(f"{name}: {count} files, {failures} broke something", flush=True)
    return failures


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=float, default=60, help="of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=Path, help="a folder with one folder a format")
    parser.add_argument("formats", nargs="*", help=f"of {', '.join(GOOD)}; all by default")
    told = parser.parse_args()
    failures = 0
    for name in told.formats or GOOD:
        folders = [FORMATS / name, *([told.files / name] if told.files else [])]
        files = [file for folder in folders for file in sorted(folder.glob("*"))]
        seeds = [file.read_bytes() for file in files if file.suffix != ".expected"]
        failures += fuzz(name, told.seconds, told.seed, seeds or [SAMPLE.read_bytes()])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
