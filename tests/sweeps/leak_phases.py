"""What the leak sweeps plant of phases: reviews, what moved, overrides, tasks and trials."""

from datetime import datetime

from baken.records.escalations.models import (
    ModelTrial,
    PackageEntry,
    PackageTask,
    PhaseByHand,
    PhaseReview,
    PhaseTransition,
    RulesInForce,
)


def fill_phases(tenant: str, author: int, number: int, *, at: datetime) -> None:
    """Plant a word of this municipality in every table of phases."""
    word, day = f"zz{tenant}phase{number}zz", at.date()
    place = {"tenant_id": tenant, "model": "burglary_example", "area": f"Z{tenant[-4:]}{number:05}"}
    review = PhaseReview.objects.create(
        **place, week=day, reviewed_on=day, reviewed_at=at, evidence={"word": word}, rules={},
        state={}, method="x", model_sha256="0" * 64, sha256="0" * 64,
    )  # fmt: skip
    PhaseTransition.objects.create(
        **place, week=day, day=day, at=at, move="overridden", was="rust", becomes="alert",
        review=review, package=[], person_id=author, reason=word,
    )  # fmt: skip
    PhaseByHand.objects.create(
        **place, phase="alert", since=day, until=day, reason=word, person_id=author, role="x"
    )
    task = PackageTask.objects.create(
        **place, phase="alert", intervention="esc_08", title_nl=word, title_en=word,
        owner_kind="gemeente", agreed_on=day, due_on=day, owner_days=3, person_id=author,
    )  # fmt: skip
    PackageEntry.objects.create(
        tenant_id=tenant, task=task, act="done", day=day, at=at, text=word, person_id=author
    )
    ModelTrial.objects.create(
        tenant_id=tenant, model="burglary_example", rules={"word": word}, first=day, last=day,
        asked_at=at, person_id=author,
    )  # fmt: skip
    RulesInForce.objects.create(
        tenant_id=tenant, model="other", rules={}, from_day=day, at=at, reason=word,
        person_id=author, role="x",
    )  # fmt: skip
