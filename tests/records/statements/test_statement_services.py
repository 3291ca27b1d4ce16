"""Signing, showing and withdrawing statements as the web does, and who then reads them."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, Scope, enter_scope
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.statements.erasure import ERASER
from baken.records.statements.facts import AreaStatementFact
from baken.records.statements.models import AreaStatement
from baken.records.statements.rules import StatementRefusedError
from baken.records.statements.selectors import statement, statements_on
from baken.records.statements.services import (
    show_statement,
    sign_statement,
    withdraw_statement,
)
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.role import Role

MOMENT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 4, 1)
AREA = "WK034403"


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    """Return people of two municipalities, by name; from then on as the application role."""
    ensure_municipality(code="GM0363", name="Amsterdam")
    wanted = {
        "agent": ("GM0344", Role.WIJKAGENT),
        "manager": ("GM0344", Role.GEBIEDSMANAGER),
        "member": ("GM0344", Role.COUNCIL_MEMBER),
        "elsewhere": ("GM0363", Role.GEBIEDSMANAGER),
    }
    made = {}
    for name, (tenant, role) in wanted.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        grant_role(person=key, tenant=tenant, role=role)
        made[name] = Person.objects.get(pk=key)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return made


def sign(by: Scope, **changed: object) -> AreaStatementFact:
    asked = {
        "area_code": AREA,
        "pillar": Pillar.SAFE,
        "bearing": Bearing.WORRY,
        "subject": "Scooters op het plein",
        "text": "Op het plein rijden 's avonds scooters.",
        "days": (date(2026, 9, 1), date(2027, 3, 1)),
    }
    return sign_statement(**(asked | changed), by=by, at=MOMENT)


def nobody() -> Scope:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    return VISITOR


def read(by: Scope) -> list[tuple[str, str]]:
    return [(each.subject, each.author) for each in statements_on([AREA], today=TODAY, by=by)]


def test_a_statement_is_signed_with_role_and_logged(people):
    signed = sign(enter_scope(people["agent"]))
    assert (signed.author, signed.author_role, signed.is_public) == ("Agent", "wijkagent", False)
    assert read(enter_scope(people["manager"])) == [("Scooters op het plein", "Agent")]
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.subject) == ("sign-statement", f"statement {signed.id}")
    assert "scooters" not in str(entry.details).lower()


def test_who_may_not_read_statements_reads_none_until_one_is_shown_without_a_name(people):
    signed = sign(enter_scope(people["agent"]))
    for name in ("member", "elsewhere"):
        assert read(enter_scope(people[name])) == []
    assert read(nobody()) == []
    manager = enter_scope(people["manager"])
    show_statement(identifier=signed.id, public=True, by=manager, at=MOMENT)
    for scope in (enter_scope(people["member"]), enter_scope(people["elsewhere"]), nobody()):
        assert read(scope) == [("Scooters op het plein", "")]
        assert statement(signed.id, by=scope).author_id == 0
    manager = enter_scope(people["manager"])
    show_statement(identifier=signed.id, public=False, by=manager, at=MOMENT)
    assert read(nobody()) == []


def test_a_withdrawn_statement_is_gone_for_everybody_at_once(people):
    signed = sign(enter_scope(people["agent"]))
    manager = enter_scope(people["manager"])
    show_statement(identifier=signed.id, public=True, by=manager, at=MOMENT)
    agent = enter_scope(people["agent"])
    withdraw_statement(identifier=signed.id, by=agent, at=MOMENT)
    assert read(enter_scope(people["manager"])) == []
    assert read(nobody()) == []
    entered = enter_scope(people["manager"])
    assert statement(signed.id, by=entered).withdrawn_at == MOMENT


def test_an_expired_statement_is_not_shown_and_then_destroyed(people):
    by = enter_scope(people["agent"])
    sign(by, days=(date(2026, 3, 15), TODAY))
    assert read(by) == []
    assert ERASER.due(TODAY) == 0
    assert ERASER.due(date(2026, 4, 2)) == 1


def test_a_public_row_is_not_for_another_municipality_to_change(people):
    signed = sign(enter_scope(people["agent"]))
    manager = enter_scope(people["manager"])
    show_statement(identifier=signed.id, public=True, by=manager, at=MOMENT)
    elsewhere = enter_scope(people["elsewhere"])
    with pytest.raises(StatementRefusedError):
        show_statement(identifier=signed.id, public=False, by=elsewhere, at=MOMENT)
    assert AreaStatement.objects.filter(id=signed.id).update(tenant_id="GM0363") == 0


def test_a_row_for_another_municipality_is_not_written(people):
    enter_scope(people["elsewhere"])
    with pytest.raises(Error), transaction.atomic():
        AreaStatement.objects.create(
            tenant_id="GM0344", area_code=AREA, pillar="safe", bearing="worry", subject="x",
            text="x", author_id=people["elsewhere"].pk, author_role="wijkagent",
            signed_at=MOMENT, review_on=TODAY, expires_on=TODAY, is_public=True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"area_code": "WK034499"}, "unknown-area"),
        ({"area_code": "WK030701"}, "no-role-in-this-municipality"),
        ({"text": "Bel 06-12345678."}, "leads-to-a-person"),
        ({"subject": ""}, "empty-text"),
        ({"days": (date(2026, 9, 1), date(2026, 8, 1))}, "days-out-of-order"),
    ],
)
def test_what_is_refused_leaves_nothing(people, changed, reason):
    by = enter_scope(people["agent"])
    with pytest.raises(StatementRefusedError) as refused:
        sign(by, **changed)
    assert refused.value.reason == reason
    assert not AreaStatement.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_unknown_statement_is_unknown(people):
    with pytest.raises(StatementRefusedError) as refused:
        withdraw_statement(identifier=uuid4(), by=enter_scope(people["agent"]), at=MOMENT)
    assert refused.value.reason == "unknown-statement"
