"""The processing activity under which conversations are kept, shown and changed."""

from collections.abc import Iterable
from datetime import datetime

from baken.foundation.stewardship.processing import write_processing_line

ACTIVITY = "conversations"


def log_processing(tenants: Iterable[str], name: str, *, at: datetime) -> None:
    """Write that quotes of these municipalities were read or changed."""
    for tenant in sorted(set(tenants)):
        write_processing_line(tenant=tenant, activity=ACTIVITY, name=name, at=at)
