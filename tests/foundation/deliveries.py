"""Synthetic deliveries of crime statistics, small enough to read."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import Receipt, receive
from baken.records.indicators.kinds import CRIME_STATISTICS

HEADER = "gemeentecode,soort_misdrijf,jaar,geregistreerde_misdrijven,voorlopig\n"


def deliver(
    folder: Path, text: str, *, on: date = date(2030, 1, 1), name: str = "levering.csv", **more: Any
) -> Receipt:
    """Take in a text as a file of crime statistics, unless ``more`` says otherwise."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    given = {
        "kind": CRIME_STATISTICS,
        "source": "cbs-47018ned",
        "received_at": datetime(2030, 1, 2, tzinfo=UTC),
        "options": Options(),
    }
    return receive(path=path, delivered_on=on, **given | more)


def row(count: object, *, code="GM9998", offence="1.1.1", year="2029", provisional="0") -> str:
    """Return a line of such a file; GM9998 is no real municipality."""
    return f"{code},{offence},{year},{count},{provisional}\n"


def counts(receipt: Receipt) -> tuple[int, int, int, int]:
    """Return how many rows were accepted, unchanged, revised and quarantined."""
    return receipt.accepted, receipt.unchanged, receipt.revised, receipt.quarantined
