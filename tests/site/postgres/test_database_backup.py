"""A backup is whole and checked; a restore is all or nothing."""

import json
import shutil
import stat
import tarfile
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from baken.site.postgres import restore as restoring
from baken.site.postgres.archive import DUMP, MANIFEST
from baken.site.postgres.backup import backup
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.restore import BEFORE, RESTORING, restore
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.sessions import administrator
from baken.site.postgres.tables import row_counts
from baken.site.postgres.trouble import BackupRefused, DatabaseTrouble

TABLES = """
CREATE TABLE municipality (code text PRIMARY KEY, name text NOT NULL);
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  municipality text NOT NULL REFERENCES municipality, said text, at timestamptz, place float8[]);
ALTER TABLE notice ENABLE ROW LEVEL SECURITY; ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notice USING (municipality = current_setting('baken.tenant', true));
GRANT SELECT ON municipality TO baken_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON notice TO baken_app;
INSERT INTO municipality VALUES ('GM0344', 'Utrecht'), ('GM0307', 'Amersfoort');
"""
NOTICES = """
INSERT INTO notice (municipality, said, at, place)
SELECT (ARRAY['GM0344', 'GM0307'])[1 + n % 2], 'één ' || n, now(), ARRAY[n / 3.0, 'NaN']
FROM generate_series(1, 500) n
"""


def contents(embedded):
    """Every table's rows as one hash."""
    with embedded.admin() as admin:
        return {
            name: admin.execute(
                sql.SQL("SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t").format(
                    sql.Identifier(*name.split("."))
                )
            ).fetchone()[0]
            for name in row_counts(admin)
        }


def rights(embedded):
    """Who may do what with every table, and which rows the app role sees for a tenant."""
    with embedded.admin() as admin:
        granted = admin.execute(
            "SELECT relname, relowner::regrole::text, relacl::text, relforcerowsecurity"
            " FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
    with embedded.as_role(DatabaseRole.APP) as app:
        app.execute("SET baken.tenant = 'GM0344'")
        return granted, app.execute("SELECT count(*) FROM notice").fetchone()


def databases(embedded):
    with embedded.admin() as admin:
        return {row[0] for row in admin.execute("SELECT datname FROM pg_database").fetchall()}


@pytest.fixture(scope="module")
def saved(fresh, tmp_path_factory):
    """A filled database, and its backup."""
    with fresh.as_role(DatabaseRole.OWNER) as owner:
        owner.execute(sql.SQL(TABLES))
    with fresh.admin() as admin:
        admin.execute(NOTICES)
    out = tmp_path_factory.mktemp("saved") / "backup.tar"
    backup(fresh.home, out, base=fresh.base)
    return out


@pytest.fixture
def filled(saved, embedded):
    return embedded


@pytest.fixture
def file(saved, tmp_path):
    """A backup of one's own to spoil."""
    return Path(shutil.copy2(saved, tmp_path))


def rewritten(file, **changes):
    """The same backup with another manifest or dump."""
    with tarfile.open(file) as archive:
        manifest = json.load(archive.extractfile(MANIFEST)) | changes.pop("manifest", {})
        dump = changes.pop("dump", archive.extractfile(DUMP).read())
    folder = file.parent
    (folder / MANIFEST).write_text(json.dumps(manifest))
    (folder / DUMP).write_bytes(dump)
    with tarfile.open(file, "w") as archive:
        archive.add(folder / MANIFEST, MANIFEST)
        archive.add(folder / DUMP, DUMP)
    return file


def test_a_restored_database_is_the_same_row_by_row_and_right_by_right(filled, file):
    before, allowed = contents(filled), rights(filled)
    with filled.admin() as admin:
        admin.execute("DELETE FROM notice WHERE id > 10; DROP TABLE notice CASCADE")
        admin.execute("CREATE TABLE later (n int)")
    steps = []
    restore(file, filled.home, base=filled.base, progress=lambda *step: steps.append(step))
    assert contents(filled) == before
    assert rights(filled) == allowed
    assert databases(filled).isdisjoint({BEFORE, RESTORING})
    assert {name for name, _, _ in steps} == {"verify", "restore"}
    assert all(done <= total for _, done, total in steps)


def test_a_backup_is_one_private_file_that_tells_what_it_holds(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert list(saved.parent.iterdir()) == [saved]
    with tarfile.open(saved) as archive:
        assert archive.getnames() == [MANIFEST, DUMP]
        manifest = json.load(archive.extractfile(MANIFEST))
    assert manifest["tables"] == {"public.municipality": 2, "public.notice": 500}
    assert manifest["postgres"].startswith("18.")


def test_restore_puts_out_whoever_is_inside(filled, file):
    with filled.as_role(DatabaseRole.APP) as app:
        restore(file, filled.home, base=filled.base)
        with pytest.raises(psycopg.OperationalError):
            app.execute("SELECT 1")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"dump": b"something else"}, "sha256"),
        ({"manifest": {"tables": {"public.municipality": 3, "public.notice": 500}}}, "3 rows were"),
        ({"manifest": {"postgres": "99.1"}}, "made by PostgreSQL 99.1"),
        ({"manifest": {"baken": "99.0.0"}}, "made by Baken 99.0.0"),
        ({"manifest": {"format": 99}}, "backup format 99"),
        ({"manifest": {"unknown": 1}}, "manifest is incomplete"),
    ],
)
def test_a_wrong_backup_is_refused_and_nothing_changes(filled, file, changes, sentence):
    before = contents(filled)
    with pytest.raises(BackupRefused, match=sentence):
        restore(rewritten(file, **changes), filled.home, base=filled.base)
    assert contents(filled) == before
    assert databases(filled).isdisjoint({BEFORE, RESTORING})


