"""Where the database is: by home or by URL, strictly read, without starting anything."""

import subprocess
import sys
from pathlib import Path

import pytest

from baken.site.postgres import connections
from baken.site.postgres.connections import connect_parameters, connection_of, parse_address
from baken.site.postgres.location import settle
from baken.site.postgres.roles import DatabaseRole
from baken.site.postgres.trouble import AddressInvalid, DatabaseTrouble

APP = "postgres://app:s%40fe@db.example.nl:6432/baken?sslmode=verify-full"
OWNER = "postgresql://owner:word@db.example.nl/baken"


def test_a_url_is_read_whole():
    info = parse_address(APP, setting="BAKEN_DATABASE_URL")
    assert info.for_django() == {
        "HOST": "db.example.nl",
        "PORT": "6432",
        "USER": "app",
        "PASSWORD": "s@fe",
        "NAME": "baken",
        "OPTIONS": {"sslmode": "verify-full"},
    }


def test_a_socket_folder_in_a_url():
    info = parse_address("postgres://app@/baken?host=/run/postgresql", setting="X")
    assert (info.host, info.port, info.password) == ("/run/postgresql", 5432, "")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://app:secret@host/baken", "starts with 'mysql'"),
        ("postgres://host/baken", "user is missing"),
        ("postgres://app:secret@/baken", "host is missing"),
        ("postgres://app:secret@host", "one database name"),
        ("postgres://app:secret@host/a/b", "one database name"),
        ("postgres://app:secret@host:port/baken", "no URL"),
        ("postgres://app:secret@host:70000/baken", "no URL"),
        ("postgres://app:secret@host/baken?sslmod=on", "unknown option 'sslmod'"),
        ("postgres://app:secret@host/baken?sslmode=a&sslmode=b", "twice"),
        ("postgres://app:secret@host/baken?sslmode", "cannot be read"),
        ("postgres://app:secret@host/baken#part", "holds a #"),
    ],
)
def test_a_wrong_url_is_refused_without_showing_the_password(address, sentence):
    with pytest.raises(AddressInvalid, match=sentence) as refusal:
        parse_address(address, setting="BAKEN_DATABASE_URL")
    assert "BAKEN_DATABASE_URL" in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_each_role_has_its_own_url():
    settings = {"BAKEN_DATABASE_URL": APP, "BAKEN_DATABASE_OWNER_URL": OWNER}
    assert connection_of(settings, DatabaseRole.APP).user == "app"
    assert connection_of(settings, DatabaseRole.OWNER).user == "owner"
    with pytest.raises(AddressInvalid, match="has no baken_admin"):
        connection_of(settings, DatabaseRole.ADMIN)


def test_half_a_choice_and_one_user_for_both_are_refused():
    with pytest.raises(AddressInvalid, match="BAKEN_DATABASE_OWNER_URL is missing"):
        connection_of({"BAKEN_DATABASE_URL": APP}, DatabaseRole.APP)
    both = {"BAKEN_DATABASE_URL": APP, "BAKEN_DATABASE_OWNER_URL": APP}
    with pytest.raises(AddressInvalid, match="same user 'app'"):
        connection_of(both, DatabaseRole.APP)


def test_a_home_without_database_is_described_and_stays_untouched(tmp_path):
    found = connect_parameters(tmp_path, DatabaseRole.APP)
    assert found["HOST"] == str(tmp_path / "postgres" / "socket")
    assert found["PASSWORD"] == ""
    assert list(tmp_path.iterdir()) == []


def test_settings_and_supervisor_agree(embedded):
    info = embedded.ensure()
    assert connection_of({"BAKEN_HOME": str(embedded.home)}, DatabaseRole.APP) == info
    assert info.password not in repr(info)


def test_describing_a_connection_loads_no_driver_and_no_django():
    code = (
        "import sys, baken.site.postgres.connections; "
        "sys.exit(any(name in sys.modules for name in ('psycopg', 'psutil', 'django')))"
    )
    source = str(Path(connections.__file__).parents[3])
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": source}, check=True)


def test_a_home_that_was_moved_takes_its_database_along(tmp_path, base, embedded_in):
    (tmp_path / "postgres").mkdir()
    record = '{"account": "root", "home": "/old", "root": "/old/postgres", "socket": "/old/s"}'
    (tmp_path / "postgres" / "location.json").write_text(record)
    assert embedded_in(tmp_path).cluster.root == tmp_path / "postgres"


def test_a_copy_of_a_home_does_not_take_anothers_database(tmp_path, base):
    (tmp_path / "postgres").mkdir()
    record = '{"account": "root", "home": "/old", "root": "/elsewhere/x", "socket": "/old/s"}'
    (tmp_path / "postgres" / "location.json").write_text(record)
    with pytest.raises(DatabaseTrouble, match="copied or moved from /old"):
        settle(tmp_path, base=base, say=print)


def test_a_damaged_record_is_named(tmp_path, base):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "location.json").write_text("{")
    with pytest.raises(DatabaseTrouble, match=r"location\.json is damaged"):
        settle(tmp_path, base=base, say=print)
