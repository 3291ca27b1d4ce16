"""Every kind of file that Baken takes in; loaded by commands only, never by the web process."""

from baken.desks.deliveries.row_kinds import ROW_KINDS
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.kinds.areas import AREAS
from baken.records.registrations.whole_columns import REGISTRATIONS_IN_COLUMNS
from baken.vocabulary.errors import UnusableInputError

KINDS: dict[str, FileKind] = {
    AREAS.name: AREAS,
    **ROW_KINDS,
    REGISTRATIONS_IN_COLUMNS.name: REGISTRATIONS_IN_COLUMNS,
}
DEFAULT_SOURCES = {
    "areas": "cbs-kadaster-boundaries",
    "population": "cbs-70072ned",
    "key-figures": "cbs-85984ned",
    "crime-statistics": "cbs-47018ned",
    "indicators": "municipal-publications",
    "municipal-counts": "own-registrations",
    "registrations": "police-registrations",
    "addresses": "municipal-addresses",
}
BUURT_SOURCES = {"crime-statistics": "cbs-47022ned"}
"""The usual source where the rows are of wijken and buurten: another table of the police."""


def kind_named(name: str) -> FileKind:
    """Return the kind with this name.

    Raises:
        UnusableInputError: naming the known kinds.
    """
    if name not in KINDS:
        raise UnusableInputError(f'there is no kind "{name}"; known: {", ".join(KINDS)}')
    return KINDS[name]
