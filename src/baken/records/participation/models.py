"""Conversations, quotes without names, what was done with them, and themes in all versions.

The raw words never come here: see ``README.md``.
"""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.records.participation.facts import (
    ConversationForm,
    InputOutcome,
    QuoteOrigin,
    QuoteState,
    ThemeAct,
)
from baken.vocabulary.rights import TableRights


def _one_of(words: type) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class ConversationFile(models.Model):
    """A file of conversations that was taken in: its counts and which rows were refused.

    A refused row is kept as number, column and reason; what stood in it is not kept.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    taken_in_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refused = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.tenant_id}, {self.taken_in_at:%Y-%m-%d})"


class Conversation(models.Model):
    """A conversation with residents, or one question put to many of them."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    code = models.CharField(max_length=40)
    form = models.CharField(max_length=20, choices=_one_of(ConversationForm))
    area_code = models.CharField(max_length=10)
    held_on = models.DateField(null=True)
    participants = models.PositiveIntegerField(null=True)
    ages = models.JSONField(default=dict)
    source = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=_one_of(QuoteOrigin))
    origin_note = models.CharField(max_length=100, blank=True)
    taken_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="one_conversation_per_code")
        ]
        indexes = [models.Index(fields=["tenant", "area_code", "held_on"])]

    def __str__(self) -> str:
        return f"{self.form} {self.code} in {self.area_code}"


class Quote(models.Model):
    """What somebody said, with names and addresses taken out before it came here.

    ``mark`` is a keyed hash of the words as they came, to know them again. Who checked it is
    kept; who said it is not.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2500)
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=_one_of(QuoteState))
    removed = models.PositiveSmallIntegerField(default=0)
    consent = models.BooleanField()
    consent_how = models.CharField(max_length=100, blank=True)
    consent_on = models.DateField(null=True)
    consent_asked_by = models.CharField(max_length=60, blank=True)
    consent_withdrawn_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_quote_per_number")
        ]
        indexes = [models.Index(fields=["tenant", "state"])]

    def __str__(self) -> str:
        return f"quote {self.number} of {self.conversation_id}"


class InputDecision(models.Model):
    """What was done with a quote, or with all quotes of a theme; the newest that stands counts."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, null=True)
    theme = models.CharField(max_length=32, blank=True)
    outcome = models.CharField(max_length=10, choices=_one_of(InputOutcome))
    plan = models.CharField(max_length=80, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    passed_to = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    decided_by_role = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField()
    reported_on = models.DateField(null=True)
    reported_how = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "quote"])]

    def __str__(self) -> str:
        return f"{self.outcome} for {self.quote_id or self.theme}"


class ThemeRound(models.Model):
    """One search for themes: what was asked, what was found, and how stable it is; frozen."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField()
    method = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    quotes = models.PositiveIntegerField()
    found = models.JSONField()

    def __str__(self) -> str:
        return f"themes of {self.quotes} quotes ({self.tenant_id}, {self.made_at:%Y-%m-%d})"


class ThemeShare(models.Model):
    """How a quote fits the themes of a round, and by which of its words; goes with the quote."""

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    round = models.ForeignKey(ThemeRound, on_delete=models.CASCADE)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE)
    theme = models.SmallIntegerField(help_text="-1: fits none")
    weights = models.JSONField()
    words = models.JSONField()
    telling = models.JSONField(default=list, help_text="[word as written, its stem, quotes]")
    related = models.JSONField(default=list, help_text="[quote, shared stems, strength]")

    class Meta:
        indexes = [models.Index(fields=["round", "quote"])]

    def __str__(self) -> str:
        return f"theme {self.theme} of {self.quote_id}"


class ThemeVersion(models.Model):
    """The themes as people named, merged, split and corrected them; every act is a version."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    round = models.ForeignKey(ThemeRound, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=_one_of(ThemeAct))
    about = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    made_at = models.DateTimeField()
    document = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_theme_version_number")
        ]

    def __str__(self) -> str:
        return f"themes of {self.tenant_id}, version {self.number}"


class PublishedVoice(models.Model):
    """A quote that everybody may read: checked by a person and agreed to."""

    rights = TableRights.OPEN

    id = models.UUIDField(primary_key=True)
    municipality_code = models.CharField(max_length=10)
    area_code = models.CharField(max_length=10)
    held_on = models.DateField(null=True)
    form = models.CharField(max_length=20)
    text = models.CharField(max_length=2500)
    source = models.CharField(max_length=200)
    origin = models.CharField(max_length=10)
    theme = models.CharField(max_length=120, blank=True)
    done = models.JSONField(default=list)
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area_code"])]

    def __str__(self) -> str:
        return f"voice from {self.area_code}"


class PublishedTheme(models.Model):
    """A theme that everybody may read, with rounded counts per area."""

    rights = TableRights.OPEN

    municipality_code = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    words = models.JSONField()
    quotes = models.PositiveIntegerField(null=True)
    counts = models.JSONField()
    is_synthetic = models.BooleanField()
    method = models.CharField(max_length=100)
    done = models.JSONField(default=list)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_code", "number"], name="one_published_theme_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.municipality_code})"
