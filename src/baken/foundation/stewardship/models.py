"""The log of who did what; rows are added and never changed or removed."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class AuditEntry(models.Model):
    """One act of one person on one object of a municipality."""

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    actor = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["tenant", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
