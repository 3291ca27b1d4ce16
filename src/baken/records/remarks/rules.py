"""Decisions about remarks, without a database."""

from baken.foundation.partners.scope import Scope
from baken.records.remarks.facts import RemarkFact
from baken.vocabulary.area import municipality_of, parse_area_code
from baken.vocabulary.role import Role

WRITING_ROLES = (Role.GEBIEDSMANAGER, Role.COORDINATOR, Role.POLICY_ADVISER)
LONGEST_TEXT = 1000


class RemarkRefusedError(Exception):
    """The remark may not be written or withdrawn; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def role_to_write(scope: Scope, area_code: str) -> Role:
    """Return the role under which this scope may write about the area.

    Raises:
        RemarkRefusedError: when it holds no writing role in the area's municipality.
    """
    tenant = municipality_of(parse_area_code(area_code))
    held = [role for role in WRITING_ROLES if scope.holds(role, tenant=tenant)]
    if not held:
        raise RemarkRefusedError("no-role-in-this-municipality")
    return held[0]


def check_text(text: str) -> str:
    """Return the text without surrounding space.

    Raises:
        RemarkRefusedError: when it is empty or longer than 1,000 characters.
    """
    stripped = text.strip()
    if not stripped:
        raise RemarkRefusedError("empty-text")
    if len(stripped) > LONGEST_TEXT:
        raise RemarkRefusedError("text-too-long")
    return stripped


def check_withdrawal(scope: Scope, remark: RemarkFact) -> None:
    """Let only the author withdraw a remark that still stands.

    Raises:
        RemarkRefusedError: when somebody else wrote it or it was withdrawn before.
    """
    if scope.person != remark.author_id:
        raise RemarkRefusedError("not-the-author")
    if remark.withdrawn_at is not None:
        raise RemarkRefusedError("withdrawn-already")
