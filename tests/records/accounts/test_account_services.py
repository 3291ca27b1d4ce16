"""Writing, withdrawing and publishing: change and log together; what was published is frozen."""

import dataclasses
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import VISITOR, enter_scope, in_tenant
from baken.foundation.partners.services import ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.accounts.erasure import ERASERS
from baken.records.accounts.facts import (
    AccountPart,
    AccountSubject,
    EntryContent,
    EntryState,
    FileForm,
    StoryContent,
    StoryKind,
)
from baken.records.accounts.models import AccountEntry, PublishedAccount
from baken.records.accounts.publishing import AccountToPublish, publish_account, sha256_of
from baken.records.accounts.rules import AccountRefusedError, may_be_shown
from baken.records.accounts.selectors import (
    account_file,
    entries_of,
    published_account,
    published_accounts,
    stories_of,
    story,
)
from baken.records.accounts.services import (
    end_consent,
    withdraw_entry,
    write_entry,
    write_story,
)
from baken.vocabulary.role import Role

MOMENT, LATER = datetime(2025, 3, 1, 9, tzinfo=UTC), datetime(2025, 4, 1, 9, tzinfo=UTC)
PLAN, YEAR = "utr_ivp_2019_2022", 2022
SUBJECT = AccountSubject("GM0344", PLAN, YEAR, AccountPart.MEASURE, "utr_m001")
DONE = EntryContent(state=EntryState.DONE, done="Twee avonden per week gesurveilleerd.")
STORY = StoryContent(
    kind=StoryKind.QUOTE, text="Het plein is weer van ons.", source="gesprek op straat",
    place="Overvecht", told_on=date(2024, 9, 3), consent_by="Aisha zelf",
    consent_how="op schrift", consent_until=date(2027, 1, 1),
)  # fmt: skip


@pytest.fixture
def people(db):
    wanted = {
        "adviser": ("GM0344", Role.POLICY_ADVISER),
        "council": ("GM0344", Role.COUNCIL_MEMBER),
        "elsewhere": ("GM0307", Role.POLICY_ADVISER),
    }
    made = {}
    for name, (tenant, role) in wanted.items():
        key = ensure_person(username=name, full_name=name.title(), password=None)
        grant_role(person=key, tenant=tenant, role=role)
        made[name] = Person.objects.get(pk=key)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE baken_app")
    return made


def ready(**changed) -> AccountToPublish:
    asked = {
        "tenant": "GM0344", "plan": PLAN, "year": YEAR, "content": '{"nl": {}}', "inputs": [],
        "made_with": {"baken": "0"}, "files": {("nl", FileForm.PDF): b"%PDF"},
    }  # fmt: skip
    return AccountToPublish(**(asked | changed))


def test_an_entry_is_signed_logged_corrected_and_kept(people):
    mine = enter_scope(people["adviser"])
    first = write_entry(subject=SUBJECT, content=DONE, by=mine, at=MOMENT)
    better = dataclasses.replace(DONE, done="Drie avonden per week gesurveilleerd.")
    second = write_entry(subject=SUBJECT, content=better, by=mine, at=LATER, replaces=first.id)
    assert (second.author, second.author_role, second.replaces) == (
        "Adviser", "policy-adviser", first.id,
    )  # fmt: skip
    kept = {each.id: each.withdrawn_at for each in entries_of(PLAN, YEAR, by=mine)}
    assert kept == {second.id: None, first.id: LATER}
    with pytest.raises(AccountRefusedError, match="withdrawn-already"):
        withdraw_entry(identifier=first.id, by=mine, at=LATER)
    logged = AuditEntry.objects.filter(action="write-account-entry")
    assert logged.count() == 2
    assert "avonden" not in "".join(str(each.details) for each in logged)


def test_only_who_may_read_drafts_reads_what_was_written(people):
    mine = enter_scope(people["adviser"])
    write_entry(subject=SUBJECT, content=DONE, by=mine, at=MOMENT)
    write_story(subject=SUBJECT, content=STORY, by=mine, at=MOMENT)
    for name in ("council", "elsewhere"):
        theirs = enter_scope(people[name])
        assert entries_of(PLAN, YEAR, by=theirs) == stories_of(PLAN, YEAR, by=theirs) == ()
        with pytest.raises(AccountRefusedError):
            write_entry(subject=SUBJECT, content=DONE, by=theirs, at=MOMENT)
    assert entries_of(PLAN, YEAR, by=VISITOR) == ()


def test_a_refused_entry_leaves_no_row_and_no_line(people):
    mine = enter_scope(people["adviser"])
    with pytest.raises(AccountRefusedError, match="unknown"):
        write_entry(subject=SUBJECT, content=DONE, by=mine, at=MOMENT, replaces=uuid4())
    with pytest.raises(AccountRefusedError, match="say-what-was-done"):
        write_entry(subject=SUBJECT, content=dataclasses.replace(DONE, done=""), by=mine, at=MOMENT)
    assert not AccountEntry.objects.exists()
    assert not AuditEntry.objects.filter(action__contains="account").exists()


def test_when_a_consent_ends_the_story_is_emptied_and_shown_no_more(people):
    mine = enter_scope(people["adviser"])
    told = write_story(subject=SUBJECT, content=STORY, by=mine, at=MOMENT)
    assert may_be_shown(told, today=date(2027, 1, 1))
    assert not may_be_shown(told, today=date(2027, 1, 2))
    ended = end_consent(identifier=told.id, by=mine, at=LATER)
    assert not may_be_shown(ended, today=LATER.date())
    left = story(told.id, by=mine)
    assert (left.content.text, left.content.consent_by, left.content.picture) == ("", "-", None)


def test_stories_are_destroyed_a_month_after_their_consent(people):
    write_story(subject=SUBJECT, content=STORY, by=enter_scope(people["adviser"]), at=MOMENT)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    with in_tenant("GM0344"):
        stories = next(each for each in ERASERS if each.table == "accounts_accountstory")
        assert (stories.due(date(2027, 1, 1)), stories.due(date(2027, 1, 2))) == (0, 1)


def test_a_published_account_is_open_to_all_and_nobody_changes_it(people):
    published = publish_account(ready(), by=enter_scope(people["adviser"]), at=MOMENT)
    assert published.number == 1
    assert published.content_sha256 == sha256_of(b'{"nl": {}}')
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('baken.tenants', '', true)")
    assert published_account(PLAN, YEAR, 1) == published
    assert account_file(published.id, language="nl", form=FileForm.PDF) == b"%PDF"
    enter_scope(people["adviser"])
    for change in (
        lambda: PublishedAccount.objects.update(content="{}"),
        lambda: PublishedAccount.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_it_is_replaced_with_a_reason_only_and_the_earlier_one_stays(people):
    mine = enter_scope(people["adviser"])
    publish_account(ready(), by=mine, at=MOMENT)
    with pytest.raises(AccountRefusedError, match="reason-needed"):
        publish_account(ready(), by=mine, at=LATER)
    publish_account(ready(reason="Een bedrag was fout.", hides_replaced=True), by=mine, at=LATER)
    second, first = published_accounts(PLAN, YEAR)
    assert (second.number, second.reason, second.replaced_by) == (2, "Een bedrag was fout.", None)
    assert (first.number, first.replaced_by, first.replaced_because, first.is_hidden) == (
        1, 2, "Een bedrag was fout.", True,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["council", "elsewhere"])
def test_who_may_not_publish_does_not(people, name):
    with pytest.raises(AccountRefusedError, match="no-role"):
        publish_account(ready(), by=enter_scope(people[name]), at=MOMENT)
    assert not PublishedAccount.objects.exists()
