"""Publishing freezes: the content, what it was made of, and every file as it goes out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.accounts.facts import FileForm, PublishedAccountFact
from baken.records.accounts.models import AccountFile, PublishedAccount
from baken.records.accounts.rules import check_replacing, role_to_publish
from baken.records.accounts.selectors import published_account


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountToPublish:
    """An account ready to go out: its canonical content, its inputs, and its files."""

    tenant: str
    plan: str
    year: int
    content: str
    inputs: Sequence[Mapping[str, Any]]
    made_with: Mapping[str, str]
    files: Mapping[tuple[str, FileForm], bytes]
    reason: str = ""
    hides_replaced: bool = False


def publish_account(ready: AccountToPublish, *, by: Scope, at: datetime) -> PublishedAccountFact:
    """Publish an account; one that was published before is replaced with a reason, and stays.

    Raises:
        AccountRefusedError: when the person may not, or a reason is missing.
    """
    role = role_to_publish(by, ready.tenant)
    with transaction.atomic(), operation():
        newest = PublishedAccount.objects.filter(
            tenant_id=ready.tenant, plan=ready.plan, year=ready.year
        ).aggregate(newest=Max("number"))["newest"]
        row = PublishedAccount.objects.create(
            tenant_id=ready.tenant,
            plan=ready.plan,
            year=ready.year,
            number=(newest or 0) + 1,
            content=ready.content,
            content_sha256=sha256_of(ready.content.encode()),
            inputs=list(ready.inputs),
            made_with=dict(ready.made_with),
            reason=check_replacing(newest, ready.reason),
            hides_replaced=ready.hides_replaced and newest is not None,
            published_at=at,
            published_role=role,
        )
        AccountFile.objects.bulk_create(_files(row, ready))
        write_audit_entry(
            tenant=ready.tenant,
            actor=by.person,
            at=at,
            action="publish-account",
            subject=f"account {row.plan} {row.year} number {row.number}",
            details={"content": row.content_sha256, "reason": row.reason[:200]},
        )
    return published_account(ready.plan, ready.year, row.number)


def _files(row: PublishedAccount, ready: AccountToPublish) -> list[AccountFile]:
    return [
        AccountFile(
            account=row,
            tenant_id=ready.tenant,
            language=language,
            form=form,
            sha256=sha256_of(content),
            content=content,
        )
        for (language, form), content in sorted(ready.files.items())
    ]


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 by which a file can be known again."""
    return hashlib.sha256(content).hexdigest()
