"""Decisions about statements, without a database."""

from datetime import date

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.place_texts import PlaceTextError, checked_place_text
from baken.records.statements.facts import AreaStatementFact
from baken.vocabulary.area import municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

LONGEST_SUBJECT, LONGEST_TEXT = 80, 600


class StatementRefusedError(Exception):
    """The statement may not be signed, shown or withdrawn; ``reason`` is a word for the screen.

    ``words`` are those of the text that it is about.
    """

    def __init__(self, reason: str, words: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose statements this scope may read, also those not public."""
    return scope.where(PermissionName.READ_STATEMENTS)


def role_to_sign(scope: Scope, area_code: str) -> Role:
    """Return the role under which this scope signs a statement about the area.

    Raises:
        StatementRefusedError: when it holds no such role in the area's municipality.
    """
    tenant = municipality_of(parse_area_code(area_code))
    role = scope.role_for(PermissionName.SIGN_STATEMENTS, tenant=tenant)
    if role is None:
        raise StatementRefusedError("no-role-in-this-municipality")
    return role


def check_words(text: str, *, longest: int) -> str:
    """Return the text without surrounding space.

    Raises:
        StatementRefusedError: when it is empty, too long, no text, or holds what leads to a
            person: an e-mail address, a telephone number, a licence plate, a name with a form of
            address, or a street with a house number.
    """
    try:
        return checked_place_text(text, longest=longest)
    except PlaceTextError as refusal:
        raise StatementRefusedError(refusal.reason, refusal.words) from refusal


def check_days(*, signed_on: date, review_on: date, expires_on: date) -> None:
    """Let a statement be looked at again before it expires, and not before it was signed.

    Raises:
        StatementRefusedError: otherwise.
    """
    if not signed_on < review_on <= expires_on:
        raise StatementRefusedError("days-out-of-order")


def check_showing(scope: Scope, statement: AreaStatementFact) -> None:
    """Let who may publish statements of the municipality show one to everybody, or not any more.

    Raises:
        StatementRefusedError: when it may not be read, or shown by this scope, or was withdrawn.
    """
    if statement.tenant not in readable_tenants(scope):
        raise StatementRefusedError("unknown-statement")
    if not scope.may(PermissionName.PUBLISH_STATEMENTS, tenant=statement.tenant):
        raise StatementRefusedError("may-not-show")
    if statement.withdrawn_at is not None:
        raise StatementRefusedError("withdrawn-already")


def check_withdrawal(scope: Scope, statement: AreaStatementFact) -> None:
    """Let only the author withdraw a statement that still stands.

    Raises:
        StatementRefusedError: when it may not be read, somebody else signed it, or it was
            withdrawn before.
    """
    if statement.tenant not in readable_tenants(scope):
        raise StatementRefusedError("unknown-statement")
    if scope.person != statement.author_id:
        raise StatementRefusedError("not-the-author")
    if statement.withdrawn_at is not None:
        raise StatementRefusedError("withdrawn-already")
