"""One file in: idempotent, revisions kept, bad rows apart, all or nothing."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.db import connection

from baken.foundation.intake.kind import Options, StoreCounts
from baken.foundation.intake.models import DeliveredPack, Delivery, QuarantinedRow
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.reading.readers import READERS
from baken.foundation.intake.reading.table import RawRow
from baken.foundation.intake.selectors import rows_of
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.records.indicators.models import Observation
from baken.records.indicators.own_kinds import MUNICIPAL_COUNTS
from baken.records.indicators.selectors import value_as_known_on
from baken.vocabulary.errors import UnusableInputError

pytestmark = pytest.mark.django_db
HEADER = "gemeentecode,soort_misdrijf,jaar,geregistreerde_misdrijven,voorlopig\n"


def deliver(folder, text, *, on=date(2030, 1, 1), name="levering.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return receive(
        kind=CRIME_STATISTICS,
        path=path,
        source="cbs-47018ned",
        delivered_on=on,
        received_at=datetime(2030, 1, 2, tzinfo=UTC),
        options=Options(),
    )


def row(count, *, code="GM9998", offence="1.1.1", year="2029", provisional="0"):
    return f"{code},{offence},{year},{count},{provisional}\n"


def counts(receipt):
    return receipt.accepted, receipt.unchanged, receipt.revised, receipt.quarantined


def held():
    found = Observation.objects.filter(area_code="GM9998").order_by("indicator", "known_from")
    return [
        (o.indicator, o.value, o.known_from.date(), o.known_until and o.known_until.date())
        for o in found
    ]


def test_the_same_file_twice_changes_nothing(tmp_path):
    first = deliver(tmp_path, HEADER + row(5) + row(6, offence="1.1.2"))
    before = held()
    second = deliver(tmp_path, HEADER + row(5) + row(6, offence="1.1.2"))
    assert counts(first) == (2, 0, 0, 0)
    assert counts(second) == (0, 2, 0, 0)
    assert held() == before
    assert second.delivery == first.delivery


def test_a_corrected_file_brings_only_the_revisions(tmp_path):
    deliver(tmp_path, HEADER + row(5) + row(6, offence="1.1.2"))
    receipt = deliver(
        tmp_path, HEADER + row(5) + row(7, offence="1.1.2"), on=date(2030, 2, 1), name="b.csv"
    )
    assert counts(receipt) == (0, 1, 1, 0)


def test_what_was_known_on_a_day_stays_known(tmp_path):
    deliver(tmp_path, HEADER + row(5))
    deliver(tmp_path, HEADER + row(9), on=date(2030, 2, 1), name="b.csv")

    def known(day):
        found = value_as_known_on(
            indicator="registered-crime-1.1.1",
            area_code="GM9998",
            period="2029",
            moment=datetime(*day, tzinfo=UTC),
        )
        return found and found[0]

    assert known((2029, 12, 31)) is None
    assert known((2030, 1, 15)) == 5
    assert known((2030, 2, 15)) == 9


def test_files_in_any_order_give_the_same_end_state(tmp_path):
    files = [("a.csv", row(5), date(2030, 1, 1)), ("b.csv", row(9), date(2030, 2, 1))]
    files.append(("c.csv", row(5), date(2030, 3, 1)))
    end_states = []
    for order in permutations(files):
        Observation.objects.filter(area_code="GM9998").delete()
        Delivery.objects.filter(file_name__in=["a.csv", "b.csv", "c.csv"]).delete()
        for name, text, on in order:
            extra = row(1, offence="1.4.2") if name == "c.csv" else ""
            deliver(tmp_path, HEADER + text + extra, on=on, name=name)
        current = Observation.objects.get(
            area_code="GM9998", indicator="registered-crime-1.1.1", known_until=None
        )
        end_states.append(current.value)
    assert end_states == [5] * 6


def test_bad_rows_wait_and_good_rows_are_kept(tmp_path):
    receipt = deliver(
        tmp_path,
        HEADER
        + row(5)
        + row("vijf")
        + row(3, code="XX1")
        + row(3, year="202")
        + row(2, provisional="?"),
    )
    assert counts(receipt) == (1, 0, 0, 4)
    assert receipt.reasons == {
        "not-a-count": 1,
        "not-an-area-code": 1,
        "not-a-year": 1,
        "not-0-or-1": 1,
    }
    waiting = QuarantinedRow.objects.get(delivery_id=receipt.delivery, reason="not-a-count")
    assert (waiting.number, waiting.column, waiting.value) == (
        3,
        "geregistreerde_misdrijven",
        "vijf",
    )
    assert waiting.remedy_nl
    assert waiting.remedy_en
    # Nothing is lost: the refused rows are kept as they stood in the file, too.
    assert len(rows_of(receipt.delivery, first=0, number=9)) == 5


def test_a_repeated_row_counts_once_and_a_contradiction_waits(tmp_path):
    receipt = deliver(tmp_path, HEADER + row(5) + row(5) + row(6))
    assert counts(receipt) == (1, 1, 0, 1)
    assert receipt.reasons == {"contradicts-an-earlier-row": 1}
    assert [value for _, value, _, _ in held()] == [5]


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", HEADER.replace("jaar", "soort_misdrijf")])
def test_an_unusable_file_stores_nothing_and_says_what_to_do(tmp_path, text):
    before = Delivery.objects.count()
    with pytest.raises(UnusableInputError, match=r"levering\.csv"):
        deliver(tmp_path, text)
    assert Delivery.objects.count() == before


def test_a_fault_while_storing_leaves_nothing_half_done(tmp_path):
    def stumble(_received, _rows) -> StoreCounts:
        raise RuntimeError("power cut")

    path = tmp_path / "x.csv"
    path.write_text(HEADER + row(5))
    kind = CRIME_STATISTICS.__class__(
        **{name: getattr(CRIME_STATISTICS, name) for name in CRIME_STATISTICS.__slots__}
        | {"store": stumble, "columnwise": None}
    )
    before = (Delivery.objects.count(), DeliveredPack.objects.count())
    with pytest.raises(RuntimeError, match="power cut"):
        receive(
            kind=kind,
            path=path,
            source="cbs-47018ned",
            delivered_on=date(2030, 1, 1),
            received_at=datetime(2030, 1, 1, tzinfo=UTC),
            options=Options(),
        )
    assert (Delivery.objects.count(), DeliveredPack.objects.count()) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(tmp_path, encoding, delimiter):
    text = "gemeentecode,gemeentenaam,soort_misdrijf,jaar,geregistreerde_misdrijven\n"
    text += "GM9998,Súdwest-Fryslân,1.1.1,2029,4\n"
    path = tmp_path / "x.csv"
    path.write_bytes(text.replace(",", delimiter).encode(encoding))
    table = READERS[CRIME_STATISTICS.shape](path)
    assert next(iter(table.rows)) == RawRow(
        2,
        {
            "gemeentecode": "GM9998",
            "gemeentenaam": "Súdwest-Fryslân",
            "soort_misdrijf": "1.1.1",
            "jaar": "2029",
            "geregistreerde_misdrijven": "4",
        },
    )


def test_the_web_role_cannot_take_anything_in(tmp_path, as_application):
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO indicators_computation VALUES (DEFAULT, 'x', now(), 1, 1)")


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("bsn", ("", "", "")),
        ("opmerking", ("Jan de Vries", "Fatima El Amrani", "P. Bakker")),
        ("kenmerk", ("bel jan.jansen@voorbeeld.nl", "", "")),
    ],
)
def test_nothing_is_kept_of_a_file_with_a_column_about_persons(tmp_path, column, cells):
    before = [model.objects.count() for model in (Delivery, DeliveredPack, QuarantinedRow)]
    rows = (row(7, year=str(2027 + n)).strip() + f",{cell}\n" for n, cell in enumerate(cells))
    with pytest.raises(UnusableInputError, match="holds personal data") as refused:
        deliver(tmp_path, HEADER.strip() + f",{column}\n" + "".join(rows))
    assert not [cell for cell in cells if cell and cell in str(refused.value)]
    after = [model.objects.count() for model in (Delivery, DeliveredPack, QuarantinedRow)]
    assert after == before
    assert not Observation.objects.filter(area_code="GM9998").exists()


def test_what_was_recognised_while_reading_is_kept_with_the_delivery(tmp_path):
    receipt = deliver(tmp_path, "Misdrijven 2029\n\n" + HEADER + row(5) + "Bron: CBS\n")
    assert counts(receipt) == (1, 0, 0, 0)
    assert [note.split(":")[0] for note in receipt.notes] == [
        "row 3 is the header; above it stands",
        "row 5 was read as a remark under the table",
    ]


def test_rows_of_an_unknown_municipality_are_refused_in_words(tmp_path):
    path = tmp_path / "eigen_tellingen.csv"
    path.write_text(HEADER + row(1), encoding="utf-8")
    with pytest.raises(UnusableInputError, match=r'no municipality "GM9997".*known: .*GM0344'):
        receive(
            kind=MUNICIPAL_COUNTS,
            path=path,
            source="own-registrations",
            delivered_on=date(2030, 1, 1),
            received_at=datetime(2030, 1, 2, tzinfo=UTC),
            options=Options(),
            tenant="GM9997",
        )
