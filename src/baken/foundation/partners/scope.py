"""The scope of a request: who asks, and for which municipalities in which roles."""

from dataclasses import dataclass

from django.db import connection

from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks: the person's id (None for a visitor) and the roles held per municipality."""

    person: int | None
    roles: frozenset[tuple[str, Role]]

    @property
    def tenants(self) -> frozenset[str]:
        """Return the municipalities in which any role is held."""
        return frozenset(tenant for tenant, _ in self.roles)

    def holds(self, role: Role, *, tenant: str | None = None) -> bool:
        """Return whether the role is held, in the given municipality or in any."""
        return any(held is role and tenant in {None, where} for where, held in self.roles)


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
    return Scope(person=person, roles=roles)
