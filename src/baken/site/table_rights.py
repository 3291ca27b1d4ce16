"""Turns each model's declared rights into grants and row security, the same every time.

The application role owns nothing: it gets exactly what is written here. Row security is forced,
so the owner role obeys it as well; only the cluster's administrator (backups) stands above it.
"""

from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg import sql

from baken.catalogue.roles import roles_with
from baken.vocabulary.permission import PermissionName
from baken.vocabulary.rights import TableRights

# Django's own tables, which cannot declare anything themselves.
RIGHTS_OF_OTHERS = {
    "django_session": TableRights.SESSION,
    "django_content_type": TableRights.OPEN,
    "auth_permission": TableRights.OPEN,
    "auth_group": TableRights.OPEN,
    "auth_group_permissions": TableRights.OPEN,
    "django_migrations": TableRights.OPEN,
}

_SCOPE = (
    "tenant_id IN (SELECT unnest(string_to_array("
    "NULLIF(current_setting('baken.tenants', true), ''), ',')))"
)
# An entry is also added for somebody who works for nobody: that a resident logged in.
_LOGGED = (
    "tenant_id IN (SELECT unnest(string_to_array("
    "NULLIF(current_setting('baken.logs', true), ''), ',')))"
)
_PEOPLE = (
    "tenant_id IN (SELECT unnest(string_to_array("
    "NULLIF(current_setting('baken.people', true), ''), ',')))"
)
_OWN = "person_id = NULLIF(current_setting('baken.person', true), '')::bigint"

# rights -> (what the application role may do, condition to read, condition to write)
_RULES: dict[TableRights, tuple[str, str, str]] = {
    TableRights.OPEN: ("SELECT", "", ""),
    TableRights.OPEN_OR_TENANT: (
        "SELECT",
        f"tenant_id IS NULL OR {_SCOPE}",
        f"tenant_id IS NULL OR {_SCOPE}",
    ),
    TableRights.SHARED_OR_TENANT: (
        "SELECT, INSERT, UPDATE, DELETE",
        f"tenant_id IS NULL OR {_SCOPE}",
        f"tenant_id IS NULL OR {_SCOPE}",
    ),
    TableRights.TENANT: ("SELECT, INSERT, UPDATE", _SCOPE, _SCOPE),
    TableRights.TENANT_READ: ("SELECT", _SCOPE, _SCOPE),
    TableRights.PUBLIC_OR_TENANT: ("SELECT, INSERT, UPDATE", _SCOPE, _SCOPE),
    TableRights.TENANT_LOG: (
        "SELECT, INSERT",
        f"{_SCOPE} OR {_LOGGED}",
        f"{_SCOPE} OR {_LOGGED}",
    ),
    TableRights.PUBLISHED: ("SELECT, INSERT", "true", _SCOPE),
    TableRights.MEMBERSHIP: ("SELECT, INSERT, DELETE", f"{_OWN} OR {_SCOPE} OR {_PEOPLE}", "false"),
    TableRights.SESSION: ("SELECT, INSERT, UPDATE, DELETE", "", ""),
}

# What is shared is not the web's to change: beside the rule of the table these must hold for it.
_OWN_ONLY = (
    ("baken_add_own", "FOR INSERT", "WITH CHECK"),
    ("baken_change_own", "FOR UPDATE", "USING"),
    ("baken_remove_own", "FOR DELETE", "USING"),
)

# Enters a person's scope for the rest of the transaction and returns the memberships. Which roles
# open the rows of the municipality itself is policy: catalogue/roles, "open-own-rows".
_ENTER = """
CREATE OR REPLACE FUNCTION baken_enter(entering bigint)
RETURNS TABLE (tenant text, role text) LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
  PERFORM set_config('baken.person', entering::text, true);
  PERFORM set_config('baken.tenants', COALESCE((
    SELECT string_agg(DISTINCT m.tenant_id, ',') FROM partners_membership m
    WHERE m.person_id = entering AND m.role = ANY({opening})), ''), true);
  PERFORM set_config('baken.people', COALESCE((
    SELECT string_agg(DISTINCT m.tenant_id, ',') FROM partners_membership m
    WHERE m.person_id = entering AND m.role = ANY({managing})), ''), true);
  RETURN QUERY SELECT m.tenant_id::text, m.role::text FROM partners_membership m
    WHERE m.person_id = entering ORDER BY 1, 2;
END $$
"""

# The municipalities in whose logs an act of somebody is written, also when that is a refused
# log-in and nobody is in scope. Run with the owner's rights: it reads all memberships.
_LOGS = """
CREATE OR REPLACE FUNCTION baken_logs_of(acting bigint)
RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT m.tenant_id::text FROM partners_membership m WHERE m.person_id = acting
    UNION SELECT p.home_id::text FROM partners_person p
    WHERE p.id = acting AND p.home_id IS NOT NULL ORDER BY 1;
END $$
"""
# Whether somebody who is not logged in yet holds one of these roles anywhere; owner's rights too.
_HOLDS = """
CREATE OR REPLACE FUNCTION baken_holds_any(acting bigint, roles text[])
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
SELECT EXISTS (SELECT FROM partners_membership m WHERE m.person_id = acting AND m.role = ANY(roles))
$$
"""
# Opens these logs to the transaction, or closes them again with an empty list.
_OPEN_LOGS = """
CREATE OR REPLACE FUNCTION baken_open_logs(tenants text) RETURNS void LANGUAGE sql AS $$
SELECT set_config('baken.logs', tenants, true)
$$
"""

