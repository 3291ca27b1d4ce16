"""Deliveries: a file as it came in, its rows as they stood in it, and the rows that wait."""

import uuid

from django.db import models
from django.utils import timezone

from baken.foundation.partners.models import Municipality, Person
from baken.vocabulary.delivery import DeliveryState, WaitingState
from baken.vocabulary.quality import QualityState
from baken.vocabulary.rights import TableRights


class Delivery(models.Model):
    """A file that was taken in; ``sha256`` is of its bytes, the counts are of its rows."""

    rights = TableRights.OPEN_OR_TENANT

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=60)
    delivered_on = models.DateField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)
    known_from = models.DateTimeField(
        default=timezone.now, help_text="its day; of two on one day the later comes after"
    )
    state = models.CharField(
        max_length=12,
        choices=[(s, s) for s in DeliveryState],
        default=DeliveryState.TAKEN_IN,
    )
    withdrawn_at = models.DateTimeField(null=True)
    absences = models.JSONField(
        default=list, help_text="when it was withdrawn, and put back: from, until, reason"
    )
    options = models.JSONField(default=dict, help_text="what was said about the file")
    mapping = models.JSONField(null=True, help_text="which column is which, as it was read")
    header = models.JSONField(default=list)
    notes = models.JSONField(default=list, help_text="what was mended, in sentences")
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    revised = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "sha256", "source", "delivered_on", "options", "tenant"],
                condition=models.Q(state=DeliveryState.TAKEN_IN),
                nulls_distinct=False,
                name="one_delivery_per_kind_and_content",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.kind}, {self.delivered_on})"


class DeliveredPack(models.Model):
    """Rows as they stood in the file, packed together; row numbers count the header as row 1."""

    rights = TableRights.OPEN_OR_TENANT

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="packs", db_index=False
    )
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    first = models.PositiveIntegerField(help_text="the number of the first row in it")
    last = models.PositiveIntegerField(help_text="the number of the last row in it")
    content = models.BinaryField(help_text="see packing.py")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "first"], name="one_pack_per_first_row")
        ]

    def __str__(self) -> str:
        return f"rows {self.first} to {self.last} of {self.delivery_id}"


class QuarantinedRow(models.Model):
    """A row that could not be used: which column and value, why, and what to do.

    It keeps saying why after a person corrected it or set it aside; ``corrected_at`` and ``_by``
    then say when and who.
    """

    rights = TableRights.OPEN_OR_TENANT

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="quarantined_rows"
    )
    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    number = models.PositiveIntegerField()
    column = models.CharField(max_length=80)
    value = models.CharField(max_length=200)
    reason = models.CharField(max_length=60)
    remedy_nl = models.CharField(max_length=400)
    remedy_en = models.CharField(max_length=400)
    state = models.CharField(
        max_length=12,
        choices=[(s, s) for s in WaitingState],
        default=WaitingState.WAITING,
    )
    explanation = models.CharField(
        max_length=300, blank=True, help_text="why a person set it aside"
    )
    corrected_values = models.JSONField(null=True, help_text="the row as a person corrected it")
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"row {self.number}, {self.column}: {self.reason}"


class SavedMapping(models.Model):
    """A column mapping under a name: the next file with the same header is read by it.

    Without a tenant it is for everybody. ``fingerprint`` is of ``header``.
    """

    rights = TableRights.SHARED_OR_TENANT

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    header = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"], nulls_distinct=False, name="one_mapping_per_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.kind})"


class QualityNotice(models.Model):
    """Something in the delivered open data that does not fit, with its arithmetic.

    ``key`` says which check found it, where, when and about what.
    """

    rights = TableRights.OPEN

    key = models.CharField(max_length=400, unique=True)
    check_id = models.CharField(max_length=60)
    area_code = models.CharField(max_length=10)
    period = models.CharField(max_length=21)
    subject = models.CharField(max_length=300, blank=True)
    arithmetic = models.JSONField()
    sentence_nl = models.TextField()
    sentence_en = models.TextField()
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class QualityStep(models.Model):
    """How far a municipality is with a notice; steps are only added, the last one holds."""

    rights = TableRights.TENANT_LOG

    tenant = models.ForeignKey(Municipality, on_delete=models.PROTECT)
    notice = models.ForeignKey(QualityNotice, on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=[(s, s) for s in QualityState])
    explanation = models.CharField(max_length=1000, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.state} of notice {self.notice_id}"
