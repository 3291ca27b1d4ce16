"""Any past day too, from what was known then; the same day twice gives the same round."""

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime

from django.utils import timezone

from baken.flows.police_day.day import DayDone, police_day
from baken.flows.police_day.watching import ListSettings
from baken.foundation.partners.scope import every_municipality, in_tenant
from baken.records.watches.facts import Unusual
from baken.records.watches.selectors import unusual_on
from baken.site.commands.reporting import progress_bar, report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a day and a municipality."""
    parser.add_argument("--date", type=date.fromisoformat, help="the day (default: today)")
    parser.add_argument(
        "--municipality", required=True, metavar="GM0344", help="code of the municipality"
    )
    parser.add_argument(
        "--promise", type=float, help="share of the list that may be false (default 0.2)"
    )
    parser.add_argument(
        "--hindsight",
        action="store_true",
        help="judge from what is known now; the round says so",
    )


def run(arguments: argparse.Namespace) -> int:
    """Do the day and tell what is unusual."""
    day = arguments.date or timezone.localdate()
    settings = ListSettings()
    if arguments.promise is not None:
        if not 0 < arguments.promise < 1:
            raise UnusableInputError("--promise: give a share between 0 and 1, such as 0.2")
        settings = replace(settings, promise=arguments.promise)
    with progress_bar("police day") as progress, every_municipality() as tenants:
        if arguments.municipality not in tenants:
            known = ", ".join(tenants) or "none"
            raise UnusableInputError(f'"{arguments.municipality}" is none of {known}')
        with in_tenant(arguments.municipality):
            done = police_day(
                arguments.municipality,
                day=day,
                at=datetime.now(UTC),
                hindsight=arguments.hindsight,
                settings=settings,
                progress=progress,
            )
            found = unusual_on(arguments.municipality, day)
    report(_listed(done, found), _said(done, found), as_json=arguments.json)
    return 0


def _listed(done: DayDone, found: tuple[Unusual, ...]) -> dict[str, object]:
    round_ = done.round
    return {
        "municipality": round_.tenant,
        "date": round_.day,
        "week": round_.week,
        "known_on": round_.known_on,
        "round": round_.id,
        "inputs_sha256": round_.inputs_sha256,
        "method": round_.method,
        "registrations": round_.registrations,
        "unplaced": round_.unplaced,
        "series": round_.series,
        "tested": round_.tested,
        "share_known": round(round_.share_known, 4),
        "promise": round_.promise,
        "high": done.high,
        "low": done.low,
        "fell_away": done.fell_away,
        "phases_moved": sum(len(each.moves) for each in done.phases),
        "unusual": found,
    }


def _said(done: DayDone, found: tuple[Unusual, ...]) -> str:
    round_ = done.round
    head = (
        f"{round_.tenant}, week of {round_.week}: {len(found)} unusual things among "
        f"{round_.tested} series; {round_.share_known:.0%} of the week is known"
    )
    return "\n".join([head, *(f"{each.sentence_en}." for each in found)])
