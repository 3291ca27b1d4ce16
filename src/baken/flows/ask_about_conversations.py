"""What a person asks of the worker about conversations; nothing here reads or cleans words."""

import json
from collections.abc import Mapping
from datetime import datetime

from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.selectors import newest_jobs
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import WorkName
from baken.foundation.partners.scope import Scope
from baken.records.participation.rules import (
    ConversationRefusedError,
    role_to_handle,
    role_to_publish,
)
from baken.records.participation.waiting import keep_waiting

LARGEST_FILE = 5 * 1024 * 1024
ENDINGS = (".csv", ".xlsx")
TYPED_NAME = "gesprek.json"
WORKS = (WorkName.TAKE_IN_CONVERSATIONS, WorkName.FIND_THEMES, WorkName.PUBLISH_VOICES)
LANE = "conversations"


def bring_in_conversations(
    *, content: bytes, file_name: str, tenant: str, by: Scope, at: datetime
) -> JobFact:
    """Let a file wait sealed, and have the worker take the names out and keep the rest.

    Raises:
        ConversationRefusedError: when the person may not, or it is no CSV or workbook.
    """
    role_to_handle(by, tenant)
    if not file_name.lower().endswith(ENDINGS):
        raise ConversationRefusedError("no-table")
    if not content or len(content) > LARGEST_FILE:
        raise ConversationRefusedError("too-large-or-empty")
    return _ask_to_take_in(content, file_name.replace("\0", ""), tenant, by, at)


def write_conversation(*, row: Mapping[str, str], tenant: str, by: Scope, at: datetime) -> JobFact:
    """Let what somebody typed wait sealed, and have the worker take the names out."""
    role_to_handle(by, tenant)
    content = json.dumps([dict(row)]).encode()
    return _ask_to_take_in(content, TYPED_NAME, tenant, by, at)


def ask_for_themes(*, tenant: str, number: int | None, by: Scope, at: datetime) -> JobFact:
    """Have the worker look for themes in all approved quotes."""
    role_to_handle(by, tenant)
    return _ask(WorkName.FIND_THEMES, {"number": number}, tenant, by, at)


def ask_to_publish(*, tenant: str, by: Scope, at: datetime) -> JobFact:
    """Have the worker make what stands outside anew."""
    role_to_publish(by, tenant)
    return _ask(WorkName.PUBLISH_VOICES, {}, tenant, by, at)


def ask_to_take_away(*, tenant: str, by: Scope, at: datetime) -> JobFact:
    """Have the worker take away what may not be shown any more; nothing new goes outside."""
    role_to_handle(by, tenant)
    return _ask(WorkName.PUBLISH_VOICES, {"only_less": True}, tenant, by, at)


def jobs_about_conversations(tenant: str, *, number: int) -> tuple[JobFact, ...]:
    """Return the newest jobs about the conversations of a municipality in scope."""
    return newest_jobs(tenants=[tenant], number=number, works=WORKS)


def _ask_to_take_in(
    content: bytes, file_name: str, tenant: str, by: Scope, at: datetime
) -> JobFact:
    waiting = keep_waiting(content, tenant=tenant)
    parameters = {"waiting": str(waiting), "file_name": file_name}
    return _ask(WorkName.TAKE_IN_CONVERSATIONS, parameters, tenant, by, at, subject=file_name)


def _ask(
    work: WorkName,
    parameters: dict,
    tenant: str,
    by: Scope,
    at: datetime,
    *,
    subject: str = "",
) -> JobFact:
    return request_job(
        work=work,
        subject=subject,
        parameters=parameters,
        tenant=tenant,
        by=by,
        at=at,
        lane=f"{LANE}-{tenant}",
        urgency=1,
    )
