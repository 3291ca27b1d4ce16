"""Invented registrations of a demo, brought in by the worker: a year at a time, up to today."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from baken.flows.planted_registrations.planting import Planting, delivered_rows, planted_ground
from baken.flows.planted_registrations.rows import HEADER
from baken.flows.planted_registrations.stretches import (
    BY_DAY,
    FILE_NAMES,
    YEARS_BACK,
    Stretch,
    joined,
    police_days,
    stretches,
)
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.selectors import delivered_names
from baken.foundation.jobs.selectors import waiting_job
from baken.foundation.jobs.services import WHEN_QUIET, request_job
from baken.foundation.jobs.work import INTAKE_LANE, JobRun, Work, WorkName
from baken.foundation.partners.scope import Scope
from baken.records.registrations.kind import REGISTRATIONS
from baken.vocabulary.permission import PermissionName

SOURCE = "declared-generator"
SEED = 1
DAYS_AT_ONCE = 13
"""Of a job: others that bring files in wait for it, some fifteen seconds on a quiet machine."""


def bringing_in(*, afterwards: str = "") -> Work:
    """Return the work that brings the next files in, and then asks for itself again.

    ``afterwards`` is the work that is asked for with its day: each Monday of the weeks that came in
    day by day, and today when it has come in.
    """

    def do(run: JobRun) -> dict[str, Any]:
        today = timezone.localdate(run.at)
        files = _next_files(run.tenant, today)
        rows = _bring_in(run, files) if files else 0
        for day in police_days(files, today) if afterwards else ():
            _ask_of_day(run, afterwards, day.isoformat())
        if files and files[-1].last < today:
            ask_to_bring_in(tenant=run.tenant, by=run.scope, at=run.at)
        return {"files": len(files), "rows": rows, "until": str(files[-1].last) if files else ""}

    return Work(
        WorkName.PLANT_REGISTRATIONS,
        may=lambda scope, tenant: scope.may(PermissionName.DELIVER_FILES, tenant=tenant),
        do=do,
    )


def ask_to_bring_in(*, tenant: str, by: Scope, at: datetime) -> None:
    """Ask the worker to bring a municipality's invented registrations in, when it is quiet.

    Nothing is asked while such a job waits already.
    """
    if waiting_job(work=WorkName.PLANT_REGISTRATIONS, tenant=tenant):
        return
    request_job(
        work=WorkName.PLANT_REGISTRATIONS,
        subject=SOURCE,
        parameters={},
        tenant=tenant,
        by=by,
        at=at,
        lane=INTAKE_LANE,
        urgency=WHEN_QUIET,
    )


def _ask_of_day(run: JobRun, work: str, day: str) -> None:
    request_job(
        work=work,
        subject=day,
        parameters={"day": day},
        tenant=run.tenant,
        by=run.scope,
        at=run.at,
        lane=INTAKE_LANE,
        urgency=WHEN_QUIET,
    )


def _next_files(tenant: str, today: date) -> list[Stretch]:
    """Return the files of the next job: one of the past, or some days."""
    named = delivered_names(tenant=tenant, kind=REGISTRATIONS.name, source=SOURCE)
    # Somebody's own generated files are none of the demo's.
    known = {name: day for name, day in named.items() if name.startswith(FILE_NAMES)}
    begun = min(known.values(), default=today - BY_DAY)
    waiting = [each for each in stretches(begun, today) if each.file_name(tenant) not in known]
    past = [each for each in waiting if not each.is_day]
    return past[:1] or waiting[:DAYS_AT_ONCE]


def _bring_in(run: JobRun, files: list[Stretch]) -> int:
    first, last = files[0].first, files[-1].last
    start = date(files[0].delivered_on.year - YEARS_BACK, 1, 1)
    ground = planted_ground(Planting(run.tenant, start, last, SEED))
    told = joined(delivered_rows(ground, since=first), files)
    rows = 0
    with TemporaryDirectory(prefix="baken-demo-") as folder:
        for number, (each, said) in enumerate(zip(files, told, strict=True), start=1):
            receipt = receive(
                kind=REGISTRATIONS,
                path=_written(Path(folder) / each.file_name(run.tenant), said),
                source=SOURCE,
                delivered_on=each.delivered_on,
                received_at=run.at,
                options=Options(),
                tenant=run.tenant,
                by=run.scope.person,
            )
            rows += receipt.rows
            run.progress("rows", number, len(files))
    return rows


def _written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=HEADER, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path
