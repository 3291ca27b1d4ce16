"""Any day can be asked for; --round does the work of the night now."""

import argparse
from datetime import UTC, date, datetime

from django.utils import timezone

from baken.flows.plan_course.alarms import PlanAlarms, alarms_in_sight, follow_plans
from baken.foundation.partners.scope import every_municipality
from baken.records.alarms.facts import AlarmFact
from baken.records.plans.selectors import plans
from baken.site.commands.reporting import report
from baken.vocabulary.errors import UnusableInputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask for a plan and a day."""
    parser.add_argument("plan", help="a plan, such as amf_2018")
    parser.add_argument(
        "--date", type=date.fromisoformat, help="day to list them for (default: today)"
    )
    parser.add_argument(
        "--round", action="store_true", help="first open, raise and end alarms, as every night"
    )


def run(arguments: argparse.Namespace) -> int:
    """List the alarms of a plan as they stand on a day."""
    today = timezone.localdate()
    with every_municipality() as tenants:
        if arguments.round:
            follow_plans(tenants, on=today, at=datetime.now(UTC))
        found = alarms_in_sight(arguments.plan, on=arguments.date or today)
    if found is None:
        known = ", ".join(each.head.id for each in plans()) or "none yet"
        raise UnusableInputError(f'there is no plan "{arguments.plan}"; known: {known}')
    report(_listed(found), _said(found), as_json=arguments.json)
    return 0


def _listed(found: PlanAlarms) -> dict[str, object]:
    return {
        "plan": found.plan.head.id,
        "date": found.day,
        "standing": [_one(each) for each in found.standing],
        "ended": [_one(each) for each in found.ended],
        "without_owner": found.unowned,
    }


def _one(alarm: AlarmFact) -> dict[str, object]:
    cause, standing = alarm.cause, alarm.standing
    return {
        "rule": cause.check,
        "subject": cause.subject,
        "cause": cause.cause,
        "since": cause.since,
        "opened_on": alarm.opened_on,
        "was_opened": alarm.id is not None,
        "owner": cause.owner,
        "state": standing.state,
        "to": standing.addressee,
        "rises_on": standing.rises_on,
        "risen": [{"on": day, "to": to} for day, to in standing.risen],
        "inputs": dict(cause.inputs),
        "sha256": cause.sha256,
    }


def _said(found: PlanAlarms) -> str:
    lines = [
        f"{each.cause.since} {each.cause.check} {each.cause.subject} ({each.cause.cause}): "
        f"{each.standing.state}, with the {each.standing.addressee}"
        for each in found.standing
    ]
    head = f"{found.plan.head.id} on {found.day}: {len(found.standing)} alarms stand"
    return "\n".join([head, *lines])
