"""Writes of what was done and of stories: permission, write and audit in one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.operations import operation
from baken.foundation.stewardship.processing import write_processing_line
from baken.foundation.stewardship.services import write_audit_entry
from baken.records.accounts.facts import (
    AccountSubject,
    EntryContent,
    EntryFact,
    StoryContent,
    StoryFact,
)
from baken.records.accounts.models import AccountEntry, AccountStory
from baken.records.accounts.pictures import cleaned_picture
from baken.records.accounts.rules import (
    AccountRefusedError,
    check_withdrawal,
    faults_of_entry,
    faults_of_story,
    role_to_write,
)
from baken.records.accounts.selectors import ACTIVITY, entry_fact, story_fact

_OF_SUBJECT = ("plan", "year", "part", "part_id")
_OF_ENTRY = ("state", "reason", "done", "failed", "changes", "spent", "spent_source")
_OF_STORY = (
    *("kind", "text", "said_by", "source", "place", "area_code", "told_on", "alternative"),
    *("consent_by", "consent_how", "consent_until"),
)


def write_entry(
    *,
    subject: AccountSubject,
    content: EntryContent,
    by: Scope,
    at: datetime,
    replaces: UUID | None = None,
) -> EntryFact:
    """Write what was done; one that it replaces is withdrawn in the same transaction.

    Raises:
        AccountRefusedError: when the person may not, or the entry is not whole.
    """
    role = role_to_write(by, subject.tenant)
    if faults := faults_of_entry(content):
        raise AccountRefusedError(next(iter(faults.values())))
    with transaction.atomic(), operation():
        if replaces is not None:
            _withdraw(AccountEntry, entry_fact, replaces, by, at)
        row = AccountEntry.objects.create(
            tenant_id=subject.tenant,
            **{name: getattr(subject, name) for name in _OF_SUBJECT},
            **{name: getattr(content, name) for name in _OF_ENTRY},
            replaces=replaces,
            author_id=by.person,
            author_role=role,
            written_at=at,
        )
        _log(row, "write-account-entry", by, at)
    return entry_fact(row)


def withdraw_entry(*, identifier: UUID, by: Scope, at: datetime) -> EntryFact:
    """Withdraw an entry; the row stays, with the moment.

    Raises:
        AccountRefusedError: when it does not exist for this person, or may not be withdrawn.
    """
    with transaction.atomic(), operation():
        row = _withdraw(AccountEntry, entry_fact, identifier, by, at)
        _log(row, "withdraw-account-entry", by, at)
    return entry_fact(row)


def write_story(
    *, subject: AccountSubject, content: StoryContent, by: Scope, at: datetime
) -> StoryFact:
    """Write a story with its consent; a picture loses what the camera wrote into it.

    Raises:
        AccountRefusedError: when the person may not, or the story is not whole.
    """
    role = role_to_write(by, subject.tenant)
    if faults := faults_of_story(content, today=at.date()):
        raise AccountRefusedError(next(iter(faults.values())))
    picture, kind = cleaned_picture(content.picture)
    with transaction.atomic(), operation():
        row = AccountStory.objects.create(
            tenant_id=subject.tenant,
            **{name: getattr(subject, name) for name in _OF_SUBJECT},
            **{name: getattr(content, name) for name in _OF_STORY},
            picture=picture,
            picture_type=kind,
            author_id=by.person,
            author_role=role,
            written_at=at,
        )
        _log(row, "write-account-story", by, at)
    return story_fact(row)


def withdraw_story(*, identifier: UUID, by: Scope, at: datetime) -> StoryFact:
    """Withdraw a story; the row stays, with the moment.

    Raises:
        AccountRefusedError: when it does not exist for this person, or may not be withdrawn.
    """
    with transaction.atomic(), operation():
        row = _withdraw(AccountStory, story_fact, identifier, by, at)
        _log(row, "withdraw-account-story", by, at)
    return story_fact(row)


def end_consent(*, identifier: UUID, by: Scope, at: datetime) -> StoryFact:
    """Empty a story of which the consent ended; that it was there, and when, stays.

    Raises:
        AccountRefusedError: when it does not exist for this person, or its consent ended already.
    """
    with transaction.atomic(), operation():
        row = _locked(AccountStory, identifier)
        role_to_write(by, row.tenant_id)
        if row.consent_ended_at is not None:
            raise AccountRefusedError("withdrawn-already")
        row.text = row.said_by = row.alternative = row.picture_type = ""
        row.consent_by = "-"
        row.picture = None
        row.consent_ended_at = at
        row.save()
        _log(row, "end-consent-of-story", by, at)
    return story_fact(row)


def _locked(model, identifier: UUID):
    found = model.objects.select_for_update(of=("self",)).select_related("author")
    row = found.filter(id=identifier).first()
    if row is None:
        raise AccountRefusedError("unknown")
    return row


def _withdraw(model, fact, identifier: UUID, by: Scope, at: datetime):
    row = _locked(model, identifier)
    check_withdrawal(by, fact(row))
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    return row


def _log(row: AccountEntry | AccountStory, action: str, by: Scope, at: datetime) -> None:
    write_audit_entry(
        tenant=row.tenant_id,
        actor=by.person,
        at=at,
        action=action,
        subject=f"account {row.plan} {row.year} {row.id}"[:200],
        details={"part": row.part_id},
    )
    write_processing_line(
        tenant=row.tenant_id,
        activity=ACTIVITY,
        name=action,
        at=at,
        subject=("person", str(row.author_id)),
    )
