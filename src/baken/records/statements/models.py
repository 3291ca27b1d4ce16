"""Statements: what a wijkagent or gebiedsmanager knows of an area, signed and dated."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.pillar import Bearing, Pillar
from baken.vocabulary.rights import TableRights


class AreaStatement(models.Model):
    """A signed statement about one pillar of an area; it expires, and may be withdrawn.

    ``is_public`` opens the row to everybody; pages then show the role, never the name.
    """

    rights = TableRights.PUBLIC_OR_TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    area_code = models.CharField(max_length=10)
    pillar = models.CharField(max_length=10, choices=[(each, each) for each in Pillar])
    bearing = models.CharField(max_length=10, choices=[(each, each) for each in Bearing])
    subject = models.CharField(max_length=80)
    text = models.CharField(max_length=600)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=20)
    signed_at = models.DateTimeField()
    review_on = models.DateField()
    expires_on = models.DateField()
    is_public = models.BooleanField(default=False)
    shown_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area_code", "expires_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(withdrawn_at=None),
                name="a_withdrawn_statement_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_role} on {self.area_code}: {self.bearing}"
