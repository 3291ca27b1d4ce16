"""The world of the leak sweeps: people, municipalities, and a word in every row of each.

A word (zzGM0344remark3zz) names the municipality, the kind and the number of the row it is in.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from sweeps.leak_course import fill_course

from baken.catalogue.roles import roles_with
from baken.foundation.intake.models import (
    DeliveredPack,
    Delivery,
    QualityNotice,
    QualityStep,
    QuarantinedRow,
    SavedMapping,
)
from baken.foundation.intake.packing import pack
from baken.foundation.jobs.models import Job
from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import (
    AuditEntry,
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
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import READING_ROLES, WRITING_ROLES
from baken.records.statements.models import AreaStatement
from baken.records.uploads.models import Upload
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.quality import QualityState
from baken.vocabulary.role import Role

# Whose scope holds the rows of the municipality itself; residents and administrators have none.
STAFF = (*READING_ROLES, Role.DATA_STEWARD)
TALKING = roles_with(PermissionName.READ_CONVERSATIONS)
STATEMENT_READERS = roles_with(PermissionName.READ_STATEMENTS)
FOLLOWERS = roles_with(PermissionName.READ_PLAN_ALARMS)
SEED = 20_241_231
TENANTS = {
    "GM0344": "Utrecht",
    "GM0307": "Amersfoort",
    "GM0363": "Amsterdam",
    "GM0599": "Rotterdam",
}
AREAS = {"GM0344": "WK034402", "GM0307": "WK030701", "GM0363": "GM0363", "GM0599": "GM0599"}
PEOPLE, PER_TENANT = 24, 5
MOMENT = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


class Browser(Client):
    """The test client without its copies of every template's context, which cost much time."""

    def request(self, **given: Any) -> HttpResponse:
        """Ask, and keep the cookies."""
        response = self.handler(self._base_environ(**given))
        self.cookies.update(response.cookies)
        return response


@dataclass
class Somebody:
    """A person with the roles that were dealt, and a browser of their own; key 0 is a visitor.

    ``seen`` keeps what this person gets for an object that never was.
    """

    key: int
    roles: frozenset[tuple[str, Role]]
    client: Client = field(default_factory=Browser)
    seen: dict[str, tuple[int, str, str]] = field(default_factory=dict)

    def holds(self, tenant: str, roles: tuple[Role, ...]) -> bool:
        return any(where == tenant and role in roles for where, role in self.roles)

    def may_see(self, tenant: str, kind: str) -> bool:
        """Say for whom a row is, from the rules and not from the code under test."""
        wanted = {
            "remark": READING_ROLES,
            "statement": STATEMENT_READERS,
            "log": (Role.PRIVACY_OFFICER,),
            "line": (Role.PRIVACY_OFFICER,),
            "tombstone": (Role.PRIVACY_OFFICER,),
            "exception": (Role.PRIVACY_OFFICER, Role.DATA_STEWARD),
            "delivery": STAFF,
            "mapping": STAFF,
            "step": STAFF,
            "conversation": TALKING,
            "alarm": FOLLOWERS,
            "capacity": FOLLOWERS,
        }
        return self.holds(tenant, wanted[kind])


@dataclass
class World:
    """People and the objects of every municipality."""

    people: list[Somebody]
    remarks: dict[str, list[UUID]]
    deliveries: dict[str, list[UUID]]
    authors: dict[UUID, int]


def make_world() -> World:
    """Make people with dealt roles and words in every municipality; then be the web's own role."""
    chance = random.Random(SEED)
    for code, name in TENANTS.items():
        ensure_municipality(code=code, name=name)
    people = [_somebody(chance, number) for number in range(PEOPLE)] + [Somebody(0, frozenset())]
    made = World(people, {}, {}, {})
    enter(tenants=",".join(TENANTS))
    for tenant in TENANTS:
        _fill(made, tenant, chance)
    enter()
    with connection.cursor() as cursor:
        # Waiting checks of foreign keys would stand in the way of the plants.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    become("baken_app")
    return made


def _somebody(chance: random.Random, number: int) -> Somebody:
    key = ensure_person(username=f"leak-{number}", full_name=f"Persoon {number}", password=None)
    roles = {
        (chance.choice(list(TENANTS)), chance.choice(list(Role)))
        for _ in range(chance.randrange(5))
    }
    for tenant, role in roles:
        grant_role(person=key, tenant=tenant, role=role)
    made = Somebody(key, frozenset(roles))
    made.client.force_login(Person.objects.get(pk=key))
    return made


