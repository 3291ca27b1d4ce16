"""Mappings that a person keeps, renames or removes: permission, write and audit together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from baken.foundation.intake.columns.column import Column
from baken.foundation.intake.columns.comparing import header_fingerprint
from baken.foundation.intake.columns.mapping import ColumnMapping, as_json
from baken.foundation.intake.columns.saved import checked_mapping
from baken.foundation.intake.models import SavedMapping
from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.permission import PermissionName

LONGEST_NAME = 60


class MappingRefusedError(Exception):
    """A mapping cannot be kept, renamed or removed; ``reason`` says why in a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def keep_mapping(
    *,
    name: str,
    kind: str,
    columns: Sequence[Column],
    header: Sequence[str],
    mapping: ColumnMapping,
    tenant: str,
    by: Scope,
    at: datetime,
) -> None:
    """Keep a mapping of a municipality under a name; the same name again replaces it.

    Raises:
        MappingRefusedError: when the person delivers no files there, or the name is empty.
        UnusableInputError: when it does not fit the kind or the header.
    """
    said = _name(name)
    _check_may(by, tenant)
    checked = checked_mapping(said, columns, header, mapping)
    with transaction.atomic():
        SavedMapping.objects.update_or_create(
            tenant_id=tenant,
            name=said,
            defaults={
                "kind": kind,
                "header": list(header),
                "fingerprint": header_fingerprint(header),
                "mapping": as_json(checked),
                "saved_at": at,
            },
        )
        _log("save-mapping", tenant, said, by, at)


def rename_mapping(*, identifier: int, name: str, by: Scope, at: datetime) -> None:
    """Give a mapping another name; raises MappingRefusedError."""
    said = _name(name)
    row = _mine(identifier, by)
    row.name = said
    try:
        with transaction.atomic():
            row.save(update_fields=["name"])
            _log("rename-mapping", row.tenant_id, said, by, at)
    except IntegrityError:
        raise MappingRefusedError("name-is-taken") from None


def remove_mapping(*, identifier: int, by: Scope, at: datetime) -> None:
    """Remove a mapping; deliveries that were read by it keep theirs. Raises MappingRefusedError."""
    row = _mine(identifier, by)
    with transaction.atomic():
        _log("remove-mapping", row.tenant_id, row.name, by, at)
        row.delete()


def _mine(identifier: int, by: Scope) -> SavedMapping:
    row = SavedMapping.objects.filter(id=identifier, tenant__isnull=False).first()
    if row is None:
        raise MappingRefusedError("unknown-mapping")
    _check_may(by, row.tenant_id)
    return row


def _name(given: str) -> str:
    said = " ".join(given.split())[:LONGEST_NAME]
    if not said:
        raise MappingRefusedError("no-name")
    return said


def _check_may(by: Scope, tenant: str) -> None:
    if not by.may(PermissionName.DELIVER_FILES, tenant=tenant):
        raise MappingRefusedError("no-role-in-this-municipality")


def _log(action: str, tenant: str, name: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=tenant,
        actor=by.person or 0,
        at=at,
        action=action,
        subject="column mapping",
        details={"mapping": name},
    )
