"""The log of who did what: added to, never changed, read by the right privacy officer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, Scope, enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.holdings import holdings
from baken.foundation.stewardship.models import AuditEntry
from baken.foundation.stewardship.selectors import newest_entries, number_of_entries
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.role import Role

MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)
BOTH = ("GM0307", "GM0344")


@pytest.fixture
def officer(db: None) -> Scope:
    """Return the scope of a privacy officer of Utrecht who is in Amersfoort's council."""
    key = ensure_person(username="fg", full_name="F. Gerritsen", password=None)
    grant_role(person=key, tenant="GM0344", role=Role.PRIVACY_OFFICER)
    grant_role(person=key, tenant="GM0307", role=Role.COUNCIL_MEMBER)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return enter_scope(Person.objects.get(pk=key))


def log(scope: Scope, tenant: str, minutes: int = 0) -> None:
    write_audit_entry(
        tenant=tenant,
        actor=scope.person,
        at=MOMENT + timedelta(minutes=minutes),
        action="write-remark",
        subject=f"remark {minutes}",
    )


def test_entries_come_newest_first_and_page_by_page(officer: Scope) -> None:
    for minutes in (3, 1, 2, 5, 4):
        log(officer, "GM0344", minutes)
    assert number_of_entries(by=officer) == 5
    pages = [newest_entries(by=officer, number=2, after=after) for after in (0, 2, 4)]
    assert [entry.subject for page in pages for entry in page] == [
        f"remark {minutes}" for minutes in (5, 4, 3, 2, 1)
    ]
    assert pages[0][0].actor == "F. Gerritsen"


def test_the_log_is_for_the_privacy_officer_of_that_municipality(officer: Scope) -> None:
    for tenant in BOTH:
        log(officer, tenant)
    assert AuditEntry.objects.count() == 2, "row security lets both through: the role decides"
    assert [entry.tenant for entry in newest_entries(by=officer, number=9)] == ["GM0344"]
    assert number_of_entries(by=officer) == 1
    assert newest_entries(by=VISITOR, number=9) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stewardship_auditentry SET action = 'nothing'",
        "DELETE FROM stewardship_auditentry",
        "TRUNCATE stewardship_auditentry",
        "UPDATE stewardship_auditentry SET at = now() WHERE action = 'write-remark'",
    ],
)
def test_an_entry_is_never_changed_or_removed(officer: Scope, statement: str) -> None:
    log(officer, "GM0344")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEntry.objects.get().action == "write-remark"


@pytest.mark.parametrize("verb", ["UPDATE {} SET action = ''", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_owner_of_the_table_is_refused_too(officer: Scope, verb: str) -> None:
    log(officer, "GM0344")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
    with (
        pytest.raises(DatabaseError, match="only added, never changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format("stewardship_auditentry"))
    assert AuditEntry.objects.get().action == "write-remark"


def test_holdings_say_what_the_database_enforces(officer: Scope) -> None:
    held = {table.table: table for table in holdings(by=officer)}
    log_table, figures = held["stewardship_auditentry"], held["indicators_storedfigure"]
    assert (log_table.may_add, log_table.may_change, log_table.may_remove) == (True, False, False)
    assert log_table.guarded
    assert (figures.may_read, figures.may_add, figures.guarded) == (True, False, False)


def test_holdings_count_the_rows_of_ones_own_municipalities(officer: Scope) -> None:
    for tenant in (*BOTH, "GM0344"):
        log(officer, tenant)
    held = {table.table: table for table in holdings(by=officer)}
    assert held["stewardship_auditentry"].rows == 2
    assert held["partners_municipality"].rows == 2
    assert not held["partners_municipality"].estimated
    assert held["indicators_storedfigure"].rows > 10_000
