"""Roles, databases and rights: made where they are missing, left alone where they stand."""

import psycopg
from psycopg import sql

from baken.site.postgres.cluster import Cluster
from baken.site.postgres.connections import embedded_connection
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.sessions import Session, administrator, session
from baken.site.postgres.trouble import DatabaseTrouble

ATTRIBUTES = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
STATE = "Baken: rights 1"  # the database's comment, in the transaction of its rights
RESERVED = ("postgres", "template0", "template1")
RIGHTS = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app};
COMMENT ON DATABASE {database} IS {state};
"""


def ensure_roles(admin: Session, passwords: dict[str, str]) -> None:
    """Make the owner and the app role, or take from them what they should not have."""
    for role in (DatabaseRole.OWNER, DatabaseRole.APP):
        found = admin.execute(
            "SELECT rolcanlogin AND NOT (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication"
            " OR rolbypassrls) FROM pg_roles WHERE rolname = %s",
            (role,),
        ).fetchone()
        if found is None:
            _create_role(admin, role, passwords[role])
        elif not found[0]:
            _alter_role(admin, role, sql.SQL(ATTRIBUTES))


def ensure_database(cluster: Cluster, admin: Session, name: str) -> None:
    """Make the database ``name`` with its rights, or finish what was half made."""
    limit = _connection_limit(admin, name)
    if limit is None:
        create_database(cluster, admin, name)
    elif limit == 0:  # a swap was cut short after it closed the door
        admin.execute(_database("ALTER DATABASE {} CONNECTION LIMIT -1", name))
    if _comment(admin, name) != STATE:
        give_rights(cluster, name)


def create_database(cluster: Cluster, admin: Session, name: str) -> None:
    """Make an empty database of the owner role; raises DatabaseTrouble for a reserved name."""
    if name in RESERVED:
        raise DatabaseTrouble(f"The name {name!r} is PostgreSQL's own. Choose another.")
    owner = sql.Identifier(DatabaseRole.OWNER)
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
    admin.execute(statement.format(sql.Identifier(name), owner))
    give_rights(cluster, name)


def drop_database(admin: Session, name: str) -> None:
    """Remove the database ``name`` and whoever is in it, if it exists."""
    admin.execute(_database("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def give_rights(cluster: Cluster, name: str) -> None:
    """Give the app role its rights on ``name``, and nobody else any; all or nothing."""
    statement = sql.SQL(RIGHTS).format(
        database=sql.Identifier(name),
        app=sql.Identifier(DatabaseRole.APP),
        owner=sql.Identifier(DatabaseRole.OWNER),
        state=sql.Literal(STATE),
    )
    with session(administrator(cluster, name)) as inside, inside.transaction():
        inside.execute(statement)


def close_other_databases(admin: Session) -> None:
    """Let only the supervisor into PostgreSQL's own databases."""
    found = admin.execute(
        "SELECT datname FROM pg_database WHERE datname IN ('postgres', 'template1')"
        " AND has_database_privilege(%s, datname, 'CONNECT')",
        (DatabaseRole.APP,),
    ).fetchall()
    for (name,) in found:
        admin.execute(_database("REVOKE ALL ON DATABASE {} FROM PUBLIC", name))


def ensure_all(cluster: Cluster, passwords: dict[str, str]) -> None:
    """Make everything stand: roles, database, rights, and passwords that open the door."""
    with session(administrator(cluster)) as admin:
        ensure_roles(admin, passwords)
        close_other_databases(admin)
        ensure_database(cluster, admin, DATABASE)
        for role in (DatabaseRole.OWNER, DatabaseRole.APP):
            if not _password_opens(cluster, role):
                _alter_role(admin, role, _password(admin, role, passwords[role]))


def _password_opens(cluster: Cluster, role: DatabaseRole) -> bool:
    try:
        with session(embedded_connection(cluster.home, role)):
            return True
    except psycopg.OperationalError as error:
        if "authentication failed" in str(error):
            return False
        raise DatabaseTrouble(f"The role {role} cannot log in to the database: {error}") from error


def _create_role(admin: Session, role: str, word: str) -> None:
    options = sql.SQL(" ").join([sql.SQL(ATTRIBUTES), _password(admin, role, word)])
    admin.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), options))


def _alter_role(admin: Session, role: str, options: sql.Composable) -> None:
    admin.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(role), options))


def _password(admin: Session, role: str, word: str) -> sql.Composed:
    """Encrypted here, so that no log or memory of the server ever holds the password."""
    verifier = admin.pgconn.encrypt_password(word.encode(), role.encode(), b"scram-sha-256")
    return sql.SQL("PASSWORD {}").format(sql.Literal(verifier.decode()))


def _connection_limit(admin: Session, name: str) -> int | None:
    query = "SELECT datconnlimit FROM pg_database WHERE datname = %s"
    found = admin.execute(query, (name,)).fetchone()
    return found[0] if found else None


def _comment(admin: Session, name: str) -> str:
    found = admin.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (name,)
    ).fetchone()
    return (found and found[0]) or ""


def _database(statement: str, name: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(name))
