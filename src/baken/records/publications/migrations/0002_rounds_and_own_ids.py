import baken.vocabulary.disclosure
import django.db.models.deletion
from django.db import migrations, models

STATES = [(s, s) for s in baken.vocabulary.disclosure.CellState]
# Own counts got ids of their own. Row security holds for the owner of the tables as well, where a
# former installation has it: it is lifted for this one statement.
RENAME = """
DO $$
DECLARE forced boolean;
BEGIN
  SELECT relforcerowsecurity INTO forced FROM pg_class WHERE oid = 'publications_decidedcell'::regclass;
  ALTER TABLE publications_decidedcell NO FORCE ROW LEVEL SECURITY;
  UPDATE publications_decidedcell
    SET indicator = replace(indicator, 'registered-crime-', 'registrations-')
    WHERE tenant_id IS NOT NULL;
  IF forced THEN
    ALTER TABLE publications_decidedcell FORCE ROW LEVEL SECURITY;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("publications", "0001_initial"),
        ("partners", "0003_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="decidedcell",
            name="rounded",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="decidedcell",
            name="state",
            field=models.CharField(choices=STATES, max_length=14),
        ),
        migrations.CreateModel(
            name="PublicationRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("decided_at", models.DateTimeField()),
                ("method", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=20)),
                ("minimum", models.PositiveIntegerField()),
                ("cells", models.PositiveIntegerField()),
                ("shown", models.PositiveIntegerField()),
                ("small", models.PositiveIntegerField()),
                ("withheld", models.PositiveIntegerField()),
                ("silent", models.PositiveIntegerField()),
                ("rounded", models.PositiveIntegerField()),
                ("lost_share", models.FloatField()),
                ("failing", models.PositiveIntegerField()),
                ("passed", models.BooleanField()),
                (
                    "tenant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="partners.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("tenant__isnull", False)),
                        name="a_round_has_a_municipality",
                    )
                ],
            },
        ),
        migrations.RunSQL(RENAME, migrations.RunSQL.noop),
    ]
