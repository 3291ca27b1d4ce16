"""What the leak sweeps plant in the records of a municipality: a word in every row."""

from datetime import UTC, date, datetime

from baken.foundation.intake.models import (
    Delivery,
    QualityNotice,
    QualityStep,
    SavedMapping,
)
from baken.foundation.stewardship.models import (
    PersonColumnException,
    ProcessingLine,
    Tombstone,
)
from baken.records.accounts.models import (
    AccountEntry,
    AccountFile,
    AccountStory,
    PublishedAccount,
)
from baken.records.indicators.models import Observation
from baken.records.neighbourhood_plans.models import (
    NeighbourhoodEntry,
    NeighbourhoodPlan,
    PublishedPlan,
)
from baken.records.participation.models import (
    Conversation,
    ConversationFile,
    InputDecision,
    Quote,
    ThemeRound,
    ThemeShare,
    ThemeVersion,
)
from baken.records.plans.models import PlanChange, PlanDraft, PlanRow, PlanVersion, UnsavedInput
from baken.records.publications.models import DecidedCell, PublicationRound
from baken.records.registrations.models import (
    AddressRange,
    DefaultPoint,
    Registration,
    RegistrationLink,
)
from baken.vocabulary.quality import QualityState

AREAS = {"GM0344": "WK034402", "GM0307": "WK030701", "GM0363": "GM0363", "GM0599": "GM0599"}
MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


def fill_own_counts(tenant: str, number: int, delivery: Delivery) -> None:
    key = {"indicator": f"zz{tenant}count{number}zz", "area_code": AREAS[tenant], "period": "2024"}
    Observation.objects.create(
        tenant_id=tenant, **key, value=3, status="final", delivery=delivery, row=2,
        known_from=MOMENT,
    )  # fmt: skip
    DecidedCell.objects.create(
        tenant_id=tenant, **key, publication=1, count=3, state="small", minimum=5,
        decided_at=MOMENT,
    )  # fmt: skip
    PublicationRound.objects.create(
        tenant_id=tenant, number=1, decided_at=MOMENT, method="planted", version="1", minimum=5,
        cells=1, shown=0, small=1, withheld=0, silent=0, rounded=0, lost_share=0.0, failing=0,
        passed=True,
    )  # fmt: skip


def fill_registrations(tenant: str, number: int, delivery: Delivery) -> None:
    Registration.objects.create(
        tenant_id=tenant, source="police-registrations", number=f"zz{tenant}registration{number}zz",
        offence="1.1.1", completion="unknown", found_by="unknown", status="stands",
        precision="street", street=f"zz{tenant}street{number}zz", happened_on=date(2025, 2, 28),
        buurt="", delivery=delivery, row=2, known_from=MOMENT,
    )  # fmt: skip
    DefaultPoint.objects.create(
        tenant_id=tenant, x=136_000 + number, y=int(tenant[2:]), number=300, expected=2.0, p=0.0,
        found_at=MOMENT,
    )  # fmt: skip
    AddressRange.objects.create(
        tenant_id=tenant, street=f"zz{tenant}address{number}zz", first=1, last=9, side="odd",
        buurt="", delivery=delivery, row=2, known_from=MOMENT,
    )  # fmt: skip
    RegistrationLink.objects.create(
        tenant_id=tenant, source="invented-sample", number=f"zz{tenant}first{number}zz",
        other_source="police-registrations", other_number=f"zz{tenant}other{number}zz",
        reason="same-point-and-time", found_at=MOMENT,
    )  # fmt: skip


def fill_neighbourhood(tenant: str, author: int, number: int) -> None:
    plan = NeighbourhoodPlan.objects.create(
        tenant_id=tenant, area_code=AREAS[tenant], first_year=2025 + number, last_year=2030,
        author_id=author, begun_at=MOMENT,
    )  # fmt: skip
    NeighbourhoodEntry.objects.create(
        tenant_id=tenant, plan=plan, thread=plan.id, number=1, kind="voice", author_id=author,
        content={"kind": "priority", "title": f"zz{tenant}voice{number}zz", "origin": "residents"},
        author_role="gebiedsmanager", written_at=MOMENT,
    )  # fmt: skip
    PublishedPlan.objects.create(
        tenant_id=tenant, plan=plan.id, area_code=AREAS[tenant], number=1, content={},
        reason="geplant", published_at=MOMENT, published_role="gebiedsmanager",
    )  # fmt: skip


def fill_accounts(tenant: str, author: int, number: int) -> None:
    key = {"tenant_id": tenant, "plan": "planted", "year": 2024}
    about = {**key, "part": "plan", "part_id": "planted", "author_role": "policy-adviser"}
    AccountEntry.objects.create(
        **about, state="done", done=f"zz{tenant}entry{number}zz", author_id=author,
        written_at=MOMENT,
    )  # fmt: skip
    AccountStory.objects.create(
        **about, kind="quote", text=f"zz{tenant}story{number}zz", source="geplant", place="geplant",
        told_on=date(2024, 3, 1), consent_by="geplant", consent_how="geplant",
        consent_until=date(2030, 3, 1), author_id=author, written_at=MOMENT,
    )  # fmt: skip
    published = PublishedAccount.objects.create(
        **key, number=number + 1, content="{}", content_sha256="0" * 64, inputs=[], made_with={},
        reason="geplant", published_at=MOMENT, published_role="policy-adviser",
    )  # fmt: skip
    AccountFile.objects.create(
        account=published, tenant_id=tenant, language="nl", form="json", sha256="0" * 64,
        content=b"{}",
    )  # fmt: skip


