"""The name of this machine."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from store.device import device_name

ROOT = Path(__file__).resolve().parents[2]


def test_a_machine_is_called_the_same_each_time() -> None:
    name = device_name()
    assert device_name() == name
    assert re.fullmatch("[a-z0-9-]+-[0-9a-f]{4}", name)


def test_the_name_is_kept_in_the_users_state_folder_and_nothing_else_is() -> None:
    name = device_name()
    folder = platformdirs.user_state_path("paperdeck", appauthor=False)
    assert [file.name for file in folder.iterdir()] == ["device"]
    assert (folder / "device").read_text() == f"{name}\n"


def test_two_machines_are_called_differently(tmp_path: Path) -> None:
    assert len({device_name(tmp_path / str(number)) for number in range(5)}) > 1


@pytest.mark.parametrize("content", [b"", b"../../etc\n", b"Two words\n", b"\xff\xfe", b"x" * 500])
def test_a_spoilt_name_is_replaced_and_then_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "device").write_bytes(content)
    name = device_name(tmp_path)
    assert re.fullmatch("[a-z0-9-]+", name)
    assert device_name(tmp_path) == name


def test_where_it_cannot_be_kept_it_is_still_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    name = device_name(tmp_path / "file")
    assert device_name(tmp_path / "file") == name


def test_processes_that_start_at_once_agree_on_the_name(tmp_path: Path) -> None:
    code = "import pathlib, sys, store.device as d; print(d.device_name(pathlib.Path(sys.argv[1])))"
    words = [sys.executable, "-c", code, str(tmp_path)]
    started = [
        subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, text=True) for _ in range(4)
    ]
    names = {process.communicate()[0] for process in started}
    assert len(names) == 1
    assert names == {(tmp_path / "device").read_text()}
