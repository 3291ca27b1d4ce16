"""A delivery is taken back: its values no longer hold, what was known until then stays known."""

from uuid import UUID

from django.db import transaction

from baken.foundation.intake.correcting import Corrector
from baken.foundation.intake.kind import FileKind
from baken.foundation.intake.models import Delivery
from baken.foundation.intake.turns import take_turn
from baken.foundation.partners.scope import in_tenant
from baken.foundation.stewardship.services import write_audit_entry
from baken.vocabulary.delivery import DeliveryState
from baken.vocabulary.errors import UnusableInputError


def withdraw_delivery(*, kind: FileKind, delivery: UUID, corrector: Corrector) -> int:
    """Withdraw a delivery and return how many values it had brought.

    What earlier deliveries said of the same holds again; its waiting rows wait no longer. The
    same file may be delivered anew afterwards.

    Raises:
        UnusableInputError: when it is not there, was withdrawn before, or its kind cannot.
    """
    with transaction.atomic(), in_tenant(corrector.tenant):
        take_turn("intake")
        found = Delivery.objects.filter(id=delivery).first()
        if found is None or found.kind != kind.name:
            raise UnusableInputError(f"there is no delivery {delivery} of kind {kind.name}")
        if found.state != DeliveryState.TAKEN_IN:
            raise UnusableInputError(f'"{found.file_name}" was withdrawn before')
        if kind.withdraw is None:
            raise UnusableInputError(
                f"a delivery of kind {kind.name} cannot be withdrawn; deliver a corrected file"
            )
        number = kind.withdraw(found.id, corrector.at)
        found.state, found.withdrawn_at = DeliveryState.WITHDRAWN, corrector.at
        found.save(update_fields=["state", "withdrawn_at"])
        if corrector.tenant:
            write_audit_entry(
                tenant=corrector.tenant,
                actor=corrector.by,
                at=corrector.at,
                action="withdraw-delivery",
                subject=str(found.id),
                details={"file": found.file_name, "rows": str(found.rows)},
            )
        return number
