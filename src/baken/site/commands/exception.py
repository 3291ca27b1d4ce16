"""One person asks, another agrees, and both prove who they are: baken exception list --by f.g."""

import argparse
from datetime import UTC, date, datetime
from uuid import UUID

from baken.catalogue.person_columns import PERSON_COLUMNS
from baken.foundation.partners.permissions import SEE_EXCEPTIONS
from baken.foundation.partners.scope import Scope, as_person
from baken.foundation.stewardship.exceptions import (
    ExceptionFact,
    ExceptionRefusedError,
    ExceptionWish,
    agree_exception,
    ask_exception,
    exceptions,
    withdraw_exception,
)
from baken.site.commands.proof import prove
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError

WANTED = ("municipality", "kind", "column", "holds", "purpose", "basis", "until")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, on whose behalf, and the wish."""
    parser.add_argument("action", choices=["list", "ask", "agree", "withdraw"], help="what to do")
    parser.add_argument("id", nargs="?", type=UUID, help="of the exception to agree to or withdraw")
    parser.add_argument("--by", required=True, help="log-in name of who does it")
    parser.add_argument("--municipality", help="code, such as GM0344")
    parser.add_argument("--kind", help="kind of file, as in the import")
    parser.add_argument("--column", help="name of the column, as in the file")
    kinds = [kind.id for kind in PERSON_COLUMNS]
    parser.add_argument("--holds", choices=kinds, help="what the column holds")
    parser.add_argument("--purpose", help="for what it is used")
    parser.add_argument("--basis", help="legal basis, with its article")
    parser.add_argument("--until", type=date.fromisoformat, help="last day, within a year")


def run(arguments: argparse.Namespace) -> int:
    """Do it as the person who is named, with that person's permissions.

    For more than the list the person's own password and code are asked.
    """
    try:
        _check(arguments)
        if arguments.action != "list":
            prove(arguments.by)
        with as_person(arguments.by) as scope:
            _check_permission(arguments.by, scope)
            _act(arguments, scope)
            found = exceptions(by=scope)
    except LookupError as unknown:
        raise UnusableInputError(f"{unknown.args[0]}; give --by a log-in name") from unknown
    except ExceptionRefusedError as refusal:
        raise UnusableInputError(
            f"refused: {refusal.reason}; see docs/how-to/person-columns.md"
        ) from refusal
    today = datetime.now(UTC).date()
    lines = [_line(fact, today) for fact in found] or ["There are no exceptions."]
    report({"exceptions": found}, "\n".join(lines), as_json=arguments.json)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """Refuse what is incomplete before anybody is asked for a password."""
    if arguments.action == "ask":
        _wish(arguments)
    elif arguments.action != "list" and arguments.id is None:
        raise UnusableInputError("name the id of the exception; baken exception list shows it")


def _check_permission(name: str, scope: Scope) -> None:
    if not SEE_EXCEPTIONS.allows(scope, public_site=False):
        raise UnusableInputError(
            f'no role of "{name}" may ask for or agree to an exception; see baken person roles'
        )


def _act(arguments: argparse.Namespace, scope: Scope) -> None:
    now = datetime.now(UTC)
    if arguments.action == "ask":
        wish = _wish(arguments)
        ask_exception(wish=wish, tenant=arguments.municipality, by=scope, at=now)
    elif arguments.action != "list":
        decide = agree_exception if arguments.action == "agree" else withdraw_exception
        decide(identifier=arguments.id, by=scope, at=now)


def _wish(arguments: argparse.Namespace) -> ExceptionWish:
    missing = [name for name in WANTED if getattr(arguments, name) is None]
    if missing:
        raise UnusableInputError(f"to ask, give --{', --'.join(missing)} as well")
    return ExceptionWish(
        file_kind=arguments.kind,
        column=arguments.column,
        person_kind=arguments.holds,
        purpose=arguments.purpose,
        basis=arguments.basis,
        ends_on=arguments.until,
    )


def _line(fact: ExceptionFact, today: date) -> str:
    wish = fact.wish
    return (
        f"{fact.id} {fact.tenant} {wish.file_kind}.{wish.column} ({wish.person_kind}) until "
        f"{wish.ends_on}: {fact.state(today)}"
    )
