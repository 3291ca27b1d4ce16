"""The embedded database starts, is found again, stops, and says how it is doing."""

import json
import os
import shutil
import signal
import stat
from pathlib import Path

import psycopg
import pytest

from baken.site.postgres import supervisor
from baken.site.postgres.configuration import settings_text
from baken.site.postgres.passwords import passwords_file
from baken.site.postgres.roles import DatabaseRole
from baken.site.postgres.trouble import DatabaseTrouble, VersionMismatch


def test_the_app_role_logs_in_and_works_in_tables_it_does_not_own(embedded):
    with embedded.as_role(DatabaseRole.OWNER) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS lamp (colour text)")
        owner.execute("CREATE TABLE IF NOT EXISTS fresh (colour text)")
        owner.execute("GRANT SELECT, INSERT ON lamp TO baken_app")
    with embedded.as_role(DatabaseRole.APP) as app:
        # A table that nobody spoke of is closed: rights are given table by table.
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("SELECT * FROM fresh")
        app.execute("INSERT INTO lamp VALUES ('red')")
        app.execute("CREATE TEMPORARY TABLE draft AS SELECT * FROM lamp")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE TABLE mine (colour text)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("CREATE SCHEMA mine")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DROP TABLE lamp")


def test_only_the_supervisor_enters_postgresqls_own_databases(embedded):
    info = embedded.ensure()
    for name in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(**(info.for_psycopg() | {"dbname": name}))


def test_nobody_enters_without_the_password(embedded):
    info = embedded.ensure()
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(**(info.for_psycopg() | {"password": "guess"}))
    with pytest.raises(psycopg.OperationalError, match="rejects"):
        psycopg.connect(**(info.for_psycopg() | {"user": "postgres"}))


def test_the_server_is_safe_and_unreachable_from_a_network(embedded):
    wanted = {
        "listen_addresses": "",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "server_encoding": "UTF8",
        "password_encryption": "scram-sha-256",
    }
    with embedded.admin() as admin:
        found = {name: admin.execute(f"SHOW {name}").fetchone()[0] for name in wanted}
        assert found == wanted
        assert admin.execute("SHOW fsync").fetchone() == ("off",)  # the tests' own local.conf
    assert "fsync = 'on'" in settings_text(embedded.cluster)
    with embedded.admin() as admin:
        assert admin.execute("SELECT upper('café'), 'Z' < 'a'").fetchone() == ("CAFÉ", True)


def test_secrets_and_folders_are_closed_to_others(embedded):
    cluster = embedded.cluster
    assert stat.S_IMODE(passwords_file(embedded.home).stat().st_mode) == 0o600
    assert passwords_file(embedded.home).stat().st_uid == os.geteuid()
    for folder in (cluster.data, cluster.socket, cluster.log):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_running_server_is_used_again(embedded):
    before = embedded.pid
    embedded.ensure()
    assert embedded.pid == before


def test_processes_that_start_together_get_one_server(embedded, starter):
    embedded.stop()
    starters = [starter(embedded.home) for _ in range(3)]
    answers = [json.loads(each.communicate()[0]) for each in starters]
    assert {answer["pid"] for answer in answers} == {embedded.pid}


def test_the_server_outlives_a_killed_starter_and_is_found_again(embedded, starter):
    embedded.stop()
    process = starter(embedded.home, "stay", start_new_session=True)
    pid = json.loads(process.stdout.readline())["pid"]
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    embedded.ensure()
    assert embedded.pid == pid


def test_stop_is_orderly_and_status_follows(embedded):
    assert embedded.status().state == "running"
    assert embedded.stop()
    assert embedded.status().state == "stopped"
    assert not embedded.stop()
    control = (embedded.cluster.data / "postmaster.pid").exists()
    assert not control


def test_status_and_stop_of_a_home_without_database(tmp_path, base):
    assert supervisor.status(tmp_path, base=base).state == "absent"
    assert not supervisor.stop(tmp_path, base=base)
    assert list(tmp_path.iterdir()) == []


def test_data_of_another_version_is_refused_and_left_alone(embedded):
    embedded.stop()
    version = embedded.cluster.data / "PG_VERSION"
    version.write_text("17\n")
    try:
        with pytest.raises(VersionMismatch, match=r"PostgreSQL 17.*baken backup.*baken restore"):
            embedded.ensure()
        assert version.read_text() == "17\n"
    finally:
        version.write_text("18\n")


def test_lost_data_is_not_replaced_by_an_empty_database(embedded):
    embedded.stop()
    data, aside = embedded.cluster.data, embedded.cluster.root / "aside"
    data.rename(aside)
    try:
        with pytest.raises(DatabaseTrouble, match="is gone"):
            embedded.ensure()
        assert not data.exists()
    finally:
        aside.rename(data)


def test_a_database_for_tests_has_the_same_rights(embedded):
    owner = supervisor.add_database(embedded.home, "test_baken", base=embedded.base)
    with psycopg.connect(**owner.for_psycopg()) as opened:
        opened.execute("CREATE TABLE lamp (colour text); GRANT SELECT ON lamp TO baken_app")
    app = embedded.ensure().for_psycopg() | {"dbname": "test_baken"}
    with psycopg.connect(**app) as opened:
        assert opened.execute("SELECT count(*) FROM lamp").fetchone() == (0,)
    supervisor.remove_database(embedded.home, "test_baken", base=embedded.base)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(**app)


def test_the_database_of_baken_itself_is_not_removed(embedded):
    with pytest.raises(DatabaseTrouble, match="is not removed"):
        supervisor.remove_database(embedded.home, "baken", base=embedded.base)


@pytest.mark.skipif(os.geteuid() != 0, reason="root takes the part of an ordinary user here")
def test_an_ordinary_user_in_a_folder_too_deep_for_a_socket(base, server_uid, starter):
    home = base / "user"
    home.mkdir()
    os.chown(home, server_uid, server_uid)
    deep = home / ("deep-" * 12) / ("deeper-" * 8)  # too long for a socket's path
    process = starter(deep, user=server_uid, group=server_uid, extra_groups=[])
    answer = json.loads(process.communicate()[0])
    assert answer["state"] == "running"
    socket = Path(answer["socket"])
    assert not socket.is_relative_to(deep)
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert passwords_file(deep).stat().st_uid == server_uid
    assert supervisor.status(deep, base=base).state == "running"  # root may look at it too
    assert supervisor.stop(deep, base=base)
    shutil.rmtree(socket)
