"""Numbers in citations: volumes, issues and pages, one, several or a range of them."""

from __future__ import annotations

import re
from collections.abc import Callable

_ROMAN = r"[ivxlcm]+|[IVXLCM]+"
_ONE = rf"(?:[A-Za-z]{{0,4}}\d+[A-Za-z]{{0,2}}|{_ROMAN})"
_NUMERIC = re.compile(rf"{_ONE}(?:(?:\s*(?:[-–]+|,|&|/)\s*){_ONE})*")
_SEVERAL = re.compile(rf"(?:^|.*[,&]\s*){_ONE}\s*(?:[-–]+|,\s|&)\s*{_ONE}(?:\s*[,&].*)?")
_ENDS = re.compile(r"([A-Za-z]*)(\d+)([A-Za-z]*)\s*[-–]+\s*([A-Za-z]*)(\d+)([A-Za-z]*)")
_ROMAN_ENDS = re.compile(rf"({_ROMAN})\s*[-–]+\s*({_ROMAN})")
_ODD_ENDS = re.compile(r"([^\s–-]+)\s*[-–]+\s*([^\s–-]+)")
_BETWEEN = re.compile(r"\s*(&|;|,(?=\s))\s*")


def is_numeric(text: str) -> bool:
    """Tell whether a text is numbers only: ``12``, ``S2``, ``3–4``, ``1, 2``; not ``XII``."""
    text = text.strip()
    return _NUMERIC.fullmatch(text) is not None and re.fullmatch(_ROMAN, text) is None


def is_several(text: str) -> bool:
    """Tell whether a text is more numbers than one; ``1:2`` and ``12/3`` are one."""
    if _SEVERAL.fullmatch(text.strip()):
        return True
    # Articles whose pages are counted from 1 in each: ``11:1-11:37``.
    ends = _ODD_ENDS.fullmatch(text.strip())
    return ends is not None and all(":" in end and end[-1].isdigit() for end in ends.groups())


def written(
    text: str,
    dash: str = "–",
    pages: str | None = None,
    each: Callable[[str], str] = str,
) -> str:
    """Give numbers as a style writes them.

    Args:
        text: as a source has them.
        dash: what stands between the ends of a range.
        pages: how the last page of a range is shortened, by the names of CSL; the empty text is
            for pages that stay as they are, None for what is no page.
        each: writes one number.
    """
    parts = _BETWEEN.split(text.strip())
    parts[::2] = [_range(part, dash, pages, each) for part in parts[::2]]
    signs = {"&": " & ", ",": ", ", ";": "; "}
    return "".join(signs[part] if at % 2 else part for at, part in enumerate(parts))


def first(text: str) -> str:
    """Give the first of the pages."""
    return re.split(r"\s*(?:[-–]+|,\s|&|;)\s*", text.strip(), maxsplit=1)[0]


def _range(text: str, dash: str, pages: str | None, each: Callable[[str], str]) -> str:
    if ends := _ENDS.fullmatch(text):
        before, low, after, again, high, end = ends.groups()
        if pages is None or after or end or (again and again != before):
            return f"{each(before + low + after)}{dash}{each(again + high + end)}"
        high = _expanded(low, high) if pages else high
        short = _last(low, high, pages)
        # What stands before the numbers is said again only where nothing is left out.
        again = before if pages in ("", "expanded") and (again or pages) else ""
        return f"{before}{low}{dash}{again}{short}"
    odd = _ROMAN_ENDS.fullmatch(text) or (_ODD_ENDS.fullmatch(text) if pages is not None else None)
    if odd:
        return f"{odd[1]}{dash}{odd[2]}"
    return each(text)


def _expanded(low: str, high: str) -> str:
    """Give the last page in full: 101 to 8 is 101 to 108."""
    full = low[: max(len(low) - len(high), 0)] + high
    return full if int(full) > int(low) else high


def _last(low: str, high: str, pages: str) -> str:
    if len(low) != len(high) or int(low) >= int(high):
        return high
    least = {"minimal": 1, "minimal-two": 2}.get(pages, 0)
    if pages.startswith("chicago") and int(low) > 100 and int(low) % 100:
        is_long = pages != "chicago-16" and len(low) > 3 and low[:2] != high[:2]
        least = 0 if is_long else 1 if int(low) % 100 < 10 else 2
    return _without_common(low, high, least) if least else high


def _without_common(low: str, high: str, least: int) -> str:
    """Leave out the digits that both begin with, as long as so many stay."""
    most = max(len(high) - least, 0)
    same = next((at for at in range(most) if low[at] != high[at]), most)
    return high[same:]
