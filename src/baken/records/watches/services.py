"""Writes of the watch: a round with its weeks and courses, and a calibration; logged together."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.watches.facts import (
    WatchCalibrationFact,
    WatchedCourseFact,
    WatchedWeekFact,
    WatchRoundFact,
)
from baken.records.watches.models import (
    WatchCalibration,
    WatchedCourse,
    WatchedWeek,
    WatchRound,
)
from baken.records.watches.selectors import calibration_fact, round_fact


def keep_round(
    *,
    round_: WatchRoundFact,
    weeks: Iterable[WatchedWeekFact],
    courses: Iterable[WatchedCourseFact],
    actor: int | None,
) -> WatchRoundFact:
    """Keep a round with what it saw; with the same inputs as the standing one nothing changes.

    Otherwise the standing round of the day is superseded and lets go of its courses. The caller
    sees the rows of the municipality.
    """
    with transaction.atomic(), operation():
        found = WatchRound.objects.select_for_update().filter(
            tenant_id=round_.tenant, day=round_.day, superseded_at=None
        )
        standing = found.first()
        if standing is not None and standing.inputs_sha256 == round_.inputs_sha256:
            return round_fact(standing)
        if standing is not None:
            standing.superseded_at = round_.made_at
            standing.save(update_fields=["superseded_at"])
            standing.courses.all().delete()
        row = WatchRound.objects.create(**_columns(round_))
        given = {"tenant_id": round_.tenant, "round": row}
        WatchedWeek.objects.bulk_create(
            WatchedWeek(**given, **{**asdict(each), "side": each.side or ""}) for each in weeks
        )
        WatchedCourse.objects.bulk_create(
            WatchedCourse(**given, **{name: _listed(v) for name, v in asdict(each).items()})
            for each in courses
        )
        write_audit_entry(
            tenant=round_.tenant,
            actor=actor,
            at=round_.made_at,
            action="watch-round",
            subject=f"watch {row.id}",
            details={
                "day": round_.day.isoformat(),
                "inputs": round_.inputs_sha256,
                "supersedes": str(standing.id) if standing else "",
            },
        )
    return round_fact(row)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _columns(round_: WatchRoundFact) -> dict[str, Any]:
    columns = {**asdict(round_), "tenant_id": round_.tenant, "sources": list(round_.sources)}
    del columns["tenant"], columns["superseded_at"]
    return columns


def keep_calibration(
    *,
    tenant: str,
    day: date,
    at: datetime,
    method: str,
    inputs_sha256: str,
    results: dict[str, Any],
    actor: int | None,
) -> WatchCalibrationFact:
    """Keep how well the watch kept its promise, in the place of what was measured for that day."""
    with transaction.atomic(), operation():
        row, _ = WatchCalibration.objects.update_or_create(
            tenant_id=tenant,
            day=day,
            defaults={
                "made_at": at,
                "method": method,
                "inputs_sha256": inputs_sha256,
                "results": results,
            },
        )
        write_audit_entry(
            tenant=tenant,
            actor=actor,
            at=at,
            action="watch-calibration",
            subject=f"calibration {row.id}",
            details={"day": day.isoformat(), "inputs": inputs_sha256},
        )
    return calibration_fact(row)
