"""A delivery is taken back, or put back: what held before it holds again, and nothing is lost.

When it did not count is kept with the delivery: what was known on a day stays known.
"""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.merge import put_back_versions, withdraw_versions
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.turns import take_turn
from baken.foundation.intake.versioned import VersionedTable
from baken.foundation.partners.scope import in_tenant
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.delivery import DeliveryState
from baken.vocabulary.errors import UnusableInputError

LONGEST_REASON = 300


def withdraw_delivery(
    *, kind: FileKind, delivery: UUID, corrector: Corrector, reason: str = ""
) -> int:
    """Withdraw a delivery and return how many values it had brought.

    What earlier deliveries said of the same holds again; its waiting rows wait no longer. The
    same file may be delivered anew afterwards, or this delivery be put back.

    Raises:
        UnusableInputError: when it is not there, was withdrawn before, or its kind cannot.
    """

    def take_back(found: Delivery, table: VersionedTable) -> int:
        number = withdraw_versions(table, found.id, corrector.at)
        began = {"from": corrector.at.isoformat(), "until": None, "reason": reason[:LONGEST_REASON]}
        found.absences = [*found.absences, began]
        found.state, found.withdrawn_at = DeliveryState.WITHDRAWN, corrector.at
        return number

    action = "withdraw-delivery"
    return _change(kind, delivery, corrector, DeliveryState.TAKEN_IN, action, reason, take_back)


def put_back_delivery(
    *, kind: FileKind, delivery: UUID, corrector: Corrector, reason: str = ""
) -> int:
    """Let a withdrawn delivery count again, at its own moment; return how many values it brings.

    Raises:
        UnusableInputError: when it is not there, counts already, or the same file came in anew.
    """

    def bring_back(found: Delivery, table: VersionedTable) -> int:
        _refuse_twice(found)
        if found.absences:
            *earlier, last = found.absences
            found.absences = [*earlier, last | {"until": corrector.at.isoformat()}]
        found.state, found.withdrawn_at = DeliveryState.TAKEN_IN, None
        return put_back_versions(table, found.id)

    action = "put-back-delivery"
    return _change(kind, delivery, corrector, DeliveryState.WITHDRAWN, action, reason, bring_back)


def _change(
    kind: FileKind,
    delivery: UUID,
    corrector: Corrector,
    expected: DeliveryState,
    action: str,
    reason: str,
    change: Callable[[Delivery, VersionedTable], int],
) -> int:
    with transaction.atomic(), in_tenant(corrector.tenant):
        take_turn("intake")
        found = Delivery.objects.filter(id=delivery).first()
        if found is None or found.kind != kind.name:
            raise UnusableInputError(f"there is no delivery {delivery} of kind {kind.name}")
        if found.state != expected:
            withdrawn = found.state == DeliveryState.WITHDRAWN
            said = "was withdrawn before" if withdrawn else "is not withdrawn"
            raise UnusableInputError(f'"{found.file_name}" {said}')
        if kind.table is None:
            raise UnusableInputError(
                f"a delivery of kind {kind.name} cannot be withdrawn; deliver a corrected file"
            )
        number = change(found, kind.table)
        found.save(update_fields=["state", "withdrawn_at", "absences"])
        kind.settle(found.id)
        if corrector.tenant:
            details = {"file": found.file_name, "rows": str(found.rows)}
            write_audit_entry(
                tenant=corrector.tenant,
                actor=corrector.by,
                at=corrector.at,
                action=action,
                subject=str(found.id),
                details=details | ({"why": reason[:LONGEST_REASON]} if reason else {}),
            )
        return number


def _refuse_twice(found: Delivery) -> None:
    same = Delivery.objects.filter(
        kind=found.kind,
        sha256=found.sha256,
        source=found.source,
        delivered_on=found.delivered_on,
        options=found.options,
        tenant=found.tenant_id,
        state=DeliveryState.TAKEN_IN,
    )
    if same.exists():
        raise UnusableInputError(
            f'"{found.file_name}" was brought in again after it was withdrawn; that delivery counts'
        )
