"""What the leak sweeps plant of the course of plans: alarms, what was done with them, capacity."""

from datetime import datetime

from baken.records.alarms.models import Alarm, AlarmEntry, Fulfilment
from baken.records.capacities.models import Available


def fill_course(tenant: str, author: int, number: int, *, at: datetime) -> None:
    """Plant a word of this municipality in every table of the course of plans."""
    word, day = f"zz{tenant}alarm{number}zz", at.date()
    alarm = Alarm.objects.create(
        tenant_id=tenant, plan="amf_2018", rule="measure-past-date", subject=f"measure {word}",
        cause="2018", since=day, inputs=[["written", word]], sha256="0" * 64, first="owner",
        terms={"owner_days": 1, "manager_days": 1, "seen_days": 1, "longest_days": 1},
        opened_on=day, opened_at=at,
    )  # fmt: skip
    AlarmEntry.objects.create(
        tenant_id=tenant, alarm=alarm, act="explained", addressee="owner", day=day, at=at,
        until=day, text=word, person_id=author,
    )  # fmt: skip
    Fulfilment.objects.create(
        tenant_id=tenant, plan="amf_2018", subject=f"duty {word}", occasion="2018", done_on=day,
        reference=word, person_id=author, noted_at=at,
    )  # fmt: skip
    Available.objects.create(
        tenant_id=tenant, organisation="politie", year=2025, fte=1.0, person_id=author,
        source=f"zz{tenant}capacity{number}zz", entered_at=at,
    )  # fmt: skip
