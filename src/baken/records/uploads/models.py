"""Files that were brought in by screen or watched folder and are not taken in yet."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.records.uploads.rules import UploadState
from baken.vocabulary.rights import TableRights


class Upload(models.Model):
    """A file as it came in; its bytes lie below the uploads folder, under its id and name."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    state = models.CharField(
        max_length=12,
        default=UploadState.RECEIVED.value,
        choices=[(state.value, state.value) for state in UploadState],
    )
    look = models.JSONField(default=dict, help_text="what a look at the file gave")
    choices = models.JSONField(default=dict, help_text="what the person said about it")
    job = models.UUIDField(null=True, help_text="the newest job about it")
    delivery = models.UUIDField(null=True, help_text="what it became")

    class Meta:
        indexes = [models.Index(fields=["tenant", "-received_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
