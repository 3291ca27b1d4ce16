"""Writes of statements: permission, write and audit in one transaction."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.statements.facts import AreaStatementFact
from baken.records.statements.models import AreaStatement
from baken.records.statements.rules import (
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    StatementRefusedError,
    check_days,
    check_showing,
    check_withdrawal,
    check_words,
    role_to_sign,
)
from baken.records.statements.selectors import ACTIVITY, statement_fact
from baken.vocabulary.area import municipality_of, parse_area_code
from baken.vocabulary.pillar import Bearing, Pillar


def sign_statement(
    *,
    area_code: str,
    pillar: Pillar,
    bearing: Bearing,
    subject: str,
    text: str,
    days: tuple[date, date],
    by: Scope,
    at: datetime,
) -> AreaStatementFact:
    """Sign a statement about an area; ``days`` are to look again, and to expire.

    Raises:
        StatementRefusedError: when the person may not, the area does not exist, or the text or
            the days cannot be used.
    """
    role = role_to_sign(by, area_code)
    code = parse_area_code(area_code)
    if not names_of([code]):
        raise StatementRefusedError("unknown-area")
    review_on, expires_on = days
    check_days(signed_on=at.date(), review_on=review_on, expires_on=expires_on)
    with transaction.atomic(), operation():
        row = AreaStatement.objects.create(
            tenant_id=municipality_of(code),
            area_code=code,
            pillar=pillar,
            bearing=bearing,
            subject=check_words(subject, longest=LONGEST_SUBJECT),
            text=check_words(text, longest=LONGEST_TEXT),
            author_id=by.person,
            author_role=role,
            signed_at=at,
            review_on=review_on,
            expires_on=expires_on,
        )
        _log(row, "sign-statement", by, at)
    return statement_fact(row)


def show_statement(*, identifier: UUID, public: bool, by: Scope, at: datetime) -> AreaStatementFact:
    """Show a statement to everybody, or not any more.

    Raises:
        StatementRefusedError: when it does not exist for this person, or may not be shown.
    """

    def shown(row: AreaStatement) -> str:
        check_showing(by, statement_fact(row))
        row.is_public, row.shown_by_id = public, by.person if public else None
        return "show-statement" if public else "hide-statement"

    return _changed(identifier, shown, by, at)


def withdraw_statement(*, identifier: UUID, by: Scope, at: datetime) -> AreaStatementFact:
    """Withdraw one's own statement; the row stays, with the moment, and is public no more.

    Raises:
        StatementRefusedError: when it does not exist for this person, or may not be withdrawn.
    """

    def withdrawn(row: AreaStatement) -> str:
        check_withdrawal(by, statement_fact(row))
        row.withdrawn_at, row.is_public, row.shown_by_id = at, False, None
        return "withdraw-statement"

    return _changed(identifier, withdrawn, by, at)


def _changed(
    identifier: UUID, change: Callable[[AreaStatement], str], by: Scope, at: datetime
) -> AreaStatementFact:
    with transaction.atomic(), operation():
        found = AreaStatement.objects.select_for_update(of=("self",)).select_related("author")
        row = found.filter(id=identifier).first()
        if row is None:
            raise StatementRefusedError("unknown-statement")
        act = change(row)
        row.save(update_fields=["is_public", "shown_by", "withdrawn_at"])
        _log(row, act, by, at)
    return statement_fact(row)


def _log(row: AreaStatement, act: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=act,
        subject=f"statement {row.id}",
        details={"area": row.area_code},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=act,
        at=at,
        subject=("person", str(row.author_id)),
    )
