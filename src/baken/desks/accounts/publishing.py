"""Publishing an account: asked for on screen, done by the worker, and followed until it is there.

Making eight files takes longer than a page may. The worker makes the account anew at that moment,
freezes it, and ends the alarm that the plan waits for it: all in one transaction, or nothing.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from baken.desks.accounts import wording
from baken.desks.accounts.document import LANGUAGES, Standing, account_document
from baken.desks.accounts.wijk_page import wijk_document
from baken.flows.account_year import AccountYear, account_of_year
from baken.flows.account_year.inputs import inputs_of
from baken.flows.account_year.wijk import wijk_of_account
from baken.flows.freeze_account import freeze_account
from baken.flows.plan_course.alarms import follow_plan
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.partners.scope import Scope
from baken.records.accounts.rules import (
    AccountRefusedError,
    check_replacing,
    check_without_names,
    role_to_publish,
)
from baken.records.accounts.selectors import published_accounts
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.paper import Document
from baken.vocabulary.permission import PermissionName

LANE, AT_ONCE = "accounts", 1


def ask_to_publish(
    account: AccountYear,
    *,
    address: str,
    reason: str,
    hides_replaced: bool,
    by: Scope,
    at: datetime,
) -> JobFact:
    """Have the worker publish an account; ``address`` is where it will be read.

    Raises:
        AccountRefusedError: when the person may not, a reason is missing, or a text names a person.
    """
    head = account.plan.head
    role_to_publish(by, head.municipality_code)
    check_without_names(account.everything_written, account.every_story)
    check_replacing(_newest(head.id, account.year) or None, reason)
    return request_job(
        work=WorkName.PUBLISH_ACCOUNT,
        subject=f"{head.title('nl')}, {account.year}",
        parameters={
            "plan": head.id,
            "year": account.year,
            "address": address,
            "reason": reason,
            "hides_replaced": hides_replaced,
        },
        tenant=head.municipality_code,
        by=by,
        at=at,
        lane=LANE,
        urgency=AT_ONCE,
    )


def publishing_job(identifier: UUID, plan: str, year: int, *, by: Scope) -> JobFact | None:
    """Return the job that publishes an account, or None when it is another or not for who asks."""
    found = job_by_id(identifier)
    if found is None or found.work != WorkName.PUBLISH_ACCOUNT:
        return None
    if (found.parameters["plan"], found.parameters["year"]) != (plan, year):
        return None
    return found if by.may(PermissionName.PUBLISH_ACCOUNTS, tenant=found.tenant) else None


def publish_in_job(run: JobRun) -> dict[str, Any]:
    """Make the account as it is now, freeze it with its files, and end the plan's alarm."""
    asked = run.parameters
    plan, year, today = asked["plan"], asked["year"], timezone.localdate(run.at)
    run.progress("read", 0, 0)
    account = account_of_year(plan, year, today=today, by=run.scope)
    if account is None:
        raise UnusableInputError("There is no such account any more; look at the plan.")
    number = _newest(plan, year) + 1
    standing = Standing(
        dated=today, address=asked["address"], number=number, reason=asked["reason"]
    )
    try:
        check_without_names(account.everything_written, account.every_story)
        published = freeze_account(
            of=(account.plan.head.municipality_code, plan, year),
            documents=documents_to_publish(account, standing),
            inputs=inputs_of(account),
            reason=asked["reason"],
            hides_replaced=asked["hides_replaced"],
            by=run.scope,
            at=run.at,
            tell=lambda done, total: run.progress("files", done, total),
        )
    except AccountRefusedError as refusal:
        told = wording.PUBLISHING_REFUSED.get(refusal.reason, refusal.reason)
        raise UnusableInputError(told) from refusal
    follow_plan(plan, on=today, at=run.at)
    return {"number": published.number, "files": len(published.files)}


def documents_to_publish(account: AccountYear, standing: Standing) -> dict[str, Document]:
    """Return the account in both languages as it will be published, and the page of every wijk."""
    documents = {each: account_document(account, standing, in_language=each) for each in LANGUAGES}
    for wijk in account.wijken:
        found = wijk_of_account(account, wijk.code)
        for each in LANGUAGES:
            name = wijk_name(wijk.code, each)
            documents[name] = wijk_document(found, standing, in_language=each)
    return documents


def wijk_name(code: str, tongue: str) -> str:
    """Return the name of a wijk's page among the documents of a published account."""
    return f"{code}-{tongue}"


def _newest(plan: str, year: int) -> int:
    return next((each.number for each in published_accounts(plan, year)), 0)


PUBLISHING = Work(
    WorkName.PUBLISH_ACCOUNT,
    may=lambda scope, tenant: scope.may(PermissionName.PUBLISH_ACCOUNTS, tenant=tenant),
    do=publish_in_job,
)
