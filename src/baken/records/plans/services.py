"""Writes of plans: a file is taken in whole as a new version, or not at all."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from baken.foundation.partners.scope import in_tenant
from baken.foundation.partners.selectors import municipality_codes
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.plans.facts import PlanReceipt
from baken.records.plans.models import PlanRow, PlanVersion
from baken.records.plans.reading import PlanContent, read_plan
from baken.records.plans.schema import GOAL_TABLES
from baken.records.plans.selectors import tables_of
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
        newest = _versions(read).first()
        if newest is not None and newest.sha256 == _digest(content):
            return _receipt(read, newest.number, is_new=False)
        version = _keep(read, content, name=name, at=at)
        write_audit_entry(
            tenant=tenant,
            actor=actor,
            at=at,
            action="import-plan",
            subject=f"plan {version.plan}",
            details={"version": str(version.number), "sha256": version.sha256},
        )
    return _receipt(read, version.number, is_new=True)


def take_in_bundled_plan(content: bytes, *, name: str, at: datetime) -> PlanReceipt | None:
    """Take in a plan that comes with Baken, once; None where its municipality does not work here.

    It is nobody's act, so nothing is written in a log. A version that somebody took in since
    stays the newest.
    """
    read = read_plan(content, name=name)
    if read.head.municipality_code not in municipality_codes():
        return None
    with transaction.atomic():
        known = _versions(read).filter(sha256=_digest(content)).first()
        version = known or _keep(read, content, name=name, at=at)
    return _receipt(read, version.number, is_new=known is None)


def receipt_of_newest(plan: str) -> PlanReceipt:
    """Return the receipt of a plan that came in before: nothing is new."""
    version = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    if version is None:
        raise UnusableInputError(f'there is no plan "{plan}"')
    tables: dict[str, Any] = {"plan": version.head, **tables_of(version)}
    return _receipt(PlanContent(head_of(tables), tables), version.number, is_new=False)


def _tenant(read: PlanContent, name: str) -> str:
    tenant, known = read.head.municipality_code, municipality_codes()
    if tenant not in known:
        raise UnusableInputError(
            f'{name}: plan: municipality_code "{tenant}" is none of this installation; '
            f"known: {', '.join(known) or 'none'}; see BAKEN_MUNICIPALITIES"
        )
    return tenant


def _versions(read: PlanContent) -> QuerySet[PlanVersion]:
    found = PlanVersion.objects.select_for_update().filter(plan=read.head.id)
    return found.order_by("-number")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _keep(read: PlanContent, content: bytes, *, name: str, at: datetime) -> PlanVersion:
    newest = _versions(read).first()
    version = PlanVersion.objects.create(
        plan=read.head.id,
        number=newest.number + 1 if newest else 1,
        municipality_code=read.head.municipality_code,
        head=read.tables["plan"],
        file_name=name,
        sha256=_digest(content),
        known_from=at,
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
            yield PlanRow(version=version, table=table, place=number, content=row)


def _receipt(read: PlanContent, version: int, *, is_new: bool) -> PlanReceipt:
    return PlanReceipt(
        plan=read.head.id,
        title=read.head.title_en,
        version=version,
        is_new=is_new,
        goals=sum(len(read.tables.get(table, [])) for table in GOAL_TABLES),
        measures=len(read.tables.get("measure", [])),
    )
