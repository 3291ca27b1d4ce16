"""Writing and withdrawing remarks: the change and its log entry stand or fall together."""

from datetime import UTC, datetime
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, Scope, enter_scope
from baken.foundation.partners.selectors import demo_person
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.remarks import services
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import RemarkRefusedError
from baken.records.remarks.selectors import newest_remarks, remark, remarks_on_area
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
LATER = datetime(2025, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """Return people of two municipalities, by name; from then on as the application role."""
    ensure_municipality(code="GM0363", name="Amsterdam")
    wanted = {
        "author": [("GM0344", Role.GEBIEDSMANAGER), ("GM0363", Role.RESIDENT)],
        "colleague": [("GM0344", Role.COORDINATOR)],
        "resident": [("GM0344", Role.RESIDENT)],
        "elsewhere": [("GM0363", Role.GEBIEDSMANAGER)],
    }
    made = {}
    for name, roles in wanted.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        for tenant, role in roles:
            grant_role(person=key, tenant=tenant, role=role)
        made[name] = Person.objects.get(pk=key)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return made


def write(by: Scope, **changed: object) -> RemarkFact:
    asked = {
        "area_code": "WK034402",
        "year": 2024,
        "indicator": "registered-crime-0.0.0",
        "text": "Het plein was dicht.",
    }
    return services.write_remark(**(asked | changed), by=by, at=MOMENT)


def entries() -> list[tuple[str, str, int]]:
    return list(AuditEntry.objects.order_by("at").values_list("action", "subject", "actor_id"))


def test_a_remark_is_signed_dated_and_logged(people: dict[str, Person]) -> None:
    scope = enter_scope(people["author"])
    written = write(scope, text="  Het plein was dicht.\r\n")
    assert (written.text, written.author, written.author_role, written.written_at) == (
        "Het plein was dicht.", "Author", "gebiedsmanager", MOMENT,
    )  # fmt: skip
    assert remark(written.id, by=scope) == written
    assert remarks_on_area("WK034402", by=scope) == (written,)
    assert entries() == [("write-remark", f"remark {written.id}", people["author"].pk)]


def test_the_log_does_not_repeat_the_text(people: dict[str, Person]) -> None:
    write(enter_scope(people["author"]), text="Heel bijzonder woord")
    entry = AuditEntry.objects.get()
    assert "bijzonder" not in str(entry.details) + entry.subject
    assert entry.details == {
        "area": "WK034402", "period": "2024", "indicator": "registered-crime-0.0.0",
    }  # fmt: skip


def test_a_withdrawn_remark_keeps_its_row_and_leaves_the_lists(people: dict[str, Person]) -> None:
    scope = enter_scope(people["author"])
    written = write(scope)
    withdrawn = services.withdraw_remark(identifier=written.id, by=scope, at=LATER)
    assert withdrawn.withdrawn_at == LATER
    assert remarks_on_area("WK034402", by=scope) == newest_remarks(by=scope, number=9) == ()
    assert remark(written.id, by=scope) == withdrawn
    assert [action for action, _, _ in entries()] == ["write-remark", "withdraw-remark"]
    with pytest.raises(RemarkRefusedError, match="withdrawn-already"):
        services.withdraw_remark(identifier=written.id, by=scope, at=LATER)
    assert len(entries()) == 2


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"text": ""}, "empty-text"),
        ({"text": "x" * 1001}, "text-too-long"),
        ({"text": "a\0b"}, "unusable-characters"),
        ({"area_code": "BU03449999"}, "unknown-area"),
        ({"area_code": "WK030701"}, "no-role-in-this-municipality"),
        ({"area_code": "GM0363"}, "no-role-in-this-municipality"),
        ({"indicator": "registered-crime-9.9.9"}, "unknown-indicator"),
        ({"year": 2026}, "unknown-year"),
    ],
)
def test_what_is_refused_leaves_nothing(
    people: dict[str, Person], changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(RemarkRefusedError, match=reason):
        write(enter_scope(people["author"]), **changed)
    assert not Remark.objects.exists()
    assert entries() == []


@pytest.mark.parametrize("name", ["resident", "elsewhere"])
def test_who_may_not_write_leaves_nothing(people: dict[str, Person], name: str) -> None:
    with pytest.raises(RemarkRefusedError, match="no-role"):
        write(enter_scope(people[name]))
    assert not Remark.objects.exists()


def test_a_colleague_reads_and_cannot_withdraw(people: dict[str, Person]) -> None:
    written = write(enter_scope(people["author"]))
    scope = enter_scope(people["colleague"])
    assert remark(written.id, by=scope) == written
    with pytest.raises(RemarkRefusedError, match="not-the-author"):
        services.withdraw_remark(identifier=written.id, by=scope, at=LATER)
    assert Remark.objects.get().withdrawn_at is None


@pytest.mark.parametrize("name", ["resident", "elsewhere"])
def test_for_others_the_remark_does_not_exist(people: dict[str, Person], name: str) -> None:
    written = write(enter_scope(people["author"]))
    scope = enter_scope(people[name])
    assert remark(written.id, by=scope) is None
    assert remarks_on_area("WK034402", by=scope) == newest_remarks(by=scope, number=9) == ()
    for identifier in (written.id, uuid4()):
        with pytest.raises(RemarkRefusedError, match="unknown-remark"):
            services.withdraw_remark(identifier=identifier, by=scope, at=LATER)


def test_who_is_not_named_is_a_visitor(people: dict[str, Person]) -> None:
    write(enter_scope(people["author"]))
    assert remarks_on_area("WK034402") == remarks_on_area("WK034402", by=VISITOR) == ()


def test_without_its_log_entry_a_remark_is_not_written(people: dict[str, Person]) -> None:
    scope = enter_scope(people["author"])
    with (
        patch.object(services, "write_audit_entry", side_effect=DatabaseError("log is full")),
        pytest.raises(DatabaseError, match="log is full"),
    ):
        write(scope)
    assert not Remark.objects.exists()


def test_without_its_log_entry_a_remark_is_not_withdrawn(people: dict[str, Person]) -> None:
    scope = enter_scope(people["author"])
    written = write(scope)
    with (
        patch.object(services, "write_audit_entry", side_effect=DatabaseError("log is full")),
        pytest.raises(DatabaseError, match="log is full"),
    ):
        services.withdraw_remark(identifier=written.id, by=scope, at=LATER)
    assert Remark.objects.get().withdrawn_at is None


def test_when_the_write_fails_nothing_is_logged(people: dict[str, Person]) -> None:
    scope = enter_scope(people["author"])
    with (
        patch.object(Remark.objects, "create", side_effect=DatabaseError("disk is full")),
        pytest.raises(DatabaseError, match="disk is full"),
    ):
        write(scope)
    assert entries() == []


def test_a_scope_made_up_by_a_program_is_stopped_by_the_database(people: dict[str, Person]) -> None:
    enter_scope(people["elsewhere"])
    pretended = Scope(
        person=people["elsewhere"].pk, roles=frozenset({("GM0344", Role.GEBIEDSMANAGER)})
    )
    with pytest.raises(DatabaseError, match="row-level security"):
        write(pretended)


def test_demo_people_write_like_others(db: None) -> None:
    person = demo_person(Role.POLICY_ADVISER)
    assert write(enter_scope(person)).author_role == "policy-adviser"