def fill_plans(tenant: str, author: int, number: int) -> None:
    """Make a version that everybody reads, and a draft of it that only its municipality sees."""
    plan = f"geplant_{tenant}_{number}"
    version = PlanVersion.objects.create(
        tenant_id=tenant, plan=plan, number=1, known_from=MOMENT, file_name="plan.toml",
        sha256="0" * 64, head={"id": plan, "title_nl": "Geplant", "municipality_code": tenant},
    )  # fmt: skip
    PlanRow.objects.create(tenant_id=tenant, version=version, table="goal", place=1, content={})
    draft = PlanDraft.objects.create(
        tenant_id=tenant, base=version, up_to=1, why=f"zz{tenant}draft{number}zz", state="open",
        opened_by_id=author, opened_at=MOMENT,
    )  # fmt: skip
    PlanChange.objects.create(
        tenant_id=tenant, draft=draft, number=1, kind="change", table="plan", row_id=plan,
        before={}, after={"note_en": f"zz{tenant}change{number}zz"}, by_id=author, at=MOMENT,
    )  # fmt: skip
    UnsavedInput.objects.create(
        tenant_id=tenant, draft=draft, person_id=author, form="plan:x", seen=0, kept_at=MOMENT,
        fields=[["title_nl", f"zz{tenant}typed{number}zz"]],
    )  # fmt: skip


def fill_conversations(tenant: str, author: int, number: int) -> None:
    word = f"zz{tenant}conversation{number}zz"
    talk = Conversation.objects.create(
        tenant_id=tenant, code=word, form="city-talk", area_code=AREAS[tenant], source=word,
        origin="own", taken_in_at=MOMENT,
    )  # fmt: skip
    said = Quote.objects.create(
        tenant_id=tenant, conversation=talk, number=1, text=word, mark="0", consent=True,
        checked_by_id=author, checked_at=MOMENT,
    )  # fmt: skip
    ConversationFile.objects.create(
        tenant_id=tenant, file_name=f"{word}.csv", sha256="0", brought_by_id=author,
        taken_in_at=MOMENT, rows=1, accepted=1, unchanged=0,
    )  # fmt: skip
    InputDecision.objects.create(
        tenant_id=tenant, quote=said, outcome="not-done", reason=word, decided_by_id=author,
        decided_by_role="gebiedsmanager", decided_at=MOMENT,
    )  # fmt: skip
    search = ThemeRound.objects.create(
        tenant_id=tenant, asked_by_id=author, made_at=MOMENT, method=word, version="1", quotes=1,
        found={"themes": []},
    )  # fmt: skip
    ThemeShare.objects.create(
        tenant_id=tenant, round=search, quote=said, theme=0, weights=[1.0], words=[[word, 1.0]]
    )
    ThemeVersion.objects.create(
        tenant_id=tenant, round=search, number=int(tenant[2:]) * 10 + number, act="found",
        about=word,
        made_by_id=author, made_at=MOMENT,
        document={"series": "t", "made": 0, "themes": [], "moved": {}},
    )  # fmt: skip


def fill_quality(tenant: str, author: int, number: int) -> None:
    word = f"zz{tenant}quality{number}zz"
    notice = QualityNotice.objects.create(
        key=f"planted {tenant} {number}", check_id="planted", area_code=AREAS[tenant],
        period="2024", arithmetic={}, found_at=MOMENT,
    )  # fmt: skip
    QualityStep.objects.create(
        tenant_id=tenant, notice=notice, state="looked-at", explanation=word, person_id=author,
        at=MOMENT,
    )  # fmt: skip


def fill_stewardship(tenant: str, author: int, number: int) -> None:
    SavedMapping.objects.create(
        tenant_id=tenant, name=f"zz{tenant}mapping{number}zz", kind="registrations", header=["x"],
        fingerprint="0" * 64, mapping={}, saved_at=MOMENT,
    )  # fmt: skip
    notice, _ = QualityNotice.objects.get_or_create(
        key="planted", check_id="planted", area_code="GM0344", period="2024", arithmetic={},
        sentence_nl="geplant", sentence_en="planted", found_at=MOMENT,
    )  # fmt: skip
    QualityStep.objects.create(
        tenant_id=tenant, notice=notice, state=next(iter(QualityState)), person_id=author,
        explanation=f"zz{tenant}step{number}zz", at=MOMENT,
    )  # fmt: skip
    ProcessingLine.objects.create(
        tenant_id=tenant, operation="0" * 32, span="0" * 16, activity="signed-remarks",
        name=f"zz{tenant}line{number}zz", began_at=MOMENT, ended_at=MOMENT,
    )  # fmt: skip
    PersonColumnException.objects.create(
        tenant_id=tenant, file_kind="registrations", column=f"zz{tenant}exception{number}zz",
        person_kind="licence-plate", purpose="geplant voor de veeg", basis="geplant voor de veeg",
        asked_by_id=author, asked_at=MOMENT, ends_on=date(2026, 3, 1),
    )  # fmt: skip
    Tombstone.objects.create(
        tenant_id=tenant, table=f"zz{tenant}tombstone{number}zz", term="remark", number=1,
        before=date(2020, 3, 1), at=MOMENT, sha256="0" * 64, operation="0" * 32,
    )  # fmt: skip
