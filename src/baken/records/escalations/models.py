"""Reviews, transitions, overrides, tasks and trials of escalation models."""

import uuid

from django.db import models
from django.db.models import Q

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.phase import PackageAct, Phase, PhaseMove
from baken.vocabulary.rights import TableRights

_PHASES = [(phase, phase) for phase in Phase]


class PhaseReview(models.Model):
    """One weekly review of one area: what was seen, by which rules, and the state that followed.

    ``evidence``, ``rules`` and ``state`` are kept whole: the history can be stepped through again.
    ``sha256`` is over evidence, rules and the model's file.
    """

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    area = models.CharField(max_length=10)
    week = models.DateField()
    reviewed_on = models.DateField()
    reviewed_at = models.DateTimeField()
    evidence = models.JSONField()
    rules = models.JSONField()
    state = models.JSONField()
    method = models.CharField(max_length=40)
    model_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "model", "area", "week"], name="one_review_a_week"
            )
        ]

    def __str__(self) -> str:
        return f"{self.model} in {self.area}, week of {self.week}"


class PhaseTransition(models.Model):
    """What moved: by a rule at a review, or by a person; only added."""

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    area = models.CharField(max_length=10)
    week = models.DateField()
    day = models.DateField()
    at = models.DateTimeField()
    move = models.CharField(max_length=20, choices=[(move, move) for move in PhaseMove])
    was = models.CharField(max_length=10, choices=_PHASES)
    becomes = models.CharField(max_length=10, choices=_PHASES)
    review = models.ForeignKey(PhaseReview, on_delete=models.PROTECT, null=True, related_name="+")
    package = models.JSONField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=600, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "model", "area", "week"],
                condition=Q(move__in=["stepped-down", "kept"]),
                name="one_decision_a_week",
            )
        ]
        indexes = [models.Index(fields=["tenant", "model", "area"])]

    def __str__(self) -> str:
        return f"{self.area}: {self.was} to {self.becomes}, {self.move}"


class PhaseByHand(models.Model):
    """A phase that a person set, with a reason and a last day; it ends by itself."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    area = models.CharField(max_length=10)
    phase = models.CharField(max_length=10, choices=_PHASES)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=600)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)
    ended_on = models.DateField(null=True)
    end_logged = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "model", "area"],
                condition=Q(ended_on=None),
                name="one_standing_override",
            )
        ]

    def __str__(self) -> str:
        return f"{self.phase} in {self.area} until {self.until}"


class PackageTask(models.Model):
    """A step of a package that a person put to work, with its owner and its date."""

    rights = TableRights.TENANT_LOG

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    area = models.CharField(max_length=10)
    phase = models.CharField(max_length=10, choices=_PHASES)
    phase_since = models.DateField(null=True)
    intervention = models.CharField(max_length=60)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    owner_kind = models.CharField(max_length=40)
    agreed_on = models.DateField()
    due_on = models.DateField()
    owner_days = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["tenant", "model", "area"])]

    def __str__(self) -> str:
        return f"{self.title_en} in {self.area} by {self.due_on}"


class PackageEntry(models.Model):
    """Something that happened with a task; entries are only added."""

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    task = models.ForeignKey(PackageTask, on_delete=models.CASCADE, related_name="entries")
    act = models.CharField(max_length=20, choices=[(act, act) for act in PackageAct])
    day = models.DateField()
    at = models.DateTimeField()
    until = models.DateField(null=True)
    text = models.CharField(max_length=600, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.act} of task {self.task_id}"


class ModelTrial(models.Model):
    """A model tried on the past with other thresholds: what it would have done, per area."""

    rights = TableRights.TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    rules = models.JSONField()
    first = models.DateField()
    last = models.DateField()
    asked_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.model} from {self.first} to {self.last}"


class RulesInForce(models.Model):
    """Thresholds that a municipality put in the place of the model's own; only added."""

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    model = models.CharField(max_length=60)
    rules = models.JSONField()
    from_day = models.DateField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=600)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20)

    def __str__(self) -> str:
        return f"rules of {self.model} from {self.from_day}"
