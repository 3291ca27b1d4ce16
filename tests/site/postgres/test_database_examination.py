"""What the doctor finds, and that it finds what is wrong."""

import pytest

from baken.site.postgres.examination import examine
from baken.site.postgres.passwords import passwords_file

NAMES = ["programs", "account", "disk", "version", "socket", "permissions", "server", "roles"]


def findings(embedded):
    found = examine(embedded.home, account="nobody", base=embedded.base)
    return {finding.name: finding for finding in found}


def test_a_healthy_database_has_only_good_findings(fresh, embedded):
    found = findings(embedded)
    assert list(found) == [*NAMES, "remains"]
    found.pop("disk")  # belongs to the machine
    assert {finding.state for finding in found.values()} == {"ok"}


@pytest.mark.parametrize(
    ("harm", "repair", "sentence"),
    [
        ("CREATE TABLE stray (n int)", "DROP TABLE stray", "table stray belongs to baken_admin"),
        (
            "CREATE TABLE own (n int); ALTER TABLE own OWNER TO baken_app",
            "DROP TABLE own",
            "baken_app owns own",
        ),
        ("GRANT baken_owner TO baken_app", "REVOKE baken_owner FROM baken_app", "is a member of"),
        (
            "GRANT CREATE ON SCHEMA public TO baken_app",
            "REVOKE CREATE ON SCHEMA public FROM baken_app",
            "may create in schema public",
        ),
    ],
)
def test_roles_that_own_or_may_too_much_are_found(embedded, harm, repair, sentence):
    with embedded.admin() as admin:
        admin.execute(harm)
        try:
            finding = findings(embedded)["roles"]
        finally:
            admin.execute(repair)
    assert finding.state == "failure"
    assert sentence in finding.sentence
    assert finding.remedy


def test_open_secrets_are_found(embedded):
    file = passwords_file(embedded.home)
    file.chmod(0o644)
    try:
        finding = findings(embedded)["permissions"]
    finally:
        file.chmod(0o600)
    assert (finding.state, str(file) in finding.sentence) == ("failure", True)


def test_a_stopped_server_and_other_data_are_found(embedded):
    embedded.stop()
    version = embedded.cluster.data / "PG_VERSION"
    version.write_text("17\n")
    try:
        found = findings(embedded)
    finally:
        version.write_text("18\n")
    assert found["server"].state == "warning"
    assert found["version"].state == "failure"
    assert "baken restore" in found["version"].sentence


def test_a_half_done_initdb_is_found(embedded):
    left = embedded.cluster.root / "data.new-left"
    left.mkdir()
    assert findings(embedded)["remains"].state == "warning"
    embedded.ensure()
    assert not left.exists()


def test_an_empty_home_has_no_database_yet(tmp_path, base):
    last = examine(tmp_path / "new", account="nobody", base=base)[-1]
    assert (last.name, last.state) == ("data", "warning")
    assert list(tmp_path.iterdir()) == []
