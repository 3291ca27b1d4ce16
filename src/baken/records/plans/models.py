"""Versions of plans with every row of theirs, and the drafts from which a version can come."""

import uuid

from django.db import models

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.rights import TableRights


class PlanVersion(models.Model):
    """One plan as it was taken in or adopted; the newest one is the plan.

    ``by_role`` is in which role somebody adopted it on screen; who that was stands in the draft.
    """

    rights = TableRights.PUBLISHED

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    plan = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    head = models.JSONField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    known_from = models.DateTimeField()
    why = models.CharField(max_length=500, default="")
    by_role = models.CharField(max_length=30, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version")]

    def __str__(self) -> str:
        return f"{self.plan} version {self.number}"


class PlanRow(models.Model):
    """A row of a version: the table it stood in, its place there, and what it said."""

    rights = TableRights.PUBLISHED

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
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


class PlanDraft(models.Model):
    """A draft of a plan: a version with changes that are not adopted yet."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    base = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="drafts")
    # The newest version of which the draft knows the changes.
    up_to = models.PositiveIntegerField()
    why = models.CharField(max_length=500)
    state = models.CharField(max_length=10)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=500, default="")
    adopted_as = models.PositiveIntegerField(null=True)
    # Ready to adopt, said of the draft as it stood after this change; a later change ends it.
    ready_after = models.PositiveIntegerField(null=True)
    ready_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"draft {self.id} of {self.base_id}"


class PlanChange(models.Model):
    """One change of a draft; changes are only added, undoing one is a change too."""

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    table = models.CharField(max_length=30)
    row_id = models.CharField(max_length=80)
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.PositiveIntegerField(null=True)
    came_with = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_plan_change"),
        ]

    def __str__(self) -> str:
        return f"change {self.number} of {self.draft_id}"


class UnsavedInput(models.Model):
    """What somebody typed in a form of a draft and did not save; emptied once it was."""

    rights = TableRights.TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=120)
    seen = models.PositiveIntegerField()
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "person", "form"], name="one_unsaved_input"),
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.draft_id}"
