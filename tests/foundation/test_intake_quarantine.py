"""Rows that wait: out as a file, back corrected by a person, nothing else changed."""

import csv
from datetime import UTC, datetime

import pytest
from django.db import connection
from foundation.deliveries import HEADER, counts, deliver, row
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.intake.correcting import Corrector, correct_file, correct_row
from baken.foundation.intake.models import Delivery, QuarantinedRow
from baken.foundation.intake.pipeline import receipt_of
from baken.foundation.intake.quarantine_file import (
    ROW,
    as_delivered,
    neutral,
    quarantine_lines,
)
from baken.foundation.intake.reading.table import RawRow, RowError
from baken.foundation.intake.rechecking import recheck_rows
from baken.foundation.intake.selectors import quarantine, rows_at
from baken.foundation.intake.setting_aside import let_rows_wait, set_rows_aside
from baken.foundation.partners.services import ensure_municipality, ensure_person
from baken.foundation.stewardship.models import AuditEntry
from baken.foundation.stewardship.person_columns import PersonColumnsRefusedError
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.models import Observation
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
AT = datetime(2030, 5, 1, tzinfo=UTC)
TEXT = HEADER + row(5) + row("vijf", offence="1.1.2") + row("=2+3", offence="1.4.2")


def waiting_file(tmp_path, delivery, **changed):
    """Write the waiting rows and change the count of a row, by its number."""
    lines = list(csv.DictReader("".join(quarantine_lines(delivery)).splitlines()))
    for line in lines:
        count = changed.get(f"row_{line[ROW]}", line["geregistreerde_misdrijven"])
        line["geregistreerde_misdrijven"] = count
    path = tmp_path / "terug.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def correct(path, delivery):
    return correct_file(
        kind=CRIME_STATISTICS, delivery=delivery, path=path, corrector=Corrector(at=AT)
    )


def values(count, offence):
    names = HEADER.strip().split(",")
    return dict(zip(names, ["GM9998", offence, "2029", count, "0"], strict=True))


