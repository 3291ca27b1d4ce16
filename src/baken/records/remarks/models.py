"""Remarks: what a professional knows about a figure of a place, signed and dated."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class Remark(models.Model):
    """A signed remark about an area's figure in a year; withdrawn ones keep their row."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    indicator = models.CharField(max_length=60)
    text = models.CharField(max_length=1000)
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    author_role = models.CharField(max_length=20)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "area_code", "period"])]

    def __str__(self) -> str:
        return f"{self.author_role} on {self.area_code} {self.period}"
