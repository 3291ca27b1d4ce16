"""Deliveries that can be withdrawn, know their moment and what was said of them; corrected rows."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# The year was said about the file where it does not stand in the rows; until now it was not kept.
BACKFILL = """
UPDATE intake_delivery SET known_from = delivered_on::timestamp AT TIME ZONE 'UTC';
UPDATE intake_delivery d SET options = jsonb_build_object('year', (
  SELECT min(k.year) FROM places_keyfigure k WHERE k.origin_delivery = d.id))
WHERE kind = 'key-figures'
  AND EXISTS (SELECT FROM places_keyfigure k WHERE k.origin_delivery = d.id);
UPDATE intake_delivery d SET options = jsonb_build_object('year', (
  SELECT min(a.year) FROM places_area a WHERE a.origin_delivery = d.id))
WHERE kind = 'areas' AND EXISTS (SELECT FROM places_area a WHERE a.origin_delivery = d.id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("partners", "0002_more_roles"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="delivery", name="one_delivery_per_kind_and_content"
        ),
        migrations.AddField(
            model_name="delivery",
            name="known_from",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="its day; of two on one day the later comes after",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="options",
            field=models.JSONField(default=dict, help_text="what was said about the file"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="received_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[("taken-in", "taken-in"), ("withdrawn", "withdrawn")],
                default="taken-in",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="delivery", name="withdrawn_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="quarantinedrow",
            name="state",
            field=models.CharField(
                choices=[("waiting", "waiting"), ("corrected", "corrected")],
                default="waiting",
                max_length=12,
            ),
        ),
        migrations.RunSQL(BACKFILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "taken-in")),
                fields=("kind", "sha256", "source", "delivered_on", "options", "tenant"),
                name="one_delivery_per_kind_and_content",
                nulls_distinct=False,
            ),
        ),
    ]
