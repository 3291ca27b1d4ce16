import baken.vocabulary.disclosure
from django.db import migrations, models

STATES = [(s, s) for s in baken.vocabulary.disclosure.CellState]
# Own counts got ids of their own. Row security holds for the owner of the tables as well, where a
# former installation has it: it is lifted for this one statement.
RENAME = """
DO $$
DECLARE forced boolean;
BEGIN
  SELECT relforcerowsecurity INTO forced FROM pg_class WHERE oid = 'indicators_observation'::regclass;
  ALTER TABLE indicators_observation NO FORCE ROW LEVEL SECURITY;
  UPDATE indicators_observation
    SET indicator = replace(indicator, 'registered-crime-', 'registrations-')
    WHERE tenant_id IS NOT NULL;
  IF forced THEN
    ALTER TABLE indicators_observation FORCE ROW LEVEL SECURITY;
  END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0010_observations_named_by_their_moment"),
        ("partners", "0003_accounts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hiddenfigure",
            name="state",
            field=models.CharField(choices=STATES, max_length=14),
        ),
        migrations.RunSQL(RENAME, migrations.RunSQL.noop),
    ]
