"""Rows pass as a stream: flat memory, nothing of a cancelled file, own facts stay one's own."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from foundation.deliveries import HEADER, counts, deliver, row

from baken.foundation.intake import identities
from baken.foundation.intake.identities import Repetition, RowIdentities, fingerprint
from baken.foundation.intake.kind import Options, ParsedRow, StoreCounts
from baken.foundation.intake.models import DeliveredPack, Delivery, QuarantinedRow
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.reading import csv_files, grid
from baken.foundation.partners.services import ensure_municipality
from baken.records.indicators.kinds import CRIME_STATISTICS
from baken.vocabulary.errors import UnusableInputError, WorkCancelledError

pytestmark = pytest.mark.django_db

# Synthetic rows of a municipality's own, kept nowhere but as delivered rows.
OWN_FACTS = replace(
    CRIME_STATISTICS,
    name="own-facts",
    of_municipality=True,
    store=lambda _received, rows: StoreCounts(accepted=len(rows), unchanged=0, revised=0),
    columnwise=None,
)


@pytest.mark.parametrize("remembered", [0, 1, 2, 100])
def test_a_repetition_is_seen_wherever_the_first_row_is_kept(remembered):
    seen = RowIdentities(lambda content: content[0], remembered=remembered)
    chunks = [[("a", 1), ("b", 1)], [("a", 1), ("c", 1), ("c", 2)], [("b", 2), ("c", 1), ("d", 1)]]
    number, found = 0, []
    for chunk in chunks:
        rows = [ParsedRow(number + n, content) for n, content in enumerate(chunk, start=1)]
        number += len(chunk)
        found += seen.repetitions(rows)
    assert found == [
        None,
        None,
        Repetition(1, agrees=True),
        None,
        Repetition(4, agrees=False),
        Repetition(2, agrees=False),
        Repetition(4, agrees=True),
        None,
    ]


def test_equal_things_share_a_fingerprint_and_others_do_not():
    assert fingerprint(("GM0344", 2024)) == fingerprint(("GM" + "0344", 2024))
    assert fingerprint((-1,)) != fingerprint((-2,))


def in_twos(monkeypatch) -> None:
    monkeypatch.setattr(grid, "SAMPLE", 2)
    monkeypatch.setattr(csv_files, "CHARACTERS_AT_ONCE", 30)


@pytest.mark.parametrize("columnwise", [CRIME_STATISTICS.columnwise, None])
def test_blocks_change_nothing_about_what_becomes_of_rows(tmp_path, monkeypatch, columnwise):
    kind = replace(CRIME_STATISTICS, columnwise=columnwise)
    text = HEADER + "".join(row(n, offence=f"1.{n}") for n in range(9)) + row(5) + row(6)
    text += row(4, offence="1.4") + row(7, offence="1.4") + row("x")
    whole = deliver(tmp_path, text, kind=kind)
    Delivery.objects.filter(id=whole.delivery).update(sha256="other", kind="other")
    in_twos(monkeypatch)
    monkeypatch.setattr(identities.RowIdentities.__init__, "__kwdefaults__", {"remembered": 3})
    parts = deliver(tmp_path, text, on=date(2030, 2, 1), kind=kind)
    assert counts(whole) == (10, 1, 0, 3)
    assert counts(parts) == (0, 11, 0, 3)
    assert parts.reasons == whole.reasons


def test_a_cancelled_file_leaves_nothing(tmp_path, monkeypatch):
    in_twos(monkeypatch)
    before = Delivery.objects.count(), DeliveredPack.objects.count()
    asked = iter([False, False, True])
    text = HEADER + "".join(row(n, offence=f"1.{n}") for n in range(9))
    with pytest.raises(WorkCancelledError, match="nothing of it is kept"):
        deliver(tmp_path, text, cancelled=lambda: next(asked))
    assert (Delivery.objects.count(), DeliveredPack.objects.count()) == before
    assert counts(deliver(tmp_path, text)) == (9, 0, 0, 0)


def test_an_unknown_source_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(UnusableInputError, match=r'no source "somewhere"; known: .*cbs-47018ned'):
        deliver(tmp_path, HEADER + row(5), source="somewhere")


def test_a_kind_of_a_municipality_asks_whose_rows_they_are(tmp_path):
    with pytest.raises(UnusableInputError, match="--municipality"):
        deliver(tmp_path, HEADER + row(5), kind=OWN_FACTS)


def test_own_rows_stay_with_their_municipality(tmp_path):
    for code in ("GM0344", "GM0307"):
        ensure_municipality(code=code, name=code)
        receipt = deliver(tmp_path, HEADER + row(5) + row("x"), kind=OWN_FACTS, tenant=code)
        assert counts(receipt) == (1, 0, 0, 1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
        cursor.execute("SELECT set_config('baken.tenants', 'GM0307', true)")
        for model in (Delivery, DeliveredPack, QuarantinedRow):
            seen = model.objects.exclude(tenant=None).values_list("tenant", flat=True)
            assert set(seen) == {"GM0307"}
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
        assert not DeliveredPack.objects.exclude(tenant=None).exists()


def test_the_same_bytes_with_another_year_are_another_delivery(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(HEADER + row(5))
    given = {"kind": CRIME_STATISTICS, "path": path, "source": "cbs-47018ned"}
    given |= {"delivered_on": date(2030, 1, 1), "received_at": datetime(2030, 1, 1, tzinfo=UTC)}
    first = receive(**given, options=Options(year=2023))
    second = receive(**given, options=Options(year=2024))
    assert first.delivery != second.delivery
    assert receive(**given, options=Options(year=2023)).delivery == first.delivery
