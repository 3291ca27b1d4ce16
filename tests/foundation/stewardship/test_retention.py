"""Destruction on time: what is due goes, what is not stays, a tombstone tells, the log holds."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from baken.catalogue.retention import RETENTION_TERMS, RetentionTerm, term_named
from baken.flows.destruction import ERASERS
from baken.foundation.intake.models import Delivery, QualityNotice, QualityStep
from baken.foundation.partners.models import Person, PersonSession, SecondFactor
from baken.foundation.partners.scope import every_municipality
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.chain import Anchor
from baken.foundation.stewardship.models import (
    AuditEntry,
    PersonColumnException,
    ProcessingLine,
    Tombstone,
)
from baken.foundation.stewardship.retention import destroy_due, due_on
from baken.foundation.stewardship.services import write_audit_entry
from baken.foundation.stewardship.verification import heads, verify_log
from baken.records.participation.models import Conversation, ConversationFile
from baken.records.remarks.models import Remark
from baken.site.command_line import main
from baken.vocabulary.role import Role

TODAY = date(2035, 6, 15)
NOW = datetime(2035, 6, 15, 4, 0, tzinfo=UTC)
TENANT = "GM0344"


@pytest.fixture
def world(db: None) -> Iterator[int]:
    """Give a person; everything is written and read as the owner who sees all municipalities."""
    key = ensure_person(username="fg", full_name="F. Gerritsen", password=None)
    grant_role(person=key, tenant=TENANT, role=Role.PRIVACY_OFFICER)
    with every_municipality():
        # In 2035 the bundled conversations are due as well; these tests plant their own rows.
        Conversation.objects.all().delete()
        ConversationFile.objects.all().delete()
        yield key


def ago(months: int, days: int = 0) -> datetime:
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    return datetime(year, month + 1, TODAY.day, 12, tzinfo=UTC) - timedelta(days=days)


def remark(author: int, at: datetime, text: str) -> None:
    Remark.objects.create(
        tenant_id=TENANT, area_code="WK034402", period="2024", indicator="x", text=text,
        author_id=author, author_role="gebiedsmanager", written_at=at,
    )  # fmt: skip


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        # Waiting checks of foreign keys would stand in the way of a TRUNCATE.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def run(today: date = TODAY) -> dict[str, int]:
    return {f.table: f.number for f in destroy_due(ERASERS, today=today, at=NOW) if f.number}


def test_what_is_due_goes_and_what_is_not_stays(world: int) -> None:
    remark(world, ago(60, days=1), "te oud")
    remark(world, ago(60), "net op tijd")
    assert {f.table: f.number for f in due_on(ERASERS, today=TODAY)}["remarks_remark"] == 1
    assert Remark.objects.count() == 2, "counting destroys nothing"
    assert run()["remarks_remark"] == 1
    assert Remark.objects.get().text == "net op tijd"
    assert "remarks_remark" not in run(), "a second time there is nothing"


def test_a_tombstone_says_what_and_why_and_never_what_stood_there(world: int) -> None:
    remark(world, ago(70), "zeer geheime tekst")
    run()
    stone = Tombstone.objects.get(table="remarks_remark")
    assert (stone.tenant_id, stone.term, stone.number) == (TENANT, "remark", 1)
    assert (stone.before, stone.at) == (date(2030, 6, 15), NOW)
    assert len(stone.sha256) == 64
    entry = AuditEntry.objects.get(action="destroy-on-time")
    assert entry.actor is None
    assert entry.details == {"table": "remarks_remark", "rows": "1", "before": "2030-06-15"}
    assert entry.operation == stone.operation
    assert verify_log(tenants=[TENANT]).whole
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM stewardship_tombstone t")
        assert "geheim" not in str(cursor.fetchall())


def test_the_log_is_cut_off_at_the_beginning_and_still_verifies(world: int) -> None:
    for months in (100, 90, 85, 84, 10, 1):
        write_audit_entry(
            tenant=TENANT, actor=world, at=ago(months), action="write-remark", subject=f"{months}"
        )
    old = [Anchor("2030-01-01", TENANT, 2, AuditEntry.objects.get(number=2).sha256)]
    anchors = [*old, *heads(tenants=[TENANT], day="2035-06-14")]
    assert run()["stewardship_auditentry"] == 3
    kept = AuditEntry.objects.order_by("number").values_list("number", "action")
    assert list(kept) == [
        (4, "write-remark"), (5, "write-remark"), (6, "write-remark"), (7, "destroy-on-time"),
    ]  # fmt: skip
    assert verify_log(tenants=[TENANT], anchors=anchors).whole


def test_a_young_entry_protects_the_older_ones_after_it_and_the_newest_stays(world: int) -> None:
    for months in (100, 1, 100):
        write_audit_entry(
            tenant=TENANT, actor=world, at=ago(months), action="write-remark", subject=f"{months}"
        )
    write_audit_entry(tenant="GM0307", actor=world, at=ago(200), action="x", subject="alone")
    assert run()["stewardship_auditentry"] == 1
    assert AuditEntry.objects.filter(tenant="GM0307").count() == 1
    assert verify_log(tenants=[TENANT, "GM0307"]).whole


@pytest.mark.parametrize("table", ["stewardship_auditentry", "stewardship_processingline"])
def test_without_a_tombstone_nothing_leaves_a_log(world: int, table: str) -> None:
    write_audit_entry(tenant=TENANT, actor=world, at=ago(200), action="x", subject="x")
    line(ago(200))
    with pytest.raises(DatabaseError, match="only added, never changed or removed"):
        execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("verb", ["UPDATE {} SET number = 0", "DELETE FROM {}", "TRUNCATE {}"])
def test_a_tombstone_is_never_changed_or_removed(world: int, verb: str) -> None:
    remark(world, ago(70), "oud")
    run()
    with pytest.raises(DatabaseError, match="only added, never changed or removed"):
        execute(verb.format("stewardship_tombstone"))


def line(at: datetime) -> None:
    ProcessingLine.objects.create(
        tenant_id=TENANT, operation="0" * 32, span="0" * 16, activity="signed-remarks",
        name="read-remarks", began_at=at, ended_at=at,
    )  # fmt: skip


def test_lines_exceptions_sessions_and_names_of_deliverers_go_on_time(world: int) -> None:
    line(ago(36, days=1))
    line(ago(35))
    for days in (1, -1):
        PersonColumnException.objects.create(
            tenant_id=TENANT, file_kind="x", column="y", person_kind="bsn", purpose="p", basis="b",
            asked_by_id=world, asked_at=ago(80), ends_on=ago(60, days=days).date(),
        )  # fmt: skip
    PersonSession.objects.all().delete()
    PersonSession.objects.create(session_key="old", session_data="", expire_date=ago(0, days=2))
    PersonSession.objects.create(session_key="new", session_data="", expire_date=NOW)
    delivery = Delivery.objects.create(
        tenant_id=TENANT, kind="registrations", file_name="x.csv", sha256="x", source="y",
        delivered_on=date(2030, 1, 1), received_at=ago(25), received_by_id=world,
    )  # fmt: skip
    assert run() == {
        "intake_delivery": 1,
        "stewardship_processingline": 1,
        "stewardship_personcolumnexception": 1,
        "partners_personsession": 1,
    }
    delivery.refresh_from_db()
    assert delivery.received_by is None
    assert PersonSession.objects.get().session_key == "new"
    assert ProcessingLine.objects.get().began_at == ago(35)


def test_an_account_without_a_role_loses_its_name_and_the_log_still_verifies(world: int) -> None:
    gone = ensure_person(username="weg", full_name="W. Weggegaan", password="geheim wachtwoord 1")
    back = ensure_person(username="terug", full_name="T. Terug", password=None)
    Person.objects.filter(pk=gone).update(last_login=ago(12, days=1))
    Person.objects.filter(pk__in=[world, back]).update(last_login=ago(11))
    SecondFactor.objects.create(person_id=gone, sealed_secret="x", last_step=0, set_at=ago(13))
    write_audit_entry(tenant=TENANT, actor=gone, at=ago(13), action="write-remark", subject="x")
    assert run()["partners_person"] == 1
    person = Person.objects.get(pk=gone)
    assert (person.username, person.full_name) == (f"erased-{gone}", "")
    assert not person.is_active
    assert not person.has_usable_password()
    assert Person.objects.get(pk=back).full_name == "T. Terug"
    assert not SecondFactor.objects.exists()
    assert verify_log(tenants=[TENANT]).whole
    assert "partners_person" not in run()


def test_the_command_counts_first_and_refuses_tomorrow(
    world: int, capsys: pytest.CaptureFixture[str]
) -> None:
    remark(world, datetime(2001, 1, 1, tzinfo=UTC), "oud")
    assert main(["retention", "run", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"table": "remarks_remark", "number": 1}.items() <= told["tables"][0].items()
    assert Remark.objects.exists()
    assert main(["retention", "run", "--date", "2099-01-01"]) == 2
    assert main(["retention", "run"]) == 0
    assert not Remark.objects.exists()


@given(st.sampled_from(RETENTION_TERMS), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_limit_lies_so_many_months_back_and_never_moves_back(
    term: RetentionTerm, today: date
) -> None:
    limit = term.limit(today)
    months = (today.year - limit.year) * 12 + today.month - limit.month
    assert months == term.months
    assert limit.day <= today.day
    assert term.limit(today + timedelta(days=1)) >= limit


def test_the_last_day_of_february() -> None:
    assert term_named("account").limit(date(2024, 2, 29)) == date(2023, 2, 28)


def test_of_a_notice_the_step_that_holds_stays_until_it_was_mended(world: int) -> None:
    def notice(key: str, mended: datetime | None) -> QualityNotice:
        return QualityNotice.objects.create(
            key=key, check_id="x", area_code="GM0344", period="2024", arithmetic={},
            sentence_nl="x", sentence_en="x", found_at=ago(60), mended_at=mended,
        )  # fmt: skip

    for each in (notice("open", None), notice("mended", ago(25)), notice("just mended", ago(1))):
        for months in (50, 40):
            QualityStep.objects.create(
                tenant_id=TENANT, notice=each, state="new", person_id=world, at=ago(months),
            )  # fmt: skip
    assert run()["intake_qualitystep"] == 4
    kept = QualityStep.objects.order_by("notice__key").values_list("notice__key", "at")
    assert list(kept) == [("just mended", ago(40)), ("open", ago(40))]
