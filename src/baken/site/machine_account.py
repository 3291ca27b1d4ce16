"""Under which account of the machine a command runs: for the log."""

import os
import pwd
from pathlib import Path

# Linux remembers as whom somebody logged in on the machine, also after sudo or su.
LOGGED_IN_AS = Path("/proc/self/loginuid")
NOBODY = 2**32 - 1
LONGEST = 80


def machine_account() -> str:
    """Return the account, and as whom it logged in on the machine when that is another.

    Both come from the system, not from the environment, which anybody can set.
    """
    running, first = name_of(os.getuid()), _logged_in_as()
    return (running if first in {"", running} else f"{running} ({first})")[:LONGEST]


def name_of(number: int) -> str:
    """Return the name of an account by its number; the number itself when it has none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _logged_in_as() -> str:
    try:
        number = int(LOGGED_IN_AS.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return ""
    return "" if number == NOBODY else name_of(number)
