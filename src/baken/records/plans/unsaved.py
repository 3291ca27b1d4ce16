"""What somebody types in a form of a draft is kept until it is saved, discarded or out of date."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.plans.draft_facts import DraftState
from baken.records.plans.draft_rules import MOST_KEPT, DraftRefusedError, check_open, check_writer
from baken.records.plans.drafts import ACTIVITY, readable
from baken.records.plans.models import UnsavedInput


def keep_input(
    *,
    draft: UUID,
    form: str,
    seen: int,
    fields: Iterable[tuple[str, str]],
    by: Scope,
    at: datetime,
) -> None:
    """Keep what somebody typed and has not saved; what was kept of this form before is replaced.

    Raises:
        DraftRefusedError: when the draft is unknown to this person or closed, or it is too much.
    """
    typed = [[name, value.replace("\0", "")] for name, value in fields]
    if sum(len(name) + len(value) for name, value in typed) > MOST_KEPT:
        raise DraftRefusedError("too-much-to-keep")
    with transaction.atomic():
        row = readable(by).filter(id=draft).first()
        if row is None:
            raise DraftRefusedError("unknown-draft")
        person = check_writer(by, row.tenant_id)
        check_open(DraftState(row.state))
        _, is_new = UnsavedInput.objects.update_or_create(
            draft=row,
            person_id=person,
            form=form[:120],
            defaults={
                "tenant_id": row.tenant_id,
                "seen": seen,
                "fields": typed,
                "kept_at": at,
            },
        )
        if is_new:
            write_processing_line(
                tenant=row.tenant_id,
                activity=ACTIVITY,
                name="keep-unsaved-input",
                at=at,
                subject=("person", str(person)),
            )


def forget_input(*, draft: UUID, person: int | None, form: str) -> None:
    """Empty what was kept of a form: it was saved, or its author does not want it."""
    UnsavedInput.objects.filter(draft_id=draft, person_id=person, form=form).update(fields=[])
