"""Sightings: what somebody on the street saw, for colleagues; shown and kept for a short time."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class Sighting(models.Model):
    """What somebody saw at a street or in a buurt.

    ``key`` is made by the form or by the telephone before sending: the same note sent twice, over
    a bad connection, stays one row. Withdrawing empties the text and the picture; the row stays.
    """

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    key = models.UUIDField()
    area_code = models.CharField(max_length=10)
    street = models.CharField(max_length=80, blank=True)
    x = models.IntegerField(null=True)
    y = models.IntegerField(null=True)
    text = models.CharField(max_length=400, blank=True)
    picture = models.BinaryField(null=True)
    picture_kind = models.CharField(max_length=4, blank=True)
    seen_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=20)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "seen_at"])]
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="a_note_is_kept_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(text="", picture=None),
                name="a_withdrawn_note_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_role} in {self.area_code}"
