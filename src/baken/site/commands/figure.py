"""Gives value, interval, count, status, method and the delivered rows under it."""

import argparse
from datetime import UTC, date, datetime, time

from django.db import transaction

from baken.flows.explain_figure import explain_count, explain_figure
from baken.foundation.partners.scope import every_municipality
from baken.site.commands.reporting import report
from baken.vocabulary.area import parse_area_code
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.period import Period


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the indicator, the area and the period."""
    parser.add_argument("indicator", help="id, such as registered-crime-1.1.1")
    parser.add_argument("--area", required=True, help="code, such as GM0344")
    parser.add_argument("--period", required=True, help="such as 2024")
    parser.add_argument(
        "--as-known-on", type=date.fromisoformat, help="as it was known on this day"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the figure, or say that there is none."""
    try:
        area = parse_area_code(arguments.area)
        period = Period.parse(arguments.period)
    except ValueError as error:
        raise UnusableInputError(str(error)) from error
    if arguments.as_known_on:
        moment = datetime.combine(arguments.as_known_on, time.max, UTC)
        with transaction.atomic(), every_municipality():
            explained = explain_count(arguments.indicator, area, period, moment)
    else:
        explained = explain_figure(arguments.indicator, area, period)
    report(explained, explained.sentence, as_json=arguments.json)
    return 0
