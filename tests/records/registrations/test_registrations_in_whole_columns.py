"""By whole columns a file gives what it gives row by row, whatever stands in its cells."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from records.registrations.files import UTRECHT, deliver, line

from baken.foundation.intake.columns.cells import Writing
from baken.foundation.intake.columns.moments import last_moment, moment
from baken.foundation.intake.models import DeliveredPack, QuarantinedRow
from baken.foundation.partners.scope import in_tenant
from baken.records.registrations.clock import NOTHING, ODD, read_moments
from baken.records.registrations.kind import REGISTRATIONS
from baken.records.registrations.selectors import every_registration
from baken.records.registrations.whole_columns import REGISTRATIONS_IN_COLUMNS

SEED, ROWS = 20_260_301, 400
NUMBERS = ("", " ", "x", "A\\B", "1\t2", "é 1", "9" * 61)
CELLS = {
    "misdrijfcode": ("", "", "1.1.1", "1.2.3 fiets", "Straatroof", "9.9.9"),
    "incidentcode": ("A20", "a72 Diefstal fiets", "F614", "F521", "", "Z1", "B24"),
    "omschrijving": ("", "Fraude met betaalproducten", "huiselijk geweld", "a\x07b"),
    "pleegdatum_van": ("2026-03-29 02:30", "2026-03-02", "", "2026-02-30", "2026-03-02T10:00Z"),
    "pleegdatum_tot": ("2026-10-25 02:30", "2026-03-02", "", "2026-03-02 10:00:30", "vandaag"),
    "kennisname": ("2026-03-03 09:00", "", "-", "2026-03-03 09:00:00.5"),
    "registratiedatum": ("2026-03-03 9:00", "2026-03-03", "n.v.t."),
    "straat": ("", "Neude 11", "Plein 1944", "straat\\met", "x" * 130, "s" * 2001),
    "huisnummer": ("", "12", "b\x07"),
    "postcode": ("", "3512 ae", "3512", "35121", "3512AE"),
    "wijk": ("", "WK034406", "zo"),
    "buurt": ("", "BU03440611", "Domplein, Neude, Janskerkhof", "nergens"),
    "x": ("136600", "136600.15", "5.1214", "52.0907", "0", "", "136.600", "abc", " 136600 ", "1e5"),
    "y": ("455900", "455900.05", "52.0907", "5.1214", "0", "", "900000", "-"),
    "poging_voltooid": ("", "poging", "Voltooid", "half"),
    "ontdekt_door": ("burger", "politie", "", "buurman"),
    "status": ("", "geldig", "ingetrokken", "zoek"),
}


def odd_lines() -> list[str]:
    """Return rows in which any cell may be odd, most of them in one cell only."""
    chance = random.Random(SEED)
    lines = []
    for n in range(ROWS):
        number = chance.choice(NUMBERS) if chance.random() < 0.05 else str(n % (ROWS - 10))
        chosen = chance.sample(list(CELLS), chance.choice((1, 1, 1, 2, 3)))
        cells = {name: chance.choice(CELLS[name]) for name in chosen}
        lines.append(line(number, **cells))
    return lines


@pytest.mark.django_db
def test_whole_columns_and_single_rows_agree(tmp_path: Path) -> None:
    found = []
    for kind in (REGISTRATIONS, REGISTRATIONS_IN_COLUMNS):
        with in_tenant(UTRECHT):
            receipt = deliver(tmp_path, *odd_lines(), kind=kind)
            waiting = QuarantinedRow.objects.filter(delivery=receipt.delivery).order_by("number")
            said = [
                tuple(getattr(row, name) for name in row.__slots__ if name != "delivery")
                for row in every_registration(UTRECHT)
            ]
            reasons = waiting.values_list("number", "column", "value", "reason")
            packs = DeliveredPack.objects.filter(delivery=receipt.delivery).order_by("first")
            kept = [bytes(content) for content in packs.values_list("content", flat=True)]
            counts = (receipt.accepted, receipt.unchanged, receipt.revised, receipt.quarantined)
            found.append((counts, said, list(reasons), kept))
            forget(receipt.delivery)
    for one, other in zip(*found, strict=True):
        assert one == other
    (counts, said, reasons, _), _ = found
    assert counts[0] > ROWS / 3
    assert len({reason for *_, reason in reasons}) > 8


def forget(delivery: object) -> None:
    """Take every trace of a delivery away, as if it never came."""
    with connection.cursor() as cursor:
        for table in (
            "registrations_registration",
            "intake_deliveredpack",
            "intake_quarantinedrow",
        ):
            cursor.execute(f"DELETE FROM {table} WHERE delivery_id = %s", [delivery])
        cursor.execute("DELETE FROM intake_delivery WHERE id = %s", [delivery])


@pytest.mark.parametrize(("form", "written"), [("iso", "%Y-%m-%d"), ("day-first", "%d-%m-%Y")])
@pytest.mark.parametrize("ends", [False, True])
def test_columns_of_moments_are_read_as_single_ones(form: str, written: str, *, ends: bool) -> None:
    chance = random.Random(SEED)
    first = date(1995, 1, 1)
    texts = ["", "morgen", "31-31-3131 10:10"]
    for _ in range(3_000):
        text = (first + timedelta(days=chance.randrange(15_000))).strftime(written)
        clock = f"{chance.randrange(25):02d}:{chance.randrange(61):02d}"
        texts.append(text + chance.choice(("", f" {clock}", f" {clock}:59")))
    one = last_moment if ends else moment
    writing = Writing(dates=form)
    read = read_moments(texts, form, lambda text: one(text, writing) if text else None, ends=ends)
    for text, seconds in zip(texts, read.tolist(), strict=True):
        try:
            wanted = int(one(text, writing).timestamp()) if text else NOTHING
        except ValueError:
            wanted = ODD
        assert seconds == wanted, text
