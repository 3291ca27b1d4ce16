"""The worker's part of a plan as a workbook: say what would change, and take it in.

Loaded by the worker only: it reads workbooks.
"""

import tempfile
from base64 import b64decode, b64encode
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.records.plans.workbook.mending import mended_workbook
from baken.records.plans.workbook.offered import OfferedPlan, offered_plan, take_in_offered
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

GONE = "The file is no longer there; bring it in again."
CHANGED = "The plan got a new version meanwhile; look again at what would change."


def _check(run: JobRun) -> dict[str, Any]:
    offered = _offered(run.parameters["workbook"], run)
    mended = {
        language: b64encode(
            mended_workbook(offered.sheets, offered.faults, language=language)
        ).decode()
        for language in ("nl", "en")
        if offered.faults
    }
    return {
        "plan": offered.plan,
        "title": offered.title,
        "version": offered.version,
        "same": offered.is_same,
        "faults": [asdict(each) for each in offered.faults],
        "changes": [asdict(each) for each in offered.changes],
        "mended": mended,
    }


def _take_in(run: JobRun) -> dict[str, Any]:
    checked = job_by_id(UUID(run.parameters["checked"]))
    if checked is None or "workbook" not in checked.parameters:
        raise UnusableInputError(GONE)
    offered = _offered(checked.parameters["workbook"], run)
    if offered.faults or offered.version != run.parameters["version"]:
        raise UnusableInputError(CHANGED)
    receipt = take_in_offered(offered, name=checked.subject, at=run.at, actor=run.scope.person)
    return {"plan": receipt.plan, "version": receipt.version, "new": receipt.is_new}


def _offered(workbook: str, run: JobRun) -> OfferedPlan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(b64decode(workbook))
        return offered_plan(path, municipalities=frozenset({run.tenant}))


CHECKING = Work(
    WorkName.CHECK_PLAN,
    may=lambda scope, tenant: scope.may(PermissionName.WRITE_PLANS, tenant=tenant),
    do=_check,
)
TAKING_IN = Work(
    WorkName.TAKE_IN_PLAN,
    may=lambda scope, tenant: scope.may(PermissionName.ADOPT_PLANS, tenant=tenant),
    do=_take_in,
)
