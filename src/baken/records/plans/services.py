"""Writes of plans: a file is taken in whole as a new version, or not at all."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from baken.foundation.intake.turns import take_turn
from baken.foundation.partners.scope import in_tenant
from baken.foundation.partners.selectors import municipality_codes
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.plans.facts import PlanReceipt
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.reading import PlanContent, read_plan
from baken.records.plans.schema import GOAL_TABLES
from baken.records.plans.selectors import tables_of_version
from baken.records.plans.whole import head_of
from baken.vocabulary.errors import UnusableInputError


def take_in_plan(
    content: bytes, *, name: str, at: datetime, actor: int | None = None
) -> PlanReceipt:
    """Take in a plan file that somebody offers; the newest content again changes nothing.

    ``actor`` is who asked for it on screen; the command line has none.

    Raises:
        UnusableInputError: when something in the file is wrong, or its municipality does not work
            here; nothing is kept.
    """
    read = read_plan(content, name=name)
    tenant = _tenant(read, name)
    with transaction.atomic(), in_tenant(tenant):
        take_turn_of_plan(read.head.id)
        newest = _versions(read).first()
        if newest is not None and newest.sha256 == _digest(content):
            return receipt_of(read, newest.number, is_new=False)
        version = keep_version(read, content, name=name, at=at)
        write_audit_entry(
            tenant=tenant,
            actor=actor,
            at=at,
            action="import-plan",
            subject=f"plan {version.plan}",
            details={"version": str(version.number), "sha256": version.sha256},
        )
    return receipt_of(read, version.number, is_new=True)


def take_in_bundled_plan(content: bytes, *, name: str, at: datetime) -> PlanReceipt | None:
    """Take in a plan that comes with Baken, once; None where its municipality does not work here.

    It is nobody's act, so nothing is written in a log. A version that somebody took in since
    stays the newest.
    """
    read = read_plan(content, name=name)
    if read.head.municipality_code not in municipality_codes():
        return None
    with transaction.atomic(), in_tenant(read.head.municipality_code):
        take_turn_of_plan(read.head.id)
        known = _versions(read).filter(sha256=_digest(content)).first()
        version = known or keep_version(read, content, name=name, at=at)
    return receipt_of(read, version.number, is_new=known is None)


def receipt_of_newest(plan: str) -> PlanReceipt:
    """Return the receipt of a plan that came in before: nothing is new."""
    version = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    if version is None:
        raise UnusableInputError(f'there is no plan "{plan}"')
    tables: dict[str, Any] = tables_of_version(version)
    return receipt_of(PlanContent(head_of(tables), tables), version.number, is_new=False)


def _tenant(read: PlanContent, name: str) -> str:
    tenant, known = read.head.municipality_code, municipality_codes()
    if tenant not in known:
        raise UnusableInputError(
            f'{name}: plan: municipality_code "{tenant}" is none of this installation; '
            f"known: {', '.join(known) or 'none'}; see BAKEN_MUNICIPALITIES"
        )
    return tenant


def take_turn_of_plan(plan: str) -> None:
    """Let versions of one plan come one after another, until the end of the transaction."""
    take_turn(f"plan {plan}")


def _versions(read: PlanContent) -> QuerySet[PlanVersion]:
    return PlanVersion.objects.filter(plan=read.head.id).order_by("-number")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep_version(
    read: PlanContent, content: bytes, *, name: str, at: datetime, why: str = "", by_role: str = ""
) -> PlanVersion:
    """Keep a plan that was found right as the next version; the caller took its turn."""
    newest = _versions(read).first()
    version = PlanVersion.objects.create(
        tenant_id=read.head.municipality_code,
        plan=read.head.id,
        number=newest.number + 1 if newest else 1,
        head=read.tables["plan"],
        file_name=name,
        sha256=_digest(content),
        known_from=at,
        why=why,
        by_role=by_role,
    )
    PlanRow.objects.bulk_create(_rows(version, read.tables))
    return version


def _rows(version: PlanVersion, tables: dict[str, Any]) -> Iterator[PlanRow]:
    for table, rows in tables.items():
        if table == "plan":
            continue
        # A table that occurs once has no place among others.
        for place, row in enumerate(rows if isinstance(rows, list) else [rows]):
            number = place + 1 if isinstance(rows, list) else 0
            yield PlanRow(
                tenant_id=version.tenant_id,
                version=version,
                table=table,
                place=number,
                content=row,
            )


def receipt_of(read: PlanContent, version: int, *, is_new: bool) -> PlanReceipt:
    """Say what became of a plan that was found right."""
    return PlanReceipt(
        plan=read.head.id,
        title=read.head.title_en,
        version=version,
        is_new=is_new,
        goals=sum(len(read.tables.get(table, [])) for table in GOAL_TABLES),
        measures=len(read.tables.get("measure", [])),
    )
