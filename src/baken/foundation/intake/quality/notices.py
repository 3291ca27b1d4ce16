"""Writes and answers data-quality notices; a person's steps are kept and logged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from baken.catalogue.quality import CHECKS
from baken.foundation.intake.models import QualityNotice, QualityStep
from baken.foundation.intake.quality.findings import Finding
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.quality import QualityState

_LABELS = {check.id: (check.label_nl, check.label_en) for check in CHECKS}


class QualityRefusedError(ValueError):
    """A step with a notice that this person may not make, or that says nothing."""


@dataclass(frozen=True, slots=True)
class QualityNoticeFact:
    """A notice: what does not fit, where, the arithmetic, how far somebody is with it.

    ``looked_at_by`` is the person of the last step, as far as who asks may see it.
    """

    id: int
    check: str
    label_nl: str
    label_en: str
    area: str
    period: str
    subject: str
    arithmetic: Mapping[str, float | int | str]
    sentence_nl: str
    sentence_en: str
    state: QualityState
    explanation: str
    looked_at_by: int | None
    found_at: datetime
    mended_at: datetime | None


@dataclass(frozen=True, slots=True)
class QualityCounts:
    """What a round of checks made of the notices."""

    found: int
    new: int
    mended: int


def replace_findings(
    findings: Iterable[Finding], *, names: Mapping[str, str], at: datetime
) -> QualityCounts:
    """Bring the notices up to date with what a whole round of checks found.

    A notice that was found before keeps its steps; one that is no longer found is mended.
    """
    by_key = {finding.key: finding for finding in findings}
    with transaction.atomic():
        rows, new = _kept(by_key, names, at)
        gone = QualityNotice.objects.filter(mended_at=None).exclude(key__in=by_key)
        mended = gone.update(mended_at=at)
    return QualityCounts(found=rows, new=new, mended=mended)


def raise_findings(findings: Iterable[Finding], *, names: Mapping[str, str], at: datetime) -> None:
    """Raise notices at once, between two rounds of checks; other notices stay as they are."""
    with transaction.atomic():
        _kept({finding.key: finding for finding in findings}, names, at)


def _kept(by_key: Mapping[str, Finding], names: Mapping[str, str], at: datetime) -> tuple[int, int]:
    held = {notice.key: notice for notice in QualityNotice.objects.select_for_update()}
    rows = [
        _row(held.get(key), finding, names.get(finding.area, finding.area), at)
        for key, finding in by_key.items()
    ]
    new = [row for row in rows if row.pk is None]
    QualityNotice.objects.bulk_create(new, batch_size=500)
    known = [row for row in rows if row.pk is not None and row.key in held]
    QualityNotice.objects.bulk_update(known, _REPLACED, batch_size=500)
    return len(rows), len(new)


_REPLACED = ("arithmetic", "sentence_nl", "sentence_en", "mended_at")


def _row(held: QualityNotice | None, finding: Finding, name: str, at: datetime) -> QualityNotice:
    row = held or QualityNotice(
        key=finding.key,
        check_id=finding.check.id,
        area_code=finding.area,
        period=finding.period,
        subject=finding.subject,
        found_at=at,
    )
    row.arithmetic = dict(finding.arithmetic)
    row.sentence_nl, row.sentence_en = finding.sentence("nl", name), finding.sentence("en", name)
    row.mended_at = None
    return row


def quality_notices(*, with_mended: bool = False) -> tuple[QualityNoticeFact, ...]:
    """Return the notices, those that still hold or all, by check, area and period."""
    found = QualityNotice.objects.order_by("check_id", "area_code", "period", "subject")
    if not with_mended:
        found = found.filter(mended_at=None)
    last = {step.notice_id: step for step in QualityStep.objects.order_by("at", "id")}
    return tuple(_fact(row, last.get(row.id)) for row in found)


def notices_since(moment: datetime, *, periods: Iterable[str]) -> tuple[QualityNoticeFact, ...]:
    """Return the notices about these periods that were found since and still hold.

    How far somebody is with them is left out.
    """
    found = QualityNotice.objects.filter(
        mended_at=None, found_at__gte=moment, period__in=list(periods)
    )
    return tuple(_fact(row, None) for row in found.order_by("check_id", "area_code", "period"))


def notices_of_area(area: str) -> tuple[QualityNoticeFact, ...]:
    """Return the notices about an area that still hold, without how far somebody is with them."""
    found = QualityNotice.objects.filter(mended_at=None, area_code=area)
    return tuple(_fact(row, None) for row in found.order_by("check_id", "period", "subject"))


def take_step(
    *, notice: int, state: QualityState, explanation: str, by: Scope, tenant: str, at: datetime
) -> None:
    """Say how far one is with a notice: look at it, explain it, or open it again.

    Raises:
        QualityRefusedError: when the person may not, or explains without an explanation.
    """
    if not by.may(PermissionName.DELIVER_FILES, tenant=tenant):
        raise QualityRefusedError("only the data steward of the municipality looks at its notices")
    if state is QualityState.MENDED:
        raise QualityRefusedError("a notice is mended when a delivery mends it, not by saying so")
    if state is QualityState.EXPLAINED and not explanation.strip():
        raise QualityRefusedError("an explained notice needs its explanation; write it down")
    with transaction.atomic(), operation():
        row = QualityNotice.objects.filter(id=notice, area_code__regex=f"^..{tenant[2:]}").first()
        if row is None:
            raise QualityRefusedError(f"{tenant} has no notice {notice}; see baken quality")
        QualityStep.objects.create(
            tenant_id=tenant,
            notice=row,
            state=state,
            explanation=explanation.strip()[:1000],
            person_id=by.person,
            at=at,
        )
        write_audit_entry(
            tenant=tenant,
            actor=by.person,
            at=at,
            action="quality-step",
            subject=f"quality notice {row.key}"[:200],
            details={"state": state},
        )


def _fact(row: QualityNotice, step: QualityStep | None) -> QualityNoticeFact:
    state = QualityState(step.state) if step else QualityState.OPEN
    label_nl, label_en = _LABELS.get(row.check_id, (row.check_id, row.check_id))
    return QualityNoticeFact(
        id=row.id,
        check=row.check_id,
        label_nl=label_nl,
        label_en=label_en,
        area=row.area_code,
        period=row.period,
        subject=row.subject,
        arithmetic=row.arithmetic,
        sentence_nl=row.sentence_nl,
        sentence_en=row.sentence_en,
        state=QualityState.MENDED if row.mended_at else state,
        explanation=step.explanation if step else "",
        looked_at_by=step.person_id if step else None,
        found_at=row.found_at,
        mended_at=row.mended_at,
    )
