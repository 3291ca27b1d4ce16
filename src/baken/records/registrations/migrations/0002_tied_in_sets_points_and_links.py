"""Registrations are tied to their delivery by one check a statement; points and links."""

import baken.records.registrations.facts
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models



# A foreign key asks once per row, and a file brings tens of thousands from one delivery. These
# triggers ask once per statement, and ask more: a registration is of the municipality of its delivery.
TIED = """
CREATE FUNCTION registrations_registration_tied() RETURNS trigger LANGUAGE plpgsql AS $$
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
      'a registration names a delivery that is not there, or of another municipality';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION registrations_registration_stays_tied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = 'the delivery of a registration never changes';
END $$;
CREATE FUNCTION registrations_delivery_is_needed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM registrations_registration WHERE delivery_id = OLD.id) THEN
    RAISE foreign_key_violation USING MESSAGE =
      'registrations stand on this delivery; withdraw it instead of removing it';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER tied_to_a_delivery AFTER INSERT ON registrations_registration
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION registrations_registration_tied();
CREATE TRIGGER stays_tied BEFORE UPDATE OF delivery_id, tenant_id ON registrations_registration
  FOR EACH ROW WHEN (OLD.delivery_id <> NEW.delivery_id
                     OR OLD.tenant_id IS DISTINCT FROM NEW.tenant_id)
  EXECUTE FUNCTION registrations_registration_stays_tied();
CREATE TRIGGER registrations_need_it BEFORE DELETE ON intake_delivery
  FOR EACH ROW EXECUTE FUNCTION registrations_delivery_is_needed();
"""
UNTIED = """
DROP TRIGGER registrations_need_it ON intake_delivery;
DROP TRIGGER stays_tied ON registrations_registration;
DROP TRIGGER tied_to_a_delivery ON registrations_registration;
DROP FUNCTION registrations_delivery_is_needed, registrations_registration_stays_tied,
  registrations_registration_tied;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0008_areas_keep_versions'),
        ('partners', '0007_executive'),
        ('registrations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegistrationLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=60)),
                ('number', models.CharField(max_length=60)),
                ('other_source', models.CharField(max_length=60)),
                ('other_number', models.CharField(max_length=60)),
                ('reason', models.CharField(max_length=30)),
                ('found_at', models.DateTimeField()),
                ('decision', models.CharField(choices=[(baken.records.registrations.facts.LinkDecision['OPEN'], baken.records.registrations.facts.LinkDecision['OPEN']), (baken.records.registrations.facts.LinkDecision['SAME'], baken.records.registrations.facts.LinkDecision['SAME']), (baken.records.registrations.facts.LinkDecision['SEPARATE'], baken.records.registrations.facts.LinkDecision['SEPARATE'])], default=baken.records.registrations.facts.LinkDecision['OPEN'], max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='registration',
            name='registrations_of_a_delivery',
        ),
        migrations.AddField(
            model_name='defaultpoint',
            name='decided_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='defaultpoint',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='defaultpoint',
            name='reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='defaultpoint',
            name='types',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='defaultpoint',
            name='decision',
            field=models.CharField(choices=[(baken.records.registrations.facts.PointDecision['OPEN'], baken.records.registrations.facts.PointDecision['OPEN']), (baken.records.registrations.facts.PointDecision['REAL'], baken.records.registrations.facts.PointDecision['REAL']), (baken.records.registrations.facts.PointDecision['DEFAULT'], baken.records.registrations.facts.PointDecision['DEFAULT'])], default=baken.records.registrations.facts.PointDecision['OPEN'], max_length=10),
        ),
        migrations.AlterField(
            model_name='registration',
            name='delivery',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='intake.delivery'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='tenant',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='partners.municipality'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['delivery'], name='registrations_of_a_delivery', opclasses=['uuid_minmax_multi_ops']),
        ),
        migrations.AddField(
            model_name='registrationlink',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registrationlink',
            name='tenant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.municipality'),
        ),
        migrations.AddConstraint(
            model_name='registrationlink',
            constraint=models.UniqueConstraint(fields=('tenant', 'source', 'number', 'other_source', 'other_number'), name='one_link_of_two_registrations'),
        ),
        migrations.RunSQL(TIED, UNTIED),
    ]
