"""Rows are packed and read back to the letter, also those of homes from before there were packs."""

import json
import zlib
from datetime import UTC, date, datetime
from importlib import import_module
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from foundation.deliveries import HEADER, deliver, row
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.intake.models import DeliveredPack, Delivery
from baken.foundation.intake.packing import BETWEEN, ROWS_A_PACK, packs, unpacked
from baken.foundation.intake.reading.table import RawRow, block_of
from baken.foundation.intake.selectors import rows_at, rows_of
from baken.foundation.partners.scope import Scope, every_municipality
from baken.foundation.partners.services import ensure_municipality
from baken.records.indicators.models import Observation
from baken.vocabulary.role import Role

pytestmark = pytest.mark.django_db
MIGRATION = import_module("baken.foundation.intake.migrations.0007_rows_in_packs")

STEWARD = Scope(1, frozenset({("GM0344", Role.DATA_STEWARD)}))
NOW = datetime(2030, 1, 1, tzinfo=UTC)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
rows = st.lists(
    st.tuples(st.dictionaries(texts, texts, max_size=2), texts, texts), min_size=1, max_size=9
)


@given(rows)
def test_what_is_unpacked_is_what_was_packed(given_rows):
    made = [RawRow(3 * n, {**extra, "a": a, "b": b}) for n, (extra, a, b) in enumerate(given_rows)]
    block = block_of(("a", "b"), made)
    found = [each for pack in packs(block) for each in unpacked(pack.content)]
    assert found == [(each.number, each.values) for each in made]


def test_cells_with_the_sign_between_cells_are_told_apart():
    odd = f"a{BETWEEN}b"
    made = [RawRow(n, {"a": cell, "b": "x"}) for n, cell in enumerate((odd, "", "c"))]
    (pack,) = packs(block_of(("a", "b"), made))
    assert [values["a"] for _, values in unpacked(pack.content)] == [odd, "", "c"]


def test_a_pack_without_joined_columns_is_still_read():
    """As packs were written before."""
    old = zlib.compress(json.dumps({"numbers": [2, 4], "columns": {"a": ["x", None]}}).encode())
    assert list(unpacked(old)) == [(2, {"a": "x"}), (4, {})]


def test_rows_are_found_in_any_pack(tmp_path):
    number = 2 * ROWS_A_PACK + 10
    lines = [row(n, offence=f"{n // 90 + 1}.{n % 90}") for n in range(number)]
    receipt = deliver(tmp_path, HEADER + "".join(lines))
    assert DeliveredPack.objects.filter(delivery=receipt.delivery).count() == 3
    asked = [2, ROWS_A_PACK + 1, ROWS_A_PACK + 2, number + 1, number + 2, 99_999]
    found = rows_at((receipt.delivery, each) for each in asked)
    assert [each.number for each in found] == asked[:4]
    assert [each.values["geregistreerde_misdrijven"] for each in found] == [
        str(each.number - 2) for each in found
    ]
    page = rows_of(receipt.delivery, first=ROWS_A_PACK, number=5)
    assert [each.number for each in page] == list(range(ROWS_A_PACK, ROWS_A_PACK + 5))


def old_table(deliveries: dict[UUID, tuple[str | None, int]]) -> None:
    """Make the table of before, with so many rows per delivery."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE intake_deliveredrow (id bigserial PRIMARY KEY, delivery_id uuid, "
            "tenant_id varchar(10), number int, values jsonb)"
        )
        for delivery, (tenant, number) in deliveries.items():
            cursor.execute(
                "INSERT INTO intake_deliveredrow (delivery_id, tenant_id, number, values) "
                "SELECT %s, %s, n, jsonb_build_object('z', 'é' || n, 'a', '', 'extra', "
                "CASE WHEN n = 3 THEN 'x' END) FROM generate_series(2, %s) AS n",
                [delivery, tenant, number + 1],
            )


def test_the_rows_of_an_older_home_are_packed(tmp_path):
    ensure_municipality(code="GM0344", name="Utrecht")
    numbers = {None: 2 * ROWS_A_PACK + 1, "GM0344": 3}
    made = {}
    with every_municipality():
        for tenant, number in numbers.items():
            delivery = Delivery.objects.create(
                tenant_id=tenant, kind="x", file_name="x.csv", sha256="x", source="x",
                delivered_on=date(2030, 1, 1), received_at=NOW, header=["z", "a"],
            )  # fmt: skip
            made[delivery.id] = (tenant, number)
    old_table(made)
    connection.check_constraints()
    # In a home from before, the new table has no row security yet.
    with every_municipality(), connection.schema_editor() as editor:
        MIGRATION.pack_rows(apps, editor)
    with every_municipality():
        for delivery, (tenant, number) in made.items():
            whose = DeliveredPack.objects.filter(delivery=delivery).values_list("tenant")
            assert set(whose) == {(tenant,)}
            if tenant is not None:
                assert rows_of(delivery, first=0, number=1) == (), "own rows are for their steward"
            found = rows_of(delivery, first=0, number=number + 1, by=STEWARD)
            assert [each.number for each in found] == list(range(2, number + 2))
            assert found[0].values == {"z": "é2", "a": ""}
            assert found[1].values == {"z": "é3", "a": "", "extra": "x"}
    assert not DeliveredPack.objects.filter(tenant="GM0344").exists()


def refused(work) -> bool:
    try:
        with transaction.atomic():
            work()
    except IntegrityError:
        return True
    return False


def test_a_value_cannot_stand_without_its_delivery(tmp_path):
    """What a foreign key would hold, and that both are of one municipality."""
    ensure_municipality(code="GM0344", name="Utrecht")
    delivery = deliver(tmp_path, HEADER + row(5)).delivery
    stored = Observation.objects.get(delivery=delivery)

    def add(**other):
        fields = {"indicator": "x", "area_code": "GM9998", "period": "2029", "value": 1, "row": 2}
        fields |= {"status": "final", "known_from": stored.known_from, "delivery_id": delivery}
        Observation.objects.create(**fields | other)

    def run(statement, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    assert refused(lambda: add(delivery_id=UUID(int=1)))
    with every_municipality():
        assert refused(lambda: add(tenant_id="GM0344"))
    assert not refused(add)
    told = (stored.delivery_id, stored.row)
    change = "UPDATE indicators_observation SET {} = %s WHERE delivery_id = %s AND row = %s"
    assert refused(lambda: run(change.format("delivery_id"), UUID(int=1), *told))
    with every_municipality():
        assert refused(lambda: run(change.format("tenant_id"), "GM0344", *told))
    run("DELETE FROM intake_deliveredpack WHERE delivery_id = %s", delivery)
    assert refused(lambda: run("DELETE FROM intake_delivery WHERE id = %s", delivery))
