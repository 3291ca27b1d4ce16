"""Every kind of file that Baken takes in; loaded by commands only, never by the web process."""

from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.kinds.areas import AREAS
from baken.foundation.intake.kinds.key_figures import KEY_FIGURES, POPULATION
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.own_kinds import MUNICIPAL_COUNTS
from baken.records.indicators.published_kind import INDICATOR_FIGURES
from baken.vocabulary.errors import UnusableInputError

_ALL = (AREAS, POPULATION, KEY_FIGURES, CRIME_STATISTICS, MUNICIPAL_COUNTS, INDICATOR_FIGURES)
KINDS: dict[str, FileKind] = {kind.name: kind for kind in _ALL}
DEFAULT_SOURCES = {
    "areas": "cbs-kadaster-boundaries",
    "population": "cbs-70072ned",
    "key-figures": "cbs-85984ned",
    "crime-statistics": "cbs-47018ned",
    "indicators": "municipal-publications",
    "municipal-counts": "own-registrations",
}


def kind_named(name: str) -> FileKind:
    """Return the kind with this name.

    Raises:
        UnusableInputError: naming the known kinds.
    """
    if name not in KINDS:
        raise UnusableInputError(f'there is no kind "{name}"; known: {", ".join(KINDS)}')
    return KINDS[name]
