"""Invented registrations of a demo, brought in by the worker: a year at a time, up to today."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils import timezone

from baken.flows.planted_registrations.planting import Planting, delivered_rows, planted_ground
from baken.flows.planted_registrations.rows import HEADER
from baken.flows.planted_registrations.stretches import (
    file_name,
    first_day,
    joined,
    police_days,
    stretches,
)
from baken.foundation.intake.kind import Options
from baken.foundation.intake.pipeline import receive
from baken.foundation.intake.selectors import days_delivered
from baken.foundation.jobs.selectors import waiting_job
from baken.foundation.jobs.services import WHEN_QUIET, request_job
from baken.foundation.jobs.work import INTAKE_LANE, JobRun, Work, WorkName
from baken.foundation.partners.scope import Scope
from baken.records.registrations.kind import REGISTRATIONS
from baken.vocabulary.permission import PermissionName

SOURCE = "declared-generator"
SEED = 1
FILES_AT_ONCE = 12
"""Of a job: others that bring files in wait for it, some fifteen seconds on a quiet machine."""


def bringing_in(*, afterwards: str = "") -> Work:
    """Return the work that brings the next files in, and then asks for itself again.

    ``afterwards`` is the work that is asked for with its day: each Monday of the weeks that came in
    day by day, and today when it has come in.
    """

    def do(run: JobRun) -> dict[str, Any]:
        today = timezone.localdate(run.at)
        begun, last = days_delivered(tenant=run.tenant, kind=REGISTRATIONS.name, source=SOURCE)
        start = date(begun.year, 1, 1) if begun else first_day(today)
        after = last or start - timedelta(days=1)
        files = list(islice(stretches(after, today), FILES_AT_ONCE))
        rows = _bring_in(run, files, start) if files else 0
        finished = not files or files[-1][1] == today
        for day in police_days(files, today) if afterwards else ():
            _ask_of_day(run, afterwards, day.isoformat())
        if not finished:
            ask_to_bring_in(tenant=run.tenant, by=run.scope, at=run.at)
        return {"files": len(files), "rows": rows, "until": str(files[-1][1]) if files else ""}

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


def _bring_in(run: JobRun, files: list[tuple[date, date]], start: date) -> int:
    first, last = files[0][0], files[-1][1]
    ground = planted_ground(Planting(run.tenant, start, last, SEED))
    deliveries = delivered_rows(ground, since=first)
    rows = 0
    with TemporaryDirectory(prefix="baken-demo-") as folder:
        told = joined(deliveries, files)
        for (begin, end), (day, said) in zip(files, told, strict=True):
            path = _written(Path(folder) / file_name(run.tenant, begin, end), said)
            receipt = receive(
                kind=REGISTRATIONS,
                path=path,
                source=SOURCE,
                delivered_on=day,
                received_at=run.at,
                options=Options(),
                tenant=run.tenant,
                by=run.scope.person,
            )
            rows += receipt.rows
            run.progress("rows", (day - first).days + 1, (last - first).days + 1)
    return rows


def _written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=HEADER, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path
