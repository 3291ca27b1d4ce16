"""Whatever died, and wherever, the next start mends it."""

import os
import shutil
import signal
import subprocess
import time

import psutil
import pytest
from psycopg import sql

from baken.site.postgres import supervisor
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.initialise import UNFINISHED
from baken.site.postgres.passwords import passwords_file
from baken.site.postgres.processes import our_processes
from baken.site.postgres.roles import DatabaseRole
from baken.site.postgres.trouble import DatabaseTrouble


def as_server(uid):
    """Arguments to run a process as the server's account."""
    return {"user": uid, "extra_groups": []} if os.geteuid() == 0 else {}


def test_kill_of_the_postmaster_keeps_what_was_committed(embedded):
    with embedded.as_role(DatabaseRole.OWNER) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        owner.execute("GRANT SELECT ON kept TO baken_app")
        owner.execute("TRUNCATE kept")
        owner.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
    embedded.postmaster.kill()
    embedded.ensure()
    with embedded.as_role(DatabaseRole.APP) as app:
        assert app.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_a_child_that_hangs_on_after_its_postmaster_is_ended(embedded):
    postmaster = embedded.postmaster
    child = postmaster.children()[-1]
    child.suspend()  # it cannot notice that its postmaster died
    postmaster.kill()
    embedded.ensure()
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    assert embedded.status().state == "running"


def test_a_postmaster_file_that_names_an_unrelated_process(embedded, server_uid):
    embedded.stop()
    unrelated = subprocess.Popen(["sleep", "60"], **as_server(server_uid))
    file = embedded.cluster.data / "postmaster.pid"
    file.write_text(f"{unrelated.pid}\n{embedded.cluster.data}\n1\n5432\n/nowhere\n\n0 0\nready\n")
    embedded.ensure()
    assert embedded.pid != unrelated.pid
    assert unrelated.poll() is None
    unrelated.kill()
    unrelated.wait()


def test_an_empty_postmaster_file_and_stale_socket_files(embedded, server_uid):
    embedded.stop()
    (embedded.cluster.data / "postmaster.pid").write_text("")
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (embedded.cluster.socket / name).write_text(f"{os.getpid()}\n")
    embedded.ensure()
    assert embedded.status().state == "running"


def test_a_socket_folder_that_was_swept_away(embedded):
    shutil.rmtree(embedded.cluster.socket)
    embedded.ensure()
    assert embedded.status().state == "running"


def test_lost_passwords_are_replaced_and_open_the_door(embedded):
    before = embedded_connection(embedded.home, DatabaseRole.APP).password
    passwords_file(embedded.home).unlink()
    embedded.ensure()
    assert embedded_connection(embedded.home, DatabaseRole.APP).password != before
    with embedded.as_role(DatabaseRole.APP) as app:
        assert app.execute("SELECT current_user").fetchone() == ("baken_app",)


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER ROLE baken_app SUPERUSER BYPASSRLS",
        "ALTER ROLE baken_owner NOLOGIN",
        "ALTER DATABASE baken CONNECTION LIMIT 0",
        "COMMENT ON DATABASE baken IS NULL; REVOKE CONNECT ON DATABASE baken FROM baken_app",
    ],
)
def test_half_made_roles_and_rights_are_completed(embedded, harm):
    with embedded.admin() as admin:
        admin.execute(sql.SQL(harm))
    embedded.ensure()
    with embedded.admin() as admin:
        found = admin.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'baken_app'"
        ).fetchone()
    assert found == (False, False)
    for role in (DatabaseRole.OWNER, DatabaseRole.APP):
        with embedded.as_role(role) as opened:
            assert opened.execute("SELECT 1").fetchone() == (1,)


def test_a_start_that_is_killed_during_initdb_is_done_again(base, starter, embedded_in):
    embedded = embedded_in(base / "cut")
    embedded.home.mkdir()
    records = embedded.home / "postgres"
    process = starter(embedded.home)
    while not list(records.glob(f"{UNFINISHED}*/base")):
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not (records / "data").exists()
    embedded.ensure()
    assert list(records.glob(f"{UNFINISHED}*")) == []
    assert embedded.cluster.root == records  # reachable, so no need to go elsewhere
    embedded.cluster.marker.unlink()  # the power went after the rename, before the marker
    embedded.stop()
    embedded.ensure()
    assert embedded.cluster.marker.exists()
    embedded.stop()
    assert our_processes(embedded.cluster) == []


def test_a_fault_of_the_disk_is_said_in_a_sentence(embedded, monkeypatch):
    def full(_cluster, _passwords):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(supervisor, "ensure_all", full)
    with pytest.raises(DatabaseTrouble, match=r"No space left.*disk is not full"):
        embedded.ensure()


def test_the_server_never_runs_as_root(embedded, server_uid):
    assert embedded.postmaster.uids().effective == server_uid != 0
