"""Versions of plans, and every row of theirs as it stood in the file."""

from django.db import models

from baken.vocabulary.rights import TableRights


class PlanVersion(models.Model):
    """One file of a plan as it was taken in; the newest one is the plan."""

    rights = TableRights.OPEN

    plan = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    municipality_code = models.CharField(max_length=10)
    head = models.JSONField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    known_from = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version")]

    def __str__(self) -> str:
        return f"{self.plan} version {self.number}"


class PlanRow(models.Model):
    """A row of a version: the table it stood in, its place there, and what it said."""

    rights = TableRights.OPEN

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="rows")
    table = models.CharField(max_length=30)
    place = models.PositiveIntegerField()
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "table", "place"], name="one_plan_row")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.place} of {self.version_id}"
