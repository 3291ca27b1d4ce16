"""Writes of remarks: permission, write and audit in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import (
    RemarkRefusedError,
    check_text,
    check_withdrawal,
    role_to_write,
)
from baken.records.remarks.selectors import remark_fact
from baken.vocabulary.area import municipality_of, parse_area_code


def write_remark(
    *, area_code: str, year: int, indicator: str, text: str, by: Scope, at: datetime
) -> RemarkFact:
    """Write a signed remark about an area's figure.

    Raises:
        RemarkRefusedError: when the person may not, or the text cannot be used.
    """
    role = role_to_write(by, area_code)
    tenant = municipality_of(parse_area_code(area_code))
    with transaction.atomic():
        remark = Remark.objects.create(
            tenant_id=tenant,
            area_code=area_code,
            period=str(year),
            indicator=indicator,
            text=check_text(text),
            author_id=by.person,
            author_role=role,
            written_at=at,
        )
        write_audit_entry(
            tenant=tenant,
            actor=by.person,
            at=at,
            action="write-remark",
            subject=f"remark {remark.id}",
            details={"area": area_code, "period": str(year), "indicator": indicator},
        )
    return remark_fact(remark)


def withdraw_remark(*, identifier: UUID, by: Scope, at: datetime) -> RemarkFact:
    """Withdraw one's own remark; the row stays, with the moment.

    Raises:
        RemarkRefusedError: when it does not exist for this person, or may not be withdrawn.
    """
    with transaction.atomic():
        remark = Remark.objects.select_for_update(of=("self",)).filter(id=identifier).first()
        if remark is None:
            raise RemarkRefusedError("unknown-remark")
        check_withdrawal(by, remark_fact(remark))
        remark.withdrawn_at = at
        remark.save(update_fields=["withdrawn_at"])
        write_audit_entry(
            tenant=remark.tenant_id,
            actor=by.person,
            at=at,
            action="withdraw-remark",
            subject=f"remark {remark.id}",
        )
    return remark_fact(remark)