def _fill(world: World, tenant: str, chance: random.Random) -> None:
    writers = [who.key for who in world.people if who.holds(tenant, WRITING_ROLES)]
    for number in range(PER_TENANT):
        author = chance.choice(writers)
        remark = Remark.objects.create(
            tenant_id=tenant, area_code=AREAS[tenant], period="2024", author_id=author,
            indicator="registered-crime-0.0.0", text=f"zz{tenant}remark{number}zz",
            author_role="gebiedsmanager", written_at=MOMENT,
        )  # fmt: skip
        AreaStatement.objects.create(
            tenant_id=tenant, area_code=AREAS[tenant], pillar="safe", bearing="worry",
            subject=f"zz{tenant}statement{number}zz", text=f"zz{tenant}statement{number}zz",
            author_id=author, author_role="gebiedsmanager", signed_at=MOMENT,
            review_on=date(2100, 1, 1), expires_on=date(2100, 1, 1),
        )  # fmt: skip
        AuditEntry.objects.create(
            tenant_id=tenant, actor_id=author, at=MOMENT, action="write-remark",
            subject=f"zz{tenant}log{number}zz",
        )  # fmt: skip
        _fill_stewardship(tenant, author, number)
        Job.objects.create(
            tenant_id=tenant, person_id=author, work="compute-figures", asked_at=MOMENT,
            subject=f"zz{tenant}job{number}zz",
        )  # fmt: skip
        Upload.objects.create(
            tenant_id=tenant, person_id=author, file_name=f"zz{tenant}upload{number}zz.csv", size=1,
            sha256="0", received_at=MOMENT,
        )  # fmt: skip
        word = f"zz{tenant}delivery{number}zz"
        delivery = Delivery.objects.create(
            tenant_id=tenant, kind="registrations", file_name=f"{word}.csv", source="cbs-47018ned",
            sha256=f"{tenant}{number}", delivered_on=date(2025, 3, 1), received_at=MOMENT,
            header=["word"], rows=1, accepted=1,
        )  # fmt: skip
        _fill_own_counts(tenant, number, delivery)
        _fill_accounts(tenant, author, number)
        _fill_conversations(tenant, author, number)
        _fill_neighbourhood(tenant, author, number)
        fill_course(tenant, author, number, at=MOMENT)
        _fill_quality(tenant, author, number)
        _fill_plans(tenant, author, number)
        packed = pack([2], {"word": [word]})
        DeliveredPack.objects.create(delivery=delivery, tenant_id=tenant, **packed._asdict())
        QuarantinedRow.objects.create(
            delivery=delivery, tenant_id=tenant, number=2, column="word", value=word,
            reason="planted",
        )  # fmt: skip
        world.remarks.setdefault(tenant, []).append(remark.id)
        world.deliveries.setdefault(tenant, []).append(delivery.id)
        world.authors[remark.id] = author


def _fill_own_counts(tenant: str, number: int, delivery: Delivery) -> None:
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


def _fill_neighbourhood(tenant: str, author: int, number: int) -> None:
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


def _fill_accounts(tenant: str, author: int, number: int) -> None:
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


def _fill_plans(tenant: str, author: int, number: int) -> None:
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


def _fill_conversations(tenant: str, author: int, number: int) -> None:
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


def _fill_quality(tenant: str, author: int, number: int) -> None:
    word = f"zz{tenant}quality{number}zz"
    notice = QualityNotice.objects.create(
        key=f"planted {tenant} {number}", check_id="planted", area_code=AREAS[tenant],
        period="2024", arithmetic={}, found_at=MOMENT,
    )  # fmt: skip
    QualityStep.objects.create(
        tenant_id=tenant, notice=notice, state="looked-at", explanation=word, person_id=author,
        at=MOMENT,
    )  # fmt: skip


def _fill_stewardship(tenant: str, author: int, number: int) -> None:
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


def become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}" if role else "RESET ROLE")


def enter(*, person: int = 0, tenants: str = "") -> None:
    """Set the scope as the middleware does, or (a test runs in one transaction) clear it."""
    with connection.cursor() as cursor:
        if person:
            cursor.execute("SELECT * FROM baken_enter(%s)", [person])
        else:
            cursor.execute("SELECT set_config('baken.person', '', true)")
            cursor.execute("SELECT set_config('baken.people', '', true)")
            cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenants])


@contextmanager
def undone() -> Iterator[None]:
    """Undo what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
