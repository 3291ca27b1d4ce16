"""Writes the account of a plan over a year as a file.

It is the published one where there is one; otherwise what Baken makes of the tables, which says of
itself that no municipality adopted it. What people wrote and did not publish is never in it.
"""

import argparse
from pathlib import Path

from django.utils import timezone

from baken.desks.accounts.document import Standing, account_document
from baken.flows.account_year import account_of_year, accountable_years
from baken.flows.freeze_account import file_of_document
from baken.records.accounts.facts import FileForm, PublishedAccountFact
from baken.records.accounts.selectors import account_file, published_accounts
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a plan, a year and where to write the file."""
    parser.add_argument("plan", help="a plan, such as amf_2018")
    parser.add_argument("year", type=int, help="a year of the plan, or one since")
    forms = ", ".join(f"F.{form}" for form in FileForm)
    parser.add_argument("--out", type=Path, required=True, metavar="F", help=forms)
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the text (nl)")


def run(arguments: argparse.Namespace) -> int:
    """Write an account in the form that the name of the file asks for."""
    form, language = _form(arguments.out), arguments.language
    published = next(iter(published_accounts(arguments.plan, arguments.year)), None)
    if published:
        content = account_file(published.id, language=language, form=form) or b""
    else:
        content = _computed(arguments.plan, arguments.year, form, language)
    try:
        arguments.out.write_bytes(content)
    except OSError as error:
        raise UnusableInputError(
            f"{arguments.out}: {error.strerror}; name a file in a folder that exists"
        ) from error
    told = {"out": str(arguments.out), "bytes": len(content), "language": language}
    number = published.number if published else 0
    sentence = f"{arguments.plan} {arguments.year}, {_standing(published)}: {arguments.out}"
    report(told | {"number": number}, sentence, as_json=arguments.json)
    return 0


def _form(out: Path) -> FileForm:
    suffix = out.suffix.lower().lstrip(".")
    if suffix not in set(FileForm):
        known = ", ".join(f".{form}" for form in FileForm)
        raise UnusableInputError(f'{out}: no account as "{suffix}"; let the name end in {known}')
    return FileForm(suffix)


def _computed(plan: str, year: int, form: FileForm, language: str) -> bytes:
    today = timezone.localdate()
    account = account_of_year(plan, year, today=today)
    if account is None:
        known = "; ".join(
            f"{each.head.id} {years[0]}-{years[-1]}" for each, years in accountable_years()
        )
        raise UnusableInputError(
            f'there is no account of "{plan}" over {year}; known: {known or "no plan yet"}'
        )
    standing = Standing(dated=today, address="")
    return file_of_document(account_document(account, standing, in_language=language), form)


def _standing(published: PublishedAccountFact | None) -> str:
    return f"published as number {published.number}" if published else "not adopted"
