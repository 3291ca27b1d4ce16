"""Delivered rows stand together in packs; those that are there already are packed."""

import json

import django.db.models.deletion
from django.db import migrations, models

from baken.foundation.intake.packing import ROWS_A_PACK, pack

# All rows are packed, whose they are; the table is dropped in this same transaction.
OPEN = "ALTER TABLE intake_deliveredrow NO FORCE ROW LEVEL SECURITY"
# The names of the columns as the header orders them come first: jsonb does not keep an order.
ROWS = """
SELECT row.delivery_id, row.tenant_id, row.number, row.values::text, delivery.header::text
FROM intake_deliveredrow row JOIN intake_delivery delivery ON delivery.id = row.delivery_id
ORDER BY row.delivery_id, row.number
"""


def pack_rows(apps, schema_editor) -> None:
    """Put the rows of every delivery in packs, a stream with flat memory."""
    model, connection = apps.get_model("intake", "DeliveredPack"), schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE intake_delivery NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"DECLARE delivered_rows NO SCROLL CURSOR FOR {ROWS}")
        held = []
        while rows := _fetched(cursor):
            for row in rows:
                if held and (held[-1][0] != row[0] or len(held) == ROWS_A_PACK):
                    _packed(model, held).save()
                    held.clear()
                held.append(row)
        if held:
            _packed(model, held).save()
        cursor.execute("CLOSE delivered_rows")
        cursor.execute("ALTER TABLE intake_delivery FORCE ROW LEVEL SECURITY")


def _fetched(cursor) -> list[tuple]:
    cursor.execute("FETCH 2000 FROM delivered_rows")
    return [(*row[:3], *map(json.loads, row[3:])) for row in cursor.fetchall()]


def _packed(model, rows: list[tuple]):
    delivery, tenant, _, _, header = rows[0]
    names = dict.fromkeys(header)
    for row in rows:
        names |= dict.fromkeys(row[3])
    columns = {name: [row[3].get(name) for row in rows] for name in names}
    packed = pack([row[2] for row in rows], columns)
    return model(delivery_id=delivery, tenant_id=tenant, **packed._asdict())


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_absences_and_set_aside"), ("partners", "0002_more_roles")]

    operations = [
        migrations.CreateModel(
            name="DeliveredPack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "first",
                    models.PositiveIntegerField(help_text="the number of the first row in it"),
                ),
                (
                    "last",
                    models.PositiveIntegerField(help_text="the number of the last row in it"),
                ),
                ("content", models.BinaryField(help_text="see packing.py")),
                (
                    "delivery",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packs",
                        to="intake.delivery",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="partners.municipality",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="deliveredpack",
            constraint=models.UniqueConstraint(
                fields=("delivery", "first"), name="one_pack_per_first_row"
            ),
        ),
        migrations.RunSQL(OPEN, migrations.RunSQL.noop),
        migrations.RunPython(pack_rows, migrations.RunPython.noop),
        migrations.DeleteModel(name="DeliveredRow"),
    ]
