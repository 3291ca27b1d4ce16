"""The example of a file of conversations: our own columns, and two rows that are invented."""

import csv
import io

from baken.records.participation.rows import COLUMNS, NEEDED
from baken.vocabulary.spreadsheet import plain_text

_LEFT_OUT = ("number", "age_0_15", "age_65_plus")
_ROWS = (
    {
        "code": "2025-03-01-plein-1",
        "form": "straatgesprek",
        "held_on": "2025-03-01",
        "participants": "8",
        "text": "Bij de container ligt elke week afval.",
        "consent": "ja",
        "consent_how": "mondeling",
        "consent_on": "2025-03-01",
        "consent_asked_by": "gespreksleider",
    },
    {
        "code": "2025-03-02-buurthuis-1",
        "form": "wijkgesprek",
        "held_on": "2025-03-02",
        "participants": "12",
        "text": "Achter de school is het donker.",
        "consent": "nee",
    },
)
_ALL_ROWS = {
    "source": "Voorbeeld",
    "origin": "synthetisch",
    "origin_note": "verzonnen voorbeeld van Baken",
}

SHOWN_COLUMNS = tuple(
    (names[0], column in NEEDED) for column, names in COLUMNS.items() if column not in _LEFT_OUT
)
"""The columns of the example by the name our files give them, and whether each is needed."""


def example_file(area: str) -> bytes:
    """Return the example as CSV that a spreadsheet opens as it stands; its rows are synthetic."""
    columns = [column for column in COLUMNS if column not in _LEFT_OUT]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow(COLUMNS[column][0] for column in columns)
    for row in _ROWS:
        whole = row | _ALL_ROWS | {"area": area}
        writer.writerow(plain_text(whole.get(column, "")) for column in columns)
    return file.getvalue().encode("utf-8-sig")
