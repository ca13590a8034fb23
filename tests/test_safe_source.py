"""What the program's own source must not hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = sorted(file for name in ("store", "tui") for file in (ROOT / name).rglob("*.py"))

_MODULES = {"pickle", "marshal", "shelve", "dill", "commands", "pty", "code", "codeop"}
"""They run what is in a file, or a shell."""
_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "asyncio.create_subprocess_shell",
    "tempfile.mktemp",
}


def faults(source: str) -> Iterator[str]:
    """Give what a module does that none may, with the line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (f"{node.lineno}: {name}" for name in names if name in _MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            is_wrong = node.module.split(".")[0] in _MODULES or not _CALLS.isdisjoint(names)
            yield from [f"{node.lineno}: {node.module}"] if is_wrong else []
        elif isinstance(node, ast.Call):
            if ast.unparse(node.func) in _CALLS:
                yield f"{node.lineno}: {ast.unparse(node.func)}"
            for keyword in node.keywords:
                is_off = isinstance(keyword.value, ast.Constant) and not keyword.value.value
                if keyword.arg == "shell" and not is_off:
                    yield f"{node.lineno}: shell="


def test_nothing_that_is_read_is_run_and_no_shell_is_started() -> None:
    assert len(SOURCE) > 100
    found = [f"{file.relative_to(ROOT)}:{fault}" for file in SOURCE
             for fault in faults(file.read_text("utf-8"))]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import os, marshal",
        "from pickle import loads",
        "from os import system",
        "eval(x)",
        "os.system(x)",
        "subprocess.run(x, shell=True)",
        "subprocess.run(x, shell=is_shell)",
        "tempfile.mktemp()",
    ],
)
def test_each_of_these_would_be_seen(source: str) -> None:
    assert list(faults(source))


def test_what_only_looks_like_it_is_left_alone() -> None:
    assert not list(faults("re.compile(x)\nsubprocess.run(x, shell=False)\ncursor.execute(x)"))
