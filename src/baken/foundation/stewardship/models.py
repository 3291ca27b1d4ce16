"""The logs, the exceptions that two people agreed on, and what stays after destruction."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class AuditEntry(models.Model):
    """One act of one person on one object of a municipality, chained to the one before.

    The database itself gives the number, the previous hash and the hash (see migration 0002),
    whoever adds the row; what a caller puts there is written over. ``operation`` joins an entry
    to the processing lines of the same request or command. Without an actor it was Baken itself:
    destruction on time.
    """

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    number = models.BigIntegerField(default=0, editable=False)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    operation = models.CharField(max_length=32, default="")
    previous_sha256 = models.CharField(max_length=64, default="", editable=False)
    sha256 = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        indexes = [models.Index(fields=["tenant", "-at"])]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="one_entry_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"


class ProcessingLine(models.Model):
    """A line of the Logboek Dataverwerkingen: which personal data served what, not by whom.

    ``operation`` is the trace of the standard, ``span`` this step in it; the log of who did what
    carries the same operation. ``subject_mark`` is a keyed hash of the data subject, or empty
    when the processing was about several.
    """

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    operation = models.CharField(max_length=32, help_text="trace_id: 32 hexadecimal digits")
    span = models.CharField(max_length=16, help_text="span_id: 16 hexadecimal digits")
    parent_span = models.CharField(max_length=16, default="")
    activity = models.CharField(max_length=60, help_text="id in the register of processing")
    name = models.CharField(max_length=60, help_text="what was done, such as read-remarks")
    state = models.CharField(max_length=10, default="ok", help_text="ok, error or unset")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    subject_kind = models.CharField(max_length=20, default="")
    subject_mark = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(fields=["tenant", "-began_at"]),
            models.Index(fields=["tenant", "operation"]),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d %H:%M} {self.activity} {self.name}"


class PersonColumnException(models.Model):
    """That a kind of file of a municipality may have one person column, for a while.

    Somebody asks, somebody else agrees; the database itself refuses one person for both.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    file_kind = models.CharField(max_length=40)
    column = models.CharField(max_length=80)
    person_kind = models.CharField(max_length=40, help_text="id in catalogue/person_columns")
    purpose = models.CharField(max_length=500)
    basis = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ends_on = models.DateField()
    agreed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by=None) | ~models.Q(agreed_by=models.F("asked_by")),
                name="asked_and_agreed_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by=None, agreed_at=None)
                | models.Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="agreed_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column} in {self.file_kind} until {self.ends_on}"


class Tombstone(models.Model):
    """What stays after destruction: which kind, how many, when and why, never the contents.

    ``sha256`` is over the keys of the destroyed rows in order, so that a backup can be compared.
    Of a log its last destroyed entry stays too: the chain goes on from there.
    """

    rights = TableRights.OPEN_OR_TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    table = models.CharField(max_length=63)
    term = models.CharField(max_length=60, help_text="id in catalogue/retention")
    number = models.PositiveIntegerField()
    before = models.DateField(help_text="what was counted from before this day was due")
    at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    operation = models.CharField(max_length=32)
    last_number = models.BigIntegerField(null=True)
    last_sha256 = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [models.Index(fields=["table", "-at"])]

    def __str__(self) -> str:
        return f"{self.number} of {self.table} destroyed {self.at:%Y-%m-%d}"
