"""Leaks: 10,000 random (person, municipality, object) tuples, by HTTP and by SQL.

Every row of a municipality carries a word that names its municipality, its kind and itself. A
leak is such a word on a page of somebody it is not for, a page that tells whether an object
exists, or a row read or changed across the border of a municipality. The plants at the end open
a door on purpose, and the same checks have to find it.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client

from baken.foundation.intake.models import DeliveredRow, Delivery, QuarantinedRow
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.foundation.stewardship.models import AuditEntry
from baken.records.remarks import selectors
from baken.records.remarks.models import Remark
from baken.records.remarks.rules import READING_ROLES, WRITING_ROLES
from baken.site.table_rights import rights_of
from baken.vocabulary.rights import TableRights
from baken.vocabulary.role import Role

TUPLES = 400
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
WORD = re.compile(r"zz(GM\d{4})(remark|log|delivery)(\d+)zz")
SOURCE = Path(__file__).resolve().parents[2] / "src" / "baken"

pytestmark = pytest.mark.django_db


@dataclass
class Somebody:
    """A person with the roles that were dealt, and a browser of their own; key 0 is a visitor."""

    key: int
    roles: frozenset[tuple[str, Role]]
    client: Client = field(default_factory=Client)

    def holds(self, tenant: str, roles: tuple[Role, ...]) -> bool:
        return any(where == tenant and role in roles for where, role in self.roles)

    def may_see(self, tenant: str, kind: str) -> bool:
        """Say for whom a row is, from the rules and not from the code under test."""
        wanted = {
            "remark": READING_ROLES,
            "log": (Role.PRIVACY_OFFICER,),
            "delivery": tuple(Role),
        }
        return self.holds(tenant, wanted[kind])


@dataclass
class World:
    """People and the objects of every municipality."""

    people: list[Somebody]
    remarks: dict[str, list[UUID]]
    deliveries: dict[str, list[UUID]]
    authors: dict[UUID, int]


@pytest.fixture
def world(db: None) -> World:
    """Return people with dealt roles and words in every municipality; then the web's own role."""
    chance = random.Random(SEED)
    for code, name in TENANTS.items():
        ensure_municipality(code=code, name=name)
    people = [_somebody(chance, number) for number in range(PEOPLE)] + [Somebody(0, frozenset())]
    made = World(people, {}, {}, {})
    _enter(tenants=",".join(TENANTS))
    for tenant in TENANTS:
        _fill(made, tenant, chance)
    _enter()
    _become("baken_app")
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
        AuditEntry.objects.create(
            tenant_id=tenant, actor_id=author, at=MOMENT, action="write-remark",
            subject=f"zz{tenant}log{number}zz",
        )  # fmt: skip
        word = f"zz{tenant}delivery{number}zz"
        delivery = Delivery.objects.create(
            tenant_id=tenant, kind="registrations", file_name=f"{word}.csv", source="cbs-47018ned",
            sha256=f"{tenant}{number}", delivered_on=date(2025, 3, 1), received_at=MOMENT,
            header=["word"], rows=1, accepted=1,
        )  # fmt: skip
        for model, more in (
            (DeliveredRow, {"values": {"word": word}}),
            (QuarantinedRow, {"column": "word", "value": word, "reason": "planted"}),
        ):
            model.objects.create(delivery=delivery, tenant_id=tenant, number=2, **more)
        world.remarks.setdefault(tenant, []).append(remark.id)
        world.deliveries.setdefault(tenant, []).append(delivery.id)
        world.authors[remark.id] = author


def _become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}" if role else "RESET ROLE")


def _enter(*, person: int = 0, tenants: str = "") -> None:
    """Set the scope as the middleware does, or (a test runs in one transaction) clear it."""
    with connection.cursor() as cursor:
        if person:
            cursor.execute("SELECT * FROM baken_enter(%s)", [person])
        else:
            cursor.execute("SELECT set_config('baken.person', '', true)")
            cursor.execute("SELECT set_config('baken.tenants', %s, true)", [tenants])


