"""Where the database is and how to log in, without starting anything; imports are kept light."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from baken.site.postgres.cluster import PORT
from baken.site.postgres.location import socket_folder
from baken.site.postgres.passwords import read_passwords
from baken.site.postgres.roles import DATABASE, DatabaseRole
from baken.site.postgres.trouble import AddressInvalid

URL_SETTINGS = {
    DatabaseRole.APP: "BAKEN_DATABASE_URL",
    DatabaseRole.OWNER: "BAKEN_DATABASE_OWNER_URL",
}
OPTIONS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name")
EXAMPLE = "postgres://user:password@host:5432/database"


@dataclass(frozen=True, slots=True)
class ConnectionInfo:
    """How to reach one database as one role. ``options`` are libpq's (sslmode and the like)."""

    host: str
    port: int
    user: str
    name: str
    password: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    def for_django(self) -> dict[str, Any]:
        """Return the keys of an entry of Django's DATABASES (the engine is the caller's)."""
        return {
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "PASSWORD": self.password,
            "NAME": self.name,
            "OPTIONS": dict(self.options),
        }

    def for_psycopg(self) -> dict[str, Any]:
        """Return keyword arguments for psycopg.connect."""
        base = {"host": self.host, "port": self.port, "user": self.user, "dbname": self.name}
        return base | {"password": self.password or None} | dict(self.options)


def embedded_connection(home: Path, role: DatabaseRole, database: str = DATABASE) -> ConnectionInfo:
    """Return how ``role`` reaches the embedded database of ``home``; starts and creates nothing.

    Before the first start the password is empty: settings must be read after `ensure_running`.
    """
    word = read_passwords(home).get(role, "")
    return ConnectionInfo(str(socket_folder(home)), PORT, str(role), database, word)


def connect_parameters(home: Path, role: DatabaseRole) -> dict[str, Any]:
    """Return HOST, PORT, USER, PASSWORD, NAME and OPTIONS of the embedded database for Django."""
    return embedded_connection(home, role).for_django()


def uses_external_server(settings: Mapping[str, str]) -> bool:
    """Tell whether the settings name a server of one's own: the embedded one then stays off."""
    return any(settings.get(name) for name in URL_SETTINGS.values())


def connection_of(settings: Mapping[str, str], role: DatabaseRole) -> ConnectionInfo:
    """Return how ``role`` reaches the database that ``settings`` (the environment) ask for.

    With BAKEN_DATABASE_URL (app role) and BAKEN_DATABASE_OWNER_URL (owner role): that server; else
    the embedded database of BAKEN_HOME (default ./var). Raises AddressInvalid.
    """
    if not uses_external_server(settings):
        return embedded_connection(Path(settings.get("BAKEN_HOME") or "var"), role)
    if role not in URL_SETTINGS:
        raise AddressInvalid(
            f"Baken has no {role} on a server of your own. Ask that server's administrator, "
            "or leave BAKEN_DATABASE_URL out to use the embedded database."
        )
    found = {each: _external(settings, each) for each in URL_SETTINGS}
    if found[DatabaseRole.APP].user == found[DatabaseRole.OWNER].user:
        raise AddressInvalid(
            "BAKEN_DATABASE_URL and BAKEN_DATABASE_OWNER_URL name the same user "
            f"{found[role].user!r}, so row security would not hold. Make two roles: one that owns "
            "the tables and one that owns nothing."
        )
    return found[role]


def parse_address(address: str, *, setting: str) -> ConnectionInfo:
    """Read a postgres:// URL strictly; raises AddressInvalid (without showing the password)."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORT
    except ValueError as error:
        raise _invalid(setting, f"it is no URL ({error})") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise _invalid(setting, f"it starts with {parts.scheme or 'nothing'!r}, not postgres://")
    if not parts.username:
        raise _invalid(setting, "the user is missing")
    if parts.fragment:
        raise _invalid(setting, "it holds a #; write %23 when it belongs to the password")
    host, options = _host_and_options(setting, parts.hostname or "", parts.query)
    name = _database_name(setting, parts.path)
    return ConnectionInfo(
        host, port, unquote(parts.username), name, unquote(parts.password or ""), options
    )


def _external(settings: Mapping[str, str], role: DatabaseRole) -> ConnectionInfo:
    setting = URL_SETTINGS[role]
    address = settings.get(setting, "")
    if not address:
        others = ", ".join(name for name in URL_SETTINGS.values() if name != setting)
        raise AddressInvalid(
            f"{setting} is missing while {others} is set. Set both (app and owner role), "
            "or neither for the embedded database."
        )
    return parse_address(address, setting=setting)


def _host_and_options(setting: str, host: str, query: str) -> tuple[str, dict[str, str]]:
    try:
        pairs = parse_qsl(query, strict_parsing=True, keep_blank_values=True) if query else []
    except ValueError as error:
        raise _invalid(setting, f"the part after ? cannot be read ({error})") from error
    options = dict(pairs)
    if len(options) != len(pairs):
        raise _invalid(setting, "an option after ? stands there twice")
    if not host:
        host = options.pop("host", "")
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        raise _invalid(setting, f"unknown option {unknown[0]!r}; known: {', '.join(OPTIONS)}")
    if not host:
        raise _invalid(setting, "the host is missing; for a socket write ?host=/folder")
    return host, options


def _database_name(setting: str, path: str) -> str:
    name = unquote(path.removeprefix("/"))
    if not name or "/" in path.removeprefix("/"):
        raise _invalid(setting, f"one database name was expected after the host, found {path!r}")
    return name


def _invalid(setting: str, what: str) -> AddressInvalid:
    return AddressInvalid(f"{setting} cannot be used: {what}. Write it as {EXAMPLE}.")
