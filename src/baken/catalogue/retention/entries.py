"""Reads ``retention/*.toml``."""

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baken.catalogue.reader import read_entries


@dataclass(frozen=True, slots=True)
class RetentionTerm:
    """A term: what is kept for how many months, from which moment, and why so long."""

    id: str
    label_nl: str
    label_en: str
    months: int
    counted_from_nl: str
    counted_from_en: str
    reason_nl: str
    reason_en: str

    def limit(self, today: date) -> date:
        """Return the day before which a counted moment is due to be destroyed today."""
        months = today.year * 12 + today.month - 1 - self.months
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(today.day, last))


RETENTION_TERMS: tuple[RetentionTerm, ...] = read_entries(
    Path(__file__).parent, "term", RetentionTerm
)


def term_named(identifier: str) -> RetentionTerm:
    """Return the term with this id.

    Raises:
        LookupError: when there is none.
    """
    found = next((term for term in RETENTION_TERMS if term.id == identifier), None)
    if found is None:
        raise LookupError(f'there is no term "{identifier}" in catalogue/retention')
    return found
