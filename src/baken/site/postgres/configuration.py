"""PostgreSQL's configuration: written whole at every start, so it follows Baken's version."""

import os
import pwd

from baken.site.postgres.cluster import PORT, Cluster
from baken.site.postgres.durable import write_durably
from baken.site.postgres.roles import DatabaseRole

MIB = 1024 * 1024
ACCESS_RULES = f"""\
# Written by Baken at every start. Unix socket only; nothing is trusted.
# TYPE  DATABASE  USER                 METHOD
local   all       {DatabaseRole.ADMIN}  peer map=baken
local   all       {DatabaseRole.OWNER}  scram-sha-256
local   all       {DatabaseRole.APP}    scram-sha-256
local   all       all                  reject
"""


def write_configuration(cluster: Cluster) -> None:
    """Write postgresql.conf, pg_hba.conf and pg_ident.conf of ``cluster``."""
    texts = {
        "postgresql.conf": settings_text(cluster),
        "pg_hba.conf": ACCESS_RULES,
        "pg_ident.conf": identity_text(cluster),
    }
    for name, text in texts.items():
        path = cluster.configuration / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_durably(path, text, mode=0o644)


def identity_text(cluster: Cluster) -> str:
    """Say which accounts of the machine may be the cluster's superuser: ours, and root."""
    root = pwd.getpwuid(0).pw_name
    names = sorted({root, cluster.account.name, pwd.getpwuid(os.geteuid()).pw_name})
    lines = (f"baken {_quoted_identity(name)} {DatabaseRole.ADMIN}" for name in names)
    return "# Written by Baken at every start.\n" + "\n".join(lines) + "\n"


def settings_text(cluster: Cluster) -> str:
    """Return postgresql.conf for a laptop or a small server."""
    lines = [f"{name} = {_quoted(str(value))}" for name, value in _settings(cluster).items()]
    own = f"include_if_exists {_quoted(str(cluster.configuration / 'local.conf'))}"
    head = "# Written by Baken at every start. Put your own settings in local.conf beside it.\n"
    return head + "\n".join([*lines, own]) + "\n"


def _settings(cluster: Cluster) -> dict[str, object]:
    return _reach(cluster) | _memory() | _safety() | _logging(cluster)


def _reach(cluster: Cluster) -> dict[str, object]:
    return {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": '"' + str(cluster.socket).replace('"', '""') + '"',
        "unix_socket_permissions": "0700",
        "max_connections": 60,
        "hba_file": cluster.configuration / "pg_hba.conf",
        "ident_file": cluster.configuration / "pg_ident.conf",
        "password_encryption": "scram-sha-256",
        "cluster_name": cluster.tag,
    }


def _memory() -> dict[str, object]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MIB
    return {
        "shared_buffers": f"{_between(64, memory // 8, 512)}MB",
        "effective_cache_size": f"{_between(256, memory // 2, 8192)}MB",
        "maintenance_work_mem": f"{_between(64, memory // 32, 256)}MB",
        "work_mem": "16MB",
        "random_page_cost": 1.1,  # laptops and small servers have solid-state disks
        "jit": "off",
    }


def _safety() -> dict[str, object]:
    return {
        "fsync": "on",
        "full_page_writes": "on",
        "synchronous_commit": "on",
        "restart_after_crash": "on",
        "wal_level": "minimal",  # one server without replicas: bulk loads then skip the log
        "max_wal_senders": 0,
        "wal_compression": "on",
        "min_wal_size": "32MB",
        "max_wal_size": "1GB",
        "checkpoint_timeout": "15min",
        "idle_in_transaction_session_timeout": "10min",
        "timezone": "UTC",
        "datestyle": "ISO, YMD",
        "default_text_search_config": "pg_catalog.simple",
    }


def _logging(cluster: Cluster) -> dict[str, object]:
    """One file per weekday; no statements, parameters or details: these may hold personal data."""
    return {
        "logging_collector": "on",
        "log_directory": cluster.log,
        "log_filename": "postgresql-%a.log",
        "log_file_mode": "0600",
        "log_rotation_age": "1d",
        "log_rotation_size": 0,
        "log_truncate_on_rotation": "on",
        "log_line_prefix": "%m [%p] ",
        "log_timezone": "UTC",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": 0,
        "log_parameter_max_length_on_error": 0,
        "lc_messages": "C",
    }


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'"


def _quoted_identity(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
