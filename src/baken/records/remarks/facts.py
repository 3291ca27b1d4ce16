"""What leaves this record: a signed, dated remark."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class RemarkFact:
    """A remark as shown beside a figure."""

    id: UUID
    tenant: str
    area_code: str
    year: int
    indicator: str
    text: str
    author: str
    author_id: int
    author_role: str
    written_at: datetime
    withdrawn_at: datetime | None
