"""What a person does with a plan as a workbook: offer it, look at what would change, take it in.

Loaded by the web process: nothing here opens the workbook. The worker reads it and takes it in
(``flows/check_plan.py``); its bytes travel with the job and go with it.
"""

from base64 import b64encode
from datetime import datetime
from uuid import UUID

from baken.catalogue.limits import PLAN_LIMITS
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import INTAKE_LANE, WorkName
from baken.foundation.partners.scope import Scope
from baken.vocabulary.permission import PermissionName

AT_ONCE = 2
"""The urgency of a look at a workbook: somebody waits for it."""
OF_PLANS = frozenset({WorkName.CHECK_PLAN, WorkName.TAKE_IN_PLAN})


class PlanOfferRefusedError(Exception):
    """A workbook cannot be offered or taken in; ``reason`` is a word for the screen."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def offer_plan(*, content: bytes, file_name: str, tenant: str, by: Scope, at: datetime) -> JobFact:
    """Ask the worker what a workbook would change; nothing is kept of it as a plan.

    Raises:
        PlanOfferRefusedError: when the person may not, or the file is empty or too large.
    """
    if not by.may(PermissionName.WRITE_PLANS, tenant=tenant):
        raise PlanOfferRefusedError("no-role-in-this-municipality")
    if not content:
        raise PlanOfferRefusedError("empty-file")
    if len(content) > PLAN_LIMITS.file_bytes:
        raise PlanOfferRefusedError("too-large")
    return request_job(
        work=WorkName.CHECK_PLAN,
        subject=file_name,
        parameters={"workbook": b64encode(content).decode()},
        tenant=tenant,
        by=by,
        at=at,
        urgency=AT_ONCE,
    )


def take_in_offered_plan(*, identifier: UUID, by: Scope, at: datetime) -> JobFact:
    """Ask the worker to take in a workbook that was checked and found right.

    Raises:
        PlanOfferRefusedError: when there is none for this person, or it holds mistakes.
    """
    checked = plan_job(identifier, by=by)
    if checked is None or checked.work != WorkName.CHECK_PLAN or not checked.ended:
        raise PlanOfferRefusedError("unknown-offer")
    if not by.may(PermissionName.ADOPT_PLANS, tenant=checked.tenant):
        raise PlanOfferRefusedError("no-role-to-adopt")
    if checked.outcome.get("faults") or not checked.outcome.get("plan"):
        raise PlanOfferRefusedError("holds-mistakes")
    return request_job(
        work=WorkName.TAKE_IN_PLAN,
        subject=checked.subject,
        parameters={"checked": str(checked.id), "version": checked.outcome["version"]},
        tenant=checked.tenant,
        by=by,
        at=at,
        lane=INTAKE_LANE,
    )


def plan_job(identifier: UUID, *, by: Scope) -> JobFact | None:
    """Return a job about a workbook of a plan, or None when it is none or not for who asks."""
    found = job_by_id(identifier)
    if found is None or found.work not in OF_PLANS:
        return None
    return found if by.may(PermissionName.WRITE_PLANS, tenant=found.tenant) else None
