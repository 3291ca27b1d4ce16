"""Small hand-made files of registrations in Utrecht; nothing in them happened."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import Receipt, receive
from baken.records.registrations.kind import REGISTRATIONS

UTRECHT = "GM0344"
HEADER = (
    "registratienummer;misdrijfcode;incidentcode;omschrijving;pleegdatum_van;pleegdatum_tot;"
    "kennisname;registratiedatum;straat;huisnummer;postcode;wijk;buurt;x;y;poging_voltooid;"
    "ontdekt_door;status"
)
DOM = ("136600", "455900")
"""A point in the old town of Utrecht, in RD metres."""


def line(number: str, **cells: str) -> str:
    """Return a row: a burglary at one point, unless said otherwise by column."""
    given = {
        "registratienummer": number,
        "incidentcode": "A20",
        "pleegdatum_van": "2026-03-02 08:00",
        "pleegdatum_tot": "2026-03-02 18:00",
        "kennisname": "2026-03-02 18:30",
        "registratiedatum": "2026-03-02 19:00",
        "x": DOM[0],
        "y": DOM[1],
        "poging_voltooid": "voltooid",
        "ontdekt_door": "burger",
    }
    given |= cells
    return ";".join(given.get(name, "") for name in HEADER.split(";"))


def deliver(
    folder: Path, *lines: str, on: date = date(2026, 3, 3), header: str = HEADER, **more: Any
) -> Receipt:
    """Take these rows in as one delivery."""
    path = folder / f"{on}.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    given = {
        "kind": REGISTRATIONS,
        "source": "police-registrations",
        "received_at": datetime(2026, 3, 3, 6, tzinfo=UTC),
        "options": Options(),
        "tenant": UTRECHT,
    }
    return receive(path=path, delivered_on=on, **given | more)
