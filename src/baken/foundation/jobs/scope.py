"""The scope of a job: that of the person who asked for it, in the one municipality it is for."""

from collections.abc import Iterable

from django.db import connection

from baken.foundation.partners.scope import Scope, enter_scope
from baken.foundation.partners.selectors import person_by_id
from baken.vocabulary.permission import PermissionName


def enter_job_scope(*, person: int, tenant: str) -> Scope:
    """Enter, for the rest of the transaction, what this person may see of this municipality."""
    scope = enter_scope(person_by_id(person))
    opened = scope.may(PermissionName.OPEN_OWN_ROWS, tenant=tenant)
    enter_tenants([tenant] if opened else [])
    kept = frozenset((where, role) for where, role in scope.roles if where == tenant)
    return Scope(person=scope.person, roles=kept)


def enter_tenants(tenants: Iterable[str]) -> None:
    """Show the rows of these municipalities, and no others, for the rest of the transaction.

    With none only open rows are seen: what everybody's figures are made of.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [",".join(tenants)])
