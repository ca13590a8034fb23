"""Having a file read, up to what an import of it would do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.tui.reader import Reader
from tui.screens.import_preview import ImportPreview


def rows(*wanted: dict[str, Any] | str) -> str:
    """Give a file of JSON lines."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in wanted)


def known(number: int, **fields: Any) -> dict[str, Any]:
    """Give one of the papers that the library has."""
    return {
        "title": f"Paper number {number}: on things",
        "authors": [f"Ada Author{number}", "Bo Second"],
        **fields,
    }


def new(name: str, **fields: Any) -> dict[str, Any]:
    """Give one that it has not."""
    return {"title": f"{name} is new", "authors": ["New Writer"], **fields}


def is_shown(reader: Reader) -> Callable[[], bool]:
    """Give what tells whether the preview is there."""
    return lambda: isinstance(reader.app.screen, ImportPreview)


async def preview(reader: Reader, tmp_path: Path, text: str, name: str = "more.jsonl") -> None:
    """Have a file read, and wait until it is shown what would come of it."""
    (tmp_path / name).write_text(text)
    await reader.keys("i")
    reader.screen.prompt.input.value = str(tmp_path / name)
    await reader.keys("enter")
    await reader.until(is_shown(reader))
