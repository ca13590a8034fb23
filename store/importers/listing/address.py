"""The address of a paper's code, where its abstract names one."""

from __future__ import annotations

import re

_HOST = r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co)"
_REPOSITORY = re.compile(
    rf"(?:https?://(?:www\.)?|(?<![\w.@/-])(?:www\.)?)(?P<host>{_HOST})/"
    r"(?P<path>(?:[A-Za-z0-9.~%+@#?=&:_-]|\\_){1,200}/(?:[A-Za-z0-9.~%+@#?=&:_/-]|\\_){1,200})",
    re.IGNORECASE | re.ASCII,
)
_TRAILING = ".,;:!?'\"-#&=@/"
_NO_REPOSITORY = ("papers/", "docs/", "blog/", "orgs/", "features/", "topics/", "sponsors/")


def code_address(abstract: str) -> str:
    """Give the first address of a code repository, with ``https://``; empty where there is none.

    Addresses of people and organisations alone, and of pages (``github.io``), are none.
    """
    for found in _REPOSITORY.finditer(abstract):
        path = found["path"].replace("\\_", "_").rstrip(_TRAILING)
        if "/" in path and not path.lower().startswith(_NO_REPOSITORY):
            return f"https://{found['host'].lower()}/{path}"
    return ""
