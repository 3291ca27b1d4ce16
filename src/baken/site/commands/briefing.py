"""The morning of a gemeente or wijk on any day, as known then; the ending of OUT says the form."""

import argparse
import json
from datetime import date
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from baken.desks.briefing.data import data_of
from baken.desks.briefing.document import document_of
from baken.flows.police_day.briefing import briefing_of
from baken.flows.police_day.briefing_facts import Briefing
from baken.foundation.paper.page import to_page
from baken.foundation.paper.pdf import to_pdf
from baken.foundation.partners.scope import Scope, every_municipality
from baken.site.commands.reporting import report
from baken.vocabulary.area import AreaLevel, level_of, municipality_of, parse_area_code
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.role import Role

FORMS = (".pdf", ".html", ".json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a day, an area and a file."""
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="the day")
    parser.add_argument("--area", required=True, help="a gemeente or wijk, such as WK034403")
    parser.add_argument("--out", type=Path, required=True, help="F.pdf, F.html or F.json")
    parser.add_argument("--language", choices=("nl", "en"), default="nl", help="default: nl")


def run(arguments: argparse.Namespace) -> int:
    """Write the briefing of an area on a day to a file."""
    if arguments.out.suffix not in FORMS:
        raise UnusableInputError(
            f'"{arguments.out}" ends in no known form; choose one of {", ".join(FORMS)}'
        )
    try:
        code = parse_area_code(arguments.area)
    except ValueError as error:
        raise UnusableInputError(str(error)) from error
    if level_of(code) is AreaLevel.BUURT:
        raise UnusableInputError(f"{code} is a buurt; a briefing is of a gemeente or a wijk")
    tenant = municipality_of(code)
    # Who has the machine sees what the coordinator of that municipality sees.
    by = Scope(None, frozenset({(tenant, Role.COORDINATOR)}))
    with every_municipality(), translation.override(arguments.language):
        try:
            found = briefing_of([code], day=arguments.date, by=by, language=arguments.language)
        except LookupError as error:
            raise UnusableInputError(str(error)) from error
        arguments.out.write_bytes(_content(found, arguments.out.suffix))
        told = data_of(found)
    report(told | {"file": str(arguments.out)}, told["changed"][0], as_json=arguments.json)
    return 0


def _content(found: Briefing, form: str) -> bytes:
    if form == ".json":
        said = json.dumps(data_of(found), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        return said.encode()
    document = document_of(found, "")
    return to_pdf(document) if form == ".pdf" else to_page(document).encode()
