"""Writing the processing log (Logboek Dataverwerkingen): which personal data were used for what.

The standard (Logius, Logboek dataverwerkingen) asks for a trace, a span, the processing activity
and the data subject, and not for the user: who it was stands in the audit log, under the same
operation.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from django.conf import settings

from baken.catalogue.processing import ActivityState, activity_named
from baken.foundation.stewardship.models import ProcessingLine
from baken.foundation.stewardship.operations import first_time, operation_under_way


def write_processing_line(
    *, tenant: str, activity: str, name: str, at: datetime, subject: tuple[str, str] | None = None
) -> None:
    """Add a line, in the transaction of what it describes; the same line once per operation.

    ``subject`` is (kind, id) of the data subject when it was one; only a keyed hash is kept.

    Raises:
        LookupError: when the register does not know the activity, or it may not take place yet.
    """
    if activity_named(activity).state is not ActivityState.IN_USE:
        raise LookupError(f'the processing activity "{activity}" is prepared and not in use')
    mark = subject_mark(*subject) if subject else ""
    if not first_time((tenant, activity, name, mark)):
        return
    ProcessingLine.objects.create(
        tenant_id=tenant,
        operation=operation_under_way(),
        span=secrets.token_hex(8),
        activity=activity,
        name=name,
        began_at=at,
        ended_at=at,
        subject_kind=subject[0] if subject else "",
        subject_mark=mark,
    )


def subject_mark(kind: str, identifier: str) -> str:
    """Return the mark of a data subject: HMAC-SHA-256 with the key of this installation."""
    key = hashlib.sha256(b"baken processing log " + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{kind} {identifier}".encode(), hashlib.sha256).hexdigest()
