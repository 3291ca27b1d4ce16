"""Accounts: what somebody wrote was done, stories with consent, and what was published, frozen."""

import uuid

from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality, Person
from baken.records.accounts.facts import AccountPart, EntryState, FileForm, StoryKind
from baken.vocabulary.rights import TableRights


class AccountEntry(models.Model):
    """What was done under a part of a plan in a year, signed and dated.

    A correction is a new row that names the one it replaces; a withdrawn row stays, with the
    moment. ``spent`` is in euros, and stands beside the source that says so.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=[(p, p) for p in AccountPart])
    part_id = models.CharField(max_length=60)
    state = models.CharField(max_length=12, choices=[(s, s) for s in EntryState])
    reason = models.CharField(max_length=1000, blank=True)
    done = models.CharField(max_length=2000, blank=True)
    failed = models.CharField(max_length=2000, blank=True)
    changes = models.CharField(max_length=2000, blank=True)
    spent = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    spent_source = models.CharField(max_length=300, blank=True)
    replaces = models.UUIDField(null=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    author_role = models.CharField(max_length=20)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "plan", "year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(spent=None) | ~Q(spent_source=""), name="spent_has_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.year} {self.part_id}: {self.state}"


class AccountStory(models.Model):
    """What somebody told or what was seen, with consent; a picture has its text for who cannot see.

    Who consented, how and until when is kept here and shown to nobody else. When the consent ends,
    text and picture are emptied and the row stays.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=[(p, p) for p in AccountPart])
    part_id = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(k, k) for k in StoryKind])
    text = models.CharField(max_length=2000, blank=True)
    said_by = models.CharField(max_length=100, blank=True)
    source = models.CharField(max_length=300)
    place = models.CharField(max_length=100)
    area_code = models.CharField(max_length=10, blank=True)
    told_on = models.DateField()
    picture = models.BinaryField(null=True)
    picture_type = models.CharField(max_length=10, blank=True)
    alternative = models.CharField(max_length=500, blank=True)
    consent_by = models.CharField(max_length=200)
    consent_how = models.CharField(max_length=200)
    consent_until = models.DateField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    author_role = models.CharField(max_length=20)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    consent_ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "plan", "year"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(alternative=""), name="picture_has_alternative_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.plan} {self.year}"


class PublishedAccount(models.Model):
    """An account as it was published: its whole content, frozen; the database adds rows only.

    ``content`` holds the documents in both languages, ``inputs`` every version that they were made
    of. A later one replaces it and says why; with ``hides_replaced`` the earlier one is no longer
    shown to everybody, since somebody's consent for it ended.
    """

    rights = TableRights.PUBLISHED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    inputs = models.JSONField()
    made_with = models.JSONField()
    reason = models.CharField(max_length=1000, blank=True)
    hides_replaced = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_role = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan", "year", "number"], name="one_published_account"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="replacing_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {self.year}, number {self.number}"


class AccountFile(models.Model):
    """A file of a published account: the bytes that went out, and their SHA-256."""

    rights = TableRights.PUBLISHED

    account = models.ForeignKey(PublishedAccount, on_delete=models.PROTECT, related_name="files")
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    language = models.CharField(max_length=2)
    form = models.CharField(max_length=4, choices=[(f, f) for f in FileForm])
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "language", "form"], name="one_account_file")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.language} {self.form}"
