"""Observations are tied to their delivery by one check a statement, and found by area first."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# A foreign key asks once per row, and a file brings tens of thousands from one delivery. These
# triggers ask once per statement, and ask more: a value is of the municipality of its delivery.
TIED = """
CREATE FUNCTION indicators_observation_tied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM intake_delivery WHERE id IN (SELECT DISTINCT delivery_id FROM fresh) FOR KEY SHARE;
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT delivery_id, tenant_id FROM fresh) AS named
    WHERE NOT EXISTS (
      SELECT FROM intake_delivery d
      WHERE d.id = named.delivery_id AND d.tenant_id IS NOT DISTINCT FROM named.tenant_id
    )
  ) THEN
    RAISE foreign_key_violation USING MESSAGE =
      'an observation names a delivery that is not there, or of another municipality';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION indicators_observation_stays_tied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = 'the delivery of an observation never changes';
END $$;
CREATE FUNCTION indicators_delivery_is_needed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM indicators_observation WHERE delivery_id = OLD.id) THEN
    RAISE foreign_key_violation USING MESSAGE =
      'observations stand on this delivery; withdraw it instead of removing it';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER tied_to_a_delivery AFTER INSERT ON indicators_observation
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION indicators_observation_tied();
CREATE TRIGGER stays_tied BEFORE UPDATE OF delivery_id, tenant_id ON indicators_observation
  FOR EACH ROW WHEN (OLD.delivery_id <> NEW.delivery_id
                     OR OLD.tenant_id IS DISTINCT FROM NEW.tenant_id)
  EXECUTE FUNCTION indicators_observation_stays_tied();
CREATE TRIGGER observations_need_it BEFORE DELETE ON intake_delivery
  FOR EACH ROW EXECUTE FUNCTION indicators_delivery_is_needed();
"""
UNTIED = """
DROP TRIGGER observations_need_it ON intake_delivery;
DROP TRIGGER stays_tied ON indicators_observation;
DROP TRIGGER tied_to_a_delivery ON indicators_observation;
DROP FUNCTION indicators_delivery_is_needed, indicators_observation_stays_tied,
  indicators_observation_tied;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0007_standings"),
        ("intake", "0007_rows_in_packs"),
        ("partners", "0002_more_roles"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="observation", name="one_current_observation"),
        migrations.RemoveConstraint(model_name="observation", name="one_observation_per_moment"),
        migrations.AlterField(
            model_name="observation",
            name="delivery",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="intake.delivery",
            ),
        ),
        migrations.AlterField(
            model_name="observation",
            name="tenant",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="partners.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until", None)),
                fields=("area_code", "indicator", "period"),
                name="one_current_observation",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                fields=("area_code", "indicator", "period", "known_from"),
                name="one_observation_per_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=django.contrib.postgres.indexes.BrinIndex(
                fields=["delivery"],
                name="observations_of_a_delivery",
                opclasses=["uuid_minmax_multi_ops"],
            ),
        ),
        migrations.RunSQL(TIED, UNTIED),
    ]
