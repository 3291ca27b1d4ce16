"""That somebody is who a command names: the own password, and the code where there is one."""

import getpass
import sys

from django.utils import timezone

from baken.flows.log_in import check_code, check_password
from baken.foundation.partners.accounts import person_needs_second_factor
from baken.foundation.partners.second_factor import has_second_factor
from baken.vocabulary.errors import UnusableInputError

# Failures here are counted together, as those of one network address.
HERE = "command line"


def prove(username: str) -> None:
    """Ask the password and the code of the person named, on the terminal or standard input.

    Whoever has a shell can name anybody; two people are two only when both prove it.

    Raises:
        UnusableInputError: when it is not proven; that stands in the log.
    """
    account = check_password(
        name=username,
        password=_asked(f"Password of {username}: "),
        address=HERE,
        at=timezone.now(),
    )
    if account is None:
        raise UnusableInputError(
            f'"{username}" and this password do not belong together, or it was tried too often; '
            "wait a moment, or do it on screen"
        )
    if not has_second_factor(account.id):
        if person_needs_second_factor(account.id):
            raise UnusableInputError(
                f'a role of "{username}" takes a second factor; log in on screen once to set it'
            )
        return
    code = _asked(f"Code of {username}: ")
    if check_code(account=account, code=code, address=HERE, at=timezone.now()) is None:
        raise UnusableInputError(
            "this code is not right, was used before, or it was tried too often; wait for the next"
        )


def _asked(prompt: str) -> str:
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
