"""Languages by their codes, which CSL has, and by the names that BibTeX's packages have."""

from __future__ import annotations

import re

_NAMES = {
    "ar": "arabic",
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
_OTHER_NAMES = {
    "american": "en-US",
    "british": "en-GB",
    "ukenglish": "en-GB",
    "usenglish": "en-US",
    "ngerman": "de",
    "brazilian": "pt-BR",
}
_CODES = {name: code for code, name in _NAMES.items()} | _OTHER_NAMES
_BY_THREE = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it",
    "por": "pt", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
}  # fmt: skip
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?")


def language_of(text: str) -> str:
    """Give the code of a language: of ``English``, ``eng`` and ``EN`` it is ``en``.

    What is no language that is known here stays as it is.
    """
    text = text.strip()
    if found := _CODES.get(text.lower()) or _BY_THREE.get(text.lower()):
        return found
    code = _CODE.fullmatch(text)
    if code is None:
        return text
    region = code[2] or ""
    region = region.upper() if len(region) == 2 else region
    return "-".join(filter(None, (code[1].lower(), region)))


def babel_name(code: str) -> str:
    """Give the name that LaTeX knows a language by, or nothing."""
    return _NAMES.get(code, "")
