"""Permissions as small predicates over a scope that join with ``&``, ``|`` and ``~``."""

from collections.abc import Callable
from dataclasses import dataclass

from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName
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


def may(name: PermissionName) -> Permission:
    """Return the permission of everybody whose role in some municipality has it.

    In which municipality is for the view or the service: ``scope.may(name, tenant=...)``.
    """
    return Permission(str(name), lambda scope, _public: scope.may(name))


ANYONE = Permission("anyone", lambda _scope, _public: True)
SIGNED_IN = Permission("signed-in", lambda scope, _public: scope.person is not None)
PUBLIC_SITE = Permission("public-site", lambda _scope, public: public)
READ_PUBLISHED = PUBLIC_SITE | SIGNED_IN
"""Published figures: everybody while the public site is on, otherwise people who logged in."""

READ_REMARKS = may(PermissionName.READ_REMARKS)
WRITE_REMARKS = may(PermissionName.WRITE_REMARKS)
READ_STATEMENTS = may(PermissionName.READ_STATEMENTS)
SIGN_STATEMENTS = may(PermissionName.SIGN_STATEMENTS)
PUBLISH_STATEMENTS = may(PermissionName.PUBLISH_STATEMENTS)
READ_AUDIT_LOG = may(PermissionName.READ_AUDIT_LOG)
AGREE_TO_PERSON_COLUMNS = may(PermissionName.AGREE_TO_PERSON_COLUMNS)
DELIVER_FILES = may(PermissionName.DELIVER_FILES)
READ_DECISIONS = may(PermissionName.READ_DECISIONS)
READ_ACCOUNT_DRAFTS = may(PermissionName.READ_ACCOUNT_DRAFTS)
WRITE_ACCOUNTS = may(PermissionName.WRITE_ACCOUNTS)
PUBLISH_ACCOUNTS = may(PermissionName.PUBLISH_ACCOUNTS)
WRITE_PLANS = may(PermissionName.WRITE_PLANS)
ADOPT_PLANS = may(PermissionName.ADOPT_PLANS)
READ_NEIGHBOURHOOD_DRAFTS = may(PermissionName.READ_NEIGHBOURHOOD_DRAFTS)
WRITE_NEIGHBOURHOOD_PLANS = may(PermissionName.WRITE_NEIGHBOURHOOD_PLANS)
READ_PLAN_ALARMS = may(PermissionName.READ_PLAN_ALARMS)
HANDLE_PLAN_ALARMS = may(PermissionName.HANDLE_PLAN_ALARMS)
ENTER_CAPACITY = may(PermissionName.ENTER_CAPACITY)
READ_PHASES = may(PermissionName.READ_PHASES)
DECIDE_ON_PHASES = may(PermissionName.DECIDE_ON_PHASES)
DO_PACKAGE_TASKS = may(PermissionName.DO_PACKAGE_TASKS)
TRY_PHASES = may(PermissionName.TRY_PHASES)
SET_PHASE_RULES = may(PermissionName.SET_PHASE_RULES)
MANAGE_PEOPLE = may(PermissionName.MANAGE_PEOPLE)
READ_CONVERSATIONS = may(PermissionName.READ_CONVERSATIONS)
HANDLE_CONVERSATIONS = may(PermissionName.HANDLE_CONVERSATIONS)
PUBLISH_THEMES = may(PermissionName.PUBLISH_THEMES)
READ_BRIEFING = may(PermissionName.READ_BRIEFING)
WRITE_SIGHTINGS = may(PermissionName.WRITE_SIGHTINGS)
HOLD_MEETINGS = may(PermissionName.HOLD_MEETINGS)
READ_WATCH = may(PermissionName.READ_WATCH)
RUN_POLICE_DAY = may(PermissionName.RUN_POLICE_DAY)
SEE_EXCEPTIONS = AGREE_TO_PERSON_COLUMNS | DELIVER_FILES
