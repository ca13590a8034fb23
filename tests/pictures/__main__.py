"""Make the pictures of README: ``python -m tests.pictures``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from store.change import Change
from store.library import Library
from tui.app import PaperdeckApp
from tui.cli.opening import import_sample

FOLDER = Path(__file__).parent

SCENES = {
    "main-dark": ((120, 40), "paper-dark", ()),
    "main-light": ((120, 40), "paper-light", ()),
    "narrow-dark": ((80, 24), "paper-dark", ("j", "j")),
    "narrow-light": ((80, 24), "paper-light", ("j", "j")),
    "find": ((120, 40), "paper-dark", ("slash", *"reward")),
}
"""Name of a picture: size in cells, theme, keys pressed before it is taken."""


def make_library(folder: Path) -> None:
    """Make a library of the sample that somebody has begun to triage."""
    import_sample(folder)
    with Library(folder) as library:
        ids = library.find_all()
        library.change(ids[:3] + ids[5:9], Change(read=True))
        library.change([ids[1], ids[6], ids[10]], Change(starred=True))
        library.change([ids[4], ids[12]], Change(queued=True))
        library.change(ids[8:12], Change(add_tags=("rl",)))
        library.change([ids[3]], Change(add_tags=("scaling", "to-discuss")))
        note = "Compare with the budget-forcing result.\nAsk about the data mix on Thursday."
        library.change([ids[3]], Change(note=note))


async def take(name: str, library: Path) -> None:
    """Take one picture."""
    size, theme, keys = SCENES[name]
    app = PaperdeckApp(library)
    try:
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.know_themes()
            app.theme = theme
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.save_screenshot(f"{name}.svg", str(FOLDER))
    finally:
        app.close_library()


def main() -> None:
    """Take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = folder
        library = Path(folder) / "library"
        make_library(library)
        for name in SCENES:
            asyncio.run(take(name, library))
            print(FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main()
