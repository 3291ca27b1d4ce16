"""The operating-system account that PostgreSQL runs under; root may not be it."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baken.site.postgres.trouble import DatabaseTrouble

DEFAULT_ACCOUNT = "baken"


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine; ``switch``: we are root and must become it for PostgreSQL."""

    name: str
    uid: int
    gid: int
    switch: bool

    def arguments(self) -> dict[str, Any]:
        """Arguments for ``subprocess`` to run as this account with a clean environment."""
        clean: dict[str, Any] = {"env": clean_environment(), "cwd": "/"}
        if self.switch:
            clean |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return clean

    def own(self, folder: Path) -> None:
        """Give ``folder`` to this account when we are root."""
        if self.switch:
            os.chown(folder, self.uid, self.gid)


def clean_environment() -> dict[str, str]:
    """Return an environment in which no PG* or locale variable of the user can interfere."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def current_account() -> Account:
    """Return the account of this process.

    Raises DatabaseTrouble when the user id has no name here: PostgreSQL then refuses to start.
    """
    return account_by_id(os.geteuid())


def account_by_id(uid: int) -> Account:
    """Return the account with this user id; raises DatabaseTrouble when it has no name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError as error:
        raise DatabaseTrouble(
            f"User id {uid} has no account on this machine, and PostgreSQL needs one. "
            "Add it to /etc/passwd, or use a database server: set BAKEN_DATABASE_URL."
        ) from error
    return _account(entry)


def account_by_name(name: str) -> Account | None:
    """Return the account called ``name``, or None."""
    try:
        return _account(pwd.getpwnam(name))
    except KeyError:
        return None


def system_account(name: str, say: Callable[[str], None]) -> Account:
    """Return the system account ``name``, created when absent (root only; says so in one line)."""
    found = account_by_name(name)
    if found is None:
        found = _create_account(name)
        say(f"Created the system account {name!r} to run PostgreSQL (it may not run as root).")
    if found.uid == 0:
        raise DatabaseTrouble(
            f"BAKEN_DATABASE_ACCOUNT is {name!r}, which is root; PostgreSQL refuses to run as "
            "root. Name another account, or leave the setting out."
        )
    return found


def can_enter(account: Account, folder: Path) -> bool:
    """Tell whether ``account`` can reach ``folder`` (asked of the kernel, as that account)."""
    return _asks(account, ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])


def can_run(account: Account, program: Path) -> bool:
    """Tell whether ``account`` can start ``program`` (rights of its folders, libraries, noexec)."""
    return _asks(account, [str(program), "--version"])


def _asks(account: Account, command: Sequence[str]) -> bool:
    try:
        answer = subprocess.run(  # noqa: S603 - our own programs, no shell words from outside
            command, check=False, capture_output=True, **account.arguments()
        )
    except PermissionError:
        return False
    return answer.returncode == 0


def _account(entry: pwd.struct_passwd) -> Account:
    switch = os.geteuid() == 0 and entry.pw_uid != 0
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch)


def _create_account(name: str) -> Account:
    program = shutil.which("useradd", path=clean_environment()["PATH"])
    remedy = f"Create it yourself (a system account without log-in), e.g. useradd --system {name}."
    if program is None:
        raise DatabaseTrouble(f"There is no account {name!r} and no useradd here. {remedy}")
    options = ["--system", "--no-create-home", "--home-dir", "/nonexistent"]
    answer = subprocess.run(  # noqa: S603 - fixed program and options; the name is an argument
        [program, *options, "--shell", "/usr/sbin/nologin", "--", name],
        check=False,
        capture_output=True,
        text=True,
    )
    found = account_by_name(name)  # another process may have been first: that is fine too
    if found is None:
        raise DatabaseTrouble(f"useradd {name} failed: {answer.stderr.strip()}. {remedy}")
    return found
