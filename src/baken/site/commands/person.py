"""For example: baken person add j.j "J. Jansen" --role policy-adviser --municipality GM0344."""

import argparse
import getpass
import sys

from baken.foundation.partners.services import ensure_person, grant_role
from baken.site.commands.reporting import report
from baken.vocabulary.role import Role


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the person and, where wanted, a role."""
    parser.add_argument("action", choices=["add"], help="add a person, or correct one")
    parser.add_argument("username", help="log-in name")
    parser.add_argument("full_name", help="name as shown")
    parser.add_argument("--role", type=Role, choices=list(Role), help="role to give")
    parser.add_argument("--municipality", help="code, such as GM0344")


def run(arguments: argparse.Namespace) -> int:
    """Add or correct the person; the password is read from the terminal or standard input."""
    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().strip()
    person = ensure_person(
        username=arguments.username, full_name=arguments.full_name, password=password or None
    )
    if arguments.role and arguments.municipality:
        grant_role(person=person, tenant=arguments.municipality, role=arguments.role)
    report({"person": person}, f"{arguments.username} can log in.", as_json=arguments.json)
    return 0
