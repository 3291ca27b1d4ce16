"""Reads ``processing/*.toml``."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from baken.catalogue.reader import read_entries


class ActivityState(StrEnum):
    """Whether a processing activity takes place, or stands ready and may not start yet."""

    IN_USE = "in-use"
    PREPARED = "prepared"


@dataclass(frozen=True, slots=True)
class ProcessingActivity:
    """What article 30 of the AVG asks, and the tables in which the data stand.

    ``terms`` are ids of catalogue/retention, ``basis`` the legal grounds with their articles.
    """

    id: str
    label_nl: str
    label_en: str
    state: ActivityState
    purpose_nl: str
    purpose_en: str
    basis_nl: str
    basis_en: str
    people_nl: str
    people_en: str
    data_nl: str
    data_en: str
    recipients_nl: str
    recipients_en: str
    responsible_nl: str
    responsible_en: str
    protection_nl: str
    protection_en: str
    terms: tuple[str, ...]
    tables: tuple[str, ...]


PROCESSING_ACTIVITIES: tuple[ProcessingActivity, ...] = read_entries(
    Path(__file__).parent, "activity", ProcessingActivity
)


def activity_named(identifier: str) -> ProcessingActivity:
    """Return the processing activity with this id.

    Raises:
        LookupError: when the register does not know it; then it may not take place.
    """
    found = next((each for each in PROCESSING_ACTIVITIES if each.id == identifier), None)
    if found is None:
        known = ", ".join(each.id for each in PROCESSING_ACTIVITIES)
        raise LookupError(
            f'there is no activity "{identifier}" in catalogue/processing; known: {known}'
        )
    return found
