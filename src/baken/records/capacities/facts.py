"""What leaves this record: the capacity that is available in a year."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AvailableFact:
    """What an organisation has for the plans in a year; None where that is not known."""

    tenant: str
    organisation: str
    year: int
    fte: float | None
    hours: float | None
    source: str
    person: str
    entered_at: datetime
