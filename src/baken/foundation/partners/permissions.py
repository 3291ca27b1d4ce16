"""Permissions as small predicates over a scope that join with ``&``, ``|`` and ``~``."""

from collections.abc import Callable
from dataclasses import dataclass

from baken.foundation.partners.scope import Scope
from baken.vocabulary.role import Role


@dataclass(frozen=True, slots=True)
class Permission:
    """A named predicate: may this scope do it, given whether the public site is on?"""

    name: str
    predicate: Callable[[Scope, bool], bool]

    def allows(self, scope: Scope, *, public_site: bool) -> bool:
        """Return whether the scope has this permission."""
        return self.predicate(scope, public_site)

    def __and__(self, other: "Permission") -> "Permission":
        return Permission(
            f"({self.name} & {other.name})",
            lambda scope, public: self.predicate(scope, public) and other.predicate(scope, public),
        )

    def __or__(self, other: "Permission") -> "Permission":
        return Permission(
            f"({self.name} | {other.name})",
            lambda scope, public: self.predicate(scope, public) or other.predicate(scope, public),
        )

    def __invert__(self) -> "Permission":
        return Permission(f"~{self.name}", lambda scope, public: not self.predicate(scope, public))


def holds(role: Role) -> Permission:
    """Return the permission of everybody who holds the role in some municipality."""
    return Permission(f"holds-{role}", lambda scope, _public: scope.holds(role))


ANYONE = Permission("anyone", lambda _scope, _public: True)
SIGNED_IN = Permission("signed-in", lambda scope, _public: scope.person is not None)
PUBLIC_SITE = Permission("public-site", lambda _scope, public: public)
READ_PUBLISHED = PUBLIC_SITE | SIGNED_IN
"""Published figures: everybody while the public site is on, otherwise people who logged in."""

WRITE_REMARKS = holds(Role.GEBIEDSMANAGER) | holds(Role.COORDINATOR) | holds(Role.POLICY_ADVISER)
# Somebody may be a resident of one municipality and work in another.
READ_REMARKS = WRITE_REMARKS | holds(Role.COUNCIL_MEMBER) | holds(Role.PRIVACY_OFFICER)
READ_AUDIT_LOG = holds(Role.PRIVACY_OFFICER)
DELIVER_FILES = holds(Role.DATA_STEWARD)
MANAGE_PEOPLE = holds(Role.ADMINISTRATOR)
