"""Who may do what with a draft, and what its texts must be; without a database."""

import re

from baken.foundation.partners.scope import Scope
from baken.records.plans.draft_facts import DraftState
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_WHY = 500
MOST_KEPT = 100_000
"""How many characters of one form are kept while somebody types."""
ROW_ID = re.compile(r"[a-z0-9_]{1,60}")


class DraftRefusedError(Exception):
    """The draft may not be changed so; ``reason`` is a word for the screen.

    ``told`` holds what else the screen needs to say: sentences, names, numbers.
    """

    def __init__(self, reason: str, *told: str) -> None:
        super().__init__(reason, *told)
        self.reason = reason
        self.told = told


def editable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose drafts this scope may see."""
    return scope.where(PermissionName.WRITE_PLANS) | scope.where(PermissionName.ADOPT_PLANS)


def check_writer(scope: Scope, tenant: str) -> int:
    """Return the person who may change a draft of this municipality.

    Raises:
        DraftRefusedError: when this scope may not.
    """
    if scope.person is None or not scope.may(PermissionName.WRITE_PLANS, tenant=tenant):
        raise DraftRefusedError("no-role-in-this-municipality")
    return scope.person


def role_to_adopt(scope: Scope, tenant: str) -> Role:
    """Return the role in which this scope may adopt a draft.

    Raises:
        DraftRefusedError: when it may not.
    """
    role = scope.role_for(PermissionName.ADOPT_PLANS, tenant=tenant)
    if role is None:
        raise DraftRefusedError("may-not-adopt")
    return role


def check_open(state: DraftState) -> None:
    """Let only an open draft be changed.

    Raises:
        DraftRefusedError: when it was adopted or discarded.
    """
    if state is not DraftState.OPEN:
        raise DraftRefusedError("draft-is-closed")


def check_why(text: str) -> str:
    """Return a reason without surrounding space.

    Raises:
        DraftRefusedError: when it is empty, longer than 500 characters or no text.
    """
    stripped = text.replace("\r\n", "\n").strip()
    if not stripped:
        raise DraftRefusedError("empty-why")
    if len(stripped) > LONGEST_WHY:
        raise DraftRefusedError("why-too-long")
    if "\0" in stripped:
        raise DraftRefusedError("unusable-characters")
    return stripped


def check_row_id(identifier: str) -> str:
    """Return the id of a new row.

    Raises:
        DraftRefusedError: when it is none.
    """
    if not ROW_ID.fullmatch(identifier):
        raise DraftRefusedError("unknown-row")
    return identifier
