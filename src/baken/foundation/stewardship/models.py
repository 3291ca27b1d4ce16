"""The log of who did what; rows are added and never changed or removed."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class AuditEntry(models.Model):
    """One act of one person on one object of a municipality, chained to the one before.

    The database itself gives the number, the previous hash and the hash (see migration 0002),
    whoever adds the row; what a caller puts there is written over. ``operation`` joins an entry
    to the processing lines of the same request or command.
    """

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    number = models.BigIntegerField(default=0, editable=False)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT)
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