@pytest.mark.parametrize("content", [b"", b"no tar", b"\0" * 10240])
def test_a_file_that_is_no_backup_is_refused(filled, tmp_path, content):
    file = tmp_path / "other.tar"
    file.write_bytes(content)
    with pytest.raises(BackupRefused, match="damaged or no backup"):
        restore(file, filled.home, base=filled.base)


def test_a_half_read_tar_is_refused(filled, file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(BackupRefused, match="damaged"):
        restore(file, filled.home, base=filled.base)


def test_when_the_new_database_does_not_answer_the_old_one_comes_back(filled, file, monkeypatch):
    with filled.as_role(DatabaseRole.OWNER) as owner:
        owner.execute("INSERT INTO municipality VALUES ('GM9999', 'Since the backup')")
    before = contents(filled)
    monkeypatch.setattr(restoring, "complaint", lambda _info: "it is silent")
    monkeypatch.setattr(restoring, "running_cluster", lambda _home, base: filled.cluster)
    with pytest.raises(BackupRefused, match="old one is back"):
        restore(file, filled.home, base=filled.base)
    assert contents(filled) == before
    assert databases(filled).isdisjoint({BEFORE, RESTORING})


def test_an_interrupted_restore_is_cleared_by_the_next(filled, file):
    with filled.admin() as admin:
        admin.execute(f"CREATE DATABASE {RESTORING}")
    with filled.admin() as admin:
        admin.execute(f"CREATE DATABASE {BEFORE}")
    restore(file, filled.home, base=filled.base)
    assert databases(filled).isdisjoint({BEFORE, RESTORING})


def test_a_backup_that_would_miss_rows_is_refused(filled, tmp_path):
    app = embedded_connection(filled.home, DatabaseRole.APP)
    with pytest.raises(BackupRefused, match="row-level security"):
        backup(app, tmp_path / "b.tar")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_by_log_in_of_a_role_that_sees_all(filled, tmp_path):
    manifest = backup(administrator(filled.cluster, DATABASE), tmp_path / "b.tar")
    assert manifest.tables["public.notice"] == 500


def test_no_backup_and_no_restore_without_a_running_server(filled, file, tmp_path):
    filled.stop()
    with pytest.raises(DatabaseTrouble, match="baken database start"):
        backup(filled.home, tmp_path / "b.tar", base=filled.base)
    with pytest.raises(DatabaseTrouble, match="baken database start"):
        restore(file, filled.home, base=filled.base)


def test_a_backup_into_nowhere_says_so(filled, tmp_path):
    with pytest.raises(BackupRefused, match="cannot be written"):
        backup(filled.home, tmp_path / "absent" / "b.tar", base=filled.base)
