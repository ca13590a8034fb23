"""arXiv's categories: as listings write them, mostly without the archive, and among keywords."""

from __future__ import annotations

from collections.abc import Iterable

_COMPUTER_SCIENCE = (
    "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH "
    "OS PF PL RO SC SD SE SI SY"
)

_CLASSES = {
    "cs": _COMPUTER_SCIENCE,
    "eess": "AS IV SP SY",
    "econ": "EM GN TH",
    "stat": "AP CO ME ML OT TH",
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "nlin": "AO CD CG PS SI",
    "astro-ph": "CO EP GA HE IM SR",
    "math": (
        "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG "
        "SP ST"
    ),
    "cond-mat": ("dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con"),
    "physics": (
        "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph "
        "flu-dyn gen-ph geo-ph hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph "
        "space-ph"
    ),
}
_ARCHIVES = {archive: frozenset(classes.split()) for archive, classes in _CLASSES.items()}

COMPUTER_SCIENCE = _ARCHIVES["cs"]
"""Every class of the archive ``cs``."""

_UNDIVIDED = "gr-qc hep-ex hep-lat hep-ph hep-th math-ph nucl-ex nucl-th quant-ph astro-ph cond-mat"

ARCHIVES = tuple(sorted({*_ARCHIVES, *_UNDIVIDED.split()}, key=lambda name: (-len(name), name)))
"""Names that stand before a class or alone, the longest first."""


def is_known_class(text: str) -> bool:
    """Tell whether this is a computer-science class, in any case."""
    return text.upper() in COMPUTER_SCIENCE


def category_of(text: str) -> tuple[str, bool]:
    """Give a category with its archive, and whether arXiv lists it.

    A class without an archive is one of computer science.
    """
    archive, dot, part = text.partition(".")
    if not dot:
        if text.lower() in ARCHIVES:
            return text.lower(), text.lower() in _UNDIVIDED.split()
        archive, part = "cs", text
    archive = archive.lower()
    is_small = archive in ("cond-mat", "physics")
    part = part.lower() if is_small else part.upper()
    return f"{archive}.{part}", part in _ARCHIVES.get(archive, frozenset())


def listed(words: Iterable[str]) -> tuple[str, ...]:
    """Give those of some keywords that are categories of arXiv, written out: ``cs.CL``."""
    found = (category_of(word.strip()) for word in words if _is_whole(word.strip()))
    return tuple(dict.fromkeys(name for name, is_listed in found if is_listed))


def _is_whole(word: str) -> bool:
    return word.partition(".")[0].lower() in ARCHIVES
