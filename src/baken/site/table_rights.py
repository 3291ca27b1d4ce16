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
_OWN = "person_id = NULLIF(current_setting('baken.person', true), '')::bigint"

# rights -> (what the application role may do, condition to read, condition to write)
_RULES: dict[TableRights, tuple[str, str, str]] = {
    TableRights.OPEN: ("SELECT", "", ""),
    TableRights.OPEN_OR_TENANT: (
        "SELECT",
        f"tenant_id IS NULL OR {_SCOPE}",
        f"tenant_id IS NULL OR {_SCOPE}",
    ),
    TableRights.TENANT: ("SELECT, INSERT, UPDATE", _SCOPE, _SCOPE),
    TableRights.TENANT_LOG: ("SELECT, INSERT", _SCOPE, _SCOPE),
    TableRights.MEMBERSHIP: ("SELECT", f"{_OWN} OR {_SCOPE}", "false"),
    TableRights.SESSION: ("SELECT, INSERT, UPDATE, DELETE", "", ""),
}

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
  RETURN QUERY SELECT m.tenant_id::text, m.role::text FROM partners_membership m
    WHERE m.person_id = entering ORDER BY 1, 2;
END $$
"""


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
        opening = sql.Literal([str(role) for role in roles_with(PermissionName.OPEN_OWN_ROWS)])
        cursor.execute(sql.SQL(_ENTER).format(opening=opening))


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
    # Who is a member of what is kept by the commands (baken person), which run as the owner.
    statements.append("DROP POLICY IF EXISTS baken_owner ON {table}")
    if rights is TableRights.MEMBERSHIP:
        statements.append("CREATE POLICY baken_owner ON {table} TO CURRENT_USER USING (true)")
    for statement in statements:
        cursor.execute(sql.SQL(statement).format(**names))
