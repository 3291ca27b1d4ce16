"""The nightly round: verify, destroy, anchor; and nothing is destroyed while the log is broken."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_person
from baken.foundation.stewardship.anchors import add_anchors, read_anchors
from baken.foundation.stewardship.chain import Anchor
from baken.foundation.stewardship.models import AuditEntry
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.remarks.models import Remark
from baken.site import environment
from baken.site.content_examination import examine_content
from baken.site.daily import nightly_round
from baken.site.postgres.examination import Grade

NOW = datetime(2035, 6, 15, 1, 20, tzinfo=UTC)
OLD = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def author(db: None) -> int:
    key = ensure_person(username="oud", full_name="O. Oud", password=None)
    with every_municipality():
        write_audit_entry(tenant="GM0344", actor=key, at=NOW, action="write-remark", subject="x")
        Remark.objects.create(
            tenant_id="GM0344", area_code="WK034402", period="2019", indicator="x", text="oud",
            author_id=key, author_role="gebiedsmanager", written_at=OLD,
        )  # fmt: skip
    return key


def values(folder: Path) -> dict[str, str]:
    return environment.read({"BAKEN_ANCHORS": str(folder)})


def test_a_night_destroys_and_anchors_what_it_wrote_itself(author: int, tmp_path: Path) -> None:
    done = nightly_round(values(tmp_path), at=NOW)
    assert done.verification.whole
    assert {fact.table: fact.number for fact in done.destroyed}["remarks_remark"] == 1
    with every_municipality():
        assert not Remark.objects.exists()
        newest = AuditEntry.objects.filter(tenant="GM0344").latest("number")
    assert newest.action == "destroy-on-time"
    anchor = next(each for each in read_anchors(tmp_path / "audit.tsv") if each.log == "GM0344")
    assert (anchor.day, anchor.sha256) == ("2035-06-15", newest.sha256)
    again = nightly_round(values(tmp_path), at=NOW)
    assert (sum(fact.number for fact in again.destroyed), again.anchors) == (0, 0)


def test_nothing_is_destroyed_while_the_log_is_not_whole(author: int, tmp_path: Path) -> None:
    add_anchors(tmp_path / "audit.tsv", [Anchor("2035-06-14", "GM0344", 99, "a" * 64)])
    done = nightly_round(values(tmp_path), at=NOW)
    assert [fault.what for fault in done.verification.faults] == ["truncated"]
    assert done.destroyed == ()
    with every_municipality():
        assert Remark.objects.exists()


def test_a_week_after_a_whole_verification_the_log_is_verified_wholly_again(
    author: int, tmp_path: Path
) -> None:
    first = nightly_round(values(tmp_path), at=NOW).verification
    assert (first.since, first.entries > 0) == ("", True)
    later = [nightly_round(values(tmp_path), at=NOW + timedelta(days=day)) for day in (1, 6, 7)]
    assert [each.verification.since for each in later] == ["2035-06-15", "2035-06-15", ""]
    assert all(each.verification.whole for each in later)
    assert later[2].verification.entries > later[1].verification.entries


def test_a_whole_verification_that_found_something_is_done_again_the_next_night(
    author: int, tmp_path: Path
) -> None:
    add_anchors(tmp_path / "audit.tsv", [Anchor("2035-06-14", "GM0344", 99, "a" * 64)])
    nights = [nightly_round(values(tmp_path), at=NOW + timedelta(days=day)) for day in (0, 1)]
    assert [each.verification.since for each in nights] == ["", ""]
    assert not any(each.verification.whole or each.destroyed for each in nights)


def test_the_doctor_looks_at_the_log(
    author: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAKEN_ANCHORS", str(tmp_path))

    def grade() -> Grade:
        return next(finding.state for finding in examine_content() if finding.name == "log")

    assert grade() is Grade.WARNING, "never anchored"
    nightly_round(values(tmp_path), at=NOW)
    assert grade() is Grade.OK
    add_anchors(tmp_path / "audit.tsv", [Anchor("2035-06-16", "GM0344", 99, "a" * 64)])
    assert grade() is Grade.FAILURE
