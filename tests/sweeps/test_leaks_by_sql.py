"""Leaks by SQL: 5,000 random (person, municipality, statement) tuples as the web's own role.

Whatever a view might ask, the database gives and changes rows of one's own municipalities only.
The plant at the end switches row security off, and the same check has to find it.
"""

import json
import random
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from sweeps.leak_world import SEED, STAFF, TENANTS, World, become, enter, make_world, undone

from baken.records.plans.models import PlanVersion
from baken.site.table_rights import rights_of
from baken.vocabulary.rights import TableRights
from baken.vocabulary.role import Role

TUPLES = 5_000

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


RIGHTS_PER_TENANT = {
    TableRights.OPEN_OR_TENANT: set(),
    TableRights.TENANT: {"insert", "update"},
    TableRights.TENANT_READ: set(),
    TableRights.TENANT_LOG: {"insert"},
    TableRights.PUBLISHED: {"insert"},
    TableRights.MEMBERSHIP: {"insert", "delete"},
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
    become("")
    enter(tenants=",".join(TENANTS))
    rows = {}
    with connection.cursor() as cursor:
        for table in tenant_tables():
            cursor.execute(f"SELECT tenant_id, row_to_json(t) FROM {table} t WHERE tenant_id <> ''")
            rows |= {
                (table, tenant): row if isinstance(row, dict) else json.loads(row)
                for tenant, row in cursor
            }
    enter()
    become("baken_app")
    return rows


def given_for(action: str, tenant: str, row: dict[str, Any], elsewhere: str) -> list[Any]:
    """Return the parameters of a statement on the rows of ``tenant``."""
    if action == "insert":
        new = str(uuid4()) if isinstance(row.get("id"), str) else 10**9
        # What nobody holds or counts: a membership stands there once, and so does an observation.
        other = {"id": new, "tenant_id": tenant, "number": 10**9, "place": 10**9, "role": "planted"}
        other |= {"indicator": "planted", "language": "xx", "form": "xx", "code": "planted"}
        other |= {"first_year": 2001, "model": "planted", "day": "2001-01-01"}
        other |= {"subject": "planted", "key": new, "x": 10**9, "side": "even"}
        other |= {"offence": "planted"}
        return [json.dumps(row | other)]
    if action == "move out":
        return [elsewhere, tenant]
    return [tenant, tenant] if action == "move in" else [tenant]


def roles_for(rights: TableRights, action: str) -> tuple[Role, ...]:
    """Return the roles that open a table for a kind of statement."""
    if rights is not TableRights.MEMBERSHIP:
        return STAFF
    # One's own memberships are one's own to read, also that of a resident.
    return tuple(Role) if action == "select" else (Role.ADMINISTRATOR,)


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
        enter(person=entered)
        roles = roles_for(rights, action)
        own = {where for where, role in who.roles if role in roles} if entered else set()
        given = given_for(action, tenant, rows[table, tenant], elsewhere)
        inside = {tenant, elsewhere} <= own if action == "move out" else tenant in own
        may = NEEDED[action] in RIGHTS_PER_TENANT[rights] | {"select"}
        touched = rows_touched(table, action, given)
        # What was published everybody reads; that is no leak.
        inside = inside or (rights is TableRights.PUBLISHED and action == "select")
        if touched and not (inside and may):
            found.append(f"{action} {touched} of {table}, {tenant}; scope {sorted(own)}")
    enter()
    return found


def test_nothing_leaks_by_sql(world: World) -> None:
    assert {*tenant_tables()} >= {"remarks_remark", "stewardship_auditentry", "intake_delivery"}
    assert leaks_by_sql(world, TUPLES) == []


def test_within_its_scope_the_application_can_work(world: World) -> None:
    """The tuples above prove nothing when everything is refused."""
    rows = sample_rows()
    for table, rights in tenant_tables().items():
        for action in {"select"} | RIGHTS_PER_TENANT[rights]:
            wanted = roles_for(rights, action)
            who, tenant = next(
                (each, where)
                for each in world.people
                for where, role in sorted(each.roles)
                if role in wanted
            )
            enter(person=who.key)
            given = given_for(action, tenant, rows[table, tenant], "")
            assert rows_touched(table, action, given) > 0, (table, action)


def refused(statement: str) -> bool:
    """Say whether the database refuses a statement."""
    try:
        with undone(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as refusal:
        said = ("permission denied", "must be owner", "row-level security")
        return any(words in str(refusal) for words in said)
    return False


def test_open_tables_are_read_and_never_written(world: World) -> None:
    open_rights = {TableRights.OPEN, TableRights.OPEN_OR_TENANT}
    models = apps.get_models(include_auto_created=True)
    tables = [model._meta.db_table for model in models if rights_of(model) in open_rights]
    assert {"places_area", "indicators_storedfigure", "intake_delivery"} <= set(tables)
    verbs = ("INSERT INTO {0} TABLE {0}", "DELETE FROM {0}", "TRUNCATE {0}")
    written = [verb.format(table) for table in tables for verb in verbs]
    assert [statement for statement in written if not refused(statement)] == []
    assert [table for table in tables if refused(f"SELECT count(*) FROM {table}")] == []


def test_published_rows_are_added_in_the_own_municipality_and_never_changed(world: World) -> None:
    writer = next(each for each in world.people if each.holds("GM0344", STAFF))
    enter(person=writer.key)
    row = PlanVersion.objects.get(plan="geplant_GM0344_0")
    assert PlanVersion.objects.filter(plan="geplant_GM0599_0").exists(), "everybody reads"
    columns = "number, plan, head, file_name, sha256, known_from, why, by_role"
    added = {
        tenant: not refused(
            f"INSERT INTO plans_planversion (tenant_id, {columns}) SELECT '{tenant}', 2, "
            f"{columns.partition(', ')[2]} FROM plans_planversion WHERE id = {row.pk}"
        )
        for tenant in TENANTS
    }
    assert added == {tenant: writer.holds(tenant, STAFF) for tenant in TENANTS}
    for table in ("plans_planversion", "plans_planrow"):
        assert refused(f"DELETE FROM {table}")
        assert refused(f"UPDATE {table} SET tenant_id = tenant_id")


def test_the_application_owns_nothing_and_makes_nothing(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'baken_app'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = 'baken_app'"
        )
        assert cursor.fetchone() == (False, False, False, False)
    made_or_changed = (
        "CREATE TABLE planted (id int)",
        "CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA planted",
        "ALTER TABLE remarks_remark DISABLE ROW LEVEL SECURITY",
        "DROP POLICY baken_rights ON remarks_remark",
        "UPDATE stewardship_auditentry SET action = 'nothing'",
        "DELETE FROM stewardship_auditentry",
    )
    assert [statement for statement in made_or_changed if not refused(statement)] == []


# --- plants: open a door and see it found -----------------------------------------------------


@pytest.mark.parametrize(
    "table", ["remarks_remark", "stewardship_auditentry", "intake_deliveredpack"]
)
def test_row_security_switched_off_is_found(world: World, table: str) -> None:
    become("")
    with undone():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        become("baken_app")
        found = leaks_by_sql(world, 1_500)
    assert any(table in leak for leak in found)
    assert all(table in leak for leak in found)
