"""YAML to texts, lists and mappings of them, and nothing else."""

from __future__ import annotations

import re
from typing import Any

from store.importers.objects import RowError

Value = str | None | list[Any] | dict[str, Any]

_DEEPEST = 30
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_UNREADABLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def value_of(text: str) -> Value:
    """Give what the first document of a text holds.

    Every scalar is a text: neither is ``no`` a denial nor ``2020-01`` a sum, and no tag makes an
    object. Aliases are refused, since ten lines of them can stand for more than any memory holds.

    Raises:
        RowError: It is no YAML, has an alias, or is nested too deeply; says so.
    """
    import yaml  # noqa: PLC0415 - only these files need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    root: list[Any] = []
    path: list[list[Any] | _Mapping] = [root]
    try:
        for event in yaml.parse(_UNREADABLE.sub("", text), Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise RowError("it has an alias (*name), and these are not followed")
            if isinstance(event, yaml.ScalarEvent):
                is_nothing = event.implicit[0] and event.value in _NOTHING
                path[-1].append(None if is_nothing else event.value)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(path) > _DEEPEST:
                    raise RowError("it is nested too deeply")
                is_list = isinstance(event, yaml.SequenceStartEvent)
                path.append([] if is_list else _Mapping())
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                done = path.pop()
                path[-1].append(done.made if isinstance(done, _Mapping) else done)
            elif isinstance(event, yaml.DocumentEndEvent):
                break
    except yaml.YAMLError as error:
        told = str(getattr(error, "problem", "") or error).split("\n")[0]
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1} of it)" if mark else ""
        raise RowError(f"it is not valid YAML: {told}{where}") from None
    return root[0] if root else None


class _Mapping:
    """A mapping that is told key and value in turns; of a key given twice the first counts."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self._key: Any = None
        self._has_key = False

    def append(self, value: Any) -> None:
        """Take the next key or value."""
        if self._has_key and isinstance(self._key, str):
            self.made.setdefault(self._key, value)
        self._key, self._has_key = value, not self._has_key
