"""Questions about accounts: what was written, for who works there; what was published, for all."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from baken.foundation.partners.scope import Scope
from baken.foundation.stewardship.processing import write_processing_line
from baken.records.accounts.facts import (
    AccountFileFact,
    AccountPart,
    AccountSubject,
    EntryContent,
    EntryFact,
    EntryState,
    FileForm,
    PublishedAccountFact,
    StoryContent,
    StoryFact,
    StoryKind,
)
from baken.records.accounts.models import (
    AccountEntry,
    AccountFile,
    AccountStory,
    PublishedAccount,
)
from baken.vocabulary.permission import PermissionName

ACTIVITY = "account-texts"
"""The processing activity under which who wrote, told and consented is kept."""
_OF_ENTRY = ("reason", "done", "failed", "changes", "spent", "spent_source")
_OF_STORY = (
    *("text", "said_by", "source", "place", "area_code", "told_on", "alternative"),
    *("consent_by", "consent_how", "consent_until"),
)


def entries_of(plan: str, year: int, *, by: Scope) -> tuple[EntryFact, ...]:
    """Return what was written about a plan and year, withdrawn rows too, the newest first."""
    rows = _readable(AccountEntry, by).filter(plan=plan, year=year)
    return _read(entry_fact(row) for row in rows.order_by("-written_at", "id"))


def stories_of(plan: str, year: int, *, by: Scope) -> tuple[StoryFact, ...]:
    """Return the stories beside a plan and year, withdrawn rows too, the newest first."""
    rows = _readable(AccountStory, by).filter(plan=plan, year=year)
    return _read(story_fact(row) for row in rows.order_by("-written_at", "id"))


def entry(identifier: UUID, *, by: Scope) -> EntryFact | None:
    """Return one entry, or None when it is unknown or not for who asks."""
    found = _read(entry_fact(row) for row in _readable(AccountEntry, by).filter(id=identifier))
    return found[0] if found else None


def story(identifier: UUID, *, by: Scope) -> StoryFact | None:
    """Return one story, or None when it is unknown or not for who asks."""
    found = _read(story_fact(row) for row in _readable(AccountStory, by).filter(id=identifier))
    return found[0] if found else None


def published_accounts(plan: str = "", year: int | None = None) -> tuple[PublishedAccountFact, ...]:
    """Return what was published, the newest first; everybody may ask."""
    rows = PublishedAccount.objects.order_by("plan", "-year", "-number").prefetch_related("files")
    if plan:
        rows = rows.filter(plan=plan)
    if year is not None:
        rows = rows.filter(year=year)
    return _published(list(rows))


def published_account(plan: str, year: int, number: int) -> PublishedAccountFact | None:
    """Return one published account, or None."""
    found = (each for each in published_accounts(plan, year) if each.number == number)
    return next(found, None)


def account_file(account: UUID, *, language: str, form: FileForm) -> bytes | None:
    """Return the bytes of a file of a published account as they went out, or None."""
    row = AccountFile.objects.filter(account_id=account, language=language, form=form).first()
    return bytes(row.content) if row else None


def _readable(model, by: Scope) -> QuerySet:
    tenants = by.where(PermissionName.READ_ACCOUNT_DRAFTS)
    return model.objects.filter(tenant__in=tenants).select_related("author")


def _read(facts: Iterable) -> tuple:
    """Read what people wrote; that their names were shown is logged."""
    found = tuple(facts)
    for tenant in sorted({fact.subject.tenant for fact in found}):
        write_processing_line(
            tenant=tenant, activity=ACTIVITY, name="read-account-texts", at=timezone.now()
        )
    return found


def _subject(row: AccountEntry | AccountStory) -> AccountSubject:
    return AccountSubject(row.tenant_id, row.plan, row.year, AccountPart(row.part), row.part_id)


def entry_fact(row: AccountEntry) -> EntryFact:
    """Return the fact of a stored entry."""
    return EntryFact(
        id=row.id,
        subject=_subject(row),
        content=EntryContent(
            state=EntryState(row.state), **{name: getattr(row, name) for name in _OF_ENTRY}
        ),
        author=row.author.full_name,
        author_id=row.author_id,
        author_role=row.author_role,
        written_at=row.written_at,
        withdrawn_at=row.withdrawn_at,
        replaces=row.replaces,
    )


def story_fact(row: AccountStory) -> StoryFact:
    """Return the fact of a stored story."""
    return StoryFact(
        id=row.id,
        subject=_subject(row),
        content=StoryContent(
            kind=StoryKind(row.kind),
            picture=bytes(row.picture) if row.picture is not None else None,
            **{name: getattr(row, name) for name in _OF_STORY},
        ),
        picture_type=row.picture_type,
        author=row.author.full_name,
        author_id=row.author_id,
        author_role=row.author_role,
        written_at=row.written_at,
        withdrawn_at=row.withdrawn_at,
        consent_ended_at=row.consent_ended_at,
    )


def _published(rows: list[PublishedAccount]) -> tuple[PublishedAccountFact, ...]:
    later = {(row.tenant_id, row.plan, row.year, row.number): row for row in rows}
    return tuple(
        _published_fact(row, later.get((row.tenant_id, row.plan, row.year, row.number + 1)))
        for row in rows
    )


def _published_fact(row: PublishedAccount, later: PublishedAccount | None) -> PublishedAccountFact:
    return PublishedAccountFact(
        id=row.id,
        tenant=row.tenant_id,
        plan=row.plan,
        year=row.year,
        number=row.number,
        content=row.content,
        content_sha256=row.content_sha256,
        inputs=tuple(row.inputs),
        made_with=row.made_with,
        reason=row.reason,
        published_at=row.published_at,
        published_role=row.published_role,
        files=tuple(
            AccountFileFact(
                language=each.language,
                form=FileForm(each.form),
                sha256=each.sha256,
                size=len(each.content),
            )
            for each in row.files.all()
        ),
        replaced_by=later.number if later else None,
        replaced_because=later.reason if later else "",
        is_hidden=bool(later and later.hides_replaced),
    )
