"""Who manages whom: what an administrator may do with people and roles, and the writes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from baken.catalogue.roles import permissions_of, roles_with
from baken.foundation.partners.models import Membership, Municipality, Person, SecondFactor
from baken.foundation.partners.openid.id_token import normal
from baken.foundation.partners.scope import Scope
from baken.foundation.partners.services import DEMO_PREFIX
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,60}")
LONGEST_NAME, LONGEST_REASON, LONGEST_IDENTITY = 150, 200, 254


class PeopleRefusedError(Exception):
    """Something may not be done with somebody; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who manages people: the own id, and for which municipalities.

    Whoever plays the administrator of a demo install sees and changes demo people only.
    """

    person: int
    tenants: frozenset[str]
    is_demo: bool = False


@dataclass(frozen=True, slots=True)
class ManagedPerson:
    """Somebody as an administrator sees them; ``roles`` are those in managed municipalities."""

    id: int
    username: str
    full_name: str
    is_active: bool
    is_demo: bool
    home: str
    has_password: bool
    has_second_factor: bool
    organisation_identity: str
    roles: tuple[tuple[str, Role], ...]

    @property
    def plays_a_role(self) -> bool:
        """Return whether this is one of the standing people of a demo, whom nobody changes."""
        return self.is_demo and self.username.startswith(DEMO_PREFIX)


def administrator_of(scope: Scope) -> Administrator:
    """Return the administrator that a scope is."""
    tenants = scope.where(PermissionName.MANAGE_PEOPLE)
    return Administrator(scope.person or 0, tenants, scope.is_demo)


def administrator_of_all(person: int) -> Administrator:
    """Return the administrator of every municipality: for the command line."""
    return Administrator(person, frozenset(Municipality.objects.values_list("code", flat=True)))


def people_of(by: Administrator) -> list[ManagedPerson]:
    """Return the people of the managed municipalities, by name; to a demo, demo people only."""
    inside = Q(home_id__in=by.tenants) | Q(memberships__tenant_id__in=by.tenants)
    if by.is_demo:
        inside &= Q(is_demo=True)
    found = Person.objects.filter(inside).distinct().prefetch_related("memberships")
    with_factor = set(SecondFactor.objects.values_list("person_id", flat=True))
    people = [_fact(row, by, with_factor) for row in found]
    return sorted(people, key=lambda each: (each.full_name.casefold(), each.id))


def managed_person(identifier: int, *, by: Administrator) -> ManagedPerson:
    """Return somebody of a managed municipality.

    Raises:
        PeopleRefusedError: when there is nobody with this id there.
    """
    found = next((each for each in people_of(by) if each.id == identifier), None)
    if found is None:
        raise PeopleRefusedError("unknown-person")
    return found


def add_person(*, username: str, full_name: str, tenant: str, by: Administrator) -> int:
    """Add somebody without a password, managed by this municipality; return the id.

    Whom a demo adds is a demo person: nobody logs in as one.

    Raises:
        PeopleRefusedError: when the name cannot be used or is taken.
    """
    check_tenant(tenant, by)
    check_not_of_demo(username)
    if not USERNAME.fullmatch(username):
        raise PeopleRefusedError("unusable-name")
    if not full_name.strip() or len(full_name) > LONGEST_NAME or "\0" in full_name:
        raise PeopleRefusedError("unusable-full-name")
    if Person.objects.filter(username=username).exists():
        raise PeopleRefusedError("name-taken")
    person = Person(
        username=username, full_name=full_name.strip(), home_id=tenant, is_demo=by.is_demo
    )
    person.set_unusable_password()
    person.save()
    return person.pk


def add_membership(*, person: ManagedPerson, tenant: str, role: Role, by: Administrator) -> None:
    """Give somebody a role.

    Raises:
        PeopleRefusedError: when it is oneself, a demo person, another's municipality, or held.
    """
    check_tenant(tenant, by)
    _check_other(person, by)
    _take_turn(tenant)
    if Membership.objects.filter(person_id=person.id, tenant_id=tenant, role=role).exists():
        raise PeopleRefusedError("held-already")
    Membership.objects.create(person_id=person.id, tenant_id=tenant, role=role)


def remove_membership(*, person: ManagedPerson, tenant: str, role: Role, by: Administrator) -> None:
    """Withdraw a role; whoever manages people last in a municipality keeps that role.

    Raises:
        PeopleRefusedError: as above, when it is not held, or when nobody else manages people.
    """
    check_tenant(tenant, by)
    _check_other(person, by)
    _take_turn(tenant)
    if _manages(role):
        _check_not_last(person, [tenant])
    removed, _ = Membership.objects.filter(
        person_id=person.id, tenant_id=tenant, role=role
    ).delete()
    if not removed:
        raise PeopleRefusedError("not-held")


def set_active(*, person: ManagedPerson, active: bool, by: Administrator) -> None:
    """Block an account, or let it in again.

    Raises:
        PeopleRefusedError: when it is managed elsewhere, one's own, or the last administrator's.
    """
    check_account(person, by)
    managed = [tenant for tenant, role in person.roles if _manages(role)]
    for tenant in sorted(set(managed)):
        _take_turn(tenant)
    if not active:
        _check_not_last(person, managed)
    Person.objects.filter(pk=person.id).update(is_active=active)


def set_organisation_identity(*, person: ManagedPerson, identity: str, by: Administrator) -> None:
    """Write down as whom the organisation's own log-in knows somebody; empty ends that.

    The account is tied anew at the next log-in.

    Raises:
        PeopleRefusedError: as for the account, or when it cannot be used or is somebody else's.
    """
    check_account(person, by)
    written = normal(identity)
    if len(written) > LONGEST_IDENTITY or not written.isprintable():
        raise PeopleRefusedError("unusable-identity")
    others = Person.objects.filter(organisation_identity=written).exclude(pk=person.id)
    if written and others.exists():
        raise PeopleRefusedError("identity-taken")
    Person.objects.filter(pk=person.id).update(
        organisation_identity=written or None, organisation_subject=None
    )


def check_account(person: ManagedPerson, by: Administrator) -> None:
    """Let only the municipality that manages an account change how its person logs in.

    Raises:
        PeopleRefusedError: when it is managed elsewhere, one's own, or a demo person's.
    """
    _check_other(person, by)
    if person.home not in by.tenants:
        raise PeopleRefusedError("managed-elsewhere")


def check_tenant(tenant: str, by: Administrator) -> None:
    """Refuse a municipality that is not managed.

    Raises:
        PeopleRefusedError: when it is another's, or none.
    """
    if tenant not in by.tenants:
        raise PeopleRefusedError("not-your-municipality")


def check_not_of_demo(username: str) -> None:
    """Refuse a log-in name that is kept for who plays a role in the demo.

    Raises:
        PeopleRefusedError: when it is.
    """
    if username.startswith(DEMO_PREFIX):
        raise PeopleRefusedError("unusable-name")


def check_reason(reason: str) -> str:
    """Return the reason without surrounding space.

    Raises:
        PeopleRefusedError: when it is empty, too long, or holds signs that cannot be stored.
    """
    stripped = reason.strip()
    if not stripped or len(stripped) > LONGEST_REASON or "\0" in stripped:
        raise PeopleRefusedError("no-reason")
    return stripped


def _check_other(person: ManagedPerson, by: Administrator) -> None:
    if person.id == by.person:
        raise PeopleRefusedError("not-yourself")
    if person.is_demo != by.is_demo or person.plays_a_role:
        raise PeopleRefusedError("demo-person")


def _check_not_last(person: ManagedPerson, tenants: Iterable[str]) -> None:
    if person.is_demo:
        return  # demo people keep no municipality going
    for tenant in tenants:
        others = Membership.objects.filter(
            tenant_id=tenant,
            role__in=roles_with(PermissionName.MANAGE_PEOPLE),
            person__is_active=True,
            person__is_demo=False,
        ).exclude(person_id=person.id)
        if not others.exists():
            raise PeopleRefusedError("last-administrator")


def _manages(role: Role) -> bool:
    return PermissionName.MANAGE_PEOPLE in permissions_of(role)


def _take_turn(tenant: str) -> None:
    """Let changes in the roles of one municipality follow one another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"baken people {tenant}"]
        )


def _fact(row: Person, by: Administrator, with_factor: set[int]) -> ManagedPerson:
    roles = sorted(
        (each.tenant_id, Role(each.role))
        for each in row.memberships.all()
        if each.tenant_id in by.tenants
    )
    return ManagedPerson(
        row.pk, row.username, row.full_name, row.is_active, row.is_demo, row.home_id or "",
        row.has_usable_password(), row.pk in with_factor, row.organisation_identity or "",
        tuple(roles),
    )  # fmt: skip
