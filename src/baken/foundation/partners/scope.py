"""The scope of a request: who asks, and for which municipalities in which roles."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from baken.catalogue.roles import permissions_of, roles_with
from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks: the person's id (None for a visitor) and the roles held per municipality.

    ``is_demo`` marks who plays a role on a demo install: such a one manages demo people only.
    """

    person: int | None
    roles: frozenset[tuple[str, Role]]
    is_demo: bool = False

    @property
    def tenants(self) -> frozenset[str]:
        """Return the municipalities in which any role is held."""
        return frozenset(tenant for tenant, _ in self.roles)

    def holds(self, role: Role, *, tenant: str | None = None) -> bool:
        """Return whether the role is held, in the given municipality or in any."""
        return any(held is role and tenant in {None, where} for where, held in self.roles)

    def may(self, permission: PermissionName, *, tenant: str | None = None) -> bool:
        """Return whether a role that is held has the permission, there or anywhere."""
        found = self.where(permission)
        return bool(found) if tenant is None else tenant in found

    def where(self, permission: PermissionName) -> frozenset[str]:
        """Return the municipalities in which a role that is held has the permission."""
        return frozenset(
            tenant for tenant, role in self.roles if permission in permissions_of(role)
        )

    def role_for(self, permission: PermissionName, *, tenant: str) -> Role | None:
        """Return the first role, in the catalogue's order, that has the permission there."""
        held = (role for role in roles_with(permission) if self.holds(role, tenant=tenant))
        return next(held, None)


VISITOR = Scope(person=None, roles=frozenset())


def enter_scope(user: object) -> Scope:
    """Tell the database, for the rest of the transaction, whose rows may be seen.

    Row security reads what is set here; without it no row of any municipality is visible.
    """
    person = getattr(user, "pk", None)
    if person is None:
        return VISITOR
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant, role FROM baken_enter(%s)", [person])
        roles = frozenset((tenant, Role(role)) for tenant, role in cursor.fetchall())
    return Scope(person=person, roles=roles, is_demo=getattr(user, "is_demo", False))


@contextmanager
def as_person(username: str) -> Iterator[Scope]:
    """Work as somebody for one transaction: for commands that say on whose behalf they come.

    Raises:
        LookupError: when nobody who may log in goes by that name.
    """
    with transaction.atomic():
        person = Person.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise LookupError(f'nobody logs in with the name "{username}"')
        yield enter_scope(person)


@contextmanager
def every_municipality() -> Iterator[tuple[str, ...]]:
    """See the rows of all municipalities for one transaction: for commands, never for the web.

    Who verifies the log or destroys on time does so for all tenants of this installation.
    """
    with transaction.atomic():
        codes = tuple(Municipality.objects.order_by("code").values_list("code", flat=True))
        with _seeing(codes):
            yield codes


@contextmanager
def in_tenant(tenant: str | None) -> Iterator[None]:
    """See the rows of one municipality only, inside a transaction; None changes nothing."""
    if tenant is None:
        yield
        return
    with _seeing((tenant,)):
        yield


@contextmanager
def _seeing(codes: Sequence[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('baken.tenants', true)")
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [",".join(codes)])
        # After an error the transaction, and this with it, is rolled back.
        yield
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [before or ""])


def see_only(tenants: Iterable[str]) -> None:
    """See the rows of these municipalities only, for the rest of the transaction.

    With none, open rows are seen and no others: what everybody's figures are made of.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', %s, true)", [",".join(tenants)])


def enter_scope_of_job(*, person: int, tenant: str) -> Scope:
    """Enter what this person may see of one municipality, for the rest of the transaction.

    Somebody who may no longer log in, or holds no role there any more, sees open rows only.
    """
    scope = enter_scope(Person.objects.filter(pk=person, is_active=True).first())
    kept = frozenset((where, role) for where, role in scope.roles if where == tenant)
    see_only([tenant] if scope.may(PermissionName.OPEN_OWN_ROWS, tenant=tenant) else [])
    return Scope(person=scope.person, roles=kept)


@contextmanager
def logs_of(person: int) -> Iterator[tuple[str, ...]]:
    """Open the logs of the municipalities somebody belongs to, until the block ends.

    For what happens before or outside of a scope: a refused log-in, a resident who logs in, one's
    own lines. Other rows of these municipalities stay closed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM baken_logs_of(%s)", [person])
        tenants = tuple(tenant for (tenant,) in cursor.fetchall())
    with logs_of_municipalities(tenants):
        yield tenants


@contextmanager
def logs_of_municipalities(tenants: tuple[str, ...]) -> Iterator[None]:
    """Open the logs of these municipalities until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT baken_open_logs(%s)", [",".join(tenants)])
        yield
        # After a fault there is no transaction left to close them in.
        cursor.execute("SELECT baken_open_logs('')")
