"""Every kind of file that Baken takes in; loaded by commands only, never by the web process."""

from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.kinds.areas import AREAS
from baken.foundation.intake.kinds.key_figures import KEY_FIGURES, POPULATION
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.published_kind import INDICATOR_FIGURES
from baken.vocabulary.errors import UnusableInputError

KINDS: dict[str, FileKind] = {
    kind.name: kind
    for kind in (AREAS, POPULATION, KEY_FIGURES, CRIME_STATISTICS, INDICATOR_FIGURES)
}
DEFAULT_SOURCES = {
    "areas": "cbs-kadaster-boundaries",
    "population": "cbs-70072ned",
    "key-figures": "cbs-85984ned",
    "crime-statistics": "cbs-47018ned",
    "indicators": "municipal-publications",
}


def kind_named(name: str) -> FileKind:
    """Return the kind with this name.

    Raises:
        UnusableInputError: naming the known kinds.
    """
    if name not in KINDS:
        raise UnusableInputError(f'there is no kind "{name}"; known: {", ".join(KINDS)}')
    return KINDS[name]
