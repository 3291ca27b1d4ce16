"""Permissions as predicates, and which roles open what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.foundation.partners.permissions import (
    ANYONE,
    PUBLIC_SITE,
    READ_AUDIT_LOG,
    READ_PUBLISHED,
    READ_REMARKS,
    SIGNED_IN,
    WRITE_REMARKS,
    Permission,
    holds,
)
from baken.foundation.partners.scope import VISITOR, Scope
from baken.vocabulary.role import Role

TENANTS = ("GM0344", "GM0307", "GM0363")
memberships = st.frozensets(
    st.tuples(st.sampled_from(TENANTS), st.sampled_from(list(Role))), max_size=6
)
scopes = st.one_of(st.just(VISITOR), memberships.map(lambda roles: Scope(person=1, roles=roles)))
permissions = st.sampled_from(
    [ANYONE, SIGNED_IN, PUBLIC_SITE, READ_REMARKS, WRITE_REMARKS, READ_AUDIT_LOG]
    + [holds(role) for role in Role]
)


def who_is(*roles: tuple[str, Role]) -> Scope:
    return Scope(person=1, roles=frozenset(roles))


def asks(permission: Permission, scope: Scope) -> bool:
    return permission.allows(scope, public_site=True)


@given(scope=scopes, one=permissions, other=permissions, public=st.booleans())
def test_permissions_join_as_words_do(
    *, scope: Scope, one: Permission, other: Permission, public: bool
) -> None:
    first, second = (each.allows(scope, public_site=public) for each in (one, other))
    assert (one & other).allows(scope, public_site=public) == (first and second)
    assert (one | other).allows(scope, public_site=public) == (first or second)
    assert (~one).allows(scope, public_site=public) != first


@given(scope=scopes, public=st.booleans())
def test_published_figures_need_a_log_in_only_when_the_public_site_is_off(
    *, scope: Scope, public: bool
) -> None:
    allowed = READ_PUBLISHED.allows(scope, public_site=public)
    assert allowed == (public or scope.person is not None)


@given(memberships)
def test_no_role_opens_what_is_for_people_at_work(roles: frozenset[tuple[str, Role]]) -> None:
    residents_only = frozenset((tenant, Role.RESIDENT) for tenant, _ in roles)
    for scope in (VISITOR, who_is(), Scope(person=1, roles=residents_only)):
        for permission in (READ_REMARKS, WRITE_REMARKS, READ_AUDIT_LOG):
            assert not asks(permission, scope)


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        (Role.RESIDENT, set()),
        (Role.GEBIEDSMANAGER, {"read", "write"}),
        (Role.WIJKAGENT, {"read", "write"}),
        (Role.COORDINATOR, {"read", "write"}),
        (Role.POLICY_ADVISER, {"read", "write"}),
        (Role.PROGRAMME_MANAGER, {"read"}),
        (Role.COUNCIL_MEMBER, {"read"}),
        (Role.PRIVACY_OFFICER, {"read", "log"}),
    ],
)
def test_what_each_role_opens(role: Role, opened: set[str]) -> None:
    asked = {"read": READ_REMARKS, "write": WRITE_REMARKS, "log": READ_AUDIT_LOG}
    scope = who_is(("GM0344", role))
    assert {word for word, permission in asked.items() if asks(permission, scope)} == opened


def test_living_somewhere_takes_nothing_away_from_working_elsewhere() -> None:
    scope = who_is(("GM0344", Role.GEBIEDSMANAGER), ("GM0307", Role.RESIDENT))
    assert asks(READ_REMARKS, scope)
    assert asks(WRITE_REMARKS, scope)


def test_a_role_is_held_in_its_own_municipality() -> None:
    scope = who_is(("GM0344", Role.GEBIEDSMANAGER), ("GM0307", Role.RESIDENT))
    assert scope.tenants == {"GM0344", "GM0307"}
    assert scope.holds(Role.GEBIEDSMANAGER, tenant="GM0344")
    assert not scope.holds(Role.GEBIEDSMANAGER, tenant="GM0307")
