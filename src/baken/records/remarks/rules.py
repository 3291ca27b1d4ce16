"""Decisions about remarks, without a database."""

from baken.catalogue.roles import roles_with
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.person_words import person_words
from baken.records.remarks.facts import RemarkFact
from baken.vocabulary.area import municipality_of, parse_area_code
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

WRITING_ROLES = roles_with(PermissionName.WRITE_REMARKS)
READING_ROLES = roles_with(PermissionName.READ_REMARKS)
LONGEST_TEXT = 1000
FIRST_YEAR = 1900


class RemarkRefusedError(Exception):
    """The remark may not be written or withdrawn; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def readable_tenants(scope: Scope) -> frozenset[str]:
    """Return the municipalities whose remarks this scope may read: one role per municipality.

    A resident of one municipality who works in another reads the remarks of the other only.
    """
    return scope.where(PermissionName.READ_REMARKS)


def role_to_write(scope: Scope, area_code: str) -> Role:
    """Return the role under which this scope may write about the area.

    Raises:
        RemarkRefusedError: when it holds no writing role in the area's municipality.
    """
    tenant = municipality_of(parse_area_code(area_code))
    role = scope.role_for(PermissionName.WRITE_REMARKS, tenant=tenant)
    if role is None:
        raise RemarkRefusedError("no-role-in-this-municipality")
    return role


def check_text(text: str) -> str:
    """Return the text without surrounding space, a line end counted as one character.

    Raises:
        RemarkRefusedError: when it is empty, longer than 1,000 characters, no text, or names a
            person or a house.
    """
    # Browsers send two characters for a line end and count one.
    stripped = text.replace("\r\n", "\n").strip()
    if not stripped:
        raise RemarkRefusedError("empty-text")
    if len(stripped) > LONGEST_TEXT:
        raise RemarkRefusedError("text-too-long")
    if "\0" in stripped:
        raise RemarkRefusedError("unusable-characters")
    if person_words(stripped):
        raise RemarkRefusedError("names-a-person")
    return stripped


def check_year(year: int, *, this_year: int) -> int:
    """Return the year.

    Raises:
        RemarkRefusedError: when no figure of that year can exist.
    """
    if not FIRST_YEAR <= year <= this_year:
        raise RemarkRefusedError("unknown-year")
    return year


def check_withdrawal(scope: Scope, remark: RemarkFact) -> None:
    """Let only the author withdraw a remark that still stands.

    Raises:
        RemarkRefusedError: when it may not be read, somebody else wrote it, or it was withdrawn.
    """
    if remark.tenant not in readable_tenants(scope):
        raise RemarkRefusedError("unknown-remark")
    if scope.person != remark.author_id:
        raise RemarkRefusedError("not-the-author")
    if remark.withdrawn_at is not None:
        raise RemarkRefusedError("withdrawn-already")