@contextmanager
def undone() -> Iterator[None]:
    """Undo what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- by HTTP ----------------------------------------------------------------------------------


def get_remark(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    address = "/toelichting/{}/".format
    return _existence(who, tenant, "remark", address, world.remarks[tenant][number])


def get_delivery(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    address = "/gegevens/{}/".format
    return _existence(who, tenant, "delivery", address, world.deliveries[tenant][number])


def get_list(_world: World, who: Somebody, tenant: str, _number: int) -> list[str]:
    return _words(who, who.client.get(f"/toelichtingen/{AREAS[tenant]}/"))


def get_page(_world: World, who: Somebody, _tenant: str, number: int) -> list[str]:
    pages = ("/toelichtingen/", "/logboek/", "/bureau/privacy-officer/", "/gegevens/")
    return _words(who, who.client.get(pages[number % len(pages)]))


def post_withdrawal(world: World, who: Somebody, tenant: str, number: int) -> list[str]:
    identifier = world.remarks[tenant][number]
    response = who.client.post(f"/toelichting/{identifier}/intrekken/")
    _enter(tenants=tenant)
    withdrawn = Remark.objects.get(id=identifier).withdrawn_at is not None
    own = who.may_see(tenant, "remark") and world.authors[identifier] == who.key
    found = [] if withdrawn == own else [f"withdrawn: {withdrawn}, own: {own}"]
    return found + _words(who, response)


def post_remark(_world: World, who: Somebody, tenant: str, _number: int) -> list[str]:
    asked = {"indicator": "registered-crime-1.1.1", "year": "2024", "text": "geplant"}
    if AREAS[tenant].startswith("WK"):
        asked["indicator"] = "registered-crime-0.0.0"
    response = who.client.post(f"/toelichtingen/{AREAS[tenant]}/schrijven/", asked)
    _enter(tenants=",".join(TENANTS))
    written = list(Remark.objects.filter(text="geplant").values_list("tenant_id", "author_id"))
    allowed = [(tenant, who.key)] if who.holds(tenant, WRITING_ROLES) else []
    logged = AuditEntry.objects.exclude(subject__startswith="zz").count()
    found = [] if written == allowed else [f"written {written}, allowed {allowed}"]
    found += [] if logged == len(written) else [f"{logged} log entries for {len(written)} remarks"]
    return found + _words(who, response)


ASKED_BY_HTTP = (get_remark, get_delivery, get_list, get_page, post_withdrawal, post_remark)


def _words(who: Somebody, response: HttpResponse) -> list[str]:
    """Return every word on a page that is not for who asked."""
    text = response.content.decode()
    found = [] if response.status_code < 500 else [f"status {response.status_code}"]
    return found + [
        match.group() for match in WORD.finditer(text) if not who.may_see(match[1], match[2])
    ]


def _existence(
    who: Somebody, tenant: str, kind: str, address: Callable[[UUID], str], identifier: UUID
) -> list[str]:
    """Return what leaks of an object, also that it is there at all."""
    response = who.client.get(address(identifier))
    if who.may_see(tenant, kind):
        shown = f"zz{tenant}{kind}" in response.content.decode()
        return _words(who, response) + ([] if shown else [f"{kind} not shown to its own people"])
    never = uuid4()
    other = who.client.get(address(never))
    same = _plain(response, identifier) == _plain(other, never)
    return _words(who, response) + ([] if same else [f"{kind} {identifier} is known to exist"])


def _plain(response: HttpResponse, identifier: UUID) -> tuple[int, str, str]:
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    where = response.headers.get("Location", "")
    return (
        response.status_code,
        where.replace(str(identifier), ""),
        body.replace(str(identifier), ""),
    )


def leaks_by_http(world: World, number: int, asked: tuple[Callable, ...]) -> list[str]:
    """Ask ``number`` random things by HTTP and return every leak."""
    chance, found = random.Random(SEED + 1), []
    entered: list[tuple[object, object]] = []

    def watch(execute: Callable, query: str, given: Any, many: object, context: object) -> Any:
        if "baken_enter" in query:
            entered.append((current.key, given[0]))
        return execute(query, given, many, context)

    with connection.execute_wrapper(watch):
        for _ in range(number):
            current, tenant = chance.choice(world.people), chance.choice(list(TENANTS))
            ask, which = chance.choice(asked), chance.randrange(PER_TENANT)
            with undone():
                leaks = ask(world, current, tenant, which)
            _enter()
            # A message waits in a cookie for the next page; here every tuple stands by itself.
            current.client.cookies.pop("messages", None)
            found += [f"{ask.__name__} {current.roles} {tenant}: {leak}" for leak in leaks]
    # Whoever asks, only that person's scope is ever entered.
    return found + [f"{asker} entered as {other}" for asker, other in entered if asker != other]


def test_nothing_leaks_by_http(world: World) -> None:
    assert leaks_by_http(world, TUPLES, ASKED_BY_HTTP) == []


def test_no_header_cookie_or_parameter_enters_somebody_else(world: World) -> None:
    who = next(each for each in world.people if each.holds("GM0344", READING_ROLES))
    other = next(each for each in world.people if each.key not in {0, who.key})
    entered = []

    def watch(execute: Callable, query: str, given: Any, many: object, context: object) -> Any:
        if "baken_enter" in query:
            entered.append(given[0])
        return execute(query, given, many, context)

    names = ("person", "user", "baken.person", "entering", "REMOTE_USER", "HTTP_X_REMOTE_USER")
    with connection.execute_wrapper(watch):
        for name in names:
            who.client.get("/toelichtingen/", {name: str(other.key)})
            who.client.get("/toelichtingen/", **{name: str(other.key)})
            who.client.cookies[name.replace(".", "_")] = str(other.key)
            who.client.get("/toelichtingen/")
    assert set(entered) == {who.key}
    assert len(entered) == 3 * len(names)


def test_only_the_middleware_enters_a_scope() -> None:
    texts = {
        path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
    }

    def files_with(pattern: str) -> set[str]:
        return {name for name, text in texts.items() if re.search(pattern, text)}

    scope, rights = "foundation/partners/scope.py", "site/table_rights.py"
    assert files_with(r"baken_enter\(") == {scope, rights}
    assert files_with(r"\benter_scope\(") == {scope, "site/middleware.py"}
    assert files_with(r"set_config\(|SET LOCAL|baken\.tenants") == {rights}


# --- by SQL -----------------------------------------------------------------------------------

RIGHTS_PER_TENANT = {
    TableRights.OPEN_OR_TENANT: set(),
    TableRights.TENANT: {"insert", "update"},
    TableRights.TENANT_LOG: {"insert"},
    TableRights.MEMBERSHIP: set(),
}
STATEMENTS = {
    "select": "SELECT count(*) FROM {table} WHERE tenant_id = %s",
    "update": "UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id = %s",
    "move in": "UPDATE {table} SET tenant_id = %s WHERE tenant_id <> %s",
    "move out": "UPDATE {table} SET tenant_id = %s WHERE tenant_id = %s",
    "delete": "DELETE FROM {table} WHERE tenant_id = %s",
    "insert": "INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s)",
}
NEEDED = {action: "update" if "move" in action else action for action in STATEMENTS}


def tenant_tables() -> dict[str, TableRights]:
    """Return every table whose rows belong to a municipality, with its declared rights."""
    models = apps.get_models(include_auto_created=True)
    found = {model._meta.db_table: rights_of(model) for model in models}
    return {table: rights for table, rights in found.items() if rights in RIGHTS_PER_TENANT}


def sample_rows() -> dict[tuple[str, str], dict[str, Any]]:
    """Return a row of every table and municipality, as the owner reads it."""
    _become("")
    _enter(tenants=",".join(TENANTS))
    rows = {}
    with connection.cursor() as cursor:
        for table in tenant_tables():
            cursor.execute(f"SELECT tenant_id, row_to_json(t) FROM {table} t WHERE tenant_id <> ''")
            rows |= {
                (table, tenant): row if isinstance(row, dict) else json.loads(row)
                for tenant, row in cursor
            }
    _enter()
    _become("baken_app")
    return rows


def given_for(action: str, tenant: str, row: dict[str, Any], elsewhere: str) -> list[Any]:
    """Return the parameters of a statement on the rows of ``tenant``."""
    if action == "insert":
        new = str(uuid4()) if isinstance(row["id"], str) else 10**9
        return [json.dumps(row | {"id": new, "tenant_id": tenant, "number": 10**9})]
    if action == "move out":
        return [elsewhere, tenant]
    return [tenant, tenant] if action == "move in" else [tenant]


def rows_touched(table: str, action: str, given: list[Any]) -> int:
    """Do a statement, undo it, and return how many rows it read or changed; refused is none."""
    try:
        with undone(), connection.cursor() as cursor:
            cursor.execute(STATEMENTS[action].format(table=table), given)
            return cursor.fetchone()[0] if action == "select" else cursor.rowcount
    except DatabaseError as refusal:
        if "permission denied" in str(refusal) or "row-level security" in str(refusal):
            return 0
        raise


def leaks_by_sql(world: World, number: int) -> list[str]:
    """Try ``number`` random statements as the application role and return every leak."""
    chance, found, tables, rows = random.Random(SEED + 2), [], tenant_tables(), sample_rows()
    for _ in range(number):
        who, (table, rights) = chance.choice(world.people), chance.choice(list(tables.items()))
        tenant, elsewhere = chance.sample(list(TENANTS), 2)
        action = chance.choice(list(STATEMENTS))
        entered = who.key if chance.random() < 0.75 else 0
        _enter(person=entered)
        own = {where for where, _ in who.roles} if entered else set()
        given = given_for(action, tenant, rows[table, tenant], elsewhere)
        inside = {tenant, elsewhere} <= own if action == "move out" else tenant in own
        may = NEEDED[action] in RIGHTS_PER_TENANT[rights] | {"select"}
        touched = rows_touched(table, action, given)
        if touched and not (inside and may):
            found.append(f"{action} {touched} of {table}, {tenant}; scope {sorted(own)}")
    _enter()
    return found


def test_nothing_leaks_by_sql(world: World) -> None:
    assert {*tenant_tables()} >= {"remarks_remark", "stewardship_auditentry", "intake_delivery"}
    assert leaks_by_sql(world, TUPLES) == []


def test_within_its_scope_the_application_can_work(world: World) -> None:
    """The tuples above prove nothing when everything is refused."""
    rows, who = sample_rows(), next(each for each in world.people if each.roles)
    tenant = min(where for where, _ in who.roles)
    _enter(person=who.key)
    for table, rights in tenant_tables().items():
        for action in {"select"} | RIGHTS_PER_TENANT[rights]:
            given = given_for(action, tenant, rows[table, tenant], "")
            assert rows_touched(table, action, given) > 0, (table, action)


OPEN_TABLES = [
    model._meta.db_table
    for model in apps.get_models(include_auto_created=True)
    if rights_of(model) in {TableRights.OPEN, TableRights.OPEN_OR_TENANT}
]


@pytest.mark.parametrize("table", OPEN_TABLES)
@pytest.mark.parametrize("verb", ["INSERT INTO {0} TABLE {0}", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_open_tables_are_read_and_never_written(world: World, table: str, verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb.format(table))


def test_the_application_owns_nothing_and_makes_nothing(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'baken_app'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = 'baken_app'"
        )
        assert cursor.fetchone() == (False, False, False, False)
    for statement in (
        "CREATE TABLE planted (id int)",
        "CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE remarks_remark DISABLE ROW LEVEL SECURITY",
        "DROP POLICY baken_rights ON remarks_remark",
        "CREATE SCHEMA planted",
        "UPDATE stewardship_auditentry SET action = 'nothing'",
        "DELETE FROM stewardship_auditentry",
    ):
        with (
            pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


# --- plants: open a door and see it found -----------------------------------------------------


@pytest.mark.parametrize(
    "table", ["remarks_remark", "stewardship_auditentry", "intake_deliveredrow"]
)
def test_row_security_switched_off_is_found(world: World, table: str) -> None:
    _become("")
    with undone():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        _become("baken_app")
        found = leaks_by_sql(world, 400)
    assert any(table in leak for leak in found)
    assert all(table in leak for leak in found)


def test_a_remark_without_its_rule_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row security alone lets a resident of the municipality read its remarks."""
    monkeypatch.setattr(selectors, "readable_tenants", lambda scope: scope.tenants)
    found = leaks_by_http(world, 400, (get_remark, get_page))
    assert any("remark" in leak for leak in found)


def test_a_page_that_enters_somebody_else_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = max(world.people, key=lambda who: len(who.roles))
    monkeypatch.setattr(
        "baken.site.middleware.enter_scope",
        lambda _user, enter=enter_scope: enter(Person.objects.get(pk=other.key)),
    )
    found = leaks_by_http(world, 60, (get_remark, get_delivery))
    assert any("entered as" in leak for leak in found)
    assert any("zzGM" in leak for leak in found)
