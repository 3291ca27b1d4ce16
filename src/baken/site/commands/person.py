"""For example: baken person add j.j "J. Jansen" --role policy-adviser --municipality GM0344."""

import argparse
import getpass
import sys

from django.utils import timezone

from baken.flows.manage_people import (
    add_or_correct_person,
    grant_role,
    new_password_link,
    reset_second_factor,
    set_blocked,
    set_organisation_account,
    withdraw_role,
)
from baken.foundation.partners.managing import (
    Administrator,
    PeopleRefusedError,
    administrator_of_all,
    managed_person,
)
from baken.foundation.partners.selectors import person_key
from baken.foundation.partners.services import ensure_person
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.role import Role

ACTIONS = ("add", "roles", "grant", "withdraw", "link", "block", "unblock", "reset-second-factor",
           "organisation-account")  # fmt: skip
# Who stands in the log for what is done on the command line; nobody logs in with it.
COMMAND_LINE = ("baken-person", "Opdrachtregel (baken person)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, the person and, where wanted, a role."""
    parser.add_argument(
        "action", choices=ACTIONS, help="add or correct, show the roles, or what to do"
    )
    parser.add_argument("username", help="log-in name")
    parser.add_argument("full_name", nargs="?", default="", help="name as shown; for add")
    parser.add_argument("--role", type=Role, choices=list(Role), help="role to give or withdraw")
    parser.add_argument("--municipality", help="code, such as GM0344")
    parser.add_argument(
        "--account", default="", help="as whom the organisation's log-in knows the person"
    )
    parser.add_argument("--reason", default="command line", help="reason that stands in the log")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the password of a new person is read from the terminal or standard input."""
    actor = ensure_person(username=COMMAND_LINE[0], full_name=COMMAND_LINE[1], password=None)
    by = administrator_of_all(actor)
    if arguments.action == "add":
        return _add(arguments, by)
    person = person_key(arguments.username)
    if person is None:
        raise UnusableInputError(
            f'nobody logs in as "{arguments.username}"; see the people screen, or add the person'
        )
    try:
        answer, sentence = _done(arguments, person, by)
    except PeopleRefusedError as refusal:
        raise UnusableInputError(
            f"{arguments.action} of {arguments.username} is refused: {refusal.reason}; see "
            "docs/how-to/people-and-roles.md"
        ) from refusal
    report({"person": person} | answer, sentence, as_json=arguments.json)
    return 0


def _add(arguments: argparse.Namespace, by: Administrator) -> int:
    if not arguments.full_name:
        raise UnusableInputError("add needs the name as shown; put it after the log-in name")
    if arguments.role and not arguments.municipality:
        raise UnusableInputError("a role is held in a municipality; give --municipality as well")
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().strip()
    try:
        person = add_or_correct_person(
            username=arguments.username, full_name=arguments.full_name, password=password,
            tenant=arguments.municipality or "", role=arguments.role, by=by, at=timezone.now(),
        )  # fmt: skip
    except PeopleRefusedError as refusal:
        raise UnusableInputError(
            f"{arguments.username} is not added: {refusal.reason}; names that begin with "
            '"demo-" are for the demo, and the municipality is one of BAKEN_MUNICIPALITIES'
        ) from refusal
    report({"person": person}, f"{arguments.username} can log in.", as_json=arguments.json)
    return 0


def _done(
    arguments: argparse.Namespace, person: int, by: Administrator
) -> tuple[dict[str, object], str]:
    """Do what was asked and return what to report: the answer and its sentence."""
    action, name, at = arguments.action, arguments.username, timezone.now()
    if action == "roles":
        roles = [[tenant, str(role)] for tenant, role in managed_person(person, by=by).roles]
        return {"roles": roles}, f"{name}: {roles or 'no role'}"
    if action in {"grant", "withdraw"}:
        if not (arguments.role and arguments.municipality):
            raise UnusableInputError(f"{action} needs --role and --municipality")
        change = grant_role if action == "grant" else withdraw_role
        change(
            person=person, tenant=arguments.municipality, role=arguments.role,
            reason=arguments.reason, by=by, at=at,
        )  # fmt: skip
        return {}, f"{name}: {action} of {arguments.role} in {arguments.municipality}."
    if action == "link":
        address = f"/wachtwoord/{new_password_link(person=person, by=by, at=at)}/"
        return {"address": address}, f"{name} sets a password once at {address}"
    if action == "reset-second-factor":
        reset_second_factor(person=person, by=by, at=at)
        return {}, f"{name}: the next log-in asks a new second factor where a role takes one."
    if action == "organisation-account":
        set_organisation_account(person=person, identity=arguments.account, by=by, at=at)
        return {}, f"{name}: logs in at the organisation as {arguments.account or 'nobody'}."
    set_blocked(person=person, blocked=action == "block", by=by, at=at)
    return {}, f"{name}: {action}ed."
