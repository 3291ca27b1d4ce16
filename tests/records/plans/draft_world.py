"""A synthetic plan with drafts, and the people who change it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from records.plans.test_structured_plans import WHOLE

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import Scope, enter_scope
from baken.foundation.partners.services import ensure_person, grant_role
from baken.records.plans.changing import flat, row_in
from baken.records.plans.draft_facts import PlanDraftFact
from baken.records.plans.drafting import TypedRow, open_draft, save_row
from baken.records.plans.drafts import draft
from baken.records.plans.services import take_in_plan
from baken.vocabulary.role import Role

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
PLAN, TENANT, ELSEWHERE = "amf_synthetisch", "GM0307", "GM0344"


def somebody(name: str, *roles: tuple[str, Role]) -> Person:
    """Return a person with these roles."""
    key = ensure_person(username=name, full_name=name.title(), password=None)
    for tenant, role in roles:
        grant_role(person=key, tenant=tenant, role=role)
    return Person.objects.get(pk=key)


def as_adviser(name: str = "anna") -> Scope:
    """Return the scope of a policy adviser; the transaction sees what this person sees."""
    return enter_scope(somebody(name, (TENANT, Role.POLICY_ADVISER)))


def as_manager(name: str = "mo") -> Scope:
    """Return the scope of a programme manager."""
    return enter_scope(somebody(name, (TENANT, Role.PROGRAMME_MANAGER)))


def a_draft(by: Scope) -> UUID:
    """Take the synthetic plan in and open a draft of it."""
    take_in_plan(WHOLE.encode(), name="plan.toml", at=AT)
    return open_draft(plan=PLAN, number=1, why="Jaarlijkse herziening", by=by, at=AT)


def seen(identifier: UUID, by: Scope) -> PlanDraftFact:
    """Return a draft as this person sees it."""
    found = draft(identifier, by=by)
    assert found is not None
    return found


def fields_of(identifier: UUID, by: Scope, row_id: str, table: str = "measure") -> dict:
    """Return the fields of a row of a draft by path."""
    row = row_in(seen(identifier, by).content.tables, table, row_id)
    assert row is not None
    return flat(row)


def type_in(identifier: UUID, by: Scope, row_id: str, *, at_number: int, table="measure", **typed):
    """Save these fields of a row, of a form that was opened after change ``at_number``."""
    paths = {name.replace("__", "."): value for name, value in typed.items()}
    values = {path: value for path, value in paths.items() if value is not None}
    row = TypedRow(table, row_id, at_number, frozenset(paths), values)
    return save_row(draft=identifier, typed=row, by=by, at=LATER)
