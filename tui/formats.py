"""What can be copied of a paper: ours, and the user's own from ``[copy]`` in ``config.toml``."""

from __future__ import annotations

from collections.abc import Sequence

from store.citations.style import COPY_FORMATS, CopyFormat
from store.citations.template import TemplateError, check, fill
from store.models import Paper
from store.text.display import one_line
from tui.settings import Settings, SettingsError

TABLE = "copy"


def copy_formats(settings: Settings) -> tuple[list[CopyFormat], list[str]]:
    """Give what can be copied, and what is wrong with the user's own, a sentence each."""
    try:
        table = settings.table(TABLE) if settings.stamp() is not None else {}
    except SettingsError as error:
        return list(COPY_FORMATS), [f"Your own formats are not shown: {error}"]
    own, problems = [], []
    for name, template in table.items():
        label = one_line(name)
        try:
            if not isinstance(template, str):
                raise TemplateError('it is no text; write "{title} {url}" or the like')
            check(template)
        except TemplateError as error:
            problems.append(f"{settings.path}: the format {label}: {error}.")
        else:
            own.append(_own(name, label, template))
    return [*COPY_FORMATS, *own], problems


def _own(name: str, label: str, template: str) -> CopyFormat:
    def render(papers: Sequence[Paper]) -> str:
        return "\n".join(fill(template, paper) for paper in papers)

    return CopyFormat(f"{TABLE}.{name}", label, render)
