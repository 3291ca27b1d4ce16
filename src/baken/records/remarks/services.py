"""Writes of remarks: permission, write and audit in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.catalogue.indicators import INDICATORS
from baken.foundation.partners.scope import Scope
from baken.foundation.places.selectors import names_of
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.remarks.facts import RemarkFact
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import (
    RemarkRefusedError,
    check_text,
    check_withdrawal,
    check_year,
    role_to_write,
)
from baken.records.remarks.selectors import ACTIVITY, remark_fact
from baken.vocabulary.area import AreaCode, municipality_of, parse_area_code


def write_remark(
    *, area_code: str, year: int, indicator: str, text: str, by: Scope, at: datetime
) -> RemarkFact:
    """Write a signed remark about an area's figure.

    Raises:
        RemarkRefusedError: when the person may not, or what is remarked on does not exist, or
            the text cannot be used.
    """
    role = role_to_write(by, area_code)
    code = parse_area_code(area_code)
    _check_subject(code, indicator)
    tenant = municipality_of(code)
    with transaction.atomic(), operation():
        remark = Remark.objects.create(
            tenant_id=tenant,
            area_code=code,
            period=str(check_year(year, this_year=at.year)),
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
            details={"area": code, "period": str(year), "indicator": indicator},
        )
        _log_processing(remark, "write-remark", at)
    return remark_fact(remark)


def _check_subject(code: AreaCode, indicator: str) -> None:
    if not names_of([code]):
        raise RemarkRefusedError("unknown-area")
    if indicator not in {definition.id for definition in INDICATORS}:
        raise RemarkRefusedError("unknown-indicator")


def withdraw_remark(*, identifier: UUID, by: Scope, at: datetime) -> RemarkFact:
    """Withdraw one's own remark; the row stays, with the moment.

    Raises:
        RemarkRefusedError: when it does not exist for this person, or may not be withdrawn.
    """
    with transaction.atomic(), operation():
        found = Remark.objects.select_for_update(of=("self",)).select_related("author")
        remark = found.filter(id=identifier).first()
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
            details={"area": remark.area_code, "period": remark.period},
        )
        _log_processing(remark, "withdraw-remark", at)
    return remark_fact(remark)


def _log_processing(remark: Remark, name: str, at: datetime) -> None:
    write_processing_line(
        tenant=remark.tenant_id,
        activity=ACTIVITY,
        name=name,
        at=at,
        subject=("person", str(remark.author_id)),
    )