def test_the_file_has_the_original_columns_and_no_formula(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    lines = list(csv.DictReader("".join(quarantine_lines(receipt.delivery)).splitlines()))
    assert [line[ROW] for line in lines] == ["3", "4"]
    assert [line["geregistreerde_misdrijven"] for line in lines] == ["vijf", "'=2+3"]
    assert all(line["baken:reden"] and line["baken:oplossing"] for line in lines)
    assert [line["soort_misdrijf"] for line in lines] == ["1.1.2", "1.4.2"]


@given(st.text(alphabet="'=+-@\t\ra1", max_size=6))
def test_what_is_made_harmless_comes_back_as_it_was(cell):
    assert as_delivered(neutral(cell)) == cell
    assert not neutral(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_corrected_file_stores_what_is_good_now_and_leaves_the_rest(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    done = correct(waiting_file(tmp_path, receipt.delivery, row_3="6"), receipt.delivery)
    assert (done.corrected, done.waiting) == (1, 1)
    assert [refusal[0] for refusal in done.refused] == [4]
    stored = Observation.objects.get(area_code="GM9998", indicator="registered-crime-1.1.2")
    assert (stored.value, stored.delivery_id, stored.row) == (6, receipt.delivery, 3)
    now = receipt_of(Delivery.objects.get(id=receipt.delivery))
    assert counts(now) == (2, 0, 0, 1)
    assert [each.number for each in quarantine() if each.delivery == receipt.delivery] == [4]
    # How it stood in the file is kept; so is the correction.
    (delivered,) = rows_at([(receipt.delivery, 3)])
    assert delivered.values["geregistreerde_misdrijven"] == "vijf"
    kept = QuarantinedRow.objects.get(delivery_id=receipt.delivery, number=3)
    assert kept.corrected_values == values("6", "1.1.2")
    assert kept.corrected_at == AT


def test_the_same_corrected_file_twice_changes_nothing_more(tmp_path):
    receipt = deliver(tmp_path, HEADER + row("vijf"))
    path = waiting_file(tmp_path, receipt.delivery, row_2="5")
    correct(path, receipt.delivery)
    before = list(Observation.objects.filter(area_code="GM9998").values())
    with pytest.raises(UnusableInputError, match="does not wait"):
        correct(path, receipt.delivery)
    assert list(Observation.objects.filter(area_code="GM9998").values()) == before


def test_a_row_that_does_not_wait_cannot_be_changed(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    path = waiting_file(tmp_path, receipt.delivery, row_3="6")
    path.write_text(path.read_text() + "2,,,,,,GM9998,1.1.1,2029,99,0\n")
    with pytest.raises(UnusableInputError, match="row 2 of"):
        correct(path, receipt.delivery)
    assert QuarantinedRow.objects.filter(delivery_id=receipt.delivery, state="waiting").count() == 2


def test_one_row_corrected_by_a_person_is_logged(tmp_path):
    ensure_municipality(code="GM0344", name="Utrecht")
    person = ensure_person(username="steward", full_name="Synthetisch", password=None)
    receipt = deliver(tmp_path, TEXT)
    given = {"kind": CRIME_STATISTICS, "delivery": receipt.delivery, "number": 3}
    corrector = Corrector(at=AT, by=person, tenant="GM0344")
    with pytest.raises(RowError, match="not-a-count"):
        correct_row(**given, values=values("zes", "1.1.2"), corrector=corrector)
    correct_row(**given, values=values("6", "1.1.2"), corrector=corrector)
    kept = QuarantinedRow.objects.get(delivery_id=receipt.delivery, number=3)
    assert (kept.state, kept.corrected_by_id) == ("corrected", person)


def test_a_correction_cannot_speak_for_another_row(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    given = {"kind": CRIME_STATISTICS, "delivery": receipt.delivery, "number": 3}
    with pytest.raises(RowError, match="contradicts"):
        correct_row(**given, values=values("7", "1.1.1"), corrector=Corrector(at=AT))
    assert Observation.objects.get(area_code="GM9998").value == 5


@pytest.mark.parametrize("written", ["jan@voorbeeld.nl", "06-12345678", "NL91ABNA0417164300"])
def test_personal_data_cannot_be_written_into_a_correction(tmp_path, written):
    receipt = deliver(tmp_path, TEXT.replace("voorlopig", "opmerking", 1))
    given = values("6", "1.1.2")
    del given["voorlopig"]
    given["opmerking"] = f"gebeld {written}"
    with pytest.raises(PersonColumnsRefusedError) as refusal:
        correct_row(
            kind=CRIME_STATISTICS, delivery=receipt.delivery, number=3, values=given,
            corrector=Corrector(at=AT),
        )  # fmt: skip
    assert written not in str(refusal.value)
    kept = QuarantinedRow.objects.get(delivery_id=receipt.delivery, number=3)
    assert (kept.state, kept.corrected_values) == ("waiting", None)


def test_every_wrong_cell_of_a_correction_is_told_at_once(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    found = Delivery.objects.get(id=receipt.delivery)
    rows = [
        RawRow(3, values("zes", "diefstal")),
        RawRow(4, values("7", "1.4.2")),
        RawRow(5, values("8", "1.1.1")),
        RawRow(6, values("9", "1.4.2")),
    ]
    checked = recheck_rows(CRIME_STATISTICS, found, rows, at=AT)
    assert [[error.column for error in each.errors] for each in checked] == [
        ["soort_misdrijf", "geregistreerde_misdrijven"], [], [""], [""],
    ]  # fmt: skip
    assert not Observation.objects.filter(delivery_id=receipt.delivery, row__gt=2).exists()


def test_rows_are_set_aside_for_a_reason_and_wait_again(tmp_path):
    receipt = deliver(tmp_path, TEXT)
    given = {"delivery": receipt.delivery, "corrector": Corrector(at=AT)}
    with pytest.raises(UnusableInputError, match="reason"):
        set_rows_aside(numbers=[3], reason=" ", **given)
    assert set_rows_aside(numbers=[2, 3], reason="De bron geeft geen aantal.", **given) == 1
    found = Delivery.objects.get(id=receipt.delivery)
    assert counts(receipt_of(found)) == (1, 0, 0, 1)
    assert [each.number for each in quarantine() if each.delivery == receipt.delivery] == [4]
    kept = QuarantinedRow.objects.get(delivery_id=receipt.delivery, number=3)
    assert (kept.state, kept.explanation) == ("set-aside", "De bron geeft geen aantal.")
    assert let_rows_wait(numbers=[3, 4], **given) == 1
    assert counts(receipt_of(Delivery.objects.get(id=receipt.delivery))) == (1, 0, 0, 2)


def test_a_later_delivery_stays_the_last_word(tmp_path):
    receipt = deliver(tmp_path, HEADER + row("vijf"))
    deliver(tmp_path, HEADER + row(8), on=AT.date(), name="b.csv")
    given = {"kind": CRIME_STATISTICS, "delivery": receipt.delivery, "number": 2}
    correct_row(**given, values=values("5", "1.1.1"), corrector=Corrector(at=AT))
    current = Observation.objects.get(area_code="GM9998", known_until=None)
    assert current.value == 8


def test_the_log_names_file_and_row(tmp_path):
    ensure_municipality(code="GM0344", name="Utrecht")
    receipt = deliver(tmp_path, HEADER + row("vijf"))
    correct_row(
        kind=CRIME_STATISTICS,
        delivery=receipt.delivery,
        number=2,
        values=values("5", "1.1.1"),
        corrector=Corrector(at=AT, tenant="GM0344"),
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', 'GM0344', true)")
    entry = AuditEntry.objects.get(action="correct-row", subject=str(receipt.delivery))
    assert entry.details == {"file": "levering.csv", "row": "2"}
