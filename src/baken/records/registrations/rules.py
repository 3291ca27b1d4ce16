"""Decisions about registrations, without a database."""

from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName

LONGEST_REASON = 300


class RegistrationRefusedError(Exception):
    """The decision may not be taken; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_may_decide(by: Scope, tenant: str) -> None:
    """Let who brings files in for the municipality decide about its points and links.

    Raises:
        RegistrationRefusedError: for anybody else.
    """
    if not by.may(PermissionName.DELIVER_FILES, tenant=tenant):
        raise RegistrationRefusedError("no-role-in-this-municipality")


def reason_given(text: str) -> str:
    """Return a reason without surplus space.

    Raises:
        RegistrationRefusedError: when there is none.
    """
    said = " ".join(text.replace("\0", "").split())[:LONGEST_REASON]
    if not said:
        raise RegistrationRefusedError("no-reason")
    return said
