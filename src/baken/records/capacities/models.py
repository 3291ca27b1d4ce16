"""Available capacity: rows are only added, the newest of an organisation and year holds."""

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class Available(models.Model):
    """What an organisation has in a year for the plans of a municipality.

    A row with neither full-time jobs nor hours takes an earlier one back: it is unknown again.
    """

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    organisation = models.CharField(max_length=60)
    year = models.PositiveIntegerField()
    fte = models.FloatField(null=True)
    hours = models.FloatField(null=True)
    source = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tenant", "organisation", "year"])]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.year}"