# Who manages people adds and removes memberships in the own municipality, and never the own ones.
_MANAGED = (
    (
        "baken_rights_to_grant",
        sql.SQL("FOR INSERT WITH CHECK"),
        f"{_PEOPLE} AND NOT COALESCE({_OWN}, false)",
    ),
    (
        "baken_rights_to_withdraw",
        sql.SQL("FOR DELETE USING"),
        f"{_PEOPLE} AND NOT COALESCE({_OWN}, false)",
    ),
)


def rights_of(model: type[Model]) -> TableRights:
    """Return the declared rights of a model.

    Raises:
        LookupError: when the model declares none; every table must.
    """
    declared = getattr(model, "rights", None) or RIGHTS_OF_OTHERS.get(model._meta.db_table)
    if declared is None:
        raise LookupError(
            f"{model._meta.label} declares no rights; add `rights = TableRights...` to the model"
        )
    return declared


def apply_table_rights(*, application_role: str) -> None:
    """Set the grants and policies of every table; idempotent, one transaction of the caller."""
    role = sql.Identifier(application_role)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
        cursor.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM {}, PUBLIC").format(role))
        for model in apps.get_models(include_auto_created=True):
            _protect(cursor, sql.Identifier(model._meta.db_table), rights_of(model), role)
        _protect(cursor, sql.Identifier("django_migrations"), TableRights.OPEN, role)
        grant = "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}"
        cursor.execute(sql.SQL(grant).format(role))
        names = {
            "opening": _literal(PermissionName.OPEN_OWN_ROWS),
            "managing": _literal(PermissionName.MANAGE_PEOPLE),
        }
        cursor.execute(sql.SQL(_ENTER).format(**names))
        for function in (_LOGS, _HOLDS, _OPEN_LOGS):
            cursor.execute(function)


def _literal(permission: PermissionName) -> sql.Literal:
    return sql.Literal([str(role) for role in roles_with(permission)])


def _protect(cursor, table: sql.Identifier, rights: TableRights, role: sql.Identifier) -> None:
    grants, readable, writable = _RULES[rights]
    names = {"table": table, "role": role, "grants": sql.SQL(grants)}
    statements = [
        "REVOKE ALL ON {table} FROM {role}, PUBLIC",
        "GRANT {grants} ON {table} TO {role}",
        "DROP POLICY IF EXISTS baken_rights ON {table}",
    ]
    if readable:
        statements += [
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            "CREATE POLICY baken_rights ON {table} USING ({readable}) WITH CHECK ({writable})",
        ]
        names |= {"readable": sql.SQL(readable), "writable": sql.SQL(writable)}
    statements += _membership_policies(rights, names)
    statements += _policies_of_shared(rights, names)
    statements.append("DROP POLICY IF EXISTS baken_public ON {table}")
    if rights is TableRights.PUBLIC_OR_TENANT:
        # For reading only: a public row of another municipality is nobody else's to change.
        statements.append("CREATE POLICY baken_public ON {table} FOR SELECT USING (is_public)")
    for statement in statements:
        cursor.execute(sql.SQL(statement).format(**names))


def _policies_of_shared(rights: TableRights, names: dict[str, sql.Composable]) -> list[str]:
    """Return what keeps the application role from rows that have no tenant."""
    statements = [f"DROP POLICY IF EXISTS {name} ON {{table}}" for name, _, _ in _OWN_ONLY]
    if rights is TableRights.SHARED_OR_TENANT:
        # The owner is a member of the application's role: the test must name who asks.
        named = sql.Literal(names["role"].as_string(None).strip('"'))
        names |= {"own": sql.SQL(f"current_user <> {{}} OR {_SCOPE}").format(named)}
        statements += [
            f"CREATE POLICY {name} ON {{table}} AS RESTRICTIVE {moment} {test} ({{own}})"
            for name, moment, test in _OWN_ONLY
        ]
    return statements


def _membership_policies(rights: TableRights, names: dict[str, sql.Composable]) -> list[str]:
    """Return what separates reading memberships from granting and withdrawing them."""
    statements = [
        f"DROP POLICY IF EXISTS {name} ON {{table}}"
        for name in ("baken_owner", *(name for name, _, _ in _MANAGED))
    ]
    if rights is not TableRights.MEMBERSHIP:
        return statements
    statements.append("DROP POLICY baken_rights ON {table}")
    statements.append("CREATE POLICY baken_rights ON {table} FOR SELECT USING ({readable})")
    for name, moment, condition in _MANAGED:
        names |= {name: sql.SQL(condition), f"{name}_moment": moment}
        statements.append(f"CREATE POLICY {name} ON {{table}} {{{name}_moment}} ({{{name}}})")
    # The commands (baken person) run as the owner and manage everybody.
    statements.append("CREATE POLICY baken_owner ON {table} TO CURRENT_USER USING (true)")
    return statements
