"""The world of the leak sweeps: people, municipalities, and a word in every row of each.

A word (zzGM0344remark3zz) names the municipality, the kind and the number of the row it is in.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from sweeps.leak_course import fill_course
from sweeps.leak_morning import fill_morning
from sweeps.leak_phases import fill_phases
from sweeps.leak_rows import (
    AREAS,
    MOMENT,
    fill_accounts,
    fill_conversations,
    fill_neighbourhood,
    fill_own_counts,
    fill_plans,
    fill_quality,
    fill_registrations,
    fill_stewardship,
)
from sweeps.leak_watch import fill_watch

from baken.catalogue.roles import roles_with
from baken.foundation.intake.models import (
    DeliveredPack,
    Delivery,
    QuarantinedRow,
)
from baken.foundation.intake.packing import pack
from baken.foundation.jobs.models import Job
from baken.foundation.partners.models import Person
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import (
    AuditEntry,
)
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import READING_ROLES, WRITING_ROLES
from baken.records.statements.models import AreaStatement
from baken.records.uploads.models import Upload
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.role import Role

# Whose scope holds the rows of the municipality itself; residents and administrators have none.
STAFF = (*READING_ROLES, Role.DATA_STEWARD)
TALKING = roles_with(PermissionName.READ_CONVERSATIONS)
STATEMENT_READERS = roles_with(PermissionName.READ_STATEMENTS)
BRIEFED = roles_with(PermissionName.READ_BRIEFING)
FOLLOWERS = roles_with(PermissionName.READ_PLAN_ALARMS)
WATCHERS = roles_with(PermissionName.READ_WATCH)
SEED = 20_241_231
TENANTS = {
    "GM0344": "Utrecht",
    "GM0307": "Amersfoort",
    "GM0363": "Amsterdam",
    "GM0599": "Rotterdam",
}
PEOPLE, PER_TENANT = 24, 5


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
            "sighting": BRIEFED,
            "meeting": BRIEFED,
            "watch": WATCHERS,
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
        fill_stewardship(tenant, author, number)
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
        fill_own_counts(tenant, number, delivery)
        fill_registrations(tenant, number, delivery)
        fill_accounts(tenant, author, number)
        fill_conversations(tenant, author, number)
        fill_neighbourhood(tenant, author, number)
        fill_course(tenant, author, number, at=MOMENT)
        fill_morning(tenant, author, number, AREAS[tenant], at=MOMENT)
        fill_watch(tenant, number, at=MOMENT)
        fill_phases(tenant, author, number, at=MOMENT)
        fill_quality(tenant, author, number)
        fill_plans(tenant, author, number)
        packed = pack([2], {"word": [word]})
        DeliveredPack.objects.create(delivery=delivery, tenant_id=tenant, **packed._asdict())
        QuarantinedRow.objects.create(
            delivery=delivery, tenant_id=tenant, number=2, column="word", value=word,
            reason="planted",
        )  # fmt: skip
        world.remarks.setdefault(tenant, []).append(remark.id)
        world.deliveries.setdefault(tenant, []).append(delivery.id)
        world.authors[remark.id] = author


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
