"""``paperdeck keys``."""

from __future__ import annotations

import json

from tests.cli.command import Runner
from tui.commands import COMMANDS
from tui.settings import Settings


def test_every_command_is_listed_with_its_keys(bare: Runner) -> None:
    found = bare("keys")
    assert found.status == 0
    assert [line.split("  ")[0].split() for line in found.out.splitlines()] == [
        command.key_labels for command in COMMANDS
    ]
    assert all(command.id in found.out for command in COMMANDS)


def test_what_the_settings_say_is_shown_and_what_they_say_wrongly_told(bare: Runner) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\npaper.star = "x"\npaper.strar = "y"\n', "utf-8")
    found = bare("keys", "--json")
    rows = {row["id"]: row for row in map(json.loads, found.out.splitlines())}
    assert rows["paper.star"]["keys"] == ["x"]
    assert found.status == 1
    assert "paper.strar" in found.err


def test_a_command_that_lost_its_only_key_is_told_of(bare: Runner) -> None:
    path = Settings().path
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\n"paper.star" = ["s", "d"]\n', "utf-8")
    found = bare("keys")
    assert found.status == 1
    assert "d is the key of paper.star now, and no longer of paper.done" in found.err
