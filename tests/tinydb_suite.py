"""Run TinyDB's own tests on the journal: ``python -m tests.tinydb_suite``.

They come from TinyDB's source distribution on the package index and are not kept.  Where they
make a database or a storage they get a journal instead: once with our table (``ours``), once
with TinyDB's own table over our storage (``stock``).

One is left out, ``test_tables.py::test_table_repr``: the text it expects names the classes
``Table`` and ``MemoryStorage`` or ``JSONStorage``, and ours are called otherwise.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.9.0"
FILES = ("test_tinydb.py", "test_tables.py", "test_operations.py", "test_queries.py")
LEFT_OUT = "test_tables.py::test_table_repr"

_ROOT = Path(__file__).parents[1]

_CONFTEST = """
import pytest
import tinydb
from store.journal.storage import JournalStorage
from store.journal.table import JournalDB


@pytest.fixture(params=["ours", "stock"])
def db(request, tmp_path):
    kind = JournalDB if request.param == "ours" else tinydb.TinyDB
    made = kind(tmp_path / "test.db", storage=JournalStorage)
    made.drop_tables()
    made.insert_multiple({"int": 1, "char": c} for c in "abc")
    return made


@pytest.fixture
def storage(tmp_path):
    return JournalStorage(tmp_path / "storage.db")


@pytest.fixture(autouse=True)
def journals(request, monkeypatch, tmp_path_factory):
    class InNoPlace(JournalStorage):
        def __init__(self):
            super().__init__(tmp_path_factory.mktemp("memory") / "test.db")

    for name, ours in (("MemoryStorage", InNoPlace), ("JSONStorage", JournalStorage)):
        if hasattr(request.module, name):
            monkeypatch.setattr(request.module, name, ours)
"""


def fetch(folder: Path) -> Path:
    """Fetch TinyDB's tests into a folder; give where they are."""
    # An environment need not have a pip of its own; then the Python it was made from has.
    base = getattr(sys, "_base_executable", sys.executable)
    python = sys.executable if importlib.util.find_spec("pip") else base
    wanted = ["--no-deps", "--no-binary", ":all:", "--dest", str(folder), f"tinydb=={VERSION}"]
    try:
        subprocess.run([python, "-m", "pip", "download", "--quiet", *wanted], check=True)
    except subprocess.CalledProcessError:
        sys.exit(f"TinyDB {VERSION}'s tests could not be fetched from the package index.")
    with tarfile.open(folder / f"tinydb-{VERSION}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    return folder / f"tinydb-{VERSION}" / "tests"


def run(tests: Path) -> int:
    """Run the tests; give pytest's exit status."""
    (tests / "conftest.py").write_text(_CONFTEST, "utf-8")
    (tests / "pytest.ini").write_text("[pytest]\n", "utf-8")
    options = ["-q", "--deselect", LEFT_OUT, "-p", "no:cacheprovider", "-p", "no:asyncio"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *FILES],
        cwd=tests,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=False,
    ).returncode


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(run(fetch(Path(place))))
