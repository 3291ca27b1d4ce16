"""The log becomes a chain: number, previous hash and hash, given by the database itself."""

from django.db import migrations, models

# A text is written as its number of bytes, a colon, the text and a comma, so that no two rows
# of different contents are written alike.
NETSTRING = """
CREATE FUNCTION baken_netstring(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT octet_length(given)::text || ':' || given || ',' $$
"""

# One chain per municipality. The lock lasts until the end of the transaction: two writers never
# see the same last entry, and the second sees what the first committed.
CHAIN = """
CREATE FUNCTION baken_chain_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  before record;
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended('baken audit ' || COALESCE(NEW.tenant_id, ''), 0));
  SELECT number, sha256 INTO before FROM stewardship_auditentry
    WHERE tenant_id = NEW.tenant_id ORDER BY number DESC LIMIT 1;
  NEW.number := COALESCE(before.number, 0) + 1;
  NEW.previous_sha256 := COALESCE(before.sha256, repeat('0', 64));
  NEW.sha256 := baken_entry_sha256(NEW);
  RETURN NEW;
END $$
"""

SHA256 = """
CREATE FUNCTION baken_entry_sha256(entry stewardship_auditentry) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
SELECT encode(sha256(convert_to(
  baken_netstring(entry.previous_sha256) || baken_netstring(entry.tenant_id)
  || baken_netstring(entry.number::text) || baken_netstring(entry.id::text)
  || baken_netstring(
       to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
  || baken_netstring(entry.actor_id::text) || baken_netstring(entry.action)
  || baken_netstring(entry.subject) || baken_netstring(entry.details::text)
  || baken_netstring(entry.operation), 'UTF8')), 'hex')
$$
"""

# Entries from before the chain are chained in the order of their moments.
BACKFILL = """
DO $$
DECLARE
  entry stewardship_auditentry;
  before stewardship_auditentry;
BEGIN
  FOR entry IN SELECT * FROM stewardship_auditentry ORDER BY tenant_id, at, id LOOP
    IF before.tenant_id IS DISTINCT FROM entry.tenant_id THEN
      before.number := 0;
      before.sha256 := repeat('0', 64);
    END IF;
    entry.number := before.number + 1;
    entry.previous_sha256 := before.sha256;
    entry.sha256 := baken_entry_sha256(entry);
    UPDATE stewardship_auditentry SET number = entry.number, sha256 = entry.sha256,
      previous_sha256 = entry.previous_sha256 WHERE id = entry.id;
    before := entry;
  END LOOP;
END $$
"""

REFUSE = """
CREATE FUNCTION baken_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only added, never changed or removed (% refused)',
    TG_TABLE_NAME, TG_OP;
END $$
"""

TRIGGERS = """
CREATE TRIGGER baken_chain BEFORE INSERT ON stewardship_auditentry
  FOR EACH ROW EXECUTE FUNCTION baken_chain_entry();
CREATE TRIGGER baken_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON stewardship_auditentry
  FOR EACH STATEMENT EXECUTE FUNCTION baken_only_added();
"""


class Migration(migrations.Migration):
    dependencies = [("stewardship", "0001_initial")]

    operations = [
        migrations.AddField("auditentry", "number", models.BigIntegerField(default=0, editable=False)),
        migrations.AddField("auditentry", "operation", models.CharField(default="", max_length=32)),
        migrations.AddField(
            "auditentry", "previous_sha256",
            models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            "auditentry", "sha256", models.CharField(default="", editable=False, max_length=64)
        ),
        migrations.RunSQL(NETSTRING),
        migrations.RunSQL(SHA256),
        # The owner too obeys row security; the rights are set again after every migration.
        migrations.RunSQL("ALTER TABLE stewardship_auditentry NO FORCE ROW LEVEL SECURITY"),
        migrations.RunSQL(BACKFILL),
        migrations.AddConstraint(
            "auditentry",
            models.UniqueConstraint(fields=("tenant", "number"), name="one_entry_per_number"),
        ),
        migrations.RunSQL(CHAIN),
        migrations.RunSQL(REFUSE),
        migrations.RunSQL(TRIGGERS),
    ]
